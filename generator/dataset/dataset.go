// Package dataset gives everything on a site as data: JSON files with a schema for each,
// and tables in CSV. They are static files, an interface that needs no server.
//
// It is given a connected site, so what is held back is not in it. The types of this
// package are the format; the schemas follow from them. Within a version changes only
// add: a field keeps its name and meaning, and readers must accept fields that they do
// not know. A field without a value is left out.
//
// Records name each other by id: a source by "loan-annex", an annotation from anywhere
// by "selim-pass/third-drill", a country by its code of ISO 3166-1 in lower case. Paths
// are from the root of the site. Nothing is a score: an assessment is about a claim as
// worded, on the evidence listed, on the day of the check, and claims are chosen, not
// sampled, so that numbers of them must not be averaged or ranked.
package dataset

import (
	"briefing/generator/content"
	"briefing/generator/graph"
)

// Version is that of the format. It stands in the paths of the files.
const Version = 1

// Folder is where the files are on the site.
const Folder = "data/v1/"

// Date is a day, month, year or interval as EDTF level 0 has it: 2026-03-14, 2026-03,
// 2026, 2025-11-02/2026-01-10.
type Date string

func date(d content.Date) Date {
	if d.IsInterval() {
		return Date(d.From.String() + "/" + d.To.String())
	}
	return Date(d.From.String())
}

func day(d content.Day) Date { return Date(d.String()) }

// Extra is a field of the author's own.
type Extra struct {
	Key    string   `json:"key" jsonschema_description:"Begins with x_."`
	Values []string `json:"values"`
}

func extras(h content.Head) []Extra {
	var all []Extra
	for _, x := range h.Extras {
		all = append(all, Extra{x.Key, append([]string{}, x.Values...)})
	}
	return all
}

// Party is a person or an organization.
type Party struct {
	Name   string `json:"name"`
	Expert string `json:"expert,omitempty" jsonschema_description:"The id of the expert, if there is a record of that person."`
}

func party(p graph.Party) Party {
	if p.Expert == nil {
		return Party{Name: p.Name}
	}
	return Party{p.Name, p.Expert.ID}
}

func parties(all []graph.Party) []Party {
	var list []Party
	for _, p := range all {
		list = append(list, party(p))
	}
	return list
}

// ids returns what one makes of each.
func ids[T any](all []T, one func(T) string) []string {
	var list []string
	for _, v := range all {
		list = append(list, one(v))
	}
	return list
}

func sourceID(s *graph.Source) string   { return s.ID }
func expertID(e *graph.Expert) string   { return e.ID }
func countryID(k *graph.Country) string { return k.Code }
func briefingID(b *graph.Briefing) string {
	return b.ID
}
