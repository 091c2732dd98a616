package check

import (
	"slices"

	"briefing/generator/content"
)

func dateFuture(d *desk, report reporter) {
	look := func(h *content.Head, what string, date content.Date) {
		if d.isFuture(date.From) {
			report(h, date.At, "%s lies in the future", what).Hint = "correct the date"
		}
	}
	for _, s := range d.Library.Sources {
		look(&s.Head, "the date of the source", s.Date)
		look(&s.Head, "the day on which it was read", s.Accessed)
		look(&s.Head, "the day since which the address is dead", s.Dead)
	}
	for _, a := range d.standing {
		look(&a.Head, "the check", a.Annotation.Checked)
		look(&a.Head, "the question", a.Asked)
		look(&a.Head, "the answer", a.Answered)
	}
	for _, b := range d.Library.Briefings {
		look(&b.Head, "the check", b.Defaults.Checked)
	}
	onSite(d.Site, func(h *content.Head) {
		for _, c := range h.Corrections {
			look(h, "the correction", c.Date)
		}
	})
}

func accessedEarly(d *desk, report reporter) {
	for _, s := range d.Library.Sources {
		if isBefore(s.Accessed, s.Date) {
			report(&s.Head, s.Accessed.At, "the source was read on %s, but is of %s", s.Accessed.Value, s.Date.Value).Hint = "correct one of the two"
		}
	}
}

// isBefore reports whether all of a lies before all of b. Dates that are not given
// are before nothing.
func isBefore(a, b content.Date) bool {
	return !a.From.IsZero() && !b.From.IsZero() && a.To.Last().Before(b.From.First())
}

func checkedEarly(d *desk, report reporter) {
	for _, a := range d.standing {
		if !a.IsCheck() || a.Annotation.Checked.From.IsZero() && a.Briefing.Defaults.Checked.From.IsZero() {
			continue
		}
		for _, e := range a.Evidence {
			if isBefore(a.CheckedOn, e.Of.Date) {
				report(&a.Head, e.Source.At, "the claim was checked on %s, but %q is of %s", a.CheckedOn.Value, e.Of.ID, e.Of.Date.Value).Hint = "write the day of the check into checked"
			}
		}
	}
}

func recheckEarly(d *desk, report reporter) {
	for _, a := range d.standing {
		if !a.Recheck.From.IsZero() && !a.CheckedOn.From.IsZero() && !a.CheckedOn.From.First().Before(a.Recheck.To.Last()) {
			report(&a.Head, a.Recheck.At, "the claim was checked on %s and is due on %s", a.CheckedOn.Value, a.Recheck.Value).Hint = "correct one of the two"
		}
	}
}

func answerEarly(d *desk, report reporter) {
	for _, a := range d.standing {
		if isBefore(a.Answered, a.Asked) {
			report(&a.Head, a.Answered.At, "the answer is older than the question").Hint = "exchange asked and answered"
		}
	}
}

func correctionEarly(d *desk, report reporter) {
	look := func(h *content.Head, since content.Date) {
		for _, c := range h.Corrections {
			if isBefore(c.Date, since) {
				report(h, c.Date.At, "the correction is of %s, the article of %s", c.Date.Value, since.Value).Hint = "correct one of the two dates"
			}
		}
	}
	for _, b := range d.Library.Briefings {
		look(&b.Head, b.Date)
	}
	for _, a := range d.standing {
		look(&a.Head, a.Briefing.Date)
	}
}

func affiliationOrder(d *desk, report reporter) {
	for _, e := range d.Library.Experts {
		for _, a := range e.Affiliations {
			if isBefore(a.To, a.From) {
				report(&e.Head, a.To.At, "the post ends before it begins").Hint = "exchange from and to"
			}
		}
	}
}

func embargoPassed(d *desk, report reporter) {
	for _, b := range d.Library.Briefings {
		if !b.Embargo.IsZero() && b.Status == content.Published && b.Embargo.Before(d.now) {
			report(&b.Head, content.At{}, "the embargo ended on %s", b.Embargo.Format("2006-01-02 15:04 UTC")).Hint = "delete embargo"
		}
	}
}

// countryUnlisted looks at the mentions that are linked: the first of each country
// in each section.
func countryUnlisted(a *article, report reporter) {
	for _, link := range a.Links {
		k := a.Mentions[link.Of].Country
		if k == nil {
			continue
		}
		for _, n := range a.Annotations {
			for _, p := range n.Passages {
				isInside := p.Start <= int(link.Start) && int(link.Stop) <= p.Stop
				if isInside && len(n.Annotation.Countries) > 0 && !slices.Contains(n.Countries, k) {
					f := report(&n.Head, n.Annotation.Countries[0].At, "the passage names %s, which is not listed", k.Name)
					f.Hint = "add " + k.Code + " to countries, if the claim is about it"
				}
			}
		}
	}
}
