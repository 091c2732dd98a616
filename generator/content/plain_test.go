package content

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/diag"
)

// nodes of both readers of one front matter; isPlain says that the fast one did
// not give up.
func nodes(text string) (fast, library node, isPlain bool, findings diag.List) {
	r := &reader{file: diag.NewFile("x.md", []byte("---\n"+text))}
	if !r.characters() {
		return node{}, node{}, false, nil
	}
	fast, isPlain = (&plain{text: text, base: 4}).mapping()
	library, _ = r.decode(4, 4+len(text), text)
	return fast, library, isPlain, r.list
}

func FuzzPlainReadsAsTheLibrary(f *testing.F) {
	for _, text := range []string{
		"a: b\n", "quote: words: here\n", "a: 'it''s'\n", "a: 'its'\nb: \"x\"\n", "a: [b, c d, e-f]\nb: {c: d e, f: g}\n",
		"a:\n  - b\n  - c d\ne: f\n", "a:\n- b\n- c\nd: e\n", "x:\n  - at: p. 1\n    words: it is\n  - at: p. 2\n    words: 'so'\n",
		"a:\n  b: c\n  d:\n    e: f\ng: h\n", "a: b\n  c\n", "a: |\n  b\n", "a: b # c\n", "# c\na: b\n", "a:\nb: c\n", "a: -1\nb: - c\n",
		"a: b  \n\nc: d", "a: é ü “q”\n", "a: b\na: c\n", "a: [b, c: d]\n", "a: {b: c:d}\n", "a: [http://x.y/z]\n", "a: ~\n", "a: null\n", "a: []\n", "a: {}\n",
		" a: b\n", "a: b\n c: d\n", "a:\n  - - b\n", "a:\n  -  b: c\n     d: e\n", "...\na: b\n", "a: &b c\n", "a: 2026-01-01\nb: https://x.y/?z=1&u=2#v\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fast, library, isPlain, findings := nodes(text)
		if !isPlain {
			return
		}
		if len(findings) > 0 {
			t.Fatalf("%q is plain, but the library reports %v", text, findings)
		}
		if diff := cmp.Diff(library, fast, cmp.AllowUnexported(node{}, pair{})); diff != "" {
			t.Errorf("%q: library (-), plain (+)\n%s", text, diff)
		}
	})
}

// Front matter as editors write it must be read the fast way, or the fast way is
// for nothing.
func TestFrontMatterOfTheDemonstrationIsPlain(t *testing.T) {
	names, err := filepath.Glob("../../content/*/*.md")
	if err != nil || len(names) < 100 {
		t.Fatalf("%d files: %v", len(names), err)
	}
	left := 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(text), "---\n")
		front, _, found := strings.Cut(rest, "---\n")
		if _, isPlain := (&plain{text: front}).mapping(); found && !isPlain {
			left++
		}
	}
	if left*10 > len(names) {
		t.Errorf("%d of %d files are left to the library", left, len(names))
	}
}
