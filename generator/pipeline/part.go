package pipeline

import (
	"slices"

	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/permalink"
	"briefing/generator/render"
)

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
