package graph

import (
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
)

// The measures of this file are counts with the list behind them. None is a
// score: claims are chosen, not sampled, so nothing may be averaged or ranked.

// Distinct returns the sources of the evidence of one stance, each once.
func (a *Annotation) Distinct(stance string) []*Source {
	var sources []*Source
	for _, e := range a.Evidence {
		if e.Stance == stance {
			sources = appendNew(sources, e.Of)
		}
	}
	return sources
}

// Lines are sources grouped by independence. Sources are one line if what they
// rest on ends in a common origin, if they have the same publisher, or if they
// share an author. Sources without publisher, container, author and origin are
// no line, since nobody can say whether they are one: they are Unstated.
type Lines struct {
	Groups   [][]*Source
	Unstated []*Source
}

// Independent groups sources into independent lines, in the order of the first
// source of each.
func Independent(sources []*Source) Lines {
	var lines Lines
	for _, s := range sources {
		if s.Issuer() == "" && len(s.By) == 0 && len(s.Origins) == 0 {
			lines.Unstated = append(lines.Unstated, s)
			continue
		}
		group := []*Source{s}
		var apart [][]*Source
		for _, g := range lines.Groups {
			if slices.ContainsFunc(g, s.joined) {
				group = append(g, group...)
			} else {
				apart = append(apart, g)
			}
		}
		lines.Groups = append(apart, group)
	}
	return lines
}

// joined reports whether two sources are one line.
func (s *Source) joined(o *Source) bool {
	if s.Issuer() != "" && strings.EqualFold(s.Issuer(), o.Issuer()) {
		return true
	}
	for _, p := range s.By {
		if slices.ContainsFunc(o.By, p.same) {
			return true
		}
	}
	others := o.roots()
	return slices.ContainsFunc(s.roots(), func(r *Source) bool { return slices.Contains(others, r) })
}

// same reports whether two parties are one person or organisation.
func (p Party) same(o Party) bool {
	if p.Expert != nil || o.Expert != nil {
		return p.Expert == o.Expert
	}
	return p.Name != "" && strings.EqualFold(p.Name, o.Name)
}

// FromClaimant returns the sources of evidence that come from the one who made
// the claim, as author or publisher.
func (a *Annotation) FromClaimant() []*Source {
	if a.Claimant.Name == "" {
		return nil
	}
	var sources []*Source
	for _, e := range a.Evidence {
		if e.Stance == content.Background {
			continue
		}
		if slices.ContainsFunc(e.Of.By, a.Claimant.same) || strings.EqualFold(e.Of.Issuer(), a.Claimant.Name) {
			sources = appendNew(sources, e.Of)
		}
	}
	return sources
}

// Natures returns the numbers of items of evidence that are primary, secondary
// and tertiary, in the order of [content.Natures].
func (a *Annotation) Natures() [3]int {
	var n [3]int
	for _, e := range a.Evidence {
		if i := slices.Index(content.Natures, e.Nature()); i >= 0 {
			n[i]++
		}
	}
	return n
}

// EvidenceDates returns the dates of the oldest and the newest source of evidence
// for or against the claim; zero if no source is dated.
func (a *Annotation) EvidenceDates() (oldest, newest content.Date) {
	for _, e := range a.Evidence {
		d := e.Of.Date
		if e.Stance == content.Background || d.From.IsZero() {
			continue
		}
		if oldest.From.IsZero() || d.From.First().Before(oldest.From.First()) {
			oldest = d
		}
		if newest.From.IsZero() || d.To.Last().After(newest.To.Last()) {
			newest = d
		}
	}
	return oldest, newest
}

// Copies counts the annotation's sources that are on the web, and those of them
// with an archived copy.
func (a *Annotation) Copies() (archived, onWeb int) {
	for _, s := range a.Sources() {
		if !s.URL.IsSet() {
			continue
		}
		onWeb++
		if s.Archived.IsSet() {
			archived++
		}
	}
	return archived, onWeb
}

// Unheard returns the countries of the claim from which no expert is quoted,
// where any expert is quoted at all.
func (a *Annotation) Unheard() []*Country {
	voices := slices.Clone(a.Voices)
	for _, q := range a.Quotes {
		voices = append(voices, q.Quote)
	}
	if len(voices) == 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(a.Countries), func(k *Country) bool {
		return slices.ContainsFunc(voices, func(v *Voice) bool { return v != nil && v.Country == k })
	})
}

// Coverage says how much of an article is annotated. A sentence counts once it
// shares a character with a passage.
type Coverage struct {
	Sentences []Covered
	Touched   int // by any annotation
	Checked   int // by a check
}

// Covered is a sentence of the article with the first annotation and the first
// check that touch it, numbers as in [Annotation.N]; 0 if there is none.
type Covered struct{ Annotation, Check int32 }

func coverage(b *Briefing, sentences []anchor.Range) Coverage {
	c := Coverage{Sentences: make([]Covered, len(sentences))}
	for i, s := range sentences {
		for _, a := range b.Annotations {
			touches := slices.ContainsFunc(a.Passages, func(r anchor.Range) bool { return r.Start < s.Stop && s.Start < r.Stop })
			if touches && c.Sentences[i].Annotation == 0 {
				c.Sentences[i].Annotation = int32(a.N)
				c.Touched++
			}
			if touches && a.IsCheck() && c.Sentences[i].Check == 0 {
				c.Sentences[i].Check = int32(a.N)
				c.Checked++
			}
		}
	}
	return c
}

// Tally counts annotations by standing: the five assessments, then the kinds
// that have none. Standings that do not occur are left out.
func Tally(annotations []*Annotation) []Count {
	of := make([][]*Annotation, len(Standings))
	for _, a := range annotations {
		if i := slices.Index(Standings, a.Standing()); i >= 0 {
			of[i] = append(of[i], a)
		}
	}
	var counts []Count
	for i, standing := range Standings {
		if len(of[i]) > 0 {
			counts = append(counts, Count{standing, of[i]})
		}
	}
	return counts
}

// Count is the annotations of one standing.
type Count struct {
	Standing string
	Of       []*Annotation
}

// Standings are what an annotation may stand as, in the order in which they are
// shown. Do not change.
var Standings = slices.Concat(content.Assessments, content.Kinds[1:])
