package check

import (
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/graph"
)

// summaryBare looks at figures of the title and the summary, and at the sentences of
// the article that hold them.
func summaryBare(a *article, report reporter) {
	if a.Status != content.Published {
		return
	}
	for _, t := range []content.Text{a.Title, a.Summary} {
		for n := range undated(t.Value) {
			n = strings.TrimRight(n, "%")
			if first, bare := a.holding(n); len(n) > 1 && bare {
				f := report(&a.Head, t.At, "%s stands here, but no annotation is about it", n)
				at := a.at(first)
				*f = f.WithHint("annotate the sentence of the article that says it").WithRelated(a.File, int(at.Start), int(at.Stop), "said here")
				break
			}
		}
	}
}

// holding returns the first sentence that holds a figure, and whether there is one and
// no annotation is about any: about the sentence, or the whole article with the figure
// in its claim.
func (a *article) holding(n string) (first anchor.Range, bare bool) {
	for _, r := range a.sentences {
		if !holdsFigure(a.text[r.Start:r.Stop], n) {
			continue
		}
		if a.isTouched(r) {
			return anchor.Range{}, false
		}
		if !bare {
			first, bare = r, true
		}
	}
	isClaimed := slices.ContainsFunc(a.Annotations, func(n0 *graph.Annotation) bool { return n0.Whole.IsSet() && holdsFigure(n0.Claim, n) })
	return first, bare && !isClaimed
}

// negations turn a sentence about.
var negations = []string{"not", "no", "never", "nobody", "none", "neither", "without", "false", "wrong", "untrue", "contradicted", "disputed", "unverified", "denied", "denies", "debate", "whether", "claim", "claimed", "claims", "said", "says", "alleged", "unproven", "doubtful"}

// findingConflict looks at findings that have nearly all words of a claim which is not
// supported, and no word that turns it about.
func findingConflict(a *article, report reporter) {
	byID := map[string]*graph.Annotation{}
	for _, n := range a.Annotations {
		byID[n.ID] = n
	}
	for _, f := range a.Briefing.Briefing.Findings {
		for _, t := range f.Annotations {
			n := byID[t.Value]
			if n == nil || n.Assessment.Value != content.Contradicted && n.Assessment.Value != content.Unverified || !repeats(f.Words, n.Claim) {
				continue
			}
			d := report(&a.Head, f.At, "the finding says what %q calls %s", n.ID, n.Assessment.Value)
			*d = d.WithHint("say in the finding what the check found").WithRelated(n.File, int(n.Assessment.At.Start), int(n.Assessment.At.Stop), "the assessment")
		}
	}
}

// repeats reports whether a finding has four of five words of a claim, small ones
// aside, and the same negations.
func repeats(finding, claim string) bool {
	said, meant := strings.Fields(bag(finding)), strings.Fields(bag(claim))
	shared := 0
	for _, w := range meant {
		if slices.Contains(said, w) {
			shared++
		}
	}
	for _, w := range negations {
		if slices.Contains(said, w) != slices.Contains(meant, w) {
			return false
		}
	}
	return len(meant) >= 3 && shared*5 >= len(meant)*4
}

// coverageLow counts sentences that share a character with a passage, as readers see
// it counted.
func coverageLow(a *article, report reporter) {
	asked := a.settings.Coverage
	if a.Status != content.Published || asked.Percent == 0 || len(a.Coverage.Sentences) == 0 {
		return
	}
	if touched, all := a.Coverage.Touched, len(a.Coverage.Sentences); touched*100 < asked.Percent*all {
		need := (asked.Percent*all+99)/100 - touched
		d := report(&a.Head, content.At{}, "annotations touch %d of %d sentences, %d per cent; the site asks for %d", touched, all, touched*100/all, asked.Percent)
		site := a.settings
		*d = d.WithHint("annotate %d more; briefing annotate %s lists them", need, a.ID).
			WithRelated(site.File, int(asked.At.Start), int(asked.At.Stop), "asked here")
	}
}
