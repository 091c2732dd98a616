package pipeline

import (
	"slices"
	"strings"

	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/permalink"
	"briefing/generator/place"
	"briefing/generator/render"
)

// Record is a file of content with what belongs to it, by its place: a briefing
// ("briefings/pass"), a source ("sources/annex"), an expert ("experts/orbeli") or a
// further page ("pages/about").
type Record string

// RecordOf returns the record that a file or folder of content belongs to; ok is false
// for what bears on all of the site.
func RecordOf(name string) (r Record, ok bool) {
	register, rest, _ := strings.Cut(strings.TrimPrefix(name, "content/"), "/")
	if !strings.HasPrefix(name, "content/") || rest == "" {
		return "", false
	}
	switch register {
	case "briefings":
		id, _, _ := strings.Cut(rest, "/")
		return Record("briefings/" + id), content.IsID(id)
	case "sources", "experts", "pages":
		id, isMarkdown := strings.CutSuffix(rest, ".md")
		return Record(register + "/" + id), isMarkdown && content.IsID(id)
	}
	return "", false
}

// Owner returns the record whose page stands at a path; ok is false for a page that
// shows more than one.
func Owner(path string) (r Record, ok bool) {
	register, rest, inFolder := strings.Cut(path, "/")
	switch register {
	case "briefings":
		id, _, isOne := strings.Cut(rest, "/")
		return Record("briefings/" + id), isOne
	case "sources", "experts":
		id, isPage := strings.CutSuffix(rest, ".html")
		return Record(register + "/" + id), isPage && id != "index"
	}
	if id, isPage := strings.CutSuffix(path, ".html"); isPage && !inFolder {
		return Record("pages/" + id), true
	}
	return "", false
}

// split returns the register and the ID.
func (r Record) split() (register, id string) {
	register, id, _ = strings.Cut(string(r), "/")
	return register, id
}

// Holds reports whether a file of content is of the record.
func (r Record) Holds(name string) bool {
	of, ok := RecordOf(name)
	return ok && of == r
}

// Part is the pages of some records, made of no more than these need. They are those
// of the whole site, byte for byte, as far as the site before tells who else speaks of
// the records: the whole site is to follow.
type Part struct {
	Pages map[Record]map[string]render.Page // by path; a record without pages is not on the site
	Site  *graph.Site
	// List is what is wrong in the files of the records and stops publishing. What shows
	// in the whole site only is not in it; see [IsWide].
	List diag.List
}

// most is the number of briefings up to which a part is made of what leans on a source
// or an expert: it is to be quick.
const most = 12

// Part makes the pages of the records that changed and, if a source or an expert did,
// those of the briefings that show it. open are the pages that somebody looks at: of
// many briefings only theirs are made. A record that cannot be told quickly is left out.
func (m *Memo) Part(changed []Record, open []string) *Part {
	in := m.in()
	p := m.partial(m.content)
	site, list := p.connect(in, p.choose(changed, open))
	look, _ := m.lookOf(in, site.Settings.Theme) // its faults are of the whole
	renderer := look.New(site)
	renderer.Beside(p.index.notes(site.Library.Briefings))
	pages := p.pages(slices.Concat(renderer.Pages(), renderer.Cards(in.Keep), media(in, site)))
	return &Part{Pages: pages, Site: site, List: own(list, pages)}
}

// Check returns what is wrong with some records and what they name, with texts in the place
// of files, by their names; a nil text is a file that is gone. What would be taken back of
// what was published is in it, as in a build. It looks at no more than it needs: what shows
// in the whole site only, it does not find; see [IsWide].
func (m *Memo) Check(of []Record, texts map[string][]byte) diag.List {
	in := m.in()
	p := m.partial(m.content.With(texts))
	site, list := p.connect(in, p.choose(of, nil))
	_, lock, _ := m.placing(in, false)
	ids := make([]string, len(of))
	for i, r := range of {
		ids[i] = string(r)
	}
	list = append(list, permalink.Compare(lock.Within(ids), site, in.Now)...)
	list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return IsWide(d.Code) || d.Code == "allow-useless" })
	list.Sort()
	return list
}

