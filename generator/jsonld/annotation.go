package jsonld

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/graph"
)

// annotationContext says what the terms of a collection mean. Everything that only
// this format has is under one key, whose value is JSON and no graph: the front matter
// as its editor wrote it, so that it can be read back without loss.
const annotationContext = `["http://www.w3.org/ns/anno.jsonld",{"briefing":"urn:x-briefing:","briefing:fields":{"@id":"urn:x-briefing:fields","@type":"@json"}}]`

// motivations are those of W3C for the kinds of annotation. A quote links words to
// where they were published. Do not change.
var motivations = map[string]string{
	content.Check: "assessing", content.Quote: "linking", content.Context: "commenting", content.Question: "questioning",
}

// AnnotationsPath is where the annotations of a briefing are on the site.
func AnnotationsPath(b *graph.Briefing) string { return "briefings/" + b.ID + "/annotations.jsonld" }

// WriteAnnotations writes the annotations of a briefing as a W3C Annotation Collection
// with one page, an annotation on each line. An annotation is addressed inside of the
// file, since a file for each would double the number of files of a site. No annotation
// can be named _page.
func WriteAnnotations(b *bytes.Buffer, site *graph.Site, of *graph.Briefing) {
	w := collector{newWriter(site, AnnotationsPath(of)), of, of.Body.Text()}
	name := w.address(AnnotationsPath(of))
	if site.Settings.URL == "" {
		name = "annotations.jsonld" // it may be moved together with its article
	}
	b.WriteString(`{"@context":` + annotationContext)
	head := object{{"id", name}, {"type", "AnnotationCollection"}, {"label", of.Title.Value}, {"total", len(of.Annotations)}}.
		with("rights", License(site.Settings.License))
	first := object{{"id", name + "#_page"}, {"type", "AnnotationPage"}, {"partOf", name}, {"startIndex", 0}}
	b.WriteByte(',')
	b.Write(open(head))
	b.WriteString(`,"first":{`)
	b.Write(open(first))
	b.WriteString(`,"items":[`)
	for i, a := range of.Annotations {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		b.Write(w.annotation(a, name+"#"+a.ID).append(b.AvailableBuffer()))
	}
	b.WriteString("\n]}}\n")
}

// open is an object without its braces.
func open(o object) []byte {
	text := o.append(nil)
	return text[1 : len(text)-1]
}

// collector makes the annotations of one article.
type collector struct {
	writer
	of   *graph.Briefing
	text string // of the article
}

func (w collector) annotation(a *graph.Annotation, id string) object {
	o := object{{"id", id}, {"type", "Annotation"}, {"motivation", motivations[a.Kind]}}
	if a.By != "" {
		o = o.with("creator", object{{"name", a.By}})
	}
	return o.with("modified", midnight(a.CheckedOn.To)).
		with("rights", License(w.site.Settings.License)).
		with("body", w.bodies(a)).
		with("target", w.targets(a)).
		with("briefing:fields", fields(a))
}

// midnight is the first moment of a day as the model wants it; empty for no day.
func midnight(d content.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.First().Format("2006-01-02T15:04:05Z")
}

// bodies are the text, the assessment, and the documents that it rests on.
func (w collector) bodies(a *graph.Annotation) []object {
	var bodies []object
	if text := a.Body.HTML(); text != "" {
		bodies = append(bodies, object{{"type", "TextualBody"}, {"purpose", "commenting"}, {"format", "text/html"}, {"language", w.site.Settings.Language}, {"value", string(text)}})
	}
	if a.IsCheck() && a.Assessment.IsSet() {
		bodies = append(bodies, object{{"type", "TextualBody"}, {"purpose", "classifying"}, {"value", a.Assessment.Value}})
	}
	for _, s := range a.Sources() {
		address := s.URL.Value
		if address == "" {
			address = w.address(s.Path)
		}
		bodies = append(bodies, object{{"type", "SpecificResource"}, {"purpose", "linking"}, {"source", address}})
	}
	return bodies
}

// targets are the passages, or the article as a whole.
func (w collector) targets(a *graph.Annotation) any {
	article := w.address(w.of.Path)
	if w.site.Settings.URL == "" {
		article = "index.html"
	}
	if len(a.Passages) == 0 {
		return article
	}
	targets := make([]object, len(a.Passages))
	for i, p := range a.Passages {
		t := object{{"type", "SpecificResource"}, {"source", article}}.
			with("state", object{{"type", "TimeState"}, {"sourceDate", midnight(w.of.Updated())}})
		var selectors []object
		if i == 0 { // where the passage begins the page has an id
			selectors = []object{{{"type", "FragmentSelector"}, {"conformsTo", "http://tools.ietf.org/rfc/rfc3236"}, {"value", "c-" + a.ID}}}
		}
		targets[i] = t.with("selector", append(selectors, w.quote(p), w.position(p)))
	}
	return targets
}

