package reanchor

import (
	"cmp"
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
		found = f.kept(i, j)
	} else if left, i, j = f.quoted(p); i < j {
		found = f.alike(left, i, j)
	}
	all := make([]Candidate, len(found))
	for k, c := range found {
		all[k] = Candidate{f.dressed(p.Exact, c.span), c.kind, c.features, judgements[c.kind].confidence(c.features)}
	}
	slices.SortStableFunc(all, func(a, b Candidate) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return all
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
func (f *Finder) kept(i, j int) []candidate {
	here := &match{left: f.old, right: f.new, lex: f.lex, i: i, j: j, to: f.diff.to}
	var all []candidate
	if here.keep() {
		s := here.place()
		all = append(all, candidate{s, InPlace, here.measure(s), 0})
		if all[0].features.Kept > settled {
			return all
		}
	}
	from, to := max(0, i-reach), min(len(f.old.words), j+reach)
	all = append(all, f.search(f.old, from, to, i, j, Away, f.isNew)...)
	return rivals(all)
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
func (f *Finder) alike(left *text, i, j int) []candidate {
	return rivals(f.search(left, 0, len(left.words), i, j, Alike, nil))
}

// search aligns words from to to of the left side, of which i to j are the passage,
// with the parts of the new text that have rare words of theirs.
func (f *Finder) search(left *text, from, to, i, j int, k Kind, allowed func(int32) bool) []candidate {
	words := left.words[from:to]
	var all []candidate
	for _, at := range f.seeds(words, i-from, j-from, allowed) {
		room := slack + len(words)/3
		low, high := max(0, at-room), min(len(f.new.words), at+len(words)+room)
		if low >= high {
			continue
		}
		m := &match{left: left, right: f.new, lex: f.lex, i: i, j: j, base: from, to: absent(len(words))}
		for _, p := range f.lex.align(words, f.new.words[low:high], true) {
			if right := int32(low) + p.right; allowed == nil || allowed(right) {
				m.to[p.left] = right
			}
		}
		c := candidate{span: span{at, at}, kind: k, around: m.around()}
		if m.keep() {
			c.span = m.place()
			c.features = m.measure(c.span)
		}
		if !slices.ContainsFunc(all, func(other candidate) bool { return other.span == c.span }) {
			all = append(all, c)
		}
	}
	return all
}

// rivals sets what candidates say about each other, drops those without a word of the
// passage and sorts the others by their worth.
func rivals(all []candidate) []candidate {
	for a := range all {
		f := &all[a].features
		for b := range all {
			if all[b].stop <= all[a].start || all[a].stop <= all[b].start {
				f.Rival = max(f.Rival, min(1, all[b].worth()/max(all[a].worth(), 1e-9)))
				f.Vacant = max(f.Vacant, all[b].around*(1-all[b].features.Kept))
			}
		}
	}
	all = slices.DeleteFunc(all, func(c candidate) bool { return c.start == c.stop })
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.worth(), a.worth()) })
	return all
}

// worth compares candidates of one passage.
func (c candidate) worth() float64 {
	return c.features.Kept * (0.5 + c.features.Near + c.features.Both)
}
