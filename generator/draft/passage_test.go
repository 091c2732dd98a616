package draft_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"briefing/generator/anchor"
	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/draft"
	"briefing/generator/pipeline"
	"briefing/generator/place"
)

// article has everything that makes the same words look different in a file.
const article = `---
title: A test
date: 2026-04-10
---
The *guards* stand **at the pass**, and the guards stand [at the pass](https://example.org/a_b) too. “It isn’t,” she
said: 'no' #1 -- it's a "test". See [[brackets]] and {braces}, a ]] and one more [[.

## The guards

- The guards stand at the pass; one … two … three.
- ` + "`code: [x]`" + ` and - a hyphen, 100 % & more @ home! Is it? > no | ~ ` + `
  1. first of several blocks
  2. second: *the guards*

| Land | Sum |
|------|-----|
| Kenia | 1.10 |
| Togo | no |

> Перевал охраняют солдаты. Перевал охраняют солдаты и таможня.

両国は道路を共有する。両国は国境を共有する。 גשר ישן מאוד, גשר חדש. الجسر قديم والجسر جديد. नदी पर पुल है। cafe` + "\u0301" + ` résumé soft` + "\u00ad" + `hyphen
emoji 👩‍🚀 and 🇰🇿 flags, a zero` + "\u200b" + `width, non` + "\u00a0" + `breaking. The guards stand at the pass.

The guards[^1] stand at the pass <b>again</b>, &amp; the &lt;guards&gt; leave.

[^1]: The guards stand.
`

// What draft writes, check accepts, and it lies on exactly the words selected.
func TestDraftedPassagesAreFoundWhereTheyWereSelected(t *testing.T) {
	files := fstest.MapFS{
		"content/site.yaml":                    {Data: []byte("format: 1\ntitle: T\neditors:\n  nk: {name: N}\ndefaults: {by: nk}\n")},
		"content/briefings/b/article.md":       {Data: []byte(article)},
		"content/briefings/b/annotations/a.md": {},
	}
	library, _ := content.Load(files)
	b := library.Briefings[0]
	text, prepared := b.Body.Text(), place.Text(b)
	words := wordsOf(text)
	random := rand.New(rand.NewPCG(7, 11))
	for range 600 {
		first := random.IntN(len(words))
		last := min(len(words)-1, first+random.IntN(1+random.IntN(30)))
		selected := anchor.Range{Start: words[first].Start, Stop: words[last].Stop}
		pieces := place.Pieces(b, selected)
		note := draft.Note{Briefing: "b", ID: "a", Text: "More on it."}
		for _, piece := range pieces {
			note.Passages = append(note.Passages, draft.Passage(prepared, piece))
		}
		file := note.File()
		files[file.Path] = &fstest.MapFile{Data: []byte(file.Text)}
		site, list := pipeline.Connect(pipeline.Input{Root: files, Drafts: true})
		if list = check.Run(site, list, check.Options{}); list.Errors() > 0 {
			t.Fatalf("%q, written\n%s\nis refused: %v", text[selected.Start:selected.Stop], file.Text, list)
		}
		placed := site.Briefings[0].Annotations[0].Passages
		if !slices.Equal(placed, pieces) || lettersOf(text, placed) != lettersOf(text, []anchor.Range{selected}) {
			t.Fatalf("%q, written\n%s\nlies on %v, not %v", text[selected.Start:selected.Stop], file.Text, placed, pieces)
		}
	}
}

// lettersOf is the text of ranges without white space.
func lettersOf(text string, ranges []anchor.Range) string {
	var b strings.Builder
	for _, r := range ranges {
		b.WriteString(strings.Join(strings.Fields(text[r.Start:r.Stop]), ""))
	}
	return b.String()
}

// wordsOf returns what stands between white space and, inside of it, the words
// without their punctuation.
func wordsOf(text string) []anchor.Range {
	var all []anchor.Range
	for r := range anchor.Words(text) {
		all = append(all, r)
	}
	start := 0
	for _, field := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }) {
		start += strings.Index(text[start:], field)
		all = append(all, anchor.Range{Start: start, Stop: start + len(field)})
		start += len(field)
	}
	sortRanges(all)
	return all
}

func sortRanges(all []anchor.Range) {
	slices.SortFunc(all, func(a, b anchor.Range) int { return cmp.Or(cmp.Compare(a.Stop, b.Stop), cmp.Compare(a.Start, b.Start)) })
}
