package reanchor

import "strings"

// slide moves each run of words that stands in one text only to where an editor
// would have put it. Words repeat, so that a run can often begin a few words earlier
// or later with the same two texts: between "The dog ran." and "The cat sat. The dog
// ran." either "The cat sat." or "cat sat. The" is new.
func (d *diff) slide() {
	slider{d.lex, d.new, d.old, d.from, d.to}.all()
	slider{d.lex, d.old, d.new, d.to, d.from}.all()
}

// slider slides the runs of words without counterpart of one of two texts.
type slider struct {
	lex         *lexicon
	text, other *text
	own, others []int32 // the counterparts of the words of both
}

func (s slider) all() {
	for i := 0; i < len(s.own); i++ {
		if s.own[i] != none {
			continue
		}
		stop := i
		for stop < len(s.own) && s.own[stop] == none {
			stop++
		}
		if i > 0 && stop < len(s.own) && s.own[stop] == s.own[i-1]+1 {
			by := s.best(i, stop)
			s.shift(i, stop, by)
			stop += max(by, 0)
		}
		i = stop
	}
}

// best returns by how many words a run is to slide. The words on both sides of it
// have counterparts that are neighbors. Sliding must not make counterparts less alike;
// most of all it should make them more alike, then both ends should stand where a
// paragraph begins, or a sentence, or a clause. It slides forward rather than back.
func (s slider) best(start, stop int) int {
	n := stop - start
	by, most := 0, s.grade(start, stop, 0)
	gain := float32(0)
	for i := start - 1; i >= 0 && s.own[i] != none; i-- {
		more := s.alike(i, i+n) - s.alike(i, i)
		if more < 0 {
			break
		}
		gain += more
		if g := s.grade(i, i+n, gain); g > most {
			by, most = i-start, g
		}
	}
	gain = 0
	for i := stop; i < len(s.own) && s.own[i] != none; i++ {
		more := s.alike(i, i-n) - s.alike(i, i)
		if more < 0 {
			break
		}
		gain += more
		if g := s.grade(i+1-n, i+1, gain); g >= most {
			by, most = i+1-stop, g
		}
	}
	return by
}

// alike is how alike the counterpart of a word is to another word of the text.
func (s slider) alike(i, word int) float32 {
	return s.lex.likeness(s.other.words[s.own[i]].id, s.text.words[word].id)
}

// grade grades a place for a run, and how much more alike counterparts are if it is
// there.
func (s slider) grade(start, stop int, gain float32) float32 {
	return float32(s.text.pause(start)+s.text.pause(stop)) + 100*gain
}

// shift moves the pairs of the words that a run slides over to its other end.
func (s slider) shift(start, stop, by int) {
	n := stop - start
	for ; by > 0; by-- {
		s.own[start], s.own[start+n] = s.own[start+n], none
		s.others[s.own[start]] = int32(start)
		start++
	}
	for ; by < 0; by++ {
		start--
		s.own[start+n], s.own[start] = s.own[start], none
		s.others[s.own[start+n]] = int32(start + n)
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
	case strings.Count(between, "\n") > 1:
		return 3
	case t.begins(i):
		return 2
	case strings.TrimSpace(between) != "":
		return 1
	}
	return 0
}
