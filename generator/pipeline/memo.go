package pipeline

import (
	"bytes"
	"slices"
	"strings"
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
	look   *look // nil once a file of it changed
}

// connected is a site with what the stages found that made it.
type connected struct {
	site *graph.Site
	lock *permalink.Lock
	read diag.List // of reading files
	list diag.List // of all stages
	gone diag.List // what a build would find besides
}

// NewMemo remembers nothing yet. The Root of what in returns must always be the same.
func NewMemo(in func() Input) *Memo { return &Memo{in: in, content: content.NewMemo(in().Root)} }

// Changed tells of files and folders that were made, written, renamed or deleted, by
// their names from the root. No name at all tells that anything may have been.
func (m *Memo) Changed(names ...string) {
	var written []string
	isLook := len(names) == 0
	for _, name := range names {
		if name == "content" || strings.HasPrefix(name, "content/") {
			written = append(written, name)
		} else {
			isLook = true
		}
	}
	if isLook {
		m.mu.Lock()
		m.look = nil
		m.mu.Unlock()
	}
	switch {
	case len(names) == 0 || slices.Contains(written, "content"):
		m.content.Changed()
	case len(written) > 0:
		m.content.Changed(written...)
	}
}

// look is what pages are made with, and what is wrong with it.
type look struct {
	*render.Look
	theme content.Theme
	list  diag.List
}

// lookOf returns the look before, if nothing of it changed.
func (m *Memo) lookOf(in Input, theme content.Theme) (*render.Look, diag.List) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.look == nil || !slices.Equal(m.look.theme, theme) {
		of, list := render.NewLook(in.Templates, in.Static, theme)
		m.look = &look{of, theme, list}
	}
	return m.look.Look, m.look.list
}

// Made is a site that was not judged yet.
type Made struct {
	*Output
	List diag.List // what the stages found, sorted
	in   Input
	of   *connected
	look *render.Look
}

// Site makes the site as far as its files are right, and does not judge it.
func (m *Memo) Site() (*Made, error) {
	in := m.in()
	library, list := m.content.Load()
	placing, lock, faults := m.placing(in, true)
	list = append(list, faults...)
	if m.isConnected(in, library, lock, list) {
		return m.Shown()
	}
	read := list
	articles, faults := placing.All(library)
	list = append(list, faults...)
	site, faults := graph.Connect(library, articles, graph.Options{Drafts: in.Drafts, Now: in.Now, Published: lock.Has})
	list = append(list, faults...)
	gone := permalink.Compare(lock, site, in.Now)
	if !in.Preview {
		list, gone = append(list, gone...), nil
	}
	m.mu.Lock()
	m.index, m.newest = newIndex(site), &connected{site, lock, read, list, gone}
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
	look, faults := m.lookOf(in, newest.site.Settings.Theme)
	out, err := shown(in, newest.site, look.New(newest.site))
	if err != nil {
		return nil, err
	}
	list := slices.Concat(newest.list, faults)
	list.Sort()
	return &Made{Output: out, List: list, in: in, of: newest, look: look}, nil
}

// isConnected reports whether the newest site is of the same files. Where time decides
// what is on the site it is not asked.
func (m *Memo) isConnected(in Input, lib *content.Library, lock *permalink.Lock, read diag.List) bool {
	m.mu.Lock()
	newest := m.newest
	m.mu.Unlock()
	if newest == nil || !in.Drafts {
		return false
	}
	before := newest.site.Library
	return newest.lock == lock && before.Site == lib.Site && slices.Equal(before.Briefings, lib.Briefings) && slices.Equal(before.Sources, lib.Sources) &&
		slices.Equal(before.Experts, lib.Experts) && slices.Equal(before.Countries, lib.Countries) && slices.Equal(before.Pages, lib.Pages) &&
		slices.Equal(before.Media, lib.Media) && slices.EqualFunc(newest.read, read, sameFinding)
}

func sameFinding(a, b diag.Diagnostic) bool {
	return a.File.Name == b.File.Name && a.Start == b.Start && a.Stop == b.Stop && a.Code == b.Code && a.Message == b.Message
}

// Is reports whether two sites are of the same files.
func (s *Made) Is(o *Made) bool { return o != nil && s.of == o.of && s.look == o.look }

// Fault returns an error of a page as a finding, if the fault is a template's.
func (m *Memo) Fault(err error) (d diag.Diagnostic, ok bool) {
	return render.Fault(m.in().Templates, err)
}

// Judge returns everything that is wrong with the site, sorted, and what a preview leaves
// out and a build would find besides: what would be taken back of what was published.
func (s *Made) Judge() (list, atBuild diag.List) {
	found := check.Run(s.Site, slices.Concat(s.List, s.of.gone), check.Options{Now: s.in.Now})
	found.Sort()
	for _, d := range found {
		if slices.ContainsFunc(s.of.gone, func(g diag.Diagnostic) bool { return g.Code == d.Code }) {
			atBuild = append(atBuild, d)
		} else {
			list = append(list, d)
		}
	}
	return list, atBuild
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
	return m.place, m.lock, faults
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
