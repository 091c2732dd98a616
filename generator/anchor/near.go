package anchor

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// Candidate is a place of the text that an author may have meant.
type Candidate struct {
	Range
	Words      string   // as they stand there
	Distance   int      // number of characters to insert, delete or replace
	Similarity float64  // 1 for the same words, down to 0
	Quote      string   // spelling that finds this place and no other
	Risk       []string // "number", "name" or "negation", where the words differ in one
}

// mostCandidates is the number of candidates that are offered, least the
// similarity that one has at least.
const (
	mostCandidates  = 3
	leastSimilarity = 0.6
)

func (t *Text) candidate(r Range, distance int, similarity float64, risk []string) Candidate {
	return Candidate{Range: r, Words: t.text[r.Start:r.Stop], Distance: distance, Similarity: similarity, Quote: t.Quote(r), Risk: risk}
}

// near returns the places that are most like the words, best first, none sharing
// words with another.
func (t *Text) near(p Pattern) []Candidate {
	wanted, _ := fold(p.Exact)
	if first, _, ok := p.halves(); ok {
		wanted = first
	}
	var all []Candidate
	for _, m := range approximate([]rune(t.folded), []rune(wanted)) {
		start, stop := t.bytes(m.start), t.bytes(m.stop)
		r := t.original(t.snapBack(start), t.snapForward(stop))
		length := max(utf8.RuneCountInString(wanted), 1)
		similarity := 1 - float64(m.distance)/float64(length)
		if similarity < leastSimilarity || r.Start >= r.Stop || slices.ContainsFunc(all, func(c Candidate) bool {
			return c.Start < r.Stop && r.Start < c.Stop
		}) {
			continue
		}
		all = append(all, t.candidate(r, m.distance, similarity, risks(wanted, t.text[r.Start:r.Stop])))
		if len(all) == mostCandidates {
			break
		}
	}
	return all
}

// bytes converts an offset of the folded text from characters to bytes.
func (t *Text) bytes(runes int) int {
	for i := range t.folded {
		if runes == 0 {
			return i
		}
		runes--
	}
	return len(t.folded)
}

func (t *Text) snapBack(offset int) int {
	for offset > 0 && !atEdge(t.folded, offset) {
		_, n := utf8.DecodeLastRuneInString(t.folded[:offset])
		offset -= n
	}
	return offset
}

func (t *Text) snapForward(offset int) int {
	for offset < len(t.folded) && !atEdge(t.folded, offset) {
		_, n := utf8.DecodeRuneInString(t.folded[offset:])
		offset += n
	}
	return offset
}

// match is a stretch of a text that is like a pattern; offsets in characters.
type match struct{ start, stop, distance int }

// approximate returns the ends in the text where the edit distance to the pattern
// is least in its surroundings, nearest first. Sellers' algorithm (Peter H.
// Sellers, "The theory and computation of evolutionary distances: pattern
// recognition", Journal of Algorithms 1, 1980), with the beginning of each match
// carried along. Time is the product of the lengths.
func approximate(text, pattern []rune) []match {
	if len(pattern) == 0 {
		return nil
	}
	previous, current := make([]match, len(pattern)+1), make([]match, len(pattern)+1)
	for i := range previous {
		previous[i].distance = i
	}
	var found []match
	for j, c := range text {
		current[0] = match{start: j + 1}
		for i, p := range pattern {
			best := previous[i]
			if c != p {
				best.distance++
			}
			if skip := previous[i+1]; skip.distance+1 < best.distance {
				best = match{start: skip.start, distance: skip.distance + 1}
			}
			if left := current[i]; left.distance+1 < best.distance {
				best = match{start: left.start, distance: left.distance + 1}
			}
			current[i+1] = best
		}
		end := current[len(pattern)]
		end.stop = j + 1
		if float64(end.distance) <= (1-leastSimilarity)*float64(len(pattern)) {
			found = append(found, end)
		}
		previous, current = current, previous
	}
	slices.SortStableFunc(found, func(a, b match) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.start, b.start))
	})
	return found
}
