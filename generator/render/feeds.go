package render

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"briefing/generator/feed"
	"briefing/generator/graph"
)

// FeedLink leads to a feed in one form. Its text is the name of the form.
type FeedLink struct {
	Link
	Title  string // of the feed
	IsJSON bool   // else it is Atom
}

// feedForm is a form of feeds.
type feedForm struct {
	name, extension string
	write           func(feed.Feed) ([]byte, error)
}

// feedForms begin with the one that every reader knows. Do not change.
var feedForms = [...]feedForm{
	{"Atom", ".xml", feed.Feed.Atom},
	{"JSON Feed", ".json", feed.Feed.JSON},
}

// mostNews is the greatest number of entries of a feed.
const mostNews = 50

// news is a feed that the site has: its files begin with path, its entries are those of
// a page.
type news struct {
	path, page, title string
	entries           func() []feed.Entry // newest first, at most mostNews
}

func (n news) links(f *frame) []FeedLink {
	links := make([]FeedLink, len(feedForms))
	for i, form := range feedForms {
		links[i] = FeedLink{Link{form.name, f.href(n.path + form.extension)}, n.title, form.extension == ".json"}
	}
	return links
}

// feeds lists the feeds. Their addresses are absolute, so a site without one has none.
func (r *Renderer) feeds() []Page {
	all := r.siteNews()
	for _, k := range r.site.Countries {
		all = append(all, r.countryNews(k)...)
	}
	for _, e := range r.site.Experts {
		all = append(all, r.expertNews(e)...)
	}
	var pages []Page
	for _, n := range all {
		for _, form := range feedForms {
			pages = append(pages, Page{n.path + form.extension, func(b *bytes.Buffer) error {
				text, err := form.write(r.feed(n, form))
				b.Write(text)
				return err
			}})
		}
	}
	return pages
}

// feedLinks lead to the feeds of what a page shows.
func (r *Renderer) feedLinks(f *frame, p graph.Page) []FeedLink {
	var all []news
	switch subject := p.Subject.(type) {
	case *graph.Country:
		all = r.countryNews(subject)
	case *graph.Expert:
		all = r.expertNews(subject)
	}
	site := r.siteNews()
	switch {
	case len(site) == 0:
	case p.Kind == graph.HomePage:
		all = site
	case p.Kind == graph.BriefingsPage || p.Kind == graph.TopicPage:
		all = site[:1]
	case p.Kind == graph.ClaimsPage || p.Kind == graph.StandingPage:
		all = site[1:2]
	case p.Kind == graph.CorrectionsPage:
		all = site[2:]
	}
	var links []FeedLink
	for _, n := range all {
		links = append(links, n.links(f)...)
	}
	return links
}

// siteNews are the feeds of briefings, checks and corrections, in this order.
func (r *Renderer) siteNews() []news {
	if r.site.Settings.URL == "" {
		return nil
	}
	return []news{
		{"feed", "briefings/index.html", "Briefings", r.newBriefings},
		{"checks", "claims/index.html", "Checks", func() []feed.Entry { return r.notesNews(r.checks()) }},
		{"corrections", "corrections.html", "Corrections", r.newCorrections},
	}
}

func (r *Renderer) checks() []*graph.Annotation {
	return slices.DeleteFunc(slices.Clone(r.site.Annotations), func(a *graph.Annotation) bool { return !a.IsCheck() })
}

// countryNews is the feed of what is about a country, if anything is.
func (r *Renderer) countryNews(k *graph.Country) []news {
	if r.site.Settings.URL == "" || len(k.Annotations)+len(k.Briefings) == 0 {
		return nil
	}
	return []news{{strings.TrimSuffix(k.Path, ".html"), k.Path, k.Name, func() []feed.Entry {
		return newest(append(r.briefingsNews(k.Briefings), r.notesNews(k.Annotations)...))
	}}}
}

