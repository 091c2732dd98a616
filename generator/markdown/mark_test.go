package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// numbered marks with the indexes of their marks and closes with a chip.
func numbered(marks []Range, links ...Anchor) Marking {
	return Marking{
		Marks: marks, Links: links,
		Open: func(marks, first []int) string {
			return fmt.Sprintf("<mark data-n=%q data-first=%q>", fmt.Sprint(marks), fmt.Sprint(first))
		},
		After: func(mark int) string { return fmt.Sprintf("<chip n=%q>", fmt.Sprint(mark)) },
	}
}

func TestMarkWrapsWholeInlineElements(t *testing.T) {
	for _, test := range []struct{ name, source, words, want string }{
		{"plain words", "one two three", "two", "<p>one [two]0 three</p>"},
		{"over emphasis", "one *two* three", "one two three", "<p>[one <em>two</em> three]0</p>"},
		{"emphasis alone", "one *two* three", "two", "<p>one [<em>two</em>]0 three</p>"},
		{"into emphasis", "one *two three* four", "one two", "<p>[one ]<em>[two]0 three</em> four</p>"},
		{"out of emphasis", "one *two three* four", "three four", "<p>one <em>two [three]</em>[ four]0</p>"},
		{"ends inside a link", "see [the long report](a.html) now", "see the long", `<p>[see ]<a href="a.html">[the long] report</a>0 now</p>`},
		{"whole link", "see [it](a.html) now", "it", `<p>see [<a href="a.html">it</a>]0 now</p>`},
		{"code", "a `b < c` d", "b < c", "<p>a [<code>b &lt; c</code>]0 d</p>"},
		{"entity", "a &amp; b &eacute;", "& b é", "<p>a [&amp; b é]0</p>"},
		{"escape", `a \*b\* c`, "*b*", "<p>a [*b*]0 c</p>"},
		{"line break", "one\ntwo  \nthree", "two\nthree", "<p>one\n[two<br>\nthree]0</p>"},
		{"two blocks", "one two\n\nthree four", "two\n\nthree", "<p>one [two]</p>\n<p>[three]0 four</p>"},
		{"list items", "- one\n- two", "one\n\ntwo", "<ul>\n<li>[one]</li>\n<li>[two]0</li>\n</ul>"},
		{"table cells", "|a|b|\n|-|-|\n|c|d|", "c\n\nd", `<table>` + "\n<thead>\n" + `<tr><th scope="col">a</th><th scope="col">b</th></tr>` + "\n</thead>\n<tbody>\n<tr><td>[c]</td><td>[d]0</td></tr>\n</tbody>\n</table>"},
		{"over a footnote number", "one[^1] two\n\n[^1]: note", "one two", `<p>[one<sup id="fnref-1"><a href="#fn-1" class="footnote-ref" role="doc-noteref">1</a></sup> two]0</p>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := Parse([]byte(test.source), Options{})
			start := strings.Index(doc.Text(), test.words)
			if start < 0 {
				t.Fatalf("no %q in %q", test.words, doc.Text())
			}
			got := string(doc.Mark(numbered([]Range{{start, start + len(test.words)}})))
			short := strings.NewReplacer(`<mark data-n="[0]" data-first="[0]">`, "[", `<mark data-n="[0]" data-first="[]">`, "[", "</mark>", "]", `<chip n="0">`, "0").Replace(got)
			if short = strings.TrimSpace(short); !strings.HasPrefix(short, test.want) {
				t.Errorf("got  %s\nwant %s", short, test.want)
			}
		})
	}
}

func TestMarksOverlapWithoutNesting(t *testing.T) {
	doc := Parse([]byte("one two three four"), Options{})
	got := doc.Mark(numbered([]Range{{0, 13}, {4, 18}, {4, 7}}))
	want := `<p><mark data-n="[0]" data-first="[0]">one </mark>` +
		`<mark data-n="[0 1 2]" data-first="[1 2]">two</mark><chip n="2">` +
		`<mark data-n="[0 1]" data-first="[]"> three</mark><chip n="0">` +
		`<mark data-n="[1]" data-first="[]"> four</mark><chip n="1"></p>` + "\n"
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestLinksAreInsertedWhereNothingStandsInTheWay(t *testing.T) {
	source := "In Kazakhstan and [Kazakhstan](x.html) and `Kazakhstan` and *Kazakh*stan.\n\n# Kazakhstan\n"
	doc := Parse([]byte(source), Options{})
	var links []Anchor
	for from := 0; ; {
		i := strings.Index(doc.Text()[from:], "Kazakhstan")
		if i < 0 {
			break
		}
		links = append(links, Anchor{Range{from + i, from + i + 10}, "<a class=m>"})
		from += i + 10
	}
	got := string(doc.Mark(numbered([]Range{{0, 13}}, links...)))
	want := `<p><mark data-n="[0]" data-first="[0]">In <a class=m>Kazakhstan</a></mark><chip n="0"> and <a href="x.html">Kazakhstan</a> and <code>Kazakhstan</code> and <em>Kazakh</em>stan.</p>
<h1 id="kazakhstan">Kazakhstan</h1>
`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestMarkInsideAnInsertedLinkDoesNotSplitIt(t *testing.T) {
	doc := Parse([]byte("the Central African Republic is"), Options{})
	link := Anchor{Range{4, 28}, "<a>"}
	for _, test := range []struct {
		mark Range
		want string
	}{
		{Range{4, 11}, `<p>the <a>[Central] African Republic</a>0 is</p>`},
		{Range{12, 28}, `<p>the <a>Central [African Republic]</a>0 is</p>`},
		{Range{0, 11}, `<p>[the ]<a>[Central] African Republic</a>0 is</p>`},
		{Range{20, 31}, `<p>the <a>Central African [Republic]</a>[ is]0</p>`},
		{Range{4, 28}, `<p>the [<a>Central African Republic</a>]0 is</p>`},
	} {
		got := string(doc.Mark(numbered([]Range{test.mark}, link)))
		short := strings.NewReplacer(`<mark data-n="[0]" data-first="[0]">`, "[", `<mark data-n="[0]" data-first="[]">`, "[", "</mark>", "]", `<chip n="0">`, "0").Replace(got)
		if strings.TrimSpace(short) != test.want {
			t.Errorf("%v: got %s, want %s", test.mark, short, test.want)
		}
	}
}

func TestCodeIsHighlightedWithClassesAndKeepsItsText(t *testing.T) {
	const code = "func f() string {\n\treturn \"<x>\" // é\n}\n"
	doc := Parse([]byte("Before.\n\n```go\n"+code+"```\n\n```nonsense\nx < y\n```\n"), Options{})
	if !strings.Contains(doc.Text(), code) {
		t.Errorf("text %q", doc.Text())
	}
	for _, want := range []string{`<code class="language-go"><span class="kd">func</span>`, `<span class="s">&#34;&lt;x&gt;&#34;</span>`, "x &lt; y"} {
		want = strings.ReplaceAll(want, "&#34;", `"`)
		if !strings.Contains(string(doc.HTML()), want) {
			t.Errorf("no %q in %s", want, doc.HTML())
		}
	}
	if strings.Contains(string(doc.HTML()), "style=") {
		t.Error("an inline style")
	}
	start := strings.Index(doc.Text(), "return")
	if got := "Before.\n\n```go\n" + code; doc.Source(start) != strings.Index(got, "return") {
		t.Errorf("Source = %d", doc.Source(start))
	}
	if marked := string(doc.Mark(numbered([]Range{{start, start + 12}}))); strip(marked) != string(doc.HTML()) {
		t.Errorf("marked: %s", marked)
	}
}

var seeds = []string{
	"", "one *two **three** four* five", "a [b *c*](d) e `f` <https://g.example> &amp; \\* &#x41;",
	"# H\n\n> q *r*\n> s\n\n- a\n- b\n\n  c\n\n1. d\n", "|a|b|\n|:-|-:|\n|*c*|`d`|\n", "```go\nfunc f() { return \"<x>\" }\n```\n",
	"x[^1] y[^1]\n\n[^1]: foot *note*\n", "![alt *x*](p.png) <b>raw</b> <!-- c -->\n\n<div>\nx\n</div>\n", "~~s~~ - [ ] t\n\n- [x] u\n",
	"a\\\nb  \nc\td\n\n\tcode\n", "«x» — “y” é\u0301 \x00 \xff", "[x](javascript:alert(1)) [y](//z) <a@b.example>",
}

func FuzzMarksNeverChangeTheText(f *testing.F) {
	for i, s := range seeds {
		f.Add(s, i, 7, 3, 20, 5, 6)
	}
	f.Fuzz(func(t *testing.T, source string, a, b, c, d, e, g int) {
		doc := Parse([]byte(source), Options{MinHeading: 2, IDPrefix: "p-"})
		n := len(doc.Text()) + 1
		at := func(x, y int) Range {
			x, y = ((x%n)+n)%n, ((y%n)+n)%n
			return Range{onRune(doc.Text(), min(x, y)), onRune(doc.Text(), max(x, y))}
		}
		marks := []Range{at(a, b), at(c, d), at(b, c)}
		got := string(doc.Mark(numbered(marks, Anchor{at(e, g), "<a data-l>"})))
		checkNesting(t, got)
		if bare := strip(got); bare != string(doc.HTML()) {
			t.Fatalf("without marks:\n%q\nwant\n%q", bare, doc.HTML())
		}
		for i, m := range marks {
			want := strings.Join(strings.Fields(doc.Text()[m.Start:m.Stop]), "")
			if got := strings.Join(strings.Fields(marked(got, i)), ""); got != strings.ReplaceAll(want, "\x00", "\uFFFD") {
				t.Fatalf("mark %d holds %q, want %q in %q", i, got, want, doc.HTML())
			}
		}
	})
}

func FuzzSourceIsInsideAndRises(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		doc := Parse([]byte(source), Options{})
		for i := range len(doc.Text()) + 1 {
			if at := doc.Source(i); at < 0 || at > len(source) {
				t.Fatalf("Source(%d) = %d, outside of %q", i, at, source)
			}
		}
		for _, b := range doc.Blocks() {
			if b.Start >= b.Stop || b.Stop > len(doc.Text()) {
				t.Fatalf("block %v of %q", b, doc.Text())
			}
		}
	})
}

