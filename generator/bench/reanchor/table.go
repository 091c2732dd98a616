package main

import (
	"fmt"
	"io"

	"briefing/generator/anchor"
	"briefing/generator/reanchor"
)

// group is passages that are judged together.
type group struct {
	all      int
	attached int // not gone
	right    int // at least half of the words of the place and the wanted one are in both
	exact    int // the same words as wanted
	wrong    int // no word in common
}

// table counts how well passages were found.
type table struct {
	same, edited, deleted group
	cases                 int
	ms                    float64
}

func (t *table) add(c testCase, r reanchor.Result, ms float64) {
	t.cases++
	t.ms += ms
	if !c.isJudged() {
		return
	}
	g := &t.deleted
	if c.want != nil {
		g = &t.edited
		if w := c.wanted(); anchor.Fold(c.New[w.Start:w.Stop]) == anchor.Fold(c.Exact) {
			g = &t.same
		}
	}
	g.all++
	if r.Outcome == reanchor.Gone {
		return
	}
	g.attached++
	if c.want != nil {
		g.compare(c, r.Range)
	}
}

func (g *group) compare(c testCase, r anchor.Range) {
	a, b := c.words(r)
	x, y := c.words(c.wanted())
	shared := min(b, y) - max(a, x)
	switch {
	case a == x && b == y:
		g.exact++
		g.right++
	case shared <= 0:
		g.wrong++
	case 2*shared >= max(b, y)-min(a, x):
		g.right++
	}
}

func (t *table) write(w io.Writer) error {
	_, err := fmt.Fprintf(w, "%-9s %6s %9s %9s %9s %9s\n", "passages", "number", "right", "exact", "wrong", "attached")
	for _, row := range []struct {
		name string
		group
	}{{"same", t.same}, {"edited", t.edited}, {"deleted", t.deleted}} {
		if row.all == 0 || err != nil {
			continue
		}
		share := func(n int) float64 { return 100 * float64(n) / float64(row.all) }
		_, err = fmt.Fprintf(w, "%-9s %6d %8.2f%% %8.2f%% %8.2f%% %8.2f%%\n", row.name, row.all, share(row.right), share(row.exact), share(row.wrong), share(row.attached))
	}
	if err == nil {
		_, err = fmt.Fprintf(w, "%.3f ms each\n", t.ms/float64(max(t.cases, 1)))
	}
	return err
}
