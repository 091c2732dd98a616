package lsp

import (
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
)

// definition leads from an id, or a link, to the record, from a quote to the passage
// in the article, and from a passage to the quotes of its annotations.
func (s *server) definition(p positionParams) []location {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	st, file, offset := s.at(p)
	places := []location{}
	if file == nil {
		return places
	}
	if r, ok := st.reference(file, offset); ok {
		if to := st.files[r.To.File()]; to != nil {
			places = append(places, s.location(to, 0, 0))
		}
		return places
	}
	if a, _, ok := st.quoted(file, offset); ok {
		text := a.Briefing.Body.Text()
		for _, r := range a.Passages {
			start, stop := source(a.Briefing, text, r)
			places = append(places, s.location(a.Briefing.File, start, stop))
		}
		return places
	}
	return append(places, s.quotes(st.annotations(file, offset))...)
}

// quotes are the places where annotations name the words they are about.
func (s *server) quotes(on []*graph.Annotation) []location {
	var places []location
	for _, a := range on {
		for _, p := range a.Annotation.Passages {
			places = append(places, s.location(a.File, int(p.At.Start), int(p.At.Stop)))
		}
	}
	return places
}

// references are, for a passage of an article, the quotes of its annotations; for an
// id, or anywhere else in the front matter of a record, the places that name the
// record.
func (s *server) references(p referenceParams) []location {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	st, file, offset := s.at(p.positionParams)
	places := []location{}
	if file == nil {
		return places
	}
	if on := st.annotations(file, offset); len(on) > 0 {
		return s.quotes(on)
	}
	to, ok := st.record(file, offset)
	if !ok {
		return places
	}
	if own := st.files[to.File()]; own != nil && p.Context.IncludeDeclaration {
		places = append(places, s.location(own, 0, 0))
	}
	for _, r := range st.references {
		if r.To == to {
			places = append(places, s.location(r.Head.File, int(r.At.Start), int(r.At.Stop)))
		}
	}
	return places
}

// record is the one that is named at a place, or else the one that the file is, if the
// place is in its front matter.
func (st *state) record(file *diag.File, offset int) (content.Record, bool) {
	if r, ok := st.reference(file, offset); ok {
		return r.To, true
	}
	if cursorAt(file.Text(), offset, false).isBody && offset > 0 {
		return content.Record{}, false
	}
	return content.RecordOf(file.Name)
}
