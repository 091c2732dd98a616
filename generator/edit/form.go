package edit

import (
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/draft"
)

// Form is the fields of an annotation that the page shows. What an annotation has
// besides is kept as it is.
type Form struct {
	Kind       string     `json:"kind,omitempty"` // only where it cannot be inferred
	Claim      string     `json:"claim,omitempty"`
	Assessment string     `json:"assessment,omitempty"`
	Confidence string     `json:"confidence,omitempty"`
	Because    string     `json:"because,omitempty"`
	Searched   string     `json:"searched,omitempty"`
	Gist       string     `json:"gist,omitempty"`
	Evidence   []Evidence `json:"evidence,omitempty"`
	Voices     []Voice    `json:"voices,omitempty"` // experts on a claim, or who says the words
	Countries  []string   `json:"countries,omitempty"`
	Text       string     `json:"text,omitempty"` // Markdown
}

// Evidence is a source, known or new, and a place in it.
type Evidence struct {
	Stance string    `json:"stance"` // one of [content.Stances]
	Source string    `json:"source"` // id
	Place  string    `json:"place,omitempty"`
	New    *Document `json:"new,omitempty"`
	IsLong bool      `json:"long,omitempty"` // says more than this: only its author changes it, in the file
}

// Voice is an expert and where that was said.
type Voice struct {
	Stance   string `json:"stance,omitempty"`
	Expert   string `json:"expert"`
	SaidIn   string `json:"said_in,omitempty"` // a source and a place
	SaidToUs string `json:"said_to_us,omitempty"`
	IsLong   bool   `json:"long,omitempty"`
}

// Read returns the form of an annotation.
func Read(a *content.Annotation) Form {
	f := Form{
		Claim: a.Claim.Value, Assessment: a.Assessment.Value, Confidence: a.Confidence.Value, Because: a.Because.Value,
		Searched: a.Searched.Value, Gist: a.Gist.Value, Countries: content.Values(a.Countries),
		Text: strings.TrimSpace(string(a.File.Text()[a.BodyStart:])),
	}
	if a.Kind == content.Question {
		f.Kind = a.Kind
	}
	for _, e := range a.Evidence {
		isLong := e.Note.IsSet() || e.Nature.IsSet() || e.At.Start != e.Source.At.Start
		f.Evidence = append(f.Evidence, Evidence{Stance: e.Stance, Source: e.Source.Value, Place: e.Place.Value, IsLong: isLong})
	}
	if a.Quote != nil && a.Quote.Expert.IsSet() {
		f.Voices = append(f.Voices, voiceOf(*a.Quote))
	}
	for _, v := range a.Voices {
		f.Voices = append(f.Voices, voiceOf(v))
	}
	return f
}

func voiceOf(v content.Voice) Voice {
	return Voice{
		Stance: v.Stance, Expert: v.Expert.Value, SaidIn: strings.TrimSpace(v.SaidIn.Source.Value + " " + v.SaidIn.Place.Value),
		SaidToUs: v.SaidToUs.Value, IsLong: v.Words.IsSet() || v.Note.IsSet(),
	}
}

// Tidy returns the form with every value on one line and without empty items, as it
// is read again.
func (f Form) Tidy() Form {
	for _, field := range []*string{&f.Kind, &f.Claim, &f.Assessment, &f.Confidence, &f.Because, &f.Searched, &f.Gist} {
		*field = flat(*field)
	}
	f.Text = strings.TrimSpace(strings.ReplaceAll(f.Text, "\r\n", "\n"))
	f.Evidence = slices.Clone(f.Evidence)
	for i := range f.Evidence {
		e := &f.Evidence[i]
		e.Stance, e.Source, e.Place = flat(e.Stance), flat(e.Source), flat(e.Place)
	}
	f.Evidence = slices.DeleteFunc(f.Evidence, func(e Evidence) bool { return e.Source == "" && e.New == nil })
	f.Voices = slices.Clone(f.Voices)
	for i := range f.Voices {
		v := &f.Voices[i]
		v.Stance, v.Expert, v.SaidIn, v.SaidToUs = flat(v.Stance), flat(v.Expert), flat(v.SaidIn), flat(v.SaidToUs)
	}
	f.Voices = slices.DeleteFunc(f.Voices, func(v Voice) bool { return v.Expert == "" })
	f.Countries = slices.Clone(f.Countries)
	for i := range f.Countries {
		f.Countries[i] = flat(f.Countries[i])
	}
	f.Countries = slices.DeleteFunc(f.Countries, func(c string) bool { return c == "" })
	return f
}

// cited is evidence of one stance as a list of citations.
func (f Form) cited(stance string) []string {
	var all []string
	for _, e := range f.Evidence {
		if e.Stance == stance {
			all = append(all, citation(e.Source, e.Place))
		}
	}
	return all
}

func citation(source, place string) string { return strings.TrimSpace(source + " " + place) }

// Annotation is the file of a new annotation. A claim that is the words themselves is
// left out; a check is of today.
func Annotation(briefing, id string, at Target, f Form, today string) draft.File {
	n := draft.Note{
		Briefing: briefing, ID: id, Passages: at.Passages, Kind: f.Kind, Claim: f.Claim, Assessment: f.Assessment,
		Confidence: f.Confidence, Because: f.Because, Searched: f.Searched, Gist: f.Gist, Countries: f.Countries, Text: f.Text,
		Supports: f.cited(content.Supports), Contradicts: f.cited(content.Contradicts), Context: f.cited(content.Background),
	}
	if n.Claim == at.Words || f.Assessment == "" {
		n.Claim = ""
	}
	if f.Assessment != "" {
		n.Checked = today
	}
	for _, v := range f.Voices {
		n.Voices = append(n.Voices, draft.Voice{Stance: v.Stance, Expert: v.Expert, SaidIn: v.SaidIn, SaidToUs: v.SaidToUs})
	}
	if f.Assessment == "" && len(n.Voices) == 1 && f.Kind == "" { // who says the words
		v := n.Voices[0]
		n.Expert, n.Stance, n.SaidIn, n.SaidToUs, n.Voices = v.Expert, v.Stance, v.SaidIn, v.SaidToUs, nil
	}
	return n.File()
}
