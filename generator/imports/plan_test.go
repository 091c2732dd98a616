package imports_test

import (
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefing/generator/biblio"
	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/foreign"
	"briefing/generator/imports"
	"briefing/generator/pipeline"
)

var now = time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)

const article = `---
title: A test
date: 2026-04-10
---
The *guards* stand **at the pass**, and the guards stand [at the pass](https://example.org/a_b) too. “It isn’t,” she
said: 'no' #1 -- it's a "test". See [[brackets]] and {braces}.

## The money

- Loans finance two of the three tunnels; one … two … three.
- ` + "`code: [x]`" + ` and 100 % more.

| Land | Sum |
|------|-----|
| Kenia | 1.10 |

Перевал охраняют солдаты. 両国は道路を共有する。
`

func site() fstest.MapFS {
	return fstest.MapFS{
		"content/site.yaml":              {Data: []byte("format: 1\ntitle: T\neditors:\n  nk: {name: Nora Kell}\ndefaults: {by: nk}\n")},
		"content/briefings/b/article.md": {Data: []byte(article)},
		"content/sources/bulletin.md":    {Data: []byte("---\ntitle: Bulletin\ntype: report\nurl: https://finance.example/a\n---\n")},
	}
}

func judge(root fs.FS) diag.List {
	connected, list := pipeline.Connect(pipeline.Input{Root: root, Drafts: true, Now: now})
	return check.Run(connected, list, check.Options{Now: now})
}

// run plans an import into a site and carries it out.
func run(t *testing.T, files fstest.MapFS, b foreign.Batch) *imports.Plan {
	t.Helper()
	library, _ := content.Load(files)
	plan, err := imports.Make(imports.Input{
		Root: files, Library: library, Batch: b, Briefing: "b", Judge: judge,
		Over: over(files),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range plan.Changes {
		if f := files[c.Name]; f != nil && string(f.Data) != string(c.Before) || f == nil && c.Before != nil {
			t.Fatalf("%s held something else before", c.Name)
		}
		if delete(files, c.Name); c.After != nil {
			files[c.Name] = &fstest.MapFile{Data: c.After}
		}
	}
	return plan
}

// odd are words that YAML, Markdown or file names take for something else.
var odd = []string{
	"The guards", "at the pass", "finance two", "no", "null", "1.10", "- x", "# y", "> z", "a: b", "[c](d.md)", "[[", "]]", "…", "“q”", "\"", "'", "*", "<b>",
	"&amp;", "---", "```", "~", "{", "}", "@", "`", "|", "\u0000", "\u2028", "\ufeff", "тоннель", "両国", "https://finance.example/a", "![](x.png)", "<!--",
	"[^1]", "\\", "%", "\r", "\n\n", "\t", "supported", "question", "disputed", "javascript:x", "[j](javascript:x)", "x_", "e\u0301", "relations", "1", "",
}

func phrase(r *rand.Rand, most int) string {
	var words []string
	for range r.IntN(most + 1) {
		words = append(words, odd[r.IntN(len(odd))])
	}
	return strings.Join(words, []string{" ", "\n", ""}[r.IntN(3)])
}

func batch(r *rand.Rand) foreign.Batch {
	var b foreign.Batch
	for i := range 1 + r.IntN(4) {
		n := foreign.Note{
			Origin: foreign.Origin{ID: "x:" + string(rune('a'+i)) + phrase(r, 1), By: phrase(r, 2), Date: "2026-03-01"}, Text: phrase(r, 6), Claim: phrase(r, 2),
			Tags: []string{phrase(r, 1), phrase(r, 1)}, Comments: []string{phrase(r, 3)}, Searched: phrase(r, 2), Resolved: r.IntN(2) == 0,
			Replies: []foreign.Reply{{By: phrase(r, 1), Text: phrase(r, 3)}},
		}
		for range r.IntN(3) {
			n.Quotes = append(n.Quotes, foreign.Quote{Exact: phrase(r, 3), Prefix: phrase(r, 1), Suffix: phrase(r, 1)})
		}
		if r.IntN(3) == 0 {
			n.Fields = []foreign.Field{{Key: "claim", Value: phrase(r, 3)}, {Key: "supports", Value: []any{map[string]any{"source": "bulletin", "at": phrase(r, 1)}}}, {Key: phrase(r, 1), Value: phrase(r, 2)}}
		}
		b.Notes = append(b.Notes, n)
	}
	for i := range r.IntN(3) {
		e := biblio.Entry{Key: phrase(r, 1), Rest: []string{phrase(r, 2)}, Item: biblio.Item{
			Type: "web", Title: phrase(r, 3), Publisher: phrase(r, 2), Authors: []biblio.Name{{Family: phrase(r, 2), Given: phrase(r, 1)}, {Literal: phrase(r, 2)}},
			URL: phrase(r, 1), DOI: phrase(r, 1), ISBN: phrase(r, 1), Volume: phrase(r, 1), Raw: []biblio.Field{{Key: phrase(r, 1), Values: []string{phrase(r, 2)}}, {Key: "note", Values: []string{phrase(r, 2), phrase(r, 1)}}},
		}}
		b.Sources = append(b.Sources, foreign.Source{Entry: e, Origin: foreign.Origin{ID: "s:" + string(rune('a'+i))}})
	}
	if r.IntN(4) == 0 {
		b.Left = []biblio.Mistake{{Message: "bad", Source: "x" + phrase(r, 3)}}
	}
	return b
}

// Whatever a foreign file holds: what is written passes the checks, every record is
// somewhere, and the same file again changes nothing.
func TestAnyImportPassesTheChecksAndIsDoneOnce(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 5))
		files, b := site(), batch(r)
		plan := run(t, files, b)
		if got, want := len(plan.Records), len(b.Notes)+len(b.Sources)+len(b.Left); got != want {
			t.Errorf("seed %d: %d records of %d", seed, got, want)
		}
		for _, record := range plan.Records {
			if strings.Contains(strings.Join(record.Why, " "), "cannot be written") {
				t.Errorf("seed %d: %v\n%s", seed, record, files[record.File].Data)
			}
			if record.File == "" || files[record.File] == nil {
				t.Errorf("seed %d: %v is nowhere", seed, record)
			}
		}
		for _, d := range judge(files) {
			if d.Severity == diag.Error {
				t.Errorf("seed %d: %s: %s [%s]\n%s", seed, d.File.Name, d.Message, d.Code, d.File.Bytes)
			}
		}
		again := run(t, files, b)
		if n := again.Count(imports.New) + again.Count(imports.Deleted); n > 0 || again.Count(imports.Unplaced) != plan.Count(imports.Unplaced) {
			t.Errorf("seed %d: the second time %v, first %v", seed, again.Records, plan.Records)
		}
		if len(again.Changes) > 0 {
			t.Errorf("seed %d: the second time %s changes\n%s\n%s", seed, again.Changes[0].Name, again.Changes[0].Before, again.Changes[0].After)
		}
		if t.Failed() {
			return
		}
	}
}
