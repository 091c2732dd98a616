package anchor

// Suggest returns the known word that is nearest to a misspelt one, the first of
// several. It is at most a third of the word's characters away, and at most 3,
// but always 1 may differ; ok is false if there is none.
//
// The distance is that of optimal string alignment: inserting, deleting,
// replacing a character and exchanging two neighbors cost 1 each.
func Suggest(word string, known []string) (nearest string, ok bool) {
	limit := min(max(len([]rune(word))/3, 1), 3)
	for _, k := range known {
		if d := distance([]rune(word), []rune(k), limit); d <= limit {
			nearest, ok, limit = k, true, d-1
		}
	}
	return nearest, ok
}

// IsSlip reports whether two words differ by one slip of the finger at most: a letter
// more, less, another one, or two of them changed about.
func IsSlip(a, b string) bool { return distance([]rune(a), []rune(b), 1) <= 1 }

// distance returns limit+1 for anything above the limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		current, last, before := rows[i%3], rows[(i+2)%3], rows[(i+1)%3]
		current[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			current[j] = min(last[j]+1, current[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				current[j] = min(current[j], before[j-2]+1)
			}
		}
	}
	return min(rows[len(a)%3][len(b)], limit+1)
}
