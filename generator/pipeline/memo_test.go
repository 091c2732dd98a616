package pipeline_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefing/generator/diag"
	"briefing/generator/pipeline"
	"briefing/generator/render"
	"briefing/static"
	"briefing/templates"
)

var noon = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

func inputOf(root fstest.MapFS) pipeline.Input {
	return pipeline.Input{
		Root: root, Now: noon, Drafts: true, Preview: true,
		Templates: pipeline.Overlay{Over: fstest.MapFS{}, Under: templates.FS}, Static: pipeline.Overlay{Over: fstest.MapFS{}, Under: static.FS},
	}
}

// desk is a small site whose files somebody edits at random.
type desk struct {
	root   fstest.MapFS
	random *rand.Rand
	memo   *pipeline.Memo
	in     pipeline.Input
}

func newDesk(seed uint64) *desk {
	d := &desk{root: fstest.MapFS{}, random: rand.New(rand.NewPCG(seed, 1))}
	d.write("content/site.yaml", "format: 1\ntitle: T\nurl: https://example.org/\ncards: off\neditors: {nk: Nora Kell}\ndefaults: {by: nk, checked: 2026-01-01}\n")
	for range 30 {
		d.edit()
	}
	d.in = inputOf(d.root)
	d.memo = pipeline.NewMemo(func() pipeline.Input { return d.in })
	return d
}

func (d *desk) write(name, text string) { d.root[name] = &fstest.MapFile{Data: []byte(text)} }

func (d *desk) one(words ...string) string { return words[d.random.IntN(len(words))] }

// edit changes one file and returns its name, and those of folders that may have come
// or gone with it.
func (d *desk) edit() []string {
	b, n := d.one("a", "b", "c"), d.one("x", "y", "z")
	s, e, k := "s"+d.one("1", "2", "3", "9"), "e"+d.one("1", "2"), d.one("kz", "kg", "uz", "qq")
	name, text := "", ""
	switch d.random.IntN(12) {
	case 0, 1, 2:
		name = "content/briefings/" + b + "/article.md"
		text = fmt.Sprintf("---\ntitle: On %s\ndate: 2026-0%d-01\nstatus: %s\nauthors: [nk, %s]\ncountries: [%s]\ntopics: [Roads]\nfindings: ['It is so. [%s]']\nevents: [{date: 2026-01-0%d, what: It was, sources: [%s], countries: [kz]}]\n---\n%s words of the article. The first claim stands in Kazakhstan. Ada E1 said %s. See [it](../%s/article.md).\n\n## Part\n\nThe second claim is of %d roads.\n",
			b, 1+d.random.IntN(5), d.one("published", "draft", "withdrawn\nwithdrawn_because: It was wrong"), e, k, n, 1+d.random.IntN(9), s, d.one("Some", "Other"), d.one("much", "little"), d.one("a", "b", "c"), d.random.IntN(5))
	case 3, 4, 5, 6:
		name = "content/briefings/" + b + "/annotations/" + n + ".md"
		text = fmt.Sprintf("---\nquote: %s\n%s\ncountries: [%s]\nclaimed_by: %s\nsee: [%s]\n---\nText %d.\n",
			d.one("first claim", "second claim", "third claim", "words of the article"),
			d.one("assessment: supported\nsupports: "+s+" p. 1", "assessment: unverified\nsearched: much", "expert: "+e+"\nsaid_in: "+s+" p. 1", "context: "+s, "assessment: disputed\nsupports: "+s),
			k, e, d.one("", "a/x", "b/y", "c/z", "x"), d.random.IntN(9))
	case 7:
		name = "content/sources/" + s + ".md"
		text = fmt.Sprintf("---\ntitle: Source %d\ntype: report\ndate: 2026-01-01\nauthors: [%s]\nbased_on: [%s]\nextracts: [{at: p. 1, words: the first claim of %d}]\n---\n", d.random.IntN(9), e, d.one("s1", "s2"), d.random.IntN(3))
	case 8:
		name = "content/experts/" + e + ".md"
		text = fmt.Sprintf("---\nname: Ada %s\naliases: [%s]\naffiliations: [{organisation: O%d, role: r, from: 2020, country: %s, source: %s}]\n---\nWorks.\n", d.one("E1", "E2"), d.one("Some", "Much", "Nobody"), d.random.IntN(9), k, s)
	case 9:
		name, text = "content/countries/kz.md", fmt.Sprintf("---\naliases: [%s]\nfacts: [{date: 2025-01-01, what: It was, sources: [%s]}]\n---\nText.\n", d.one("Some", "Steppe"), s)
	case 10:
		name, text = "content/pages/p.md", fmt.Sprintf("---\ntitle: Page %d\n---\nText.\n", d.random.IntN(3))
	case 11:
		name, text = "content/briefings/"+b+"/annotations/"+n+".md", d.one("", "---\nquote: [\n---\n", "---\nnonsense: 1\n---\n")
	}
	_, isOld := d.root[name]
	isGone := d.random.IntN(8) == 0
	if isGone {
		delete(d.root, name)
	} else {
		d.write(name, text)
	}
	if isOld && !isGone {
		return []string{name}
	}
	return []string{name, path.Dir(name), path.Dir(path.Dir(name))}
}

