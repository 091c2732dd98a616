package database

import "briefing/generator/dataset"

// records inserts everything: what is referred to before what refers to it.
func (f *filler) records(r dataset.Records) {
	f.row("site", r.Site.Title, r.Site.URL, r.Site.Language, r.Site.Publisher, r.Site.License)
	for _, s := range r.Sources {
		f.source(s)
	}
	for _, s := range r.Sources {
		for _, o := range s.BasedOn {
			f.row("source_origins", s.ID, o)
		}
	}
	for _, k := range r.Countries {
		f.row("countries", k.Code, k.Path, k.Name, k.Text)
	}
	for _, e := range r.Experts {
		f.expert(e)
	}
	for _, s := range r.Sources {
		for i, p := range s.Authors {
			f.row("source_authors", s.ID, i+1, p.Name, p.Expert)
		}
	}
	for _, b := range r.Briefings {
		f.briefing(b)
	}
	for _, k := range r.Countries {
		f.facts(k)
	}
	f.annotations(r.Briefings)
	for _, k := range r.Corrections {
		f.row("corrections", string(k.Date), k.Kind, k.Path, k.Title, k.What, string(k.From), string(k.To), k.By)
	}
}

func (f *filler) source(s dataset.Source) {
	var on, because string
	if s.Retracted != nil {
		on, because = string(s.Retracted.Date), s.Retracted.Reason
	}
	f.row("sources", s.ID, s.Path, s.Title, s.Type, s.Publisher, s.Container, string(s.Date), s.URL, s.Archived, string(s.Accessed), string(s.Dead), s.Nature, s.Access, s.Seen,
		on, because, s.DOI, s.ISBN, s.Volume, s.Issue, s.Pages, s.Text)
	for i, x := range s.Extracts {
		f.row("extracts", s.ID, i+1, x.Place, x.Words, x.Language, x.Translation, x.TranslatedBy)
	}
}

func (f *filler) expert(e dataset.Expert) {
	f.row("experts", e.ID, e.Path, e.Name, e.Kind, e.Text)
	for _, field := range e.Fields {
		f.row("expert_fields", e.ID, field)
	}
	for _, a := range e.Affiliations {
		f.row("affiliations", e.ID, a.Organisation, a.Role, string(a.From), string(a.To), a.Country, a.Source)
	}
	for _, d := range e.Disclosures {
		f.row("disclosures", e.ID, d.What, d.Source, d.Place)
	}
}

func (f *filler) briefing(b dataset.BriefingFile) {
	f.row("briefings", b.ID, b.Path, b.Title, string(b.Status), b.WithdrawnBecause, string(b.Date), string(b.Updated), b.Summary, b.Text,
		b.Sentences.All, b.Sentences.Touched, b.Sentences.Checked)
	for i, p := range b.Authors {
		f.row("briefing_authors", b.ID, i+1, p.Name, p.Expert)
	}
	for _, t := range b.Topics {
		f.row("briefing_topics", b.ID, t)
	}
	for _, k := range b.Countries {
		f.row("briefing_countries", b.ID, k)
	}
	for _, m := range b.Mentions {
		f.row("mentions", b.ID, m.Country, m.Expert, m.Times)
	}
	for _, e := range b.Events {
		f.event(e, b.ID, e.Countries)
	}
}

// facts are the events of a country's own file. Those of briefings were inserted with
// the briefings.
func (f *filler) facts(k dataset.Country) {
	for _, e := range k.Events {
		if e.Briefing == "" {
			f.event(e, "", append([]string{k.Code}, without(e.Countries, k.Code)...))
		}
	}
}

func without(codes []string, code string) []string {
	var rest []string
	for _, c := range codes {
		if c != code {
			rest = append(rest, c)
		}
	}
	return rest
}

func (f *filler) event(e dataset.Event, briefing string, countries []string) {
	f.events++
	f.row("events", f.events, string(e.Date), e.What, briefing)
	for _, s := range e.Sources {
		f.row("event_sources", f.events, s)
	}
	for _, k := range countries {
		f.row("event_countries", f.events, k)
	}
}

func (f *filler) annotations(all []dataset.BriefingFile) {
	for _, b := range all {
		for _, a := range b.Notes {
			f.annotation(b.ID, a)
		}
	}
	for _, b := range all {
		for _, a := range b.Notes {
			for _, other := range a.See {
				f.row("annotation_see", b.ID+"/"+a.ID, other)
			}
		}
	}
}

func (f *filler) annotation(briefing string, a dataset.Annotation) {
	id := briefing + "/" + a.ID
	var by dataset.Party
	if a.ClaimedBy != nil {
		by = *a.ClaimedBy
	}
	var drift dataset.Drift
	if a.Drift != nil {
		drift = *a.Drift
	}
	var n any
	if a.N > 0 {
		n = a.N
	}
	about := a.About
	if about != "" {
		about = briefing + "/" + about
	}
	f.row("annotations", id, briefing, a.Path, n, string(a.Kind), string(a.Status), a.WithdrawnBecause, a.Claim, by.Name, by.Expert, string(a.Assessment), a.Confidence,
		a.Because, a.WouldChange, a.Searched, a.Key, a.Gist, a.Text, a.By, string(a.Checked), string(a.Due), about, drift.Outcome, drift.Why, string(a.Asked), string(a.Answered))
	for _, p := range a.Passages {
		f.row("passages", id, p.Words, p.Start, p.Stop)
	}
	for _, k := range a.Countries {
		f.row("annotation_countries", id, k)
	}
	for _, d := range a.Dates {
		f.row("annotation_dates", id, string(d))
	}
	for _, e := range a.Evidence {
		f.row("evidence", id, e.Stance, e.Source, e.Place, e.Nature, e.Note)
	}
	if a.Quote != nil {
		f.statement(id, *a.Quote, true)
	}
	for _, s := range a.Experts {
		f.statement(id, s, false)
	}
}

func (f *filler) statement(annotation string, s dataset.Statement, isQuote bool) {
	words := s.Words
	if words == "" && s.Extract != nil {
		words = s.Extract.Words
	}
	f.row("statements", annotation, isQuote, s.Person.Name, s.Person.Expert, s.Stance, s.Source, s.Place, string(s.Said), s.ToEditors, s.Organisation, s.Role, s.Country, words, s.Note)
}
