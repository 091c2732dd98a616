package content_test

import (
	"testing"
	"testing/fstest"

	"briefing/generator/content"
)

// What imports could not place waits in folders that a preview comes by, too.
func TestAPreviewComesByWhatWaits(t *testing.T) {
	waiting := &fstest.MapFile{Data: []byte("---\n# not placed: it is bad\n---\n")}
	m := content.NewMemo(fstest.MapFS{
		"content/site.yaml":                            {Data: []byte("format: 1\ntitle: T\n")},
		"content/experts/_unplaced/a.md":               waiting,
		"content/briefings/pass/article.md":            {Data: []byte("---\ntitle: T\ndate: 2026-01-01\n---\nText.\n")},
		"content/briefings/pass/_unplaced/a.md":        waiting,
		"content/briefings/waits/_unplaced/article.md": waiting,
	})
	lib, list := m.Briefings([]string{"pass", "waits"})
	if len(lib.Briefings) != 1 || len(list) != 2 || list[0].Code != "import-waiting" || list[1].Code != "import-waiting" {
		t.Errorf("%d briefings, %v", len(lib.Briefings), list)
	}
	if lib := m.Registers(); lib.Site.Title.Value != "T" {
		t.Errorf("the site is called %q", lib.Site.Title.Value)
	}
}
