package reanchor

import (
	"cmp"
	"slices"
)

// postings are the places of each form in a text.
type postings struct {
	from []int32 // where the places of each form begin in at; one more than there are forms
	at   []int32
}

func index(t *text, forms int) *postings {
	p := &postings{from: make([]int32, forms+1), at: make([]int32, len(t.words))}
	for _, w := range t.words {
		p.from[w.id+1]++
	}
	for i := range forms {
		p.from[i+1] += p.from[i]
	}
	next := slices.Clone(p.from)
	for i, w := range t.words {
		p.at[next[w.id]] = int32(i)
		next[w.id]++
	}
	return p
}

// of returns the places of a form, rising.
func (p *postings) of(id int32) []int32 {
	if int(id)+1 >= len(p.from) {
		return nil
	}
	return p.at[p.from[id]:p.from[id+1]]
}

// Bounds of the search for places: a form that stands more often than mostPlaces is
// no seed, unless the passage has no rarer one; mostWindows are looked at; words up
// to slack away from each other on the right side, as compared with the left, belong
// to one window.
const (
	mostPlaces   = 24
	mostWindows  = 6
	mostVerbatim = 24
	slack        = 16
)

// vote says that the first word of a run of words may stand at a place, and what that
// is worth.
type vote struct {
	at    int // word of the new text; may be below 0
	worth float32
}

// seeds returns where the first of a run of words may stand in the new text, the best
// first. Words i to j of the run are the passage.
func (f *Finder) seeds(words []word, i, j int, allowed func(int32) bool) []int {
	votes := f.votes(words, i, j, allowed)
	slices.SortFunc(votes, func(a, b vote) int { return cmp.Compare(a.at, b.at) })
	sums := pooled(votes)
	slices.SortStableFunc(sums, func(a, b vote) int { return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.at, b.at)) })
	var best []int
	for _, v := range sums {
		if len(best) == mostWindows {
			break
		}
		if !slices.ContainsFunc(best, func(at int) bool { return max(at-v.at, v.at-at) <= slack }) {
			best = append(best, v.at)
		}
	}
	return best
}

// votes returns a vote for each place of each word that is rare enough. It is worth
// the weight of the word, half of that if it is not of the passage. allowed says which
// words of the new text may vote, all if it is nil.
func (f *Finder) votes(words []word, i, j int, allowed func(int32) bool) []vote {
	var votes []vote
	limit := f.rarest(words[i:j])
	for k, w := range words {
		places := f.index.of(w.id)
		if len(places) > limit {
			continue
		}
		worth := f.lex.weight[w.id]
		if k < i || k >= j {
			worth /= 2
		}
		for _, at := range places {
			if allowed == nil || allowed(at) {
				votes = append(votes, vote{int(at) - k, worth})
			}
		}
	}
	return votes
}

// pooled adds up, for each vote, those that are at most slack words before it. The
// votes are in the order of their places.
func pooled(votes []vote) []vote {
	sums := make([]vote, len(votes))
	low, sum := 0, float32(0)
	for high, v := range votes {
		sum += v.worth
		for votes[low].at < v.at-slack {
			sum -= votes[low].worth
			low++
		}
		sums[high] = vote{votes[(low+high)/2].at, sum}
	}
	return sums
}

// verbatim returns where the same words stand in the new text, at most mostVerbatim
// places.
func (f *Finder) verbatim(words []word) []int {
	rare := 0
	for k, w := range words {
		if len(f.index.of(w.id)) < len(f.index.of(words[rare].id)) {
			rare = k
		}
	}
	var found []int
	for _, at := range f.index.of(words[rare].id) {
		start := int(at) - rare
		if start < 0 || start+len(words) > len(f.new.words) || len(found) == mostVerbatim {
			continue
		}
		if isSame(words, f.new.words[start:start+len(words)]) {
			found = append(found, start)
		}
	}
	return found
}

func isSame(a, b []word) bool {
	return slices.EqualFunc(a, b, func(a, b word) bool { return a.id == b.id })
}

// rarest is how often a form may stand to be a seed.
func (f *Finder) rarest(words []word) int {
	least := 1 << 30
	for _, w := range words {
		if n := len(f.index.of(w.id)); n > 0 {
			least = min(least, n)
		}
	}
	return max(least, mostPlaces)
}
