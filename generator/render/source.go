package render

import (
	"html/template"
	"strings"

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
	Archived  string
	Dead      Time
	DOI, ISBN string
	Detail    string // volume, issue, pages
	Retracted string
	Body      template.HTML
	Extracts  []ExtractView
	Uses      []Use
	Origins   []Link // what it rests on
	Resting   []Link // what rests on it
	CopyOf    []Link // the same text, where it came out first
	Copies    []Link // the same text elsewhere
	Changes   []CorrectionView
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
		Frame: f.titled(shorten(s.Title.Value, 70), byline(s)), Heading: s.Title.Value, Kind: sourceType(s), Authors: parties(f, s.By),
		Container: s.Container.Value, Publisher: s.Publisher.Value, Date: when(s.Date), Nature: s.Nature, Access: accessWords[s.Access],
		Seen: seenWords[s.Seen], Accessed: when(s.Accessed), URL: s.URL.Value, Archived: s.Archived.Value, Dead: when(s.Dead),
		DOI: s.DOI.Value, ISBN: s.ISBN.Value, Detail: detail(s), Body: html(s.Body.HTML()),
	}
	if s.Retracted != nil {
		v.Retracted = s.Retracted.Reason.Value
	}
	for _, x := range s.Extracts {
		v.Extracts = append(v.Extracts, f.extract(x, ""))
	}
	for _, voice := range s.Voices {
		v.Uses = append(v.Uses, Use{"words of " + voice.By.Name, voice.SaidIn.Place.Value, r.rows(f, []*graph.Annotation{voice.Annotation})[0]})
	}
	for _, e := range s.Uses {
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
