package graph

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/place"
)

// Briefing is an article on the site, with everything that hangs on it.
type Briefing struct {
	*content.Briefing
	Path        string
	Authors     []Party
	Filed       []*Topic      // under which it is listed
	About       []*Country    // what the editor says it is about
	Annotations []*Annotation // numbered in the order of the article, the whole article first
	Withdrawn   []*Annotation
	Picture     string    // path on the site of the image; empty if there is none
	Sources     []*Source // in the order of first use
	Experts     []*Expert // whose words it gives or weighs, in that order
	Countries   []*Country
	Mentions    []Mention       // what the article names
	Links       []place.Mention // where; of Mentions
	Events      []Event
	Findings    []Finding
	Coverage    Coverage
}

// IsDraft reports whether the briefing is shown only in a preview.
func (b *Briefing) IsDraft() bool { return b.Status == content.Draft }

// IsWithdrawn reports whether only the reason of its withdrawal is shown.
func (b *Briefing) IsWithdrawn() bool { return b.Status == content.Withdrawn }

// HasRelations reports whether there is a page of what the briefing connects.
func (b *Briefing) HasRelations() bool {
	return !b.IsWithdrawn() && len(b.Annotations)+len(b.Events) > 0
}

// RelationsPath is the path of that page.
func (b *Briefing) RelationsPath() string { return "briefings/" + b.ID + "/relations.html" }

// mostListed is the greatest number of sources that are listed below an article. More
// of them weigh as much as its text, and have a page of their own.
const mostListed = 25

// HasSourceList reports whether there is a page that lists the sources of the briefing.
func (b *Briefing) HasSourceList() bool { return !b.IsWithdrawn() && len(b.Sources) > mostListed }

// SourcesPath is the path of that page.
func (b *Briefing) SourcesPath() string { return "briefings/" + b.ID + "/sources.html" }

// Updated is the newest date of the briefing: its own, or of a check or
// correction.
func (b *Briefing) Updated() content.Day {
	newest := later(b.Date.To, b.Corrections)
	for _, a := range b.Annotations {
		if d := a.Updated(); d.First().After(newest.First()) {
			newest = d
		}
	}
	return newest
}

// later is a day, or that of the newest correction if it is later.
func later(newest content.Day, corrections []content.Correction) content.Day {
	for _, k := range corrections {
		if k.Date.To.First().After(newest.First()) {
			newest = k.Date.To
		}
	}
	return newest
}

// Mention is a country or an expert that an article names.
type Mention struct {
	Briefing *Briefing
	Country  *Country // or
	Expert   *Expert
	Times    int // how often the article names it
}

// Path is the path of the page of what is named.
func (m *Mention) Path() string {
	if m.Country != nil {
		return m.Country.Path
	}
	return m.Expert.Path
}

// Finding is a sentence a reader should take away, and what it rests on.
type Finding struct {
	Words string
	On    []*Annotation
}

// Event is a dated entry of a timeline.
type Event struct {
	Date      content.Date
	What      string
	Sources   []*Source
	Countries []*Country
	Briefing  *Briefing // where it stands; nil for a fact of a country's file
}

// briefings connects the briefings that are on the site, and checks the
// references of the others.
func (c *connector) briefings(all []*content.Briefing) {
	for i, b := range all {
		node := c.briefing(b, c.articles[i])
		if !c.isOnSite(b) {
			c.site.Held = append(c.site.Held, b)
			continue
		}
		c.site.Briefings = append(c.site.Briefings, node)
	}
	slices.SortStableFunc(c.site.Briefings, func(a, b *Briefing) int {
		return byDate(a.Date.From, b.Date.From, cmp.Compare(a.ID, b.ID))
	})
	for _, b := range c.site.Briefings {
		c.link(b)
	}
	c.elsewhere(all)
}

func (c *connector) isOnSite(b *content.Briefing) bool {
	if c.options.Drafts {
		return true
	}
	return b.Status != content.Draft && !b.Embargo.After(c.options.Now)
}

