package reanchor

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefing/generator/anchor"
)

// weights are those of the terms of [Features.Terms], for each [Kind].
//
// They were fitted by generator/bench/reanchor -fit, with and without the old texts,
// to 3,205 passages of 4 to 80 words of manuals (of LLVM, Clang, npm, Fastify, Pino,
// Stylelint and Lua), of which 1,676 were edited and 554 deleted between two of up to
// seven releases. Where a passage is wanted was found by another method: see
// generator/bench/reanchor/testdata/README.md, which has a sample of the others.
//
// Of 2,903 passages of other articles, none of which was used for that, 1,556 were
// edited and 418 deleted:
//
//	              right          to the word    wrong place  deleted, but attached
//	old text      1,535 (98.7 %) 1,501 (96.5 %) 2 (0.13 %)    1 (0.2 %)
//	quote alone   1,511 (97.1 %) 1,472 (94.6 %) 3 (0.19 %)   11 (2.6 %)
//
// Looked at one by one: the two that are in a wrong place with the old text, of one
// sentence, are there by the other method's mistake. Of the three from the quote alone,
// two, of one sentence, are wrong, and one stands at two places that only the rest of
// the article tells apart.
var weights = [...][terms]float64{
	InPlace: {-5.82, 2.40, -1.40, 2.63, 0.45, 1.29, 3.82, 0.69, 1.34, 1.50, 1.16, 0.71, -3.44, 0.34, 0.29, -0.48, 1.17},
	Away:    {-7.97, 2.23, 1.33, 0.96, 1.90, 1.76, 2.09, 0.73, 0.60, 1.90, 0.82, 0.60, 1.05, -3.35, -1.18, -0.73, -0.50},
	Alike:   {-9.90, 3.47, -0.88, 2.24, 1.65, 2.06, 2.77, 2.07, 1.38, 3.44, -1.06, -0.04, -0.57, -1.83, 1.38, 0.25, -0.90},
}

// least is the confidence from which a passage is taken to be at a place. From 0 to 0.8
// it trades places that are right against such as deleted passages are attached to: of
// the 3,186 passages of the fit, from the quote alone, 2,555 and 14 at 0.33, 2,551 and
// 11 at 0.5, 2,544 and 9 at 0.6, 2,499 and 8 at 0.8.
const least = 0.55

// lead is how many times as credible as the next one the best place must be.
const lead = 3

// weigh sets the confidence of candidates, sorts them by it and drops those that share
// a character with a better one. It is a conditional logit (Daniel McFadden,
// "Conditional logit analysis of qualitative choice behavior", 1974): the odds of a
// place against none are the exponential of its weighted terms, and the probabilities
// of all places and none add up to 1. So two places that are as good as each other are
// both in doubt.
func weigh(all []Candidate) []Candidate {
	for i := range all {
		sum := 0.0
		for k, t := range all[i].Features.Terms() {
			sum += weights[all[i].Kind][k] * t
		}
		all[i].Confidence = math.Exp(sum)
	}
	slices.SortStableFunc(all, func(a, b Candidate) int { return cmp.Compare(b.Confidence, a.Confidence) })
	var apart []Candidate
	whole := 1.0
	for _, c := range all {
		if !slices.ContainsFunc(apart, func(better Candidate) bool { return c.Start < better.Stop && better.Start < c.Stop }) {
			apart = append(apart, c)
			whole += c.Confidence
		}
	}
	for i := range apart {
		apart[i].Confidence /= whole
	}
	return apart
}

// judge decides whether a passage is at the most credible candidate. Words that are
// only like the passage's are another passage's, if what stood around it stands
// together without it: it was deleted from there; or if all of its words stand elsewhere.
func (f *Finder) judge(p Passage, all []Candidate) Result {
	if len(all) == 0 {
		return Result{Outcome: Gone, Confidence: 1}
	}
	c := all[0]
	if c.Confidence < least || len(all) > 1 && c.Confidence < lead*all[1].Confidence {
		return Result{Outcome: Gone, Confidence: 1 - c.Confidence, Features: c.Features}
	}
	if !c.isVerbatim() && (c.Kind == Alike && c.Features.Joined == 1 || slices.ContainsFunc(all[1:], Candidate.isVerbatim)) {
		return Result{Outcome: Gone, Confidence: least, Features: c.Features}
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

// isVerbatim reports whether all words of the passage stand there, and no others.
func (c Candidate) isVerbatim() bool { return c.Features.Run == 1 && c.Features.Density == 1 }

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
