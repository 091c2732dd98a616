package report_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefing/generator/check"
	"briefing/generator/pipeline"
	"briefing/generator/report"
)

// sections makes the report of a site and returns its items by section.
func sections(t *testing.T, files map[string]string) (report.View, map[string][]report.Item) {
	t.Helper()
	root := fstest.MapFS{"content/site.yaml": {Data: []byte("format: 1\ntitle: T\n")}}
	for name, text := range files {
		root["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	now := time.Date(2026, 9, 1, 6, 0, 0, 0, time.UTC)
	site, list := pipeline.Connect(pipeline.Input{Root: root, Drafts: true, Now: now})
	view := report.Make(site, check.Judge(site, list, check.Options{Now: now}), now)
	items := map[string][]report.Item{}
	for _, s := range view.Sections {
		items[s.ID] = s.Items
	}
	return view, items
}

func TestSourcesOfOnePublisherAreASingleLine(t *testing.T) {
	for _, test := range []struct {
		name, publisher, stance, assessment string
		want                                int
	}{
		{"two of one publisher", "Ministry", "supports", "supported", 1},
		{"two of two publishers", "Valley Post", "supports", "supported", 0},
		{"the other side is the one that counts", "Ministry", "contradicts", "contradicted", 1},
		{"both sides have weight", "Ministry", "supports", "disputed", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, items := sections(t, map[string]string{
				"sources/one.md":               "---\ntitle: One\ntype: report\npublisher: Ministry\n---\n",
				"sources/two.md":               "---\ntitle: Two\ntype: report\npublisher: " + test.publisher + "\n---\n",
				"briefings/b/article.md":       "---\ntitle: B\ndate: 2026-04-10\n---\nBelmark lends the money.\n",
				"briefings/b/annotations/a.md": "---\nquote: lends the money\nassessment: " + test.assessment + "\n" + test.stance + ": [one, two]\n---\n",
			})
			if got := items["one-line"]; len(got) != test.want {
				t.Errorf("on a single line: %v, want %d", got, test.want)
			}
		})
	}
}

func TestTheEmptySiteHasNothingLeftToDo(t *testing.T) {
	view, items := sections(t, nil)
	for id, of := range items {
		if len(of) > 0 {
			t.Errorf("%s: %v", id, of)
		}
	}
	var page strings.Builder
	if err := view.HTML(&page); err != nil {
		t.Fatal(err)
	}
	if text := page.String(); strings.Contains(text, "<section") || strings.Count(text, "<tr>") != len(view.Sections) {
		t.Errorf("the page of an empty site is\n%s", text)
	}
}

func TestMissingVoicesAreListedByCountry(t *testing.T) {
	claim := func(words, countries, experts string) string {
		return "---\nquote: " + words + "\nassessment: supported\nsupports: one\ncountries: [" + countries + "]\n" + experts + "---\n"
	}
	_, items := sections(t, map[string]string{
		"sources/one.md":               "---\ntitle: One\ntype: report\npublisher: Ministry\ndate: 2026-01-01\n---\n",
		"experts/ada.md":               "---\nname: Ada Lane\naffiliations: [{organisation: Hill University, country: kz}]\n---\n",
		"briefings/b/article.md":       "---\ntitle: B\ndate: 2026-04-10\n---\nBelmark lends the money. The guards stand there. Nobody pays.\n",
		"briefings/b/annotations/a.md": claim("lends the money", "kz, kg, uz", "experts: [{agrees: ada, said_in: one}]\n"),
		"briefings/b/annotations/c.md": claim("The guards stand", "kg", "experts: [{agrees: ada, said_in: one}]\n"),
		"briefings/b/annotations/d.md": claim("Nobody pays", "kg", ""), // nobody is quoted at all
	})
	want := []report.Item{{Place: "kg", Words: "Kyrgyzstan: on 2 of 3 claims (b/a, b/c)"}, {Place: "uz", Words: "Uzbekistan: on 1 of 1 claim (b/a)"}}
	if got := items["unheard"]; !slices.Equal(got, want) {
		t.Errorf("missing voices: %v, want %v", got, want)
	}
}

func TestWhatIsAcceptedIsLeftToDo(t *testing.T) {
	_, items := sections(t, map[string]string{
		"site.yaml":      "format: 1\ntitle: T\nchecks: {source-unused: off}\n",
		"experts/ada.md": "---\nname: Ada Lane\nallow: [{code: expert-unused, because: Soon.}]\n---\n",
		"sources/one.md": "---\ntitle: One\ntype: report\n---\n",
	})
	if got := items["unused"]; len(got) != 2 {
		t.Errorf("unused: %v", got)
	}
}
