package render_test

import (
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

var enclosed = regexp.MustCompile(`<a download="([^"]*)" href="data:([^,"]*),([^"]*)">`)

// The page of a source holds it in the forms of reference managers, whatever its title.
func TestPageOfASourceHoldsItsRecords(t *testing.T) {
	const title = `A "title" & 100% of {it} <b> é # ? \ ` + "`"
	files := assessed("")
	files["content/sources/o.md"] = &fstest.MapFile{Data: []byte("---\ntitle: '" + title + "'\ntype: web\nauthors: [A]\nurl: https://a.example/?b=1&c=%20\n---\n")}
	found := map[string]string{}
	for _, m := range enclosed.FindAllStringSubmatch(shown(t, files, "sources/o.html"), -1) {
		text, err := url.PathUnescape(html.UnescapeString(m[3]))
		if err != nil {
			t.Fatal(err)
		}
		found[m[1]+" "+m[2]] = text
	}
	var items []struct{ Title, URL string }
	text := found["o.csl.json application/vnd.citationstyles.csl+json;charset=utf-8"]
	if err := json.Unmarshal([]byte(text), &items); err != nil || len(items) != 1 || items[0].Title != title || items[0].URL != "https://a.example/?b=1&c=%20" {
		t.Errorf("%q, %v", text, err)
	}
	if text := found["o.bib application/x-bibtex;charset=utf-8"]; !strings.HasPrefix(text, "@online{o,\n  title = {{A \"title\" \\& 100\\% of") {
		t.Errorf("%q", text)
	}
	if text := found["o.ris application/x-research-info-systems;charset=utf-8"]; !strings.Contains(text, "TI  - "+title+"\r\n") {
		t.Errorf("%q", text)
	}
}
