// Package report shows editors what is left to do: counts, with the list behind
// each of them.
//
// It is given a connected site, what the checks found, and the time; it returns a
// [View], which writes itself as text or as a page. What a check finds is taken
// from its findings, what package graph counts from there: nothing is judged here,
// and nothing is a score. The report is for the desk and is not published.
package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/place"
)

// View is a report.
type View struct {
	Site     string
	Day      string // the report is of, 2026-05-01
	Sections []Section
}

// Section is one thing to look at. ID is a word without spaces.
type Section struct {
	ID, Title, Why string
	Items          []Item
}

// Item is a place and what is to be seen there.
type Item struct {
	Place string // file, with line and column if they are known
	Words string // on one line
}

// Make makes the report of a site that was connected with its drafts. The findings are
// those before they were weighed: what a file accepts is left to do all the same.
func Make(site *graph.Site, found diag.List, now time.Time) View {
	of := func(codes ...string) []Item { return findings(found, codes) }
	return View{Site: site.Settings.Title.Value, Day: now.Format(time.DateOnly), Sections: []Section{
		{"unanchored", "Passages that do not stand in their article", "Readers do not see these annotations.",
			of("passage-missing", "passage-ambiguous", "passage-edited", "passage-moved", "passage-gone", "passage-form")},
		{"waiting", "Imported records that wait for a place", "They stand in folders _unplaced, and nothing of them is on the site.", of("import-waiting")},
		{"due", "Checks that are due", "The day is over, or the article changed around the words: look again and write the new day into checked.", of("check-due", "sentence-changed", "passage-relocated")},
		{"one-line", "Assessments on a single line of sources", "Sources of one publisher, author or origin are one line.", annotations(site, oneLine)},
		{"claimant", "Claims that only the claimant supports", "All sources that support the claim come from who made it.", annotations(site, onlyClaimant)},
		{"unarchived", "Pages without an archived copy", "A page that goes away takes the evidence with it: briefing links archive.", unarchived(site)},
		{"uncheckable", "Quotes that cannot be checked", "The source has no extract with the words.", annotations(site, uncheckable)},
		{"ambiguous", "Names that mean two things", "They are not linked: say which in not_mentions or an alias.", of("mention-ambiguous")},
		{"unused", "Sources and experts that nothing uses", "They have no page.", of("source-unused", "expert-unused")},
		{"sentences", "Sentences without annotation", "Annotate one by its number: briefing annotate BRIEFING --sentence N.", sentences(site)},
		{"unheard", "Countries from which nobody speaks", "Experts are quoted on these claims about the country, but none of an institution there.", unheard(site)},
		{"unread", "Sources that were read in part or not at all", "As their field seen says.", unread(site)},
		{"questions", "Open questions", "They have no day in answered.", annotations(site, open)},
		{"held", "Drafts, and what is held back", "Not on the published site.", held(site, now)},
	}}
}

// findings are those of some codes.
func findings(list diag.List, codes []string) []Item {
	var items []Item
	for _, d := range list {
		if slices.Contains(codes, d.Code) {
			line, column := d.File.Position(d.Start)
			items = append(items, Item{fmt.Sprintf("%s:%d:%d", d.File.Name, line, column), d.Message})
		}
	}
	return items
}

// annotations are those of the site of which there is something to say.
func annotations(site *graph.Site, say func(*graph.Annotation) string) []Item {
	var items []Item
	for _, a := range site.Annotations {
		if words := say(a); words != "" {
			items = append(items, Item{a.File.Name, words})
		}
	}
	return items
}

// oneLine looks at the sources on the side of the assessment. Where both sides have
// weight, or none, no line carries it.
func oneLine(a *graph.Annotation) string {
	stance := content.Supports
	switch a.Standing() {
	case content.Supported, content.PartlySupported:
	case content.Contradicted:
		stance = content.Contradicts
	default:
		return ""
	}
	sources := a.Distinct(stance)
	if lines := graph.Independent(sources); len(lines.Groups)+len(lines.Unstated) != 1 {
		return ""
	}
	var ids []string
	for _, s := range sources {
		ids = append(ids, s.ID)
	}
	return fmt.Sprintf("%s (%s)", a.Claim, strings.Join(ids, ", "))
}

