package render

import (
	"html/template"
	"strings"

	"briefing/generator/biblio"
	"briefing/generator/content"
	"briefing/generator/graph"
)

// SourceView is a document: what it is, and every use of it.
type SourceView struct {
	Frame
	Heading   string
	Kind      string
	Authors   []Link
	Container string
	Publisher string
	Date      Time
	Nature    string
	Access    string
	Seen      string
	Accessed  Time
	URL       string
	Archived  ArchivedView
	Dead      Time
	DOI, ISBN string
	Detail    string // volume, issue, pages
	Language  string // its tag; empty where it is that of the site
	Interest  string // what readers should know of who is behind it
	Unnamed   string // why nobody is named as its author
	Retracted string
	Body      template.HTML
	Extracts  []ExtractView
	Counts    string // of its uses: "supports 2 claims, words of 1 quote"
	Uses      []Use
	Origins   []Link // what it rests on
	Resting   []Link // what rests on it
	CopyOf    []Link // the same text, where it came out first
	Copies    []Link // the same text elsewhere
	Changes   []CorrectionView
	Cite      CiteView
	COinS     string // the document for reference managers, in a span
	Pager     Pager
}

// Use is a place of the site where a source is used.
type Use struct {
	How   string // "supports", "quoted"
	Place string
	Claim template.HTML
}

var (
	seenWords = map[string]string{
		"full": "The editors read it in full.", "part": "The editors read a part of it.", "no": "The editors did not read it.",
	}
	accessWords = map[string]string{
		"registration": "free after registration", "paywall": "behind a paywall", "offline": "not on the web", "unpublished": "unpublished",
	}
)

func (r *Renderer) source(f *frame, p graph.Page) any {
	s := p.Subject.(*graph.Source)
	v := SourceView{
		Frame: f.titled(shorten(s.Title.Value, 70), describe(s)), Heading: s.Title.Value, Kind: sourceType(s), Authors: parties(f, s.By),
		Container: s.Container.Value, Publisher: s.Publisher.Value, Date: when(s.Date), Nature: s.Nature, Access: accessWords[s.Access],
		Seen: seenWords[s.Seen], Accessed: when(s.Accessed), URL: s.URL.Value, Archived: archived(s), Dead: when(s.Dead),
		DOI: s.DOI.Value, ISBN: s.ISBN.Value, Detail: detail(s), Body: html(s.Body.HTML()),
	}
	v.Language, v.Interest, v.Unnamed = foreign(s, r.site.Settings.Language), s.Disclosure.Value, unnamed(s.Unnamed)
	v.Counts = useCounts(s)
	v.Pager, _, _ = f.pager(p, s.Path, 0)
	v.Cite = citeSource(f, s)
	v.COinS = biblio.COinS(sourceItem(s))
	if s.Retracted != nil {
		v.Retracted = s.Retracted.Reason.Value
	}
	for _, x := range s.Extracts {
		v.Extracts = append(v.Extracts, f.extract(x, ""))
	}
	for _, voice := range graph.Window(p, s.Voices) {
		v.Uses = append(v.Uses, Use{"words of " + voice.By.Name, voice.SaidIn.Place.Value, r.rows(f, []*graph.Annotation{voice.Annotation})[0]})
	}
	for _, e := range graph.Window(p, s.Uses) {
		v.Uses = append(v.Uses, Use{useWords[e.Stance], e.Place.Value, r.rows(f, []*graph.Annotation{e.Annotation})[0]})
	}
	for _, o := range s.Origins {
		if s.IsCopyOf(o) {
			v.CopyOf = append(v.CopyOf, sourceLink(f, o))
		} else {
			v.Origins = append(v.Origins, sourceLink(f, o))
		}
	}
	for _, o := range s.Resting {
		if o.IsCopyOf(s) {
			v.Copies = append(v.Copies, sourceLink(f, o))
		} else {
			v.Resting = append(v.Resting, sourceLink(f, o))
		}
	}
	v.Changes = r.changesOf(f, s.Path)
	return v
}

// foreign is the language of a source; empty where it is not said or that of the site.
func foreign(s *graph.Source, home string) string {
	if strings.EqualFold(s.Lang.Value, home) {
		return ""
	}
	return s.Lang.Value
}

// unnamed is the reason why somebody is not named; empty if none is given.
func unnamed(u *content.Unnamed) string {
	if u == nil {
		return ""
	}
	return u.Because.Value
}

// useCounts counts what a source is used for. It says nothing about the source.
func useCounts(s *graph.Source) string {
	var parts []string
	for _, side := range sides {
		n := 0
		for _, e := range s.Uses {
			if e.Stance == side.key {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, verbs[side.key]+" "+plural(n, "claim or note", "claims and notes"))
		}
	}
	if n := len(s.Voices); n > 0 {
		parts = append(parts, "holds "+plural(n, "statement")+" of experts")
	}
	return strings.Join(parts, ", ")
}

// describe says in one line what a source is.
func describe(s *graph.Source) string {
	kind := sourceType(s)
	words := strings.ToUpper(kind[:1]) + kind[1:] + ": " + s.Title.Value
	if by := byline(s); by != "" {
		words += ", " + by
	}
	if d := when(s.Date).Words; d != "" {
		words += ", " + d
	}
	return words + ". What it is used for, passage by passage."
}

var verbs = map[string]string{content.Supports: "supports", content.Contradicts: "contradicts", content.Background: "is context for"}

var useWords = map[string]string{content.Supports: "supports", content.Contradicts: "contradicts", content.Background: "context for"}

func detail(s *graph.Source) string {
	var parts []string
	for _, d := range []struct{ word, value string }{{"volume", s.Volume.Value}, {"issue", s.Issue.Value}, {"pages", s.Pages.Value}} {
		if d.value != "" {
			parts = append(parts, d.word+" "+d.value)
		}
	}
	return strings.Join(parts, ", ")
}

// sourceType is the type of a source as a word: "press release".
func sourceType(s *graph.Source) string { return strings.ReplaceAll(s.Type.Value, "-", " ") }
