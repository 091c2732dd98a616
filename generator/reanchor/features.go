package reanchor

import "math"

// Features are what speaks for and against a place, each from 0 to 1 but for Mass.
type Features struct {
	Kept    float64 // share of the passage's words that stand there, by weight
	Words   float64 // share by number
	Run     float64 // share of the longest run of them that stands there unbroken
	Mass    float64 // logarithm of 1 + the weights of the words that stand there
	Density float64 // share of the words there that were in the passage
	Near    float64 // the better of the two sides: how much of what stood beside the passage stands beside the place
	Both    float64 // the worse of the two
	Letters float64 // share of the characters around the passage that stand around the place
	Whole   float64 // 1 if all words and all characters around them stand there, else 0
	Vacant  float64 // how much of what stood around the passage stands together elsewhere, without it
	Joined  float64 // 1 if the words around the passage stand side by side elsewhere, without it, else 0; no term of the judgement
	Firm    float64 // 1 if the words right beside the passage stand right beside the place, else 0; no term of the judgement
}

// measure computes the features of a match, but for Vacant.
func (m *match) measure(p Passage, s span) Features {
	var whole, kept, words, run, longest float64
	for k := m.i; k < m.j; k++ {
		whole += float64(m.lex.weight[m.left.words[k].id])
		if k < m.first || k > m.last || m.at(k) == none {
			run = 0
			continue
		}
		if k > m.i && m.at(k) != m.at(k-1)+1 {
			run = 0
		}
		kept += float64(m.worth(k))
		words++
		run++
		longest = max(longest, run)
	}
	n := float64(m.j - m.i)
	before, after := m.beside(m.i-1, -1, s.start), m.beside(m.j, 1, s.stop-1)
	f := Features{
		Kept: kept / whole, Words: words / n, Run: longest / n, Mass: math.Log1p(kept),
		Density: words / float64(max(s.stop-s.start, 1)),
		Near:    max(before, after), Both: min(before, after),
		Letters: p.agreement(m.right, s.start, s.stop),
	}
	if f.Run == 1 && f.Density == 1 && f.Letters == 1 {
		f.Whole = 1
	}
	if m.isBeside(m.i-1, s.start-1) && m.isBeside(m.j, s.stop) {
		f.Firm = 1
	}
	return f
}

// isBeside reports whether a word of the left side became a word of the right side,
// and is equal to it; or whether both are beyond the same end of their texts.
func (m *match) isBeside(k, at int) bool {
	if k < 0 || k >= len(m.left.words) {
		return k < 0 && at < 0 || k >= 0 && at >= len(m.right.words)
	}
	return at >= 0 && m.at(k) == at && m.isEqual(k)
}

// around is the share of the words around the passage that have counterparts, of the
// side with fewer; 0 if there are none on one side.
func (m *match) around() float64 {
	share := func(from, to int) float64 {
		found := 0
		for k := from; k < to; k++ {
			if m.at(k) != none {
				found++
			}
		}
		return float64(found) / float64(max(to-from, 1))
	}
	return min(share(m.base, m.i), share(m.j, m.base+len(m.to)))
}

// beside is how much of the words on one side of the passage stand on that side of
// the place: from word k on in the direction by, against the word at of the right
// side. The nearer words count more.
func (m *match) beside(k, by, at int) float64 {
	var found, all float64
	for n := 1; n <= reach/2 && k >= 0 && k < len(m.left.words); n++ {
		all += 1 / float64(n)
		if to := m.at(k); to != none {
			if away := (to - at) * by; away > 0 && away <= n+reach {
				found += float64(m.lex.likeness(m.left.words[k].id, m.right.words[to].id)) / float64(n)
			}
		}
		k += by
	}
	isAlone := m.i == 0 && m.j == len(m.left.words) // and not known to be at an end
	isEnd := !isAlone && (at == 0 && by < 0 || at == len(m.right.words)-1 && by > 0)
	switch {
	case all > 0:
		return found / all
	case isEnd:
		return 1
	}
	return unknownSide
}

// unknownSide is how much of a side stands there if nothing is known of it.
const unknownSide = 0.3

// terms is the number of terms of a judgement.
const terms = 17

// Terms are what a judgement weighs.
func (f Features) Terms() [terms]float64 {
	verbatim := 0.0
	if f.Run == 1 && f.Density == 1 {
		verbatim = 1
	}
	return [terms]float64{
		1, f.Kept, f.Kept * f.Kept, f.Words, f.Run, f.Mass, f.Density, f.Near, f.Both, f.Letters,
		f.Kept * f.Near, f.Kept * f.Both, f.Kept * f.Letters, verbatim, verbatim * f.Near, f.Whole, f.Vacant,
	}
}
