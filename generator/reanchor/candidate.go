package reanchor

import (
	"slices"

	"briefing/generator/anchor"
)

// Candidate is a place where a passage may be.
type Candidate struct {
	anchor.Range
	Kind       Kind
	Features   Features
	Confidence float64 // from 0 to 1: that the passage is there
}

// Kind says how a candidate was found.
type Kind int

const (
	InPlace Kind = iota // where the alignment of both texts puts it
	Away                // among the words that are new
	Alike               // by its words alone
)

// Candidates returns the places where a passage may be, without the decision
// whether it is at the best of them; the most credible first.
func (f *Finder) Candidates(p Passage) []Candidate {
	var found []candidate
	left, i, j, ok := f.locate(p)
	if ok {
		found = f.kept(p, i, j)
	} else if left, i, j = f.quoted(p); i < j {
		found = f.alike(p, left, i, j)
	}
	all := make([]Candidate, len(found))
	for k, c := range found {
		all[k] = Candidate{f.dressed(p.Exact, c.span), c.kind, c.features, 0}
	}
	return weigh(all)
}

// candidate is a [Candidate] in words. Its span is empty if only words around the
// passage stand there.
type candidate struct {
	span
	kind     Kind
	features Features
	around   float64 // share of the words around the passage that stand there, of the side with fewer
}

// kept returns the candidates for words i to j of the old text.
func (f *Finder) kept(p Passage, i, j int) []candidate {
	here := &match{left: f.old, right: f.new, lex: f.lex, i: i, j: j, to: f.diff.to}
	var all []candidate
	if here.keep() {
		s := here.place()
		all = append(all, candidate{s, InPlace, here.measure(p, s), 0})
		if all[0].features.Kept > settled {
			return all
		}
	}
	from, to := max(0, i-reach), min(len(f.old.words), j+reach)
	all = append(all, f.search(p, f.old, from, to, i, j, Away, f.isNew)...)
	return vacant(all)
}

// settled is the share of a passage that is not looked for elsewhere when it is kept
// in place.
const settled = 0.7

// isNew reports whether a word of the new text is not firmly the counterpart of one
// of the old text: it has none, or has one without two of its neighbors.
func (f *Finder) isNew(at int32) bool {
	from, i := f.diff.from, int(at)
	joined := func(k int) bool { return k > 0 && k < len(from) && from[k-1] != none && from[k] == from[k-1]+1 }
	if from[i] == none {
		return true
	}
	return !(joined(i) && joined(i+1) || joined(i-1) && joined(i) || joined(i+1) && joined(i+2))
}

// alike returns the candidates for a passage between its surroundings.
func (f *Finder) alike(p Passage, left *text, i, j int) []candidate {
	return vacant(f.search(p, left, 0, len(left.words), i, j, Alike, nil))
}

// search aligns words from to to of the left side, of which i to j are the passage,
// with the parts of the new text that have rare words of theirs.
func (f *Finder) search(p Passage, left *text, from, to, i, j int, k Kind, allowed func(int32) bool) []candidate {
	words := left.words[from:to]
	var all []candidate
	add := func(at int, pairs []pair) {
		m := &match{left: left, right: f.new, lex: f.lex, i: i, j: j, base: from, to: absent(len(words))}
		for _, p := range pairs {
			if allowed == nil || allowed(p.right) {
				m.to[p.left] = p.right
			}
		}
		c := candidate{span: span{at, at}, kind: k, around: m.around()}
		if m.keep() {
			c.span = m.place()
			c.features = m.measure(p, c.span)
		}
		if !slices.ContainsFunc(all, func(other candidate) bool { return other.span == c.span }) {
			all = append(all, c)
		}
	}
	for _, at := range f.verbatim(left.words[i:j]) {
		add(at, f.around(words, i-from, j-from, at))
	}
	for _, at := range f.seeds(words, i-from, j-from, allowed) {
		room := 2*slack + len(words)/2
		add(max(0, at), f.local(words, 0, at-room, at+len(words)+room))
	}
	return all
}

// local aligns words with those from low to high of the new text. The pairs count the
// words from first on.
func (f *Finder) local(words []word, first, low, high int) []pair {
	low, high = max(0, low), min(len(f.new.words), high)
	if low >= high {
		return nil
	}
	pairs := f.lex.align(words, f.new.words[low:high], true)
	for n := range pairs {
		pairs[n].left += int32(first)
		pairs[n].right += int32(low)
	}
	return pairs
}

// around pairs words i to j with those from at on, which are the same, and aligns the
// words on both sides of them.
func (f *Finder) around(words []word, i, j, at int) []pair {
	pairs := f.local(words[:i], 0, at-i-reach, at)
	for k := i; k < j; k++ {
		pairs = append(pairs, pair{int32(k), int32(at + k - i)})
	}
	after := at + j - i
	return append(pairs, f.local(words[j:], j, after, after+len(words)-j+reach)...)
}

// vacant sets for each candidate how much speaks for a place that the passage is
// gone from, and drops those without a word of it.
func vacant(all []candidate) []candidate {
	for a := range all {
		for b := range all {
			if all[b].stop <= all[a].start || all[a].stop <= all[b].start {
				f := &all[a].features
				f.Vacant = max(f.Vacant, all[b].around*(1-all[b].features.Kept))
			}
		}
	}
	return slices.DeleteFunc(all, func(c candidate) bool { return c.start == c.stop })
}
