package render_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefing/generator/pipeline"
	"briefing/static"
	"briefing/templates"
)

// published renders what belongs to the search of a site without drafts.
func published(t *testing.T, content, own fstest.MapFS) map[string]string {
	t.Helper()
	out, list, err := pipeline.Build(pipeline.Input{
		Root: content, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Templates: templates.FS,
		Static: pipeline.Overlay{Over: own, Under: static.FS},
	})
	if err != nil || list.Errors() > 0 {
		t.Fatal(err, list)
	}
	all := map[string]string{}
	for _, p := range out.Pages {
		if !strings.HasPrefix(p.Path, "search") && !strings.HasPrefix(p.Path, "js/") {
			continue
		}
		var b bytes.Buffer
		if err := p.Render(&b); err != nil {
			t.Errorf("%s: %v", p.Path, err)
		}
		all[p.Path] = b.String()
	}
	return all
}

func article(fields, text string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte("---\ntitle: A title\ndate: 2025-01-01\n" + fields + "\n---\n" + text)}
}

func TestWhatIsHeldBackIsNotInTheIndex(t *testing.T) {
	source := func(word string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: Source " + word + "\ntype: web\n---\nText.")}
	}
	note := func(fields string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\nquote: Some words\n" + fields + "\n---\nA note.")}
	}
	all := published(t, fstest.MapFS{
		"content/site.yaml":                          {Data: []byte("format: 1\ntitle: T\n")},
		"content/briefings/open/article.md":          article("status: published", "Some words plainlypublic."),
		"content/briefings/open/annotations/held.md": note("status: draft\ncontext: held\nclaim: Secretnote"),
		"content/briefings/draft/article.md":         article("status: draft", "Some words secretdraft."),
		"content/briefings/draft/annotations/n.md":   note("context: draft"),
		"content/briefings/embargo/article.md":       article("status: published\nembargo: 2026-05-01T06:00+02:00", "Some words secretembargo."),
		"content/briefings/gone/article.md":          article("status: withdrawn\nwithdrawn_because: It was wrong.", "Some words secretwithdrawn."),
		"content/briefings/gone/annotations/n.md":    note("context: gone"),
		"content/sources/held.md":                    source("secretheld"),
		"content/sources/draft.md":                   source("secretsource"),
		"content/sources/gone.md":                    source("secretgone"),
	}, nil)
	if text := all["search/index.js"]; !strings.Contains(text, "plainlypubl") {
		t.Errorf("a published word is not in the index: %s", text)
	}
	for name, text := range all {
		if i := strings.Index(strings.ToLower(text), "secret"); i >= 0 {
			t.Errorf("%s holds …%s…", name, text[max(0, i-40):min(len(text), i+40)])
		}
	}
}

func TestALargeSiteHasAPageForEachLetter(t *testing.T) {
	content := fstest.MapFS{"content/site.yaml": {Data: []byte("format: 1\ntitle: T\n")}}
	var text strings.Builder
	for i := range 1100 {
		fmt.Fprintf(&text, "Word%04d is here. ", i)
		content[fmt.Sprintf("content/briefings/b/annotations/n%d.md", i)] = &fstest.MapFile{
			Data: fmt.Appendf(nil, "---\nquote: Word%04d is\nclaim: '%c claim %04d'\n---\nText.", i, 'A'+rune(i%2), i),
		}
	}
	content["content/briefings/b/article.md"] = article("status: published", text.String())
	all := published(t, content, nil)
	for page, want := range map[string]int{"search/letter-a.html": 500, "search/letter-a-2.html": 51, "search/letter-b.html": 500, "search/letter-b-2.html": 50, "search.html": 0} {
		if n := strings.Count(all[page], "<li><a href=\"../briefings/b/"); n != want {
			t.Errorf("%s has %d titles, not %d", page, n, want)
		}
	}
	for _, link := range []string{`href="search/letter-a.html"`, `href="search/letter-b.html"`} {
		if !strings.Contains(all["search.html"], link) {
			t.Errorf("the search page has no link %s", link)
		}
	}
	if first, last := strings.Index(all["search/letter-a.html"], "A claim 0000"), strings.Index(all["search/letter-a.html"], "A claim 0998"); first < 0 || last < first {
		t.Errorf("the first titles stand at %d and %d", first, last)
	}
	if !strings.Contains(all["search/letter-a-2.html"], `rel="prev"`) {
		t.Error("the second part has no way back")
	}
}

func TestScriptsArePublishedShortened(t *testing.T) {
	const broken = "let a = (; // no script\n"
	all := published(t, fstest.MapFS{"content/site.yaml": {Data: []byte("format: 1\ntitle: T\n")}}, fstest.MapFS{
		"js/own.js":    {Data: []byte("/* Head. */\nlet a = \"// no comment\"; // goes\n\tlet b = 1;\n")},
		"js/text.js":   {Data: []byte("/* Head. */\nlet a = `\n\t// text\n`;\n")},
		"js/broken.js": {Data: []byte(broken)},
	})
	if got, want := all["js/own.js"], `let a="// no comment",b=1`; got != want {
		t.Errorf("published is %q, not %q", got, want)
	}
	if got := all["js/text.js"]; !strings.Contains(got, "\n\t// text\n") {
		t.Errorf("a template literal became %q", got)
	}
	if got := all["js/broken.js"]; got != broken {
		t.Errorf("what is no script became %q", got)
	}
}
