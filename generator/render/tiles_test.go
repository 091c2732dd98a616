package render_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"briefing/generator/render"
)

// neighbors is a site with two claims about Kazakhstan, one about China too, and
// an expert in Kyrgyzstan.
var neighbors = fstest.MapFS{
	"content/site.yaml":                    {Data: []byte("format: 1\ntitle: T\n")},
	"content/sources/s.md":                 {Data: []byte("---\ntitle: S\ntype: web\npublisher: P\nurl: https://x.example/\n---\n")},
	"content/experts/e.md":                 {Data: []byte("---\nname: Ada Lind\naffiliations: [{organisation: O, country: kg}]\n---\n")},
	"content/briefings/b/article.md":       {Data: []byte("---\ntitle: B\ndate: 2026\nauthors: [e]\nevents: [{date: 2025-03, what: A thing, countries: [kz]}]\n---\nOne claim. Another claim.\n")},
	"content/briefings/b/annotations/a.md": {Data: []byte("---\nquote: One claim\nassessment: supported\nsupports: s\ncountries: [kz, cn]\nexperts: [{agrees: e, said_in: s}]\n---\n")},
	"content/briefings/b/annotations/c.md": {Data: []byte("---\nquote: Another claim\nassessment: disputed\nsupports: s\ncontradicts: s\ncountries: [kz]\n---\n")},
}

// page renders one page of a site.
func page(t *testing.T, pages []render.Page, path string) string {
	t.Helper()
	for _, p := range pages {
		if p.Path == path {
			var b bytes.Buffer
			if err := p.Render(&b); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
	}
	t.Fatalf("there is no page %s", path)
	return ""
}

var tileForm = regexp.MustCompile(`<a class="tile" href="([^"]*)"[^>]*?( aria-current="page")?><title>([^<]*)</title>`)

func TestMapOfACountryShowsItAndWhatSharesItsClaims(t *testing.T) {
	pages, _ := build(t, neighbors, nil)
	text := page(t, pages, "countries/kz.html")
	tiles := map[string][]string{}
	for _, m := range tileForm.FindAllStringSubmatch(text, -1) {
		tiles[m[1]] = m
	}
	for href, want := range map[string]struct{ words, lit string }{
		"../countries/kz.html": {"KZ: Kazakhstan, 2 claims and notes", ` aria-current="page"`},
		"../countries/cn.html": {"CN: China, 1 claim or note", ""},
		"../countries/kg.html": {"KG: Kyrgyzstan", ""},
	} {
		if m := tiles[href]; m == nil || m[3] != want.words || m[2] != want.lit {
			t.Errorf("the tile of %s is %q, want %q%s", href, m, want.words, want.lit)
		}
	}
	if len(tiles) != 3 {
		t.Errorf("%d tiles are links", len(tiles))
	}
	if !strings.Contains(text, `<a href="../countries/cn.html">China</a> 1</p>`) {
		t.Error("no list says what the map shows")
	}
	if !strings.Contains(text, ">UZ</text>") {
		t.Error("countries without a page are not shown")
	}
}

func TestMapsOfTheSiteCountAllClaims(t *testing.T) {
	pages, _ := build(t, neighbors, nil)
	for path, want := range map[string]int{"index.html": 3, "countries/index.html": 3} {
		if n := len(tileForm.FindAllString(page(t, pages, path), -1)); n != want {
			t.Errorf("%s has %d tiles with links, want %d", path, n, want)
		}
	}
	empty, _ := build(t, fstest.MapFS{"content/site.yaml": {Data: []byte("format: 1\ntitle: T\n")}}, nil)
	if text := page(t, empty, "countries/index.html"); strings.Contains(text, "<svg") {
		t.Error("a map without countries")
	}
}
