package render

import (
	"bytes"
	"strings"
	"time"

	"briefing/generator/feed"
	"briefing/generator/graph"
)

// correctionsFeed is the path of the feed of corrections.
const correctionsFeed = "corrections.xml"

// feeds lists the feeds. Their addresses are absolute, so a site without one has none.
func (r *Renderer) feeds() []Page {
	if r.site.Settings.URL == "" {
		return nil
	}
	return []Page{{correctionsFeed, func(b *bytes.Buffer) error {
		text, err := r.corrects().Atom()
		b.Write(text)
		return err
	}}}
}

// corrects is the feed of corrections. Its date is that of the newest one, else of
// the newest briefing: nothing else depends on the day of a build.
func (r *Renderer) corrects() feed.Feed {
	s := r.site.Settings
	f := feed.Feed{
		ID: s.URL + correctionsFeed, Self: s.URL + correctionsFeed, Page: s.URL + "corrections.html",
		Title: s.Title.Value + ": corrections", Language: s.Language, Author: s.Publisher.Value, Updated: time.Unix(0, 0),
	}
	if f.Author == "" {
		f.Author = s.Title.Value
	}
	if len(r.site.Briefings) > 0 {
		f.Updated = r.site.Briefings[0].Date.From.First()
	}
	for i, k := range r.site.Corrections {
		e := r.correctionEntry(k)
		if i == 0 {
			f.Updated = e.Updated
		}
		f.Entries = append(f.Entries, e)
	}
	return f
}

// correctionEntry is a correction as readers of the feed get it. It is the same one
// as long as its day and its words are.
func (r *Renderer) correctionEntry(k graph.Correction) feed.Entry {
	page := r.site.Settings.URL + strings.TrimSuffix(k.Path, "index.html")
	text := k.What.Value
	if k.From.IsSet() && k.To.IsSet() {
		text = r.labels[k.From.Value].Word + " → " + r.labels[k.To.Value].Word + ". " + text
	}
	return feed.Entry{
		ID: page + "#" + k.Date.From.String() + "-" + hash([]byte(k.What.Value)), Page: page,
		Title: k.Title, Text: text, Updated: k.Date.From.First(),
	}
}
