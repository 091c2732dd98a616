package render_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"briefing/generator/render"
)

func TestFeedOfCorrections(t *testing.T) {
	text := shown(t, assessed("corrections: [{date: 2026-02-03, what: Seen again., from: unverified, to: supported}]\n"), "corrections.xml")
	for what, want := range map[string]string{
		"place":  `<link rel="alternate" type="text/html" href="https://x.example/briefings/b/a.html">`,
		"words":  "<content>Unverified → Supported. Seen again.</content>",
		"date":   "<updated>2026-02-03T00:00:00Z</updated>",
		"id":     "<id>https://x.example/briefings/b/a.html#2026-02-03-",
		"itself": `<link rel="self" type="application/atom+xml" href="https://x.example/corrections.xml">`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s: no %q in\n%s", what, want, text)
		}
	}
}

// news is a site with two briefings, one of them withdrawn, and an expert.
func news() fstest.MapFS {
	files := assessed("countries: [kz]\nclaimed_by: ada\ncorrections: [{date: 2026-02-05, what: Seen again.}]\n")
	files["content/experts/ada.md"] = &fstest.MapFile{Data: []byte("---\nname: Ada Lane\n---\n")}
	files["content/experts/bo.md"] = &fstest.MapFile{Data: []byte("---\nname: Bo Silent\n---\n")}
	files["content/briefings/b/annotations/n.md"] = &fstest.MapFile{Data: []byte("---\nquote: Other words\nchecked: 2026-02-04\ncountries: [kz]\n---\nA context.\n")}
	files["content/briefings/w/article.md"] = &fstest.MapFile{Data: []byte("---\ntitle: W\ndate: 2026-03-01\nauthors: [bo]\nstatus: withdrawn\nwithdrawn_because: It was wrong.\n---\nWords.\n")}
	return files
}

func TestFeedsHaveTheNewestFirst(t *testing.T) {
	for path, want := range map[string][]string{
		"feed.json":         {"B"},
		"checks.json":       {"Supported: road was closed"},
		"countries/kz.json": {"Supported: road was closed", "Context: Other words"},
		"experts/ada.json":  {"Supported: road was closed"},
	} {
		var got struct {
			Items []struct{ Title, URL string }
		}
		if err := json.Unmarshal([]byte(shown(t, news(), path)), &got); err != nil {
			t.Fatal(err)
		}
		var titles []string
		for _, i := range got.Items {
			titles = append(titles, i.Title)
		}
		if !slices.Equal(titles, want) {
			t.Errorf("%s: %q", path, titles)
		}
	}
}

func TestPagesLeadToTheirFeeds(t *testing.T) {
	pages, _ := build(t, news(), nil)
	for path, want := range map[string]string{
		"index.html":           `<link rel="alternate" type="application/atom+xml" title="Checks" href="checks.xml">`,
		"claims/index.html":    `<link rel="alternate" type="application/feed+json" title="Checks" href="../checks.json">`,
		"briefings/index.html": `<link rel="alternate" type="application/atom+xml" title="Briefings" href="../feed.xml">`,
		"countries/kz.html":    `As a feed: <a href="../countries/kz.xml">Atom</a>, <a href="../countries/kz.json">JSON Feed</a>`,
		"experts/ada.html":     `<link rel="alternate" type="application/atom+xml" title="Ada Lane" href="../experts/ada.xml">`,
		"data.html":            `Corrections: <a href="corrections.json">JSON Feed</a>`,
	} {
		if text := page(t, pages, path); !strings.Contains(text, want) {
			t.Errorf("%s: no %s in\n%s", path, want, text)
		}
	}
	if slices.ContainsFunc(pages, func(p render.Page) bool { return p.Path == "experts/bo.xml" }) {
		t.Error("a person who says nothing has a feed")
	}
	without := news()
	without["content/site.yaml"] = &fstest.MapFile{Data: []byte("format: 1\ntitle: T\neditors: {nk: {name: N. Kell}}\n")}
	pages, _ = build(t, without, nil)
	for _, p := range pages {
		if strings.HasSuffix(p.Path, ".xml") || p.Path == "feed.json" {
			t.Errorf("a site without an address has %s", p.Path)
		}
	}
}
