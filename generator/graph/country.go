package graph

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/content/country"
	"briefing/generator/diag"
)

// Country is a country on the site.
type Country struct {
	country.Country
	Own         *content.Country // what editors wrote; nil if nothing
	Path        string
	Annotations []*Annotation // about it
	Briefings   []*Briefing   // about it
	Mentions    []*Mention    // in articles, whatever they are about
	Experts     []*Expert     // whose institutions are there
	Events      []Event       // oldest first
}

// isUsed reports whether the country has a page: editors wrote of it, or
// something on the site leads to it.
func (k *Country) isUsed() bool {
	return k.Own != nil || len(k.Annotations)+len(k.Briefings)+len(k.Mentions)+len(k.Events)+len(k.Experts) > 0
}

// metCountry returns the node of a country by its code; nil for an unknown code.
func (c *connector) metCountry(code string) *Country {
	if k := c.country[code]; k != nil {
		return k
	}
	built, ok := country.Lookup(code)
	if !ok {
		return nil
	}
	k := &Country{Country: built, Own: c.own[built.Code], Path: "countries/" + built.Code + ".html"}
	if k.Own != nil && k.Own.Name.IsSet() {
		k.Name = k.Own.Name.Value
	}
	c.country[built.Code] = k
	return k
}

// countries resolves codes, each once, in the order written.
func (c *connector) countries(h *content.Head, codes []content.Text) []*Country {
	var all []*Country
	for _, t := range codes {
		if k := c.metCountry(t.Value); k != nil && t.Value == k.Code {
			all = appendNew(all, k)
			continue
		}
		if w, ok := country.WithdrawnCode(t.Value); ok {
			c.report(withdrawn(h, t, w))
			continue
		}
		d := h.Error("country-unknown", t.At, "%q is no country code", t.Value)
		if near, ok := country.Suggest(t.Value); ok {
			d = d.WithHint("did you mean %s (%s)?", near.Code, near.Name).WithPaste(near.Code).
				WithFix(country.IsName(t.Value, near), "write "+near.Code, int(t.At.Start), int(t.At.Stop), near.Code)
		} else if near, ok := anchor.Suggest(strings.ToLower(t.Value), c.codes()); ok {
			d = d.WithHint("did you mean %s? Codes are those of ISO 3166-1, two lower-case letters", near).
				WithFix(false, "write "+near, int(t.At.Start), int(t.At.Stop), near)
		} else if strings.EqualFold(t.Value, "eu") {
			d = d.WithHint("the European Union is no country: name the members that are meant, or put it into topics")
		} else {
			d = d.WithHint("codes are those of ISO 3166-1, two lower-case letters: kz for Kazakhstan")
		}
		c.report(d)
	}
	return all
}

// withdrawn reports a code that stands for no country any more. Which of several took
// its place for the claim is for the editor to say.
func withdrawn(h *content.Head, t content.Text, w country.Withdrawn) diag.Diagnostic {
	d := h.Error("country-withdrawn", t.At, "the code %q is withdrawn: it stood for %s", t.Value, w.Name)
	var now []string
	for _, code := range w.Now {
		k, _ := country.Lookup(code)
		now = append(now, code+" ("+k.Name+")")
		d = d.WithFix(false, "write "+code, int(t.At.Start), int(t.At.Stop), code)
	}
	if len(now) == 1 {
		return d.WithHint("now %s", now[0]).WithPaste(w.Now[0])
	}
	return d.WithHint("take what the claim is about: %s", strings.Join(now, ", "))
}

// codes are those of countries that editors wrote of.
func (c *connector) codes() []string { return slices.Sorted(maps.Keys(c.own)) }

// Neighbor is a country that annotations share with another one.
type Neighbor struct {
	*Country
	Shared int // annotations about both
}

// Neighbors returns the countries that annotations about k are about too, by
// name.
func (k *Country) Neighbors() []Neighbor {
	var all []Neighbor
	at := map[*Country]int{}
	for _, a := range k.Annotations {
		for _, other := range a.Countries {
			if other == k {
				continue
			}
			if _, met := at[other]; !met {
				at[other] = len(all)
				all = append(all, Neighbor{Country: other})
			}
			all[at[other]].Shared++
		}
	}
	slices.SortFunc(all, func(a, b Neighbor) int { return byName(a.Country, b.Country) })
	return all
}

// connectCountry resolves the facts of a country's file.
func (c *connector) connectCountry(own *content.Country) {
	k := c.metCountry(own.ID)
	for _, f := range own.Facts {
		e := c.event(&own.Head, f, nil)
		if k != nil {
			k.Events = append(k.Events, e)
		}
	}
}

func byName(a, b *Country) int {
	return cmp.Or(strings.Compare(sortKey(a.Name), sortKey(b.Name)), strings.Compare(a.Code, b.Code))
}
