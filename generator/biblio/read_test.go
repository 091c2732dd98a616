package biblio

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// items have every field that a form keeps, and every type.
func items() []Item {
	one := bulletin
	one.ID, one.Container, one.Raw = "", "", []Field{{"edition", []string{"2"}}, {"editor", []string{"Ortiz, María José", "The Desk"}}, {"original-date", []string{"1999-05"}}}
	all := []Item{one}
	for name := range kinds {
		all = append(all, Item{Type: name, Title: "T: " + name, Authors: []Name{{Family: "van der Berg", Given: "Jan"}}, Issued: Date{From: [3]int{2025, 11, 2}}, URL: "https://a.example/" + name})
	}
	slices.SortFunc(all, func(a, b Item) int { return strings.Compare(a.Title, b.Title) }) // maps have no order
	for i := range all {
		all[i].ID = "k" + string(rune('a'+i))
	}
	return all
}

// read drops what only a reader knows.
func read(entries []Entry) []Item {
	all := make([]Item, len(entries))
	for i, e := range entries {
		all[i] = e.Item
		all[i].ID = e.Key
	}
	return all
}

func TestCSLIsReadAsItWasWritten(t *testing.T) {
	text, err := CSL(items())
	if err != nil {
		t.Fatal(err)
	}
	entries, mistakes, err := ReadCSL(text)
	if err != nil || len(mistakes) > 0 {
		t.Fatal(mistakes, err)
	}
	if diff := cmp.Diff(items(), read(entries)); diff != "" {
		t.Error(diff)
	}
}

