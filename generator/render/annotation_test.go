package render_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// shown builds a site and returns one page of it.
func shown(t *testing.T, content fstest.MapFS, path string) string {
	t.Helper()
	pages, _ := build(t, content, nil)
	return page(t, pages, path)
}

// assessed is a site with one claim; more is added to the front matter of its
// annotation.
func assessed(more string) fstest.MapFS {
	return fstest.MapFS{
		"content/site.yaml":                    {Data: []byte("format: 1\ntitle: T\nurl: https://x.example/\neditors: {nk: {name: N. Kell}}\n")},
		"content/sources/o.md":                 {Data: []byte("---\ntitle: Old\ntype: web\nauthors: [A]\ndate: 2015\nurl: https://a.example/\narchived: https://archive.example/a\n---\n")},
		"content/sources/n.md":                 {Data: []byte("---\ntitle: New\ntype: web\nauthors: [B]\ndate: 2025-03\nurl: https://b.example/\n---\n")},
		"content/briefings/b/article.md":       {Data: []byte("---\ntitle: B\ndate: 2026-01-01\nstatus: published\n---\nOne came before. Then the *road was\nclosed* in May, it says. Another came after.\n\nOther words.\n")},
		"content/briefings/b/annotations/a.md": {Data: []byte("---\nquote: road was closed\nassessment: supported\nsupports: [o, n]\nby: nk\nchecked: 2026-02-03\n" + more + "---\nText.\n")},
	}
}

func TestPageOfAClaimStandsAlone(t *testing.T) {
	text := shown(t, assessed("would_change: A map of June.\ncorrections: [{date: 2026-02-03, what: Seen again., from: unverified, to: supported}]\n"), "briefings/b/a.html")
	for what, want := range map[string]string{
		"claim":         "<h1>“road was closed”</h1>",
		"who and when":  "N. Kell · <time datetime=\"2026-02-03\">3 February 2026</time>",
		"sentence":      "“Then the <mark>road was closed</mark> in May, it says.” <a href=\"../../briefings/b/index.html#c-a\">",
		"change":        "<b>What would change this:</b> A map of June.",
		"other side":    "<h3 class=\"side-word\">Against</h3>\n<p class=\"quiet\">No source is listed.</p>",
		"dates":         "oldest 2015, newest March 2025",
		"copies":        ">1 of 2 web sources</a>",
		"lines":         "2 sources for, 2 independent lines",
		"before":        "Unverified</span> until <time datetime=\"2026-02-03\">",
		"now":           "Supported</span> now",
		"words":         "./index.html#:~:text=road%20was%20closed",
		"citation":      "N. Kell. “road was closed.” “B”, T, 3 February 2026. https://x.example/briefings/b/a.html",
		"bibtex":        "@online{b-a,\n  title = {{road was closed}},\n  author = {{N. Kell}},",
		"search engine": "<meta name=\"description\" content=\"Text.\">",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s: no %q", what, want)
		}
	}
}

func TestPageOfAClaimLeavesOutWhatItsEditorDid(t *testing.T) {
	text := shown(t, assessed(""), "briefings/b/a.html")
	for _, not := range []string{"What would change", "History", "until <time", "Confidence"} {
		if strings.Contains(text, not) {
			t.Errorf("it says %q", not)
		}
	}
}

// Braces and backslashes would be commands in BibTeX.
func TestCitationsHoldNoCommands(t *testing.T) {
	text := shown(t, assessed("claim: 'a } b \\input{x} 5 % & #1'\n"), "briefings/b/a.html")
	if want := `title = {{a \} b \textbackslash{}input\{x\} 5 \% \&amp; \#1}},`; !strings.Contains(text, want) {
		t.Errorf("no %q", want)
	}
}

func TestFrontPageTellsWhatChangedOrWasCheckedLast(t *testing.T) {
	if text := shown(t, assessed(""), "index.html"); !strings.Contains(text, "Newest checks") || strings.Contains(text, "What changed") {
		t.Error("it does not show the newest checks of a site without corrections")
	}
	corrected := assessed("corrections: [{date: 2026-02-03, what: Seen again., from: unverified, to: supported}]\n")
	if text := shown(t, corrected, "index.html"); strings.Contains(text, "Newest checks") || !strings.Contains(text, "Unverified → Supported") {
		t.Error("it does not show a changed assessment, old and new")
	}
}

func TestPageOfAClaimLeadsToOtherBriefings(t *testing.T) {
	site := assessed("see: [old/c]\n")
	site["content/briefings/old/article.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Old briefing\ndate: 2025\nstatus: published\n---\nThe road is closed.\n")}
	site["content/briefings/old/annotations/c.md"] = &fstest.MapFile{Data: []byte("---\nquote: road is closed\nkind: context\n---\nText.\n")}
	_, elsewhere, found := strings.Cut(shown(t, site, "briefings/b/a.html"), "<h2>In other briefings</h2>")
	if !found || !strings.Contains(elsewhere, `<a href="../../briefings/old/c.html">road is closed</a>`) {
		t.Error("it does not lead to the claim in another briefing")
	}
	if back := shown(t, site, "briefings/old/c.html"); !strings.Contains(back, `<a href="../../briefings/b/a.html">`) {
		t.Error("the other does not lead back")
	}
	_, codes := build(t, assessed("see: [old/c]\n"), nil)
	if !slices.Contains(codes, "annotation-unknown") {
		t.Errorf("findings %v on a briefing that is not there", codes)
	}
}
