package render

import (
	"html/template"
	"strings"

	"briefing/generator/content"
	"briefing/generator/graph"
)

// CountryView is a country's part in the briefings.
type CountryView struct {
	Frame
	Heading   string
	Code      string // as on a tile: "KZ"
	Capitals  string
	Body      template.HTML
	Tally     []Count
	Map       *TileMap // with the country lit
	Neighbors []LinkCount
	Groups    []Group
	Pager     Pager
	Briefings []BriefingEntry
	Strip     *StripView // nil without events
	Events    []EventView
	Experts   []Link
	Mentions  []MentionView
	Changes   []CorrectionView
}

// MentionView is a briefing that names a country or an expert, whatever it is
// about.
type MentionView struct {
	Link
	Times string
}

func (r *Renderer) country(f *frame, p graph.Page) any {
	k := p.Subject.(*graph.Country)
	v := CountryView{
		Frame: f.titled(k.Name, k.Name+": claims, sources and events in the briefings."), Heading: k.Name,
		Code: strings.ToUpper(k.Code), Capitals: strings.Join(k.Capitals, ", "),
	}
	v.Pager, _, _ = f.pager(p, k.Path, 0)
	v.Groups = r.groups(f, graph.Window(p, k.Annotations))
	for _, b := range graph.Window(p, k.Briefings) {
		v.Briefings = append(v.Briefings, r.briefingEntry(f, b))
	}
	v.Strip, v.Events = timeline(f, graph.Window(p, k.Events))
	for _, e := range graph.Window(p, k.Experts) {
		v.Experts = append(v.Experts, Link{e.Name.Value, f.href(e.Path)})
	}
	v.Mentions = mentions(f, graph.Window(p, k.Mentions))
	if p.Part > 1 {
		return v
	}
	v.Tally = r.labels.tally(k.Annotations, func(c graph.Count) string { return "#" + c.Standing })
	v.Map, v.Neighbors = r.neighborhood(f, k)
	if k.Own != nil {
		v.Body = html(k.Own.Body.HTML())
	}
	v.Changes = r.changesOf(f, k.Path)
	return v
}

// groups sorts annotations by standing.
func (r *Renderer) groups(f *frame, annotations []*graph.Annotation) []Group {
	var groups []Group
	for _, c := range graph.Tally(annotations) {
		groups = append(groups, Group{Standing: r.labels[c.Standing], ID: c.Standing, Rows: r.rows(f, c.Of)})
	}
	return groups
}

func mentions(f *frame, all []*graph.Mention) []MentionView {
	var views []MentionView
	for _, m := range all {
		views = append(views, MentionView{Link{m.Briefing.Title.Value, f.href(m.Briefing.Path)}, plural(m.Times, "time")})
	}
	return views
}

// ExpertView is a person: what the person said, never a score.
type ExpertView struct {
	Frame
	Heading   string
	Kind      string
	Fields    string
	Body      template.HTML
	Posts     []PostView
	Interests []InterestView
	Links     []Link
	Quotes    []QuoteView
	Claims    []template.HTML
	Sources   []SourceListed
	Briefings []BriefingEntry
	Countries []Link
	Mentions  []MentionView
	Changes   []CorrectionView
	Pager     Pager
}

// PostView is an affiliation with its time and source.
type PostView struct {
	Words   string
	Time    string
	Country Link
	Source  Link
}

// InterestView is a disclosed interest.
type InterestView struct {
	What   string
	Source Link
	Place  string // in the source
}

// QuoteView is a person's words on a claim.
type QuoteView struct {
	Claim template.HTML
	Voice VoiceView
	Drift *DriftView
	Words string // as the article gives them
}

func (r *Renderer) expert(f *frame, p graph.Page) any {
	e := p.Subject.(*graph.Expert)
	v := ExpertView{
		Frame: f.titled(e.Name.Value, e.Name.Value+": words on the claims of the briefings, with their sources."), Heading: e.Name.Value,
		Kind: e.Kind, Fields: strings.Join(content.Values(e.Field), ", "), Body: html(e.Body.HTML()), Claims: r.rows(f, graph.Window(p, e.Claims)),
		Countries: countryLinks(f, e.Countries), Mentions: mentions(f, graph.Window(p, e.Mentions)), Changes: r.changesOf(f, e.Path),
	}
	v.Pager, _, _ = f.pager(p, e.Path, 0)
	for _, post := range e.Posts {
		v.Posts = append(v.Posts, postView(f, post))
	}
	for _, i := range e.Interests {
		v.Interests = append(v.Interests, InterestView{i.What, sourceLink(f, i.In), i.Place})
	}
	for _, l := range e.Links {
		v.Links = append(v.Links, Link{l.Value, l.Value})
	}
	for _, voice := range graph.Window(p, e.Voices) {
		v.Quotes = append(v.Quotes, r.quote(f, voice))
	}
	for _, s := range graph.Window(p, e.Sources) {
		v.Sources = append(v.Sources, sourceListed(f, s))
	}
	for _, b := range graph.Window(p, e.Briefings) {
		v.Briefings = append(v.Briefings, r.briefingEntry(f, b))
	}
	return v
}

func postView(f *frame, p graph.Post) PostView {
	v := PostView{Words: role(p.Affiliation), Source: sourceLink(f, p.From)}
	switch from, to := words(p.Affiliation.From.From), words(p.To.To); {
	case from != "" && to != "":
		v.Time = from + " – " + to
	case from != "":
		v.Time = "from " + from
	case to != "":
		v.Time = "until " + to
	}
	if p.Country != nil {
		v.Country = Link{p.Country.Name, f.href(p.Country.Path)}
	}
	return v
}

// sourceLink is empty for no source.
func sourceLink(f *frame, s *graph.Source) Link {
	if s == nil {
		return Link{}
	}
	return Link{s.Title.Value, f.href(s.Path)}
}

func (r *Renderer) quote(f *frame, voice *graph.Voice) QuoteView {
	v := QuoteView{Voice: voiceView(f, voice), Claim: r.rows(f, []*graph.Annotation{voice.Annotation})[0]}
	v.Voice.Person.Href = "" // it is this page
	if voice == voice.Annotation.Quote {
		v.Voice.Words = nil
		v.Drift, v.Words = drift(voice.Annotation.Drift), voice.Annotation.Words
	}
	return v
}
