package picture_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"briefing/generator/picture"
)

// graph makes a graph of columns with so many nodes each and lines between node
// numbers.
func graph(columns []int, lines ...[2]int) picture.Graph {
	g := picture.Graph{Columns: len(columns)}
	for column, n := range columns {
		for range n {
			g.Nodes = append(g.Nodes, picture.Node{Column: column})
		}
	}
	for _, l := range lines {
		g.Lines = append(g.Lines, picture.Line{From: l[0], To: l[1]})
	}
	return g
}

// random is a graph with lines between any two columns.
func random(seed uint64, columns []int, lines int) picture.Graph {
	r := rand.New(rand.NewPCG(seed, 0))
	g := graph(columns)
	for len(g.Lines) < lines {
		a, b := r.IntN(len(g.Nodes)), r.IntN(len(g.Nodes))
		l := picture.Line{From: min(a, b), To: max(a, b)}
		if g.Nodes[l.From].Column < g.Nodes[l.To].Column && !slices.Contains(g.Lines, l) {
			g.Lines = append(g.Lines, l)
		}
	}
	return g
}

// crossings counts pairs of lines that cross between columns, one by one. Every
// line leads to the next column.
func crossings(g picture.Graph, order [][]int) int {
	place := map[int]int{}
	for _, column := range order {
		for i, n := range column {
			place[n] = i
		}
	}
	n := 0
	for i, a := range g.Lines {
		for _, b := range g.Lines[:i] {
			if g.Nodes[a.From].Column == g.Nodes[b.From].Column && (place[a.From]-place[b.From])*(place[a.To]-place[b.To]) < 0 {
				n++
			}
		}
	}
	return n
}

// given is the order of a graph as it was written.
func given(g picture.Graph) [][]int {
	order := make([][]int, g.Columns)
	for i, n := range g.Nodes {
		order[n.Column] = append(order[n.Column], i)
	}
	return order
}

// least tries every order of every column.
func least(g picture.Graph, order [][]int, column int) int {
	if column == len(order) {
		return crossings(g, order)
	}
	best := 1 << 30
	permute(order[column], 0, func() { best = min(best, least(g, order, column+1)) })
	return best
}

func permute(list []int, from int, do func()) {
	if from == len(list) {
		do()
		return
	}
	for i := from; i < len(list); i++ {
		list[from], list[i] = list[i], list[from]
		permute(list, from+1, do)
		list[from], list[i] = list[i], list[from]
	}
}

func TestKnownGraphsGetTheirFewestCrossings(t *testing.T) {
	tests := []struct {
		name string
		g    picture.Graph
		want int
	}{
		{"a tangled ladder", graph([]int{4, 4}, [2]int{0, 7}, [2]int{1, 6}, [2]int{2, 5}, [2]int{3, 4}, [2]int{0, 6}, [2]int{1, 5}, [2]int{2, 4}), 0},
		// Of K(3,3) in two columns, C(3,2) times C(3,2) pairs cross in any order.
		{"three to three", graph([]int{3, 3}, [2]int{0, 3}, [2]int{0, 4}, [2]int{0, 5}, [2]int{1, 3}, [2]int{1, 4}, [2]int{1, 5}, [2]int{2, 3}, [2]int{2, 4}, [2]int{2, 5}), 9},
		{"a tangled tree", graph([]int{2, 4, 4}, [2]int{0, 3}, [2]int{0, 5}, [2]int{1, 2}, [2]int{1, 4}, [2]int{2, 9}, [2]int{3, 8}, [2]int{4, 7}, [2]int{5, 6}), 0},
		{"two squares", graph([]int{4, 4}, [2]int{0, 4}, [2]int{0, 6}, [2]int{2, 4}, [2]int{2, 6}, [2]int{1, 5}, [2]int{1, 7}, [2]int{3, 5}, [2]int{3, 7}), 2},
	}
	for _, test := range tests {
		if fewest := least(test.g, given(test.g), 0); fewest != test.want {
			t.Errorf("%s: no order has %d crossings, the best has %d", test.name, test.want, fewest)
		}
		l := picture.Layered(test.g)
		if l.Crossings != test.want || crossings(test.g, l.Order) != test.want {
			t.Errorf("%s: %d crossings, counted %d, want %d", test.name, l.Crossings, crossings(test.g, l.Order), test.want)
		}
	}
}

