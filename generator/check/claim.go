package check

import (
	"net/url"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/graph"
)

func primaryMissing(d *desk, report reporter) {
	for _, a := range d.standing {
		if a.Assessment.Value != content.Supported {
			continue
		}
		stated := a.Stance(content.Supports)
		if len(stated) > 0 && !slices.ContainsFunc(stated, func(e *graph.Evidence) bool { return e.Nature() == "primary" }) {
			report(&a.Head, a.Assessment.At, "no primary source supports the claim").Hint = "find the document, record or witness behind the reports, or say nature: primary where one is"
		}
	}
}

func supportContradicted(d *desk, report reporter) {
	for _, a := range d.standing {
		if a.Assessment.Value != content.Supported {
			continue
		}
		for _, e := range a.Stance(content.Contradicts) {
			report(&a.Head, e.Source.At, "the claim is supported, but %q contradicts it", e.Of.ID).
				Hint = "disputed or partly-supported is meant, or the source is context"
		}
	}
}

// oneSource lets a single primary source pass: a record of what it records needs
// no second one. The sides are those that carry the assessment.
func oneSource(d *desk, report reporter) {
	for _, a := range d.standing {
		for _, side := range needs[a.Assessment.Value] {
			if a.Assessment.Value == content.Disputed {
				continue
			}
			evidence := a.Stance(side)
			if len(a.Distinct(side)) == 1 && evidence[0].Nature() != "primary" && len(a.Voices) == 0 {
				report(&a.Head, a.Assessment.At, "one source alone, and no primary one, %s the claim", side).Hint = "add a second, independent source"
			}
		}
	}
}

func sourcesDependent(d *desk, report reporter) {
	for _, a := range d.standing {
		for _, side := range needs[a.Assessment.Value] {
			list := a.Distinct(side)
			lines := graph.Independent(list)
			if len(list) < 2 || len(lines.Groups) != 1 || len(lines.Unstated) > 0 {
				continue
			}
			primary := slices.ContainsFunc(a.Stance(side), func(e *graph.Evidence) bool { return e.Nature() == "primary" })
			if !primary {
				report(&a.Head, a.Assessment.At, "the %d sources that %s the claim go back to one", len(list), strings.TrimSuffix(side, "s")).
					Hint = "they share a publisher, an author or an origin: add a source that does not"
			}
		}
	}
}

func sourceCircular(d *desk, report reporter) {
	for _, a := range d.standing {
		for _, side := range needs[a.Assessment.Value] {
			list := a.Distinct(side)
			for _, e := range a.Stance(side) {
				for _, o := range e.Of.Origins {
					if slices.Contains(list, o) {
						report(&a.Head, e.Source.At, "%q rests on %q, which is listed too", e.Of.ID, o.ID).Hint = "count the two as one, and make one of them context"
					}
				}
			}
		}
	}
}

func sourceSelf(d *desk, report reporter) {
	own, err := url.Parse(d.Settings.URL)
	if err != nil || own.Host == "" {
		return
	}
	for _, s := range d.Library.Sources {
		if u, err := url.Parse(s.URL.Value); err == nil && u.Host == own.Host && strings.HasPrefix(u.Path, own.Path) {
			report(&s.Head, s.URL.At, "the source is a page of this site").Hint = "name the source that the page rests on"
		}
	}
}

// claimSame groups claims that an editor worded by the words that they are made of.
func claimSame(d *desk, see func(first, again *graph.Annotation)) {
	met := map[string]*graph.Annotation{}
	for _, a := range d.standing {
		if !a.IsCheck() || !a.Annotation.Claim.IsSet() {
			continue
		}
		key := bag(a.Claim)
		if first := met[key]; first != nil {
			see(first, a)
		} else {
			met[key] = a
		}
	}
}

// bag is the words of a text without the small ones, sorted: two claims with one
// bag differ in order or small words only. Negations are kept.
func bag(text string) string {
	var words []string
	for _, w := range anchor.Words(text) {
		if !small[w] {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

var small = map[string]bool{"a": true, "an": true, "the": true, "of": true, "that": true, "to": true, "and": true, "in": true, "on": true}

func claimTwice(d *desk, report reporter) {
	claimSame(d, func(first, again *graph.Annotation) {
		if first.Assessment.Value == again.Assessment.Value && !slices.Contains(again.See, first) && !slices.Contains(first.See, again) {
			f := report(&again.Head, again.Annotation.Claim.At, "%q makes the same claim", first.ClaimID())
			*f = f.WithHint("join them, or name the other in see").
				WithRelated(first.File, int(first.Annotation.Claim.At.Start), int(first.Annotation.Claim.At.Stop), "first made here")
		}
	})
}

func claimConflict(d *desk, report reporter) {
	claimSame(d, func(first, again *graph.Annotation) {
		if first.Assessment.Value != again.Assessment.Value && first.Assessment.IsSet() && again.Assessment.IsSet() {
			f := report(&again.Head, again.Assessment.At, "the same claim is %s in %q", first.Assessment.Value, first.ClaimID())
			*f = f.WithHint("one of the two assessments is older: correct it").
				WithRelated(first.File, int(first.Assessment.At.Start), int(first.Assessment.At.Stop), "assessed here")
		}
	})
}

func claimSeveral(d *desk, report reporter) {
	for _, a := range d.standing {
		if a.IsCheck() && a.Annotation.Claim.IsSet() && (len(anchor.Sentences(a.Claim)) > 1 || strings.Contains(a.Claim, "; ")) {
			report(&a.Head, a.Annotation.Claim.At, "the claim says several things").Hint = "one claim is one sentence that can be checked: split the annotation"
		}
	}
}

func checkDue(d *desk, report reporter) {
	for _, a := range d.standing {
		if !a.Due.IsZero() && a.IsCheck() && d.isPast(a.Due) {
			at := a.Annotation.Checked.At
			report(&a.Head, at, "the check of %s was due again on %s", a.CheckedOn.Value, a.Due).Hint = "look at the sources again and write the new day into checked"
		}
	}
}

// checkedAlone is for desks of several editors only.
func checkedAlone(d *desk, report reporter) {
	if len(d.Settings.Editors) < 2 {
		return
	}
	for _, a := range d.standing {
		authors := a.Briefing.Authors
		if a.IsCheck() && a.By != "" && len(authors) == 1 && authors[0].Name == a.By && a.Annotation.By.IsSet() {
			report(&a.Head, a.Annotation.By.At, "the author alone checked the claim").Hint = "let a second editor look and sign in by"
		}
	}
}
