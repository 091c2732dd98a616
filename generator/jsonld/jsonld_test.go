package jsonld_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/content"
	"briefing/generator/graph"
	"briefing/generator/jsonld"
	"briefing/generator/pipeline"
)

// files are a site with a page of every kind.
var files = map[string]string{
	"site.yaml": "format: 1\ntitle: Pass Notes\nurl: https://x.example/\npublisher: Border Notes\nlicense: CC-BY-4.0\ncards: off\n" +
		"editors: {nk: {name: Nora Kell}}\ndefaults: {by: nk, checked: 2026-04-12}\nassessments: {contradicted: Refuted}\n",
	"sources/annex.md": "---\ntitle: Loan <annex>\ntype: treaty\nauthors: [Ministry]\npublisher: Ministry\ncontainer: Gazette\ndate: 2025-11-02\n" +
		"url: https://y.example/annex\narchived: https://web.archive.org/web/20260402101500/https://y.example/annex\ndoi: 10.1/a\n---\n",
	"sources/talk.md": "---\ntitle: A talk\ntype: speech\nbased_on: annex\ndate: 2026-01\n---\n",
	"experts/ada.md": "---\nname: Ada Lane\naliases: [A. Lane]\nfield: [roads]\nlinks: [https://z.example/ada]\naffiliations:\n" +
		"  - {organisation: Old School, role: dean, from: 2001, to: 2010}\n  - {organisation: Hill University, role: professor, from: 2011, country: kz}\n---\n",
	"briefings/b/article.md": "---\ntitle: Who pays?\ndate: 2026-04-10\nstatus: published\nauthors: [nk, ada]\nsummary: Two share a road.\ncountries: [kz]\n" +
		"corrections: [{date: 2026-04-20, what: The year was wrong.}]\n---\nNo loan has terms. Others say no. Words of Ada. Uzbekistan waits. Who asks?\n",
	"briefings/b/annotations/check.md": "---\nquote: No loan has terms\nclaim: No loan has </script> terms.\nassessment: contradicted\nconfidence: high\nbecause: It is printed.\n" +
		"contradicts: annex art. 7\nsupports: talk\nclaimed_by: ada\n---\n",
	"briefings/b/annotations/open.md":  "---\nquote: Others say no\nassessment: disputed\ncontradicts: annex art. 7\nsupports: talk\nclaimed_by: Somebody\n---\n",
	"briefings/b/annotations/said.md":  "---\nquote: Words of Ada\nexpert: ada\nsaid_in: talk\n---\n",
	"briefings/b/annotations/asked.md": "---\nquote: Who asks?\nkind: question\nasked: 2026-02-01\n---\nNobody knows.\n",
	"briefings/b/annotations/gone.md":  "---\nquote: Uzbekistan waits\nstatus: withdrawn\nwithdrawn_because: It was wrong.\n---\n",
	"briefings/b/annotations/draft.md": "---\nquote: Uzbekistan waits\nstatus: draft\nassessment: supported\nsupports: talk\n---\n",
}

func site(t *testing.T, changed map[string]string) *graph.Site {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		if own, ok := changed[name]; ok {
			text = own
		}
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	s, _ := pipeline.Connect(pipeline.Input{Root: fsys, Now: time.Unix(1<<40, 0)})
	return s
}

// page returns what is said of the page at a path.
func page(t *testing.T, s *graph.Site, path string) []byte {
	t.Helper()
	i := slices.IndexFunc(s.Pages, func(p graph.Page) bool { return p.Path == path })
	if i < 0 {
		t.Fatalf("there is no page %s", path)
	}
	return jsonld.Page(s, s.Pages[i])
}

