package anchor

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Name is words that mean something. An ID below 0 says that they mean nothing:
// what they cover is no mention.
type Name struct {
	Words string
	ID    int
}

// Mention is a place where a text names something.
type Mention struct {
	Range
	IDs []int // what the words may mean; rising, each once
}

// Names finds many names in one pass. It may be used by several goroutines.
type Names struct {
	byFirst map[string][]name // by the first word, longest first
}

type name struct {
	folded string
	ids    []int
}

// NewNames prepares names for searching.
func NewNames(all []Name) *Names {
	ids := map[string][]int{}
	for _, n := range all {
		if folded, _ := fold(n.Words); folded != "" {
			ids[folded] = append(ids[folded], n.ID)
		}
	}
	names := &Names{byFirst: map[string][]name{}}
	for folded, of := range ids {
		slices.Sort(of)
		first := firstWord(folded)
		names.byFirst[first] = append(names.byFirst[first], name{folded, slices.Compact(of)})
	}
	for _, list := range names.byFirst {
		slices.SortFunc(list, func(a, b name) int {
			if len(a.folded) != len(b.folded) {
				return len(b.folded) - len(a.folded)
			}
			return strings.Compare(a.folded, b.folded)
		})
	}
	return names
}

// firstWord returns the letters and digits that a text begins with, or its first
// character if that is neither.
func firstWord(s string) string {
	for i, r := range s {
		if !isWord(r) {
			if i == 0 {
				_, i = utf8.DecodeRuneInString(s)
			}
			return s[:i]
		}
	}
	return s
}

// Find returns the mentions of a text in order, without those that share a
// character with one of the ranges of skip. Names are found as whole words, in
// their own case, the longest first; a possessive may follow.
func (n *Names) Find(text string, skip []Range) []Mention {
	return n.FindExcept(text, skip, nil)
}

// FindExcept is [Names.Find] with phrases that are no mentions in this text.
func (n *Names) FindExcept(text string, skip []Range, phrases []string) []Mention {
	t := New(text, nil)
	stops := n.stops(phrases)
	var found []Mention
	for i := 0; i < len(t.folded); {
		length := max(1, len(firstWord(t.folded[i:])))
		if !atEdge(t.folded, i) {
			i += length
			continue
		}
		if match, ok := longest(t.folded[i:], stops[t.folded[i:i+length]], n.byFirst[t.folded[i:i+length]]); ok {
			length = len(match.folded)
			r := t.original(i, i+length)
			if match.ids[0] >= 0 && !slices.ContainsFunc(skip, func(s Range) bool { return s.Start < r.Stop && r.Start < s.Stop }) {
				found = append(found, Mention{r, match.ids})
			}
		}
		i += length
	}
	return found
}

// stops indexes phrases that are no mentions.
func (n *Names) stops(phrases []string) map[string][]name {
	if len(phrases) == 0 {
		return nil
	}
	var names []Name
	for _, p := range phrases {
		names = append(names, Name{p, -1})
	}
	return NewNames(names).byFirst
}

// longest returns the longest name that a text begins with. Of two of one length
// a stop comes first.
func longest(text string, lists ...[]name) (best name, ok bool) {
	for _, list := range lists {
		for _, n := range list {
			if len(n.folded) > len(best.folded) && strings.HasPrefix(text, n.folded) && endsWord(text, len(n.folded)) {
				best, ok = n, true
				break
			}
		}
	}
	return best, ok
}

// endsWord reports whether a word of a folded text may end at an offset: nothing
// of a word follows but a possessive.
func endsWord(text string, offset int) bool {
	if !atEdge(text, offset) {
		return false
	}
	rest := text[offset:]
	if !strings.HasPrefix(rest, "'") {
		return true
	}
	next, _ := utf8.DecodeRuneInString(rest[1:])
	return !isWord(next) || strings.HasPrefix(rest, "'s") && atEdge(text, offset+2)
}
