package check

import (
	"iter"
	"slices"
	"strings"
)

var months = []string{
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
}

// undated yields the figures of a text that are neither years nor days nor times of
// day, with the sign of per cent behind them: 450, 3.5, 1,200, 7%. A number that a
// letter touches, as in A380, or with a hyphen as in J-20, is a name.
func undated(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := 0; i < len(text); {
			if text[i] < '0' || text[i] > '9' {
				i++
				continue
			}
			start, stop := i, figureEnd(text, i)
			i = stop
			if isName(text, start, stop) || isDated(text, start, stop) {
				continue
			}
			if rest := strings.TrimPrefix(text[stop:], " "); strings.HasPrefix(rest, "%") || strings.HasPrefix(rest, "per cent") || strings.HasPrefix(rest, "percent") {
				if !yield(text[start:stop] + "%") {
					return
				}
				continue
			}
			if !yield(text[start:stop]) {
				return
			}
		}
	}
}

// figureEnd returns the end of the figure that begins at i: digits, and marks
// between digits.
func figureEnd(text string, i int) int {
	for i < len(text) {
		isMark := strings.IndexByte(".,:", text[i]) >= 0 && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9'
		if !isMark && (text[i] < '0' || text[i] > '9') {
			break
		}
		i++
	}
	return i
}

// isName reports whether a letter or a hyphen behind a letter touches the figure:
// J-20, A380, 5G.
func isName(text string, start, stop int) bool {
	letter := func(i int) bool {
		return i >= 0 && i < len(text) && (text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z')
	}
	return letter(start-1) || letter(stop) || start > 1 && text[start-1] == '-' && letter(start-2)
}

// isDated reports whether the figure is a year, a time of day, or a day beside a
// month.
func isDated(text string, start, stop int) bool {
	n := text[start:stop]
	switch {
	case strings.Contains(n, ":"):
		return true
	case len(n) == 4 && (n[0] == '1' || n[0] == '2') && strings.Trim(n, "0123456789") == "":
		return true
	case start > 0 && (text[start-1] == '-' || text[start-1] == '/') && len(n) <= 2:
		return true // of 2019-03 or 2019/20
	case len(n) > 2:
		return false
	}
	before := strings.Fields(text[max(0, start-12):start])
	after := strings.Fields(text[stop:min(len(text), stop+12)])
	return len(after) > 0 && isMonth(after[0]) || len(before) > 0 && isMonth(before[len(before)-1])
}

func isMonth(word string) bool { return slices.Contains(months, strings.Trim(word, ",.;:)")) }
