package edit_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/draft"
	"briefing/generator/edit"
)

func TestADocumentBecomesASourceOfWhatIsKnown(t *testing.T) {
	const day = "2026-05-01"
	for _, c := range []struct {
		name string
		from edit.Document
		want draft.Document
	}{
		{"address alone", edit.Document{URL: " https://www.valley-post.example/2026/road_over-the-pass.html?id=3 "},
			draft.Document{ID: "valley-post-road-over-the-pass", Title: "valley-post.example/2026/road_over-the-pass.html", Type: "web", URL: "https://www.valley-post.example/2026/road_over-the-pass.html?id=3"}},
		{"type by the address", edit.Document{URL: "https://finance.example/q1.PDF"},
			draft.Document{ID: "finance-q1", Title: "finance.example/q1.PDF", Type: "report", URL: "https://finance.example/q1.PDF"}},
		{"everything", edit.Document{URL: "https://finance.example/q1.pdf", Title: "Debt: first quarter of this year again", Type: "news", Publisher: "Ministry of Finance", Authors: []string{"A. Berg"}, Date: "2026-02-01", Nature: "primary"},
			draft.Document{ID: "ministry-of-finance-2026-debt-first-quarter-of-this", Title: "Debt: first quarter of this year again", Type: "news", Publisher: "Ministry of Finance", Authors: []string{"A. Berg"}, Date: "2026-02-01", Nature: "primary", URL: "https://finance.example/q1.pdf"}},
		{"long publisher", edit.Document{URL: "https://un.example/a", Title: "Ω", Publisher: "Ministry of Economic Development and Trade"},
			draft.Document{ID: "un-o", Title: "Ω", Type: "web", Publisher: "Ministry of Economic Development and Trade", URL: "https://un.example/a"}},
		{"taken", edit.Document{URL: "https://taken.example/"},
			draft.Document{ID: "taken-2", Title: "taken.example", Type: "web", URL: "https://taken.example/"}},
		{"escapes", edit.Document{URL: "https://a.example/%D1%82%D1%83%D0%BD"},
			draft.Document{ID: "a-tun", Title: "a.example/тун", Type: "web", URL: "https://a.example/%D1%82%D1%83%D0%BD"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.want.Accessed = day
			got, err := c.from.Draft(day, func(id string) bool { return id == "taken" })
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	for _, d := range []edit.Document{{URL: "a.example"}, {URL: "ftp://a.example/"}, {URL: "https://"}, {URL: "https://a.example/%zz"}, {URL: "https://a.example/", Type: "poem"}} {
		if got, err := d.Draft(day, func(string) bool { return false }); err == nil {
			t.Errorf("%+v became %+v", d, got)
		}
	}
}
