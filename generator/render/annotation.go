package render

import (
	"fmt"
	"html/template"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/graph"
	"briefing/generator/markdown"
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
	Place      PlaceView
	InText     string // address of the passage in the article
	Gist       string
	IsKey      bool // one of the checks that the editor holds to matter most
	Body       template.HTML
	By         string
	Checked    Time
	Due        Time
	Confidence string
	Because    string
	Change     string // what would change the assessment
	Oldest     Time   // evidence for or against
	Newest     Time
	Copies     string // "1 of 2 web sources"
	CopiesMean string // address of the definition
	IsOneDate  bool   // oldest and newest are the same
	Claimant   Link
	Dates      []Time
	Countries  []Link
	Evidence   EvidenceView
	Measures   []Measure
	About      Link // the claim that a quote bears on
	Quotes     []template.HTML
	See        []template.HTML // in the same briefing
	Elsewhere  []template.HTML // in other briefings
	Asked      Time
	Answered   Time
	Changes    []CorrectionView
	History    []Stage // assessments in time, oldest first; empty if there was one only
	Because0   string  // it was withdrawn; empty if it stands
	Previous   Link
	Next       Link
	Cite       CiteView
}

// Stage is a time during which an annotation had one assessment.
type Stage struct {
	Standing
	Until Time // empty for the one that holds
}

// PlaceView is the sentence of the article in which a passage stands, around its
// first words. Words is empty for an annotation of the whole article.
type PlaceView struct{ Before, Words, After string }

// Measure is a count with the list behind it and its definition.
type Measure struct {
	Words      string
	Definition string // address
	Groups     []string
	IsPlain    bool // the list of the evidence shows as much
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
	r.history(f, a, &v)
	if a.N == 0 {
		v.Because0 = a.WithdrawnBecause.Value
		if v.Because0 == "" {
			v.Because0 = a.Briefing.WithdrawnBecause.Value
		}
		return v
	}
	v.InText = f.href(a.Briefing.Path) + "#" + passageID(a)
	v.Place = place(a)
	v.Gist, v.Body, v.Evidence, v.Measures = gist(a), html(a.Body.HTML()), evidence(f, a), measures(f, a)
	if a.IsCheck() {
		v.Evidence.Sides = bothSides(v.Evidence.Sides)
	}
	r.record(f, a, &v)
	r.neighbors(f, a, &v)
	v.Cite = citeAnnotation(f, a)
	return v
}

// history fills in the corrections, newest first, and the assessments that they
// tell of.
func (r *Renderer) history(f *frame, a *graph.Annotation, v *AnnotationView) {
	for _, k := range r.corrected[a.Path] {
		v.Changes = append(v.Changes, r.correction(f, k))
		if k.From.IsSet() {
			v.History = append(v.History, Stage{r.labels[k.From.Value], when(k.Date)})
		}
	}
	slices.Reverse(v.History)
	if len(v.History) > 0 {
		v.History = append(v.History, Stage{Standing: v.Standing})
	}
}

// place finds the sentence that holds the first words of a passage.
func place(a *graph.Annotation) PlaceView {
	if len(a.Passages) == 0 {
		return PlaceView{}
	}
	at := a.Passages[0]
	text, from := a.Briefing.Body.Around(markdown.Range(at))
	at.Start, at.Stop = at.Start-from, at.Stop-from
	start := strings.LastIndex(text[:at.Start], "\n\n") + 1
	stop := len(text)
	if i := strings.Index(text[at.Stop:], "\n\n"); i >= 0 {
		stop = at.Stop + i
	}
	block := text[start:stop]
	first, last := at.Start, at.Stop
	for _, s := range anchor.Sentences(block) {
		if start+s.Start < at.Stop && at.Start < start+s.Stop {
			first, last = min(first, start+s.Start), max(last, start+s.Stop)
		}
	}
	// White space at the edges separates words: it is kept, as one space.
	return PlaceView{oneLine(text[first:at.Start]), oneLine(text[at.Start:at.Stop]), oneLine(text[at.Stop:last])}
}

