package render_test

import (
	"strings"
	"testing"
)

func TestPagesTellProgramsWhatTheyAre(t *testing.T) {
	for page, wants := range map[string][]string{
		"briefings/b/index.html": {`<meta name="DC.type" content="newspaperArticle">`, `<meta name="citation_title" content="`, `<meta name="citation_publication_date" content="2026/01/01">`,
			`<meta property="og:type" content="article">`, `<link rel="canonical" href="https://x.example/briefings/b/">`, `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle"`},
		"briefings/b/a.html": {`<meta name="DC.type" content="webpage">`, `<meta property="og:url" content="https://x.example/briefings/b/a.html">`, `"@type":"ClaimReview"`},
		"sources/o.html":     {`<span class="Z3988" title="ctx_ver=Z39.88-2004&amp;rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&amp;rft.type=`, `<meta property="og:type" content="website">`},
		"index.html":         {`<meta property="og:title" content="`, `"@type":"WebSite"`},
	} {
		text := shown(t, assessed(""), page)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %s in\n%s", page, want, text)
			}
		}
	}
}

func TestArchivedLinksSayWhatTheyAreCopiesOf(t *testing.T) {
	files := assessed("")
	files["content/sources/o.md"].Data = []byte("---\ntitle: Old\ntype: web\nurl: https://y.example/?a=1&b=2\narchived: https://web.archive.org/web/20260402101500id_/https://y.example/\ndead: 2026-05-01\n---\n")
	want := `data-originalurl="https://y.example/?a=1&amp;b=2" data-versiondate="2026-04-02"`
	for _, page := range []string{"sources/o.html", "briefings/b/a.html"} {
		if text := shown(t, files, page); !strings.Contains(text, want) {
			t.Errorf("%s: no %s in\n%s", page, want, text)
		}
	}
}
