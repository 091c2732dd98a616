package dataset

import (
	"unicode/utf8"

	"briefing/generator/content"
	"briefing/generator/graph"
)

// Annotation is a note on words of an article.
type Annotation struct {
	ID               string       `json:"id" jsonschema_description:"Unique in its briefing."`
	Path             string       `json:"path"`
	N                int          `json:"n,omitempty" jsonschema_description:"Its number in the order of the article, from 1. It changes when annotations are added."`
	Kind             Kind         `json:"kind"`
	Status           Status       `json:"status"`
	WithdrawnBecause string       `json:"withdrawn_because,omitempty"`
	Passages         []Passage    `json:"passages,omitempty" jsonschema_description:"The words of the article that it is about; none if it is about the whole article."`
	Claim            string       `json:"claim" jsonschema_description:"As its editor words it, else the words of the article."`
	ClaimedBy        *Party       `json:"claimed_by,omitempty"`
	Assessment       Assessment   `json:"assessment,omitempty" jsonschema_description:"What the evidence says of the claim as worded, on the day of the check."`
	Confidence       string       `json:"confidence,omitempty" jsonschema:"enum=high,enum=moderate,enum=low" jsonschema_description:"How good the basis is, not how true the claim."`
	Because          string       `json:"because,omitempty" jsonschema_description:"Why the confidence is what it is."`
	WouldChange      string       `json:"would_change,omitempty" jsonschema_description:"What would change the assessment."`
	Searched         string       `json:"searched,omitempty" jsonschema_description:"What was searched, for an unverified claim."`
	Key              bool         `json:"key,omitempty" jsonschema_description:"Whether it is one of the main checks of its briefing."`
	Gist             string       `json:"gist,omitempty"`
	Text             string       `json:"text,omitempty" jsonschema_description:"Plain text; paragraphs have an empty line between."`
	By               string       `json:"by,omitempty"`
	Checked          Date         `json:"checked,omitempty"`
	Due              Date         `json:"due,omitempty" jsonschema_description:"When it is to be checked again."`
	Countries        []string     `json:"countries,omitempty"`
	Dates            []Date       `json:"dates,omitempty" jsonschema_description:"What the claim is about."`
	Evidence         []Evidence   `json:"evidence,omitempty"`
	Experts          []Statement  `json:"experts,omitempty" jsonschema_description:"Experts on the claim."`
	Quote            *Statement   `json:"quote,omitempty" jsonschema_description:"Of kind quote: who said the words of the article, and where."`
	Drift            *Drift       `json:"drift,omitempty"`
	About            string       `json:"about,omitempty" jsonschema_description:"Of kind quote: the annotation of the briefing whose claim it bears on."`
	See              []string     `json:"see,omitempty" jsonschema_description:"Other annotations, as briefing/annotation."`
	Asked            Date         `json:"asked,omitempty"`
	Answered         Date         `json:"answered,omitempty"`
	Corrections      []Correction `json:"corrections,omitempty"`
	Formerly         []string     `json:"formerly,omitempty"`
	Extras           []Extra      `json:"extras,omitempty"`
}

// Passage is words of the article. Start and Stop count characters (Unicode code
// points) of the briefing's text from 0, Stop excluded.
type Passage struct {
	Words string `json:"words"`
	Start int    `json:"start"`
	Stop  int    `json:"stop"`
}

// Evidence is a place in a source that bears on a claim.
type Evidence struct {
	Stance   string    `json:"stance" jsonschema:"enum=supports,enum=contradicts,enum=context"`
	Source   string    `json:"source"`
	Place    string    `json:"place,omitempty"`
	Nature   string    `json:"nature" jsonschema:"enum=primary,enum=secondary,enum=tertiary"`
	Note     string    `json:"note,omitempty"`
	Extracts []Extract `json:"extracts,omitempty"`
}

// Statement is somebody's words on a claim.
type Statement struct {
	Person       Party    `json:"person"`
	Stance       string   `json:"stance,omitempty" jsonschema:"enum=agrees,enum=disagrees,enum=qualifies,enum=neutral"`
	Source       string   `json:"source,omitempty"`
	Place        string   `json:"place,omitempty"`
	Said         Date     `json:"said,omitempty"`
	ToEditors    bool     `json:"to_editors,omitempty" jsonschema_description:"Said to the editors, and published nowhere else."`
	Organisation string   `json:"organisation,omitempty" jsonschema_description:"Of the person on that day."`
	Role         string   `json:"role,omitempty"`
	Country      string   `json:"country,omitempty"`
	Words        string   `json:"words,omitempty" jsonschema_description:"The part of the extract that is shown."`
	Extract      *Extract `json:"extract,omitempty"`
	Note         string   `json:"note,omitempty"`
}

// Drift is the comparison of a quote with where it was published.
type Drift struct {
	Outcome string `json:"outcome" jsonschema:"enum=verbatim,enum=differs,enum=cannot-check"`
	Why     string `json:"why,omitempty"`
}