// around is the greatest number of characters of a prefix and of a suffix.
const around = 32

func (w collector) quote(p anchor.Range) object {
	before, after := w.text[:p.Start], w.text[p.Stop:]
	start, stop := len(before), 0
	for range around {
		_, n := utf8.DecodeLastRuneInString(before[:start])
		_, m := utf8.DecodeRuneInString(after[stop:])
		start, stop = start-n, stop+m
	}
	return object{{"type", "TextQuoteSelector"}, {"exact", w.text[p.Start:p.Stop]}}.with("prefix", before[start:]).with("suffix", after[:stop])
}

// position counts characters of the article's text, which the briefing's data gives.
func (w collector) position(p anchor.Range) object {
	start := utf8.RuneCountInString(w.text[:p.Start])
	return object{{"type", "TextPositionSelector"}, {"start", start}, {"end", start + utf8.RuneCountInString(w.text[p.Start:p.Stop])}}
}

// fields are the front matter, but for the passage, which is the target. References to
// what is held back are left out.
func fields(a *graph.Annotation) object {
	o := object{{"kind", a.Kind}}.
		with("claim", a.Annotation.Claim.Value).
		with("assessment", a.Assessment.Value).
		with("confidence", a.Confidence.Value).
		with("because", a.Because.Value).
		with("would_change", a.WouldChange.Value).
		with("searched", a.Searched.Value).
		with("gist", a.Gist.Value)
	if a.IsKey {
		o = o.with("weight", "key")
	}
	for _, stance := range content.Stances {
		o = o.with(stance, evidence(a, stance))
	}
	o = o.with("experts", experts(a))
	if a.Quote != nil {
		o = said(o.with("expert", a.Quote.Expert.Value).with("speaker", a.Quote.Speaker.Value), a.Quote).with("stance", a.Quote.Stance)
	}
	if a.About != nil {
		o = o.with("about", a.About.ID)
	}
	o = o.with("differs", a.Differs.Value).with("unseen", a.Unseen.Value).
		with("claimed_by", a.ClaimedBy.Value).
		with("countries", content.Values(a.Annotation.Countries)).
		with("dates", dates(a.Dates)).
		with("by", a.Annotation.By.Value).
		with("checked", edtf(a.CheckedOn)).
		with("recheck", edtf(a.Recheck)).
		with("asked", edtf(a.Asked)).
		with("answered", edtf(a.Answered)).
		with("see", see(a)).
		with("formerly", content.Values(a.Formerly)).
		with("corrections", corrected(a))
	for _, x := range a.Extras {
		if len(x.Values) == 1 {
			o = o.with(x.Key, x.Values[0])
		} else {
			o = o.with(x.Key, x.Values)
		}
	}
	return o
}

func evidence(a *graph.Annotation, stance string) []object {
	var items []object
	for _, e := range a.Stance(stance) {
		items = append(items, object{{"source", e.Of.ID}}.with("at", e.Place.Value).with("note", e.Note.Value).with("nature", e.Evidence.Nature.Value))
	}
	return items
}

func experts(a *graph.Annotation) []object {
	var items []object
	for _, v := range a.Voices {
		items = append(items, said(object{}.with(v.Stance, v.Expert.Value), v).with("note", v.Note.Value))
	}
	return items
}

// said adds where somebody spoke.
func said(o object, v *graph.Voice) object {
	place := v.SaidIn.Source.Value
	if v.SaidIn.Place.IsSet() {
		place += " " + v.SaidIn.Place.Value
	}
	return o.with("said_in", place).with("said_to_us", edtf(v.SaidToUs)).with("words", v.Words.Value)
}

// see are the references that lead somewhere. Others lead to drafts, or came from the
// other side.
func see(a *graph.Annotation) []string {
	var ids []string
	for _, t := range a.Annotation.See {
		if slices.ContainsFunc(a.See, func(o *graph.Annotation) bool {
			return o.ClaimID() == t.Value || o.Briefing == a.Briefing && o.ID == t.Value
		}) {
			ids = append(ids, t.Value)
		}
	}
	return ids
}

func corrected(a *graph.Annotation) []object {
	var items []object
	for _, k := range a.Corrections {
		items = append(items, object{}.with("date", edtf(k.Date)).with("what", k.What.Value).with("by", k.By.Value).with("from", k.From.Value).with("to", k.To.Value))
	}
	return items
}

func dates(all []content.Date) []string {
	var list []string
	for _, d := range all {
		list = append(list, edtf(d))
	}
	return list
}

// edtf is a date as editors write it.
func edtf(d content.Date) string {
	if d.IsInterval() {
		return d.From.String() + "/" + d.To.String()
	}
	return d.From.String()
}