// expertNews is the feed of a person's words and claims, if there are any.
func (r *Renderer) expertNews(e *graph.Expert) []news {
	if r.site.Settings.URL == "" || len(e.Voices)+len(e.Claims) == 0 {
		return nil
	}
	return []news{{strings.TrimSuffix(e.Path, ".html"), e.Path, e.Name.Value, func() []feed.Entry {
		notes := slices.Clone(e.Claims)
		for _, v := range e.Voices {
			if !slices.Contains(notes, v.Annotation) {
				notes = append(notes, v.Annotation)
			}
		}
		return r.notesNews(notes)
	}}}
}

// feed is a feed in one form. Its date is that of its newest entry, else of the newest
// briefing: nothing depends on the day of a build.
func (r *Renderer) feed(n news, form feedForm) feed.Feed {
	s := r.site.Settings
	f := feed.Feed{
		ID: s.URL + n.path + form.extension, Self: s.URL + n.path + form.extension, Page: r.absolute(n.page),
		Title: s.Title.Value + ": " + n.title, Language: s.Language, Author: cmp.Or(s.Publisher.Value, s.Title.Value),
		Updated: time.Unix(0, 0), Entries: n.entries(),
	}
	switch {
	case len(f.Entries) > 0:
		f.Updated = f.Entries[0].Updated
	case len(r.site.Briefings) > 0:
		f.Updated = r.site.Briefings[0].Date.From.First()
	}
	return f
}

// absolute is the address of a path of the site, which has one.
func (r *Renderer) absolute(path string) string {
	return r.site.Settings.URL + strings.TrimSuffix(path, "index.html")
}

// newest sorts entries and keeps the newest. Of one day the order stays.
func newest(entries []feed.Entry) []feed.Entry {
	slices.SortStableFunc(entries, func(a, b feed.Entry) int { return b.Updated.Compare(a.Updated) })
	return entries[:min(mostNews, len(entries))]
}

func (r *Renderer) newBriefings() []feed.Entry { return newest(r.briefingsNews(r.site.Briefings)) }

// briefingsNews are briefings as entries, without those that were withdrawn.
func (r *Renderer) briefingsNews(all []*graph.Briefing) []feed.Entry {
	var entries []feed.Entry
	for _, b := range all {
		if !b.IsWithdrawn() {
			page := r.absolute(b.Path)
			entries = append(entries, feed.Entry{ID: page, Page: page, Title: b.Title.Value, Text: b.Summary.Value,
				Published: b.Date.From.First(), Updated: b.Updated().First()})
		}
	}
	return entries
}

// notesNews are the newest annotations as entries. One that was checked again, or
// corrected, is the same entry with a newer date.
func (r *Renderer) notesNews(all []*graph.Annotation) []feed.Entry {
	recent := slices.Clone(all) // sorted before entries are made: a country may have thousands
	slices.SortStableFunc(recent, func(a, b *graph.Annotation) int { return b.Updated().First().Compare(a.Updated().First()) })
	recent = recent[:min(mostNews, len(recent))]
	entries := make([]feed.Entry, len(recent))
	for i, a := range recent {
		page := r.absolute(a.Path)
		entries[i] = feed.Entry{ID: page, Page: page, Title: r.labels.of(a).Word + ": " + a.Claim, Text: gist(a),
			Published: a.CheckedOn.To.First(), Updated: a.Updated().First()}
	}
	return entries
}

func (r *Renderer) newCorrections() []feed.Entry {
	all := r.site.Corrections[:min(mostNews, len(r.site.Corrections))]
	entries := make([]feed.Entry, len(all))
	for i, k := range all {
		entries[i] = r.correctionEntry(k)
	}
	return entries
}

// correctionEntry is a correction as readers of the feed get it. It is the same one
// as long as its day and its words are.
func (r *Renderer) correctionEntry(k graph.Correction) feed.Entry {
	page := r.absolute(k.Path)
	text := k.What.Value
	if k.From.IsSet() && k.To.IsSet() {
		text = r.labels[k.From.Value].Word + " → " + r.labels[k.To.Value].Word + ". " + text
	}
	return feed.Entry{
		ID: page + "#" + k.Date.From.String() + "-" + hash([]byte(k.What.Value)), Page: page,
		Title: k.Title, Text: text, Updated: k.Date.From.First(),
	}
}
