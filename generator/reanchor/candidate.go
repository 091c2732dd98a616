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
		here = f.compact(here)
		s := here.place()
		all = append(all, candidate{span: s, kind: InPlace, features: here.measure(p, s)})
		all = append(all, f.tighter(p, i, j, all[0])...)
		if all[0].features.Kept > settled && all[0].features.Letters == 1 {
			return all
		}
	}
	from, to := max(0, i-reach), min(len(f.old.words), j+reach)
	if at, ok := f.onlyPlace(i, j); ok && (len(all) == 0 || all[0].features.Kept < half) {
		m := f.match(f.old, from, to, i, j, f.around(f.old.words[from:to], i-from, j-from, at))
		m.keep()
		s := span{at, at + j - i}
		return []candidate{{span: s, kind: Away, features: m.measure(p, s)}}
	}
	return vacant(append(all, f.search(p, f.old, from, to, i, j, Away, f.isNew)...))
}

// compact returns the match of the passage's words alone with what is around their
// place, if more of them stand there, or nearly as many in fewer sentences: the
// alignment of both texts has few gaps rather than short ones, and so may put the
// beginning of a sentence into another one that begins in the same way.
func (f *Finder) compact(wide *match) *match {
	s := wide.place()
	if wide.isWhole() && s.stop-s.start <= wide.j-wide.i+mostFiller {
		return wide
	}
	pairs := f.local(wide.left.words[wide.i:wide.j], wide.i, s.start-slack, s.stop+slack)
	if len(pairs) == 0 {
		return wide
	}
	m := wide.with(pairs)
	if !m.keep() {
		return wide
	}
	t := m.place()
	few := wide.right.beginnings(t.start+1, t.stop) < wide.right.beginnings(s.start+1, s.stop)
	if mass := wide.mass(); m.mass() > 1.05*mass || few && m.mass() >= 0.9*mass {
		return m
	}
	return wide
}

// tighter returns another candidate beside one that has many words that are not the
// passage's, or whose surroundings are far.
func (f *Finder) tighter(p Passage, i, j int, wide candidate) []candidate {
	if wide.features.Density > dense && wide.features.Both > half {
		return nil
	}
	from, to := max(0, i-reach), min(len(f.old.words), j+reach)
	m := f.match(f.old, from, to, i, j, f.local(f.old.words[from:to], 0, wide.start-reach, wide.stop+reach))
	if !m.keep() {
		return nil
	}
	s := m.place()
	c := candidate{span: s, kind: InPlace, features: m.measure(p, s)}
	if s == wide.span {
		return nil
	}
	return []candidate{c}
}

// dense is the share of the passage's words from which a place is not looked at
// again.
const dense = 0.6

// onlyPlace returns where words i to j of the old text stand in the new one, if there
// are enough of them and they stand once in both.
func (f *Finder) onlyPlace(i, j int) (at int, ok bool) {
	words := f.old.words[i:j]
	mass := float32(0)
	for _, w := range words {
		mass += f.lex.weight[w.id]
	}
	found := f.verbatim(words)
	if len(found) != 1 || mass < enough {
		return 0, false
	}
	for k := 0; k+len(words) <= len(f.old.words); k++ {
		if k != i && isSame(words, f.old.words[k:k+len(words)]) {
			return 0, false
		}
	}
	return found[0], true
}

// enough is the weight of words that are not put together the same way twice by
// chance.
const enough = 2

// A passage of which more than settled is kept in place is not looked for elsewhere.
// One of which less than half is, is where all its words stand together.
const (
	settled = 0.7
	half    = 0.5
)

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
	all := vacant(f.search(p, left, 0, len(left.words), i, j, Alike, nil))
	for _, joint := range f.joints(left, i, j) {
		for k := range all {
			if all[k].isBesides(joint) {
				all[k].features.Joined = 1
			}
		}
	}
	return all
}

// A joint is mostSide words on both sides of a passage that stand side by side in the
// new text, so that nothing is between them any more; leastSide, if no more are known.
// That is no chance from the weight of enough on.
const (
	mostSide  = 3
	leastSide = 2
)

// joints returns the joints of a passage.
func (f *Finder) joints(left *text, i, j int) []span {
	before, after := min(i, mostSide), min(len(left.words)-j, mostSide)
	if before < leastSide || after < leastSide {
		return nil
	}
	words := append(slices.Clone(left.words[i-before:i]), left.words[j:j+after]...)
	mass := float32(0)
	for _, w := range words {
		mass += f.lex.weight[w.id]
	}
	if mass < enough {
		return nil
	}
	var all []span
	for _, at := range f.verbatim(words) {
		all = append(all, span{at, at + len(words)})
	}
	return all
}

// isBesides reports whether a joint tells against a place: what stands beside it is not
// what stood beside the passage, or is on one side only, and it takes words of the
// joint itself. A passage that begins as the words behind it do has a joint where it
// is, too.
func (c candidate) isBesides(joint span) bool {
	isIn := c.start < joint.stop && joint.start < c.stop
	return c.features.Near < half || isIn && c.features.Both < half
}

// search aligns words from to to of the left side, of which i to j are the passage,
// with the parts of the new text that have rare words of theirs.
func (f *Finder) search(p Passage, left *text, from, to, i, j int, k Kind, allowed func(int32) bool) []candidate {
	words := left.words[from:to]
	var all []candidate
	add := func(at int, pairs []pair) {
		if allowed != nil {
			pairs = slices.DeleteFunc(pairs, func(p pair) bool { return !allowed(p.right) })
		}
		m := f.match(left, from, to, i, j, pairs)
		c := candidate{span: span{at, at}, kind: k, around: m.around()}
		if m.keep() {
			if allowed == nil {
				m = f.compact(m)
			}
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

// match makes a match for words i to j of the left side. The pairs count its words from
// from on.
func (f *Finder) match(left *text, from, to, i, j int, pairs []pair) *match {
	m := &match{left: left, right: f.new, lex: f.lex, i: i, j: j, base: from, to: absent(to - from)}
	for _, p := range pairs {
		m.to[p.left] = p.right
	}
	return m
}

// mostLocal is the number of cells of a local alignment from which it is not made: a
// passage of about 1,500 words is found only as it was.
const mostLocal = 4_000_000

// local aligns words with those from low to high of the new text. The pairs count the
// words from first on.
func (f *Finder) local(words []word, first, low, high int) []pair {
	low, high = max(0, low), min(len(f.new.words), high)
	if low >= high || len(words)*(high-low) > mostLocal {
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
