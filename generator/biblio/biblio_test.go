package biblio

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/content"
)

// bulletin is an item with every field.
var bulletin = Item{
	ID: "debt-bulletin", Type: "report", Title: "Debt & loans: 100% of {A_B}", Publisher: "Ministry, of Finance", Container: "Bulletins",
	Authors: []Name{{Family: "Orbeli", Given: "Lida"}, {Literal: "Ministry, of Finance"}, {Family: "Plato"}},
	Issued:  Date{From: [3]int{2025, 11, 2}, To: [3]int{2026, 1, 0}}, Accessed: Date{From: [3]int{2026, 4, 2}},
	URL: "https://finance.example/a_b?c=1&d=%7B", Archive: "https://archive.example/1", DOI: "10.1000/a_b", ISBN: "978-3-16-148410-0",
	Volume: "12", Issue: "3", Pages: "14-16", Language: "en", Raw: []Field{{"edition", []string{"2"}}, {"keyword", []string{"a", "b"}}, {"volume", []string{"13"}}},
}

func TestCSLKeepsEveryField(t *testing.T) {
	text, err := CSL([]Item{bulletin})
	if err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	want := []map[string]any{{
		"id": "debt-bulletin", "type": "report", "title": "Debt & loans: 100% of {A_B}", "publisher": "Ministry, of Finance", "container-title": "Bulletins",
		"author":   []any{map[string]any{"family": "Orbeli", "given": "Lida"}, map[string]any{"literal": "Ministry, of Finance"}, map[string]any{"family": "Plato"}},
		"issued":   map[string]any{"date-parts": []any{[]any{2025., 11., 2.}, []any{2026., 1.}}},
		"accessed": map[string]any{"date-parts": []any{[]any{2026., 4., 2.}}},
		"URL":      "https://finance.example/a_b?c=1&d=%7B", "archive_location": "https://archive.example/1", "DOI": "10.1000/a_b", "ISBN": "978-3-16-148410-0",
		"volume": 13., "issue": "3", "page": "14-16", "language": "en", "edition": 2., "keyword": "a, b",
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestBibTeXEscapesWhatTeXWouldTakeForCommands(t *testing.T) {
	want := `@report{debt-bulletin,
  title = {{Debt \& loans: 100\% of \{A\_B\}}},
  author = {Orbeli, Lida and {Ministry, of Finance} and {Plato}},
  howpublished = {Bulletins},
  institution = {Ministry, of Finance},
  date = {2025-11-02/2026-01},
  volume = {12},
  number = {3},
  pages = {14--16},
  doi = {10.1000/a_b},
  isbn = {978-3-16-148410-0},
  url = {https://finance.example/a_b?c=1&d=%7B},
  urldate = {2026-04-02},
  note = {Archived: \url{https://archive.example/1}},
}
`
	if diff := cmp.Diff(want, string(BibTeX([]Item{bulletin}))); diff != "" {
		t.Error(diff)
	}
}

func TestRISHasATagForEachField(t *testing.T) {
	want := `TY  - RPRT
ID  - debt-bulletin
TI  - Debt & loans: 100% of {A_B}
AU  - Orbeli, Lida
AU  - Ministry; of Finance
AU  - Plato
T2  - Bulletins
PB  - Ministry, of Finance
PY  - 2025
DA  - 2025/11/02
VL  - 12
IS  - 3
SP  - 14
EP  - 16
DO  - 10.1000/a_b
SN  - 978-3-16-148410-0
UR  - https://finance.example/a_b?c=1&d=%7B
L2  - https://archive.example/1
Y2  - 2026/04/02
LA  - en
ER  - 

`
	if diff := cmp.Diff(want, strings.ReplaceAll(string(RIS([]Item{bulletin})), "\r\n", "\n")); diff != "" {
		t.Error(diff)
	}
}

func TestEveryTypeOfSourceHasItsKind(t *testing.T) {
	for _, name := range content.SourceTypes {
		if k := kinds[name]; k.csl == "" || k.bibtex == "" || k.ris == "" {
			t.Errorf("type %q has no kind", name)
		}
	}
	if len(kinds) != len(content.SourceTypes) {
		t.Errorf("%d kinds for %d types", len(kinds), len(content.SourceTypes))
	}
}

// FuzzValuesStayInTheirField looks for values that end their field early, or begin
// another one.
func FuzzValuesStayInTheirField(f *testing.F) {
	f.Add("a } , b = {", "c\nTY  - X")
	f.Add(`\`, "%")
	f.Fuzz(func(t *testing.T, title, address string) {
		i := Item{ID: "x", Type: "web", Title: title, URL: address}
		if lines := strings.Count(string(RIS([]Item{i})), "\r\n"); lines > 6 {
			t.Errorf("RIS of %q, %q has %d lines", title, address, lines)
		}
		depth, least := 0, 0
		escaped := false
		text := string(BibTeX([]Item{i}))
		for _, c := range text {
			switch {
			case escaped:
				escaped = false
			case c == '\\':
				escaped = true
			case c == '{':
				depth++
			case c == '}':
				depth--
				least = min(least, depth)
			}
		}
		if depth != 0 || least < 0 || strings.Count(text, "\n") > 4 {
			t.Errorf("BibTeX of %q, %q:\n%s", title, address, text)
		}
		if text, err := CSL([]Item{i}); err != nil || !json.Valid(text) {
			t.Errorf("CSL-JSON of %q, %q: %s, %v", title, address, text, err)
		}
	})
}

func TestCOinSNamesTheDocument(t *testing.T) {
	want := "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&rft.type=report&rft.title=Debt%20%26%20loans%3A%20100%25%20of%20%7BA_B%7D" +
		"&rft.creator=Orbeli%2C%20Lida&rft.creator=Ministry%2C%20of%20Finance&rft.creator=Plato&rft.source=Bulletins&rft.publisher=Ministry%2C%20of%20Finance" +
		"&rft.date=2025-11-02&rft.language=en&rft_id=info%3Adoi%2F10.1000%2Fa_b&rft_id=https%3A%2F%2Ffinance.example%2Fa_b%3Fc%3D1%26d%3D%257B" +
		"&rft.identifier=https%3A%2F%2Ffinance.example%2Fa_b%3Fc%3D1%26d%3D%257B"
	if diff := cmp.Diff(want, COinS(bulletin)); diff != "" {
		t.Error(diff)
	}
}
