package render_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// mostOfList is the greatest size of a page of a list, in bytes before compression.
const mostOfList = 200_000

func TestLongListsAreInPartsWithWaysThroughThem(t *testing.T) {
	site := fstest.MapFS{"content/site.yaml": {Data: []byte("format: 1\ntitle: T\n")}}
	var ids, corrections []string
	for i := range 450 {
		id := fmt.Sprintf("s%d", i)
		ids = append(ids, id)
		corrections = append(corrections, fmt.Sprintf("{date: 2026-01-02, what: Number %d}", i))
		site["content/sources/"+id+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: %c source %d\ntype: web\nseen: full\n---\n", 'A'+i%26, i)}
		site[fmt.Sprintf("content/briefings/b%d/article.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: B %d\ndate: %d\ncountries: [kz]\n---\nText.\n", i, 2020+i/100)}
	}
	site["content/briefings/a/article.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\ndate: 2026\ncorrections: [" + strings.Join(corrections, ", ") + "]\n---\nWords.\n")}
	site["content/briefings/a/annotations/n.md"] = &fstest.MapFile{Data: []byte("---\nquote: Words\nkind: context\ncountries: [kz]\ncontext: [" + strings.Join(ids, ", ") + "]\n---\nText.\n")}
	all, _ := build(t, site, nil)
	pages := map[string]string{}
	for _, p := range all {
		var b bytes.Buffer
		if err := p.Render(&b); err != nil {
			t.Fatal(err)
		}
		pages[p.Path] = b.String()
	}
	jump := regexp.MustCompile(`href="\.\./((?:sources|briefings)/index[-0-9]*\.html)#(at-[^"]+)"`)
	for _, first := range []string{"sources/index", "briefings/index", "corrections", "countries/kz"} {
		for _, name := range []string{first + ".html", first + "-2.html", first + "-3.html"} {
			text := pages[name]
			if text == "" || len(text) > mostOfList {
				t.Errorf("%s has %d bytes, at most %d", name, len(text), mostOfList)
			}
			if strings.Contains(text, `rel="next"`) == strings.HasSuffix(name, "-3.html") || strings.Contains(text, `rel="prev"`) == (name == first+".html") {
				t.Errorf("%s does not lead to the parts around it", name)
			}
			for _, m := range jump.FindAllStringSubmatch(text, -1) {
				if !strings.Contains(pages[m[1]], `id="`+m[2]+`"`) {
					t.Errorf("%s: %s#%s leads nowhere", name, m[1], m[2])
				}
			}
		}
	}
	if n := len(jump.FindAllString(pages["sources/index.html"], -1)); n != 26 {
		t.Errorf("%d letters, want 26", n)
	}
	if n := len(jump.FindAllString(pages["briefings/index-3.html"], -1)); n != 6 {
		t.Errorf("%d years, want 6: 2020 to 2024, and 2026", n)
	}
}

func TestTopicsThatDifferInCaseAreOne(t *testing.T) {
	site := fstest.MapFS{
		"content/site.yaml":              {Data: []byte("format: 1\ntitle: T\n")},
		"content/briefings/a/article.md": {Data: []byte("---\ntitle: Newer\ndate: 2026\ntopics: [Trade & Ports, Энергия]\n---\n")},
		"content/briefings/b/article.md": {Data: []byte("---\ntitle: Older\ndate: 2025\ntopics: [trade ports, '!']\n---\n")},
	}
	text := shown(t, site, "briefings/topic-trade-ports.html")
	if !strings.Contains(text, "<h1>Topic: Trade &amp; Ports</h1>") || strings.Index(text, "Newer") > strings.Index(text, "Older") {
		t.Error("the page of the topic does not show both briefings, the newer first")
	}
	if text := shown(t, site, "briefings/index.html"); !strings.Contains(text, `<a href="../briefings/topic-trade-ports.html">Trade &amp; Ports</a> 2`) {
		t.Error("the list of briefings does not lead to the topic")
	}
	shown(t, site, "briefings/topic-u44du43du435u440u433u438u44f.html")
}