func (m *Memo) partial(files *content.Memo) *partial {
	registers := files.Registers()
	m.mu.Lock()
	defer m.mu.Unlock()
	return &partial{
		Memo: m, files: files, index: m.index, registers: registers, wanted: map[Record]bool{},
		sources: map[string]*content.Source{}, experts: map[string]*content.Expert{},
	}
}

// connect connects and judges briefings with all that they name.
func (p *partial) connect(in Input, briefings []string) (*graph.Site, diag.List) {
	lib, list := p.files.Briefings(briefings)
	placing, lock, _ := p.placing(in, false)
	articles, faults := placing.Some(p.registers, lib.Briefings)
	list = append(list, faults...)
	lib.Site, lib.Countries, lib.Pages = p.registers.Site, p.registers.Countries, p.registers.Pages
	for i, b := range lib.Briefings {
		p.briefing(b)
		for _, named := range articles[i].Named {
			p.expert(named.Expert)
		}
	}
	for _, c := range lib.Countries {
		p.events(c.Facts)
	}
	lib.Sources, lib.Experts = p.found()
	list = append(list, p.list...)
	hasPage := func(path string) bool { return p.index.has(path) || lock.Has(path) }
	site, faults := graph.Connect(lib, articles, graph.Options{Drafts: in.Drafts, Now: in.Now, Published: hasPage, Known: p.files.IDs})
	list = append(list, faults...)
	return site, check.Run(site, list, check.Options{Now: in.Now})
}

// partial gathers what some records need.
type partial struct {
	*Memo
	files     *content.Memo
	registers *content.Library
	index     *index // of the site before; nil if there is none
	wanted    map[Record]bool
	sources   map[string]*content.Source
	experts   map[string]*content.Expert
	list      diag.List
}

