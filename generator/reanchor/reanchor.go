// Package reanchor finds where a passage went when its article was edited.
//
// A [Finder] is made of the article as it was, if that is at hand, and as it is. It
// tells for each passage whether it is unchanged, moved, edited or gone, and where it
// is. It never guesses: where the words that are left could be another passage's, or
// could stand in two places, the passage is gone.
//
// With the old text at hand both texts are aligned word by word (diff.go), and what
// was lost in place is looked for among the words that are new. Without it the words
// themselves, with those before and behind them, are aligned with every part of the
// new text that has some of their rare words (seed.go, gotoh.go). In both cases the
// place is what its kept words and their surroundings say (match.go), and a conditional
// logit of a few features decides whether to believe it (judge.go).
//
// Everything here is a pure function of its arguments. Offsets are bytes, half-open.
// Any bytes are accepted.
package reanchor

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefing/generator/anchor"
)

// Outcome is what became of a passage. The zero Outcome is invalid.
type Outcome int

const (
	Unchanged Outcome = iota + 1 // the same words between the same neighbors
	Moved                        // the same words elsewhere
	Edited                       // other words, in place or elsewhere
	Gone                         // deleted, or not to be found with certainty
)

func (o Outcome) String() string {
	return [...]string{"invalid", "unchanged", "moved", "edited", "gone"}[o]
}

// Passage is words of an article and what stood right before and behind them.
type Passage struct {
	Exact          string
	Prefix, Suffix string // may be cut inside a word; may be empty
}

// Result is what became of a passage.
type Result struct {
	Outcome      Outcome
	anchor.Range          // in the new text, at edges of words; zero if it is gone
	Confidence   float64  // from 0 to 1: that the range is right, or that the passage is gone
	Features     Features // of the best place, also if it was not believed; zero if there is none
}

// Finder finds passages in one version of an article. It is not for several
// goroutines at once.
type Finder struct {
	old, new *text // old is nil if it is unknown
	lex      *lexicon
	diff     *diff     // nil if the old text is unknown
	index    *postings // of the new text
}

// New prepares two versions of an article. If old is empty, passages are found
// without it.
func New(old, new string) *Finder {
	f := &Finder{lex: &lexicon{ids: make(map[string]int32, len(new)/20)}}
	f.new = f.lex.read(new)
	f.lex.count(f.new)
	if old != "" {
		f.old = f.lex.read(old)
		f.lex.count(f.old)
	}
	f.lex.weigh(len(f.new.words))
	f.index = index(f.new, len(f.lex.forms))
	if f.old != nil {
		f.diff = compare(f.old, f.new, f.lex)
	}
	return f
}

// Find tells what became of a passage. A passage that is not in the old text is
// looked for as if that were unknown.
func (f *Finder) Find(p Passage) Result {
	p = f.plain(p)
	return f.judge(p, f.Candidates(p))
}

// plain returns a passage with the characters that entities of HTML in it stand for, if
// the new text has no entities itself.
func (f *Finder) plain(p Passage) Passage {
	q := Passage{html.UnescapeString(p.Exact), html.UnescapeString(p.Prefix), html.UnescapeString(p.Suffix)}
	if q == p || html.UnescapeString(f.new.s) != f.new.s {
		return p
	}
	return q
}

// locate returns the words of a passage in the old text: of several places the one
// with the most of its surroundings; ok is false if two have as much of them.
func (f *Finder) locate(p Passage) (left *text, i, j int, ok bool) {
	if f.old == nil {
		return nil, 0, 0, false
	}
	var exact []int32
	for _, form := range anchor.Words(p.Exact) {
		id, known := f.lex.ids[form]
		if !known {
			return nil, 0, 0, false
		}
		exact = append(exact, id)
	}
	best, isOne := -1.0, false
	for k := 0; len(exact) > 0 && k+len(exact) <= len(f.old.words); k++ {
		if f.old.words[k].id != exact[0] || !slices.EqualFunc(f.old.words[k:k+len(exact)], exact, func(w word, id int32) bool { return w.id == id }) {
			continue
		}
		switch agree := p.agreement(f.old, k, k+len(exact)); {
		case agree > best:
			best, i, isOne = agree, k, true
		case agree == best:
			isOne = false
		}
	}
	return f.old, i, i + len(exact), isOne
}

// agreement is the share of the characters around a passage, folded, that stand
// around words i to j of a text.
func (p Passage) agreement(t *text, i, j int) float64 {
	start, stop := int(t.words[i].start), int(t.words[j-1].stop)
	before := anchor.Fold(t.s[max(0, start-4*len(p.Prefix)-16):start])
	after := anchor.Fold(t.s[stop:min(len(t.s), stop+4*len(p.Suffix)+16)])
	head, tail := edges(p.Exact)
	prefix, suffix := anchor.Fold(p.Prefix+head), anchor.Fold(tail+p.Suffix)
	found := commonTail(before, prefix) + commonHead(after, suffix)
	return float64(found) / float64(max(len(strings.TrimRight(prefix, " "))+len(strings.TrimLeft(suffix, " ")), 1))
}

func commonHead(a, b string) int {
	a, b = strings.TrimLeft(a, " "), strings.TrimLeft(b, " ")
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonTail(a, b string) int {
	a, b = strings.TrimRight(a, " "), strings.TrimRight(b, " ")
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// edges returns what stands before the first and behind the last word of a text.
func edges(s string) (head, tail string) {
	start, stop := len(s), 0
	for r := range anchor.Words(s) {
		start, stop = min(start, r.Start), r.Stop
	}
	if start > stop {
		return "", ""
	}
	return s[:start], s[stop:]
}

// quoted returns a passage between its surroundings. A word that they may have cut
// is left out. Surroundings may come without the white space between them and the
// passage.
func (f *Finder) quoted(p Passage) (left *text, i, j int) {
	prefix, suffix := whole(p.Prefix, false), whole(p.Suffix, true)
	prefix += joint(prefix, p.Exact)
	left = f.lex.read(prefix + p.Exact + joint(p.Exact, suffix) + suffix)
	f.lex.weigh(len(f.new.words))
	from := int32(len(prefix))
	to := from + int32(len(p.Exact))
	i = slices.IndexFunc(left.words, func(w word) bool { return w.stop > from })
	if i < 0 {
		return left, 0, 0
	}
	for j = i; j < len(left.words) && left.words[j].start < to; j++ {
	}
	return left, i, j
}

// joint is a space, if two texts would else make one word of two.
func joint(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if unicode.IsSpace(last) || unicode.IsSpace(first) {
		return ""
	}
	return " "
}

// whole drops the word that a prefix begins with, or that a suffix ends with.
func whole(s string, isSuffix bool) string {
	first, last := 0, len(s)
	for r := range anchor.Words(s) {
		if r.Start == 0 {
			first = r.Stop
		}
		if r.Stop == len(s) {
			last = r.Start
		}
	}
	if isSuffix {
		return s[:last]
	}
	return s[first:]
}
