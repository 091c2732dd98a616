package render_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
)

// fields is a site that uses what few sites use.
var fields = map[string]string{
	"site.yaml": "format: 1\ntitle: T\neditors: {nk: {name: Nora Kell}}\ndefaults: {by: nk}\nassessments: {contradicted: Refuted}\nx_theme: plain\n",
	"sources/annex.md": `---
title: Loan annex
type: article
url: https://example.org/annex
archived: https://archive.example/annex
dead: 2026-04-01
publisher: Ministry
volume: 3
issue: 2
pages: 14-16
doi: 10.1234/ab(c)
extracts:
  - {at: p. 2, words: Les prêts, lang: fr, translation: The loans, translated_by: nk}
corrections:
  - {date: 2026-04-20, what: The page was wrong., by: nk}
x_shelf: [A 3, B 4]
---
`,
	"sources/copy.md":           "---\ntitle: Copy of it\ntype: web\npublisher: Blog\ncopy_of: annex\n---\n",
	"sources/official.md":       "---\ntitle: Talk with an official\ntype: interview\nlang: ru\ndisclosure: The desk pays for the line.\nunnamed: {because: The post would be lost., approved_by: nk}\n---\n",
	"sources/wire.md":           "---\ntitle: After it\ntype: news\npublisher: Wire\nbased_on: annex\n---\n",
	"experts/ada.md":            "---\nname: Ada Lane\ndisclosures: [{what: Advised a bank, source: annex p. 2}]\ncorrections:\n  - {date: 2026-04-21, what: The name was misspelt., by: nk}\n---\n",
	"countries/kz.md":           "---\ncorrections:\n  - {date: 2026-04-22, what: The fact was wrong., by: nk}\n---\n",
	"pages/imprint.md":          "---\ntitle: Imprint\ncorrections:\n  - {date: 2026-04-23, what: The street was wrong., by: nk}\n---\nText.\n",
	"briefings/b/media/map.png": "picture",
	"briefings/b/article.md": `---
title: Who pays?
date: 2026-04-10
status: published
topics: [roads, debt]
image: media/map.png
countries: [kz]
authors: [ada]
---
One claim. Another claim. A third. A fourth.
`,
	"briefings/b/annotations/check.md": "---\nquote: One claim\nassessment: contradicted\nweight: key\ncontradicts: [{source: annex, at: p. 2, nature: primary}, copy, wire]\ncontext: official\n---\n",
	"briefings/b/annotations/asked.md": "---\nquote: A third\nkind: question\n---\nWho?\n",
	"briefings/b/annotations/said.md":  "---\nquote: A fourth\nspeaker: An official\nsaid_to_us: 2026-04-01\nunnamed: {because: Asked for it., approved_by: nk}\n---\n",
	"briefings/b/annotations/gone.md":  "---\nquote: Another claim\nexpert: ada\nsaid_in: annex p. 2\nabout: check\nstatus: withdrawn\nwithdrawn_because: It was wrong.\n---\n",
}

func TestEveryFieldIsShownWhereItBelongs(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range fields {
		files["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	shown := map[string]string{}
	pages, codes := build(t, files, nil)
	for _, p := range pages {
		var b bytes.Buffer
		if err := p.Render(&b); err != nil {
			t.Fatalf("%s: %v", p.Path, err)
		}
		shown[p.Path] = b.String()
	}
	for _, test := range []struct{ page, want string }{
		{"sources/annex.html", "volume 3, issue 2, pages 14-16"},
		{"sources/annex.html", `href="https://doi.org/10.1234/ab`},
		{"sources/annex.html", `lang="fr"`},
		{"sources/annex.html", "translated by Nora Kell"},
		{"sources/annex.html", "The page was wrong."},
		{"sources/annex.html", "Copied as"},
		{"sources/copy.html", "Copy of <a"},
		{"sources/wire.html", "Rests on <a"},
		{"sources/official.html", "<dt>Language</dt><dd>ru</dd>"},
		{"sources/official.html", "<b>Disclosure:</b> The desk pays for the line."},
		{"sources/official.html", "<b>Not named:</b> The post would be lost."},
		{"briefings/b/check.html", `<p class="item-note">The desk pays for the line.</p>`},
		{"briefings/b/said.html", "Not named: Asked for it."},
		{"sources/sources.csl.json", `"language": "ru"`},
		{"experts/ada.html", "The name was misspelt."},
		{"experts/ada.html", "Loan annex</a>, p. 2"},
		{"countries/kz.html", "The fact was wrong."},
		{"imprint.html", "The street was wrong."},
		{"corrections.html", "The street was wrong."},
		{"briefings/b/index.html", `topic-roads.html">roads</a>`},
		{"briefings/b/index.html", `src="../../briefings/b/media/map.png" alt=""`},
		{"briefings/b/index.html", `<li data-v="contradicted"></li>`},
		{"briefings/b/index.html", "“Who pays?” T"},
		{"briefings/b/check.html", "primary: Loan annex, p. 2"},
		{"briefings/b/check.html", "secondary: Copy of it; After it"},
		{"briefings/b/check.html", "Refuted</span> · key claim ·"},
		{"briefings/b/index.html", "Refuted</span> · key claim ·"},
		{"briefings/b/check.html", `href="https://archive.example/annex"`},
		{"briefings/b/gone.html", "Another claim"},
	} {
		if !strings.Contains(shown[test.page], test.want) {
			t.Errorf("%s does not show %q (findings %v)", test.page, test.want, codes)
		}
	}
	for _, test := range []struct{ page, unwanted string }{
		{"briefings/b/asked.html", "Evidence</h2>"},
		{"briefings/b/check.html", "Quotes on this claim"},
		{"briefings/b/check.html", `href="https://example.org/annex"`},
		{"sources/annex.html", "translated by nk"},
	} {
		if strings.Contains(shown[test.page], test.unwanted) {
			t.Errorf("%s shows %q", test.page, test.unwanted)
		}
	}
}

func TestOwnFieldsReachTemplates(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range fields {
		files["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	own := fstest.MapFS{"source.html": {Data: []byte(`{{range .Extras}}{{.Key}}={{range .Values}}{{.}};{{end}}{{end}}`)}}
	pages, _ := build(t, files, own)
	for _, p := range pages {
		if p.Path != "sources/annex.html" {
			continue
		}
		var b bytes.Buffer
		if err := p.Render(&b); err != nil || b.String() != "x_shelf=A 3;B 4;" {
			t.Errorf("%q, %v", b.String(), err)
		}
		return
	}
	t.Error("the source has no page")
}
