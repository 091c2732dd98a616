package graph

import "slices"

// timeline gathers the events of every briefing and the facts of every country
// on the site.
func (c *connector) timeline() {
	for _, b := range c.site.Briefings {
		if !b.IsWithdrawn() {
			c.site.Events = append(c.site.Events, b.Events...)
		}
	}
	for _, k := range c.site.Countries {
		for _, e := range k.Events {
			if e.Briefing == nil {
				e.Countries = append([]*Country{k}, slices.DeleteFunc(slices.Clone(e.Countries), func(o *Country) bool { return o == k })...)
				c.site.Events = append(c.site.Events, e)
			}
		}
	}
	slices.SortStableFunc(c.site.Events, byWhen)
}
