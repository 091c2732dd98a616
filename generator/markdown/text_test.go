package markdown

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// The text is not kept: it must come out of the HTML as it was.
func FuzzTextComesOutOfTheHTML(f *testing.F) {
	for _, src := range []string{
		"", "One.", "A & B &amp; C &lt;d&gt; \\* &copy; &nGt; &nvlt; \x00 \ufffd", "# Title\n\n<!-- no text -->\n\nLast  \nline.\n\n- \n- item\n",
		"Some words, as (most) notes have: 3.5% - \"quoted\"; a/b = c + d?\n\n", "See http://a.b or www.a.b", "a. b", "A: b",
		"| a | |\n|---|---|\n| | b |\n", "```go\nx := 1 < 2\n```\n\n`a  b`", "![picture](x.png)\n\ntext[^1]\n\n[^1]: note",
	} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		want, got := string(record(src, Options{}).seen), Parse(src, Options{}).Text()
		if got != want {
			t.Errorf("the text of %q is %q, want %q", src, got, want)
		}
		whole := record(src, Options{})
		if got := string(Parse(src, Options{}).HTML()); got != string(whole.out) {
			t.Errorf("the HTML of %q is %q, want %q", src, got, whole.out)
		}
		recorded := whole.places
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

// What passes for prose is what parsing makes of it.
func TestProseIsAParagraphAsItStands(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	parts := strings.Split("a|B|www|http|ftp|mailto:|com|.|.|,|;|:|?|(|)|'|\"|-|--|%|/|+|=|==| | |1|12|1.|1)|x", "|")
	n := 0
	for range 20000 {
		var b strings.Builder
		for range 1 + r.IntN(9) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		src := []byte(b.String())
		if !isProse(src) {
			continue
		}
		n++
		if got, want := string(Parse(src, Options{}).HTML()), string(record(src, Options{}).out); got != want {
			t.Fatalf("the HTML of %q is %q, want %q", src, got, want)
		}
	}
	if n < 1000 {
		t.Errorf("only %d texts were prose", n)
	}
}

// What is kept of a long text says the same as the text itself.
func TestLongTextsAreKeptWhole(t *testing.T) {
	short := "## A *title*\n\nWords with `code`, a [link](x.md) & more.\n\n- one\n- two\n\n"
	doc := Parse([]byte(strings.Repeat(short, 200)), Options{})
	if doc.packed == nil {
		t.Fatal("the text is not long enough to be packed")
	}
	plain := doc.whole()
	at := Range{1000, 1400}
	around, start := doc.Around(at)
	for what, same := range map[string]bool{
		"HTML":   doc.HTML() == plain.HTML(),
		"text":   doc.Text() == plain.Text() && strings.Count(doc.Text(), "A title") == 200,
		"around": strings.Contains(around, plain.Text()[at.Start:at.Stop]) && plain.Text()[start:start+len(around)] == around,
		"code":   slices.Equal(doc.Code(), plain.Code()) && len(doc.Code()) == 200,
		"marks":  doc.Mark(testMarking(at)) == plain.Mark(testMarking(at)) && doc.Mark(testMarking(at)) != doc.HTML(),
	} {
		if !same {
			t.Errorf("the %s of the packed text differs", what)
		}
	}
}

func testMarking(r Range) Marking {
	return Marking{Marks: []Range{r}, Open: func([]int, []int) string { return "<mark>" }, After: func(int) string { return "" }}
}
