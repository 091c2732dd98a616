// Package country is the built-in table of countries: every entry of ISO 3166-1
// with the words by which English texts mean it.
//
// The table is data, in countries.tsv, written for this program from common
// reference knowledge and tested against an independent library.
package country

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"briefing/generator/anchor"
)

// Country is a country or territory of ISO 3166-1.
type Country struct {
	Code      string   // alpha-2, lower case
	Name      string   // as newspapers write it
	Adjective string   // empty for uninhabited territories
	Demonyms  []string // without regular plurals
	Capitals  []string // empty if there is none
	Aliases   []string // other names, and words that stand for it
	Ambiguous []string // words of the others that mean something else too
}

//go:embed countries.tsv
var tsv string

var table = sync.OnceValue(func() []Country {
	var all []Country
	for line := range strings.Lines(tsv) {
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "code\t") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 7 {
			panic("country: a line of the table has not 7 columns: " + line)
		}
		all = append(all, Country{
			Code: f[0], Name: f[1], Adjective: strings.Trim(f[2], "-"), Demonyms: words(f[3]),
			Capitals: words(f[4]), Aliases: words(f[5]), Ambiguous: words(f[6]),
		})
	}
	return all
})

func words(column string) []string {
	if column == "-" {
		return nil
	}
	return strings.Split(column, "|")
}

// All returns the table by code. Do not change it.
func All() []Country { return table() }

// Lookup returns a country by its code in lower case.
func Lookup(code string) (c Country, ok bool) {
	i, ok := slices.BinarySearchFunc(table(), code, func(c Country, code string) int { return strings.Compare(c.Code, code) })
	if !ok {
		return Country{}, false
	}
	return table()[i], true
}

// Words returns every word by which a text may mean the country, each once.
func (c Country) Words() []string {
	all := []string{c.Name}
	if c.Adjective != "" {
		all = append(all, c.Adjective)
	}
	for _, d := range c.Demonyms {
		all = append(all, d)
		if takesS(d) {
			all = append(all, d+"s")
		}
	}
	all = slices.Concat(all, c.Capitals, c.Aliases)
	slices.Sort(all)
	return slices.Compact(all)
}

// takesS reports whether a demonym has a regular plural.
func takesS(demonym string) bool {
	for _, end := range []string{"s", "ese", "ss", "sh", "ch", "z", "men", "man", "woman", "-Kiribati", "-Vanuatu", "Basotho", "Batswana", "Motswana", "Mosotho", "Malagasy"} {
		if strings.HasSuffix(demonym, end) && !strings.HasSuffix(demonym, "German") {
			return false
		}
	}
	return true
}

// foreign are codes of other lists that people write for those of ISO 3166-1.
var foreign = map[string]string{"uk": "gb", "el": "gr", "en": "gb"}

// Withdrawn is a code that ISO 3166-1 had once, as ISO 3166-3 lists it.
type Withdrawn struct {
	Code string // in lower case
	Name string
	Now  []string // codes of those that took its place, the one with its capital first
}

// withdrawn has the codes that mean nothing else today, by code.
var withdrawn = []Withdrawn{
	{"an", "Netherlands Antilles", []string{"cw", "bq", "sx"}},
	{"bu", "Burma", []string{"mm"}},
	{"cs", "Serbia and Montenegro, and before it Czechoslovakia", []string{"rs", "me", "cz", "sk"}},
	{"ct", "Canton and Enderbury Islands", []string{"ki"}},
	{"dd", "German Democratic Republic", []string{"de"}},
	{"dy", "Dahomey", []string{"bj"}},
	{"fq", "French Southern and Antarctic Territories", []string{"tf", "aq"}},
	{"fx", "Metropolitan France", []string{"fr"}},
	{"hv", "Upper Volta", []string{"bf"}},
	{"jt", "Johnston Island", []string{"um"}},
	{"mi", "Midway Islands", []string{"um"}},
	{"nh", "New Hebrides", []string{"vu"}},
	{"nq", "Dronning Maud Land", []string{"aq"}},
	{"nt", "Neutral Zone of Iraq and Saudi Arabia", []string{"sa", "iq"}},
	{"pc", "Pacific Islands", []string{"fm", "mh", "mp", "pw"}},
	{"pu", "US Miscellaneous Pacific Islands", []string{"um"}},
	{"pz", "Panama Canal Zone", []string{"pa"}},
	{"rh", "Southern Rhodesia", []string{"zw"}},
	{"su", "Soviet Union", []string{"ru", "am", "az", "by", "ee", "ge", "kz", "kg", "lv", "lt", "md", "tj", "tm", "ua", "uz"}},
	{"tp", "East Timor", []string{"tl"}},
	{"vd", "Democratic Republic of Viet-Nam", []string{"vn"}},
	{"wk", "Wake Island", []string{"um"}},
	{"yd", "Democratic Yemen", []string{"ye"}},
	{"yu", "Yugoslavia", []string{"rs", "ba", "hr", "me", "mk", "si"}},
	{"zr", "Zaire", []string{"cd"}},
}

// WithdrawnCode returns what a code meant that stands for no country any more, in
// either case.
func WithdrawnCode(s string) (w Withdrawn, ok bool) {
	i, ok := slices.BinarySearchFunc(withdrawn, strings.ToLower(s), func(w Withdrawn, code string) int { return strings.Compare(w.Code, code) })
	if !ok {
		return Withdrawn{}, false
	}
	return withdrawn[i], true
}

// IsName reports whether a text can mean nothing but the country: its code in
// capitals, a name of it, or the code that its own people use for it.
func IsName(s string, c Country) bool {
	low := strings.ToLower(s)
	return low == c.Code || low == "uk" && c.Code == "gb" || low == "el" && c.Code == "gr" ||
		slices.ContainsFunc(c.Words(), func(w string) bool { return strings.EqualFold(w, s) })
}

// Suggest returns the country that a wrong code may mean: another spelling of the
// code, a name, an adjective or an alias.
func Suggest(s string) (c Country, ok bool) {
	low := strings.ToLower(s)
	if code := foreign[low]; code != "" {
		return Lookup(code)
	}
	if c, ok := Lookup(low); ok {
		return c, true
	}
	var names []string
	byName := map[string]Country{}
	for _, c := range table() {
		for _, w := range c.Words() {
			names = append(names, strings.ToLower(w))
			byName[strings.ToLower(w)] = c
		}
	}
	if len(s) < 4 {
		c, ok = byName[low]
		return c, ok
	}
	near, ok := anchor.Suggest(low, names)
	return byName[near], ok
}
