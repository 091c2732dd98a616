package edit

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
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

// Draft is the source that a document becomes that was looked at today: what is known of
// it, and nothing more. isTaken tells which ids there are.
func (d Document) Draft(today string, isTaken func(id string) bool) (draft.Document, error) {
	d.URL = strings.TrimSpace(d.URL)
	if !IsAddress(d.URL) {
		return draft.Document{}, fmt.Errorf("%q is no address on the web: the whole address, with https://", d.URL)
	}
	u, err := url.Parse(d.URL)
	if err != nil {
		return draft.Document{}, err
	}
	made := draft.Document{
		ID: FreeID(d.name(u), isTaken), Title: d.Title, Type: cmp.Or(d.Type, check.TypeOf(d.URL), "web"), Authors: d.Authors, Publisher: d.Publisher,
		Date: d.Date, URL: d.URL, Nature: d.Nature, Accessed: today,
	}
	if flat(d.Title) == "" {
		made.Title = shown(u)
	}
	if !slices.Contains(content.SourceTypes, made.Type) {
		return draft.Document{}, fmt.Errorf("%q is no type of a source", made.Type)
	}
	return made, nil
}

// shown is an address as people say it.
func shown(u *url.URL) string {
	return strings.TrimSuffix(strings.TrimPrefix(u.Hostname(), "www.")+u.Path, "/")
}

// name is what the id is made of: the publisher or host, the year, and words of the
// title; without a title the last part of the address.
func (d Document) name(u *url.URL) string {
	host, _, _ := strings.Cut(strings.TrimPrefix(strings.ToLower(u.Hostname()), "www."), ".")
	from, year, title := d.Publisher, "", flat(d.Title)
	if from == "" || len(from) > 24 {
		from = host
	}
	if len(d.Date) >= 4 {
		year = d.Date[:4]
	}
	switch {
	case title == "":
		last := path.Base(strings.TrimSuffix(u.Path, "/"))
		title = strings.NewReplacer("-", " ", "_", " ", "/", " ", ".", " ").Replace(strings.TrimSuffix(last, path.Ext(last)))
	case content.Slug(title) == "untitled": // letters that are no part of an id
		title = ""
	}
	words := strings.Fields(title)
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
