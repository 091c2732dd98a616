package content

import (
	"path"
	"slices"
	"strings"

	"briefing/generator/markdown"
)

// Register is a kind of file that others name by its id.
type Register string

// The registers.
const (
	Articles    Register = "briefing"
	Annotations Register = "annotation"
	Sources     Register = "source"
	Experts     Register = "expert"
	Countries   Register = "country"
	Pages       Register = "page"
)

// Record names a file of a register.
type Record struct {
	Register Register
	ID       string
	Briefing string // of an annotation
}

// RecordOf returns the record that a file is, by its name from the root of the file
// system; ok is false for any other file.
func RecordOf(name string) (r Record, ok bool) {
	parts := strings.Split(strings.TrimPrefix(name, "content/"), "/")
	id, isMarkdown := strings.CutSuffix(parts[len(parts)-1], ".md")
	if !isMarkdown || !strings.HasPrefix(name, "content/") {
		return Record{}, false
	}
	switch {
	case len(parts) == 3 && parts[0] == "briefings" && id == "article":
		return Record{Register: Articles, ID: parts[1]}, IsID(parts[1])
	case len(parts) == 4 && parts[0] == "briefings" && parts[2] == "annotations":
		return Record{Annotations, id, parts[1]}, IsID(id)
	case len(parts) != 2:
		return Record{}, false
	}
	r.ID = id
	r.Register, ok = map[string]Register{"sources": Sources, "experts": Experts, "countries": Countries, "pages": Pages}[parts[0]]
	return r, ok && IsID(id)
}

// File is the name of the record's file, from the root of the file system.
func (r Record) File() string {
	switch r.Register {
	case Articles:
		return "content/briefings/" + r.ID + "/article.md"
	case Annotations:
		return "content/briefings/" + r.Briefing + "/annotations/" + r.ID + ".md"
	case Countries:
		return "content/countries/" + r.ID + ".md"
	}
	return "content/" + string(r.Register) + "s/" + r.ID + ".md"
}

// Reference is a place where a file names a record, which need not exist. At holds
// the ID and nothing else, unless the author spelt it with escapes.
type Reference struct {
	To   Record
	Head *Head // of the file
	At   At
}

// References returns every place where a file names a record by its id, be it in a
// field or in a link of a text, in the order of the files. Names that may be ids or
// may be words (authors, who made a claim) are references where such an expert exists.
func (l *Library) References() []Reference {
	c := &referrer{experts: map[string]bool{}}
	for _, e := range l.Experts {
		c.experts[e.ID] = true
	}
	c.countries(&l.Site.Head, l.Site.Defaults.Countries)
	for _, b := range l.Briefings {
		c.briefing(b)
	}
	for _, s := range l.Sources {
		c.people(&s.Head, s.Authors)
		c.all(&s.Head, Sources, slices.Concat(s.BasedOn, s.CopyOf)...)
		c.links(&s.Head, s.Body, s.BodyStart)
	}
	for _, e := range l.Experts {
		c.expert(e)
	}
	for _, k := range l.Countries {
		c.events(&k.Head, k.Facts)
		c.links(&k.Head, k.Body, k.BodyStart)
	}
	for _, p := range l.Pages {
		c.links(&p.Head, p.Body, p.BodyStart)
	}
	return c.found
}

// referrer collects references.
type referrer struct {
	experts map[string]bool
	found   []Reference
}

func (c *referrer) add(h *Head, to Record, at At) {
	if to.ID != "" {
		c.found = append(c.found, Reference{to, h, at})
	}
}

func (c *referrer) all(h *Head, r Register, ids ...Text) {
	for _, t := range ids {
		c.add(h, Record{Register: r, ID: t.Value}, t.At)
	}
}

func (c *referrer) countries(h *Head, codes []Text) { c.all(h, Countries, codes...) }

// people adds those that are experts.
func (c *referrer) people(h *Head, names []Text) {
	for _, t := range names {
		if c.experts[t.Value] {
			c.add(h, Record{Register: Experts, ID: t.Value}, t.At)
		}
	}
}

