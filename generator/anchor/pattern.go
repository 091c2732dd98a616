package anchor

import "strings"

// Pattern says which words are looked for.
type Pattern struct {
	Exact          string // the words
	Prefix, Suffix string // that stand right before and behind them; may be empty
	Gap            bool   // Exact may stand for "first … last"
}

// ParsePattern reads a spelling of the field quote: words; before [[words]]
// after; first words … last words. problem says in words what is wrong with it;
// it is empty if nothing is.
func ParsePattern(s string) (p Pattern, problem string) {
	p.Exact = s
	open, end := strings.Count(s, "[["), strings.Count(s, "]]")
	switch {
	case open > 1 || end > 1:
		return p, "only one pair of [[ ]] can stand in it; for several passages use a list"
	case open != end:
		return p, "[[ and ]] belong together"
	case open == 1:
		before, rest, _ := strings.Cut(s, "[[")
		words, after, found := strings.Cut(rest, "]]")
		if !found {
			return p, "]] stands before [["
		}
		p.Prefix, p.Exact, p.Suffix = strings.TrimSpace(before), strings.TrimSpace(words), strings.TrimSpace(after)
	}
	folded, _ := fold(p.Exact)
	if strings.Trim(folded, " …") == "" {
		return p, "there are no words in it"
	}
	p.Gap = strings.Contains(folded, ellipsis)
	return p, ""
}

// halves splits the words at their one ellipsis; ok is false if there is none,
// more than one, or one at an end.
func (p Pattern) halves() (first, last string, ok bool) {
	folded, _ := fold(p.Exact)
	first, last, ok = strings.Cut(folded, ellipsis)
	first, last = strings.TrimSpace(first), strings.TrimSpace(last)
	return first, last, ok && p.Gap && first != "" && last != "" && !strings.Contains(last, ellipsis)
}
