package render

import (
	"html/template"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/graph"
)

// AnnotationView is the page of one annotation: a claim with its evidence, a
// quote, a context or a question. It stands alone.
type AnnotationView struct {
	Frame
	Standing
	Kind       string // "Claim", "Quote", "Context", "Question"
	N          int
	Claim      string
	Briefing   Link
	Passage    string // what the article says, if the claim is worded otherwise
	InText     string // address of the passage in the article
	Gist       string
	IsKey      bool // one of the checks that the editor holds to matter most
	Body       template.HTML
	By         string
	Checked    Time
	Due        Time
	Confidence string
	Because    string
	Claimant   Link
	Dates      []Time
	Countries  []Link
	Evidence   EvidenceView
	Measures   []Measure
	About      Link // the claim that a quote bears on
	Quotes     []template.HTML
	See        []template.HTML
	Asked      Time
	Answered   Time
	Changes    []CorrectionView
	Because0   string // it was withdrawn; empty if it stands
	Previous   Link
	Next       Link
	Cite       CiteView
}

// Measure is a count with the list behind it and its definition.
type Measure struct {
	Words      string
	Definition string // address
	Groups     []string
}

var kindWords = map[string]string{
	content.Check: "Claim", content.Quote: "Quote", content.Context: "Context", content.Question: "Question",
}

func (r *Renderer) annotation(f *frame, p graph.Page) any {
	a := p.Subject.(*graph.Annotation)
	kind := kindWords[a.Kind]
	v := AnnotationView{
		Frame: f.titled(shorten(kind+": "+a.Claim, 70), gist(a)), Standing: r.labels.of(a), Kind: kind, N: a.N, Claim: a.Claim,
		Briefing: Link{a.Briefing.Title.Value, f.href(a.Briefing.Path)},
	}
	v.Changes = r.changesOf(f, a.Path)
	if a.N == 0 {
		v.Because0 = a.WithdrawnBecause.Value
		if v.Because0 == "" {
			v.Because0 = a.Briefing.WithdrawnBecause.Value
		}
		return v
	}
	v.InText = f.href(a.Briefing.Path) + "#" + passageID(a)
	if a.Annotation.Claim.IsSet() && a.Words != "" {
		v.Passage = a.Words
	}
	v.Gist, v.Body, v.Evidence, v.Measures = gist(a), html(a.Body.HTML()), evidence(f, a), measures(f, a)
	r.record(f, a, &v)
	r.neighbors(f, a, &v)
	v.Cite = citeAnnotation(f, a)
	return v
}

// record fills in who checked what, and when.
func (r *Renderer) record(f *frame, a *graph.Annotation, v *AnnotationView) {
	v.IsKey = a.IsKey
	v.By, v.Checked, v.Due = a.By, when(a.CheckedOn), day(a.Due)
	v.Confidence, v.Because = a.Confidence.Value, a.Because.Value
	v.Asked, v.Answered = when(a.Asked), when(a.Answered)
	if a.Claimant.Name != "" {
		v.Claimant = parties(f, []graph.Party{a.Claimant})[0]
	}
	for _, d := range a.Dates {
		v.Dates = append(v.Dates, when(d))
	}
	v.Countries = countryLinks(f, a.Countries)
}

// neighbors fills in the links to other annotations.
func (r *Renderer) neighbors(f *frame, a *graph.Annotation, v *AnnotationView) {
	v.Quotes, v.See = r.rows(f, a.Quotes), r.rows(f, a.See)
	if a.About != nil {
		v.About = Link{a.About.Claim, f.href(a.About.Path)}
	}
	all := a.Briefing.Annotations
	if a.N > 1 {
		v.Previous = Link{all[a.N-2].Claim, f.href(all[a.N-2].Path)}
	}
	if a.N < len(all) {
		v.Next = Link{all[a.N].Claim, f.href(all[a.N].Path)}
	}
}

// gist is what the editor wrote, else the first sentence of the text.
func gist(a *graph.Annotation) string {
	if a.Gist.IsSet() {
		return a.Gist.Value
	}
	text, _, _ := strings.Cut(a.Body.Text(), "\n\n")
	if sentences := anchor.Sentences(text); len(sentences) > 0 {
		return shorten(strings.Join(strings.Fields(text[sentences[0].Start:sentences[0].Stop]), " "), content.LongestGist)
	}
	return ""
}

// measures counts the evidence of a check, as the method page defines it.
func measures(f *frame, a *graph.Annotation) []Measure {
	if !a.IsCheck() {
		return nil
	}
	var all []Measure
	add := func(words, definition string, groups ...string) {
		all = append(all, Measure{words, f.href("method.html#" + definition), groups})
	}
	for _, side := range []struct{ stance, word string }{{content.Supports, "for"}, {content.Contradicts, "against"}} {
		sources := a.Distinct(side.stance)
		if len(sources) == 0 {
			continue
		}
		lines := graph.Independent(sources)
		words := plural(len(sources), "source") + " " + side.word + ", " + plural(len(lines.Groups), "independent line")
		var groups []string
		for _, g := range lines.Groups {
			groups = append(groups, titles(g))
		}
		if len(lines.Unstated) > 0 {
			groups = append(groups, "origin not stated: "+titles(lines.Unstated))
		}
		add(words, "independent-lines", groups...)
	}
	if own := a.FromClaimant(); len(own) > 0 {
		add(plural(len(own), "source")+" from "+a.Claimant.Name, "from-the-claimant", titles(own))
	}
	if len(a.Evidence) > 0 {
		var natures, lists []string
		for i, n := range a.Natures() {
			if n > 0 {
				natures = append(natures, plural(n, content.Natures[i], content.Natures[i]))
				lists = append(lists, content.Natures[i]+": "+places(a, content.Natures[i]))
			}
		}
		add(strings.Join(natures, ", "), "primary-and-secondary", lists...)
	}
	if unheard := a.Unheard(); len(unheard) > 0 {
		var names []string
		for _, k := range unheard {
			names = append(names, k.Name)
		}
		add("No expert quoted from "+strings.Join(names, ", "), "voices")
	}
	return all
}

// places names the evidence of one nature: titles and places.
func places(a *graph.Annotation, nature string) string {
	var all []string
	for _, e := range a.Evidence {
		switch {
		case e.Nature() != nature:
		case e.Place.IsSet():
			all = append(all, e.Of.Title.Value+", "+e.Place.Value)
		default:
			all = append(all, e.Of.Title.Value)
		}
	}
	return strings.Join(all, "; ")
}

func titles(sources []*graph.Source) string {
	var all []string
	for _, s := range sources {
		all = append(all, s.Title.Value)
	}
	return strings.Join(all, "; ")
}

// RowView is an annotation in a list.
type RowView struct {
	Standing
	Claim    Link
	Gist     string
	Briefing Link // to the place in the article
	Checked  Time
}

func (r *Renderer) row(f *frame, a *graph.Annotation) RowView {
	return RowView{
		Standing: r.labels.of(a), Claim: Link{a.Claim, f.href(a.Path)}, Gist: gist(a),
		Briefing: Link{a.Briefing.Title.Value, f.href(a.Briefing.Path) + "#" + passageID(a)}, Checked: when(a.CheckedOn),
	}
}
