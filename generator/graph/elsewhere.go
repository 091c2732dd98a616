package graph

import (
	"maps"
	"slices"
	"strings"

	"briefing/generator/content"
)

// isElsewhere reports whether a reference names an annotation of any briefing, as
// briefing/annotation; see [Annotation.ClaimID].
func isElsewhere(t content.Text) bool { return strings.Contains(t.Value, "/") }

// elsewhere resolves the references of annotations to those of other briefings, once
// all briefings are there. They hold in both directions: who reads the older claim
// finds the newer.
func (c *connector) elsewhere(all []*content.Briefing) {
	var leading []*Annotation
	for _, a := range c.site.Annotations {
		if slices.ContainsFunc(a.Annotation.See, isElsewhere) {
			leading = append(leading, a)
		}
	}
	if leading == nil {
		return // most sites: no table of everything for them
	}
	onSite, written := map[string]*Annotation{}, map[string]bool{}
	for _, a := range c.site.Annotations {
		onSite[a.ClaimID()] = a
	}
	for _, b := range all {
		for _, a := range b.Annotations {
			written[b.ID+"/"+a.ID] = true
		}
	}
	for _, a := range leading {
		for _, t := range a.Annotation.See {
			if !isElsewhere(t) {
				continue
			}
			if o := onSite[t.Value]; o != nil && o != a {
				a.See, o.See = appendNew(a.See, o), appendNew(o.See, a)
				continue
			}
			if !written[t.Value] { // else it is a draft or withdrawn
				c.unknown(&a.Head, "annotation-unknown", "annotation", t, slices.Sorted(maps.Keys(written)))
			}
		}
	}
}
