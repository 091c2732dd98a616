package content

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// References are found in every field that names a record, and in links.
func TestReferences(t *testing.T) {
	files := map[string]string{
		"site.yaml":                      "format: 1\ntitle: T\ndefaults: {countries: [kz]}\n",
		"briefings/b/article.md":         "---\ntitle: B\ndate: 2026-01-01\nauthors: [exp, Nora Kell]\ncountries: [kg]\nno_detect: [exp]\nfindings: [\"It is. [one, two]\"]\nevents: [{date: 2026, what: x, sources: [src], countries: [tj]}]\n---\nSee [x](annotations/one.md#a), [b](../c/article.md), [c](../c/media/m.png), [d](../c/annotations/n.md), [s](../../sources/src.md) and [w](https://src.md).\n",
		"briefings/b/annotations/one.md": "---\nquote: See\nassessment: supported\nsupports: [src p. 1, {source: src, at: p. 2}]\nexperts: [{agrees: exp, said_in: src 00:10}]\nsee: [two]\nclaimed_by: exp\ncountries: [uz]\n---\n",
		"briefings/b/annotations/two.md": "---\nquote: x\nexpert: exp\nsaid_in: src\nabout: one\n---\n",
		"sources/src.md":                 "---\ntitle: S\ntype: web\nauthors: [exp, Somebody]\nbased_on: [other]\ncopy_of: other\n---\n[e](../experts/exp.md?x)\n",
		"experts/exp.md":                 "---\nname: E\naffiliations: [{organisation: O, country: kz, source: src}]\ndisclosures: [{what: W, source: src p. 1}]\n---\n",
		"countries/kz.md":                "---\nfacts: [{date: 2026, what: F, sources: [src]}]\n---\n",
		"pages/about.md":                 "---\ntitle: A\n---\n[k](../countries/kz.md)\n",
	}
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, _ := Load(fsys)
	var got []string
	for _, r := range lib.References() {
		if text := string(r.Head.File.Text()[r.At.Start:r.At.Stop]); text != r.To.ID {
			t.Errorf("%s: the place of %q holds %q", r.Head.File.Name, r.To.ID, text)
		}
		got = append(got, strings.TrimPrefix(r.Head.File.Name, "content/")+" "+strings.TrimPrefix(r.To.File(), "content/"))
	}
	want := strings.Split(strings.TrimSpace(`
site.yaml countries/kz.md
briefings/b/article.md experts/exp.md
briefings/b/article.md experts/exp.md
briefings/b/article.md countries/kg.md
briefings/b/article.md sources/src.md
briefings/b/article.md countries/tj.md
briefings/b/article.md briefings/b/annotations/one.md
briefings/b/article.md briefings/b/annotations/two.md
briefings/b/article.md briefings/b/annotations/one.md
briefings/b/article.md briefings/c/article.md
briefings/b/article.md briefings/c/article.md
briefings/b/article.md briefings/c/article.md
briefings/b/article.md briefings/c/annotations/n.md
briefings/b/article.md sources/src.md
briefings/b/annotations/one.md sources/src.md
briefings/b/annotations/one.md sources/src.md
briefings/b/annotations/one.md experts/exp.md
briefings/b/annotations/one.md sources/src.md
briefings/b/annotations/one.md experts/exp.md
briefings/b/annotations/one.md briefings/b/annotations/two.md
briefings/b/annotations/one.md countries/uz.md
briefings/b/annotations/two.md experts/exp.md
briefings/b/annotations/two.md sources/src.md
briefings/b/annotations/two.md briefings/b/annotations/one.md
sources/src.md experts/exp.md
sources/src.md sources/other.md
sources/src.md sources/other.md
sources/src.md experts/exp.md
experts/exp.md countries/kz.md
experts/exp.md sources/src.md
experts/exp.md sources/src.md
countries/kz.md sources/src.md
pages/about.md countries/kz.md`), "\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRecordsAndTheirFiles(t *testing.T) {
	for _, name := range []string{"content/briefings/b/article.md", "content/briefings/b/annotations/a.md", "content/sources/s.md", "content/experts/e.md", "content/countries/kz.md", "content/pages/p.md"} {
		r, ok := RecordOf(name)
		if !ok || r.File() != name {
			t.Errorf("%s is %+v, whose file is %s", name, r, r.File())
		}
	}
	for _, name := range []string{"content/site.yaml", "content/briefings/b/media/a.md", "content/sources/S.md", "sources/s.md", "content/sources/s.txt", ""} {
		if r, ok := RecordOf(name); ok {
			t.Errorf("%s is %+v", name, r)
		}
	}
}

func FuzzScalarIsReadAsItWasWritten(f *testing.F) {
	for _, s := range []string{"words", "a: b", "it's", "- x", "x #1", "true", "'", `"a" b`, "[x]", "a:", "ü…", "x\\y"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := oneLine(s)
		if want == "" || !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) {
			return // controls and characters without width are reported where they are read
		}
		text := "---\ntitle: " + Scalar(s) + "\ntype: web\nauthors: [" + FlowScalar(s) + "]\n---\n"
		lib, _ := Load(fstest.MapFS{"content/sources/s.md": {Data: []byte(text)}})
		source := lib.Sources[0]
		if source.Title.Value != want || len(source.Authors) != 1 || source.Authors[0].Value != want {
			t.Errorf("%q was read as %q and %q of\n%s", s, source.Title.Value, Values(source.Authors), text)
		}
	})
}
