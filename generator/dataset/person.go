package dataset

import (
	"briefing/generator/content"
	"briefing/generator/graph"
)

// Expert is a person who is quoted or checked.
type Expert struct {
	ID           string        `json:"id"`
	Path         string        `json:"path"`
	Name         string        `json:"name"`
	Aliases      []string      `json:"aliases,omitempty"`
	Kind         string        `json:"kind" jsonschema:"enum=expert,enum=official,enum=author"`
	Fields       []string      `json:"fields,omitempty"`
	Affiliations []Affiliation `json:"affiliations,omitempty"`
	Links        []string      `json:"links,omitempty"`
	Disclosures  []Disclosure  `json:"disclosures,omitempty" jsonschema_description:"Interests that readers should know."`
	Text         string        `json:"text,omitempty"`
	Statements   []string      `json:"statements,omitempty" jsonschema_description:"Annotations that give the person's words, as briefing/annotation."`
	Claims       []string      `json:"claims,omitempty" jsonschema_description:"Annotations of claims that the person made. They are listed and must not be scored: claims are chosen, not sampled."`
	Sources      []string      `json:"sources,omitempty" jsonschema_description:"That the person wrote."`
	Briefings    []string      `json:"briefings,omitempty" jsonschema_description:"That the person wrote."`
	Corrections  []Correction  `json:"corrections,omitempty"`
	Formerly     []string      `json:"formerly,omitempty"`
	Extras       []Extra       `json:"extras,omitempty"`
}

// Affiliation is a post of a person for a time.
type Affiliation struct {
	Organisation string `json:"organisation"`
	Role         string `json:"role,omitempty"`
	From         Date   `json:"from,omitempty"`
	To           Date   `json:"to,omitempty"`
	Country      string `json:"country,omitempty"`
	Source       string `json:"source,omitempty"`
}

// Disclosure is an interest of a person.
type Disclosure struct {
	What   string `json:"what"`
	Source string `json:"source,omitempty"`
	Place  string `json:"place,omitempty"`
}

func expert(e *graph.Expert) Expert {
	v := Expert{
		ID: e.ID, Path: e.Path, Name: e.Name.Value, Aliases: texts(e.Aliases), Kind: e.Kind, Fields: texts(e.Field), Links: texts(e.Links), Text: e.Body.Text(),
		Claims: ids(e.Claims, (*graph.Annotation).ClaimID), Sources: ids(e.Sources, sourceID), Briefings: ids(e.Briefings, briefingID),
		Corrections: corrections(e.Head), Formerly: texts(e.Formerly), Extras: extras(e.Head),
	}
	for _, voice := range e.Voices {
		if id := voice.Annotation.ClaimID(); len(v.Statements) == 0 || v.Statements[len(v.Statements)-1] != id {
			v.Statements = append(v.Statements, id)
		}
	}
	for _, p := range e.Posts {
		a := Affiliation{Organisation: p.Organisation.Value, Role: p.Role.Value, From: date(p.Affiliation.From), To: date(p.To)}
		if p.Country != nil {
			a.Country = p.Country.Code
		}
		if p.From != nil {
			a.Source = p.From.ID
		}
		v.Affiliations = append(v.Affiliations, a)
	}
	for _, i := range e.Interests {
		d := Disclosure{What: i.What, Place: i.Place}
		if i.In != nil {
			d.Source = i.In.ID
		}
		v.Disclosures = append(v.Disclosures, d)
	}
	return v
}

// Country is a country's part in the briefings.
type Country struct {
	Code        string       `json:"code" jsonschema_description:"Of ISO 3166-1 alpha-2, in lower case."`
	Path        string       `json:"path"`
	Name        string       `json:"name"`
	Capitals    []string     `json:"capitals,omitempty"`
	Text        string       `json:"text,omitempty"`
	Annotations []string     `json:"annotations,omitempty" jsonschema_description:"About it, as briefing/annotation."`
	Briefings   []string     `json:"briefings,omitempty" jsonschema_description:"About it."`
	Mentioned   []string     `json:"mentioned,omitempty" jsonschema_description:"Briefings that name it, whatever they are about."`
	Experts     []string     `json:"experts,omitempty" jsonschema_description:"Whose institutions are there."`
	Events      []Event      `json:"events,omitempty"`
	Corrections []Correction `json:"corrections,omitempty"`
	Extras      []Extra      `json:"extras,omitempty"`
}

func country(k *graph.Country) Country {
	v := Country{
		Code: k.Code, Path: k.Path, Name: k.Name, Capitals: k.Capitals, Annotations: ids(k.Annotations, (*graph.Annotation).ClaimID),
		Briefings: ids(k.Briefings, briefingID), Experts: ids(k.Experts, expertID), Events: events(k.Events),
		Mentioned: ids(k.Mentions, func(m *graph.Mention) string { return m.Briefing.ID }),
	}
	if k.Own != nil {
		v.Text, v.Corrections, v.Extras = k.Own.Body.Text(), corrections(k.Own.Head), extras(k.Own.Head)
	}
	return v
}

// Correction says what was wrong in a record and what is right now.
type Correction struct {
	Date Date       `json:"date,omitempty"`
	What string     `json:"what"`
	From Assessment `json:"from,omitempty" jsonschema_description:"The assessment before."`
	To   Assessment `json:"to,omitempty" jsonschema_description:"The assessment now."`
}

func corrections(h content.Head) []Correction {
	var list []Correction
	for _, k := range h.Corrections {
		list = append(list, Correction{date(k.Date), k.What.Value, Assessment(k.From.Value), Assessment(k.To.Value)})
	}
	return list
}

// Corrected is a correction in the list of all, with what it corrects.
type Corrected struct {
	Date  Date       `json:"date,omitempty"`
	Kind  string     `json:"kind" jsonschema:"enum=briefing,enum=annotation,enum=source,enum=expert,enum=country,enum=page"`
	Path  string     `json:"path" jsonschema_description:"The page of what is corrected."`
	Title string     `json:"title"`
	What  string     `json:"what"`
	From  Assessment `json:"from,omitempty"`
	To    Assessment `json:"to,omitempty"`
	By    string     `json:"by,omitempty"`
}

func corrected(k graph.Correction) Corrected {
	return Corrected{date(k.Date), k.Kind, k.Path, k.Title, k.What.Value, Assessment(k.From.Value), Assessment(k.To.Value), k.By}
}
