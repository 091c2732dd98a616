package country

import (
	"slices"
	"strings"
	"testing"

	"github.com/biter777/countries"
)

func TestCodesAreThoseOfAnIndependentLibrary(t *testing.T) {
	for _, theirs := range countries.All() {
		code := strings.ToLower(theirs.Alpha2())
		if _, ok := Lookup(code); !ok && !notISO[code] {
			t.Errorf("%s (%s) is missing", code, theirs)
		}
	}
	for _, ours := range All() {
		if countries.ByName(strings.ToUpper(ours.Code)) == countries.Unknown {
			t.Errorf("%s (%s) is no code", ours.Code, ours.Name)
		}
	}
	if len(All()) != 249 {
		t.Errorf("%d entries, want the 249 of ISO 3166-1", len(All()))
	}
}

// notISO are entries of the library that are not in ISO 3166-1.
var notISO = map[string]bool{"xk": true, "xx": true, "an": true, "yu": true, "xw": true, "xs": true, "xo": true}

func TestNamesAreKnownToAnIndependentLibrary(t *testing.T) {
	for _, c := range All() {
		code := countries.ByName(strings.ToUpper(c.Code))
		ok := slices.ContainsFunc(append([]string{c.Name}, c.Aliases...), func(name string) bool {
			return countries.ByName(name) == code || fold(name) == fold(code.String())
		})
		if reason := otherName[c.Code]; ok == (reason != "") {
			t.Errorf("%s: we say %q, the library %q; listed as different: %q", c.Code, c.Name, code, reason)
		}
	}
}

// otherName lists the entries whose names differ from the library's, and why.
var otherName = map[string]string{}

func TestCapitalsAreKnownToAnIndependentLibrary(t *testing.T) {
	for _, c := range All() {
		theirs := countries.ByName(strings.ToUpper(c.Code)).Capital().String()
		ok := slices.ContainsFunc(append(c.Capitals, c.Aliases...), func(name string) bool { return fold(name) == fold(theirs) })
		if len(c.Capitals) == 0 && theirs == "None" {
			ok = true
		}
		if reason := otherCapital[c.Code]; ok == (reason != "") {
			t.Errorf("%s: we say %q, the library %q; listed as different: %q", c.Code, c.Capitals, theirs, reason)
		}
	}
}

// otherCapital lists the entries whose capitals differ from the library's, and why.
var otherCapital = map[string]string{
	"bi": "Gitega since 2019",
	"bq": "the seat of government of Bonaire; the library has none",
	"cw": "the library adds the island",
	"gp": "the library adds the island",
	"gs": "the government left Grytviken for King Edward Point",
	"gy": "the library adds the country",
	"nf": "the library adds the island",
	"pw": "Ngerulmud since 2006; it lies in Melekeok",
	"tf": "a research station, and no capital",
}

var folder = strings.NewReplacer("é", "e", "á", "a", "í", "i", "ó", "o", "ã", "a", "å", "a", "ñ", "n", "'", "", "’", "", " ", "", "-", "", ".", "", "saint", "st", "Saint", "st", "ș", "s", "ă", "a", "ç", "c", "ú", "u", "ü", "u", "(", "", ")", "", ",", "", "&", "and")

func fold(s string) string { return folder.Replace(strings.ToLower(folder.Replace(s))) }

func TestTableIsSortedAndComplete(t *testing.T) {
	if !slices.IsSortedFunc(All(), func(a, b Country) int { return strings.Compare(a.Code, b.Code) }) {
		t.Error("the table is not sorted by code")
	}
	uninhabited := []string{"aq", "bv", "hm", "io", "sj", "tf", "um"}
	for _, c := range All() {
		if slices.Contains(uninhabited, c.Code) {
			continue
		}
		if c.Name == "" || c.Adjective == "" || len(c.Capitals) == 0 && c.Code != "tk" {
			t.Errorf("%s is incomplete: %+v", c.Code, c)
		}
		for _, w := range append(c.Words(), c.Ambiguous...) {
			if w != strings.TrimSpace(w) || w == "" {
				t.Errorf("%s: word %q", c.Code, w)
			}
		}
		for _, w := range c.Ambiguous {
			if !slices.Contains(c.Words(), w) {
				t.Errorf("%s: ambiguous word %q is no word of it", c.Code, w)
			}
		}
	}
}

func TestWordsOfSeveralCountriesAreFew(t *testing.T) {
	of := map[string][]string{}
	for _, c := range All() {
		for _, w := range c.Words() {
			of[w] = append(of[w], c.Code)
		}
	}
	var shared []string
	for w, codes := range of {
		if len(codes) > 1 {
			shared = append(shared, w)
		}
	}
	slices.Sort(shared)
	want := []string{"Congo", "Congolese", "Dominican", "Dominicans", "Kingston", "Korea", "Korean", "Koreans", "Virgin Islands"}
	if !slices.Equal(shared, want) {
		t.Errorf("words of two countries: %q, want %q", shared, want)
	}
}

func TestSuggestKnowsWhatPeopleWrite(t *testing.T) {
	for wrong, want := range map[string]string{"UK": "gb", "KZ": "kz", "Kazakstan": "kz", "Kyrgyz": "kg", "usa": "us", "EL": "gr"} {
		if c, ok := Suggest(wrong); !ok || c.Code != want {
			t.Errorf("Suggest(%q) = %q, %v; want %q", wrong, c.Code, ok, want)
		}
	}
	if c, ok := Suggest("qq"); ok {
		t.Errorf("Suggest(qq) = %q", c.Code)
	}
}

func TestWithdrawnCodesLeadToCodesOfToday(t *testing.T) {
	for i, w := range withdrawn {
		if i > 0 && withdrawn[i-1].Code >= w.Code {
			t.Errorf("%s is not sorted", w.Code)
		}
		if _, ok := Lookup(w.Code); ok {
			t.Errorf("%s is a code of today", w.Code)
		}
		for _, now := range w.Now {
			if _, ok := Lookup(now); !ok {
				t.Errorf("%s leads to %s, which is no code", w.Code, now)
			}
		}
	}
	if w, ok := WithdrawnCode("SU"); !ok || w.Now[0] != "ru" {
		t.Errorf("SU is %v, %v", w, ok)
	}
	if _, ok := WithdrawnCode("uk"); ok {
		t.Error("uk was never a code")
	}
}
