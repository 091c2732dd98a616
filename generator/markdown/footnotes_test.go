package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFootnotesAreTakenOutOfTheText(t *testing.T) {
	src := "One.[^a] Two[^b], twice[^a] `[^a]`.\n\n[^a]: First *note*.\n\n    Its second paragraph.\n[^b]: See <https://example.org>.\n[^c]: Nobody refers to it.\n\nThe end.[^d]\n\n[^d]:\n    - a list\n    - of two\n"
	rest, notes := WithoutFootnotes([]byte(src))
	if want := "One. Two, twice `[^a]`.\n\n[^c]: Nobody refers to it.\n\nThe end.\n\n"; string(rest) != want {
		t.Errorf("rest %q, not %q", rest, want)
	}
	want := []Footnote{
		{"a", "First *note*.\n\nIts second paragraph.", []int{4, 15}},
		{"b", "See <https://example.org>.", []int{8}},
		{"d", "- a list\n- of two", []int{strings.Index(string(rest), "end.") + 4}},
	}
	if diff := cmp.Diff(want, notes); diff != "" {
		t.Error(diff)
	}
}

// FuzzEscapedTextIsReadAsItIs looks for text that Markdown takes for something else.
func FuzzEscapedTextIsReadAsItIs(f *testing.F) {
	for _, s := range []string{"a*b*c", "1. x", "# no", "> no", "- no", "a_b <b> & &amp; [x](y) `c` ~~d~~ | e\n---\n=", "snake_case and __init__", "www.example.org", "\\", "a\n\tb", "+", "12) x", "-", "***", "a  ", "![x](y)", "[^1]: x", "[x] task", ":--", "---|---"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "")
		var lines []string
		for _, line := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		want := strings.Join(strings.Fields(strings.Join(lines, "\n")), " ")
		doc := Parse([]byte(Escape(strings.Join(lines, "\n"))), Options{})
		if got := strings.Join(strings.Fields(doc.Text()), " "); got != want {
			t.Errorf("%q is written %q and read %q", s, Escape(strings.Join(lines, "\n")), got)
		}
	})
}
