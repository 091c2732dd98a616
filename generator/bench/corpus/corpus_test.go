package corpus

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"briefing/generator/pipeline"
	"briefing/static"
	"briefing/templates"
)

func TestCorpusHasNoMistakeAndIsTheSameEachTime(t *testing.T) {
	var first map[string]string
	for range 2 {
		dir := t.TempDir()
		if err := Write(dir, 8, 7); err != nil {
			t.Fatal(err)
		}
		site, list, err := pipeline.Build(pipeline.Input{
			Root: os.DirFS(dir), Now: time.Unix(1<<31, 0),
			Templates: pipeline.Overlay{Over: os.DirFS(filepath.Join(dir, "no")), Under: templates.FS},
			Static:    pipeline.Overlay{Over: os.DirFS(filepath.Join(dir, "no")), Under: static.FS},
		})
		if err != nil || list.Errors() > 0 {
			t.Fatalf("%v, %d errors; the first: %v", err, list.Errors(), list[0].Message)
		}
		if n := len(site.Site.Annotations); n != 8*annotations {
			t.Errorf("%d annotations, want %d", n, 8*annotations)
		}
		files := map[string]string{}
		for _, b := range site.Site.Library.Briefings {
			files[b.File.Name] = string(b.File.Text())
			for _, a := range b.Annotations {
				files[a.File.Name] = string(a.File.Text())
			}
		}
		if first == nil {
			first = files
			continue
		}
		for name, text := range files {
			if first[name] != text {
				t.Errorf("%s differs", name)
			}
		}
	}
}
