package pipeline

import (
	"slices"
	"strings"

	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/place"
	"briefing/generator/render"
)

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

// most is the number of briefings up to which a part is made of what leans on a source
// or an expert: it is to be quick.
const most = 12

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
