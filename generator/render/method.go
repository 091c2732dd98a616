package render

import (
	"html/template"

	"briefing/generator/graph"
)

// MethodView explains the scale and the counts in use.
type MethodView struct {
	Frame
	Scale []Definition
	Terms []Term
}

// Definition is a standing with its meaning.
type Definition struct {
	Standing
	Meaning, Needs, Line string
	N                    int // of annotations on the site
	Href                 string
}

// Term is a count that pages show, with its definition.
type Term struct{ ID, Word, Meaning string }

// meaning is the definition of a standing.
func meaning(key string) string {
	for _, e := range scale {
		if e.Key == key {
			return e.meaning
		}
	}
	return ""
}

var terms = []Term{
	{"independent-lines", "Independent lines", "Sources are one line if what they rest on ends in a common origin, if they have the same publisher, or if they share an author. Sources that name neither author, publisher nor origin are listed as “origin not stated” and counted as no line."},
	{"from-the-claimant", "From the claimant", "Sources for or against a claim whose author or publisher is the one who made it."},
	{"primary-and-secondary", "Primary, secondary, tertiary", "Primary: the document or person at the event itself. Secondary: a report of it. Tertiary: a summary of reports, such as an encyclopedia. Items of evidence are counted, not sources."},
	{"voices", "Voices", "Countries of a claim from which no expert is quoted, judged by the institution of each expert at the time. Shown only where any expert is quoted."},
	{"extracts", "As quoted, as published", "Words that an article quotes are compared with the extract of the source. Spaces, the form of quotation marks and dashes make no difference; every other difference is shown word by word. Where the words of the source were not seen, the comparison is said to be impossible."},
	{"coverage", "Coverage", "Sentences of the article, without headings, tables and code, that share words with any note, and with a check. A count, and no measure of quality."},
	{"archived-copies", "Archived copies", "Of the sources of a note that are on the web, those with a copy kept elsewhere. A source that vanishes can then still be read."},
	{"seen", "Seen", "What the editors read of a source: all, a part, or nothing. A source that nobody read cannot carry an assessment alone."},
}

func (r *Renderer) method(f *frame, _ graph.Page) any {
	v := MethodView{Frame: f.titled("Method", "The assessments in use, what each needs, and how counts are made."), Terms: terms}
	counts := map[string]int{}
	for _, c := range r.tally {
		counts[c.Standing] = len(c.Of)
	}
	for _, e := range scale {
		d := Definition{Standing: r.labels[e.Key], Meaning: e.meaning, Needs: e.needs, Line: e.line, N: counts[e.Key]}
		if d.N > 0 {
			d.Href = f.href("claims/" + e.Key + ".html")
		}
		v.Scale = append(v.Scale, d)
	}
	return v
}

// CorrectionsView is the log of everything that was corrected.
type CorrectionsView struct {
	Frame
	All   []CorrectionView
	Pager Pager
}

// CorrectionView says what was wrong and what is right now.
type CorrectionView struct {
	Date     Time
	Of       Link
	Kind     string
	What     string
	By       string
	From, To Standing // empty if the assessment did not change
}

func (r *Renderer) corrections(f *frame, p graph.Page) any {
	v := CorrectionsView{Frame: f.titled("Corrections", "What was wrong and what is right now, newest first.")}
	v.Pager, _, _ = f.pager(p, "corrections.html", 0)
	for _, k := range graph.Window(p, r.site.Corrections) {
		v.All = append(v.All, r.correction(f, k))
	}
	return v
}

// changesOf are the corrections of what has its page at a path.
func (r *Renderer) changesOf(f *frame, path string) []CorrectionView {
	var all []CorrectionView
	for _, k := range r.corrected[path] {
		all = append(all, r.correction(f, k))
	}
	return all
}

func (r *Renderer) correction(f *frame, k graph.Correction) CorrectionView {
	return CorrectionView{
		Date: when(k.Date), Of: Link{k.Title, f.href(k.Path)}, Kind: k.Kind, What: k.What.Value, By: k.By,
		From: r.labels[k.From.Value], To: r.labels[k.To.Value],
	}
}

// NotFoundView is shown at an address where nothing is.
type NotFoundView struct {
	Frame
	Newest []BriefingEntry
	Search string // address of the search page
}

func (r *Renderer) notFound(f *frame, _ graph.Page) any {
	v := NotFoundView{Frame: f.titled("Nothing here", "There is no page at this address."), Search: f.href(searchName)}
	for _, b := range r.site.Briefings[:min(mostOnHome, len(r.site.Briefings))] {
		v.Newest = append(v.Newest, r.briefingEntry(f, b))
	}
	return v
}

// FurtherView is a page from content/pages/.
type FurtherView struct {
	Frame
	Heading string
	Body    template.HTML
	Changes []CorrectionView
}
