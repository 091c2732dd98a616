package graph

import (
	"regexp"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
)

// Evidence is a place in a source that bears on a claim.
type Evidence struct {
	*content.Evidence
	Annotation *Annotation
	Of         *Source
}

// Extracts returns the source's words at that place.
func (e *Evidence) Extracts() []content.Extract { return e.Of.At(e.Place) }

// Nature is primary, secondary or tertiary: of this place, else of the source.
func (e *Evidence) Nature() string {
	if e.Evidence.Nature.IsSet() {
		return e.Evidence.Nature.Value
	}
	return e.Of.Nature
}

// Voice is somebody's words on a claim.
type Voice struct {
	*content.Voice
	Annotation  *Annotation
	By          Party
	In          *Source // nil if they were said to the editors
	Said        content.Day
	Affiliation *content.Affiliation // the one valid on that day; nil if none is known
	Country     *Country             // of the affiliation
	Quoted      *content.Extract     // the source's words at that place; nil if none was captured
}

func (c *connector) voice(a *Annotation, v *content.Voice) *Voice {
	node := &Voice{Voice: v, Annotation: a, By: Party{Name: v.Speaker.Value}}
	if e := c.expert(&a.Head, v.Expert); e != nil {
		node.By = Party{Name: e.Name.Value, Expert: e}
	} else if v.Expert.IsSet() {
		node.By.Name = v.Expert.Value
	}
	node.In = c.source(&a.Head, v.SaidIn.Source)
	node.Said = v.SaidToUs.From
	if node.In != nil {
		node.Said = node.In.Date.From
		if extracts := node.In.At(v.SaidIn.Place); len(extracts) > 0 {
			node.Quoted = pick(extracts, v.Words.Value, a)
		}
	}
	if node.By.Expert != nil {
		if node.Affiliation = node.By.Expert.AffiliationOn(node.Said); node.Affiliation != nil && node.Affiliation.Country.IsSet() {
			node.Country = c.metCountry(node.Affiliation.Country.Value)
		}
	}
	return node
}

// pick returns the extract that holds the chosen words; without chosen words the
// one that is nearest to the words in the article, else the first.
func pick(extracts []content.Extract, words string, a *Annotation) *content.Extract {
	if words == "" {
		words = a.Words
	}
	best, least := 0, -1
	for i := range extracts {
		d := anchor.Compare(words, extracts[i].Words.Value)
		if n := differing(d); least < 0 || n < least {
			best, least = i, n
		}
	}
	return &extracts[best]
}

// differing is the number of bytes that stand on one side only.
func differing(d anchor.Diff) int {
	n := 0
	for _, op := range d.Ops {
		if op.Kind != anchor.Equal {
			n += len(op.Words)
		}
	}
	return n
}

// Drift compares a quote in the article with where it was published.
type Drift struct {
	Outcome DriftOutcome
	Diff    anchor.Diff // of Differs
	Why     string      // of Differs: why the editor accepts it; of CannotCheck: why the words were not seen
}

// DriftOutcome is the result of a comparison. The zero value says that there was
// nothing to compare.
type DriftOutcome int

const (
	NoQuote DriftOutcome = iota
	Verbatim
	Differs
	CannotCheck
)

// String is the name of the outcome in views and data.
func (o DriftOutcome) String() string {
	return [...]string{"", "verbatim", "differs", "cannot-check"}[o]
}

var bracketed = regexp.MustCompile(`\[[^\[\]]*\]`)

// withoutBrackets puts an ellipsis in place of what an editor marked as words of their
// own: [Putin] said. Words that are all in brackets stay.
func withoutBrackets(words string) string {
	rest := bracketed.ReplaceAllString(words, "…")
	if strings.Trim(rest, "… ") == "" {
		return words
	}
	return rest
}

// drift compares the passage of a quote with the extract at its source.
func drift(a *Annotation) Drift {
	quoted := a.Quote.Quoted
	if quoted == nil || a.Unseen.IsSet() || a.Words == "" {
		return Drift{Outcome: CannotCheck, Why: a.Unseen.Value}
	}
	d := Drift{Outcome: Verbatim, Diff: anchor.Compare(withoutBrackets(a.Words), quoted.Words.Value)}
	if d.Diff.Outcome != anchor.Verbatim {
		d.Outcome, d.Why = Differs, a.Differs.Value
	}
	return d
}
