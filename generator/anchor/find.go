package anchor

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// LongestGap is the greatest length of a passage spelt "first … last", in
// characters.
const LongestGap = 600

// Result is where words were found. Near is filled unless they were found once.
type Result struct {
	Found []Range
	Near  []Candidate // the places found, or the nearest ones if there is none; best first
}

// Find looks for words. Found holds every place in the order of the text; if
// exactly one of several is not inside longer words, only that one.
//
// For "first … last" a place goes from a first to the nearest last behind it, in
// the same section and at most [LongestGap] characters long, unless the words
// stand in the text with their ellipsis.
func (t *Text) Find(p Pattern) Result {
	exact, _ := fold(p.Exact)
	found := t.context(p, t.occurrences(exact))
	if first, last, ok := p.halves(); ok && len(found) == 0 {
		found = t.context(p, t.spans(first, last))
	}
	found = t.wordsOnly(found)
	var r Result
	for _, f := range found {
		r.Found = append(r.Found, t.original(f.Start, f.Stop))
	}
	switch {
	case len(found) > 1:
		for _, place := range r.Found {
			r.Near = append(r.Near, t.candidate(place, 0, 1, nil))
		}
	case len(found) == 0:
		r.Near = t.near(p)
	}
	return r
}

// Has reports whether words stand in the text, in the sense of [Text.Find]; of words
// with an ellipsis, all parts of them in this order.
func (t *Text) Has(words string) bool {
	folded, _ := fold(words)
	at := 0
	for part := range strings.SplitSeq(folded, ellipsis) {
		part = strings.TrimSpace(part)
		i := strings.Index(t.folded[at:], part)
		if i < 0 {
			return false
		}
		at += i + len(part)
	}
	return true
}

// occurrences returns the places of folded words in the folded text. They may
// overlap.
func (t *Text) occurrences(words string) []Range {
	var found []Range
	if words == "" {
		return nil
	}
	for from := 0; ; {
		i := strings.Index(t.folded[from:], words)
		if i < 0 {
			return found
		}
		found = append(found, Range{from + i, from + i + len(words)})
		_, size := utf8.DecodeRuneInString(t.folded[from+i:])
		from += i + size
	}
}

// spans returns the places from first to the nearest last.
func (t *Text) spans(first, last string) []Range {
	ends := t.occurrences(last)
	var found []Range
	for _, f := range t.occurrences(first) {
		i := slices.IndexFunc(ends, func(e Range) bool { return e.Start >= f.Stop })
		if i < 0 {
			break
		}
		span := Range{f.Start, ends[i].Stop}
		tooLong := utf8.RuneCountInString(t.folded[span.Start:span.Stop]) > LongestGap
		if !tooLong && t.section(int(t.at[span.Start])) == t.section(int(t.at[span.Stop-1])) {
			found = append(found, span)
		}
	}
	return slices.DeleteFunc(found, func(a Range) bool {
		return slices.ContainsFunc(found, func(b Range) bool { return b.Stop == a.Stop && b.Start > a.Start })
	})
}

// context keeps the places that stand between prefix and suffix, white space
// apart.
func (t *Text) context(p Pattern, found []Range) []Range {
	prefix, _ := fold(p.Prefix)
	suffix, _ := fold(p.Suffix)
	return slices.DeleteFunc(found, func(r Range) bool {
		before, after := strings.TrimSpace(t.folded[:r.Start]), strings.TrimSpace(t.folded[r.Stop:])
		return !strings.HasSuffix(before, prefix) || !strings.HasPrefix(after, suffix)
	})
}

// wordsOnly keeps the one place of several that does not begin or end inside a
// word.
func (t *Text) wordsOnly(found []Range) []Range {
	var whole []Range
	for _, r := range found {
		if atEdge(t.folded, r.Start) && atEdge(t.folded, r.Stop) {
			whole = append(whole, r)
		}
	}
	if len(found) > 1 && len(whole) == 1 {
		return whole
	}
	return found
}

// Quote returns the shortest spelling that finds a range and nothing else: its
// words, if they are unique, else with as many words around it as that takes. If
// no spelling does, since there are brackets in the words, it is the words.
func (t *Text) Quote(r Range) string {
	words := ""
	for p := range t.contexts(r) {
		if words == "" {
			words = p.Exact
		}
		spelling := p.Exact
		if p.Prefix != "" || p.Suffix != "" {
			spelling = strings.TrimSpace(p.Prefix + " [[" + p.Exact + "]] " + p.Suffix)
		}
		if t.Finds(spelling, r) {
			return spelling
		}
	}
	return words
}

// Selector returns the shortest words with a prefix and a suffix that find a range
// and nothing else. Unlike a spelling they may hold any characters. ok is false if
// there are none, since the range is empty.
func (t *Text) Selector(r Range) (p Pattern, ok bool) {
	for p := range t.contexts(r) {
		if t.only(p, r) {
			return p, true
		}
	}
	return Pattern{}, false
}

// contexts yields the words of a range, first alone and then with more and more
// words before, behind and around them.
func (t *Text) contexts(r Range) iter.Seq[Pattern] {
	return func(yield func(Pattern) bool) {
		start, stop := t.foldedRange(r)
		words := t.shown(start, stop)
		if strings.TrimSpace(words) == "" || !yield(Pattern{Exact: words}) {
			return
		}
		for from, to := start, stop; from > 0 || to < len(t.folded); {
			from, to = t.wordBefore(from), t.wordAfter(to)
			for _, c := range [][2]int{{from, stop}, {start, to}, {from, to}} {
				if !yield(Pattern{Exact: words, Prefix: t.shown(c[0], start), Suffix: t.shown(stop, c[1])}) {
					return
				}
			}
		}
	}
}

// Finds reports whether a spelling finds a range and nothing else.
func (t *Text) Finds(spelling string, r Range) bool {
	p, problem := ParsePattern(spelling)
	return problem == "" && t.only(p, r)
}

// only reports whether a pattern finds a range and nothing else.
func (t *Text) only(p Pattern, r Range) bool {
	exact, _ := fold(p.Exact)
	found := t.context(p, t.occurrences(exact))
	if first, last, ok := p.halves(); ok && len(found) == 0 {
		found = t.context(p, t.spans(first, last))
	}
	found = t.wordsOnly(found)
	return len(found) == 1 && t.original(found[0].Start, found[0].Stop) == t.trimmed(r)
}

func (t *Text) trimmed(r Range) Range {
	start, stop := t.foldedRange(r)
	return t.original(start, stop)
}

// shown returns a part of the folded text in its original characters, on one
// line.
func (t *Text) shown(start, stop int) string {
	if start >= stop {
		return ""
	}
	r := t.original(start, stop)
	return strings.Join(strings.Fields(t.text[r.Start:r.Stop]), " ")
}

// wordBefore returns where the word before an offset of the folded text begins.
func (t *Text) wordBefore(offset int) int {
	before := strings.TrimRight(t.folded[:offset], " ")
	return strings.LastIndexByte(before, ' ') + 1
}

// wordAfter returns where the word behind an offset of the folded text ends.
func (t *Text) wordAfter(offset int) int {
	for offset < len(t.folded) && t.folded[offset] == ' ' {
		offset++
	}
	if i := strings.IndexByte(t.folded[offset:], ' '); i >= 0 {
		return offset + i
	}
	return len(t.folded)
}