func onlyClaimant(a *graph.Annotation) string {
	supports, own := a.Distinct(content.Supports), a.FromClaimant()
	if len(supports) == 0 || slices.ContainsFunc(supports, func(s *graph.Source) bool { return !slices.Contains(own, s) }) {
		return ""
	}
	return fmt.Sprintf("%s (%s)", a.Claim, a.Claimant.Name)
}

func uncheckable(a *graph.Annotation) string {
	if a.Drift.Outcome != graph.CannotCheck {
		return ""
	}
	if a.Drift.Why != "" {
		return fmt.Sprintf("%s (%s)", a.Words, a.Drift.Why)
	}
	return a.Words
}

// unheard lists countries by name. Claims on which nobody is quoted at all are not
// counted as missing one.
func unheard(site *graph.Site) []Item {
	missing := map[string][]string{}
	for _, a := range site.Annotations {
		for _, k := range a.Unheard() {
			if !a.IsCheck() {
				continue
			}
			missing[k.Code] = append(missing[k.Code], a.ClaimID())
		}
	}
	var items []Item
	for _, k := range site.Countries {
		ids := missing[k.Code]
		if len(ids) == 0 {
			continue
		}
		claims := 0
		for _, a := range k.Annotations {
			if a.IsCheck() {
				claims++
			}
		}
		of := fmt.Sprintf("%d claims", claims)
		if claims == 1 {
			of = "1 claim"
		}
		items = append(items, Item{k.Code, fmt.Sprintf("%s: on %d of %s (%s)", k.Name, len(ids), of, strings.Join(ids, ", "))})
	}
	return items
}

func open(a *graph.Annotation) string {
	if a.Kind != content.Question || !a.Answered.From.IsZero() {
		return ""
	}
	words := a.Claim
	if text := a.Body.Text(); strings.TrimSpace(text) != "" {
		first := anchor.Sentences(text)[0]
		words = strings.Join(strings.Fields(text[first.Start:first.Stop]), " ")
	}
	if a.Asked.From.IsZero() {
		return words
	}
	return fmt.Sprintf("%s (asked %s)", words, a.Asked.Value)
}

func unarchived(site *graph.Site) []Item {
	var items []Item
	for _, s := range site.Sources {
		if s.URL.IsSet() && !s.Archived.IsSet() {
			items = append(items, Item{s.File.Name, s.URL.Value})
		}
	}
	return items
}

func unread(site *graph.Site) []Item {
	var items []Item
	for _, s := range site.Library.Sources {
		if s.Seen == "part" || s.Seen == "no" {
			items = append(items, Item{s.File.Name, fmt.Sprintf("seen: %s – %s", s.Seen, s.Title.Value)})
		}
	}
	return items
}

func sentences(site *graph.Site) []Item {
	var items []Item
	for _, b := range site.Briefings {
		if b.IsWithdrawn() {
			continue
		}
		text, all := b.Body.Text(), place.Sentences(b.Briefing)
		for i, covered := range b.Coverage.Sentences {
			if covered.Annotation == 0 {
				words := strings.Join(strings.Fields(text[all[i].Start:all[i].Stop]), " ")
				items = append(items, Item{b.File.Name, fmt.Sprintf("%d  %s", i+1, words)})
			}
		}
	}
	return items
}

func held(site *graph.Site, now time.Time) []Item {
	var items []Item
	for _, b := range site.Library.Briefings {
		switch {
		case b.Status == content.Draft:
			items = append(items, Item{b.File.Name, "draft: " + b.Title.Value})
		case b.Embargo.After(now):
			items = append(items, Item{b.File.Name, fmt.Sprintf("held until %s: %s", b.Embargo.UTC().Format("2006-01-02 15:04 MST"), b.Title.Value)})
		}
		for _, a := range b.Annotations {
			if a.Status == content.Draft {
				items = append(items, Item{a.File.Name, "draft: " + cmp.Or(a.Claim.Value, a.ID)})
			}
		}
	}
	return items
}
