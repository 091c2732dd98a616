package markdown

import (
	"slices"
	"strings"
	"testing"
)

// The text is not kept: it must come out of the HTML as it was.
func FuzzTextComesOutOfTheHTML(f *testing.F) {
	for _, src := range []string{
		"", "One.", "A & B &amp; C &lt;d&gt; \\* &copy; &nGt; &nvlt; \x00 \ufffd", "# Title\n\n<!-- no text -->\n\nLast  \nline.\n\n- \n- item\n",
		"| a | |\n|---|---|\n| | b |\n", "```go\nx := 1 < 2\n```\n\n`a  b`", "![picture](x.png)\n\ntext[^1]\n\n[^1]: note",
	} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		want, got := string(record(src, Options{}).seen), Parse(src, Options{}).Text()
		if got != want {
			t.Errorf("the text of %q is %q, want %q", src, got, want)
		}
		recorded := record(src, Options{}).places
		if d := Parse(src, Options{}).spread(); !slices.Equal(d.runs, recorded.runs) || !slices.Equal(d.blocks, recorded.blocks) || !slices.Equal(d.tags, recorded.tags) {
			t.Errorf("the places of %q are %+v, want %+v", src, d.places, recorded)
		}
	})
}

func TestAroundIsTheTextOfTheBlocksOfARange(t *testing.T) {
	d := Parse([]byte("One *two* & [three](x).\n\n- four\n- five\n\n```\nsix\n\nseven\n```\n"), Options{})
	text := d.Text()
	for _, test := range []struct{ words, want string }{
		{"two", "One two & three."},
		{"One two & three.", "One two & three."},
		{"three.\n\nfour", "One two & three.\n\nfour"},
		{"five", "five"},
		{"seven", "six\n\nseven\n"},
	} {
		start := strings.Index(text, test.words)
		got, from := d.Around(Range{start, start + len(test.words)})
		if got != test.want || text[from:from+len(got)] != got {
			t.Errorf("around %q: %q at %d, want %q", test.words, got, from, test.want)
		}
	}
	if got, from := d.Around(Range{len(text), len(text)}); got != "" || from != len(text) {
		t.Errorf("around nothing: %q at %d", got, from)
	}
}
