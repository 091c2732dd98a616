package render

import (
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/graph"
)

// EvidenceView is what stands for and against a claim. It is shown with the note
// in the article and on the claim's own page.
type EvidenceView struct {
	Sides    []Side
	Voices   []VoiceView
	Quote    *VoiceView // of an annotation of kind quote
	Drift    *DriftView
	Searched string
}

// Side is the evidence of one stance.
type Side struct {
	Key, Word string
	Items     []Item
}

// Item is a place in a source.
type Item struct {
	Source    Link
	By        string // authors and where it came out
	Date      Time
	Place     string
	Nature    string
	Note      string
	Extracts  []ExtractView
	URL       string // of the document
	Archived  ArchivedView
	IsUnread  bool   // nobody read it
	IsPartial bool   // read in part
	Interest  string // what readers should know of who is behind the source
	Retracted string
	// Title is that of the document, in the first note that names it; Before is the
	// number of that note, in those that follow.
	Title  string
	Before int
}

// ExtractView is a source's words.
type ExtractView struct {
	Place, Words, Lang string
	Translation, By    string
}

// VoiceView is a person's words.
type VoiceView struct {
	Person Link
	Role   string // at the time
	Stance string // "agrees"; empty if not said
	Words  *ExtractView
	In     Link
	Place  string
	Date   Time
	ToUs   bool
	// Document is the address of the source in the first note that names it; Before is
	// the number of that note in those that follow.
	Document string
	Before   int
	// IsAbove says that the words stand with the evidence of the same note.
	IsAbove bool
	Note    string
	// Unnamed says why the speaker is not named; empty if not said.
	Unnamed string
}

// DriftView is the comparison of a quote with where it was published.
type DriftView struct {
	Key, Word string
	Quoted    []Word // as the article has it
	Published []Word
	Why       string
}

// Word is a run of words; IsOwn says that they stand on this side only.
type Word struct {
	Words string
	IsOwn bool
}

// sides are the headings of the stances. Do not change.
var sides = []struct{ key, word string }{
	{content.Supports, "For"}, {content.Contradicts, "Against"}, {content.Background, "Context"},
}

func evidence(f *frame, a *graph.Annotation) EvidenceView {
	v := EvidenceView{Searched: a.Searched.Value}
	for _, s := range sides {
		side := Side{Key: s.key, Word: s.word}
		for _, e := range a.Stance(s.key) {
			side.Items = append(side.Items, item(f, e))
		}
		if len(side.Items) > 0 {
			v.Sides = append(v.Sides, side)
		}
	}
	for _, voice := range a.Voices {
		v.Voices = append(v.Voices, voiceView(f, voice))
	}
	if a.Quote != nil {
		quote := voiceView(f, a.Quote)
		quote.Words, quote.Unnamed = nil, unnamed(a.Unnamed) // the article has the words
		v.Quote, v.Drift = &quote, drift(a.Drift)
	}
	return v
}

func item(f *frame, e *graph.Evidence) Item {
	s := e.Of
	i := Item{
		Source: Link{s.Title.Value, f.href(s.Path)}, By: byline(s), Date: when(s.Date), Place: e.Place.Value, Nature: e.Nature(),
		Note: e.Note.Value, URL: address(s), Archived: archived(s), IsUnread: s.Seen == "no", IsPartial: s.Seen == "part",
		Interest: s.Disclosure.Value,
	}
	if s.Retracted != nil {
		i.Retracted = s.Retracted.Reason.Value
	}
	for _, x := range e.Extracts() {
		i.Extracts = append(i.Extracts, f.extract(x, ""))
	}
	return i
}

// address is where the document of a source is; empty once it does not answer.
func address(s *graph.Source) string {
	if !s.Dead.From.IsZero() {
		return ""
	}
	return s.URL.Value
}

// byline names the authors and the issuer of a source.
func byline(s *graph.Source) string {
	var names []string
	for _, p := range s.By {
		names = append(names, p.Name)
	}
	if issuer := s.Issuer(); issuer != "" && (len(names) == 0 || names[0] != issuer) {
		names = append(names, issuer)
	}
	return strings.Join(names, ", ")
}

// extract shows an extract, or the words picked from it.
func (f *frame) extract(x content.Extract, words string) ExtractView {
	v := ExtractView{
		Place: x.Place.Value, Words: x.Words.Value, Lang: x.Lang.Value,
		Translation: x.Translation.Value, By: x.TranslatedBy.Value,
	}
	if name := f.editors[v.By]; name != "" {
		v.By = name
	}
	if words != "" {
		v.Words, v.Translation, v.By = words, "", ""
	}
	return v
}

func voiceView(f *frame, v *graph.Voice) VoiceView {
	view := VoiceView{
		Person: Link{Text: v.By.Name}, Stance: v.Stance, Place: v.SaidIn.Place.Value, Date: day(v.Said),
		ToUs: v.In == nil && !v.Said.IsZero(), Note: v.Note.Value,
	}
	if v.By.Expert != nil {
		view.Person.Href = f.href(v.By.Expert.Path)
	}
	if v.Affiliation != nil {
		view.Role = role(*v.Affiliation)
	}
	if v.In != nil {
		view.In = Link{v.In.Title.Value, f.href(v.In.Path)}
	}
	if v.Quoted != nil {
		words := f.extract(*v.Quoted, v.Words.Value)
		view.Words = &words
	}
	return view
}

// role is "professor, Hill University".
func role(a content.Affiliation) string {
	if a.Role.IsSet() {
		return a.Role.Value + ", " + a.Organisation.Value
	}
	return a.Organisation.Value
}

// drift splits a comparison into its two sides.
func drift(d graph.Drift) *DriftView {
	word := map[graph.DriftOutcome]string{
		graph.Verbatim: "is verbatim", graph.Differs: "differs from its source", graph.CannotCheck: "cannot be checked",
	}[d.Outcome]
	v := &DriftView{Key: d.Outcome.String(), Word: word, Why: d.Why}
	if d.Outcome != graph.Differs {
		return v
	}
	for _, op := range d.Diff.Ops {
		if op.Kind != anchor.Published {
			v.Quoted = append(v.Quoted, Word{op.Words, op.Kind == anchor.Quoted})
		}
		if op.Kind != anchor.Quoted {
			v.Published = append(v.Published, Word{op.Words, op.Kind == anchor.Published})
		}
	}
	return v
}
