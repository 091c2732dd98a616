package render_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

func TestEveryMarkOfATimelineLeadsToItsRow(t *testing.T) {
	pages, codes := build(t, fstest.MapFS{
		"content/site.yaml":       {Data: []byte("format: 1\ntitle: T\n")},
		"content/countries/kz.md": {Data: []byte("---\nfacts: [{date: 2019-05-01, what: A fact, countries: [cn]}]\n---\n")},
		"content/briefings/b/article.md": {Data: []byte("---\ntitle: B\ndate: 2026\nevents:\n" +
			"  - {date: 2019-05-01, what: A day, countries: [cn]}\n  - {date: 2019-05, what: A month}\n  - {date: 2018/2020, what: Years}\n---\n")},
	}, nil)
	if codes != nil {
		t.Fatalf("findings %v", codes)
	}
	link, row := regexp.MustCompile(`class="event" href="#([^"]+)"`), regexp.MustCompile(`<tr id="([^"]+)">`)
	ids := func(form *regexp.Regexp, text string) string {
		var all []string
		for _, m := range form.FindAllStringSubmatch(text, -1) {
			all = append(all, m[1])
		}
		return strings.Join(all, " ")
	}
	for path, want := range map[string]string{
		"timeline.html":              "e-2018 e-2019-05-01 e-2019-05-01-2 e-2019-05",
		"briefings/b/relations.html": "e-2018 e-2019-05-01 e-2019-05",
		"countries/kz.html":          "e-2019-05-01",
		"countries/cn.html":          "e-2019-05-01",
		"countries/index.html":       "",
	} {
		text := page(t, pages, path)
		if marks := ids(link, text); marks != want {
			t.Errorf("%s: marks lead to %q, want %q", path, marks, want)
		}
		if rows := ids(row, text); rows != want {
			t.Errorf("%s: rows %q, want %q", path, rows, want)
		}
	}
	text := page(t, pages, "timeline.html")
	for _, want := range []string{
		`<a href="countries/kz.html#timeline">Kazakhstan</a> 1`, `<td><a href="countries/kz.html">Kazakhstan</a>, <a href="countries/cn.html">China</a></td>`,
		"4 events; a dot is a day, a bar is a period, what is hollow is known to the month or year only.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the timeline has not %s", want)
		}
	}
}
