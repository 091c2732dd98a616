package content

import (
	"strings"
	"time"

	"briefing/generator/diag"
	"briefing/generator/markdown"
)

// Briefing is an article with its annotations.
type Briefing struct {
	Head
	Title            Text
	Date             Date
	Status           Status
	WithdrawnBecause Text
	Embargo          time.Time // zero if there is none
	Authors          []Text    // editors' keys, expert ids or names
	Summary          Text
	Image            Text
	Topics           []Text
	Findings         []Finding
	Countries        []Text // what it is about
	Defaults         Defaults
	NotMentions      []Text // phrases that are no mention
	NoDetect         []Text // ids that are not looked for
	Events           []Event
	Body             *markdown.Doc
	BodyStart        int // offset of the article's text in the file
	Annotations      []*Annotation
}

// Finding is one of the sentences that a reader should take away.
type Finding struct {
	Text
	Words       string // without the references
	Annotations []Text // that it rests on
}

// Event is a dated entry of a timeline.
type Event struct {
	At        At
	Date      Date
	What      Text
	Sources   []Text
	Countries []Text
}

func (r *reader) article() *Briefing {
	f := r.front()
	b := &Briefing{Head: f.head()}
	b.Title, b.Date = f.words("title"), f.day("date")
	f.require("title", b.Title.IsSet(), "title: …")
	f.require("date", !b.Date.From.IsZero(), "date: 2026-04-10")
	b.Status, b.WithdrawnBecause = f.status(Draft)
	b.Embargo = f.moment("embargo")
	b.Authors, b.Summary, b.Image = f.all("authors"), f.words("summary"), f.name("image")
	b.Topics = f.all("topics")
	b.Findings = f.findings()
	b.Countries = f.all("countries")
	b.Defaults = f.defaults()
	b.NotMentions, b.NoDetect = f.all("not_mentions"), f.all("no_detect")
	b.Events = f.events("events", "what")
	b.Extras = f.done()
	b.Seldom = b.Seldom.shared()
	b.BodyStart = r.body
	b.Body = r.markdown(r.body, markdown.Options{MinHeading: 2, Link: published(r.file.Name)})
	return b
}

// findings reads sentences that end with the ids of annotations in brackets.
func (f *fields) findings() []Finding {
	var findings []Finding
	for _, t := range f.all("findings") {
		finding := Finding{Text: t, Words: t.Value}
		open := strings.LastIndexByte(t.Value, '[')
		if open >= 0 && strings.HasSuffix(t.Value, "]") {
			finding.Words = strings.TrimSpace(t.Value[:open])
			for id := range strings.SplitSeq(t.Value[open+1:len(t.Value)-1], ",") {
				if id = strings.TrimSpace(id); id != "" {
					finding.Annotations = append(finding.Annotations, Text{id, f.r.within(t, id)})
				}
			}
		}
		findings = append(findings, finding)
	}
	return findings
}

// events reads a list of dated entries; what is the key of their words.
func (f *fields) events(key, what string) []Event {
	var events []Event
	f.groups(key, func(g *fields) {
		e := Event{At: g.at, Date: g.date("date"), What: g.words(what), Sources: g.all("sources"), Countries: g.all("countries")}
		g.require("date", !e.Date.From.IsZero(), "date: 2026-04-10")
		g.require(what, e.What.IsSet(), what+": …")
		if !e.Date.From.IsZero() && e.What.IsSet() {
			events = append(events, e)
		}
	})
	return events
}

// within returns the place of a word inside a longer value, or the place of the
// whole value where the source spells it differently.
func (r *reader) within(t Text, word string) At {
	if i := strings.Index(string(r.file.Text()[t.At.Start:t.At.Stop]), word); i >= 0 {
		return At{t.At.Start + int32(i), t.At.Start + int32(i+len(word))}
	}
	return t.At
}

// Prose returns the text of an article's file as its reader sees it. What is wrong
// with the file is not reported.
func Prose(file []byte) string {
	r := &reader{file: diag.NewFile("", file)}
	r.front()
	return markdown.Parse(file[r.body:], markdown.Options{MinHeading: 2}).Text()
}
