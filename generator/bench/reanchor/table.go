package main

import (
	"fmt"
	"io"

	"briefing/generator/anchor"
	"briefing/generator/reanchor"
)

// verdict is how an answer compares with the wanted place.
type verdict string

const (
	exact    verdict = "exact"    // the same words
	right    verdict = "right"    // at least half of the words of both places are in both
	partly   verdict = "partly"   // fewer are
	wrong    verdict = "wrong"    // no word in common
	missed   verdict = "missed"   // said to be gone
	attached verdict = "attached" // was deleted, and is said to be somewhere
	gone     verdict = "gone"     // was deleted, and is said to be gone
)

// judge compares the answer to a case that says what is wanted.
func judge(c *testCase, r reanchor.Result) verdict {
	switch {
	case c.want == nil && r.Outcome == reanchor.Gone:
		return gone
	case c.want == nil:
		return attached
	case r.Outcome == reanchor.Gone:
		return missed
	}
	return compare(c, r.Range)
}

// compare compares a range with the wanted one.
func compare(c *testCase, r anchor.Range) verdict {
	a, b := c.words(r)
	x, y := c.words(c.wanted())
	shared := min(b, y) - max(a, x)
	switch {
	case a == x && b == y:
		return exact
	case shared <= 0:
		return wrong
	case 2*shared >= max(b, y)-min(a, x):
		return right
	}
	return partly
}

// group counts the verdicts on passages that are judged together.
type group map[verdict]int

func (g group) all() int {
	n := 0
	for _, of := range g {
		n += of
	}
	return n
}

// right is the number of passages that were found, whether or not to the word.
func (g group) right() int { return g[exact] + g[right] }

// table counts how well passages were found in one of the two modes.
type table struct {
	same, edited, deleted group
	cases                 int
	ms                    float64
}

func (t *table) add(c *testCase, r reanchor.Result, ms float64) verdict {
	t.cases++
	t.ms += ms
	if !c.isJudged() {
		return ""
	}
	g := &t.deleted
	if c.want != nil {
		g = &t.edited
		if w := c.wanted(); anchor.Fold(c.New[w.Start:w.Stop]) == anchor.Fold(c.Exact) {
			g = &t.same
		}
	}
	if *g == nil {
		*g = group{}
	}
	v := judge(c, r)
	(*g)[v]++
	return v
}

// goal is a share in percent that is to be reached, or not to be passed.
type goal struct {
	name    string
	number  int
	of      int
	percent float64
	isLimit bool
}

// goals are those of one of the two modes.
func (t *table) goals(withOld bool) []goal {
	least := map[bool][4]float64{true: {97.5, 96, 0.1, 1}, false: {95, 94, 0.3, 7}}[withOld]
	return []goal{
		{"edited: right", t.edited.right(), t.edited.all(), least[0], false},
		{"edited: to the word", t.edited[exact], t.edited.all(), least[1], false},
		{"edited: wrong place", t.edited[wrong], t.edited.all(), least[2], true},
		{"deleted: attached", t.deleted[attached], t.deleted.all(), least[3], true},
	}
}

// isReached reports whether the share is as good as the goal.
func (g goal) isReached() bool {
	share := 100 * float64(g.number) / float64(max(g.of, 1))
	return g.of == 0 || share == g.percent || share < g.percent == g.isLimit
}

func (t *table) write(w io.Writer, title string, withOld bool) error {
	if t.cases == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "%s: %d passages, %.2f ms each\n", title, t.cases, t.ms/float64(t.cases))
	if t.same.all()+t.edited.all()+t.deleted.all() == 0 || err != nil {
		return err
	}
	if _, err = fmt.Fprintf(w, "%10s %6s %6s %6s %6s %6s %6s\n", "", "number", "right", "exact", "partly", "wrong", "gone"); err != nil {
		return err
	}
	for _, row := range []struct {
		name string
		group
	}{{"same", t.same}, {"edited", t.edited}, {"deleted", t.deleted}} {
		if g := row.group; g.all() > 0 && err == nil {
			_, err = fmt.Fprintf(w, "%10s %6d %6d %6d %6d %6d %6d\n", row.name, g.all(), g.right(), g[exact], g[partly], g[wrong]+g[attached], g[missed]+g[gone])
		}
	}
	for _, g := range t.goals(withOld) {
		if g.of > 0 && err == nil {
			_, err = fmt.Fprintln(w, g)
		}
	}
	return err
}

func (g goal) String() string {
	sign, word := "at least", "missed"
	if g.isLimit {
		sign = "at most"
	}
	if g.isReached() {
		word = "reached"
	}
	return fmt.Sprintf("  %-20s %6.2f %%  (goal: %s %g %%, %s)", g.name, 100*float64(g.number)/float64(g.of), sign, g.percent, word)
}
