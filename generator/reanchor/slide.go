package reanchor

import "strings"

// slide moves each run of words that stands in one text only to where an editor
// would have put it. Words repeat, so that a run can often begin a few words earlier
// or later with the same two texts: between "The dog ran." and "The cat sat. The dog
// ran." either "The cat sat." or "cat sat. The" is new. The best place is where a
// paragraph ends, then a sentence, then a clause; the last of equals.
func (d *diff) slide() {
	slideRuns(d.new, d.from, d.to)
	slideRuns(d.old, d.to, d.from)
}

// slideRuns slides the runs of t. own are the counterparts of its words, other
// those of the words of the other text.
func slideRuns(t *text, own, other []int32) {
	for i := 0; i < len(own); i++ {
		if own[i] != none {
			continue
		}
		stop := i
		for stop < len(own) && own[stop] == none {
			stop++
		}
		if i > 0 && stop < len(own) && own[stop] == own[i-1]+1 {
			stop += slideRun(t, own, other, i, stop)
		}
		i = stop
	}
}

// slideRun slides one run and returns by how many words. The words on both sides
// of it have counterparts that are neighbors.
func slideRun(t *text, own, other []int32, start, stop int) int {
	lowest, highest := 0, 0
	for i := start - 1; i > 0 && own[i] != none && t.words[i].id == t.words[i+stop-start].id; i-- {
		lowest--
	}
	for i := stop; i < len(own)-1 && own[i] != none && t.words[i].id == t.words[i-stop+start].id; i++ {
		highest++
	}
	best, grade := 0, -1
	for by := lowest; by <= highest; by++ {
		if g := t.pause(start+by) + t.pause(stop+by); g >= grade {
			best, grade = by, g
		}
	}
	shift(own, other, start, stop, best)
	return best
}

// shift moves the pairs of the words that a run slides over to its other end.
func shift(own, other []int32, start, stop, by int) {
	n := stop - start
	for ; by > 0; by-- {
		own[start], own[start+n] = own[start+n], none
		other[own[start]] = int32(start)
		start++
	}
	for ; by < 0; by++ {
		start--
		own[start+n], own[start] = own[start], none
		other[own[start+n]] = int32(start + n)
	}
}

// pause grades the place before a word: 3 a paragraph begins, 2 a sentence, 1 a
// clause, 0 none of them.
func (t *text) pause(i int) int {
	if i == 0 || i == len(t.words) {
		return 3
	}
	between := t.s[t.words[i-1].stop:t.words[i].start]
	switch {
	case strings.Contains(between, "\n\n"):
		return 3
	case t.begins(i):
		return 2
	case strings.TrimSpace(between) != "":
		return 1
	}
	return 0
}
