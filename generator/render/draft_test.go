package render_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefing/generator/pipeline"
	"briefing/static"
	"briefing/templates"
)

// TestDraftsAreMarkedWhereverThePreviewShowsThem is about notes and lists; pages of
// drafts have a band.
func TestDraftsAreMarkedWhereverThePreviewShowsThem(t *testing.T) {
	files := fstest.MapFS{
		"content/site.yaml":                       {Data: []byte("format: 1\ntitle: T\n")},
		"content/briefings/a/article.md":          {Data: []byte("---\ntitle: A\ndate: 2025-01-01\nstatus: published\n---\nOne word. Another word.\n")},
		"content/briefings/a/annotations/open.md": {Data: []byte("---\nquote: One word\n---\nText.\n")},
		"content/briefings/a/annotations/held.md": {Data: []byte("---\nquote: Another word\nstatus: draft\n---\nText.\n")},
		"content/briefings/later/article.md":      {Data: []byte("---\ntitle: Later\ndate: 2025-02-01\nstatus: draft\n---\nWords.\n")},
	}
	shown := func(drafts bool, path string) string {
		out, _, err := pipeline.Build(pipeline.Input{Root: files, Drafts: drafts, Templates: templates.FS, Static: static.FS, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range out.Pages {
			if p.Path == path {
				var b bytes.Buffer
				if err := p.Render(&b); err != nil {
					t.Fatal(err)
				}
				return b.String()
			}
		}
		t.Fatalf("there is no %s", path)
		return ""
	}
	for path, want := range map[string]string{
		"briefings/a/index.html": "· draft · ", "claims/context.html": `<p class="row-place">draft · In`, "index.html": "February 2025 · draft", "briefings/index.html": "February 2025 · draft",
	} {
		if n := strings.Count(shown(true, path), want); n != 1 {
			t.Errorf("in the preview, %s has %q %d times", path, want, n)
		}
		if strings.Contains(shown(false, path), "draft") {
			t.Errorf("%s speaks of drafts to readers", path)
		}
	}
}
