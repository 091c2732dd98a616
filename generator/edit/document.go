package edit

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/draft"
)

// Document is what is known of a page that becomes a source.
type Document struct {
	URL       string   `json:"url"`
	Title     string   `json:"title,omitempty"`
	Type      string   `json:"type,omitempty"`
	Publisher string   `json:"publisher,omitempty"`
	Authors   []string `json:"authors,omitempty"`
	Date      string   `json:"date,omitempty"`
	Nature    string   `json:"nature,omitempty"`
}

// SourceOf returns the id of the source that has an address already.
func SourceOf(library *content.Library, address string) (id string, ok bool) {
	for _, s := range library.Sources {
		if s.URL.IsSet() && SameDocument(s.URL.Value, address) {
			return s.ID, true
		}
	}
	return "", false
}

// SameDocument reports whether two addresses, as they were pasted, are of one document.
func SameDocument(a, b string) bool {
	return check.SameDocument(strings.TrimSpace(a), strings.TrimSpace(b))
}

// IsAddress reports whether a text is an address on the web.
func IsAddress(text string) bool {
	u, err := url.Parse(strings.TrimSpace(text))
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// File is the record of a document that was looked at today. isTaken tells which ids
// there are.
func (d Document) File(today string, isTaken func(id string) bool) (id string, file draft.File, err error) {
	if !IsAddress(d.URL) {
		return "", draft.File{}, fmt.Errorf("%q is no address on the web", d.URL)
	}
	d.URL = strings.TrimSpace(d.URL)
	shown := strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(d.URL, "https://"), "http://"), "/")
	if flat(d.Title) == "" {
		d.Title = shown
	}
	if d.Type == "" {
		d.Type = "web"
	}
	if !slices.Contains(content.SourceTypes, d.Type) {
		return "", draft.File{}, fmt.Errorf("%q is no type of a source", d.Type)
	}
	id = FreeID(d.name(), isTaken)
	return id, draft.Document{
		ID: id, Title: d.Title, Type: d.Type, Authors: d.Authors, Publisher: d.Publisher, Date: d.Date, URL: d.URL, Nature: d.Nature, Accessed: today,
	}.File(), nil
}

// name is what the id is made of: the publisher or host, the year, and words of the
// title.
func (d Document) name() string {
	from := d.Publisher
	if u, err := url.Parse(d.URL); err == nil && (from == "" || len(from) > 24) {
		host := strings.TrimPrefix(u.Hostname(), "www.")
		from, _, _ = strings.Cut(host, ".")
	}
	title := d.Title
	if content.Slug(title) == "untitled" { // letters that are no part of an id
		title = ""
	}
	words := strings.Fields(title)
	year := ""
	if len(d.Date) >= 4 {
		year = d.Date[:4]
	}
	return strings.Join(slices.Concat([]string{from, year}, words[:min(5, len(words))]), " ")
}

// FreeID makes an id of words that is not taken.
func FreeID(words string, isTaken func(id string) bool) string {
	made := content.Slug(words)
	if len(made) > 60 {
		made = strings.Trim(made[:60], "-")
	}
	id := made
	for n := 2; isTaken(id); n++ {
		id = fmt.Sprintf("%s-%d", made, n)
	}
	return id
}
