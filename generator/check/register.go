package check

import (
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/graph"
)

func sourceRetracted(d *desk, report reporter) {
	for _, a := range d.standing {
		used := func(s *graph.Source, at content.At) {
			if s != nil && s.Retracted != nil {
				report(&a.Head, at, "%q was retracted: %s", s.ID, s.Retracted.Reason.Value).Hint = "look whether the assessment still holds"
			}
		}
		for _, e := range a.Evidence {
			used(e.Of, e.Source.At)
		}
		for _, v := range a.AllVoices() {
			used(v.In, v.SaidIn.Source.At)
		}
	}
}

// authorNear cannot tell a misspelt id from a name in lower case; only a value
// with a hyphen that is near an id is reported.
func authorNear(d *desk, report reporter) {
	var ids []string
	known := map[string]bool{}
	for _, e := range d.Library.Experts {
		ids = append(ids, e.ID)
		known[e.ID] = true
	}
	look := func(h *content.Head, t content.Text) {
		if !content.IsID(t.Value) || !strings.Contains(t.Value, "-") || known[t.Value] {
			return
		}
		if near, ok := anchor.Suggest(t.Value, ids); ok {
			report(h, t.At, "there is no expert %q", t.Value).Hint = "did you mean " + near + "? A name is written as people read it"
		}
	}
	for _, s := range d.Library.Sources {
		for _, t := range s.Authors {
			look(&s.Head, t)
		}
	}
	for _, b := range d.Library.Briefings {
		for _, t := range b.Authors {
			look(&b.Head, t)
		}
		for _, a := range b.Annotations {
			look(&a.Head, a.ClaimedBy)
		}
	}
}

func sourceUnused(d *desk, report reporter) {
	used := map[string]bool{}
	for _, s := range d.Sources {
		used[s.ID] = true
	}
	for _, a := range d.Written {
		for _, s := range a.Sources() {
			used[s.ID] = true
		}
	}
	for _, s := range d.Library.Sources {
		if !used[s.ID] {
			report(&s.Head, content.At{}, "no annotation uses the source %q", s.ID)
		}
	}
}

func expertUnused(d *desk, report reporter) {
	used := map[string]bool{}
	for _, e := range d.Experts {
		used[e.ID] = true
	}
	for _, e := range d.Library.Experts {
		if !used[e.ID] {
			report(&e.Head, content.At{}, "nothing names the expert %q", e.ID)
		}
	}
}

// formerlyTwice looks at all records, since one that is not on the site may come there.
func formerlyTwice(d *desk, report reporter) {
	type claim struct {
		head *content.Head
		at   content.At
	}
	met := map[string]claim{}
	look := func(folder string, h *content.Head) {
		for _, t := range h.Formerly {
			first, twice := met[folder+t.Value]
			if !twice {
				met[folder+t.Value] = claim{h, t.At}
				continue
			}
			for _, pair := range [][2]claim{{first, {h, t.At}}, {{h, t.At}, first}} {
				f := report(pair[0].head, pair[0].at, "two records were formerly %q", t.Value)
				*f = f.WithHint("an old address leads to one page: delete it here or there").
					WithRelated(pair[1].head.File, int(pair[1].at.Start), int(pair[1].at.Stop), "claimed here too")
			}
		}
	}
	for _, b := range d.Library.Briefings {
		look("briefings/", &b.Head)
		for _, a := range b.Annotations {
			look("briefings/"+b.ID+"/", &a.Head)
		}
	}
	for _, s := range d.Library.Sources {
		look("sources/", &s.Head)
	}
	for _, e := range d.Library.Experts {
		look("experts/", &e.Head)
	}
	for _, p := range d.Library.Pages {
		look("", &p.Head)
	}
}
