package render

import (
	"strings"

	"briefing/generator/content"
	"briefing/generator/graph"
)

// Standing is what an annotation stands as: an assessment, or a kind that has
// none. Word comes first in every view; sign, line and color repeat it.
type Standing struct {
	Key  string // as in content: "partly-supported"; decides line and color
	Word string // "Partly supported"
	Sign string // one character
}

// definition is a standing with what it means.
type definition struct {
	Standing
	meaning string // use it when
	needs   string // refused without
	line    string
}

// scale holds the standings with their definitions, in the order of
// [graph.Standings].
var scale = []definition{
	{Standing{content.Supported, "Supported", "✓"},
		"Adequate evidence supports the claim, and none of weight is against it.",
		"at least one source that supports it", "solid"},
	{Standing{content.PartlySupported, "Partly supported", "◐"},
		"The core of the claim holds; a detail is wrong or loose, or it holds of a part.",
		"at least one source that supports it, and a text that says what does not hold", "thin solid"},
	{Standing{content.Disputed, "Disputed", "≠"},
		"There is evidence of weight on both sides, and the question is not resolved.",
		"at least one source or expert on each side", "double"},
	{Standing{content.Contradicted, "Contradicted", "✗"},
		"Better evidence contradicts the core of the claim.",
		"at least one source that contradicts it", "wavy"},
	{Standing{content.Unverified, "Unverified", "?"},
		"A stated search found no adequate evidence.",
		"a statement of what was searched", "dashed"},
	{Standing{content.Quote, "Quote", "“"},
		"Words of a person as the article gives them, compared with where they were published.",
		"the person, and where the words were published or when they were said to us", "dotted"},
	{Standing{content.Context, "Context", "i"},
		"What a reader should know beside the text. It carries no assessment.",
		"a text, or a source", "dotted"},
	{Standing{content.Question, "Question", "…"},
		"Something open, said to be open.",
		"a text", "dotted"},
}

// labels are the standings with the site's own words.
type labels map[string]Standing

func newLabels(s *content.Site) labels {
	l := labels{}
	for _, e := range scale {
		l[e.Key] = e.Standing
	}
	for _, own := range s.Assessments {
		standing := l[own.Assessment.Value]
		standing.Word = own.Word.Value
		l[own.Assessment.Value] = standing
	}
	return l
}

func (l labels) of(a *graph.Annotation) Standing { return l[a.Standing()] }

// Count is a number of annotations of one standing.
type Count struct {
	Standing
	N    int
	Href string
}

// tally counts annotations; link gives the address that a count leads to.
func (l labels) tally(annotations []*graph.Annotation, link func(graph.Count) string) []Count {
	return l.counts(graph.Tally(annotations), link)
}

func (l labels) counts(tally []graph.Count, link func(graph.Count) string) []Count {
	var counts []Count
	for _, c := range tally {
		counts = append(counts, Count{l[c.Standing], len(c.Of), link(c)})
	}
	return counts
}

// lower is the word inside a sentence.
func (s Standing) lower() string { return strings.ToLower(s.Word) }