// published reports whether a media file belongs to a briefing on the site.
func (c *connector) published(m content.Media) bool {
	return slices.ContainsFunc(c.site.Briefings, func(b *Briefing) bool {
		return strings.HasPrefix(m.Path, "briefings/"+b.ID+"/")
	})
}

// picture is the path on the site of the image that a briefing names, relative to
// its folder; empty if it names none.
func (c *connector) picture(b *content.Briefing) string {
	if !b.Image.IsSet() {
		return ""
	}
	folder := "briefings/" + b.ID + "/"
	name := path.Join(folder, b.Image.Value)
	var known []string
	for _, m := range c.site.Library.Media {
		own, isOurs := strings.CutPrefix(m.Path, folder)
		switch {
		case isOurs && m.Path == name:
			return name
		case isOurs:
			known = append(known, own)
		}
	}
	d := b.Error("image-unknown", b.Image.At, "there is no file %q beside the article", b.Image.Value).
		WithHint("put the picture into the folder media/ and write image: media/its-name.jpg")
	near, ok := anchor.Suggest(strings.ReplaceAll(b.Image.Value, `\`, "/"), known)
	for _, k := range known {
		if strings.EqualFold(path.Base(k), path.Base(b.Image.Value)) {
			near, ok = k, true
		}
	}
	if ok {
		d = d.WithHint("did you mean %q?", near).WithFix(false, "write "+near, int(b.Image.At.Start), int(b.Image.At.Stop), near)
	}
	c.report(d)
	return ""
}

// briefing makes a node without links back to it.
func (c *connector) briefing(b *content.Briefing, article place.Article) *Briefing {
	node := &Briefing{Briefing: b, Links: article.Mentions, Path: "briefings/" + b.ID + "/index.html"}
	for _, t := range b.Authors {
		node.Authors = append(node.Authors, c.party(t))
	}
	node.Picture = c.picture(b)
	node.About = c.countries(&b.Head, b.Countries)
	c.editor(&b.Head, b.Defaults.By)
	for _, e := range b.Events {
		node.Events = append(node.Events, c.event(&b.Head, e, node))
	}
	slices.SortStableFunc(node.Events, byWhen)
	c.annotations(node, article.Passages)
	for _, f := range b.Findings {
		node.Findings = append(node.Findings, Finding{f.Words, c.refer(node, &b.Head, f.Annotations)})
	}
	node.Coverage = coverage(node, article.Sentences)
	node.Mentions = c.named(node, article.Named)
	return node
}

// byWhen orders events oldest first.
func byWhen(a, b Event) int {
	return cmp.Or(a.Date.From.First().Compare(b.Date.From.First()), a.Date.To.Last().Compare(b.Date.To.Last()))
}

func (c *connector) event(h *content.Head, e content.Event, b *Briefing) Event {
	event := Event{Date: e.Date, What: e.What.Value, Briefing: b, Countries: c.countries(h, e.Countries)}
	for _, t := range e.Sources {
		if s := c.source(h, t); s != nil {
			event.Sources = append(event.Sources, s)
		}
	}
	return event
}

// annotations makes the annotations of a briefing, numbers them in the order of
// the article, and resolves their references.
func (c *connector) annotations(b *Briefing, passages [][]anchor.Range) {
	text := b.Body.Text()
	for i, a := range b.Briefing.Annotations {
		node := c.annotation(b, text, a, passages[i])
		c.site.Written = append(c.site.Written, node)
		switch {
		case a.Status == content.Withdrawn || b.IsWithdrawn():
			b.Withdrawn = append(b.Withdrawn, node)
		case a.Status == content.Published || c.options.Drafts:
			b.Annotations = append(b.Annotations, node)
		}
	}
	slices.SortStableFunc(b.Annotations, byPlace)
	for i, a := range b.Annotations {
		a.N = i + 1
	}
	for _, a := range slices.Concat(b.Annotations, b.Withdrawn) {
		a.See = c.refer(b, &a.Head, slices.DeleteFunc(slices.Clone(a.Annotation.See), isElsewhere))
		if a.Annotation.About.IsSet() {
			for _, about := range c.refer(b, &a.Head, []content.Text{a.Annotation.About}) {
				a.About = about
				if a.N > 0 {
					about.Quotes = append(about.Quotes, a)
				}
			}
		}
	}
}

// byPlace orders annotations as a reader meets them; of two that begin at the
// same word the longer comes first.
func byPlace(a, b *Annotation) int {
	start := func(a *Annotation) (first, last int) {
		if len(a.Passages) == 0 {
			return -1, 0
		}
		return a.Passages[0].Start, a.Passages[len(a.Passages)-1].Stop
	}
	a0, a1 := start(a)
	b0, b1 := start(b)
	return cmp.Or(cmp.Compare(a0, b0), cmp.Compare(b1, a1), cmp.Compare(a.ID, b.ID))
}

// refer resolves ids of annotations of the same briefing, or briefing/id of
// another one written in the same way.
func (c *connector) refer(b *Briefing, h *content.Head, ids []content.Text) []*Annotation {
	var found []*Annotation
	for _, t := range ids {
		i := slices.IndexFunc(b.Annotations, func(a *Annotation) bool { return a.ID == t.Value })
		switch {
		case i >= 0:
			found = append(found, b.Annotations[i])
		case slices.ContainsFunc(b.Briefing.Annotations, func(a *content.Annotation) bool { return a.ID == t.Value }):
			// It is there, but not on the site: a draft or withdrawn.
		default:
			var known []string
			for _, a := range b.Briefing.Annotations {
				known = append(known, a.ID)
			}
			c.unknown(h, "annotation-unknown", "annotation", t, known)
		}
	}
	return found
}

// link adds the links back from everything that a briefing on the site uses.
func (c *connector) link(b *Briefing) {
	c.site.Annotations = append(c.site.Annotations, b.Annotations...)
	for _, a := range b.Annotations {
		a.link()
	}
	if b.IsWithdrawn() {
		return
	}
	for _, k := range b.About {
		k.Briefings = append(k.Briefings, b)
	}
	for _, e := range b.Events {
		for _, k := range e.Countries {
			k.Events = append(k.Events, e)
		}
	}
	for _, p := range b.Authors {
		if p.Expert != nil {
			p.Expert.Briefings = append(p.Expert.Briefings, b)
		}
	}
	for i := range b.Mentions {
		if m := &b.Mentions[i]; m.Country != nil {
			m.Country.Mentions = append(m.Country.Mentions, m)
		} else {
			m.Expert.Mentions = append(m.Expert.Mentions, m)
		}
	}
	b.uses()
}

// named resolves what an article names.
func (c *connector) named(b *Briefing, all []place.Named) []Mention {
	mentions := make([]Mention, len(all))
	for i, named := range all {
		mentions[i] = Mention{Briefing: b, Times: named.Times, Expert: c.experts[named.Expert]}
		if named.Country != "" {
			mentions[i].Country = c.metCountry(named.Country)
		}
	}
	return mentions
}

// uses lists the sources, experts and countries of a briefing, each once.
func (b *Briefing) uses() {
	for _, a := range b.Annotations {
		for _, s := range a.Sources() {
			b.Sources = appendNew(b.Sources, s)
		}
		for _, v := range a.AllVoices() {
			if v.By.Expert != nil {
				b.Experts = appendNew(b.Experts, v.By.Expert)
			}
		}
		for _, k := range a.Countries {
			b.Countries = appendNew(b.Countries, k)
		}
	}
	for _, k := range b.About {
		b.Countries = appendNew(b.Countries, k)
	}
	slices.SortFunc(b.Countries, byName)
}

// appendNew appends a value that is not in the list yet.
func appendNew[T comparable](list []T, v T) []T {
	if slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}
