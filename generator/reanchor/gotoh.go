package reanchor

// pair is a word of the left side and the word of the right side that it became.
type pair struct{ left, right int32 }

// The scores of an alignment. A pair of equal words scores pairScore plus its
// weight's share of the rest to 1.
const (
	pairScore    = 0.35
	replaceScore = -0.15 // a word for another
	openScore    = -0.5  // the first word of a run that stands on one side only
	extendScore  = -0.02 // each of its words
)

// pairs scores two words; negative if they are different.
func (l *lexicon) pairs(a, b int32) float32 {
	like := l.likeness(a, b)
	if like == 0 {
		return replaceScore
	}
	return like * (pairScore + (1-pairScore)*min(l.weight[a], l.weight[b]))
}

// The states of an alignment at a cell, and in step how each was reached: two bits
// for the state before, one state behind the other.
const (
	both  = iota // the last words stand against each other
	left         // the last word stands on the left only
	right        // the last word stands on the right only
	begin        // nothing before
)

type step uint8

func (s step) from(state int) int { return int(s>>(2*state)) & 3 }

// cells is one row of the three matrices.
type cells [3][]float32

const impossible = -1e9

func newCells(n int) cells {
	all := make([]float32, 3*n)
	return cells{all[:n:n], all[n : 2*n : 2*n], all[2*n:]}
}

// align finds the best alignment of two runs of words with affine gaps (O. Gotoh,
// "An improved algorithm for matching biological sequences", Journal of Molecular
// Biology 162, 1982). A local one (T. F. Smith, M. S. Waterman, "Identification of
// common molecular subsequences", Journal of Molecular Biology 147, 1981) may begin
// and end anywhere on both sides; else it goes from end to end. It returns the pairs
// of equal and nearly equal words, rising on both sides.
//
// Time and memory are the product of the lengths.
func (l *lexicon) align(a, b []word, isLocal bool) []pair {
	width := len(b) + 1
	steps := make([]step, (len(a)+1)*width)
	last, now := newCells(width), newCells(width)
	var top peak
	for i := 0; i <= len(a); i++ {
		for j := 0; j <= len(b); j++ {
			s := &steps[i*width+j]
			l.fill(a, b, i, j, isLocal, last, now, s)
			if now[both][j] > top.score {
				top = peak{now[both][j], i, j, both}
			}
		}
		last, now = now, last
	}
	if !isLocal {
		top = corner(last, len(a), len(b))
	}
	return l.trace(a, b, steps, top)
}

// peak is where an alignment ends.
type peak struct {
	score float32
	i, j  int
	state int
}

func corner(row cells, i, j int) peak {
	end := peak{row[both][j], i, j, both}
	for _, state := range []int{left, right} {
		if row[state][j] > end.score {
			end.score, end.state = row[state][j], state
		}
	}
	return end
}

// fill computes one cell from its three neighbors.
func (l *lexicon) fill(a, b []word, i, j int, isLocal bool, last, now cells, s *step) {
	if i == 0 && j == 0 || isLocal && (i == 0 || j == 0) {
		now[both][j], now[left][j], now[right][j] = 0, impossible, impossible
		*s = begin | begin<<2 | begin<<4
		return
	}
	var from [3]int
	now[both][j], now[left][j], now[right][j] = impossible, impossible, impossible
	if i > 0 && j > 0 {
		best, state := best(last[both][j-1], last[left][j-1], last[right][j-1])
		if isLocal && best <= 0 {
			best, state = 0, begin
		}
		now[both][j], from[both] = best+l.pairs(a[i-1].id, b[j-1].id), state
	}
	if i > 0 {
		now[left][j], from[left] = best(last[both][j]+openScore, last[left][j], last[right][j]+openScore)
		now[left][j] += extendScore
	}
	if j > 0 {
		now[right][j], from[right] = best(now[both][j-1]+openScore, now[left][j-1]+openScore, now[right][j-1])
		now[right][j] += extendScore
	}
	*s = step(from[both] | from[left]<<2 | from[right]<<4)
}

func best(x, y, z float32) (float32, int) {
	if x >= y && x >= z {
		return x, both
	}
	if y >= z {
		return y, left
	}
	return z, right
}

// trace follows an alignment back from its end.
func (l *lexicon) trace(a, b []word, steps []step, p peak) []pair {
	var pairs []pair
	for i, j, state := p.i, p.j, p.state; (i > 0 || j > 0) && state != begin; {
		before := steps[i*(len(b)+1)+j].from(state)
		switch state {
		case both:
			i, j = i-1, j-1
			if l.likeness(a[i].id, b[j].id) > 0 {
				pairs = append(pairs, pair{int32(i), int32(j)})
			}
		case left:
			i--
		case right:
			j--
		}
		state = before
	}
	for i, j := 0, len(pairs)-1; i < j; i, j = i+1, j-1 {
		pairs[i], pairs[j] = pairs[j], pairs[i]
	}
	return pairs
}
