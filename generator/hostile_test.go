package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"briefing/generator/diag"
	"briefing/generator/pipeline"
	"briefing/static"
	"briefing/templates"
)

// attackLines are strings that put a script on a page, or a request to another
// host, where a program fails to escape them. ⟦a⟧ is the character of that number.
//
//go:embed testdata/hostile/attacks.txt
var attackLines string

var numbered = regexp.MustCompile(`⟦[0-9a-f]+⟧`)

func attacks(t testing.TB) []string {
	t.Helper()
	var all []string
	for line := range strings.Lines(attackLines) {
		all = append(all, numbered.ReplaceAllStringFunc(strings.TrimSuffix(line, "\n"), func(s string) string {
			n, err := strconv.ParseUint(s[len("⟦"):len(s)-len("⟧")], 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			return string(rune(n))
		}))
	}
	if len(all) < 200 {
		t.Fatalf("only %d attacks", len(all))
	}
	return all
}

// quoted is a value in front matter.
func quoted(text string) string {
	q, err := json.Marshal(text)
	if err != nil {
		panic(err) // it is a text
	}
	return string(q)
}

// hostileRecords are files in which $A is a value, $B is text, and $N a number. What
// must have a form of its own is right.
var hostileRecords = map[string]string{
	"sources/a$N.md": `---
title: $A
type: web
authors: [$A]
publisher: $A
container: $A
url: https://e.example/$N
volume: $A
issue: $A
pages: $A
extracts:
  - {at: p. 1, words: $A, translation: $A, translated_by: $A, lang: fr}
  - {at: p. 2, words: Words two here}
corrections: [{date: 2026-01-01, what: $A, by: nk}]
retracted: {date: 2026-01-01, reason: $A}
x_own: [$A]
---
$B
`,
	"experts/e$N.md": `---
name: $A
aliases: [$A]
field: [$A]
affiliations: [{organisation: $A, role: $A, country: kz}]
disclosures: [{what: $A}]
not: [$A]
links: [https://e.example/$N]
---
$B
`,
	"pages/p$N.md": "---\ntitle: $A\nsummary: $A\n---\n$B\n",
	"briefings/b$N/article.md": `---
title: $A
date: 2026-01-01
status: published
authors: [$A]
summary: $A
topics: [$A]
findings: [$A]
not_mentions: [$A]
events: [{date: 2026-01-01, what: $A, countries: [kz]}]
corrections: [{date: 2026-01-01, what: $A, by: nk}]
---
Passage one here. Words two here. Words three here. Words four here. Words five here. Kazakhstan.

$B
`,
	"briefings/b$N/annotations/a.md": `---
quote: Passage one here
claim: $A
assessment: supported
confidence: high
because: $A
would_change: $A
supports: [{source: a$N, at: p. 1, note: $A}]
experts: [{agrees: e$N, said_in: a$N p. 1, note: $A}]
claimed_by: $A
searched: $A
corrections: [{date: 2026-01-01, what: $A, by: nk}]
countries: [kz]
x_own: $A
---
$B
`,
	"briefings/b$N/annotations/q.md": "---\nquote: Words two here\nexpert: e$N\nsaid_in: a$N p. 1\ndiffers: $A\n---\n$B\n",
	"briefings/b$N/annotations/s.md": "---\nquote: Words three here\nspeaker: $A\nsaid_to_us: 2026-01-01\nunseen: $A\ngist: $A\n---\n$B\n",
	"briefings/b$N/annotations/o.md": "---\nquote: Words four here\nkind: question\n---\n$B\n",
	"briefings/b$N/annotations/w.md": "---\nquote: Words five here\nstatus: withdrawn\nwithdrawn_because: $A\n---\n$B\n",
}

// hostileForms are files in which a value that must have a form is an attack.
var hostileForms = map[string]string{
	"sources/a$N.md":                 "---\ntitle: T\ntype: web\nurl: $A\narchived: $A\ndoi: $A\nisbn: $A\ncsl: {custom: $A}\nextracts: [{at: $A, words: $A, lang: $A}]\n---\n",
	"experts/e$N.md":                 "---\nname: Name $N\nlinks: [$A]\n---\n",
	"briefings/b$N/article.md":       "---\ntitle: T\ndate: 2026-01-01\nstatus: published\nimage: $A\n---\nPassage one here.\n\n[x]($B) ![y]($B) <$B>\n\n[x]: $B\n\n[z]: <$B> ($B)\n[z] [x]\n",
	"briefings/b$N/annotations/a.md": "---\nquote: Passage one here\nassessment: supported\nsupports: a$N $A\nby: $A\nsee: [$A]\ndates: [$A]\ncountries: [$A]\n---\n[x]($B)\n",
}

// hostileText is text with an attack in every place of Markdown.
const hostileText = "$B\n\nText $B *$B* [text $B](https://e.example/ \"title $B\") ![alt $B](https://e.example/x.png) `$B` text.[^1]\n\n" +
	"## Heading $B\n\n> $B\n\n- $B\n\n| $B | b |\n|---|---|\n| $B | c |\n\n```$B\n$B\n```\n\n```js\n$B\n```\n\n[^1]: $B\n"

// short are files whose text is one attack alone.
var short = regexp.MustCompile(`annotations/[qsow]\.md$`)

// hostileSite is a site with a set of records for each attack.
func hostileSite(records map[string]string, all []string) fstest.MapFS {
	files := fstest.MapFS{
		"content/site.yaml": {Data: []byte("format: 1\ntitle: Hostile\nurl: https://own.example/\nlicense: CC-BY-4.0\ncards: off\neditors: {nk: {name: N}}\ndefaults: {by: nk, checked: 2026-01-01}\n")},
	}
	for i, attack := range all {
		fill := strings.NewReplacer("$N", fmt.Sprint(i), "$A", quoted(attack), "$B", attack)
		for name, text := range records {
			if !short.MatchString(name) {
				text = strings.ReplaceAll(text, "\n---\n$B\n", "\n---\n"+hostileText)
			}
			files["content/"+fill.Replace(name)] = &fstest.MapFile{Data: []byte(fill.Replace(text))}
		}
	}
	return files
}

// shown builds a site, as far as its files are right, and renders every page of it.
func shown(t testing.TB, files fstest.MapFS) (map[string][]byte, diag.List) {
	t.Helper()
	out, list, err := pipeline.Build(pipeline.Input{
		Root: files, Now: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC),
		Templates: pipeline.Overlay{Over: fstest.MapFS{}, Under: templates.FS}, Static: pipeline.Overlay{Over: fstest.MapFS{}, Under: static.FS},
	})
	if err != nil {
		t.Fatal(err)
	}
	pages := make(map[string][]byte, len(out.Pages))
	for _, p := range out.Pages {
		var b bytes.Buffer
		if err := p.Render(&b); err != nil {
			t.Fatalf("%s: %v", p.Path, err)
		}
		pages[p.Path] = b.Bytes()
	}
	return pages, list
}

