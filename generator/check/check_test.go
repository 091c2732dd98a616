package check_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"briefing/generator/check"
	"briefing/generator/pipeline"
)

// TestRules runs the archives of testdata. The text above the files names each
// expected finding, path:line code, beside comments after #. A finding that is not named fails too, so
// every file without one is a near miss.
func TestRules(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range names {
		if name == "testdata/example.txtar" {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files := fstest.MapFS{}
			for _, f := range archive.Files {
				files["content/"+f.Name] = &fstest.MapFile{Data: f.Data}
			}
			site, list := pipeline.Connect(pipeline.Input{Root: files, Drafts: true, Now: today})
			var got []string
			for _, d := range check.Run(site, list, check.Options{Now: today}) {
				line, _ := d.File.Position(d.Start)
				got = append(got, fmt.Sprintf("%s:%d %s", strings.TrimPrefix(d.File.Name, "content/"), line, d.Code))
			}
			slices.Sort(got)
			var want []string
			for line := range strings.Lines(string(archive.Comment)) {
				if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
					want = append(want, line)
				}
			}
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
