package reanchor

import (
	"cmp"
	"slices"
)

// none says that a word has no counterpart.
const none = -1

// diff says for each word of the old text which word of the new one it became, in
// place: the pairs rise on both sides. to and from are each other's inverse.
type diff struct {
	old, new *text
	lex      *lexicon
	to, from []int32 // none where there is no counterpart
}

// Regions of at most this many cells are aligned exactly; bigger ones are split at
// words that are unique in them. Regions that cannot be split are aligned exactly up
// to mostCells and else are taken as replaced.
const (
	fewCells  = 20_000
	mostCells = 400_000
)

// leastRun is the number of words that a run of equal words around a unique one
// must have for a region to be split there, as long as there are such runs.
const leastRun = 3

// compare aligns two texts. It splits them at runs of equal words around words that
// are unique on both sides (Bram Cohen's patience diff), of which it keeps those in
// the same order that have the most words together, splits what lies between in the
// same way, and aligns the rest word by word.
func compare(old, new *text, lex *lexicon) *diff {
	d := &diff{old: old, new: new, lex: lex, to: absent(len(old.words)), from: absent(len(new.words))}
	c := &counter{old: make([]seen, len(lex.forms)), new: make([]seen, len(lex.forms))}
	d.split(c, region{0, len(old.words), 0, len(new.words)})
	d.slide()
	return d
}

func absent(n int) []int32 {
	all := make([]int32, n)
	for i := range all {
		all[i] = none
	}
	return all
}

// region is a part of both texts, in words, half-open.
type region struct{ a0, a1, b0, b1 int }

func (r region) cells() int { return (r.a1 - r.a0) * (r.b1 - r.b0) }

func (d *diff) pair(i, j int) { d.to[i], d.from[j] = int32(j), int32(i) }

func (d *diff) same(i, j int) bool { return d.old.words[i].id == d.new.words[j].id }

// split aligns a region.
func (d *diff) split(c *counter, r region) {
	for ; r.a0 < r.a1 && r.b0 < r.b1 && d.same(r.a0, r.b0); r.a0, r.b0 = r.a0+1, r.b0+1 {
		d.pair(r.a0, r.b0)
	}
	for ; r.a0 < r.a1 && r.b0 < r.b1 && d.same(r.a1-1, r.b1-1); r.a1, r.b1 = r.a1-1, r.b1-1 {
		d.pair(r.a1-1, r.b1-1)
	}
	if r.cells() == 0 {
		return
	}
	var runs []run
	if r.cells() > fewCells {
		runs = heaviest(d.runs(c, r))
	}
	if len(runs) == 0 {
		d.exactly(r)
		return
	}
	for _, found := range runs {
		if found.a < r.a0 || found.b < r.b0 {
			cut := max(r.a0-found.a, r.b0-found.b)
			found = run{found.a + cut, found.b + cut, found.n - cut}
		}
		if found.n <= 0 {
			continue
		}
		d.split(c, region{r.a0, found.a, r.b0, found.b})
		for k := range found.n {
			d.pair(found.a+k, found.b+k)
		}
		r.a0, r.b0 = found.a+found.n, found.b+found.n
	}
	d.split(c, r)
}

// exactly aligns a region word by word.
func (d *diff) exactly(r region) {
	if r.cells() > mostCells {
		return
	}
	for _, p := range d.lex.align(d.old.words[r.a0:r.a1], d.new.words[r.b0:r.b1], false) {
		d.pair(r.a0+int(p.left), r.b0+int(p.right))
	}
}

// run is n words that are equal in both texts, from words a and b on.
type run struct{ a, b, n int }

// seen counts a form in a region.
type seen struct{ count, at int32 }

// counter counts forms; all counts are 0 between uses.
type counter struct{ old, new []seen }

// runs returns the runs of equal words around words that are unique on both sides
// of a region, in the order of the old text: the long ones, or all if none is long.
func (d *diff) runs(c *counter, r region) []run {
	a, b := d.old.words[r.a0:r.a1], d.new.words[r.b0:r.b1]
	note(c.old, a)
	note(c.new, b)
	var all, long []run
	for i, w := range a {
		if c.old[w.id].count != 1 || c.new[w.id].count != 1 {
			continue
		}
		found := d.widen(r, r.a0+i, r.b0+int(c.new[w.id].at))
		if n := len(all); n > 0 && all[n-1] == found {
			continue
		}
		all = append(all, found)
		if found.n >= leastRun {
			long = append(long, found)
		}
	}
	forget(c.old, a)
	forget(c.new, b)
	if len(long) > 0 {
		return long
	}
	return all
}

func note(counts []seen, words []word) {
	for i, w := range words {
		counts[w.id] = seen{counts[w.id].count + 1, int32(i)}
	}
}

func forget(counts []seen, words []word) {
	for _, w := range words {
		counts[w.id] = seen{}
	}
}

// widen returns the longest run of equal words around a pair of words.
func (d *diff) widen(r region, i, j int) run {
	found := run{i, j, 1}
	for found.a > r.a0 && found.b > r.b0 && d.same(found.a-1, found.b-1) {
		found.a, found.b, found.n = found.a-1, found.b-1, found.n+1
	}
	for found.a+found.n < r.a1 && found.b+found.n < r.b1 && d.same(found.a+found.n, found.b+found.n) {
		found.n++
	}
	return found
}

// heaviest returns the runs that rise on both sides and have the most words
// together. The given ones rise on the left. Time is n log n: the best chain that
// ends at each place of the right side is kept in a tree of prefix maxima (Peter M.
// Fenwick, "A new data structure for cumulative frequency tables", Software:
// Practice and Experience 24, 1994).
func heaviest(runs []run) []run {
	order := make([]int, len(runs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return cmp.Compare(runs[x].b, runs[y].b) })
	rank := make([]int, len(runs))
	for at, i := range order {
		rank[i] = at + 1
	}
	tree := make([]int, len(runs)+1) // 1 + the run at which the best chain of a prefix ends; 0 if there is none
	weight, before := make([]int, len(runs)), make([]int, len(runs))
	top := 0
	for i, r := range runs {
		for k := rank[i]; k > 0; k -= k & -k {
			if t := tree[k]; t > 0 && weight[t-1] > weight[i] {
				weight[i], before[i] = weight[t-1], t
			}
		}
		weight[i] += r.n
		for k := rank[i]; k <= len(runs); k += k & -k {
			if t := tree[k]; t == 0 || weight[t-1] < weight[i] {
				tree[k] = i + 1
			}
		}
		if top == 0 || weight[i] > weight[top-1] {
			top = i + 1
		}
	}
	var chain []run
	for t := top; t > 0; t = before[t-1] {
		chain = append(chain, runs[t-1])
	}
	slices.Reverse(chain)
	return chain
}
