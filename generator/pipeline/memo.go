package pipeline

import (
	"bytes"
	"slices"
	"sync"

	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/permalink"
	"briefing/generator/place"
	"briefing/generator/render"
)

// Memo makes a site again and again while its author writes. What did not change is
// neither read nor placed again; connecting and judging is done anew each time, so
// that nothing can be out of date. [Memo.Part] answers before that for the records
// that changed.
//
// Its Input holds for good; only Now is that of each call. It may be used by several
// goroutines, but only one may be in Site at a time.
type Memo struct {
	in      func() Input
	content *content.Memo

	mu     sync.Mutex
	place  *place.Memo
	lock   *permalink.Lock // that place knows
	index  *index          // of the newest site
	newest *connected
}

// connected is a site with what the stages found that made it.
type connected struct {
	site *graph.Site
	list diag.List
}

// NewMemo remembers nothing yet. The Root of what in returns must always be the same.
func NewMemo(in func() Input) *Memo { return &Memo{in: in, content: content.NewMemo(in().Root)} }

// Changed tells of files and folders below content/ that were made, written, renamed
// or deleted. No name at all tells that anything may have been.
func (m *Memo) Changed(names ...string) { m.content.Changed(names...) }

// Made is a site that was not judged yet.
type Made struct {
	*Output
	List diag.List // what the stages found, sorted
	in   Input
}

// Site makes the site as far as its files are right, and does not judge it.
func (m *Memo) Site() (*Made, error) {
	in := m.in()
	library, list := m.content.Load()
	placing, lock, faults := m.placing(in, true)
	list = append(list, faults...)
	articles, faults := placing.All(library)
	list = append(list, faults...)
	site, faults := graph.Connect(library, articles, graph.Options{Drafts: in.Drafts, Now: in.Now, Published: lock.Has})
	list = append(list, faults...)
	if !in.Preview {
		list = append(list, permalink.Compare(lock, site, in.Now)...)
	}
	m.mu.Lock()
	m.index, m.newest = newIndex(site), &connected{site, list}
	m.mu.Unlock()
	return m.Shown()
}

// Shown is the newest site with the templates and static files as they are now. There
// must have been one.
func (m *Memo) Shown() (*Made, error) {
	in := m.in()
	m.mu.Lock()
	newest := m.newest
	m.mu.Unlock()
	out, faults, err := show(in, newest.site, 0)
	if err != nil {
		return nil, err
	}
	list := slices.Concat(newest.list, faults)
	list.Sort()
	return &Made{out, list, in}, nil
}

// Fault returns an error of a page as a finding, if the fault is a template's.
func (m *Memo) Fault(err error) (d diag.Diagnostic, ok bool) {
	return render.Fault(m.in().Templates, err)
}

// Judge returns everything that is wrong with the site, sorted.
func (s *Made) Judge() diag.List {
	list := check.Run(s.Site, s.List, check.Options{Now: s.in.Now})
	list.Sort()
	return list
}

// placing returns what places annotations, with the lock of what was published. The
// lock is read again if isNew, or none was.
func (m *Memo) placing(in Input, isNew bool) (*place.Memo, *permalink.Lock, diag.List) {
	m.mu.Lock()
	known := m.lock
	defer m.mu.Unlock()
	if known != nil && !isNew {
		return m.place, known, nil
	}
	lock, faults := permalink.Read(in.Root)
	if known == nil || !bytes.Equal(known.File.Bytes, lock.File.Bytes) {
		m.lock, m.place = lock, place.NewMemo(place.Past{Versions: in.Previous, Published: lock.Passages})
	}
	return m.place, lock, faults
}

// index finds what belongs to a record of the newest site.
type index struct {
	briefings map[string]*graph.Briefing
	sources   map[string]*graph.Source
	experts   map[string]*graph.Expert
	named     map[string][]string // briefings, by the ID of one that they name
}

// namedBy are the briefings that name one.
func (x *index) namedBy(id string) []string {
	if x == nil {
		return nil
	}
	return x.named[id]
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

// Size is the number of bytes of a file of content as it was read last; -1 if it was
// not.
func (m *Memo) Size(name string) int { return m.content.Size(name) }