// annotations adds those of a briefing, and of another one as briefing/annotation.
func (c *referrer) annotations(h *Head, briefing string, ids ...Text) {
	for _, t := range ids {
		other, id, isElsewhere := strings.Cut(t.Value, "/")
		if !isElsewhere {
			c.add(h, Record{Annotations, t.Value, briefing}, t.At)
			continue
		}
		first, second := t.At, t.At
		if int(t.At.Stop-t.At.Start) == len(t.Value) {
			first.Stop = first.Start + int32(len(other))
			second.Start = first.Stop + 1
		}
		c.add(h, Record{Register: Articles, ID: other}, first)
		c.add(h, Record{Annotations, id, other}, second)
	}
}

func (c *referrer) events(h *Head, events []Event) {
	for _, e := range events {
		c.all(h, Sources, e.Sources...)
		c.countries(h, e.Countries)
	}
}

func (c *referrer) briefing(b *Briefing) {
	c.people(&b.Head, b.Authors)
	c.people(&b.Head, b.NoDetect)
	c.countries(&b.Head, b.Countries)
	c.countries(&b.Head, b.Defaults.Countries)
	c.events(&b.Head, b.Events)
	for _, f := range b.Findings {
		c.annotations(&b.Head, b.ID, f.Annotations...)
	}
	c.links(&b.Head, b.Body, b.BodyStart)
	for _, a := range b.Annotations {
		c.annotation(a)
	}
}

func (c *referrer) annotation(a *Annotation) {
	for _, e := range a.Evidence {
		c.all(&a.Head, Sources, e.Source)
	}
	voices := a.Voices
	if a.Quote != nil {
		voices = append(slices.Clip(voices), *a.Quote)
	}
	for _, v := range voices {
		c.all(&a.Head, Experts, v.Expert)
		c.all(&a.Head, Sources, v.SaidIn.Source)
	}
	c.people(&a.Head, []Text{a.ClaimedBy})
	c.annotations(&a.Head, a.Briefing, append(slices.Clip(a.See), a.About)...)
	c.countries(&a.Head, a.Countries)
	c.links(&a.Head, a.Body, a.BodyStart)
}

func (c *referrer) expert(e *Expert) {
	for _, a := range e.Affiliations {
		c.countries(&e.Head, []Text{a.Country})
		c.all(&e.Head, Sources, a.Source.Source)
	}
	for _, d := range e.Disclosures {
		c.all(&e.Head, Sources, d.Source.Source)
	}
	c.links(&e.Head, e.Body, e.BodyStart)
}

// links adds the links of a text that lead to files of content: a link into the folder
// of another briefing names that briefing too.
func (c *referrer) links(h *Head, doc *markdown.Doc, start int) {
	if doc == nil {
		return
	}
	for _, l := range doc.Links() {
		dest, _, _ := strings.Cut(l.Dest, "#")
		dest, _, _ = strings.Cut(dest, "?")
		if strings.Contains(dest, ":") || l.Stop-l.Start != len(l.Dest) {
			continue
		}
		name := path.Join(path.Dir(h.File.Name), dest)
		if below, ok := strings.CutPrefix(name, "content/briefings/"); ok {
			id, _, _ := strings.Cut(below, "/")
			c.within(h, Record{Register: Articles, ID: id}, start+l.Start, strings.LastIndex(dest, below))
		}
		if to, ok := RecordOf(name); ok && to.Register != Articles {
			c.within(h, to, start+l.Start, strings.LastIndex(dest, to.ID+".md"))
		}
	}
}

// within adds a reference whose ID stands at an offset of an address; it is
// left out if it does not stand there, as in a link to the own folder.
func (c *referrer) within(h *Head, to Record, start, offset int) {
	if offset >= 0 {
		from := int32(start + offset)
		c.add(h, to, At{from, from + int32(len(to.ID))})
	}
}
