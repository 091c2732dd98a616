package dataset

import (
	"briefing/generator/graph"
)

// Briefing is an article, without its text and its annotations.
type Briefing struct {
	ID               string         `json:"id"`
	Path             string         `json:"path"`
	Title            string         `json:"title"`
	Status           Status         `json:"status"`
	WithdrawnBecause string         `json:"withdrawn_because,omitempty"`
	Date             Date           `json:"date" jsonschema_description:"When it was published."`
	Updated          Date           `json:"updated" jsonschema_description:"The newest day of the article, of a check or of a correction in it."`
	Authors          []Party        `json:"authors,omitempty"`
	Summary          string         `json:"summary,omitempty"`
	Image            string         `json:"image,omitempty" jsonschema_description:"The path of a picture."`
	Topics           []string       `json:"topics,omitempty"`
	Countries        []string       `json:"countries,omitempty" jsonschema_description:"What it is about, as its editor says."`
	Mentions         []Mention      `json:"mentions,omitempty" jsonschema_description:"What its text names, whatever it is about; found by the program."`
	Findings         []Finding      `json:"findings,omitempty" jsonschema_description:"What a reader should take away."`
	Events           []Event        `json:"events,omitempty"`
	Sources          []string       `json:"sources,omitempty" jsonschema_description:"In the order of first use."`
	Experts          []string       `json:"experts,omitempty" jsonschema_description:"Whose words it gives or weighs."`
	Annotations      map[string]int `json:"annotations,omitempty" jsonschema_description:"Numbers of annotations by assessment, or by kind where there is none."`
	Sentences        Sentences      `json:"sentences"`
	Corrections      []Correction   `json:"corrections,omitempty"`
	Formerly         []string       `json:"formerly,omitempty" jsonschema_description:"Ids that it had before."`
	Extras           []Extra        `json:"extras,omitempty"`
}

// Mention is a country or an expert that a text names.
type Mention struct {
	Country string `json:"country,omitempty"`
	Expert  string `json:"expert,omitempty"`
	Times   int    `json:"times"`
}

// Finding is a sentence to take away, and the annotations of the briefing that it rests on.
type Finding struct {
	Words       string   `json:"words"`
	Annotations []string `json:"annotations,omitempty"`
}

// Event is a dated entry of a timeline.
type Event struct {
	Date      Date     `json:"date"`
	What      string   `json:"what"`
	Sources   []string `json:"sources,omitempty"`
	Countries []string `json:"countries,omitempty"`
	Briefing  string   `json:"briefing,omitempty" jsonschema_description:"Where it stands; none for a fact of a country's file."`
}

// Sentences says how many sentences of the article share words with annotations.
type Sentences struct {
	All     int `json:"all"`
	Touched int `json:"touched" jsonschema_description:"By any annotation."`
	Checked int `json:"checked" jsonschema_description:"By a check."`
}

func briefing(b *graph.Briefing) Briefing {
	v := Briefing{
		ID: b.ID, Path: b.Path, Title: b.Title.Value, Status: Status(b.Status), WithdrawnBecause: b.WithdrawnBecause.Value,
		Date: date(b.Date), Updated: day(b.Updated()), Authors: parties(b.Authors), Corrections: corrections(b.Head), Formerly: texts(b.Formerly), Extras: extras(b.Head),
	}
	if b.IsWithdrawn() {
		return v
	}
	v.Summary, v.Image = b.Summary.Value, b.Picture
	v.Topics = ids(b.Filed, func(t *graph.Topic) string { return t.Name })
	v.Countries, v.Sources, v.Experts = ids(b.About, countryID), ids(b.Sources, sourceID), ids(b.Experts, expertID)
	v.Sentences = Sentences{len(b.Coverage.Sentences), b.Coverage.Touched, b.Coverage.Checked}
	for _, m := range b.Mentions {
		if m.Country != nil {
			v.Mentions = append(v.Mentions, Mention{Country: m.Country.Code, Times: m.Times})
		} else {
			v.Mentions = append(v.Mentions, Mention{Expert: m.Expert.ID, Times: m.Times})
		}
	}
	for _, f := range b.Findings {
		v.Findings = append(v.Findings, Finding{f.Words, ids(f.On, func(a *graph.Annotation) string { return a.ID })})
	}
	v.Events = events(b.Events)
	for _, c := range graph.Tally(b.Annotations) {
		if v.Annotations == nil {
			v.Annotations = map[string]int{}
		}
		v.Annotations[c.Standing] = len(c.Of)
	}
	return v
}

func events(all []graph.Event) []Event {
	var list []Event
	for _, e := range all {
		v := Event{Date: date(e.Date), What: e.What, Sources: ids(e.Sources, sourceID), Countries: ids(e.Countries, countryID)}
		if e.Briefing != nil {
			v.Briefing = e.Briefing.ID
		}
		list = append(list, v)
	}
	return list
}
