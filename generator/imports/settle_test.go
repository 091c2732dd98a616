package imports_test

import (
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/foreign"
	"briefing/generator/imports"
)

// oneByOne finds the first of the links that lead nowhere, and so another one each time.
func oneByOne(root fs.FS) diag.List {
	var list diag.List
	names, _ := fs.Glob(root, "content/briefings/b/annotations/*.md")
	for _, name := range names {
		text, _ := fs.ReadFile(root, name)
		if at := strings.Index(string(text), "(gone-"); at >= 0 {
			span := diag.Span{File: diag.NewFile(name, text), Start: at + 1, Stop: at + len("(gone-1.md")}
			list = append(list, diag.Diagnostic{Span: span, Severity: diag.Error, Code: "link-missing", Message: "it leads nowhere: " + string(text[span.Start:span.Stop])})
		}
	}
	return list
}

// over lays texts over files.
func over(files fstest.MapFS) func(map[string][]byte) fs.FS {
	return func(texts map[string][]byte) fs.FS {
		all := maps.Clone(files)
		for name, text := range texts {
			all[name] = &fstest.MapFile{Data: text}
		}
		return all
	}
}

// An article that the checks refuse is kept with its pictures, and leaves no briefing
// without article behind; notes need it.
func TestAnArticleThatIsNotPlacedIsKeptWhole(t *testing.T) {
	files := site()
	library, _ := content.Load(files)
	bad := func(root fs.FS) diag.List {
		text, err := fs.ReadFile(root, "content/briefings/x/article.md")
		if err != nil {
			return nil
		}
		return diag.List{{Span: diag.Span{File: diag.NewFile("content/briefings/x/article.md", text)}, Severity: diag.Error, Code: "bad", Message: "it is bad"}}
	}
	article := &foreign.Article{Title: "X", Date: "2026-01-01", Text: "Words.", Origin: foreign.Origin{ID: "docx:x"}, Media: []foreign.File{{Name: "picture-a.png", Bytes: []byte("p")}}}
	in := imports.Input{Root: files, Library: library, Briefing: "x", Batch: foreign.Batch{Article: article}, Judge: bad, Over: over(files)}
	plan, err := imports.Make(in)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range plan.Changes {
		names = append(names, c.Name)
		files[c.Name] = &fstest.MapFile{Data: c.After}
	}
	if diff := cmp.Diff([]string{"content/briefings/x/_unplaced/article.md", "content/briefings/x/_unplaced/media/picture-a.png", "content/imports.lock"}, names); diff != "" {
		t.Error(diff)
	}
	var waiting []string
	for _, d := range judge(files) {
		if d.Severity == diag.Error || d.Code == "import-waiting" {
			waiting = append(waiting, d.Message)
		}
	}
	if diff := cmp.Diff([]string{"an import could not place this: it is bad [bad]"}, waiting); diff != "" {
		t.Error(diff)
	}
	in.Batch.Notes = []foreign.Note{{Origin: foreign.Origin{ID: "n"}, Text: "t", Quotes: []foreign.Quote{{Exact: "Words"}}}}
	if _, err := imports.Make(in); err == nil || !strings.Contains(err.Error(), "cannot be placed: it is bad [bad]") {
		t.Errorf("with notes: %v", err)
	}
}

func TestWhatStaysWrongIsNotPlaced(t *testing.T) {
	files := site()
	library, _ := content.Load(files)
	text := "See"
	for _, n := range "1234567" { // more than are looked for one after the other
		text += " [it](gone-" + string(n) + ".md)"
	}
	n := foreign.Note{Origin: foreign.Origin{ID: "x:1"}, Text: text, Quotes: []foreign.Quote{{Exact: "Loans finance two"}}}
	plan, err := imports.Make(imports.Input{
		Root: files, Library: library, Batch: foreign.Batch{Notes: []foreign.Note{n}}, Briefing: "b", Judge: oneByOne,
		Over: func(texts map[string][]byte) fs.FS {
			over := fstest.MapFS{}
			for name, text := range texts {
				over[name] = &fstest.MapFile{Data: text}
			}
			return over
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Count(imports.Unplaced) != 1 || !strings.Contains(plan.Records[0].File, "/_unplaced/") {
		t.Errorf("became %+v", plan.Records)
	}
	for _, c := range plan.Changes {
		if strings.Contains(c.Name, "/annotations/") {
			t.Errorf("%s is written", c.Name)
		}
	}
}

// A record that is not placed never takes the file of another one that waits.
func TestWhatWaitsIsNotReplacedByAnother(t *testing.T) {
	files := site()
	n := foreign.Note{Origin: foreign.Origin{ID: "x:1"}, Text: "See [1](gone-1.md) [2](gone-2.md) [3](gone-3.md) [4](gone-4.md) [5](gone-5.md).", Quotes: []foreign.Quote{{Exact: "Loans finance two"}}}
	again := func() *imports.Plan {
		library, _ := content.Load(files)
		plan, err := imports.Make(imports.Input{
			Root: files, Library: library, Batch: foreign.Batch{Notes: []foreign.Note{n}}, Briefing: "b", Judge: oneByOne, Over: over(files),
		})
		if err != nil || plan.Count(imports.Unplaced) != 1 {
			t.Fatalf("%v: %+v", err, plan)
		}
		return plan
	}
	for _, c := range again().Changes {
		files[c.Name] = &fstest.MapFile{Data: c.After}
	}
	waits, _ := fs.Glob(files, "content/briefings/b/_unplaced/*.md")
	if len(waits) != 1 {
		t.Fatal(waits)
	}
	here := strings.Replace(waits[0], "_unplaced", "annotations", 1)
	other := strings.TrimSuffix(waits[0], ".md") + "-2.md"
	files[here] = &fstest.MapFile{Data: []byte("---\nwhole: true\n---\nBy hand.\n")}
	files[other] = &fstest.MapFile{Data: []byte("---\nwhole: true\norigin: x:9\n---\nWaits too.\n")}
	for _, c := range again().Changes {
		if c.Name == other {
			t.Errorf("%s, which is of another record, becomes %s", c.Name, c.After)
		}
	}
}

// A picture of which the other program says nothing does not keep its text out.
func TestPicturesWithoutWordsBecomeComments(t *testing.T) {
	files := site()
	n := foreign.Note{Origin: foreign.Origin{ID: "x:1"}, Text: "Before ![](https://a.example/x.png) behind.", Quotes: []foreign.Quote{{Exact: "Loans finance two"}}}
	plan := run(t, files, foreign.Batch{Notes: []foreign.Note{n}})
	if plan.Count(imports.New) != 1 {
		t.Fatalf("became %+v", plan.Records)
	}
	text := string(files[plan.Records[0].File].Data)
	if !strings.Contains(text, "Before <!-- ![](https://a.example/x.png) --> behind.") || !strings.Contains(strings.Join(plan.Records[0].Why, " "), "kept as a comment") {
		t.Errorf("%v\n%s", plan.Records[0], text)
	}
	if again := run(t, files, foreign.Batch{Notes: []foreign.Note{n}}); again.Count(imports.Same) != 1 || len(again.Changes) > 0 {
		t.Errorf("the second time %+v", again)
	}
}