func TestLayoutNeverAddsCrossings(t *testing.T) {
	for seed := range uint64(200) {
		g := random(seed, []int{5, 8, 6}, 20)
		// Without lines that skip a column, crossings can be counted one by one.
		g.Lines = slices.DeleteFunc(g.Lines, func(l picture.Line) bool { return g.Nodes[l.To].Column-g.Nodes[l.From].Column > 1 })
		before, l := crossings(g, given(g)), picture.Layered(g)
		if after := crossings(g, l.Order); after > before || after != l.Crossings {
			t.Errorf("graph %d: %d crossings before, %d after, %d said", seed, before, after, l.Crossings)
		}
	}
}

func TestNodesStandInOrderAndApart(t *testing.T) {
	for seed := range uint64(50) {
		g := random(seed, []int{6, 20, 8, 20}, 70)
		l := picture.Layered(g)
		for _, column := range l.Order {
			for i := range column[1:] {
				if gap := l.Y[column[i+1]] - l.Y[column[i]]; gap < 27 {
					t.Fatalf("graph %d: nodes %d pixels apart", seed, gap)
				}
			}
		}
		for i, y := range l.Y {
			if y < 13 || y > l.Height-13 {
				t.Fatalf("graph %d: node %d at %d of %d", seed, i, y, l.Height)
			}
		}
		for i, line := range g.Lines {
			if want := g.Nodes[line.To].Column - g.Nodes[line.From].Column + 1; len(l.Lines[i]) != want || l.Lines[i][0] != l.Y[line.From] || l.Lines[i][want-1] != l.Y[line.To] {
				t.Fatalf("graph %d: line %v runs through %v", seed, line, l.Lines[i])
			}
		}
	}
}

func TestLayoutIsTheSameEachTime(t *testing.T) {
	g := random(7, []int{6, 20, 8, 20}, 70)
	first := picture.Layered(g)
	for range 20 {
		if again := picture.Layered(g); !reflect.DeepEqual(first, again) {
			t.Fatalf("%+v is not %+v", again, first)
		}
	}
	if empty := picture.Layered(picture.Graph{Columns: 4}); empty.Height != 0 || empty.Crossings != 0 {
		t.Errorf("nothing gives %+v", empty)
	}
}

func TestTheMostConnectedNodesAreShown(t *testing.T) {
	// A triangle over three columns with a tail, and a node without a line.
	g := graph([]int{1, 2, 3}, [2]int{0, 1}, [2]int{1, 3}, [2]int{0, 3}, [2]int{2, 4})
	tests := []struct {
		most int
		want []bool
	}{
		{10, []bool{true, true, true, true, true, false}},
		{4, []bool{true, true, false, true, false, false}},
		{3, []bool{true, true, false, true, false, false}},
		{1, make([]bool, 6)},
	}
	for _, test := range tests {
		if got := picture.Connected(g, test.most); !slices.Equal(got, test.want) {
			t.Errorf("of at most %d: %v, want %v", test.most, got, test.want)
		}
	}
	for _, most := range []int{60, 20} {
		g := random(3, []int{20, 60, 20, 60}, 250)
		kept := make([]int, 4)
		n := 0
		for i, isShown := range picture.Connected(g, most) {
			if isShown {
				kept[g.Nodes[i].Column]++
				n++
			}
		}
		if n > most || n < most*3/4 || kept[0] < 1 || kept[1] < 3 || kept[2] < 1 || kept[3] < 3 {
			t.Errorf("of at most %d nodes %d are shown, in columns %v", most, n, kept)
		}
	}
}

func TestLinesPassThroughTheirPoints(t *testing.T) {
	points := []picture.Point{{0, 0}, {10, 0}, {10, 10}}
	if got, want := picture.Straight(points), "M0 0L10 0L10 10"; got != want {
		t.Errorf("straight: %s, want %s", got, want)
	}
	if got, want := picture.Wavy(points), "M0 0Q2 4 5 0Q7 -4 10 0Q6 2 10 5Q14 7 10 10"; got != want {
		t.Errorf("wavy: %s, want %s", got, want)
	}
}
