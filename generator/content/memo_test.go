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

// readHook is called behind each file that was read.
type readHook struct {
	fstest.MapFS
	after func(name string)
}

func (h readHook) ReadFile(name string) ([]byte, error) {
	text, err := h.MapFS.ReadFile(name)
	h.after(name)
	return text, err
}

// A save that is told while the registers are read is in those that are asked for next.
func TestRegistersThatChangeWhileTheyAreReadAreReadAgain(t *testing.T) {
	const name = "content/experts/a.md"
	files := fstest.MapFS{name: {Data: []byte("---\nname: Old\n---\n")}}
	var m *content.Memo
	m = content.NewMemo(readHook{files, func(read string) {
		if read == name && string(files[name].Data) != "---\nname: New\n---\n" {
			files[name] = &fstest.MapFile{Data: []byte("---\nname: New\n---\n")}
			m.Changed(name)
		}
	}})
	m.Registers()
	if got := m.Registers().Experts[0].Name.Value; got != "New" {
		t.Errorf("the expert is called %q", got)
	}
}
