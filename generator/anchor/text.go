// Package anchor compares words with words.
//
// It finds the passage of an article that an annotation is about ([Text.Find]),
// the nearest candidates where it is not there, the shortest spelling that finds
// a place again ([Text.Quote]), what differs between a quote and its source
// ([Compare]), the names that a text mentions ([Names]), and its sentences.
//
// Everything here is a pure function of its arguments. Both sides of a comparison
// are folded in the same way (see [New]); offsets are bytes of the text as it was
// given, half-open. Any bytes are accepted.
package anchor

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Range is a part of a text.
type Range struct{ Start, Stop int }

// Text is a text as a reader sees it, prepared for many searches. It may be used
// by several goroutines.
type Text struct {
	text     string
	folded   string
	at       []int32 // offset in the text of each byte of folded, and its end
	sections []int   // offsets in the text where sections begin
}

// New prepares a text. sections are the offsets where its sections begin, in
// rising order.
//
// Folding makes the same of what a reader takes for the same: Unicode form NFC;
// any white space is one space; all quotation marks and apostrophes are one
// character, all hyphens and dashes another; three points are an ellipsis; soft
// hyphens and characters without width are dropped. Case is kept.
func New(text string, sections []int) *Text {
	t := &Text{text: text, sections: sections}
	t.folded, t.at = fold(text)
	return t
}

const (
	foldedQuote = '\''
	foldedDash  = '-'
	ellipsis    = "…"
)

// fold returns the folded text, and for each of its bytes and for its end the
// offset in the text.
func fold(text string) (string, []int32) {
	var b strings.Builder
	b.Grow(len(text))
	at := make([]int32, 0, len(text)+1)
	write := func(s string, from int) {
		b.WriteString(s)
		for range len(s) {
			at = append(at, int32(from))
		}
	}
	last := byte(0)
	for i := 0; i < len(text); {
		n := unit(text[i:])
		s := foldUnit(text[i : i+n])
		switch {
		case s == "":
		case s == " " && (last == ' ' || last == 0):
		case s == "-" && last == '-':
		case s == "." && strings.HasPrefix(text[i:], "..."):
			n = 3
			write(ellipsis, i)
			last = '.'
		default:
			write(s, i)
			last = s[len(s)-1]
		}
		i += n
	}
	folded := b.String()
	if strings.HasSuffix(folded, " ") {
		folded, at = folded[:len(folded)-1], at[:len(at)-1]
	}
	return folded, append(at, int32(len(text)))
}

// unit is the length of the first character of a text with its combining marks.
func unit(text string) int {
	if text[0] < utf8.RuneSelf && (len(text) == 1 || text[1] < utf8.RuneSelf) {
		return 1
	}
	if n := norm.NFC.NextBoundaryInString(text, true); n > 0 {
		return n
	}
	return 1
}

// foldUnit folds one character.
func foldUnit(s string) string {
	if len(s) == 1 && s[0] > ' ' && s[0] < utf8.RuneSelf {
		if s[0] == '"' || s[0] == '`' {
			return string(foldedQuote)
		}
		return s
	}
	s = norm.NFC.String(s)
	r, size := utf8.DecodeRuneInString(s)
	rest := s[size:]
	switch {
	case unicode.IsSpace(r):
		return " " + rest
	case unicode.In(r, unicode.Pi, unicode.Pf), strings.ContainsRune("‚„′″ʼ＂＇", r):
		return string(foldedQuote) + rest
	case unicode.Is(unicode.Pd, r), r == '−', r == '\u2010', r == '\u2011':
		return string(foldedDash) + rest
	case r == '\u00ad', unicode.Is(unicode.Cf, r), r == '\u034f':
		return rest
	}
	return s
}

// original returns the range of the text that a range of the folded text stands
// for, without white space at its ends.
func (t *Text) original(start, stop int) Range {
	from, to := int(t.at[start]), int(t.at[stop])
	for from < to {
		r, n := utf8.DecodeRuneInString(t.text[from:to])
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			break
		}
		from += n
	}
	for from < to {
		r, n := utf8.DecodeLastRuneInString(t.text[from:to])
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			break
		}
		to -= n
	}
	return Range{from, to}
}

// foldedRange is the opposite of original.
func (t *Text) foldedRange(r Range) (start, stop int) {
	start = sort.Search(len(t.at)-1, func(i int) bool { return int(t.at[i]) >= r.Start })
	stop = sort.Search(len(t.at)-1, func(i int) bool { return int(t.at[i]) >= r.Stop })
	for stop > start && t.folded[stop-1] == ' ' {
		stop--
	}
	return start, stop
}

// section is the index of the section that holds an offset of the text.
func (t *Text) section(offset int) int {
	return sort.SearchInts(t.sections, offset+1)
}

// isWord reports whether a character belongs to a word.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// atEdge reports whether an offset of a text is not inside a word.
func atEdge(s string, offset int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:offset])
	after, _ := utf8.DecodeRuneInString(s[offset:])
	return !isWord(before) || !isWord(after)
}
