package check

import (
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/graph"
)

func assessmentMissing(d *desk, report reporter) {
	for _, a := range d.standing {
		if a.IsCheck() && !a.Assessment.IsSet() && a.Assessment.At == (content.At{}) {
			report(&a.Head, content.At{}, "a check states an assessment").Hint = "one of: " + strings.Join(content.Assessments, ", ")
		}
	}
}

func assessmentMisplaced(d *desk, report reporter) {
	for _, a := range d.standing {
		if !a.IsCheck() && a.Assessment.IsSet() {
			report(&a.Head, a.Assessment.At, "an annotation of kind %q has no assessment", a.Kind).Hint = "delete kind, or the assessment"
		}
	}
}

// needs says which sides of the evidence an assessment needs.
var needs = map[string][]string{
	content.Supported:       {content.Supports},
	content.PartlySupported: {content.Supports},
	content.Disputed:        {content.Supports, content.Contradicts},
	content.Contradicted:    {content.Contradicts},
}

// counts is the stance of an expert that counts as evidence of a side, for a
// disputed claim alone.
var counts = map[string]string{content.Supports: "agrees", content.Contradicts: "disagrees"}

func evidenceMissing(d *desk, report reporter) {
	for _, a := range d.standing {
		for _, side := range needs[a.Assessment.Value] {
			if !a.IsCheck() || hasSide(a, side) {
				continue
			}
			d := report(&a.Head, a.Assessment.At, "%q needs a source that %s the claim", a.Assessment.Value, side)
			d.Paste = side + ": id-of-the-source p. 1"
			if a.Assessment.Value == content.Disputed {
				d.Hint = "or an expert who " + counts[side]
			}
		}
	}
}

// hasSide looks at what was written, so that a misspelt source is reported once.
func hasSide(a *graph.Annotation, side string) bool {
	if slices.ContainsFunc(a.Annotation.Evidence, func(e content.Evidence) bool { return e.Stance == side }) {
		return true
	}
	return a.Assessment.Value == content.Disputed &&
		slices.ContainsFunc(a.Annotation.Voices, func(v content.Voice) bool { return v.Stance == counts[side] })
}

func searchedMissing(d *desk, report reporter) {
	for _, a := range d.standing {
		if a.Assessment.Value == content.Unverified && !a.Searched.IsSet() {
			report(&a.Head, a.Assessment.At, "an unverified claim says what was searched").Paste = "searched: …"
		}
	}
}

func remainderMissing(d *desk, report reporter) {
	for _, a := range d.standing {
		if a.Assessment.Value == content.PartlySupported && a.Body.Text() == "" {
			report(&a.Head, a.Assessment.At, "a partly supported claim has a text that says what does not hold").
				Hint = "write it below the front matter"
		}
	}
}

func becauseMissing(d *desk, report reporter) {
	for _, a := range d.standing {
		if a.Confidence.IsSet() && !a.Because.IsSet() {
			report(&a.Head, a.Confidence.At, "a stated confidence gives its reason").Paste = "because: …"
		}
	}
}

// evidenceUnseen does not count experts: what they say was read somewhere.
func evidenceUnseen(d *desk, report reporter) {
	for _, a := range d.standing {
		for _, side := range needs[a.Assessment.Value] {
			sources := a.Distinct(side)
			read := slices.ContainsFunc(sources, func(s *graph.Source) bool { return s.Seen != "no" })
			if len(sources) > 0 && !read {
				report(&a.Head, a.Assessment.At, "nobody read a source that %s the claim", side).
					Hint = "add a source that was read, or read " + sources[0].ID + " and change its field seen"
			}
		}
	}
}

func gistLong(d *desk, report reporter) {
	for _, a := range d.standing {
		if n := len([]rune(a.Gist.Value)); n > content.LongestGist {
			report(&a.Head, a.Gist.At, "the gist has %d characters, %d too many", n, n-content.LongestGist)
		}
	}
}

func textMissing(d *desk, report reporter) {
	for _, a := range d.standing {
		if a.Body.Text() != "" {
			continue
		}
		switch {
		case a.Kind == content.Question:
			report(&a.Head, content.At{}, "a question has a text").Hint = "write it below the front matter"
		case a.Kind == content.Context && len(a.Annotation.Evidence) == 0:
			report(&a.Head, content.At{}, "a context has a text, or a source in the field context").
				Hint = "write it below the front matter; for a check add assessment, for a quote add expert"
		}
	}
}
