package check_test

import (
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"briefing/generator/check"
	"briefing/generator/diag"
	"briefing/generator/pipeline"
)

// FuzzAnySiteIsJudged writes anything into an article, an annotation and a source. No
// rule may panic, and every finding, and every change that it offers, lies in its file.
func FuzzAnySiteIsJudged(f *testing.F) {
	base, err := txtar.ParseFile("testdata/example.txtar")
	if err != nil {
		f.Fatal(err)
	}
	const article, annotation, source = "content/briefings/pass/article.md", "content/briefings/pass/annotations/a.md", "content/sources/drill.md"
	for _, r := range check.Rules {
		for _, example := range append(check.Near[r.Code], r.Bad, check.Staged[r.Code].Bad) {
			if len(example) > 10_000 {
				continue
			}
			texts := map[string]string{article: "", annotation: "", source: ""}
			for _, file := range txtar.Parse([]byte(example)).Files {
				texts[file.Name] = string(file.Data)
			}
			f.Add(texts[article], texts[annotation], texts[source])
		}
	}
	f.Fuzz(func(t *testing.T, articleText, annotationText, sourceText string) {
		files := fstest.MapFS{}
		for _, file := range base.Files {
			files[file.Name] = &fstest.MapFile{Data: file.Data}
		}
		for name, text := range map[string]string{article: articleText, annotation: annotationText, source: sourceText} {
			if text != "" {
				files[name] = &fstest.MapFile{Data: []byte(text)}
			}
		}
		site, list := pipeline.Connect(pipeline.Input{Root: files, Drafts: true, Now: today})
		for _, d := range check.Run(site, list, check.Options{Now: today}) {
			if !isIn(d.Span) {
				t.Fatalf("%s: %d to %d of %d bytes of %s", d.Code, d.Start, d.Stop, len(d.File.Text()), d.File.Name)
			}
			for _, r := range d.Related {
				if !isIn(r.Span) {
					t.Fatalf("%s: another place: %d to %d of %d bytes", d.Code, r.Start, r.Stop, len(r.File.Text()))
				}
			}
			for _, fix := range d.Fixes {
				for _, e := range fix.Edits {
					if !isIn(e.Span) {
						t.Fatalf("%s: a change of %d to %d of %d bytes", d.Code, e.Start, e.Stop, len(e.File.Text()))
					}
				}
				if _, left := d.File.Apply(fix.Edits); len(left) > 0 {
					t.Fatalf("%s: changes overlap: %v", d.Code, fix.Edits)
				}
			}
		}
	})
}

func isIn(s diag.Span) bool {
	return s.Start >= 0 && s.Start <= s.Stop && s.Stop <= len(s.File.Text())
}
