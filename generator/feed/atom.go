// Package feed writes feeds, as Atom (RFC 4287) and as JSON Feed (1.1).
//
// It is given plain values and returns bytes: no clock, no host. What a feed must
// have, an id, a title and a date, must be in the values.
package feed

import (
	"encoding/xml"
	"time"
)

// Feed is a list of entries, newest first. ID, Page and Self are absolute addresses; Self
// is that of the form in which it is written.
type Feed struct {
	ID, Page, Self string
	Title          string
	Language       string
	Author         string
	Updated        time.Time
	Entries        []Entry
}

// Entry is something new. ID and Page are absolute addresses; ID never changes.
type Entry struct {
	ID, Page  string
	Title     string
	Text      string
	Published time.Time // zero if it is that of Updated
	Updated   time.Time
}

type atom struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string   `xml:"xml:lang,attr,omitempty"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Links   []link   `xml:"link"`
	Entries []entry  `xml:"entry"`
}

type link struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type entry struct {
	ID        string `xml:"id"`
	Title     string `xml:"title"`
	Published string `xml:"published,omitempty"`
	Updated   string `xml:"updated"`
	Link      link   `xml:"link"`
	Content   string `xml:"content"` // plain text
}

// Atom returns the feed as XML.
func (f Feed) Atom() ([]byte, error) {
	a := atom{
		Lang: f.Language, ID: f.ID, Title: f.Title, Updated: moment(f.Updated), Author: f.Author,
		Links: []link{{Rel: "self", Type: "application/atom+xml", Href: f.Self}, {Rel: "alternate", Type: "text/html", Href: f.Page}},
	}
	for _, e := range f.Entries {
		a.Entries = append(a.Entries, entry{e.ID, e.Title, moment(e.Published), moment(e.Updated), link{Rel: "alternate", Type: "text/html", Href: e.Page}, e.Text})
	}
	text, err := xml.MarshalIndent(a, "", " ")
	return append(append([]byte(xml.Header), text...), '\n'), err
}