// texts renders pages.
func texts(t *testing.T, pages []render.Page) map[string]string {
	t.Helper()
	all := map[string]string{}
	var b bytes.Buffer
	for _, p := range pages {
		b.Reset()
		if err := p.Render(&b); err != nil {
			t.Fatalf("%s: %v", p.Path, err)
		}
		all[p.Path] = b.String()
	}
	return all
}

func printed(list diag.List) string {
	var b strings.Builder
	_ = diag.Print(&b, list, diag.Style{})
	return b.String()
}

func TestASiteMadeAgainIsASiteMadeAnew(t *testing.T) {
	for seed := range uint64(3) {
		d := newDesk(seed)
		for step := range 40 {
			made, err := d.memo.Site()
			if err != nil {
				t.Fatal(err)
			}
			fresh, list, err := pipeline.Build(d.in)
			if err != nil {
				t.Fatal(err)
			}
			judged, _ := made.Judge()
			if got, want := printed(judged), printed(list); got != want {
				t.Fatalf("seed %d, step %d: findings\n%s\nwant\n%s", seed, step, got, want)
			}
			if got, want := texts(t, made.Pages), texts(t, fresh.Pages); !maps.Equal(got, want) {
				t.Fatalf("seed %d, step %d: %s differs", seed, step, differing(got, want))
			}
			for range 1 + d.random.IntN(3) {
				d.memo.Changed(d.edit()...)
			}
		}
	}
}

// differing is the first path with another text.
func differing(got, want map[string]string) string {
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if g, ok := got[path]; g != want[path] {
			return fmt.Sprintf("%s (there: %v)\n%s", path, ok, lineDiff(g, want[path]))
		}
	}
	return "the list of pages"
}

func lineDiff(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n%s\nwant\n%s", i+1, g[i], w[i])
		}
	}
	return "lengths"
}

// A part is what the whole will be: its pages are those of the site made anew, and its
// errors those in the files of its records.
func TestAPartIsThatOfTheWhole(t *testing.T) {
	shown := 0
	for seed := range uint64(5) {
		d := newDesk(seed + 100)
		for step := range 40 {
			made, err := d.memo.Site()
			if err != nil {
				t.Fatal(err)
			}
			_ = made
			names := d.edit()
			name := names[0]
			d.memo.Changed(names...)
			record, ok := pipeline.RecordOf(name)
			if !ok {
				continue
			}
			part := d.memo.Part([]pipeline.Record{record}, nil)
			fresh, list, err := pipeline.Build(d.in)
			if err != nil {
				t.Fatal(err)
			}
			of := map[pipeline.Record][]render.Page{}
			for _, p := range fresh.Pages {
				if r, ok := pipeline.Owner(p.Path); ok {
					of[r] = append(of[r], p)
				}
			}
			for r, pages := range part.Pages {
				got, want := texts(t, slices.Collect(maps.Values(pages))), texts(t, of[r])
				if !maps.Equal(got, want) {
					t.Errorf("seed %d, step %d: after %s %s: %s", seed, step, name, r, differing(got, want))
				}
				shown += len(got)
			}
			list = slices.DeleteFunc(list, func(f diag.Diagnostic) bool {
				r, ok := pipeline.RecordOf(f.File.Name)
				return !ok || part.Pages[r] == nil || f.Severity != diag.Error || pipeline.IsWide(f.Code)
			})
			if got, want := printed(part.List), printed(list); got != want {
				t.Errorf("seed %d, step %d: after %s: errors\n%s\nwant\n%s", seed, step, name, got, want)
			}
			if t.Failed() {
				return
			}
		}
	}
	if shown < 500 {
		t.Errorf("only %d pages were looked at", shown)
	}
}

