package pipeline_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"briefing/generator/pipeline"
	"briefing/static"
	"briefing/templates"
)

// FuzzPipeline gives the whole program any folder: files below content/, as an
// archive. Nothing panics. Every finding lies in a file that is there, or that ought
// to be, between two places of it. What has no errors can be shown.
func FuzzPipeline(f *testing.F) {
	seeds, err := filepath.Glob("../testdata/*.txtar")
	if err != nil || len(seeds) < 10 {
		f.Fatal(seeds, err)
	}
	for _, name := range seeds {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		archive := txtar.Parse(text)
		archive.Comment = nil // commands
		f.Add(txtar.Format(archive))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		files := fstest.MapFS{}
		for _, file := range txtar.Parse(text).Files {
			if fs.ValidPath(file.Name) && strings.HasPrefix(file.Name, "content/") {
				files[file.Name] = &fstest.MapFile{Data: file.Data}
			}
		}
		removeParents(files)
		checkPipeline(t, files)
	})
}

// removeParents removes files that would be folders of others.
func removeParents(files fstest.MapFS) {
	for name := range files {
		for i, c := range name {
			if c == '/' {
				delete(files, name[:i])
			}
		}
	}
}

func checkPipeline(t *testing.T, files fstest.MapFS) {
	t.Helper()
	out, list, err := pipeline.Build(pipeline.Input{
		Root: files, Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Drafts: true,
		Templates: pipeline.Overlay{Over: fstest.MapFS{}, Under: templates.FS}, Static: pipeline.Overlay{Over: fstest.MapFS{}, Under: static.FS},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		file := files[d.File.Name]
		switch {
		case file == nil && !isFolder(files, d.File.Name) && d.Code != "site-missing" && d.Code != "article-missing" && !strings.HasPrefix(d.Code, "template"):
			t.Errorf("%s: there is no such file: %s", d.File.Name, d.Message)
		case d.Start < 0 || d.Start > d.Stop || d.Stop > len(d.File.Text()):
			t.Errorf("%s: %s is at %d to %d of %d bytes", d.File.Name, d.Code, d.Start, d.Stop, len(d.File.Text()))
		case d.Code == "" || d.Message == "":
			t.Errorf("%s: a finding without words: %+v", d.File.Name, d)
		}
		line, column := d.File.Position(d.Start)
		if line < 1 || column < 1 {
			t.Errorf("%s: %s is at %d:%d", d.File.Name, d.Code, line, column)
		}
		for _, r := range d.Related {
			if r.Start < 0 || r.Start > r.Stop || r.Stop > len(r.File.Text()) {
				t.Errorf("%s: %s refers to %d to %d of %d bytes", r.File.Name, d.Code, r.Start, r.Stop, len(r.File.Text()))
			}
		}
	}
	if list.Errors() > 0 {
		return
	}
	var b bytes.Buffer
	for _, p := range out.Pages {
		if b.Reset(); filepath.Ext(p.Path) == ".png" {
			continue // drawing takes long
		}
		if err := p.Render(&b); err != nil {
			t.Errorf("%s: %v", p.Path, err)
		}
	}
}

func isFolder(files fstest.MapFS, name string) bool {
	info, err := fs.Stat(files, name)
	return err == nil && info.IsDir()
}
