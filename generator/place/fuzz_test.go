package place_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"briefing/generator/content"
	"briefing/generator/place"
)

// FuzzPassagesStandInTheArticle looks for anything in anything. What is found lies in
// the text, in its order; what is not is a finding in its file.
func FuzzPassagesStandInTheArticle(f *testing.F) {
	for _, seed := range [][2]string{
		{"The road over the pass is long. The pass is high.", "over the pass"}, {"One. Two. One.", "One"}, {"A *b* c `d` e", "b c d"},
		{"# Kazakhstan\n\n| a | b |\n|---|---|\n| c | d |", "c … d"}, {"“Ünder” – the ‘pass’…", "[[Ünder]] - the"}, {"", ""}, {"a\x00b", "a"}, {"x", "]] ["},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, body, quote string) {
		lib, list := content.Load(fstest.MapFS{
			"content/site.yaml":                         {Data: []byte("format: 1\ntitle: T\n")},
			"content/briefings/pass/article.md":         {Data: []byte("---\ntitle: T\ndate: 2026-01-01\n---\n" + body)},
			"content/briefings/pass/annotations/one.md": {Data: []byte("---\nquote: " + content.Scalar(quote) + "\n---\nText.\n")},
		})
		if list.Errors() > 0 {
			t.Skip() // no text, or no passage
		}
		articles, faults := place.All(lib, place.Past{Published: func(string) []string { return []string{"a[[" + quote + "]]b"} }})
		text := lib.Briefings[0].Body.Text()
		last := 0
		for _, r := range articles[0].Passages[0] {
			if r.Start < last || r.Stop <= r.Start || r.Stop > len(text) {
				t.Fatalf("a passage at %d to %d of %d bytes behind %d", r.Start, r.Stop, len(text), last)
			}
			last = r.Stop
		}
		for _, m := range articles[0].Mentions {
			if m.Start < 0 || m.Stop <= m.Start || int(m.Stop) > len(text) {
				t.Fatalf("a mention at %d to %d of %d bytes", m.Start, m.Stop, len(text))
			}
		}
		for _, d := range faults {
			if d.Start < 0 || d.Stop < d.Start || d.Stop > len(d.File.Text()) {
				t.Fatalf("%s at %d to %d of %d bytes", d.Code, d.Start, d.Stop, len(d.File.Text()))
			}
			for _, line := range strings.Split(d.Paste, "\n") {
				if line != "" && strings.ContainsAny(line, "\x00\x7f") {
					t.Fatalf("a control character to paste: %q", line)
				}
			}
		}
	})
}
