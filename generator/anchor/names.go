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
	ids     map[string][]int // of each folded name
	lengths map[string][]int // of the names that begin with a word, in bytes, longest first
}

// NewNames prepares names for searching.
func NewNames(all []Name) *Names {
	n := &Names{ids: map[string][]int{}, lengths: map[string][]int{}}
	for _, name := range all {
		folded, _ := fold(name.Words)
		if folded == "" {
			continue
		}
		n.ids[folded] = append(n.ids[folded], name.ID)
		first := firstWord(folded)
		if !slices.Contains(n.lengths[first], len(folded)) {
			n.lengths[first] = append(n.lengths[first], len(folded))
		}
	}
	for folded, ids := range n.ids {
		slices.Sort(ids)
		n.ids[folded] = slices.Compact(ids)
	}
	for _, lengths := range n.lengths {
		slices.SortFunc(lengths, func(a, b int) int { return b - a })
	}
	return n
}

// at returns the longest name that a folded text begins with, as its length; 0 if
// there is none.
func (n *Names) at(text, first string) int {
	if n == nil {
		return 0
	}
	for _, length := range n.lengths[first] {
		if length <= len(text) && n.ids[text[:length]] != nil && endsWord(text, length) {
			return length
		}
	}
	return 0
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
	return n.In(New(text, nil), skip, nil)
}

// In is [Names.Find] in a prepared text, with phrases that are no mentions there.
func (n *Names) In(t *Text, skip []Range, phrases []string) []Mention {
	stops := stops(phrases)
	var found []Mention
	for i := 0; i < len(t.folded); {
		first := firstWord(t.folded[i:])
		length := max(1, len(first))
		if !atEdge(t.folded, i) {
			i += length
			continue
		}
		stop, name := stops.at(t.folded[i:], first), n.at(t.folded[i:], first)
		if ids := n.ids[t.folded[i:i+name]]; name > stop && ids[0] >= 0 {
			r := t.original(i, i+name)
			if !slices.ContainsFunc(skip, func(s Range) bool { return s.Start < r.Stop && r.Start < s.Stop }) {
				found = append(found, Mention{r, ids})
			}
		}
		i += max(length, stop, name)
	}
	return found
}

// stops are phrases that are no mentions; nil if there are none.
func stops(phrases []string) *Names {
	if len(phrases) == 0 {
		return nil
	}
	var names []Name
	for _, p := range phrases {
		names = append(names, Name{p, -1})
	}
	return NewNames(names)
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
