package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"briefing/generator/bench/corpus"
	"briefing/generator/compress"
	"briefing/generator/pipeline"
	"briefing/generator/publish"
	"briefing/static"
	"briefing/templates"
)

// bench is a site that is edited and built again and again.
type bench struct {
	t    *testing.T
	root string
	made int // files that the last build made

	forms []compress.Form // of copies
	calls map[string]int  // by path, of the last build
}

func newBench(t *testing.T) *bench {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir()) // where XDG is not known
	root := t.TempDir()
	if err := corpus.Write(root, 4, 1); err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, root: root}
	b.replace(filepath.Join(root, "content", "site.yaml"), "title: ", "cards: false\ntitle: ") // they take long to draw
	return b
}

// build publishes the site as it stands, whether it has errors or not, with a memory
// or without.
func (b *bench) build(out string, withMemory bool) {
	b.t.Helper()
	root := os.DirFS(b.root)
	in := pipeline.Input{
		Root: root, Now: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Keep: keep(),
		Templates: pipeline.Overlay{Over: folder(root, "templates"), Under: templates.FS},
		Static:    pipeline.Overlay{Over: folder(root, "static"), Under: static.FS},
	}
	made, _, err := pipeline.Build(in)
	if err != nil {
		b.t.Fatal(err)
	}
	s := &site{in: in, out: made, files: files(made.Pages), forms: b.forms}
	if len(b.forms) > 0 {
		s.files = compress.Beside(s.files, b.forms, nil)
	}
	calls := make([]int, len(s.files))
	for i := range s.files {
		content := s.files[i].Content
		s.files[i].Content = func(b *bytes.Buffer) error { calls[i]++; return content(b) }
	}
	var memory *publish.Memory
	if withMemory {
		if memory = s.memory(out); memory == nil {
			b.t.Fatal("there is no memory")
		}
	}
	if _, err := publish.Update(out, s.files, memory, nil); err != nil {
		b.t.Fatal(err)
	}
	b.made, b.calls = 0, map[string]int{}
	for i, n := range calls {
		b.made += n
		b.calls[s.files[i].Path] = n
	}
}

