package main

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/foreign"
	"briefing/generator/graph"
	"briefing/generator/imports"
	"briefing/generator/jsonld"
	"briefing/generator/lsp"
	"briefing/generator/pipeline"
)

// What a site writes as Web Annotations another one reads without loss: the annotations
// of this repository's content are the same after they went out, in, and out again.
func TestAnnotationsSurviveExportAndImport(t *testing.T) {
	files := fstest.MapFS{}
	root := os.DirFS("..")
	err := fs.WalkDir(root, "content", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, name)
		files[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	before := exported(t, files)
	for name := range files {
		if strings.Contains(name, "/annotations/") || strings.HasSuffix(name, "permalinks.lock") {
			delete(files, name)
		}
	}
	for id, text := range before {
		importInto(t, files, id, text)
	}
	for name, f := range files { // the editors publish what was imported
		if strings.Contains(name, "/annotations/") {
			f.Data = bytes.Replace(f.Data, []byte("status: draft\n"), nil, 1)
		}
	}
	for id, text := range exported(t, files) {
		was, is := strings.Split(string(before[id]), "\n"), strings.Split(string(text), "\n")
		for i := range min(len(was), len(is)) { // an annotation on each line
			if diff := cmp.Diff(was[i], is[i]); diff != "" {
				t.Errorf("%s:\n%s", id, diff)
			}
		}
	}
}

// exported are the annotations of each briefing, by its id.
func exported(t *testing.T, files fs.FS) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	site := connect(files)
	for _, b := range site.Briefings {
		var text bytes.Buffer
		jsonld.WriteAnnotations(&text, site, b)
		all[b.ID] = text.Bytes()
		if len(b.Annotations) == 0 {
			t.Errorf("%s has no annotations", b.ID)
		}
	}
	return all
}

// later is a day after all checks of the content.
var later = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)

func connect(files fs.FS) *graph.Site {
	site, _ := pipeline.Connect(pipeline.Input{Root: files, Now: later})
	return site
}

func importInto(t *testing.T, files fstest.MapFS, briefing string, text []byte) {
	t.Helper()
	batch, err := foreign.Read("annotations.jsonld", text, "")
	if err != nil {
		t.Fatal(err)
	}
	library, _ := content.Load(files)
	plan, err := imports.Make(imports.Input{
		Root: files, Library: library, Batch: batch, Briefing: briefing,
		Over: func(texts map[string][]byte) fs.FS { return lsp.Unsaved(files, texts) },
		Judge: func(root fs.FS) diag.List {
			site, list := pipeline.Connect(pipeline.Input{Root: root, Drafts: true, Now: later})
			return check.Run(site, list, check.Options{Now: later})
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if n := plan.Count(imports.New); n != len(plan.Records) || n != len(batch.Notes) {
		t.Fatalf("%s: %d of %d are new: %v", briefing, n, len(batch.Notes), plan.Records[:1])
	}
	for _, c := range plan.Changes {
		files[c.Name] = &fstest.MapFile{Data: c.After}
	}
}
