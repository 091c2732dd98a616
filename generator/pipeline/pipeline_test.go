package pipeline_test

import (
	"bytes"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"briefing/generator/pipeline"
	"briefing/static"
	"briefing/templates"
)

func TestOverlayPutsOneFileOverAnother(t *testing.T) {
	o := pipeline.Overlay{
		Over: fstest.MapFS{"part/a.html": {Data: []byte("own")}, "part/_draft.html": {}, "README.md": {}},
		Under: fstest.MapFS{
			"part/a.html": {Data: []byte("built in")}, "part/b.html": {Data: []byte("built in")}, "home.html": {}, "embed.go": {}, "README.md": {}, ".x": {},
		},
	}
	var names []string
	err := fs.WalkDir(o, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if want := []string{"home.html", "part/a.html", "part/b.html"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("files %q, %v; want %q", names, err, want)
	}
	for name, want := range map[string]string{"part/a.html": "own", "part/b.html": "built in"} {
		if got, err := fs.ReadFile(o, name); err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v; want %q", name, got, err, want)
		}
	}
	for _, hidden := range []string{"README.md", "embed.go", ".x", "part/_draft.html"} {
		if _, err := o.Open(hidden); err == nil {
			t.Errorf("%s can be opened", hidden)
		}
	}
}

func TestOverlayOfAMissingFolderIsTheOther(t *testing.T) {
	nothing, err := fs.Sub(fstest.MapFS{}, "templates")
	if err != nil {
		t.Fatal(err)
	}
	o := pipeline.Overlay{Over: nothing, Under: fstest.MapFS{"home.html": {Data: []byte("built in")}}}
	if got, err := fs.ReadFile(o, "home.html"); err != nil || string(got) != "built in" {
		t.Errorf("%q, %v", got, err)
	}
	if all, err := fs.ReadDir(o, "."); err != nil || len(all) != 1 {
		t.Errorf("%v, %v", all, err)
	}
}

// One broken file in each folder: every one is named, and what is right is there
// to be shown.
func TestABrokenFileHidesNoOther(t *testing.T) {
	broken := []string{
		"briefings/b/annotations/bad.md", "briefings/bad/article.md", "countries/kz.md", "experts/bad.md", "pages/bad.md", "sources/bad.md",
	}
	root := fstest.MapFS{
		"content/site.yaml":                      {Data: []byte("format: 1\ntitle: T\nnonsense: 1\n")},
		"content/briefings/b/article.md":         {Data: []byte("---\ntitle: B\ndate: 2026\nstatus: published\n---\nOne claim.\n")},
		"content/briefings/b/annotations/ok.md":  {Data: []byte("---\nquote: One claim\nassessment: supported\nsupports: ok\n---\n")},
		"content/briefings/b/annotations/ok2.md": {Data: []byte("---\nquote: Two claims\nkind: context\n---\nText.\n")},
		"content/sources/ok.md":                  {Data: []byte("---\ntitle: S\ntype: web\n---\n")},
	}
	for _, name := range broken {
		root["content/"+name] = &fstest.MapFile{Data: []byte("---\ntitle: a: b: \"\n\t- ]\n")}
	}
	out, list, err := pipeline.Build(pipeline.Input{
		Root: root, Now: time.Unix(0, 0), Templates: pipeline.Overlay{Over: fstest.MapFS{}, Under: templates.FS},
		Static: pipeline.Overlay{Over: fstest.MapFS{}, Under: static.FS},
	})
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, d := range list {
		named[d.File.Name] = true
	}
	for _, name := range append(broken, "site.yaml", "briefings/b/annotations/ok2.md") {
		if !named["content/"+name] {
			t.Errorf("%s is not named", name)
		}
	}
	for _, p := range out.Pages {
		if p.Path == "briefings/b/ok.html" {
			var b bytes.Buffer
			if err := p.Render(&b); err != nil || b.Len() == 0 {
				t.Errorf("what is right cannot be shown: %v", err)
			}
			return
		}
	}
	t.Error("what is right is not there")
}
