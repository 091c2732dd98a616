package picture

// fine is the number of steps in a pixel while places are drawn to each other.
// Whole numbers make the picture the same on every machine.
const fine = 16

// pulls is how often every column is drawn to its neighbors.
const pulls = 6

// places returns y of the middle of each point. The order of columns stays, and
// no two points overlap.
func (w *web) places() []int {
	y := make([]int, len(w.before))
	for _, column := range w.columns {
		w.settle(column, y, func(int) int { return 0 })
	}
	for pull := range pulls {
		for i := range w.columns {
			column := w.columns[i]
			if pull%2 == 1 {
				column = w.columns[len(w.columns)-1-i]
			}
			w.settle(column, y, func(p int) int { return w.wanted(p, y) })
		}
	}
	top := 0
	for p := range y {
		top = min(top, y[p]-w.room(p)*fine/2)
	}
	for p := range y {
		y[p] = (y[p] - top) / fine
	}
	return y
}

// wanted is the middle of a point's neighbors; its own place if it has none.
func (w *web) wanted(p int, y []int) int {
	sum, n := 0, len(w.before[p])+len(w.after[p])
	if n == 0 {
		return y[p]
	}
	for _, neighbors := range [][]int{w.before[p], w.after[p]} {
		for _, o := range neighbors {
			sum += y[o]
		}
	}
	return sum / n
}

// block is points that touch and move together. sum is of where its points want it
// to begin.
type block struct{ sum, points int }

func (b block) at() int { return b.sum / b.points }

// settle moves the points of a column as near as they can come to where they want
// to be, in the sense of least squares: isotonic regression by pooling adjacent
// violators (Miriam Ayer and others, "An empirical distribution function for
// sampling with incomplete information", 1955) on the places less the room that
// the points above take.
func (w *web) settle(column, y []int, wanted func(p int) int) {
	above := make([]int, len(column)) // room from the first middle to this one
	var blocks []block
	for i, p := range column {
		if i > 0 {
			above[i] = above[i-1] + (w.room(column[i-1])+w.room(p))*fine/2
		}
		blocks = append(blocks, block{wanted(p) - above[i], 1})
		for last := len(blocks) - 1; last > 0 && blocks[last-1].at() >= blocks[last].at(); last-- {
			blocks[last-1].sum += blocks[last].sum
			blocks[last-1].points += blocks[last].points
			blocks = blocks[:last]
		}
	}
	i := 0
	for _, b := range blocks {
		for range b.points {
			y[column[i]] = b.at() + above[i]
			i++
		}
	}
}
