package picture

import "slices"

// Graph is nodes in columns. A line leads from a node to one of a later column.
type Graph struct {
	Columns int
	Nodes   []Node
	Lines   []Line
}

// Node stands in a column, from 0.
type Node struct{ Column int }

// Line connects two nodes, by their indexes.
type Line struct{ From, To int }

// Layout is where everything stands, as y of middles.
type Layout struct {
	Height int
	Y      []int   // of each node
	Lines  [][]int // of each line, in every column from its first to its last
	Order  [][]int // nodes of each column from above

	Crossings int // of lines between neighboring columns
}

// Room that a node takes in its column, and a line that passes through one.
const (
	nodeRoom = 28
	lineRoom = 8
)

// Layered places nodes so that few lines cross. It is the method of Kozo Sugiyama,
// Shojiro Tagawa and Mitsuhiko Toda, "Methods for visual understanding of
// hierarchical system structures", IEEE Transactions on Systems, Man, and
// Cybernetics 11(2), 1981, with the columns given: lines that pass through a
// column get a place there, columns are ordered by their neighbors (see order.go),
// and places are drawn to the middle of their neighbors (see place.go).
//
// There are never more crossings than in the order given. Least crossings are not
// promised: finding them is NP-hard (Michael Garey and David Johnson, "Crossing
// number is NP-complete", 1983).
func Layered(g Graph) Layout {
	w := newWeb(g)
	w.order()
	y := w.places()
	l := Layout{Y: y[:len(g.Nodes)], Crossings: w.crossings(w.columns)}
	for i := range g.Lines {
		var through []int
		for _, p := range w.paths[i] {
			through = append(through, y[p])
		}
		l.Lines = append(l.Lines, through)
	}
	for _, column := range w.columns {
		l.Order = append(l.Order, slices.DeleteFunc(slices.Clone(column), func(p int) bool { return p >= len(g.Nodes) }))
		for _, p := range column {
			l.Height = max(l.Height, y[p]+w.room(p)/2)
		}
	}
	return l
}

// web is a graph in which every line leads to the next column. Its points are the
// nodes, and behind them the places where longer lines pass through a column.
type web struct {
	nodes   int
	columns [][]int // points from above
	before  [][]int // neighbors of each point in the column before, and after
	after   [][]int
	paths   [][]int // points of each line of the graph
	scratch []int
}

func newWeb(g Graph) *web {
	w := &web{nodes: len(g.Nodes), columns: make([][]int, g.Columns), before: make([][]int, len(g.Nodes)), after: make([][]int, len(g.Nodes))}
	for i, n := range g.Nodes {
		w.columns[n.Column] = append(w.columns[n.Column], i)
	}
	for _, l := range g.Lines {
		path := []int{l.From}
		for column := g.Nodes[l.From].Column + 1; column < g.Nodes[l.To].Column; column++ {
			path = append(path, w.pass(column))
		}
		path = append(path, l.To)
		for i := range path[1:] {
			w.after[path[i]] = append(w.after[path[i]], path[i+1])
			w.before[path[i+1]] = append(w.before[path[i+1]], path[i])
		}
		w.paths = append(w.paths, path)
	}
	return w
}

// pass makes a place for a line in a column.
func (w *web) pass(column int) int {
	p := len(w.before)
	w.before, w.after = append(w.before, nil), append(w.after, nil)
	w.columns[column] = append(w.columns[column], p)
	return p
}

// room is what a point takes in its column, in pixels.
func (w *web) room(p int) int {
	if p < w.nodes {
		return nodeRoom
	}
	return lineRoom
}
