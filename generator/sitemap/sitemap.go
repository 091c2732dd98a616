// Package sitemap writes sitemaps (https://www.sitemaps.org/protocol.html, 0.9) for
// search engines.
//
// It is given absolute addresses with the days of their last changes, which must be
// true: search engines stop believing a site that always says today.
package sitemap

import (
	"encoding/xml"
	"time"
)

// Most is the greatest number of addresses in one sitemap, by the protocol.
const Most = 50_000

// URL is an address. Changed is zero if the day of the last change is not known.
type URL struct {
	Address string
	Changed time.Time
}

type entry struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

type urlset struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	Entries []entry  `xml:"url"`
}

type index struct {
	XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Entries []entry  `xml:"sitemap"`
}

// Set returns a sitemap of at most [Most] addresses.
func Set(urls []URL) ([]byte, error) { return document(urlset{Entries: entries(urls)}) }

// Index returns a list of sitemaps.
func Index(urls []URL) ([]byte, error) { return document(index{Entries: entries(urls)}) }

func entries(urls []URL) []entry {
	list := make([]entry, len(urls))
	for i, u := range urls {
		list[i].Loc = u.Address
		if !u.Changed.IsZero() {
			list[i].LastMod = u.Changed.UTC().Format(time.DateOnly)
		}
	}
	return list
}

func document(v any) ([]byte, error) {
	text, err := xml.MarshalIndent(v, "", " ")
	return append(append([]byte(xml.Header), text...), '\n'), err
}
