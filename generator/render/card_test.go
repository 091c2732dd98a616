package render_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"briefing/generator/pipeline"
	"briefing/generator/render"
	"briefing/static"
	"briefing/templates"
)

func TestCardsNeedAnAddressAndLettersToDraw(t *testing.T) {
	for _, test := range []struct {
		name, site, title string
		want              bool
	}{
		{"with an address", "url: https://x.example/a", "B", true},
		{"without", "", "B", false},
		{"switched off", "url: https://x.example/a\ncards: off", "B", false},
		{"in letters that the fonts lack", "url: https://x.example/a", "峠", false},
	} {
		pages, codes := build(t, fstest.MapFS{
			"content/site.yaml":              {Data: []byte("format: 1\ntitle: T\n" + test.site + "\n")},
			"content/briefings/b/article.md": {Data: []byte("---\ntitle: " + test.title + "\ndate: 2026\n---\n")},
		}, nil)
		if codes != nil {
			t.Errorf("%s: findings %v", test.name, codes)
		}
		named := strings.Contains(page(t, pages, "briefings/b/index.html"), `<meta property="og:image" content="https://x.example/a/briefings/b/card.png">`)
		made := slices.ContainsFunc(pages, func(p render.Page) bool { return p.Path == "briefings/b/card.png" })
		if named != test.want || made != test.want {
			t.Errorf("%s: named %v, made %v", test.name, named, made)
		}
	}
}

func TestCardsAreKept(t *testing.T) {
	kept := map[string][]byte{}
	for i, title := range []string{"One", "One", "Two"} {
		out, _, err := pipeline.Build(pipeline.Input{
			Root: fstest.MapFS{
				"content/site.yaml":              {Data: []byte("format: 1\ntitle: T\nurl: https://x.example/\n")},
				"content/briefings/b/article.md": {Data: []byte("---\ntitle: " + title + "\ndate: 2026\nstatus: published\n---\n")},
			},
			Templates: templates.FS, Static: pipeline.Overlay{Over: fstest.MapFS{}, Under: static.FS},
			Keep: func(key string, _ func() ([]byte, error)) ([]byte, error) {
				if kept[key] == nil {
					kept[key] = []byte("drawn " + title)
				}
				return kept[key], nil
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := page(t, out.Pages, "briefings/b/card.png"), "drawn "+title; got != want {
			t.Errorf("build %d: %q, want %q", i, got, want)
		}
	}
	if len(kept) != 2 {
		t.Errorf("%d cards were drawn", len(kept))
	}
}
