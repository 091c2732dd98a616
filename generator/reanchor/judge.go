package reanchor

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefing/generator/anchor"
)

// judgement is a logistic function of the terms of [Features.Terms], and the
// probability from which a place is believed.
type judgement struct {
	weights [terms]float64
	least   float64
}

// judgements are those for each [Kind].
var judgements = [...]judgement{
	InPlace: {[terms]float64{-4.61, 2.25, 2.35, -0.67, 0.83, 2.55, -0.27, 1.28, -0.32, -0.55, 0.07, 0.70, 2.54, 0.49, 0.13}, 0.5},
	Away:    {[terms]float64{-2.14, -0.61, 0.66, 0.65, 2.27, -2.72, 1.35, -0.44, -0.68, -1.36, 1.17, -0.69, -0.23, 2.20, 1.23}, 0.5},
	Alike:   {[terms]float64{-5.21, 2.67, 1.92, -0.29, 0.66, 1.05, 0.63, 3.06, 0.38, -4.75, -1.96, 1.25, -1.15, 0.81, -1.49}, 0.5},
}

// confidence is the probability that a place is right.
func (j judgement) confidence(f Features) float64 {
	sum := 0.0
	for i, t := range f.Terms() {
		sum += j.weights[i] * t
	}
	return 1 / (1 + math.Exp(-sum))
}

// judge decides whether a passage is at the most credible candidate.
func (f *Finder) judge(p Passage, all []Candidate) Result {
	if len(all) == 0 {
		return Result{Outcome: Gone, Confidence: 1}
	}
	c := all[0]
	if c.Confidence < judgements[c.Kind].least {
		return Result{Outcome: Gone, Confidence: 1 - c.Confidence, Features: c.Features}
	}
	r := Result{Range: c.Range, Confidence: c.Confidence, Features: c.Features, Outcome: Edited}
	if anchor.Fold(p.Exact) == anchor.Fold(f.new.s[r.Start:r.Stop]) {
		r.Outcome = Unchanged
		if c.Kind == Away || c.Features.Near == 0 {
			r.Outcome = Moved
		}
	}
	return r
}

// dressed returns the range of a span of words with the marks around it that are of
// the kinds that stood around the passage.
func (f *Finder) dressed(exact string, s span) anchor.Range {
	head, tail := edges(exact)
	r := anchor.Range{Start: int(f.new.words[s.start].start), Stop: int(f.new.words[s.stop-1].stop)}
	for r.Start > 0 {
		c, n := utf8.DecodeLastRuneInString(f.new.s[:r.Start])
		if !isLike(c, head) {
			break
		}
		r.Start -= n
	}
	for r.Stop < len(f.new.s) {
		c, n := utf8.DecodeRuneInString(f.new.s[r.Stop:])
		if !isLike(c, tail) {
			break
		}
		r.Stop += n
	}
	return r
}

// isLike reports whether a mark is one of marks, or ends sentences as one of them
// does.
func isLike(mark rune, marks string) bool {
	if unicode.IsSpace(mark) || unicode.IsLetter(mark) || unicode.IsNumber(mark) {
		return false
	}
	folded := anchor.Fold(string(mark))
	const ends = ".!?…"
	return folded != "" && strings.Contains(anchor.Fold(strings.TrimSpace(marks)), folded) ||
		strings.ContainsRune(ends, mark) && strings.ContainsAny(marks, ends)
}