// age makes everything look as if it had been written a while ago, since what is new
// is not remembered.
func (b *bench) age(out string) {
	b.t.Helper()
	err := filepath.WalkDir(out, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		then := time.Now().Add(-time.Hour)
		return os.Chtimes(name, then, then)
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

// read returns every file of a folder.
func (b *bench) read(dir string) map[string]string {
	b.t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		all[strings.TrimPrefix(name, dir)] = string(text)
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

// some returns a file of content/ that matches a pattern.
func (b *bench) some(r *rand.Rand, pattern string) string {
	names, err := filepath.Glob(filepath.Join(b.root, "content", filepath.FromSlash(pattern)))
	if err != nil || len(names) == 0 {
		b.t.Fatalf("%s: %v", pattern, err)
	}
	return names[r.IntN(len(names))]
}

// replace puts words in the place of others in a file.
func (b *bench) replace(name, old, now string) {
	text, err := os.ReadFile(name)
	if err == nil {
		err = os.WriteFile(name, []byte(strings.Replace(string(text), old, now, 1)), 0o644)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) write(name, text string) {
	name = filepath.Join(b.root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

const (
	annotationFiles = "briefings/*/annotations/*.md"
	articleFiles    = "briefings/*/article.md"
)

// edits are what people do to a site. n is different for each.
var edits = []struct {
	name string
	do   func(b *bench, r *rand.Rand, n int)
}{
	{"text of a note", func(b *bench, r *rand.Rand, n int) {
		b.replace(b.some(r, annotationFiles), "\n---\n", fmt.Sprintf("\n---\nMore %d. ", n))
	}},
	{"claim", func(b *bench, r *rand.Rand, n int) {
		b.replace(b.some(r, annotationFiles), "---\n", fmt.Sprintf("---\nclaim: Claim %d\n", n))
	}},
	{"assessment", func(b *bench, r *rand.Rand, _ int) {
		b.replace(b.some(r, annotationFiles), "assessment: supported", "assessment: contradicted")
	}},
	{"correction", func(b *bench, r *rand.Rand, n int) {
		b.replace(b.some(r, annotationFiles), "---\n", fmt.Sprintf("---\ncorrections:\n  - {date: 2026-02-01, what: It was %d}\n", n))
	}},
	{"a note less", func(b *bench, r *rand.Rand, _ int) { os.Remove(b.some(r, annotationFiles)) }},
	{"a note more", func(b *bench, r *rand.Rand, n int) {
		dir := filepath.Base(filepath.Dir(b.some(r, articleFiles)))
		b.write(fmt.Sprintf("content/briefings/%s/annotations/new-%d.md", dir, n), "---\nwhole: true\nsee: [briefing-1/note-0]\n---\nOn all of it.\n")
	}},
	{"a note that names another briefing", func(b *bench, r *rand.Rand, _ int) {
		b.replace(b.some(r, annotationFiles), "---\n", "---\nsee: [briefing-2/note-3, note-1]\n")
	}},
	{"a briefing more", func(b *bench, _ *rand.Rand, n int) {
		b.write(fmt.Sprintf("content/briefings/more-%d/article.md", n), "---\ntitle: More\ndate: 2026-01-05\nstatus: published\ntopics: [Roads]\n---\nAda Expert1 was in Kazakhstan.\n")
	}},
	{"title of an article", func(b *bench, r *rand.Rand, n int) {
		b.replace(b.some(r, articleFiles), "title: ", fmt.Sprintf("title: Title %d ", n))
	}},
	{"topic", func(b *bench, r *rand.Rand, _ int) {
		b.replace(b.some(r, articleFiles), "---\n", "---\ntopics: [Roads, Bridges]\n")
	}},
	{"draft", func(b *bench, r *rand.Rand, _ int) {
		b.replace(b.some(r, articleFiles), "status: published", "status: draft")
	}},
	{"withdrawn", func(b *bench, r *rand.Rand, _ int) {
		b.replace(b.some(r, articleFiles), "status: published", "status: withdrawn\nwithdrawn_because: It was wrong.")
	}},
	{"words of an article", func(b *bench, r *rand.Rand, n int) {
		b.replace(b.some(r, articleFiles), "## Section 2", fmt.Sprintf("Ada Expert%d.\n\n## Section 2", n%3))
	}},
	{"title of a source", func(b *bench, r *rand.Rand, n int) {
		b.replace(b.some(r, "sources/*.md"), "title: ", fmt.Sprintf("title: S%d ", n))
	}},
	{"origin of a source", func(b *bench, r *rand.Rand, _ int) {
		b.replace(b.some(r, "sources/*.md"), "type: report", "type: report\nbased_on: [source-4]")
	}},
	{"author of a source", func(b *bench, r *rand.Rand, n int) {
		b.replace(b.some(r, "sources/*.md"), "authors: [", fmt.Sprintf("authors: [expert-%d, ", n%3))
	}},
	{"words of a source", func(b *bench, r *rand.Rand, n int) {
		b.replace(b.some(r, "sources/*.md"), "words: ", fmt.Sprintf("words: %d ", n))
	}},
	{"retracted", func(b *bench, r *rand.Rand, _ int) {
		b.replace(b.some(r, "sources/*.md"), "type: report", "type: report\nretracted: {date: 2026-01-01, reason: Errors}")
	}},
	{"name of an expert", func(b *bench, r *rand.Rand, n int) {
		b.replace(b.some(r, "experts/*.md"), "name: Ada", fmt.Sprintf("name: Ada %d", n))
	}},
	{"post of an expert", func(b *bench, r *rand.Rand, n int) {
		b.replace(b.some(r, "experts/*.md"), "role: ", fmt.Sprintf("role: %d ", n))
	}},
	{"country", func(b *bench, r *rand.Rand, n int) {
		b.write("content/countries/"+[]string{"ad", "be", "kz"}[n%3]+".md", fmt.Sprintf("---\naliases: [road %d, border]\n---\nText %d.\n", n, n))
	}},
	{"page", func(b *bench, _ *rand.Rand, n int) {
		b.write("content/pages/about.md", fmt.Sprintf("---\ntitle: About %d\n---\n", n))
	}},
	{"settings", func(b *bench, r *rand.Rand, n int) {
		b.replace(b.some(r, "site.yaml"), "title: ", fmt.Sprintf("publisher: P%d\nassessments: {supported: Holds %d}\ntitle: ", n, n))
	}},
	{"template", func(b *bench, _ *rand.Rand, n int) {
		b.write("templates/part/foot.html", fmt.Sprintf("<footer>%d {{.Publisher}}</footer>\n", n))
	}},
	{"style", func(b *bench, _ *rand.Rand, n int) {
		b.write("static/css/base.css", fmt.Sprintf("p { margin: %dpx }\n", n))
	}},
	{"nothing", func(*bench, *rand.Rand, int) {}},
}

// TestAnotherBuildIsLikeAFreshOne makes random edits and compares the site that was
// built again and again with one that was built at once.
func TestAnotherBuildIsLikeAFreshOne(t *testing.T) {
	b := newBench(t)
	r := rand.New(rand.NewPCG(1, 2))
	out := filepath.Join(t.TempDir(), "site")
	b.build(out, true)
	for n, k := range append(r.Perm(len(edits)), r.Perm(len(edits))...) {
		edits[k].do(b, r, n)
		b.build(out, true)
		fresh := filepath.Join(t.TempDir(), "site")
		b.build(fresh, false)
		got, want := b.read(out), b.read(fresh)
		for name, text := range want {
			if got[name] != text {
				t.Fatalf("after %q (edit %d) %s differs", edits[k].name, n, name)
			}
		}
		if len(got) != len(want) {
			t.Fatalf("after %q (edit %d) there are %d files, want %d", edits[k].name, n, len(got), len(want))
		}
	}
}

func TestCopiesOfPagesAreNotMadeAgain(t *testing.T) {
	b := newBench(t)
	b.forms = []compress.Form{compress.Gzip}
	out := filepath.Join(t.TempDir(), "site")
	b.build(out, true)
	b.age(out)
	b.build(out, true)
	b.replace(filepath.Join(b.root, "content", "briefings", "briefing-1", "annotations", "note-2.md"), "\n---\n", "\n---\nMore. ")
	b.build(out, true)
	for name, want := range map[string]int{"briefing-1/index.html": 1, "briefing-1/index.html.gz": 1, "briefing-2/index.html": 0, "briefing-2/index.html.gz": 0} {
		if got, there := b.calls["briefings/"+name]; got != want || !there {
			t.Errorf("%s was made %d times, want %d", name, got, want)
		}
	}
	fresh := filepath.Join(t.TempDir(), "site")
	b.build(fresh, false)
	if got, want := b.read(out), b.read(fresh); !maps.Equal(got, want) {
		t.Error("the site is not that of a fresh build")
	}
}

func TestPagesOfBriefingsAreNotMadeAgain(t *testing.T) {
	b := newBench(t)
	out := filepath.Join(t.TempDir(), "site")
	b.build(out, true)
	all := b.made
	count := func(why string, few bool) {
		t.Helper()
		b.build(out, true)
		if isFew := b.made < all-50; isFew != few { // three of four briefings
			t.Errorf("%s: made %d files of %d", why, b.made, all)
		}
	}
	b.age(out)
	count("touched", false)
	count("nothing changed", true)
	b.replace(filepath.Join(b.root, "content", "briefings", "briefing-1", "annotations", "note-2.md"), "\n---\n", "\n---\nMore. ")
	count("a note was edited", true)
	name := filepath.Join(out, "briefings", "briefing-2", "index.html")
	if err := os.WriteFile(name, []byte("edited"), 0o644); err != nil {
		t.Fatal(err)
	}
	count("a page was edited", true)
	if text, err := os.ReadFile(name); err != nil || string(text) == "edited" {
		t.Errorf("an edited page was not mended: %v", err)
	}
	b.replace(filepath.Join(b.root, "content", "site.yaml"), "title: ", "title: Other ")
	count("other settings", false)
	for _, damage := range []func(string) error{os.Remove, func(name string) error { return os.Truncate(name, 100) }} {
		kept, err := filepath.Glob(filepath.Join(os.Getenv("XDG_CACHE_HOME"), "briefing", "sites", "*"))
		if err != nil || len(kept) != 1 {
			t.Skipf("the memory is in another place: %v", err)
		}
		b.age(out)
		b.build(out, true)
		if err := damage(kept[0]); err != nil {
			t.Fatal(err)
		}
		count("damaged memory", false)
	}
}
