package reanchor

import (
	"math"

	"briefing/generator/anchor"
)

// word is a word of a text. Offsets are in bytes of it, half-open.
type word struct {
	start, stop int32
	id          int32 // the same for words of the same form
}

// text is a text and its words in order.
type text struct {
	s     string
	words []word
}

// begins reports whether a word is the first of a sentence or of the text.
func (t *text) begins(i int) bool {
	if i == 0 || i == len(t.words) {
		return true
	}
	return len(anchor.Sentences(t.s[t.words[i-1].start:t.words[i].stop])) > 1
}

// beginnings is the number of words from i to j, half-open, that are the first of
// a sentence.
func (t *text) beginnings(i, j int) int {
	n := 0
	for ; i < j; i++ {
		if t.begins(i) {
			n++
		}
	}
	return n
}

// lexicon numbers the forms of words.
type lexicon struct {
	ids    map[string]int32
	forms  []string
	counts []int32   // how often each stands in the new text, or in the old one if that is more
	weight []float32 // see weigh
}

// read splits a text. Its words do not count for their weight.
func (l *lexicon) read(s string) *text {
	t := &text{s: s, words: make([]word, 0, len(s)/5)}
	for r, form := range anchor.Words(s) {
		id, known := l.ids[form]
		if !known {
			id = int32(len(l.forms))
			l.ids[form] = id
			l.forms = append(l.forms, form)
		}
		t.words = append(t.words, word{int32(r.Start), int32(r.Stop), id})
	}
	return t
}

// count records how often words stand in a text.
func (l *lexicon) count(t *text) {
	here := make([]int32, len(l.forms))
	for _, w := range t.words {
		here[w.id]++
	}
	for i, n := range l.counts {
		here[i] = max(here[i], n)
	}
	l.counts = here
}

// leastWeight is the weight of the commonest words; a word that stands once has
// weight 1.
const leastWeight = 0.1

// weigh computes what words tell about a place: the square of the share of
// information that is left of a word's when it is as common as it is in a text of
// that many words.
func (l *lexicon) weigh(words int) {
	whole := math.Log(float64(max(words, 20)))
	for i := len(l.weight); i < len(l.forms); i++ {
		rarity := 1.0
		if i < len(l.counts) && l.counts[i] > 1 {
			rarity = max(0, 1-math.Log(float64(l.counts[i]))/whole)
		}
		l.weight = append(l.weight, float32(max(leastWeight, rarity*rarity)))
	}
}

// nearness is how much two forms that are nearly equal count of two that are equal.
const nearness = 0.6

// likeness is 1 for the same form, [nearness] for nearly equal ones, else 0.
func (l *lexicon) likeness(a, b int32) float32 {
	if a == b {
		return 1
	}
	if isNear(l.forms[a], l.forms[b]) {
		return nearness
	}
	return 0
}

// isNear reports whether two different forms are inflections of one word, as far
// as their beginnings tell, or one typing error apart. Numbers are never near.
func isNear(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 || len(b)-len(a) > 3 || a[0] != b[0] || hasDigit(a) || hasDigit(b) {
		return false
	}
	head := 0
	for head < len(a) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	isInflection := len(b)-head <= 3 && head*10 >= len(b)*6
	isTypo := head+tail >= len(b)-1
	isExchange := len(a) == len(b) && head+tail == len(a)-2 && a[head] == b[head+1] && a[head+1] == b[head]
	return isInflection || isTypo || isExchange
}

func hasDigit(s string) bool {
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			return true
		}
	}
	return false
}
