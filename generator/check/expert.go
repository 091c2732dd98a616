package check

import (
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/graph"
)

func extractMissing(d *desk, report reporter) {
	for _, a := range d.standing {
		if a.Quote != nil && a.Quote.In != nil && a.Drift.Outcome == graph.CannotCheck && !a.Unseen.IsSet() && a.Words != "" {
			report(&a.Head, a.Quote.SaidIn.At, "the words could not be compared: %q has no extract at this place", a.Quote.In.ID).
				Hint = "add the words to extracts in " + a.Quote.In.File.Name + ", or say in unseen why not"
		}
	}
}

func affiliationMissing(d *desk, report reporter) {
	for _, a := range d.standing {
		for _, v := range a.AllVoices() {
			if e := v.By.Expert; e != nil && len(e.Affiliations) > 0 && v.Affiliation == nil && !v.Said.IsZero() && e.Kind != "author" {
				report(&a.Head, v.Voice.At, "no affiliation of %s covers %s", e.Name.Value, v.Said).
					Hint = "add the post of that time to " + e.File.Name
			}
		}
	}
}

// names calls see for each name and alias of an expert, folded.
func names(e *content.Expert, see func(folded string, t content.Text)) {
	for _, t := range append([]content.Text{e.Name}, e.Aliases...) {
		if t.IsSet() {
			see(strings.ToLower(anchor.Fold(t.Value)), t)
		}
	}
}

func expertTwice(d *desk, report reporter) {
	met := map[string]*content.Expert{}
	for _, e := range d.Library.Experts {
		names(e, func(folded string, t content.Text) {
			if first := met[folded]; first != nil && first != e {
				report(&e.Head, t.At, "%q is a name of %q too", t.Value, first.ID).Hint = "join the two files"
			} else {
				met[folded] = e
			}
		})
	}
}

func speakerKnown(d *desk, report reporter) {
	known := map[string]*content.Expert{}
	for _, e := range d.Library.Experts {
		names(e, func(folded string, _ content.Text) { known[folded] = e })
	}
	for _, a := range d.standing {
		if a.Quote == nil || !a.Quote.Speaker.IsSet() {
			continue
		}
		if e := known[strings.ToLower(anchor.Fold(a.Quote.Speaker.Value))]; e != nil && !a.Quote.Expert.IsSet() {
			report(&a.Head, a.Quote.Speaker.At, "%q has a file", a.Quote.Speaker.Value).Paste = "expert: " + e.ID
		}
	}
}

func translatorMissing(d *desk, report reporter) {
	for _, s := range d.Library.Sources {
		for _, e := range s.Extracts {
			if e.Translation.IsSet() && !e.TranslatedBy.IsSet() {
				report(&s.Head, e.Translation.At, "it is not said who translated").Paste = "translated_by: …"
			}
		}
	}
}

// posts are the affiliations of the experts of an article, one for each: that of the
// day of the words, or the first one written. ok is false if one has none.
func (a *article) posts() (posts []content.Affiliation, ok bool) {
	people := map[*graph.Expert]bool{}
	for _, n := range a.Annotations {
		for _, v := range n.AllVoices() {
			e := v.By.Expert
			switch {
			case e == nil || people[e]:
				continue
			case v.Affiliation != nil:
				posts = append(posts, *v.Affiliation)
			case len(e.Affiliations) > 0:
				posts = append(posts, e.Affiliations[0])
			default:
				return nil, false
			}
			people[e] = true
		}
	}
	return posts, true
}

// common returns what all of at least three posts have; empty if they differ.
func common(posts []content.Affiliation, of func(content.Affiliation) content.Text) string {
	if len(posts) < 3 {
		return ""
	}
	for _, p := range posts {
		if of(p).Value != of(posts[0]).Value {
			return ""
		}
	}
	return of(posts[0]).Value
}

func expertsAlike(a *article, report reporter) {
	posts, _ := a.posts()
	if all := common(posts, func(p content.Affiliation) content.Text { return p.Organisation }); all != "" {
		report(&a.Head, content.At{}, "all %d experts are of %s", len(posts), all).Hint = "look for somebody from elsewhere"
	}
}

// expertsCountry looks at briefings about several countries, which have more than one
// side.
func expertsCountry(a *article, report reporter) {
	posts, _ := a.posts()
	code := common(posts, func(p content.Affiliation) content.Text { return p.Country })
	if code == "" || len(a.Countries) < 2 {
		return
	}
	report(&a.Head, content.At{}, "all %d experts work in one country: %s", len(posts), code).Hint = "look for somebody from another country that it is about"
}