func TestPagesSayWhatTheyAreAbout(t *testing.T) {
	const (
		org     = `{"@type": "Organization", "name": "Border Notes", "url": "https://x.example/"}`
		nora    = `{"@type": "Person", "name": "Nora Kell"}`
		ada     = `{"@type": "Person", "@id": "https://x.example/experts/ada.html#person", "name": "Ada Lane"}`
		annex   = `{"@type": "Legislation", "@id": "https://x.example/sources/annex.html#source", "name": "Loan <annex>", "url": "https://y.example/annex"}`
		talk    = `{"@type": "CreativeWork", "@id": "https://x.example/sources/talk.html#source", "name": "A talk"}`
		article = `{"@type": "NewsArticle", "@id": "https://x.example/briefings/b/#article", "url": "https://x.example/briefings/b/"}`
		license = `"https://creativecommons.org/licenses/by/4.0/"`
	)
	list := func(id string) string {
		return `{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": {"@id": "https://x.example/sources/` + id + `.html#source"}}]}`
	}
	s := site(t, nil)
	for path, want := range map[string]string{
		"briefings/b/index.html": `{"@type": "NewsArticle", "@id": "https://x.example/briefings/b/#article", "url": "https://x.example/briefings/b/",
			"headline": "Who pays?", "abstract": "Two share a road.", "datePublished": "2026-04-10", "dateModified": "2026-04-20",
			"author": [` + nora + `, ` + ada + `], "publisher": ` + org + `, "inLanguage": "en", "license": ` + license + `, "isAccessibleForFree": true,
			"speakable": {"@type": "SpeakableSpecification", "cssSelector": ["h1", ".summary"]},
			"about": [{"@type": "Country", "@id": "https://x.example/countries/kz.html#country", "name": "Kazakhstan"}],
			"mentions": [{"@type": "Country", "@id": "https://x.example/countries/uz.html#country"}],
			"hasPart": [{"@type": "Claim", "@id": "https://x.example/briefings/b/check.html#claim"}, {"@type": "Claim", "@id": "https://x.example/briefings/b/open.html#claim"},
				{"@type": "Quotation", "@id": "https://x.example/briefings/b/said.html#quote"}],
			"citation": [{"@type": "CreativeWork", "@id": "https://x.example/sources/talk.html#source"}, {"@type": "CreativeWork", "@id": "https://x.example/sources/annex.html#source"}],
			"correction": [{"@type": "CorrectionComment", "text": "The year was wrong.", "datePublished": "2026-04-20", "url": "https://x.example/briefings/b/"}]}`,
		"briefings/b/check.html": `{"@type": "ClaimReview", "url": "https://x.example/briefings/b/check.html", "claimReviewed": "No loan has </script> terms.",
			"itemReviewed": {"@type": "Claim", "@id": "https://x.example/briefings/b/check.html#claim", "text": "No loan has </script> terms.", "author": ` + ada + `, "appearance": ` + article + `},
			"reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1, "alternateName": "Refuted", "ratingExplanation": "Confidence: high. It is printed."},
			"author": ` + nora + `, "datePublished": "2026-04-12", "inLanguage": "en", "license": ` + license + `, "citation": [` + talk + `, ` + annex + `],
			"positiveNotes": ` + list("talk") + `, "negativeNotes": ` + list("annex") + `}`,
		"briefings/b/open.html": `{"@type": "Claim", "@id": "https://x.example/briefings/b/open.html#claim", "text": "Others say no", "author": {"name": "Somebody"},
			"appearance": ` + article + `, "citation": [` + talk + `, ` + annex + `]}`,
		"briefings/b/said.html": `{"@type": "Quotation", "@id": "https://x.example/briefings/b/said.html#quote", "text": "Words of Ada", "creator": ` + ada + `,
			"dateCreated": "2026-01", "isBasedOn": ` + talk + `, "isPartOf": ` + article + `}`,
		"briefings/b/asked.html": `{"@type": "Question", "@id": "https://x.example/briefings/b/asked.html#question", "text": "Nobody knows.", "datePublished": "2026-02-01", "isPartOf": ` + article + `}`,
		"briefings/b/gone.html":  ``,
		"briefings/index.html":   ``,
		"experts/ada.html": `{"@type": "ProfilePage", "url": "https://x.example/experts/ada.html", "mainEntity": {"@type": "Person", "@id": "https://x.example/experts/ada.html#person",
			"name": "Ada Lane", "alternateName": ["A. Lane"], "jobTitle": "professor", "affiliation": {"@type": "Organization", "name": "Hill University"},
			"knowsAbout": ["roads"], "sameAs": ["https://z.example/ada"]}}`,
		"countries/kz.html": `{"@type": "CollectionPage", "url": "https://x.example/countries/kz.html", "name": "Kazakhstan", "about": {"@type": "Country",
			"@id": "https://x.example/countries/kz.html#country", "name": "Kazakhstan", "identifier": {"@type": "PropertyValue", "propertyID": "ISO 3166-1 alpha-2", "value": "KZ"},
			"sameAs": "https://www.iso.org/obp/ui/#iso:code:3166:KZ"}}`,
		"sources/annex.html": `{"@type": "Legislation", "@id": "https://x.example/sources/annex.html#source", "name": "Loan <annex>", "url": "https://y.example/annex",
			"author": [{"name": "Ministry"}], "datePublished": "2025-11-02", "archivedAt": "https://web.archive.org/web/20260402101500/https://y.example/annex",
			"mainEntityOfPage": "https://x.example/sources/annex.html", "publisher": {"@type": "Organization", "name": "Ministry"},
			"isPartOf": {"@type": "CreativeWork", "name": "Gazette"}, "sameAs": "https://doi.org/10.1/a"}`,
		"index.html": `{"@type": "WebSite", "name": "Pass Notes", "url": "https://x.example/", "inLanguage": "en", "publisher": ` + org + `, "license": ` + license + `}`,
	} {
		got := page(t, s, path)
		if strings.ContainsAny(string(got), "<>&") {
			t.Errorf("%s could end its script element: %s", path, got)
		}
		if want == "" {
			if got != nil {
				t.Errorf("%s is about nothing that stands, but says %s", path, got)
			}
			continue
		}
		want = `{"@context": "https://schema.org", ` + strings.TrimPrefix(want, "{")
		if diff := cmp.Diff(decoded(t, []byte(want)), decoded(t, got)); diff != "" {
			t.Errorf("%s:\n%s", path, diff)
		}
	}
}