// onRune moves an offset back to the beginning of a character.
func onRune(s string, i int) int {
	for i > 0 && i < len(s) && s[i]&0xC0 == 0x80 {
		i--
	}
	return i
}

// strip takes out what Mark put in. The fuzzed text cannot hold the tags: raw
// HTML is escaped.
func strip(s string) string {
	var b strings.Builder
	inLink := false
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		end := strings.IndexByte(s[i:], '>') + i + 1
		tag := s[i:end]
		switch {
		case strings.HasPrefix(tag, "<mark"), tag == "</mark>", strings.HasPrefix(tag, "<chip"):
		case tag == "<a data-l>":
			inLink = true
		case tag == "</a>" && inLink:
			inLink = false
		default:
			b.WriteString(tag)
		}
		s = s[end:]
	}
	return b.String() + s
}

// marked returns the text inside the pieces of one mark.
func marked(s string, mark int) string {
	z := html.NewTokenizer(strings.NewReader(s))
	var b strings.Builder
	on, skip := false, false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.StartTagToken:
			token := z.Token()
			if token.Data == "mark" {
				on = slices.Contains(strings.Fields(strings.Trim(token.Attr[0].Val, "[]")), fmt.Sprint(mark))
			}
			skip = skip || token.Data == "a" && len(token.Attr) > 1 && strings.HasPrefix(token.Attr[1].Val, "footnote-")
		case html.EndTagToken:
			token := z.Token()
			on = on && token.Data != "mark"
			skip = skip && token.Data != "a"
		case html.TextToken:
			if on && !skip {
				b.WriteString(z.Token().Data)
			}
		}
	}
}

var void = map[string]bool{"br": true, "img": true, "hr": true, "input": true, "chip": true}

func checkNesting(t *testing.T, s string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(s))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Fatalf("not closed: %v in %q", open, s)
			}
			return
		case html.StartTagToken:
			if name := z.Token().Data; !void[name] {
				if (name == "mark" || name == "a") && slices.Contains(open, name) {
					t.Fatalf("%s in %s: %q", name, name, s)
				}
				open = append(open, name)
			}
		case html.EndTagToken:
			name := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != name {
				t.Fatalf("</%s> closes %v in %q", name, open, s)
			}
			open = open[:len(open)-1]
		}
	}
}
