package check

import (
	"maps"
	"regexp"
	"strings"

	"briefing/generator/graph"
)

var figure = regexp.MustCompile(`\d+(?:[.,  ]\d+)*`)

// year tells years and days, which a claim may add to its words: 2019, 28.
var year = regexp.MustCompile(`^(?:[12]\d{3}|[12]?\d|3[01])$`)

// numberUnfounded looks at figures of claims that an editor worded, against the
// article's words and the extracts of every source, once there is an extract. Years
// and numbers up to 31, which may be days, are let pass.
func numberUnfounded(d *desk, report reporter) {
	for _, a := range d.standing {
		if !a.IsCheck() || !a.Annotation.Claim.IsSet() {
			continue
		}
		known := founded(a)
		if known == nil {
			continue
		}
		for _, n := range figure.FindAllString(a.Claim, -1) {
			if n = plainFigure(n); !year.MatchString(n) && !known[n] {
				report(&a.Head, a.Annotation.Claim.At, "%s stands neither in the passage nor in an extract", n).
					Hint = "add the extract that gives the figure, or correct the claim"
			}
		}
	}
}

var separators = strings.NewReplacer(",", "", " ", "", " ", "")

func plainFigure(n string) string { return separators.Replace(n) }

// founded returns the figures of the passage and the extracts; nil if a source has
// no extract, so that nobody can tell.
func founded(a *graph.Annotation) map[string]bool {
	known := figuresOf(a.Words)
	for _, s := range a.Sources() {
		if len(s.Extracts) == 0 {
			return nil
		}
		for _, e := range s.Extracts {
			maps.Copy(known, figuresOf(e.Words.Value))
			maps.Copy(known, figuresOf(e.Translation.Value))
		}
	}
	return known
}

func figuresOf(text string) map[string]bool {
	known := map[string]bool{}
	for _, n := range figure.FindAllString(text, -1) {
		known[plainFigure(n)] = true
	}
	return known
}

// holdsFigure reports whether a text holds a figure in the same spelling, and not
// as a part of a longer one.
func holdsFigure(text, n string) bool {
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	for from := 0; ; {
		i := strings.Index(text[from:], n)
		if i < 0 {
			return false
		}
		i += from
		if !digit(i-1) && !digit(i+len(n)) {
			return true
		}
		from = i + 1
	}
}