// After a save that bears on all pages, those that are open are what the whole will be.
func TestAPartIsThatOfTheWholeAfterASaveThatBearsOnAll(t *testing.T) {
	shown := 0
	for seed := range uint64(4) {
		d := newDesk(seed + 200)
		for step := range 30 {
			if _, err := d.memo.Site(); err != nil {
				t.Fatal(err)
			}
			name, text := "content/site.yaml", fmt.Sprintf("format: 1\ntitle: T%d\nurl: https://example.org/\ncards: off\ndetect: {countries: %s, experts: on}\neditors: {nk: Nora %s}\ndefaults: {by: nk, checked: 2026-01-0%d}\n",
				step, d.one("on", "off"), d.one("Kell", "K."), 1+d.random.IntN(5))
			switch d.random.IntN(3) {
			case 0:
				name, text = "content/countries/kz.md", fmt.Sprintf("---\naliases: [%s]\n---\nText.\n", d.one("Some", "Steppe", "Other", "roads"))
			case 1:
				name, text = "content/experts/e1.md", fmt.Sprintf("---\nname: Ada %s\naliases: [%s]\n---\nWorks.\n", d.one("E1", "E2"), d.one("Some", "claim", "Nobody"))
			}
			d.write(name, text)
			d.memo.Changed(name, path.Dir(name))
			open := []pipeline.Record{"briefings/a", "briefings/b", "sources/s1"}
			var changed []pipeline.Record
			if r, ok := pipeline.RecordOf(name); ok {
				changed = append(changed, r)
			}
			part := d.memo.Part(append(changed, open...), []string{"briefings/a/index.html", "briefings/b/index.html", "sources/s1.html"})
			fresh, _, err := pipeline.Build(d.in)
			if err != nil {
				t.Fatal(err)
			}
			all := texts(t, fresh.Pages)
			for r, pages := range part.Pages {
				for path, got := range texts(t, slices.Collect(maps.Values(pages))) {
					shown++
					if got != all[path] {
						t.Fatalf("seed %d, step %d: after %s %s: %s", seed, step, name, r, lineDiff(got, all[path]))
					}
				}
			}
			if part.Pages["briefings/a"] == nil && all["briefings/a/index.html"] != "" {
				t.Fatalf("seed %d, step %d: after %s briefings/a is not made first", seed, step, name)
			}
		}
	}
	if shown < 300 {
		t.Errorf("only %d pages were looked at", shown)
	}
}

// What a change would bring is what the site made anew with it has, as far as the records
// that change tell.
func TestAChangeIsCheckedBeforeItIsMade(t *testing.T) {
	found, warned := 0, 0
	for seed := range uint64(5) {
		d := newDesk(seed + 300)
		for step := range 40 {
			if _, err := d.memo.Site(); err != nil {
				t.Fatal(err)
			}
			before := maps.Clone(d.root)
			names := d.edit()
			name := names[0]
			record, isOne := pipeline.RecordOf(name)
			after := maps.Clone(d.root)
			clear(d.root)
			maps.Copy(d.root, before) // it was not made yet
			if !isOne || !strings.HasPrefix(name, "content/briefings/") && !strings.HasPrefix(name, "content/sources/") || strings.HasPrefix(name, "content/briefings/") && after["content/"+string(record)+"/article.md"] == nil {
				continue // nothing else is changed in the page; and folders stay on a disk
			}
			text := []byte(nil)
			if f := after[name]; f != nil {
				text = f.Data
			}
			got := d.memo.Check([]pipeline.Record{record}, map[string][]byte{name: text})
			if again := d.memo.Check([]pipeline.Record{record}, map[string][]byte{name: text}); printed(got) != printed(again) {
				t.Fatalf("seed %d, step %d: another look finds\n%s\nthe first\n%s", seed, step, printed(again), printed(got))
			}
			_, want, err := pipeline.Build(inputOf(after))
			if err != nil {
				t.Fatal(err)
			}
			isOf := func(f diag.Diagnostic, s diag.Severity) bool {
				return record.Holds(f.File.Name) && f.Severity == s && !pipeline.IsWide(f.Code)
			}
			errors := func(list diag.List) string {
				return printed(slices.DeleteFunc(slices.Clone(list), func(f diag.Diagnostic) bool { return !isOf(f, diag.Error) }))
			}
			if got, want := errors(got), errors(want); got != want {
				t.Fatalf("seed %d, step %d: %s brings\n%s\nwant\n%s", seed, step, name, got, want)
			}
			found += got.Errors()
			for _, f := range got {
				isKnown := slices.ContainsFunc(want, func(w diag.Diagnostic) bool { return w.Code == f.Code && w.File.Name == f.File.Name })
				if isOf(f, diag.Warning) && !isKnown {
					t.Errorf("seed %d, step %d: %s brings a warning that is none: %s", seed, step, name, printed(diag.List{f}))
				}
				warned++
			}
			d.write(name, string(text))
			if text == nil {
				delete(d.root, name)
			}
			d.memo.Changed(names...)
		}
	}
	if found < 50 || warned < 50 {
		t.Errorf("only %d errors and %d warnings were looked at", found, warned)
	}
}

// The pages that list everything are no part of the site, whatever they are called.
func TestAListIsNoPart(t *testing.T) {
	d := newDesk(1)
	for _, path := range []string{"index.html", "timeline.html", "claims/index.html", "sources/index.html", "briefings/topic-roads.html"} {
		r, ok := pipeline.Owner(path)
		if !ok {
			continue
		}
		if part := d.memo.Part([]pipeline.Record{r}, nil); len(part.Pages[r]) > 0 {
			t.Errorf("%s is shown of a part", path)
		}
	}
}