// oneLine turns each stretch of white space into one space.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\t\n\f\r") && !strings.Contains(s, "  ") {
		return s // as nearly always
	}
	return space.ReplaceAllString(s, " ")
}

var space = regexp.MustCompile(`\s+`)

// bothSides puts the evidence for a claim beside that against it, even if there
// is none.
func bothSides(all []Side) []Side {
	var both []Side
	for _, s := range sides {
		i := slices.IndexFunc(all, func(o Side) bool { return o.Key == s.key })
		switch {
		case i >= 0:
			both = append(both, all[i])
		case s.key != content.Background:
			both = append(both, Side{Key: s.key, Word: s.word})
		}
	}
	return both
}

// record fills in who checked what, and when.
func (r *Renderer) record(f *frame, a *graph.Annotation, v *AnnotationView) {
	v.IsKey = a.IsKey
	v.By, v.Checked, v.Due = a.By, when(a.CheckedOn), day(a.Due)
	v.Confidence, v.Because, v.Change = a.Confidence.Value, a.Because.Value, a.WouldChange.Value
	oldest, newest := a.EvidenceDates()
	v.Oldest, v.Newest = when(oldest), when(newest)
	if archived, onWeb := a.Copies(); onWeb > 0 {
		v.CopiesMean = f.href("method.html#archived-copies")
		v.Copies = fmt.Sprintf("%d of %s", archived, plural(onWeb, "web source"))
	}
	v.IsOneDate = v.Oldest == v.Newest
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
	v.Quotes = r.rows(f, a.Quotes)
	for i, row := range r.rows(f, a.See) {
		if a.See[i].Briefing == a.Briefing {
			v.See = append(v.See, row)
		} else {
			v.Elsewhere = append(v.Elsewhere, row)
		}
	}
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
	block, _ := a.Body.Around(markdown.Range{Start: 0, Stop: 1})
	text, _, _ := strings.Cut(block, "\n\n")
	return shorten(flat(anchor.FirstSentence(text)), content.LongestGist)
}

// flat turns each stretch of white space, as Unicode has it, into one space and
// drops it at the ends.
func flat(s string) string {
	last := ' '
	for _, r := range s {
		if unicode.IsSpace(r) && (r != ' ' || last == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
		last = r
	}
	return strings.TrimSuffix(s, " ")
}

// measures counts the evidence of a check, as the method page defines it.
func measures(f *frame, a *graph.Annotation) []Measure {
	if !a.IsCheck() {
		return nil
	}
	var all []Measure
	add := func(isPlain bool, words, definition string, groups ...string) {
		all = append(all, Measure{words, f.href("method.html#" + definition), groups, isPlain})
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
		add(len(lines.Groups) == len(sources), words, "independent-lines", groups...)
	}
	if own := a.FromClaimant(); len(own) > 0 {
		add(false, plural(len(own), "source")+" from "+a.Claimant.Name, "from-the-claimant", titles(own))
	}
	if len(a.Evidence) > 0 {
		var natures, lists []string
		for i, n := range a.Natures() {
			if n > 0 {
				natures = append(natures, plural(n, content.Natures[i], content.Natures[i]))
				lists = append(lists, content.Natures[i]+": "+places(a, content.Natures[i]))
			}
		}
		add(true, strings.Join(natures, ", "), "primary-and-secondary", lists...)
	}
	if unheard := a.Unheard(); len(unheard) > 0 {
		var names []string
		for _, k := range unheard {
			names = append(names, k.Name)
		}
		add(false, "No expert quoted from "+strings.Join(names, ", "), "voices")
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
	IsDraft  bool // it is shown in the preview only
	Briefing Link // to the place in the article
	Checked  Time
}

func (r *Renderer) row(f *frame, a *graph.Annotation) RowView {
	return RowView{
		Standing: r.labels.of(a), Claim: Link{a.Claim, f.href(a.Path)}, Gist: gist(a), IsDraft: a.Status == content.Draft,
		Briefing: Link{a.Briefing.Title.Value, f.href(a.Briefing.Path) + "#" + passageID(a)}, Checked: when(a.CheckedOn),
	}
}