// judgeFile reports what a file holds that only an author's words can have put there.
func judgeFile(t testing.TB, name string, text []byte) {
	t.Helper()
	switch path.Ext(name) {
	case ".html":
		judgePage(t, name, text)
	case ".xml":
		for d := xml.NewDecoder(bytes.NewReader(text)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
		}
	case ".json", ".jsonld":
		if !json.Valid(text) {
			t.Errorf("%s is not valid", name)
		}
	}
}

func judgePage(t testing.TB, name string, text []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			if fault := faultOf(n); fault != "" {
				t.Errorf("%s: <%s %v>: %s", name, n.Data, n.Attr, fault)
			}
		}
	}
}

// harmful are elements that no page of ours has.
var harmful = []string{
	"style", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "template", "marquee", "video", "audio", "source", "track", "param", "math",
	"foreignobject", "animate", "set", "use", "image", "handler", "portal", "bgsound", "keygen", "isindex", "noscript", "noembed", "xmp", "plaintext", "textarea", "slot",
}

// unscripted is all that may stand in a noscript element: the style sheet of notes for
// readers without scripts.
var unscripted = regexp.MustCompile(`^<link rel="stylesheet" href="(\.\./)*sheets/pairs\.css\?v=[0-9a-f]+">$`)

func faultOf(n *html.Node) string {
	attr := map[string]string{}
	for _, a := range n.Attr {
		attr[a.Key] = a.Val
		switch {
		case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc", a.Key == "formaction", a.Key == "ping", a.Key == "background", strings.ContainsAny(a.Key, "<\"'`="):
			return "an attribute " + a.Key
		case a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "cite" || a.Key == "srcset" || a.Key == "poster":
			if !isHarmless(a.Val) && !(n.Data == "a" && citation.MatchString(a.Val)) {
				return "the address " + a.Val
			}
		}
	}
	switch {
	case n.Data == "noscript" && n.Parent.Data == "head" && n.FirstChild != nil && unscripted.MatchString(n.FirstChild.Data):
	case slices.Contains(harmful, n.Data), strings.ContainsAny(n.Data, "<\"'`=:"):
		return "an element of this name"
	case n.Data == "script" && attr["type"] == "application/ld+json":
		if n.FirstChild == nil || !json.Valid([]byte(n.FirstChild.Data)) {
			return "data that are not valid"
		}
	case n.Data == "script" && (n.FirstChild != nil || !strings.Contains(attr["src"], "js/") && !strings.Contains(attr["src"], "search/")):
		return "a script"
	case n.Data == "meta" && attr["http-equiv"] != "" && attr["http-equiv"] != "Content-Security-Policy":
		return "a command to the browser"
	case n.Data == "link" && attr["rel"] == "stylesheet" && !strings.Contains(attr["href"], ".css?v="):
		return "a style sheet"
	}
	return ""
}

