package permalink

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
)

// Compare says what a site would take back of what was published: errors at the
// lock's line for what is gone, and in the record for what changed. The time stands
// in lines to paste.
func Compare(before *Lock, site *graph.Site, now time.Time) diag.List {
	if len(before.Entries) == 0 {
		return nil
	}
	c := &comparison{after: published(site, before, now), bodies: bodies(site), moved: moved(site), heads: heads(site), today: now.Format(time.DateOnly)}
	for _, old := range before.Entries {
		id := c.now(old.ID)
		switch e := c.after.Find(id); {
		case e != nil:
			c.changed(old, *e)
			c.checked(before, old, *e)
		case !c.isUnused(id, site):
			c.gone(before, old)
		}
	}
	return c.list
}

type comparison struct {
	after  *Lock
	moved  map[string]string // ids that records had before, to those that they have
	heads  map[string]record
	bodies map[string]*content.Briefing
	today  string
	list   diag.List
}

// record is what a finding about a published record needs.
type record struct {
	*content.Head
	assessment, claim, passage content.At
}

// now returns the id that a record has now: its own, or another one if it was moved,
// by itself or with its briefing.
func (c *comparison) now(id string) string {
	if _, isThere := c.heads[id]; isThere {
		return id
	}
	if to, ok := c.moved[id]; ok {
		return to
	}
	if to, ok := c.moved[path.Dir(id)]; ok {
		id = to + "/" + path.Base(id)
		if further, ok := c.moved[id]; ok {
			return further
		}
	}
	return id
}

// isUnused reports whether a source or an expert is there, but nothing on the site
// leads to it any more: its page is kept (see graph.Options.Published).
func (c *comparison) isUnused(id string, site *graph.Site) bool {
	folder, name := path.Split(id)
	switch folder {
	case "sources/":
		return slices.ContainsFunc(site.Library.Sources, func(s *content.Source) bool { return s.ID == name })
	case "experts/":
		return slices.ContainsFunc(site.Library.Experts, func(e *content.Expert) bool { return e.ID == name })
	}
	return false
}

func (c *comparison) gone(l *Lock, old Entry) {
	d := l.File.Error("permalink-gone", int(old.at.Start), int(old.at.Stop), "%q was published, and would be gone", old.ID)
	name := path.Base(old.ID)
	if r, isThere := c.heads[old.ID]; isThere {
		d = d.WithHint("it is a draft now, or under embargo: publish it, or withdraw it with its reason").
			WithPaste("status: withdrawn\nwithdrawn_because: …").WithRelated(r.File, 0, 0, "the record")
	} else {
		d = d.WithHint("if another record took its place, that one says so; else bring the file back with status: withdrawn").
			WithPaste("formerly: [" + name + "]")
	}
	c.list = append(c.list, d)
}

// changed compares a record that is there with what was published of it.
func (c *comparison) changed(old, e Entry) {
	r, ok := c.heads[e.ID]
	if !ok {
		return
	}
	if e.Corrections < old.Corrections {
		c.list = append(c.list, r.Error("correction-gone", content.At{}, "%d of %d published corrections are gone", old.Corrections-e.Corrections, old.Corrections).
			WithHint("bring them back: readers saw them"))
		return
	}
	if e.Corrections > old.Corrections || e.Assessment == withdrawn || old.Assessment == withdrawn || old.Hash == none || old.Hash == e.Hash {
		return
	}
	if e.Assessment != old.Assessment {
		c.list = append(c.list, r.Error("assessment-changed", r.assessment, "the published assessment was %q", old.Assessment).
			WithHint("say what was wrong and what is right now").
			WithPaste(fmt.Sprintf("corrections:\n  - {date: %s, what: …, from: %s, to: %s}", c.today, old.Assessment, correctable(e.Assessment))))
		return
	}
	d := r.Error("claim-changed", r.claim, "the published claim had other words").
		WithHint("say what was wrong and what is right now").WithPaste(fmt.Sprintf("corrections:\n  - {date: %s, what: …}", c.today))
	if len(old.Passages) == 1 && r.claim == (content.At{}) {
		d.Hint += "; or keep the claim: " + words(old.Passages[0])
	}
	c.list = append(c.list, d)
}

// correctable is an assessment as a correction names it. What is no check any more
// has none.
func correctable(assessment string) string {
	if assessment == none {
		return content.Unverified
	}
	return assessment
}

// words are those of a passage without its surroundings.
func words(passage string) string {
	_, rest, _ := strings.Cut(passage, "[[")
	if i := strings.LastIndex(rest, "]]"); i >= 0 {
		return rest[:i]
	}
	return rest
}

// heads are the records that may have been published, by their ids.
func heads(site *graph.Site) map[string]record {
	all := map[string]record{}
	for _, b := range site.Library.Briefings {
		id := "briefings/" + b.ID
		all[id] = record{Head: &b.Head}
		for _, a := range b.Annotations {
			r := record{Head: &a.Head, assessment: a.Assessment.At, claim: a.Claim.At}
			if len(a.Passages) > 0 {
				r.passage = a.Passages[0].At
			}
			all[id+"/"+a.ID] = r
		}
	}
	for _, s := range site.Library.Sources {
		all["sources/"+s.ID] = record{Head: &s.Head}
	}
	for _, e := range site.Library.Experts {
		all["experts/"+e.ID] = record{Head: &e.Head}
	}
	return all
}

// moved maps the ids that records had before to those that they have.
func moved(site *graph.Site) map[string]string {
	all := map[string]string{}
	for id, r := range heads(site) {
		for _, t := range r.Formerly {
			all[path.Dir(id)+"/"+t.Value] = id
		}
	}
	return all
}