// annotation makes the entry of an annotation. text is that of its briefing.
func annotation(a *graph.Annotation, text string) Annotation {
	v := Annotation{
		ID: a.ID, Path: a.Path, N: a.N, Kind: Kind(a.Kind), Status: Status(a.Status), WithdrawnBecause: a.WithdrawnBecause.Value, Claim: a.Claim,
		Corrections: corrections(a.Head), Formerly: texts(a.Formerly), Extras: extras(a.Head),
	}
	if a.N == 0 {
		v.Status = Status(content.Withdrawn) // with its briefing, if not by itself
		return v
	}
	v.Passages = passages(a, text)
	v.Assessment, v.Confidence, v.Because = Assessment(a.Assessment.Value), a.Confidence.Value, a.Because.Value
	v.WouldChange, v.Searched, v.Key, v.Gist, v.Text = a.WouldChange.Value, a.Searched.Value, a.IsKey, a.Gist.Value, a.Body.Text()
	v.By, v.Checked, v.Due, v.Countries = a.By, date(a.CheckedOn), day(a.Due), ids(a.Countries, countryID)
	v.Asked, v.Answered = date(a.Asked), date(a.Answered)
	for _, d := range a.Dates {
		v.Dates = append(v.Dates, date(d))
	}
	if a.Claimant.Name != "" {
		p := party(a.Claimant)
		v.ClaimedBy = &p
	}
	for _, e := range a.Evidence {
		v.Evidence = append(v.Evidence, Evidence{e.Stance, e.Of.ID, e.Place.Value, e.Nature(), e.Note.Value, extracts(e.Extracts())})
	}
	for _, voice := range a.Voices {
		v.Experts = append(v.Experts, statement(voice))
	}
	if a.Quote != nil {
		s := statement(a.Quote)
		v.Quote, v.Drift = &s, &Drift{a.Drift.Outcome.String(), a.Drift.Why}
	}
	if a.About != nil {
		v.About = a.About.ID
	}
	v.See = ids(a.See, (*graph.Annotation).ClaimID)
	return v
}

func passages(a *graph.Annotation, text string) []Passage {
	var list []Passage
	for _, p := range a.Passages {
		start := utf8.RuneCountInString(text[:p.Start])
		list = append(list, Passage{text[p.Start:p.Stop], start, start + utf8.RuneCountInString(text[p.Start:p.Stop])})
	}
	return list
}

func statement(v *graph.Voice) Statement {
	s := Statement{
		Person: party(v.By), Stance: v.Stance, Place: v.SaidIn.Place.Value, Said: day(v.Said), ToEditors: v.In == nil && !v.Said.IsZero(),
		Words: v.Words.Value, Note: v.Note.Value,
	}
	if v.In != nil {
		s.Source = v.In.ID
	}
	if v.Affiliation != nil {
		s.Organisation, s.Role = v.Affiliation.Organisation.Value, v.Affiliation.Role.Value
	}
	if v.Country != nil {
		s.Country = v.Country.Code
	}
	if v.Quoted != nil {
		x := extract(*v.Quoted)
		s.Extract = &x
	}
	return s
}

// Claim is a check in the list of all checks.
type Claim struct {
	ID            string     `json:"id" jsonschema_description:"As briefing/annotation."`
	Path          string     `json:"path"`
	Claim         string     `json:"claim"`
	ClaimedBy     *Party     `json:"claimed_by,omitempty"`
	Assessment    Assessment `json:"assessment"`
	Confidence    string     `json:"confidence,omitempty"`
	Key           bool       `json:"key,omitempty"`
	By            string     `json:"by,omitempty"`
	Checked       Date       `json:"checked,omitempty"`
	Due           Date       `json:"due,omitempty"`
	Countries     []string   `json:"countries,omitempty"`
	Supporting    Support    `json:"supporting"`
	Contradicting Support    `json:"contradicting"`
}

// Support counts the sources on one side of a claim, and the independent lines that
// they make.
type Support struct {
	Sources int `json:"sources"`
	Lines   int `json:"lines" jsonschema_description:"Sources are one line if what they rest on ends in a common origin, if they have the same publisher, or if they share an author."`
}

func claim(a *graph.Annotation) Claim {
	v := Claim{
		ID: a.ClaimID(), Path: a.Path, Claim: a.Claim, Assessment: Assessment(a.Assessment.Value), Confidence: a.Confidence.Value, Key: a.IsKey,
		By: a.By, Checked: date(a.CheckedOn), Due: day(a.Due), Countries: ids(a.Countries, countryID),
		Supporting: support(a.Distinct(content.Supports)), Contradicting: support(a.Distinct(content.Contradicts)),
	}
	if a.Claimant.Name != "" {
		p := party(a.Claimant)
		v.ClaimedBy = &p
	}
	return v
}

func support(sources []*graph.Source) Support {
	return Support{len(sources), len(graph.Independent(sources).Groups)}
}

func texts(all []content.Text) []string {
	if len(all) == 0 {
		return nil
	}
	return content.Values(all)
}
