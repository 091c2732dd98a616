package content

import (
	"bytes"
	"reflect"
	"strings"

	"briefing/generator/markdown"
)

// The five assessments of a claim, from best to least founded.
const (
	Supported       = "supported"
	PartlySupported = "partly-supported"
	Disputed        = "disputed"
	Contradicted    = "contradicted"
	Unverified      = "unverified"
)

// Assessments are the values of the field assessment, in the order in which
// they are shown. Do not change.
var Assessments = []string{Supported, PartlySupported, Disputed, Contradicted, Unverified}

// The four kinds of annotation.
const (
	Check    = "check"
	Quote    = "quote"
	Context  = "context"
	Question = "question"
)

// Kinds are the values of the field kind, in the order in which they are shown.
// Do not change.
var Kinds = []string{Check, Quote, Context, Question}

// Annotation is a note of an editor on words of an article.
type Annotation struct {
	Head
	Briefing string
	*Rare
	Passages   []Passage
	Kind       string
	Claim      Text
	Assessment Text
	Evidence   []Evidence
	Voices     []Voice // experts on the claim
	Quote      *Voice  // of kind quote: who said the passage, and where
	Countries  []Text
	Dates      []Date
	Status     Status
	Gist       Text
	Body       *markdown.Doc
	BodyStart  int // offset of the annotation's own words in the file
}

// Rare holds the fields that few annotations have. Those that have none of them
// share one, since a large site has hundreds of thousands. Do not change.
type Rare struct {
	Whole            Text // set if it is about the article as a whole
	By               Text
	Checked          Date
	IsKey            bool // weight: key
	Confidence       Text
	Because          Text
	WouldChange      Text // what would change the assessment
	About            Text // of kind quote: the annotation it bears on
	Differs          Text // of kind quote: why words that differ are accepted
	Unseen           Text // of kind quote: why the words could not be compared
	ClaimedBy        Text
	Recheck          Date
	RecheckAfter     Period
	WithdrawnBecause Text
	See              []Text
	Searched         Text
	Asked, Answered  Date
	Unnamed          *Unnamed // of kind quote: why the speaker is not named; nil if not said
}

// none is the Rare of an annotation that has none of the fields.
var none Rare

// shared returns what to keep of a Rare.
func (r *Rare) shared() *Rare {
	if reflect.ValueOf(r).Elem().IsZero() {
		return &none
	}
	return r
}

// LongestGist is the greatest number of characters of a gist.
const LongestGist = 140

func (r *reader) annotation() *Annotation {
	f := r.front()
	a := &Annotation{Head: f.head(), Briefing: r.briefing, Rare: &Rare{}}
	f.passages(a)
	a.Claim, a.Assessment = f.words("claim"), f.one("assessment", Assessments...)
	a.Confidence, a.Because = f.one("confidence", "high", "moderate", "low"), f.words("because")
	a.WouldChange = f.words("would_change")
	for _, s := range Stances {
		a.Evidence = append(a.Evidence, f.evidence(s)...)
	}
	f.voices(a)
	a.About, a.Differs, a.Unseen = f.name("about"), f.words("differs"), f.words("unseen")
	a.ClaimedBy, a.Countries, a.Dates = f.words("claimed_by"), f.all("countries"), f.dates("dates")
	a.By, a.Checked, a.Recheck, a.RecheckAfter = f.name("by"), f.day("checked"), f.day("recheck"), f.period("recheck_after")
	a.Status, a.WithdrawnBecause = f.status(Published)
	a.Gist, a.See, a.Searched = f.words("gist"), f.all("see"), f.words("searched")
	a.Asked, a.Answered = f.day("asked"), f.day("answered")
	a.Unnamed = f.unnamed()
	a.IsKey = f.one("weight", "key", "normal").Value == "key"
	a.Kind = f.kind(a)
	a.Rare = a.Rare.shared()
	a.Extras = f.done()
	a.Seldom = a.Seldom.shared()
	r.notes(a)
	return a
}

// kind returns what the author stated, or what follows from the other fields.
func (f *fields) kind(a *Annotation) string {
	if t := f.one("kind", Kinds...); t.IsSet() {
		return t.Value
	}
	switch {
	case f.has("assessment"):
		return Check
	case a.Quote != nil:
		return Quote
	}
	return Context
}

// has reports whether the author wrote the key, with a good value or not.
func (f *fields) has(key string) bool {
	for _, p := range f.pairs {
		if p.key.Value == key {
			return true
		}
	}
	return false
}

// notes reads the body: quotations at its top are passages, the rest the
// editor's words.
func (r *reader) notes(a *Annotation) {
	rest := r.body
	for {
		passage, next, ok := r.quotation(rest)
		if !ok {
			break
		}
		rest = next
		if len(a.Passages) > 0 && !a.Passages[0].InBody {
			d := r.error("passage-twice", passage.At, "the passage stands in the front matter and at the top of the text")
			first := a.Passages[0].At
			*d = d.WithHint("keep one of the two").WithRelated(r.file, int(first.Start), int(first.Stop), "also given here").
				WithFix(false, "delete the quotation", int(passage.At.Start), next, "")
			continue
		}
		a.Passages = append(a.Passages, passage)
	}
	a.BodyStart = rest
	a.Body = r.markdown(rest, markdown.Options{IDPrefix: a.ID + "-", MinHeading: 4, Link: published(r.file.Name)})
}

// quotation reads a Markdown quotation that begins at or behind an offset, with
// only white space between.
func (r *reader) quotation(from int) (p Passage, next int, ok bool) {
	text := r.file.Text()
	start := from + len(text[from:]) - len(bytes.TrimLeft(text[from:], " \t\r\n"))
	if start >= len(text) || text[start] != '>' {
		return Passage{}, from, false
	}
	var lines []string
	stop := start
	for next = start; next < len(text); {
		end, after := lineEnd(text, next)
		line := strings.TrimSpace(string(text[next:end]))
		if line == "" {
			break
		}
		lines = append(lines, strings.TrimSpace(strings.TrimPrefix(line, ">")))
		stop, next = end, after
	}
	words := markdown.Parse([]byte(strings.Join(lines, "\n")), markdown.Options{}).Text()
	at := At{int32(start), int32(stop)}
	return Passage{Text: Text{strings.TrimSpace(words), at}, Long: &short, InBody: true}, next, true
}
