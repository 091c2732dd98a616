package check

import (
	"strings"
	"time"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
)

// Weigh gives the findings of all stages the severities of the site, drops what is
// switched off and what a file accepts, and reports settings that do nothing.
func Weigh(site *graph.Site, list diag.List, o Options) diag.List {
	w := newWeigher(site.Library, func(r Rule) bool { return !r.IsAnswer })
	w.settings(site.Settings)
	onSite(site, func(h *content.Head) { w.allow(h, o.Now) })
	w.keep(list)
	onSite(site, w.useless)
	return w.list
}

// WeighAnswers does the same for what the command links found. Which codes it looked
// for is for the caller to say; what else the files and settings say of checks, Weigh
// reports.
func WeighAnswers(lib *content.Library, heads []*content.Head, list diag.List, looked func(code string) bool, now time.Time) diag.List {
	w := newWeigher(lib, func(r Rule) bool { return r.IsAnswer && looked(r.Code) })
	w.settings(lib.Site)
	for _, h := range heads {
		w.allow(h, now)
	}
	w.list = nil // said by Weigh
	w.keep(list)
	for _, h := range heads {
		w.useless(h)
	}
	return w.list
}

func newWeigher(lib *content.Library, looked func(Rule) bool) *weigher {
	w := &weigher{
		severity: map[string]diag.Severity{}, off: map[string]bool{}, accepted: map[accepted]*acceptance{},
		fixed: map[string]bool{}, looked: map[string]bool{}, site: lib.Site.File, records: map[*diag.File]bool{},
	}
	for _, h := range lib.Heads() {
		w.records[h.File] = true
	}
	for _, r := range Rules {
		w.fixed[r.Code], w.looked[r.Code] = r.Fixed, looked(r)
	}
	return w
}

type accepted struct {
	file *diag.File
	code string
}

type acceptance struct {
	head  *content.Head
	by    content.Allowance
	wants bool // whether a finding was accepted
}

type weigher struct {
	severity map[string]diag.Severity
	off      map[string]bool
	fixed    map[string]bool
	looked   map[string]bool // codes that were looked for
	accepted map[accepted]*acceptance
	site     *diag.File
	records  map[*diag.File]bool // that accept for themselves
	list     diag.List
}

var severities = map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "note": diag.Note}

// settings reads the checks of site.yaml.
func (w *weigher) settings(s *content.Site) {
	for _, c := range s.Checks {
		fixed, known := w.fixed[c.Code.Value]
		switch {
		case !known:
			w.add(unknown(s.Head.Error("check-unknown", c.Code.At, "there is no check %q", c.Code.Value), c.Code.Value))
		case fixed:
			w.add(s.Head.Error("check-fixed", c.Code.At, "%q cannot be changed", c.Code.Value).
				WithHint("readers would be misled or the site broken; delete the line"))
		case c.Severity == "off":
			w.off[c.Code.Value] = true
		default:
			w.severity[c.Code.Value] = severities[c.Severity]
		}
	}
}

func unknown(d diag.Diagnostic, code string) diag.Diagnostic {
	if near, ok := anchor.Suggest(strings.ToLower(code), Codes()); ok {
		return d.WithHint("did you mean %s?", near)
	}
	return d.WithHint("briefing check --list shows all")
}

// allow reads what a file accepts.
func (w *weigher) allow(h *content.Head, now time.Time) {
	for _, a := range h.Allow {
		at := a.Code.At
		fixed, known := w.fixed[a.Code.Value]
		switch {
		case !known:
			w.add(unknown(h.Error("allow-unknown", at, "there is no check %q to accept", a.Code.Value), a.Code.Value))
		case fixed:
			w.add(h.Error("allow-unknown", at, "%q cannot be accepted", a.Code.Value).WithHint("mend it, and delete the item"))
		case !a.Until.From.IsZero() && a.Until.To.Last().AddDate(0, 0, 1).Before(now):
			w.add(h.Warning("allow-expired", a.Until.At, "%q was accepted until %s", a.Code.Value, a.Until.Value).
				WithHint("mend what it accepts, or give a new day and reason"))
		default:
			w.accepted[accepted{h.File, a.Code.Value}] = &acceptance{head: h, by: a}
		}
	}
}

func (w *weigher) add(d diag.Diagnostic) {
	if w.keeps(&d) {
		w.list = append(w.list, d)
	}
}

// keeps gives a finding its severity and reports whether it stands.
func (w *weigher) keeps(d *diag.Diagnostic) bool {
	by := d.File
	if !w.records[by] {
		by = w.site // of pictures, templates, folders
	}
	if a := w.accepted[accepted{by, d.Code}]; a != nil {
		a.wants = true
		return false
	}
	if s, changed := w.severity[d.Code]; changed {
		d.Severity = s
	}
	return !w.off[d.Code]
}

// keep keeps the findings that stand, in the memory of the list: there may be hundreds
// of thousands.
func (w *weigher) keep(list diag.List) {
	kept := list[:0]
	for i := range list {
		if w.keeps(&list[i]) {
			kept = append(kept, list[i])
		}
	}
	w.list = append(kept, w.list...)
}

// useless reports what a file accepts and was looked for, but not found. Files that are
// not on the site are not judged by every rule, so nothing is said of them; nor of a
// file that could not be read.
func (w *weigher) useless(h *content.Head) {
	for _, a := range h.Allow {
		got := w.accepted[accepted{h.File, a.Code.Value}]
		if got == nil || got.wants || got.head != h || h.IsBroken || w.off[a.Code.Value] || !w.looked[a.Code.Value] {
			continue
		}
		w.add(h.Warning("allow-useless", a.Code.At, "%q is accepted, but was not found", a.Code.Value).WithHint("delete the item"))
	}
}

// onSite calls see for every file that can accept something.
func onSite(site *graph.Site, see func(*content.Head)) {
	see(&site.Settings.Head)
	for _, b := range site.Briefings {
		see(&b.Head)
	}
	for _, a := range site.Written {
		if a.Briefing != nil {
			see(&a.Head)
		}
	}
	for _, s := range site.Library.Sources {
		see(&s.Head)
	}
	for _, e := range site.Library.Experts {
		see(&e.Head)
	}
	for _, c := range site.Library.Countries {
		see(&c.Head)
	}
	for _, p := range site.Library.Pages {
		see(&p.Head)
	}
}
