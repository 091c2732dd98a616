package graph_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/content"
	"briefing/generator/graph"
	"briefing/generator/place"
)

// files are what most tests begin with; more replaces or adds.
func connect(t *testing.T, o graph.Options, more map[string]string) (*graph.Site, []string) {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"site.yaml":         "format: 1\ntitle: T\neditors: {nk: Nora Kell, ab: Ada Lane}\ndefaults: {by: nk, recheck_after: 6 months, countries: [kz]}\n",
		"sources/s1.md":     "---\ntitle: One\ntype: web\npublisher: Wire\nnature: primary\n---\n",
		"sources/s2.md":     "---\ntitle: Two\ntype: web\npublisher: Wire\n---\n",
		"sources/s3.md":     "---\ntitle: Three\ntype: web\npublisher: Paper\nbased_on: s4\n---\n",
		"sources/s4.md":     "---\ntitle: Four\ntype: web\npublisher: Agency\n---\n",
		"sources/s5.md":     "---\ntitle: Five\ntype: web\npublisher: Radio\ncopy_of: s4\nnature: tertiary\n---\n",
		"sources/s6.md":     "---\ntitle: Six\ntype: web\nauthors: [ada]\n---\n",
		"sources/s7.md":     "---\ntitle: Seven\ntype: web\npublisher: Press\nauthors: [ada]\n---\n",
		"sources/s8.md":     "---\ntitle: Eight\ntype: web\n---\n",
		"sources/unused.md": "---\ntitle: Unused\ntype: web\n---\n",
		"experts/ada.md":    "---\nname: Ada Lane\naffiliations:\n  - {organisation: Hill University, role: professor, from: 2019, to: 2021, country: se}\n---\n",
		"briefings/b/article.md": "---\ntitle: B\ndate: 2026-01-01\nstatus: published\ncountries: [uz]\ndefaults: {checked: 2026-02-01}\n---\n" +
			"One claim stands here. Another one. Moscow is far; Georgia too.\n\n## Part\n\nMoscow again, and Ada Lane’s words.\n",
		"briefings/b/annotations/z-first.md":  "---\nquote: One claim\nassessment: supported\nsupports: [s1, s2, s3, s4, s5, s6, s7, s8]\nclaimed_by: ada\n---\n",
		"briefings/b/annotations/a-second.md": "---\nquote: Another one\nkind: question\nby: ab\nchecked: 2026-03-31\ncountries: [ru]\n---\nText.\n",
	} {
		files["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, text := range more {
		files["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, list := content.Load(files)
	articles, faults := place.All(lib, place.Past{})
	list = append(list, faults...)
	site, faults := graph.Connect(lib, articles, o)
	var codes []string
	for _, d := range append(list, faults...) {
		codes = append(codes, d.Code)
	}
	return site, codes
}

func titles(sources []*graph.Source) []string {
	var all []string
	for _, s := range sources {
		all = append(all, s.Title.Value)
	}
	return all
}

func TestIndependentLinesFollowOriginPublisherAndAuthor(t *testing.T) {
	site, _ := connect(t, graph.Options{}, nil)
	lines := graph.Independent(site.Annotations[0].Distinct(content.Supports))
	var got [][]string
	for _, g := range lines.Groups {
		got = append(got, titles(g))
	}
	want := [][]string{{"One", "Two"}, {"Three", "Four", "Five"}, {"Six", "Seven"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Eight"}, titles(lines.Unstated)); diff != "" {
		t.Errorf("origin not stated: %s", diff)
	}
}

func TestMeasuresCountWhatIsThere(t *testing.T) {
	site, _ := connect(t, graph.Options{}, nil)
	a := site.Annotations[0]
	if diff := cmp.Diff([]string{"Six", "Seven"}, titles(a.FromClaimant())); diff != "" {
		t.Errorf("from the claimant: %s", diff)
	}
	if got := a.Natures(); got != [3]int{1, 6, 1} {
		t.Errorf("natures %v", got)
	}
	c := site.Briefings[0].Coverage
	if len(c.Sentences) != 4 || c.Touched != 2 || c.Checked != 1 {
		t.Errorf("coverage %+v", c)
	}
}

func TestAnnotationsStandInTheOrderOfTheArticle(t *testing.T) {
	site, _ := connect(t, graph.Options{}, nil)
	b := site.Briefings[0]
	if b.Annotations[0].ID != "z-first" || b.Annotations[0].N != 1 || b.Annotations[1].N != 2 {
		t.Errorf("%s is number %d, %s number %d", b.Annotations[0].ID, b.Annotations[0].N, b.Annotations[1].ID, b.Annotations[1].N)
	}
}

func TestDefaultsAreInheritedFromBriefingThenSite(t *testing.T) {
	site, _ := connect(t, graph.Options{}, nil)
	first, second := site.Annotations[0], site.Annotations[1]
	if first.By != "Nora Kell" || first.CheckedOn.Value != "2026-02-01" || first.Countries[0].Code != "kz" || first.Due.String() != "2026-08-01" {
		t.Errorf("inherited: %s, %s, %s, %s", first.By, first.CheckedOn, first.Countries[0].Code, first.Due)
	}
	if second.By != "Ada Lane" || second.CheckedOn.Value != "2026-03-31" || second.Countries[0].Code != "ru" {
		t.Errorf("own: %s, %s, %s", second.By, second.CheckedOn, second.Countries[0].Code)
	}
}

func TestLinksGoBothWays(t *testing.T) {
	site, _ := connect(t, graph.Options{}, nil)
	for _, s := range site.Sources {
		if s.ID == "unused" {
			t.Error("an unused source has a page")
		}
		if len(s.Uses) != 1 || s.Uses[0].Annotation.ID != "z-first" {
			t.Errorf("%s is used %d times", s.ID, len(s.Uses))
		}
		if s.ID == "s4" && !slices.Equal(titles(s.Resting), []string{"Five", "Three"}) {
			t.Errorf("on s4 rest %v", titles(s.Resting))
		}
	}
	ada := site.Experts[0]
	if len(ada.Claims) != 1 || len(ada.Sources) != 2 || len(ada.Mentions) != 1 {
		t.Errorf("Ada has %d claims, %d sources, %d mentions", len(ada.Claims), len(ada.Sources), len(ada.Mentions))
	}
	var got []string
	for _, k := range site.Countries {
		got = append(got, k.Code)
	}
	if diff := cmp.Diff([]string{"kz", "ru", "se", "uz"}, got); diff != "" {
		t.Errorf("countries: %s", diff)
	}
}

func TestMentionsLeaveTwofoldWordsAloneAndCountTheRest(t *testing.T) {
	site, codes := connect(t, graph.Options{}, nil)
	if !slices.Contains(codes, "mention-ambiguous") {
		t.Errorf("Georgia was not reported: %v", codes)
	}
	b := site.Briefings[0]
	if b.Mentions[0].Country.Code != "ru" || b.Mentions[0].Times != 2 {
		t.Errorf("first mention %+v", b.Mentions[0])
	}
	if m := b.Links; len(m) < 2 || m[0].Of != 0 || m[1].Of != 0 {
		t.Error("Moscow is not first in each of the two sections")
	}
	_, codes = connect(t, graph.Options{}, map[string]string{"countries/ge.md": "---\naliases: [Georgia]\n---\n"})
	if slices.Contains(codes, "mention-ambiguous") {
		t.Error("Georgia is reported though an editor said what it means")
	}
}

func TestOptOutsOfDetection(t *testing.T) {
	article := func(field string) map[string]string {
		return map[string]string{"briefings/b/article.md": "---\ntitle: B\ndate: 2026-01-01\nstatus: published\n" + field + "\n---\nOne claim in Moscow. Another one.\n"}
	}
	for name, more := range map[string]map[string]string{
		"site":    {"site.yaml": "format: 1\ntitle: T\neditors: {nk: N, ab: A}\ndetect: {countries: off}\n"},
		"record":  {"countries/ru.md": "---\ndetect: false\n---\n"},
		"not":     {"countries/ru.md": "---\nnot: [in Moscow]\n---\n"},
		"article": article("no_detect: [ru]"), "phrase": article("not_mentions: [in Moscow]"),
	} {
		all := article("topics: [x]")
		for file, text := range more {
			all[file] = text
		}
		site, codes := connect(t, graph.Options{}, all)
		if len(site.Briefings) != 1 || len(site.Briefings[0].Mentions) != 0 {
			t.Errorf("%s: Moscow is a mention (findings %v)", name, codes)
		}
	}
}

func TestDriftHasThreeOutcomes(t *testing.T) {
	for _, test := range []struct {
		extract, place, unseen string
		want                   graph.DriftOutcome
	}{
		{"Here one claim stands here, he said", "", "", graph.Differs},
		{"“One claim stands here”", "", "", graph.Verbatim},
		{"One claim stands here", " p. 3", "", graph.CannotCheck},
		{"One claim stands here", "", "unseen: not read", graph.CannotCheck},
	} {
		site, _ := connect(t, graph.Options{}, map[string]string{
			"sources/talk.md":              "---\ntitle: Talk\ntype: speech\ndate: 2020-05-01\nextracts: [{words: '" + test.extract + "'}]\n---\n",
			"briefings/b/annotations/q.md": "---\nquote: One claim stands here\nexpert: ada\nsaid_in: talk" + test.place + "\n" + test.unseen + "\n---\n",
		})
		for _, a := range site.Annotations {
			if a.ID != "q" {
				continue
			}
			if a.Drift.Outcome != test.want {
				t.Errorf("%+v: %v", test, a.Drift.Outcome)
			}
			if a.Quote.Affiliation == nil || a.Quote.Country.Code != "se" {
				t.Error("the affiliation on the day of the talk is not shown")
			}
		}
	}
}

func TestUnknownNamesAreReportedWithTheNearest(t *testing.T) {
	_, codes := connect(t, graph.Options{}, map[string]string{
		"briefings/b/annotations/bad.md": "---\nquote: Another one\nassessment: supported\nsupports: s9\nby: nobody\ncountries: [uk]\nsee: [z-frist]\nexperts: [{agrees: adda, said_in: s1}]\n---\n",
	})
	for _, want := range []string{"source-unknown", "editor-unknown", "country-unknown", "annotation-unknown", "expert-unknown"} {
		if !slices.Contains(codes, want) {
			t.Errorf("%s is not among %v", want, codes)
		}
	}
}

func TestTwoPagesAtOneAddressAreReported(t *testing.T) {
	_, codes := connect(t, graph.Options{}, map[string]string{"pages/method.md": "---\ntitle: Ours\n---\n"})
	if !slices.Contains(codes, "path-taken") {
		t.Errorf("findings %v", codes)
	}
}

func TestEmbargoHoldsBackUntilItsTime(t *testing.T) {
	more := map[string]string{"briefings/b/article.md": "---\ntitle: B\ndate: 2026-01-01\nstatus: published\nembargo: 2026-05-01T06:00+02:00\n---\nOne claim. Another one.\n"}
	ends := time.Date(2026, 5, 1, 4, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		now  time.Time
		want int
	}{{ends.Add(-time.Second), 0}, {ends, 1}} {
		site, _ := connect(t, graph.Options{Now: test.now}, more)
		if len(site.Briefings) != test.want || len(site.Held) != 1-test.want {
			t.Errorf("at %s: %d briefings, %d held", test.now, len(site.Briefings), len(site.Held))
		}
	}
}

func TestTallyKeepsTheOrderOfTheScale(t *testing.T) {
	site, _ := connect(t, graph.Options{}, nil)
	var got []string
	for _, c := range graph.Tally(site.Annotations) {
		got = append(got, c.Standing)
	}
	if diff := cmp.Diff([]string{content.Supported, content.Question}, got); diff != "" {
		t.Error(diff)
	}
}

func TestImageIsAFileBesideTheArticle(t *testing.T) {
	more := map[string]string{
		"briefings/b/article.md":    "---\ntitle: B\ndate: 2026-01-01\nstatus: published\nimage: media/map.png\n---\nOne claim. Another one.\n",
		"briefings/b/media/map.png": "picture",
	}
	site, codes := connect(t, graph.Options{}, more)
	if got := site.Briefings[0].Picture; got != "briefings/b/media/map.png" || slices.Contains(codes, "image-unknown") {
		t.Errorf("the image is %q (findings %v)", got, codes)
	}
	more["briefings/b/article.md"] = strings.Replace(more["briefings/b/article.md"], "media/", "../c/media/", 1)
	more["briefings/c/article.md"] = "---\ntitle: C\ndate: 2026-01-01\n---\nA draft.\n"
	more["briefings/c/media/map.png"] = "picture"
	if _, codes = connect(t, graph.Options{}, more); !slices.Contains(codes, "image-unknown") {
		t.Errorf("the image of another briefing is not reported: %v", codes)
	}
	more["briefings/b/media/map.jpg"] = more["briefings/b/media/map.png"]
	delete(more, "briefings/b/media/map.png")
	if _, codes = connect(t, graph.Options{}, more); !slices.Contains(codes, "image-unknown") {
		t.Errorf("a missing image is not reported: %v", codes)
	}
}

func TestWithdrawnQuotesAreNoWordsOnAClaim(t *testing.T) {
	site, _ := connect(t, graph.Options{}, map[string]string{
		"briefings/b/annotations/gone.md": "---\nquote: before [[the  words]] after\nspeaker: A driver\nsaid_to_us: 2026-01-01\nabout: z-first\nstatus: withdrawn\nwithdrawn_because: wrong\n---\n",
	})
	if n := len(site.Annotations[0].Quotes); n != 0 {
		t.Errorf("the claim has %d quotes", n)
	}
	if gone := site.Briefings[0].Withdrawn[0]; gone.Claim != "the words" {
		t.Errorf("what was withdrawn reads %q", gone.Claim)
	}
}
