package render_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

var entry = regexp.MustCompile(`<loc>https://x.example/([^<]*)</loc>(?:\s*<lastmod>([^<]*)</lastmod>)?`)

func TestSitemapSaysWhenPagesChanged(t *testing.T) {
	files := news()
	files["content/sources/n.md"].Data = []byte("---\ntitle: New\ntype: web\nauthors: [B]\naccessed: 2026-02-09\n---\n")
	files["content/sources/o.md"].Data = []byte("---\ntitle: Old\ntype: web\ncorrections: [{date: 2026-02-10, what: The title.}]\nformerly: [older]\n---\n")
	files["content/pages/about.md"] = &fstest.MapFile{Data: []byte("---\ntitle: About\n---\n")}
	got := map[string]string{}
	for _, m := range entry.FindAllStringSubmatch(shown(t, files, "sitemap.xml"), -1) {
		got[m[1]] = m[2]
	}
	want := map[string]string{
		"": "2026-03-01", "about.html": "", "briefings/": "2026-03-01", "briefings/b/": "2026-02-05", "briefings/b/a.html": "2026-02-05", "briefings/b/n.html": "2026-02-04",
		"briefings/b/relations.html": "2026-02-05", "briefings/w/": "2026-03-01", "claims/": "2026-03-01", "claims/by-country.html": "2026-03-01",
		"claims/supported.html": "2026-02-05", "claims/context.html": "2026-02-04", "corrections.html": "2026-02-10", "countries/": "2026-03-01", "countries/kz.html": "2026-02-05",
		"data.html": "2026-03-01", "experts/": "2026-03-01", "experts/ada.html": "2026-02-05", "experts/bo.html": "", "method.html": "",
		"sources/": "2026-03-01", "sources/n.html": "2026-02-09", "sources/o.html": "2026-02-10", "timeline.html": "2026-03-01",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if text := shown(t, files, "robots.txt"); !strings.HasSuffix(text, "\n\nSitemap: https://x.example/sitemap.xml\n") {
		t.Error(text)
	}
}
