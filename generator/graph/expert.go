package graph

import (
	"cmp"
	"strings"

	"briefing/generator/content"
)

// Expert is a person on the site.
type Expert struct {
	*content.Expert
	Path      string
	Voices    []*Voice      // what the person says of claims, as quoted
	Claims    []*Annotation // claims the person made
	Sources   []*Source     // that the person wrote
	Briefings []*Briefing   // that the person wrote
	Mentions  []*Mention
	Countries []*Country // of the affiliations
	Interests []Interest
	Posts     []Post
	reached   bool
}

// Post is an affiliation with its source.
type Post struct {
	content.Affiliation
	Country *Country
	From    *Source
}

// Interest is a disclosure with its source.
type Interest struct {
	What  string
	In    *Source
	Place string
}

func (c *connector) connectExpert(e *Expert) {
	e.Path = "experts/" + e.ID + ".html"
	for _, a := range e.Affiliations {
		post := Post{Affiliation: a, From: c.source(&e.Head, a.Source.Source)}
		if a.Country.IsSet() {
			if all := c.countries(&e.Head, []content.Text{a.Country}); len(all) > 0 {
				post.Country = all[0]
				e.Countries = appendNew(e.Countries, all[0])
			}
		}
		e.Posts = append(e.Posts, post)
	}
	for _, d := range e.Disclosures {
		e.Interests = append(e.Interests, Interest{d.What.Value, c.source(&e.Head, d.Source.Source), d.Source.Place.Value})
	}
}

// AffiliationOn returns the affiliation that was valid on a day, the first one
// written if there are several; nil if none was, or the day is not known.
func (e *Expert) AffiliationOn(day content.Day) *content.Affiliation {
	if day.IsZero() {
		return nil
	}
	for i := range e.Affiliations {
		a := &e.Affiliations[i]
		began := a.From.From.IsZero() || !day.Last().Before(a.From.From.First())
		lasts := a.To.To.IsZero() || !day.First().After(a.To.To.Last())
		if began && lasts {
			return a
		}
	}
	return nil
}

// byLastName orders people as an index of names does.
func byLastName(a, b *Expert) int {
	return cmp.Or(
		strings.Compare(sortKey(lastName(a.Name.Value)), sortKey(lastName(b.Name.Value))),
		strings.Compare(a.Name.Value, b.Name.Value),
		strings.Compare(a.ID, b.ID),
	)
}

// Letter is the one under which the expert is listed: of the last name.
func (e *Expert) Letter() string { return letter(lastName(e.Name.Value)) }

func lastName(name string) string {
	return name[strings.LastIndexByte(name, ' ')+1:]
}
