package dataset

import (
	"slices"

	"briefing/generator/graph"
)

// Records are everything on a site at once, in the order of the files.
type Records struct {
	Site        Site
	Briefings   []BriefingFile
	Sources     []Source
	Experts     []Expert
	Countries   []Country
	Corrections []Corrected
}

// All returns everything on a site. It takes much memory for a large one: the files are
// made one by one.
func All(site *graph.Site) Records {
	return Records{
		Site: about(site), Sources: each(site.Sources, source), Experts: each(site.Experts, expert), Countries: each(site.Countries, country),
		Corrections: each(site.Corrections, corrected),
		Briefings: each(site.Briefings, func(b *graph.Briefing) BriefingFile {
			v := BriefingFile{Article: article(b)}
			v.Notes = each(slices.Concat(b.Annotations, b.Withdrawn), func(a *graph.Annotation) Annotation { return annotation(a, v.Text) })
			return v
		}),
	}
}

// each makes a list that is never nil.
func each[From, To any](all []From, one func(From) To) []To {
	list := make([]To, len(all))
	for i, v := range all {
		list[i] = one(v)
	}
	return list
}
