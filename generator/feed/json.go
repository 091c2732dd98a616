package feed

import (
	"bytes"
	"encoding/json"
	"time"
)

type jsonFeed struct {
	Version  string     `json:"version"`
	Title    string     `json:"title"`
	Page     string     `json:"home_page_url"`
	Self     string     `json:"feed_url"`
	Language string     `json:"language,omitempty"`
	Authors  []author   `json:"authors"`
	Items    []jsonItem `json:"items"`
}

type author struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        string `json:"id"`
	Page      string `json:"url"`
	Title     string `json:"title"`
	Text      string `json:"content_text"`
	Published string `json:"date_published"`
	Updated   string `json:"date_modified"`
}

// JSON returns the feed as a JSON Feed (https://www.jsonfeed.org/version/1.1/).
func (f Feed) JSON() ([]byte, error) {
	j := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Page: f.Page, Self: f.Self, Language: f.Language,
		Authors: []author{{f.Author}}, Items: make([]jsonItem, len(f.Entries)),
	}
	for i, e := range f.Entries {
		j.Items[i] = jsonItem{e.ID, e.Page, e.Title, e.Text, moment(e.Published), moment(e.Updated)}
		if e.Published.IsZero() {
			j.Items[i].Published = j.Items[i].Updated // readers sort by it
		}
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	err := encoder.Encode(j)
	return b.Bytes(), err
}

// moment is a time as both forms have it; empty for none.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
