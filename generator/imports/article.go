package imports

import (
	"path"
	"slices"

	"briefing/generator/content"
	"briefing/generator/draft"
	"briefing/generator/foreign"
)

// article plans the text of a briefing: a new one, or what changed in the one that was
// made of it. The article of a briefing that somebody wrote here stays as it is.
func (p *planner) article(a foreign.Article) error {
	a.Origin.ID = oneLine(a.Origin.ID)
	fresh := draft.Article{ID: p.Briefing, Title: a.Title, Date: a.Date, Authors: p.experts(a.Authors), Origin: draft.Origin(a.Origin), Comments: a.Comments, Text: a.Text}.File()
	r := Record{Words: a.Title, scope: p.Briefing, origin: "article " + a.Origin.ID}
	i := slices.IndexFunc(p.Library.Briefings, func(b *content.Briefing) bool { return b.ID == p.Briefing })
	if i < 0 {
		p.Again = true // with its notes, whatever became of those
		p.add(r, fresh.Path, []byte(fresh.Text), nil)
		p.media(fresh.Path, a.Media)
		return nil
	}
	b := p.Library.Briefings[i]
	if b.Origin == nil || b.Origin.ID.Value != a.Origin.ID {
		r.Outcome, r.File, r.Why = Kept, b.File.Name, []string{"the article here is none that was imported from there: it stays as it is"}
		p.records = append(p.records, r)
		return nil
	}
	p.meet(r, b.File.Name, b.File.Text(), []byte(fresh.Text), nil)
	p.media(b.File.Name, a.Media)
	return nil
}

// media plans the pictures of an article that are not here.
func (p *planner) media(article string, pictures []foreign.File) {
	for _, m := range pictures {
		if name := path.Join(path.Dir(article), "media", m.Name); !p.isTaken(name) {
			p.files[name] = &Change{Name: name, After: m.Bytes}
		}
	}
}

func (p *planner) experts(names []string) []string {
	var all []string
	for _, n := range names {
		all = append(all, p.expert(n))
	}
	return all
}
