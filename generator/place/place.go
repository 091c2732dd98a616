// Package place puts annotations on the words they are about, and finds where
// articles mention countries and experts.
//
// It is given the library as it was written and returns an [Article] for every
// briefing. A passage that is not in its article, or stands there more than once,
// is a finding with the nearest candidates: a build never guesses, since a
// missing annotation is better than one on the wrong words.
package place

import (
	"slices"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/parallel"
)

// Article says where things stand in the text of one article. All offsets are
// bytes of [markdown.Doc.Text], half-open.
type Article struct {
	// Passages holds the ranges of each annotation of the briefing, by index and
	// in the order of the text. It is empty for an annotation that is about the
	// whole article or could not be placed.
	Passages [][]anchor.Range
	Named    []Named // in the order in which they are first named
	// Mentions are the first of each name in each section.
	Mentions []Mention
	// Sentences are those of paragraphs and list items.
	Sentences []anchor.Range
}

// Named is a country or an expert that the article names. Exactly one of the two
// is set.
type Named struct {
	Country string // code
	Expert  string // id
	Times   int    // from 1
}

// Mention is a place where the article names something.
type Mention struct {
	Start, Stop int32
	Of          int32 // index in Named
}

// All places the annotations of every briefing, one worker per processor, which
// may ask for previous versions at the same time.
// Results stand at the index of their briefing.
func All(lib *content.Library, known Past) ([]Article, diag.List) {
	names := newNames(lib)
	articles, faults := make([]Article, len(lib.Briefings)), make([]diag.List, len(lib.Briefings))
	parallel.Each(len(articles), func(i int) { articles[i], faults[i] = one(lib.Briefings[i], names, known) })
	return articles, slices.Concat(append(faults, names.faults)...)
}

func one(b *content.Briefing, names *names, known Past) (Article, diag.List) {
	text := b.Body.Text()
	a := Article{Sentences: sentences(b, text)}
	prepared := anchor.New(text, sections(b))
	passages, list := passages(b, prepared, known)
	a.Passages = passages
	return a, append(list, names.in(b, text, prepared, &a)...)
}

// Text is the text of an article as passages are looked up in it.
func Text(b *content.Briefing) *anchor.Text { return anchor.New(b.Body.Text(), sections(b)) }

// sections returns the offsets of the text where a section begins.
func sections(b *content.Briefing) []int {
	var starts []int
	for _, h := range b.Body.Headings() {
		starts = append(starts, h.Start)
	}
	return starts
}
