package imports

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"briefing/generator/anchor"
	"briefing/generator/foreign"
)

// letters is a text without its white space, since programs do not agree on what stands
// between two paragraphs: a line, a space, or nothing.
type letters struct {
	whole string // the text with its white space
	text  string
	at    []int // where the character of each byte begins in the whole text
}

func lettersOf(text string) letters {
	var b strings.Builder
	l := letters{whole: text, at: make([]int, 0, len(text))}
	for i, r := range text {
		if unicode.IsSpace(r) {
			continue
		}
		folded := anchor.Fold(string(r))
		b.WriteString(folded)
		for range len(folded) {
			l.at = append(l.at, i)
		}
	}
	l.text = b.String()
	return l
}

// find returns the place of words whose surroundings are most like those of a quote; ok
// is false if there is none, if two are as good, or if less than half of the
// surroundings is there.
func (l letters) find(q foreign.Quote) (r anchor.Range, ok bool) {
	exact, prefix, suffix := lettersOf(q.Exact).text, lettersOf(q.Prefix).text, lettersOf(q.Suffix).text
	best, isOne := -1, false
	for from := 0; exact != ""; {
		i := strings.Index(l.text[from:], exact)
		if i < 0 {
			break
		}
		start := from + i
		stop := start + len(exact)
		from = start + 1
		place, isWhole := l.words(start, stop)
		if !isWhole {
			continue
		}
		switch like := commonTail(l.text[:start], prefix) + commonHead(l.text[stop:], suffix); {
		case like > best:
			best, isOne, r = like, true, place
		case like == best:
			isOne = false
		}
	}
	return r, isOne && 2*best >= len(prefix)+len(suffix)
}

// words is the range of the whole text that bytes without white space stand for; isWhole
// is false if it begins or ends inside of a word.
func (l letters) words(start, stop int) (r anchor.Range, isWhole bool) {
	last := l.at[stop-1]
	_, size := utf8.DecodeRuneInString(l.whole[last:])
	r = anchor.Range{Start: l.at[start], Stop: last + size}
	return r, !isInside(l.whole, r.Start) && !isInside(l.whole, r.Stop)
}

func isInside(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.IsLetter(before) && unicode.IsLetter(after)
}

func commonHead(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonTail(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}
