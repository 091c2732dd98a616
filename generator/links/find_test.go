package links

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/content"
	"briefing/generator/diag"
)

// library reads files of content, which must be right.
func library(t *testing.T, files map[string]string) *content.Library {
	t.Helper()
	fsys := fstest.MapFS{"content/site.yaml": {Data: []byte("format: 1\ntitle: T\nlanguage: en\n")}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	l, faults := content.Load(fsys)
	if faults.Errors() > 0 {
		t.Fatal(faults)
	}
	return l
}

func source(fields string) string { return "---\ntitle: A\ntype: web\n" + fields + "---\n" }

func TestAddresses(t *testing.T) {
	l := library(t, map[string]string{
		"content/sources/a.md":                    source("url: https://Example.com/a#part\narchived: https://web.archive.org/web/20260101/https://example.com/a\n") + "See [b](https://example.com/b).\n",
		"content/sources/b.md":                    source("url: https://example.com/a\n"),
		"content/experts/x.md":                    "---\nname: X\nlinks: [https://x.example/]\n---\n",
		"content/pages/about.md":                  "---\ntitle: About\n---\nWrite to [us](mailto:a@example.com) or <https://example.com/c>, see [here](../sources/a.md).\n",
		"content/briefings/p/article.md":          "---\ntitle: P\ndate: 2026-01-01\n---\nThe [pass](https://example.com/b#top) is open.\n",
		"content/briefings/p/annotations/open.md": "---\nquote: is open\n---\nSee ![map](https://example.com/map.png).\n",
		"content/countries/kz.md":                 "---\n---\n[K](http://k.example)\n",
	})
	var got []string
	for _, a := range Addresses(l, "") {
		line := a.URL
		for _, p := range a.Places {
			line += " " + strings.TrimPrefix(p.File.Name, "content/")
			if text := string(p.File.Text()[p.Start:p.Stop]); text != p.Shown {
				t.Errorf("the place of %s holds %q", p.Shown, text)
			}
		}
		got = append(got, line)
	}
	want := []string{
		"https://example.com/map.png briefings/p/annotations/open.md",
		"https://example.com/b briefings/p/article.md sources/a.md",
		"http://k.example countries/kz.md",
		"https://x.example/ experts/x.md",
		"https://example.com/c pages/about.md",
		"https://example.com/a sources/a.md sources/b.md",
		"https://web.archive.org/web/20260101/https://example.com/a sources/a.md",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := Addresses(l, "b"); len(got) != 1 || got[0].URL != "https://example.com/a" || len(got[0].Places) != 1 {
		t.Errorf("of one source: %+v", got)
	}
}

func TestFindings(t *testing.T) {
	const address = "https://example.com/a"
	moved := Verdict{Outcome: Moved, Reason: "moved for good to https://www.example.com/b", To: "https://www.example.com/b", Status: 200}
	for _, test := range []struct {
		name, fields string
		v            Verdict
		days         int
		want         string // severity code; empty for none
		fixed        string // the fields after the first fix; empty for none
	}{
		{"fine", "url: " + address + "\n", fine, 1, "", ""},
		{"missing for a day", "url: " + address + "\n", missing, 1, "warning address-missing", ""},
		{"dead", "url: " + address + "\nseen: full\n", missing, 3, "error address-dead", "url: " + address + "\ndead: 2026-05-01\nseen: full\n"},
		{"known to be dead", "url: " + address + "\ndead: 2026-04-01\n", missing, 3, "", ""},
		{"called dead, but answers", "url: " + address + "\ndead: 2026-04-01\n", fine, 1, "note address-alive", ""},
		{"not told", "url: " + address + "\n", untold, 3, "note address-unclear", ""},
		{"moved", "url: " + address + "\n", moved, 1, "note address-moved", "url: https://www.example.com/b\n"},
		{"moved, with a fragment and a comment", "url:   " + address + "#p  # where\n", moved, 1, "note address-moved", "url:   https://www.example.com/b#p  # where\n"},
		{"moved, in quotation marks", "url: \"" + address + "\"\n", moved, 1, "note address-moved", "url: \"https://www.example.com/b\"\n"},
		{"moved, folded", "url: >\n  " + address + "\n", moved, 1, "note address-moved", ""},
		{"answers with https", "url: https://example.com/a\n", Verdict{Outcome: Fine, To: "https://example.com/s", Status: 200}, 1, "note address-plain", "url: https://example.com/s\n"},
		{"a page of a search engine", "url: https://www.google.com/about\n", fine, 1, "", ""},
		{"copy", "url: " + address + "\ndate: 2026-01-02\narchived: https://web.archive.org/web/20260103/http://www.example.com:80/a/\n", fine, 1, "", ""},
		{"copy of the day before", "url: " + address + "\ndate: 2026-01-04\narchived: https://web.archive.org/web/20260103000000/https://example.com/a\n", fine, 1, "", ""},
		{"copy elsewhere", "url: " + address + "\narchived: https://archive.example/abc\n", fine, 1, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			addresses := Addresses(library(t, map[string]string{"content/sources/a.md": source(test.fields)}), "")
			h := ReadHistory(nil)
			for _, a := range addresses {
				h.Add(a.URL, fine, time.Date(2026, 4, 30, 8, 0, 0, 0, time.UTC))
			}
			for day := range test.days {
				h.Add(address, test.v, time.Date(2026, 5, 1+day, 8, 0, 0, 0, time.UTC))
			}
			list := Findings(addresses, h)
			var got []string
			for _, d := range list {
				got = append(got, d.Severity.String()+" "+d.Code)
			}
			if strings.Join(got, ", ") != test.want {
				t.Fatalf("got %v, want %q", got, test.want)
			}
			if fixed := firstFix(list); fixed != test.fixed && fixed != source(test.fixed) {
				t.Errorf("fixed:\n%s\nwant fields:\n%s", fixed, test.fixed)
			}
		})
	}
}

// firstFix is the file after the first change that the findings offer; empty if they
// offer none.
func firstFix(list diag.List) string {
	for _, d := range list {
		for _, fix := range d.Fixes {
			text, _ := d.File.Apply(fix.Edits)
			return string(text)
		}
	}
	return ""
}

func TestMovedAddressIsRewrittenWhereverItStands(t *testing.T) {
	l := library(t, map[string]string{
		"content/sources/a.md":   source("url: https://example.com/a\n"),
		"content/pages/about.md": "---\ntitle: About\n---\nSee [this](https://example.com/a#x) and <https://example.com/a>.\n",
	})
	addresses := Addresses(l, "")
	h := ReadHistory(nil)
	h.Add("https://example.com/a", Verdict{Outcome: Moved, To: "https://other.example.com/a_(b)", Status: 200}, time.Now())
	list := Findings(addresses, h)
	if len(list) != 1 || len(list[0].Related) != 2 || len(list[0].Fixes) != 1 {
		t.Fatalf("got %+v", list)
	}
	fix := list[0].Fixes[0]
	if fix.Safe {
		t.Error("a move to another site is for a person to see")
	}
	page, _ := l.Pages[0].File.Apply(fix.Edits)
	record, _ := l.Sources[0].File.Apply(fix.Edits)
	if got, want := string(page), "---\ntitle: About\n---\nSee [this](https://other.example.com/a_%28b%29#x) and <https://other.example.com/a_%28b%29>.\n"; got != want {
		t.Errorf("page:\n%s", got)
	}
	if got, want := string(record), source("url: https://other.example.com/a_(b)\n"); got != want {
		t.Errorf("record:\n%s", got)
	}
}
