package content

import (
	"regexp"
	"slices"
	"strings"
)

// What a source, or an expert, says of a claim.
const (
	Supports    = "supports"
	Contradicts = "contradicts"
	Background  = "context" // bears on the claim without a side
)

// Stances of evidence, in the order in which they are shown. Do not change.
var Stances = []string{Supports, Contradicts, Background}

// Natures of a source or of a piece of evidence, from nearest to the event. Do
// not change.
var Natures = []string{"primary", "secondary", "tertiary"}

// Evidence is a place in a source that bears on a claim.
type Evidence struct {
	Citation
	Stance string
	*Remark
}

// Remark is what few pieces of evidence have. Those without share one. Do not change.
type Remark struct{ Note, Nature Text }

var noRemark Remark

// Citation names a source and, mostly, a place in it.
type Citation struct {
	At     At
	Source Text
	Place  Text
}

// IsSet reports whether the author named a source.
func (c Citation) IsSet() bool { return c.Source.IsSet() }

// evidence reads the items of one stance.
func (f *fields) evidence(stance string) []Evidence {
	n, ok := f.get(stance)
	if !ok {
		return nil
	}
	var all []Evidence
	for _, v := range n.each() {
		e := Evidence{Stance: stance, Remark: &noRemark}
		switch v.form {
		case textForm:
			e.Citation = f.r.citation(v.text)
		case mapForm:
			g := f.r.group(v)
			e.Citation = Citation{At: v.text.At, Source: g.name("source"), Place: g.name("at")}
			if r := (Remark{g.words("note"), g.one("nature", Natures...)}); r != noRemark {
				e.Remark = &r
			}
			g.require("source", e.Source.IsSet(), "source: id-of-the-source")
			f.r.checkPlace(e.Place)
			g.done()
		default:
			f.r.error("value-form", v.text.At, "evidence is a source and a place in it, not %s", v.form)
		}
		if e.IsSet() {
			all = append(all, e)
		}
	}
	return all
}

// cite reads a field that names a source and a place.
func (f *fields) cite(key string) Citation {
	t := f.name(key)
	if !t.IsSet() {
		return Citation{}
	}
	return f.r.citation(t)
}

// citation splits "loan-annex-2025 art. 7".
func (r *reader) citation(t Text) Citation {
	id, place, _ := strings.Cut(t.Value, " ")
	c := Citation{At: t.At, Source: Text{id, r.within(t, id)}}
	if place = strings.TrimSpace(place); place != "" {
		c.Place = Text{place, r.within(t, place)}
		r.checkPlace(c.Place)
	}
	return c
}

var placeForms = []*regexp.Regexp{
	regexp.MustCompile(`^(p|pp|art|ch|fig)\. ?[0-9ivxlc]+[a-z]?([-–][0-9ivxlc]+[a-z]?)?$`),
	regexp.MustCompile(`^(¶|¶¶|§|§§) ?[0-9]+([.][0-9]+)*[a-z]?([-–][0-9.]+[a-z]?)?$`),
	regexp.MustCompile(`^(table|line|lines|note|page|paragraph|section) [0-9ivxlc]+([.][0-9]+)*[a-z]?([-–][0-9]+)?$`),
	regexp.MustCompile(`^([0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}([-–]([0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2})?$`),
}

// checkPlace reports a place in a source that is none of the known forms.
func (r *reader) checkPlace(t Text) {
	if !t.IsSet() || slices.ContainsFunc(placeForms, func(f *regexp.Regexp) bool { return f.MatchString(t.Value) }) {
		return
	}
	d := r.error("place-form", t.At, "%q is no place in a source", t.Value)
	d.Hint = "p. 14, pp. 14-16, ¶ 6, § 3.2, art. 7, ch. 2, table 4, fig. 2, line 12, 00:41:10 or 12:30-13:05"
	if strings.Contains(t.Value, ", ") && !strings.Contains(t.Value, ": ") {
		d.Hint = "several sources are a list: [first p. 1, second p. 2]; it is one of " + d.Hint
	}
	if meant := placeMeant(t.Value); meant != "" {
		d.Paste = meant
		t.replace(d, meant[0] > '9' && t.Value[0] > '9', meant) // a mere number may be anything
	}
}

var placeFold = strings.NewReplacer(" ", "", "–", "-", "\u00a0", "")

// SamePlace reports whether two spellings mean the same place in a source.
func SamePlace(a, b string) bool {
	return strings.EqualFold(placeFold.Replace(a), placeFold.Replace(b))
}

// Voice is an expert, or somebody else, who says something of a claim.
type Voice struct {
	At       At
	Stance   string // one of VoiceStances; empty if not said
	Expert   Text   // id; empty for a speaker without a file
	Speaker  Text   // name of somebody without a file
	SaidIn   Citation
	SaidToUs Date
	Words    Text // a part of the extract at SaidIn
	Note     Text
}

// VoiceStances are what a voice may think of a claim, in the order in which they
// are shown. Do not change.
var VoiceStances = []string{"agrees", "disagrees", "qualifies", "neutral"}

// voices reads the experts on a claim and, for a quote, its speaker.
func (f *fields) voices(a *Annotation) {
	f.groups("experts", func(g *fields) {
		if v := g.voice(); v.Expert.IsSet() {
			a.Voices = append(a.Voices, v)
		}
	})
	q := Voice{
		Expert: f.name("expert"), Speaker: f.words("speaker"), SaidIn: f.cite("said_in"), SaidToUs: f.day("said_to_us"),
		Words: f.words("words"), Stance: f.one("stance", VoiceStances...).Value,
	}
	if q.Expert.IsSet() || q.Speaker.IsSet() {
		q.At = q.Expert.At
		if q.Speaker.IsSet() {
			q.At = q.Speaker.At
		}
		a.Quote = &q
	}
}

// voice reads one item of experts; its stance is the key that holds the expert.
func (g *fields) voice() Voice {
	v := Voice{At: g.at}
	for _, stance := range VoiceStances {
		t := g.name(stance)
		if !t.IsSet() {
			continue
		}
		if v.Expert.IsSet() {
			g.r.error("stance-twice", t.At, "an expert has one stance on a claim")
			continue
		}
		v.Stance, v.Expert, v.At = stance, t, t.At
	}
	v.SaidIn, v.SaidToUs = g.cite("said_in"), g.day("said_to_us")
	v.Words, v.Note = g.words("words"), g.words("note")
	if !v.Expert.IsSet() {
		g.r.error("field-missing", g.at, "an item of experts names nobody").Paste = "agrees: id-of-the-expert"
	} else if !v.SaidIn.IsSet() && v.SaidToUs.From.IsZero() {
		g.r.error("field-missing", v.At, "it is not said where %q spoke", v.Expert.Value).Paste = "said_in: id-of-the-source p. 1"
	}
	return v
}