// BibTeX and RIS know fewer types and fields; what they have is read as it was written.
func TestBibTeXAndRISAreReadAsTheyWereWritten(t *testing.T) {
	for name, form := range map[string]struct {
		write func([]Item) []byte
		read  func([]byte) ([]Entry, []Mistake)
		types string // that are read as another one
		drop  func(*Item)
	}{
		"BibTeX": {BibTeX, ReadBibTeX, "news treaty speech interview transcript post map web", func(i *Item) { i.Raw, i.Language = nil, "" }},
		"RIS": {RIS, ReadRIS, "treaty speech interview transcript post", func(i *Item) {
			i.Raw, i.Issued.To = nil, [3]int{}
			if len(i.Authors) > 1 {
				i.Authors[1] = Name{Literal: "Ministry; of Finance"}
				i.Authors[2] = Name{Literal: "Plato"}
			}
		}},
	} {
		entries, mistakes := form.read(form.write(items()))
		if len(mistakes) > 0 {
			t.Errorf("%s: %v", name, mistakes)
		}
		got, want := read(entries), items()
		for i := range want {
			want[i].Authors = slices.Clone(want[i].Authors)
			if want[i].Type == "report" {
				want[i].Issue = "" // the number of a report is none of an issue
			}
			form.drop(&want[i])
			form.drop(&got[i])
			if strings.Contains(form.types, want[i].Type) {
				got[i].Type = want[i].Type
			}
			for k, n := range got[i].Authors {
				if n.Family != "" && n.Given == "" {
					got[i].Authors[k] = Name{Literal: n.Family}
				}
			}
			if name == "BibTeX" && len(want[i].Authors) > 2 {
				want[i].Authors[2] = Name{Literal: "Plato"}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestLaTeXIsReadAsItIsShown(t *testing.T) {
	for latex, want := range map[string]string{
		`M{\"u}ller, M\"uller, {M\"{u}ller}`:         "Müller, Müller, Müller",
		`{\v{S}}{\'{c}}epanovi{\'c}, {\DJ}or{\dj}e`:  "Šćepanović, Đorđe",
		`\O{}sterg\aa rd and Stra\ss e, \ss{}`:       "Østergård and Straße, ß",
		`Mar{\'\i}a {\c c}a va`:                      "María ça va",
		"1990--2000 --- ``words'' and 'quotes'":      "1990–2000 — “words” and 'quotes'",
		`50\% \& more\_or less \$5 \#1`:              "50% & more_or less $5 #1",
		`\textit{slanted} and \emph{{B}old} {NATO}`:  "slanted and Bold NATO",
		`\href{https://a.example}{words} and \foo x`: "words and x",
		`$x^2 - y$ costs 5$`:                         "$x^2 - y$ costs 5$",
		`Dr.~No`:                                     "Dr.\u00a0No",
		`a \\ b`:                                     "a b",
		`\`:                                          `\`,
		"тоннель 1":                                  "тоннель 1",
		`{\textquoteright}s \textendash{} x`:         "’s – x",
	} {
		if got := Plain(latex); got != want {
			t.Errorf("%s is read %q, not %q", latex, got, want)
		}
	}
}

func TestNamesOfBibTeXAreParted(t *testing.T) {
	for names, want := range map[string][]Name{
		"Orbeli, Lida and van der Berg, Jan":          {{Family: "Orbeli", Given: "Lida"}, {Family: "van der Berg", Given: "Jan"}},
		"Jan van der Berg and Lida Anna Orbeli":       {{Family: "van der Berg", Given: "Jan"}, {Family: "Orbeli", Given: "Lida Anna"}},
		"{Ministry of Finance and Roads} and Plato":   {{Literal: "Ministry of Finance and Roads"}, {Literal: "Plato"}},
		"King, Jr, Martin Luther and others":          {{Family: "King, Jr", Given: "Martin Luther"}},
		"family=Berg, given=Jan, prefix=van der":      {{Family: "van der Berg", Given: "Jan"}},
		"{Barnes and} Noble":                          {{Family: "Noble", Given: "Barnes and"}},
		"Anders{\\o}n, {\\AA}ke\n   AND Sand, George": {{Family: "Andersøn", Given: "Åke"}, {Family: "Sand", Given: "George"}},
		"Ministry{,} of Finance, {The}":               {{Family: "Ministry, of Finance", Given: "The"}},
		" and ":                                       nil,
		"Alexandr Band and Anderson, A.":              {{Family: "Band", Given: "Alexandr"}, {Family: "Anderson", Given: "A."}},
	} {
		if diff := cmp.Diff(want, bibNames(names)); diff != "" {
			t.Errorf("%q: %s", names, diff)
		}
	}
}

func TestAMistakeInBibTeXDoesNotHideTheOthers(t *testing.T) {
	text := "Any words, me@example.org, stand here.\n@article{a, title={ok}}\n@article{b title={bad}}\n@comment{@book{no, title={one}}}\n" +
		"@book(paren, title=\"x\" # { and y}, year=1999)\n@misc{, title={no key}}\n@book{child, crossref={paren}}\n@book{c, title={unclosed\n@online{d, url={https://a.b/c_d%20e}, date={2025-11/2026-01}, note={a @ b}}\n"
	entries, mistakes := ReadBibTeX([]byte(text))
	var got []string
	for _, e := range entries {
		got = append(got, e.Key+"|"+e.Title+"|"+e.Container+"|"+e.URL+"|"+e.Issued.String())
	}
	want := []string{"a|ok|||", "paren|x and y|||1999", "|no key|||", "child||x and y||1999", "d|||https://a.b/c_d%20e|2025-11/2026-01"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var lines []int
	for _, m := range mistakes {
		lines = append(lines, m.Line)
	}
	if !slices.Equal(lines, []int{3, 8}) {
		t.Errorf("mistakes %v", mistakes)
	}
}

// FuzzReadersKeepWhatTheyRead reads any bytes: no reader panics, and what is read
// of a form is read again of what is written of it.
func FuzzReadersKeepWhatTheyRead(f *testing.F) {
	f.Add(`@book{a, title = {T \"o {B}}, author = "A and B", year = 1999 # x}`)
	f.Add("TY  - BOOK\nTI  - T\nAU  - A, B\nER  - \n")
	f.Add(`[{"id":"a","type":"book","title":"T","author":[{"family":"A"}],"issued":{"date-parts":[[2020]]}}]`)
	f.Fuzz(func(t *testing.T, text string) {
		ReadRIS([]byte(text))
		ReadBibTeX([]byte(text))
		entries, _, err := ReadCSL([]byte(text))
		if err != nil {
			return
		}
		for i := range entries {
			entries[i].ID = entries[i].Key
		}
		again, err := CSL(read(entries))
		if err != nil {
			t.Fatal(err)
		}
		if _, mistakes, err := ReadCSL(again); err != nil || len(mistakes) > 0 {
			t.Errorf("%q, written %s: %v %v", text, again, mistakes, err)
		}
	})
}