// citation is the address of a citation to download, of which browsers show nothing.
var citation = regexp.MustCompile(`^data:application/(vnd\.citationstyles\.csl\+json|x-bibtex|x-research-info-systems);charset=utf-8,[^"'<>\s]*$`)

// isHarmless reports whether an address runs nothing, as browsers read it: without
// what they drop.
func isHarmless(address string) bool {
	address = strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, address)
	u, err := url.Parse(address)
	if err != nil {
		return !strings.Contains(strings.SplitN(address, "/", 2)[0], ":")
	}
	return slices.Contains([]string{"", "http", "https", "mailto"}, strings.ToLower(u.Scheme)) && (u.Scheme != "" || u.Host == "")
}

func TestHostileTextsPutNothingOnPages(t *testing.T) {
	all := attacks(t)
	pages, list := shown(t, hostileSite(hostileRecords, all))
	for name, text := range pages {
		judgeFile(t, name, text)
	}
	// The attacks were on the pages: what was refused for its form was not tested.
	if want := len(all) * 9; len(pages) < want {
		t.Errorf("%d pages, want %d and more", len(pages), want)
	}
	codes := map[string]int{}
	for _, d := range list {
		if d.Severity == diag.Error {
			codes[d.Code]++
		}
	}
	t.Logf("errors: %v", codes)
	for i, attack := range all {
		if attack == "<script>alert(1)</script>" && !bytes.Contains(pages[fmt.Sprintf("sources/a%d.html", i)], []byte("&lt;script&gt;alert(1)&lt;/script&gt;")) {
			t.Errorf("the attack is not on its page:\n%s", pages[fmt.Sprintf("sources/a%d.html", i)])
		}
	}
}

func TestHostileFormsPutNothingOnPages(t *testing.T) {
	pages, _ := shown(t, hostileSite(hostileForms, attacks(t)))
	for name, text := range pages {
		judgeFile(t, name, text)
	}
	if len(pages) < 500 {
		t.Errorf("%d pages", len(pages))
	}
}

// hostileSettings is a site whose settings, and whose country, are an attack.
func hostileSettings(attack string) fstest.MapFS {
	a := quoted(attack)
	files := hostileSite(hostileRecords, []string{"harmless"})
	files["content/site.yaml"] = &fstest.MapFile{Data: []byte("format: 1\ntitle: " + a + "\nurl: https://own.example/\npublisher: " + a + "\nlicense: " + a + "\ncorrections: " + a +
		"\ncards: off\neditors: {nk: {name: " + a + "}}\nassessments: {supported: " + a + "}\ndefaults: {by: nk, checked: 2026-01-01}\ntheme: {serif: " + a + ", link: " + a + "}\nlanguage: " + a + "\n")}
	files["content/countries/kz.md"] = &fstest.MapFile{Data: []byte("---\nname: " + a + "\naliases: [" + a + "]\nnot: [" + a + "]\nfacts: [{date: 2026-01-01, what: " + a + "}]\n---\n" + attack + "\n")}
	return files
}

func TestHostileSettingsPutNothingOnPages(t *testing.T) {
	for _, attack := range attacks(t) {
		pages, _ := shown(t, hostileSettings(attack))
		for name, text := range pages {
			judgeFile(t, name, text)
		}
		if sheet := string(pages["css/site.css"]); strings.Contains(sheet, "evil.example") || strings.Contains(sheet, "javascript:") || strings.Contains(sheet, "expression(") {
			t.Errorf("the style sheet holds %q", attack)
		}
		if t.Failed() {
			t.Fatalf("attack %q", attack)
		}
	}
}
