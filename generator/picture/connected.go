package picture

// Connected tells which nodes to show if there is room for only so many. Nodes are
// taken away, one after the other: of the column that keeps the largest part of
// its nodes without it the one with the fewest lines left, of several the last
// one. So each column keeps its share, and in each the most connected stay. Nodes
// without a line are never shown.
func Connected(g Graph, most int) []bool {
	p := newPeel(g)
	for p.left > most {
		p.remove(p.least(p.fullest()))
	}
	return p.shown
}

// peel is a graph from which nodes are taken away.
type peel struct {
	graph     Graph
	shown     []bool
	neighbors [][]int
	degree    []int // lines to nodes that are left
	left      int
	all, kept []int // nodes of each column
}

func newPeel(g Graph) *peel {
	p := &peel{
		graph: g, shown: make([]bool, len(g.Nodes)), neighbors: make([][]int, len(g.Nodes)), degree: make([]int, len(g.Nodes)),
		left: len(g.Nodes), all: make([]int, g.Columns), kept: make([]int, g.Columns),
	}
	for _, l := range g.Lines {
		p.neighbors[l.From], p.neighbors[l.To] = append(p.neighbors[l.From], l.To), append(p.neighbors[l.To], l.From)
	}
	for i, n := range g.Nodes {
		p.shown[i], p.degree[i] = true, len(p.neighbors[i])
		p.all[n.Column]++
		p.kept[n.Column]++
	}
	for i := range g.Nodes {
		if p.degree[i] == 0 {
			p.remove(i)
		}
	}
	return p
}

// fullest is the column that keeps the largest part of its nodes if it loses one.
func (p *peel) fullest() int {
	best := 0
	for c := range p.all {
		if (p.kept[c]-1)*p.all[best] > (p.kept[best]-1)*p.all[c] {
			best = c
		}
	}
	return best
}

// least is the last of the nodes of a column that have the fewest lines left.
func (p *peel) least(column int) int {
	least := -1
	for i, n := range p.graph.Nodes {
		if n.Column == column && p.shown[i] && (least < 0 || p.degree[i] <= p.degree[least]) {
			least = i
		}
	}
	return least
}

// remove takes a node away, and those that it leaves without a line.
func (p *peel) remove(node int) {
	p.shown[node] = false
	p.left--
	p.kept[p.graph.Nodes[node].Column]--
	for _, o := range p.neighbors[node] {
		if p.degree[o]--; p.degree[o] == 0 && p.shown[o] {
			p.remove(o)
		}
	}
}
