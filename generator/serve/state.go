package serve

import (
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/pipeline"
	"briefing/generator/render"
)

// state is what is shown. It is not changed; another one takes its place.
type state struct {
	number int
	whole  *whole                     // the newest site without errors, else the newest; nil before the first
	parts  map[pipeline.Record]*part  // newer than the whole
	found  *verdict                   // what is wrong with the newest whole site, shown or not
	fault  error                      // of the machine, when the newest whole site was made
	saved  map[pipeline.Record]string // annotation that was saved last, by its briefing
	savedN int                        // number of the state in which it was

	rendered sync.Map // page, by path
	kept     atomic.Int64
}

// whole is a whole site.
type whole struct {
	site   *graph.Site
	pages  map[string]render.Page
	list   diag.List // errors
	isGood bool
	since  time.Time // when it was made
}

// part is the pages of a record.
type part struct {
	pages  map[string]render.Page // nil for those of the whole
	site   *graph.Site
	isGood bool
	list   diag.List // errors
	looked int       // how often the files had been looked at
	isOld  bool      // the pages are those before the errors
	since  time.Time // when they were made, also those of the whole
}

func newWhole(made *pipeline.Made) *whole {
	w := &whole{since: time.Now(), site: made.Site, pages: make(map[string]render.Page, len(made.Pages))}
	for _, p := range made.Pages {
		w.pages[p.Path] = p
	}
	return w
}

// due tells when the next embargo of the site ends; nil if there is none, or no site.
func (w *whole) due(now time.Time) <-chan time.Time {
	var next time.Time
	if w == nil {
		return nil
	}
	for _, b := range w.site.Library.Briefings {
		if b.Embargo.After(now) && (next.IsZero() || b.Embargo.Before(next)) {
			next = b.Embargo
		}
	}
	if next.IsZero() {
		return nil
	}
	return time.After(next.Sub(now))
}

// judged is the whole with its errors.
func (w *whole) judged(v *verdict) *whole {
	j := *w
	j.list = v.errors
	j.isGood = len(j.list) == 0
	return &j
}

// verdict is what is wrong with a whole site, so that what a page shows of it is found
// quickly.
type verdict struct {
	errors   diag.List
	warnings map[pipeline.Record]diag.List // in the files of a record
	warned   int                           // how many warnings there are on the whole site
	noted    int                           // and notes
	atBuild  diag.List                     // what a build would find besides
	looked   int                           // how often the files had been looked at
	isLast   bool                          // the rules have judged, too
}

// at is the verdict for files that were looked at again and are the same.
func (v *verdict) at(looked int) *verdict {
	again := *v
	again.looked = looked
	return &again
}

func newVerdict(list, atBuild diag.List, looked int, isLast bool) *verdict {
	v := &verdict{warnings: map[pipeline.Record]diag.List{}, atBuild: atBuild, looked: looked, isLast: isLast}
	for _, d := range list {
		switch d.Severity {
		case diag.Warning:
			v.warned++
		case diag.Note:
			v.noted++
		}
		switch r, ok := pipeline.RecordOf(d.File.Name); {
		case d.Severity == diag.Error:
			v.errors = append(v.errors, d)
		case d.Severity == diag.Warning && ok:
			v.warnings[r] = append(v.warnings[r], d)
		}
	}
	return v
}

// next is a copy to be changed and shown.
func (now *state) next() *state {
	return &state{
		whole: now.whole, parts: now.parts, found: now.found, fault: now.fault, saved: now.saved, savedN: now.savedN,
	}
}

// withWhole shows a whole site, unless it has errors and the one shown has none. What
// was looked at before is in it.
func (now *state) withWhole(w *whole, found *verdict) *state {
	after := now.next()
	after.found, after.fault = found, nil
	w = w.judged(found)
	if !w.isGood && now.whole != nil && now.whole.isGood {
		return after
	}
	after.whole = w
	after.parts = maps.Clone(now.parts)
	maps.DeleteFunc(after.parts, func(_ pipeline.Record, p *part) bool { return p.looked <= found.looked })
	return after
}

// withFault keeps what is shown and says what is wrong with the machine.
func (now *state) withFault(err error) *state {
	after := now.next()
	after.fault = err
	return after
}

// withPart shows the pages of some records. A record with errors stays as it was when
// it had none.
func (now *state) withPart(made *pipeline.Part, looked int, saved map[pipeline.Record]string) *state {
	after := now.next()
	after.parts = maps.Clone(now.parts)
	if after.parts == nil {
		after.parts = map[pipeline.Record]*part{}
	}
	if len(saved) > 0 {
		after.saved, after.savedN = saved, now.number+1
	}
	for r, pages := range made.Pages {
		p := &part{pages: pages, site: made.Site, looked: looked, since: time.Now()}
		for _, d := range made.List {
			if r.Holds(d.File.Name) {
				p.list = append(p.list, d)
			}
		}
		p.isGood = len(p.list) == 0
		if !p.isGood && now.isGood(r) {
			p.pages, p.site, p.isGood, p.isOld = nil, nil, true, true
			if before := now.parts[r]; before != nil && before.pages != nil {
				p.pages, p.site, p.since = before.pages, before.site, before.since
			} else {
				p.since = now.whole.since
			}
		}
		after.parts[r] = p
	}
	return after
}

