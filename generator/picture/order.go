package picture

import (
	"cmp"
	"slices"
)

// rounds is how often the columns are swept; more hardly helps.
const rounds = 8

// order reduces crossings: sweeps to and fro put each column into the order of its
// neighbors, by their mean and by their median in turn. The best order is kept,
// and then improved by exchanges.
func (w *web) order() {
	best, least := clone(w.columns), w.crossings(w.columns)
	for round := 0; round < rounds && least > 0; round++ {
		by := mean
		if round%4 >= 2 {
			by = median
		}
		w.sweep(round%2 == 0, round >= rounds/2, by)
		if n := w.crossings(w.columns); n < least {
			best, least = clone(w.columns), n
		}
	}
	w.columns = best
	w.exchange()
}

func clone(columns [][]int) [][]int {
	copied := make([][]int, len(columns))
	for i, c := range columns {
		copied[i] = slices.Clone(c)
	}
	return copied
}

// sweep orders each column by the one before it, or by the one after it from the
// last to the first. A point without neighbors keeps its place. Points that are
// level keep their order or turn it.
func (w *web) sweep(isForward, turnsTies bool, by func(places []int) fraction) {
	place, key := w.placeInColumn(w.columns), make([]fraction, len(w.before))
	for i := range w.columns {
		column, neighbors := w.columns[i], w.before
		if !isForward {
			column, neighbors = w.columns[len(w.columns)-1-i], w.after
		}
		for _, p := range column {
			key[p] = fraction{place[p], 1}
			if len(neighbors[p]) > 0 {
				key[p] = by(w.placesOf(neighbors[p], place))
			}
		}
		if turnsTies {
			slices.Reverse(column)
		}
		slices.SortStableFunc(column, func(a, b int) int { return key[a].compare(key[b]) })
		for i, p := range column {
			place[p] = i
		}
	}
}

// placeInColumn is how many points stand above each.
func (w *web) placeInColumn(columns [][]int) []int {
	place := make([]int, len(w.before))
	for _, column := range columns {
		for i, p := range column {
			place[p] = i
		}
	}
	return place
}

// placesOf are the places of points, sorted. They are good until the next call.
func (w *web) placesOf(points, place []int) []int {
	w.scratch = w.scratch[:0]
	for _, p := range points {
		w.scratch = append(w.scratch, place[p])
	}
	slices.Sort(w.scratch)
	return w.scratch
}

// fraction is a number that is the same on every machine. below is positive.
type fraction struct{ above, below int }

func (f fraction) compare(o fraction) int { return cmp.Compare(f.above*o.below, o.above*f.below) }

func mean(places []int) fraction {
	sum := 0
	for _, p := range places {
		sum += p
	}
	return fraction{sum, len(places)}
}

func median(places []int) fraction {
	return fraction{places[(len(places)-1)/2] + places[len(places)/2], 2}
}

// crossings counts pairs of lines that cross between neighboring columns: those
// whose ends stand in opposite order. A Fenwick tree counts the inversions, after
// Wilhelm Barth, Michael Jünger and Petra Mutzel, "Simple and efficient bilayer
// cross counting", 2002.
func (w *web) crossings(columns [][]int) int {
	place := w.placeInColumn(columns)
	total := 0
	whole := make([]int, len(w.before)+1)
	for i := range columns[:max(0, len(columns)-1)] {
		tree := whole[:len(columns[i+1])+1]
		clear(tree)
		seen := 0
		for _, p := range columns[i] {
			ends := w.placesOf(w.after[p], place)
			for _, end := range ends {
				total += seen
				for k := end + 1; k > 0; k -= k & -k {
					total -= tree[k]
				}
			}
			for _, end := range ends {
				for k := end + 1; k < len(tree); k += k & -k {
					tree[k]++
				}
			}
			seen += len(ends)
		}
	}
	return total
}

// exchange moves points past their neighbors in a column while that takes
// crossings away: adjacent exchanges, carried on to the best place that one point
// can have, which is known as sifting (Christian Matuszewski, Robby Schönfeld and
// Paul Molitor, "Using sifting for k-layer straightline crossing minimization",
// 1999). It ends, since every move takes crossings away.
func (w *web) exchange() {
	place := w.placeInColumn(w.columns)
	for hasMoved := true; hasMoved; {
		hasMoved = false
		for _, column := range w.columns {
			for _, p := range slices.Clone(column) {
				from, to := place[p], w.bestPlace(column, p, place)
				if from == to {
					continue
				}
				hasMoved = true
				copy(column[from:], column[from+1:])
				copy(column[to+1:], column[to:len(column)-1])
				column[to] = p
				for i, q := range column {
					place[q] = i
				}
			}
		}
	}
}

// bestPlace is where a point in its column has the fewest crossings; where it
// stands if no place has fewer.
func (w *web) bestPlace(column []int, p int, place []int) int {
	best, least, change := place[p], 0, 0
	for i := place[p] - 1; i >= 0; i-- {
		change += w.between(p, column[i], place) - w.between(column[i], p, place)
		if change < least {
			best, least = i, change
		}
	}
	change = 0
	for i := place[p] + 1; i < len(column); i++ {
		change += w.between(column[i], p, place) - w.between(p, column[i], place)
		if change < least {
			best, least = i, change
		}
	}
	return best
}

// between is the number of crossings of the lines of two points, if the first
// stands above the second.
func (w *web) between(upper, lower int, place []int) int {
	n := 0
	for _, neighbors := range [][][]int{w.before, w.after} {
		for _, u := range neighbors[upper] {
			for _, l := range neighbors[lower] {
				if place[u] > place[l] {
					n++
				}
			}
		}
	}
	return n
}
