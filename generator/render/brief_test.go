package render_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// citing is a briefing whose notes use the same sources, with more sources of a context.
func citing(more int) fstest.MapFS {
	files := map[string]string{
		"site.yaml":              "format: 1\ntitle: T\ndefaults: {by: nk, checked: 2026-03-01}\neditors: {nk: {name: Nora Kell}}\n",
		"sources/post.md":        "---\ntitle: A talk\ntype: news\npublisher: Post\ndate: 2026-01-02\nurl: https://post.example/talk\nextracts: [{words: I was there.}]\n---\n",
		"sources/day-a.md":       "---\ntitle: The first of the day\ntype: news\npublisher: Day\ndate: 2026-01-03\nurl: https://day.example/a\n---\n",
		"sources/day-b.md":       "---\ntitle: The second of the day\ntype: news\npublisher: Day\ndate: 2026-01-03\nurl: https://day.example/b\narchived: https://web.archive.org/web/20260202101500/https://day.example/b\n---\n",
		"experts/ada.md":         "---\nname: Ada Lane\naffiliations:\n  - {organisation: Old School, role: dean, from: 2001, to: 2010}\n  - {organisation: Hill, role: professor, from: 2011}\n---\n",
		"briefings/b/article.md": "---\ntitle: B\ndate: 2026-03-01\nstatus: published\n---\nOne came. Two came. She said I was there.\n",
		"briefings/b/annotations/a.md": "---\nquote: One came\nassessment: supported\ngist: One.\nsupports: [post, day-a, day-b]\n" +
			"experts: [{agrees: ada, said_in: post}]\n---\n",
		"briefings/b/annotations/c.md": "---\nquote: Two came\nassessment: supported\ngist: Two.\nsupports: [post p. 3, day-b]\n---\n",
		"briefings/b/annotations/q.md": "---\nquote: I was there\nexpert: ada\nsaid_in: post\ngist: Exact.\n---\n",
	}
	for i := range more {
		files[fmt.Sprintf("sources/m%d.md", i)] = fmt.Sprintf("---\ntitle: More %d\ntype: web\nurl: https://more.example/%[1]d\n---\n", i)
	}
	if more > 0 {
		var all []string
		for i := range more {
			all = append(all, fmt.Sprintf("m%d", i))
		}
		files["briefings/b/annotations/m.md"] = "---\nquote: She said\ncontext: [" + strings.Join(all, ", ") + "]\n---\nMore.\n"
	}
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// TestASourceIsNamedInFullOnce looks at the notes: title and address of a source stand
// in the first that uses it, those that follow say where.
func TestASourceIsNamedInFullOnce(t *testing.T) {
	pages, _ := build(t, citing(0), nil)
	text := page(t, pages, "briefings/b/index.html")
	notes := strings.Split(text, `<li class="note"`)[1:]
	for i, wants := range [][]string{
		{`<a href="../../sources/post.html">Post, 2 January 2026</a>: <a href="https://post.example/talk">A talk</a> · secondary<blockquote>I was there.</blockquote>`,
			`<b>agrees</b> · <a href="../../experts/ada.html">Ada Lane</a>, professor, Hill, quoted above from <a href="../../sources/post.html">Post, 2 January 2026</a></li>`,
			`<a href="../../sources/day-a.html">The first of the day, 3 January 2026</a> · <a href="https://day.example/a">document</a>`},
		{`<a href="../../sources/post.html">Post, 2 January 2026</a>, p. 3 (note 1) · secondary`, `<a href="../../sources/day-b.html">The second of the day, 3 January 2026</a> (note 1)`},
		{`</span> <a href="../../experts/ada.html">Ada Lane</a>, professor, Hill: Exact.</p>`, `<p>Said in <cite><a href="../../sources/post.html">A talk</a></cite> (note 1)`},
	} {
		for _, want := range wants {
			if !strings.Contains(notes[i], want) {
				t.Errorf("note %d has no\n%s\nbut is\n%s", i+1, want, notes[i])
			}
		}
	}
	for _, address := range []string{"https://post.example/talk", "https://day.example/a", "https://day.example/b"} {
		if n := strings.Count(text, `href="`+address+`"`); n != 1 {
			t.Errorf("%s stands %d times", address, n)
		}
	}
	if n := strings.Count(notes[0], "<blockquote>"); n != 1 {
		t.Errorf("the words of the first note stand %d times", n)
	}
}

var entryForm = regexp.MustCompile(`<li><a href="../../sources/([^"]*).html">`)

// TestManySourcesHaveAPage counts entries of the list below the article and of the page.
func TestManySourcesHaveAPage(t *testing.T) {
	few, _ := build(t, citing(22), nil)
	list := func(text string) []string {
		_, text, _ = strings.Cut(text, `<ul class="sources">`)
		text, _, _ = strings.Cut(text, "</ul>")
		var ids []string
		for _, m := range entryForm.FindAllStringSubmatch(text, -1) {
			ids = append(ids, m[1])
		}
		return ids
	}
	text := page(t, few, "briefings/b/index.html")
	if got := list(text); len(got) != 25 || strings.Join(got[:3], " ") != "day-a day-b m0" || got[24] != "post" {
		t.Errorf("below the article stand %d: %q", len(got), got)
	}
	if want := `<a href="../../sources/post.html">Post, 2 January 2026: A talk</a> · news · in <a href="#n-a">1</a>, <a href="#n-c">2</a>, <a href="#n-q">4</a></li>`; !strings.Contains(text, want) {
		t.Errorf("no %s in\n%s", want, text)
	}
	many, _ := build(t, citing(23), nil)
	text = page(t, many, "briefings/b/index.html")
	if got := list(text); len(got) > 0 || !strings.Contains(text, `<a href="sources.html">All 26 sources as a list</a>`) {
		t.Errorf("below the article stand %d", len(got))
	}
	text = page(t, many, "briefings/b/sources.html")
	if got := list(text); len(got) != 26 {
		t.Errorf("the page has %d sources", len(got))
	}
	for _, want := range []string{
		`Day, 3 January 2026</a>: <a href="https://day.example/b" rel="external">The second of the day</a> · news · in <a href="index.html#n-a">1</a>, <a href="index.html#n-c">2</a> · <a href="https://web.archive.org/web/20260202101500/https://day.example/b"`,
		`<a href="../../sources/m0.html">More 0</a> · <a href="https://more.example/0" rel="external">document</a> · web`,
		`<a href="../../briefings/b/index.html">B</a>`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	for _, p := range few {
		if p.Path == "briefings/b/sources.html" {
			t.Error("few sources have a page")
		}
	}
}

// TestTheColorsOfCodeComeWithCode looks for the style sheet in the heads of two pages.
func TestTheColorsOfCodeComeWithCode(t *testing.T) {
	fsys := citing(0)
	fsys["content/pages/code.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Code\n---\n~~~go\nvar x = 1\n~~~\n")}
	fsys["content/pages/about.md"] = &fstest.MapFile{Data: []byte("---\ntitle: About\n---\nWrite `<pre class=\"code\"` for code.\n")}
	pages, _ := build(t, fsys, nil)
	for path, want := range map[string]int{"code.html": 1, "about.html": 0} {
		head, _, _ := strings.Cut(page(t, pages, path), "</head>")
		if n := strings.Count(head, `<link rel="stylesheet" href="sheets/code.css?v=`); n != want {
			t.Errorf("%s has %d style sheets for code, want %d", path, n, want)
		}
	}
}
