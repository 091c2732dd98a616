package pipeline

import (
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/graph"
)

// index finds what belongs to a record of the newest site.
type index struct {
	briefings map[string]*graph.Briefing
	sources   map[string]*graph.Source
	experts   map[string]*graph.Expert
	named     map[string][]string // briefings, by the ID of one that they name
}

func newIndex(site *graph.Site) *index {
	x := &index{
		briefings: make(map[string]*graph.Briefing, len(site.Briefings)),
		sources:   make(map[string]*graph.Source, len(site.Sources)),
		experts:   make(map[string]*graph.Expert, len(site.Experts)),
		named:     map[string][]string{},
	}
	for _, b := range site.Library.Briefings {
		for _, id := range named(b) {
			x.named[id] = append(x.named[id], b.ID)
		}
	}
	for _, b := range site.Briefings {
		x.briefings[b.ID] = b
	}
	for _, s := range site.Sources {
		x.sources[s.ID] = s
	}
	for _, e := range site.Experts {
		x.experts[e.ID] = e
	}
	return x
}

// namedBy are the briefings that name one.
func (x *index) namedBy(id string) []string {
	if x == nil {
		return nil
	}
	return x.named[id]
}

// source returns nil for none, and if there is no site yet.
func (x *index) source(id string) *graph.Source {
	if x == nil {
		return nil
	}
	return x.sources[id]
}

// expert returns nil for none, and if there is no site yet.
func (x *index) expert(id string) *graph.Expert {
	if x == nil {
		return nil
	}
	return x.experts[id]
}

// has reports whether the site has the page of a source or an expert, whatever leads
// to it.
func (x *index) has(path string) bool {
	r, _ := Owner(path)
	register, id := r.split()
	return register == "sources" && x.source(id) != nil || register == "experts" && x.expert(id) != nil
}

// notes is the greatest number of notes of a briefing that is not among some.
func (x *index) notes(but []*content.Briefing) int {
	most := 0
	if x == nil {
		return most
	}
	for id, b := range x.briefings {
		if !slices.ContainsFunc(but, func(o *content.Briefing) bool { return o.ID == id }) {
			most = max(most, len(b.Annotations))
		}
	}
	return most
}

// named are the other briefings that the annotations of one name.
func named(b *content.Briefing) []string {
	var ids []string
	for _, a := range b.Annotations {
		for _, t := range a.See {
			if id, _, isElsewhere := strings.Cut(t.Value, "/"); isElsewhere {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

func (x *index) leanOnSource(id string) map[string]bool {
	all := map[string]bool{}
	s := x.source(id)
	if s == nil {
		return all
	}
	for _, a := range s.Annotations() {
		all[a.Briefing.ID] = true
	}
	return all
}

func (x *index) leanOnExpert(id string) map[string]bool {
	all := map[string]bool{}
	e := x.expert(id)
	if e == nil {
		return all
	}
	for _, v := range e.Voices {
		all[v.Annotation.Briefing.ID] = true
	}
	for _, a := range e.Claims {
		all[a.Briefing.ID] = true
	}
	for _, b := range e.Briefings {
		all[b.ID] = true
	}
	for _, m := range e.Mentions {
		all[m.Briefing.ID] = true
	}
	for _, s := range e.Sources {
		for b := range x.leanOnSource(s.ID) {
			all[b] = true
		}
	}
	return all
}