// choose returns the briefings to read, and marks whose pages are wanted.
func (p *partial) choose(changed []Record, open []string) []string {
	all := map[string]bool{} // briefings
	looked := map[string]bool{}
	for _, path := range open {
		if r, ok := Owner(path); ok {
			looked[string(r)] = true
		}
	}
	for _, r := range changed {
		register, id := r.split()
		leaning, isShown := map[string]bool{}, false
		switch register {
		case "briefings":
			p.wanted[r], all[id] = true, true
			continue
		case "pages":
			page, _ := p.files.Page(id)
			p.wanted[r] = page != nil // else it is a list of all, or was deleted
			continue
		case "sources":
			p.source(id)
			leaning = p.index.leanOnSource(id)
			if s := p.index.source(id); s != nil {
				p.shownWith(s.Resting)
				isShown = true
			}
		case "experts":
			p.expert(id)
			leaning = p.index.leanOnExpert(id)
			if e := p.index.expert(id); e != nil {
				p.shownWith(e.Sources)
				isShown = p.experts[id] != nil && place.SameNames(e.Expert, p.experts[id]) && slices.Equal(sourcesOf(e.Expert), sourcesOf(p.experts[id]))
			}
		}
		isFew := len(leaning) <= most
		p.wanted[r] = isFew && isShown // else what leans on it is not known
		for id := range leaning {
			if isFew || looked["briefings/"+id] {
				p.wanted[Record("briefings/"+id)], all[id] = true, true
			}
		}
	}
	var ids []string
	for id := range all {
		ids = append(ids, id)
		ids = append(ids, p.index.namedBy(id)...)
		ids = append(ids, p.named(id)...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// named are the briefings whose annotations those of a briefing name.
func (p *partial) named(id string) []string {
	lib, _ := p.files.Briefings([]string{id})
	var ids []string
	for _, b := range lib.Briefings {
		ids = append(ids, named(b)...)
	}
	return ids
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

// briefing gathers what a briefing names.
func (p *partial) briefing(b *content.Briefing) {
	p.parties(b.Authors)
	p.events(b.Events)
	for _, a := range b.Annotations {
		p.parties([]content.Text{a.ClaimedBy})
		for _, e := range a.Evidence {
			p.source(e.Source.Value)
		}
		for _, v := range a.Voices {
			p.voice(v)
		}
		if a.Quote != nil {
			p.voice(*a.Quote)
		}
	}
}

func (p *partial) voice(v content.Voice) {
	p.expert(v.Expert.Value)
	p.source(v.SaidIn.Source.Value)
}

func (p *partial) events(all []content.Event) {
	for _, e := range all {
		for _, s := range e.Sources {
			p.source(s.Value)
		}
	}
}

// parties gathers those that are experts.
func (p *partial) parties(all []content.Text) {
	for _, t := range all {
		p.expert(t.Value)
	}
}

// source gathers a source, if there is one, with what it names.
func (p *partial) source(id string) {
	if p.sources[id] != nil {
		return
	}
	s, list := p.files.Source(id)
	if s == nil {
		return
	}
	p.sources[id], p.list = s, append(p.list, list...)
	p.parties(s.Authors)
	for _, t := range slices.Concat(s.BasedOn, s.CopyOf) {
		p.source(t.Value)
	}
}

// shownWith gathers sources that a page of a source or an expert lists.
func (p *partial) shownWith(sources []*graph.Source) {
	for _, s := range sources {
		p.source(s.ID)
	}
}

// expert gathers an expert, if there is one, with what its file names.
func (p *partial) expert(id string) {
	if id == "" || p.experts[id] != nil {
		return
	}
	e, list := p.files.Expert(id)
	if e == nil {
		return
	}
	p.experts[id], p.list = e, append(p.list, list...)
	for _, source := range sourcesOf(e) {
		p.source(source)
	}
}

// sourcesOf are the ids of the sources that an expert's file names.
func sourcesOf(e *content.Expert) []string {
	var ids []string
	for _, a := range e.Affiliations {
		ids = append(ids, a.Source.Source.Value)
	}
	for _, d := range e.Disclosures {
		ids = append(ids, d.Source.Source.Value)
	}
	return ids
}

// found returns what was gathered, sorted by file as a library is.
func (p *partial) found() ([]*content.Source, []*content.Expert) {
	var sources []*content.Source
	for _, s := range p.sources {
		sources = append(sources, s)
	}
	slices.SortFunc(sources, func(a, b *content.Source) int { return strings.Compare(a.File.Name, b.File.Name) })
	var experts []*content.Expert
	for _, e := range p.experts {
		experts = append(experts, e)
	}
	slices.SortFunc(experts, func(a, b *content.Expert) int { return strings.Compare(a.File.Name, b.File.Name) })
	return sources, experts
}

// pages sorts the pages of the records that are wanted.
func (p *partial) pages(all []render.Page) map[Record]map[string]render.Page {
	by := map[Record]map[string]render.Page{}
	for r, isWanted := range p.wanted {
		if isWanted {
			by[r] = map[string]render.Page{}
		}
	}
	for _, page := range all {
		if r, ok := Owner(page.Path); ok && by[r] != nil {
			by[r][page.Path] = page
		}
	}
	for r, pages := range by {
		if register, _ := r.split(); len(pages) == 0 && register != "briefings" {
			delete(by, r) // the whole site may lead to it in a longer way
		}
	}
	return by
}

// own keeps the errors in files of the records that have pages here.
func own(list diag.List, pages map[Record]map[string]render.Page) diag.List {
	list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool {
		r, ok := RecordOf(d.File.Name)
		return !ok || pages[r] == nil || d.Severity != diag.Error || IsWide(d.Code)
	})
	list.Sort()
	return list
}

// IsWide reports whether a code is of findings that show only where all of the site is
// looked at.
func IsWide(code string) bool { return slices.Contains(wide, code) }

// wide are the codes of such findings that may be errors. Do not change.
var wide = []string{"link-missing", "claim-conflict", "path-taken", "file-clash", "formerly-twice", "quote-versions"}
