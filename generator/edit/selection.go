// Package edit makes files of what an editor states in the page: it finds the words
// that were selected, writes an annotation or a source, and changes the fields of an
// annotation in the bytes that are there.
//
// It is given values and returns values. Nothing is written and nothing judged here:
// whether a file has what its kind needs is for the checks to say.
package edit

import (
	"fmt"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/draft"
	"briefing/generator/place"
)

// Selection is words of an article as somebody selected them in its page, with what
// stands before and behind them. White space is of no importance.
type Selection struct {
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

// Target is what an annotation is about.
type Target struct {
	anchor.Range          // of the text of the article
	Words        string   // on one line
	Passages     []string // what finds them, as YAML, one for each block that a passage may not cross
	Times        int      // how often these words stand in the article
	Sentence     *Selection
}

// Find returns the words of a selection: whole ones, where it begins or ends inside
// of one. The error is for people, with the nearest words if there are none of these.
func (s Selection) Find(b *content.Briefing) (Target, error) {
	if strings.TrimSpace(anchor.Fold(s.Exact)) == "" {
		return Target{}, fmt.Errorf("select words of the article")
	}
	text, prepared := b.Body.Text(), place.Text(b)
	result := prepared.Find(anchor.Pattern{Exact: s.Exact, Prefix: s.Prefix, Suffix: s.Suffix})
	if len(result.Found) == 0 {
		result = prepared.Find(anchor.Pattern{Exact: s.Exact}) // what stands around them may be no words of the article
	}
	switch {
	case len(result.Found) == 0 && len(result.Near) > 0:
		return Target{}, fmt.Errorf("these words are not in the article; the nearest are “%s”", clipped(flat(result.Near[0].Words)))
	case len(result.Found) == 0:
		return Target{}, fmt.Errorf("these words are not in the article, nor any like them")
	case len(result.Found) > 1:
		return Target{}, fmt.Errorf("these words stand in the article %d times: select a few more", len(result.Found))
	}
	r := wholeWords(text, result.Found[0])
	return targetOf(b, text, prepared, r), nil
}

func targetOf(b *content.Briefing, text string, prepared *anchor.Text, r anchor.Range) Target {
	t := Target{Range: r, Words: flat(text[r.Start:r.Stop])}
	for _, piece := range place.Pieces(b, r) {
		t.Passages = append(t.Passages, draft.Passage(prepared, piece))
	}
	t.Times = len(prepared.Find(anchor.Pattern{Exact: t.Words}).Found)
	for _, sentence := range place.Sentences(b) {
		if sentence.Start <= r.Start && r.Stop <= sentence.Stop && sentence != r {
			s := selectionOf(text, sentence)
			t.Sentence = &s
		}
	}
	return t
}

// around is how much of the text before and behind tells a place from others, in
// bytes.
const around = 120

// selectionOf is the selection of a range.
func selectionOf(text string, r anchor.Range) Selection {
	before, after := max(0, r.Start-around), min(len(text), r.Stop+around)
	return Selection{flat(text[r.Start:r.Stop]), wholeRunes(text[before:r.Start]), wholeRunes(text[r.Stop:after])}
}

// wholeRunes is a piece of text without halves of characters.
func wholeRunes(s string) string { return strings.ToValidUTF8(s, "") }

// wholeWords widens a range that begins or ends inside a word.
func wholeWords(text string, r anchor.Range) anchor.Range {
	for word := range anchor.Words(text) {
		if word.Start < r.Start && r.Start < word.Stop {
			r.Start = word.Start
		}
		if word.Start < r.Stop && r.Stop < word.Stop {
			r.Stop = word.Stop
		}
	}
	return r
}

// Matches returns places of an article that go on from some words, up to most of
// them; of no words, its sentences that no range of taken touches.
func Matches(b *content.Briefing, begun string, taken []anchor.Range, most int) []Selection {
	text, prepared := b.Body.Text(), place.Text(b)
	var all []Selection
	folded := strings.ToLower(anchor.Fold(begun))
	for _, s := range place.Sentences(b) {
		isTaken := slices.ContainsFunc(taken, func(r anchor.Range) bool { return r.Start < s.Stop && s.Start < r.Stop })
		if folded == "" && isTaken || !strings.Contains(strings.ToLower(anchor.Fold(text[s.Start:s.Stop])), folded) {
			continue
		}
		if all = append(all, selectionOf(text, s)); len(all) == most {
			return all
		}
	}
	if folded != "" && len(all) == 0 { // words of a heading or a table
		for _, r := range prepared.Find(anchor.Pattern{Exact: begun}).Found {
			if all = append(all, selectionOf(text, wholeWords(text, r))); len(all) == most {
				return all
			}
		}
	}
	return all
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// clipped is a text that fits in a line.
func clipped(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return s
}