// isGood reports whether what is shown of a record has no errors.
func (now *state) isGood(r pipeline.Record) bool {
	if p := now.parts[r]; p != nil && p.pages != nil {
		return p.isGood
	}
	if now.whole == nil {
		return false
	}
	return !slices.ContainsFunc(now.whole.list, func(d diag.Diagnostic) bool { return r.Holds(d.File.Name) }) && now.whole.holds(r)
}

// holds reports whether the site has pages of a record.
func (w *whole) holds(r pipeline.Record) bool {
	register, id, _ := strings.Cut(string(r), "/")
	_, isThere := w.pages[map[string]string{
		"briefings": "briefings/" + id + "/index.html", "sources": "sources/" + id + ".html", "experts": "experts/" + id + ".html", "pages": id + ".html",
	}[register]]
	return isThere
}

// page returns the page at a path.
func (now *state) page(path string) (p render.Page, found bool) {
	if r, ok := pipeline.Owner(path); ok {
		if part := now.parts[r]; part != nil && part.pages != nil {
			p, found = part.pages[path]
			return p, found
		}
	}
	if now.whole == nil {
		return p, false
	}
	p, found = now.whole.pages[path]
	return p, found
}

// older returns since when the page at a path is shown, if there are errors in what it is
// made of, so that it is the last good one.
func (now *state) older(path string) (since time.Time, ok bool) {
	r, isOne := pipeline.Owner(path)
	if p := now.parts[r]; isOne && p != nil && (p.isOld || p.pages != nil) {
		return p.since, p.isOld
	}
	if now.whole == nil || !now.whole.isGood || now.found == nil {
		return time.Time{}, false
	}
	isList := !isOne || strings.HasPrefix(string(r), "pages/") && !slices.ContainsFunc(now.whole.site.Library.Pages, func(p *content.Page) bool { return r.Holds(p.File.Name) })
	isOf := func(d diag.Diagnostic) bool { return isList || r.Holds(d.File.Name) }
	return now.whole.since, slices.ContainsFunc(now.found.errors, isOf)
}

// answers reports whether it can be told what stands at a path.
func (now *state) answers(path string) bool {
	r, ok := pipeline.Owner(path)
	return now.whole != nil || now.fault != nil || ok && now.parts[r] != nil && len(now.parts[r].pages) > 0
}

// site returns the site that the page at a path is of; nil if there is none yet.
func (now *state) site(path string) *graph.Site {
	if r, ok := pipeline.Owner(path); ok {
		if p := now.parts[r]; p != nil && p.site != nil {
			return p.site
		}
	}
	if now.whole == nil {
		return nil
	}
	return now.whole.site
}

// tally counts what is known to be wrong, on the whole site and beside the given errors,
// in words.
func (now *state) tally(errors int) string {
	if now.found == nil {
		return diag.Tally(errors, 0, 0)
	}
	words := diag.Tally(errors, now.found.warned, now.found.noted)
	if b := now.found.atBuild; len(b) > 0 {
		words += "; at a build also " + b.Tally()
	}
	return words
}

// errors returns all that are known.
func (now *state) errors() diag.List {
	var list diag.List
	looked := 0
	if now.found != nil {
		looked = now.found.looked
		for _, d := range now.found.errors {
			r, ok := pipeline.RecordOf(d.File.Name)
			if isOld := ok && now.parts[r] != nil && now.parts[r].looked > looked; !isOld || pipeline.IsWide(d.Code) {
				list = append(list, d)
			}
		}
	}
	for _, p := range now.parts {
		if p.looked > looked || now.found == nil {
			list = append(list, p.list...)
		}
	}
	list.Sort()
	return list
}

// warnings returns those in the files of a page.
func (now *state) warnings(path string) diag.List {
	if r, ok := pipeline.Owner(path); ok && now.found != nil {
		return now.found.warnings[r]
	}
	return nil
}

// saved returns the annotations among files, by their briefing: where there is one. More
// at once were not saved by somebody who writes.
func saved(names []string) map[pipeline.Record]string {
	all := map[pipeline.Record]string{}
	several := map[pipeline.Record]bool{}
	for _, name := range names {
		r, ok := pipeline.RecordOf(name)
		id, isMarkdown := strings.CutSuffix(path.Base(name), ".md")
		if !ok || !isMarkdown || path.Base(path.Dir(name)) != "annotations" {
			continue
		}
		several[r] = several[r] || all[r] != "" && all[r] != id
		all[r] = id
	}
	maps.DeleteFunc(all, func(r pipeline.Record, _ string) bool { return several[r] })
	return all
}