func decoded(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

// A site without an address can still be read from a disk: its addresses are
// relative to the page.
func TestAddressesAreRelativeWithoutOne(t *testing.T) {
	s := site(t, map[string]string{"site.yaml": "format: 1\ntitle: Pass Notes\n"})
	got := string(page(t, s, "briefings/b/said.html"))
	if !strings.Contains(got, `"@id":"../../briefings/b/index.html#article"`) || strings.Contains(got, "https://x.example") {
		t.Error(got)
	}
}

func TestLicensesHaveAddresses(t *testing.T) {
	for name, want := range map[string]string{
		"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/", "CC-BY-NC-SA-3.0": "https://creativecommons.org/licenses/by-nc-sa/3.0/",
		"CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/", "ODbL-1.0": "https://spdx.org/licenses/ODbL-1.0.html",
		"https://x.example/terms": "https://x.example/terms", "all rights reserved": "", "": "",
	} {
		if got := jsonld.License(content.Text{Value: name}); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

// An article with many sources has a page of them, and that page says what it cites.
func TestManySourcesAreCitedOnTheirPage(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	for i := range 30 {
		fsys[fmt.Sprintf("content/sources/s%02d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Source %d\ntype: web\n---\n", i)}
		fsys[fmt.Sprintf("content/briefings/b/annotations/n%02d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nwhole: true\ncontext: s%02d\n---\n", i)}
	}
	s, _ := pipeline.Connect(pipeline.Input{Root: fsys, Now: time.Unix(1<<40, 0)})
	article, sources := page(t, s, "briefings/b/index.html"), page(t, s, "briefings/b/sources.html")
	if n := bytes.Count(article, []byte(`"citation"`)); n != 0 {
		t.Errorf("the article names its sources: %s", article)
	}
	if n := bytes.Count(sources, []byte(`"CreativeWork"`)); n != 32 || !bytes.Contains(sources, []byte(`"@id":"https://x.example/briefings/b/#article"`)) {
		t.Errorf("the page of sources names %d: %s", n, sources)
	}
}
