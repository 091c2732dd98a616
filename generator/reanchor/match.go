package reanchor

// match is a passage of the left side and what became of its words, and of the
// words around it, on the right side. The left side is the old text, or a quote with
// the characters around it.
type match struct {
	left, right *text
	lex         *lexicon
	i, j        int     // the passage: words of the left side, half-open, not empty
	base        int     // the word of the left side that to begins with
	to          []int32 // counterparts, rising; none where there is none
	first, last int     // the first and last word of the passage that count as kept
}

// at returns the counterpart of a word of the left side.
func (m *match) at(k int) int {
	if k < m.base || k >= m.base+len(m.to) {
		return none
	}
	return int(m.to[k-m.base])
}

// worth is what the counterpart of a word tells: the weight of the word, less if
// they are only nearly equal, 0 if there is none.
func (m *match) worth(k int) float32 {
	at := m.at(k)
	if at == none {
		return 0
	}
	a, b := m.left.words[k].id, m.right.words[at].id
	return m.lex.likeness(a, b) * min(m.lex.weight[a], m.lex.weight[b])
}

// isWhole reports whether the first and the last word of the passage are kept.
func (m *match) isWhole() bool { return m.first == m.i && m.last == m.j-1 }

// mass is the worth of the kept words, and of the three words on both sides as far
// as they are on those sides of them.
func (m *match) mass() float32 {
	var sum float32
	for k := max(m.base, m.i-3); k < min(m.base+len(m.to), m.j+3); k++ {
		if k >= m.first && k <= m.last || k < m.i && m.at(k) < m.at(m.first) || k >= m.j && m.at(k) > m.at(m.last) {
			sum += m.worth(k)
		}
	}
	return sum
}

// with returns the match with other pairs for the words of the passage, and for those
// around it the same ones as far as they are in order with these.
func (m *match) with(pairs []pair) *match {
	from, to := max(m.base, m.i-2*reach), min(m.base+len(m.to), m.j+2*reach)
	n := &match{left: m.left, right: m.right, lex: m.lex, i: m.i, j: m.j, base: from, to: absent(to - from)}
	low, high := pairs[0].right, pairs[len(pairs)-1].right
	for k := from; k < to; k++ {
		if at := m.to[k-m.base]; k < m.i && at < low || k >= m.j && at > high {
			n.to[k-from] = at
		}
	}
	for _, p := range pairs {
		n.to[int(p.left)-from] = p.right
	}
	return n
}

// The price of words that stand between two kept words of a passage and did not do
// so before, against what the pairs of kept words score. A word at an end of the passage is not worth a gap of any length: the
// word "of" three sentences on is another.
const (
	gapPrice      = 0.05
	wordPrice     = 0.01
	sentencePrice = 0.6 // in addition, if a sentence begins between them that did not before
)

// gain is what a pair of words adds to a chain of kept words, 0 if there is none.
func (m *match) gain(k int) float32 {
	at := m.at(k)
	if at == none {
		return 0
	}
	return max(0, m.lex.pairs(m.left.words[k].id, m.right.words[at].id))
}

// keep finds the kept words of the passage that hang together: the chain with the
// most worth after the price of its gaps. It returns false if no word is kept.
func (m *match) keep() bool {
	var score, most float32
	begin, before := none, none
	m.first, m.last = none, none
	for k := m.i; k < m.j; k++ {
		if m.at(k) == none {
			continue
		}
		if before != none {
			score -= m.price(before, k)
		}
		if begin == none || score <= 0 {
			begin, score = k, 0
		}
		score += m.gain(k)
		before = k
		if score > most {
			most, m.first, m.last = score, begin, k
		}
	}
	return m.first != none
}

// price is what it costs that two words of the passage stand further apart.
func (m *match) price(a, b int) float32 {
	more := (m.at(b) - m.at(a)) - (b - a)
	if more <= 0 {
		return 0
	}
	price := gapPrice + wordPrice*float32(more)
	if m.right.beginnings(m.at(a)+1, m.at(b)+1) > m.left.beginnings(a+1, b+1) {
		price += sentencePrice
	}
	return price
}

// span is a run of words of the right side, half-open.
type span struct{ start, stop int }

// place returns where the passage is now. Words that were put in the place of its
// first or last ones belong to it.
func (m *match) place() span {
	s := span{m.start(), m.stop()}
	if m.left.begins(m.i) {
		s.start = m.turnedStart(s.start)
	}
	if m.left.begins(m.j) {
		s.stop = m.turnedStop(s.stop)
	}
	return s
}

// Words that changed their place in a sentence are looked for among those up to its
// end, at most mostSentence. One is enough if there are at most mostTurned of them,
// else at least half of them must be such.
const (
	mostTurned   = 5
	mostSentence = 40
)

// turnedStart returns where the sentence of the first word begins, if a word of the
// passage that lost its place stands between: “the error in both cases” was “in those
// two cases, the error”.
func (m *match) turnedStart(start int) int {
	for k := start; k >= max(0, start-mostSentence); k-- {
		if m.right.begins(k) {
			if m.isTurned(k, start) {
				return k
			}
			break
		}
	}
	return start
}

// turnedStop is turnedStart at the other end.
func (m *match) turnedStop(stop int) int {
	for k := stop; k <= min(len(m.right.words), stop+mostSentence); k++ {
		if m.right.begins(k) {
			if m.isTurned(stop, k) {
				return k
			}
			break
		}
	}
	return stop
}

// tellingWeight is the weight from which a word is not taken for one of another
// phrase.
const tellingWeight = 0.15

// isTurned reports whether enough of the words from a to b of the right side,
// half-open, are lost ones of the passage, and none is the counterpart of a word
// around it.
func (m *match) isTurned(a, b int) bool {
	for k := max(m.base, m.i-2*reach); k < min(m.base+len(m.to), m.j+2*reach); k++ {
		if at := m.at(k); (k < m.i || k >= m.j) && a <= at && at < b {
			return false
		}
	}
	telling, lost := 0, 0
	for at := a; at < b; at++ {
		if weight, ok := m.isLost(m.right.words[at].id); ok {
			lost++
			if weight >= tellingWeight {
				telling++
			}
		}
	}
	return telling > 0 && (b-a <= mostTurned || 2*lost >= b-a)
}

// isLost reports whether a word of the right side is like a lost one of the passage,
// and the greatest weight of such.
func (m *match) isLost(right int32) (weight float32, ok bool) {
	for k := m.i; k < m.j; k++ {
		id := m.left.words[k].id
		if m.at(k) != none && k >= m.first && k <= m.last || m.lex.likeness(id, right) == 0 {
			continue
		}
		weight, ok = max(weight, m.lex.weight[id]), true
	}
	return weight, ok
}

// start returns the first word of the passage on the right side. If its first words
// are gone, that depends on what stands between the last kept word before the
// passage and the first kept word in it.
func (m *match) start() int {
	kept := m.at(m.first)
	lost := m.first - m.i
	before := m.before(m.i)
	switch {
	case lost == 0 && m.isEqual(m.first):
		return kept
	case lost == 0 && before == m.i-1 && before != none: // “loans” became “a loan”
		return m.close(m.at(before)+1, kept, 1)
	case lost == 0:
		return kept
	}
	if m.left.begins(m.i) {
		if at, ok := m.sentenceStart(kept, lost, before); ok {
			return at
		}
	}
	guess := kept
	if before != none {
		around := m.i - 1 - before
		lowest := m.at(before) + 1
		guess = lowest + (kept-lowest)*around/(around+lost)
	}
	if kept-guess > tooMuch(lost) {
		guess = kept - lost
	}
	return guess
}

// sentenceStart returns the first word of the sentence of the right side that came in
// the place of the one that the passage begins with, if it is near: the one with the
// first kept word, or, if lost words were sentences too, as many words before that as
// they were. It may be before a kept word of the surroundings that did not stand
// right before the passage.
func (m *match) sentenceStart(kept, lost, before int) (at int, ok bool) {
	inner := m.left.beginnings(m.i+1, m.first+1)
	lowest := max(0, kept-tooMuch(lost))
	if before == m.i-1 || before != none && inner > 0 {
		lowest = max(lowest, m.at(before)+1)
	}
	for k := kept; k >= lowest && inner >= 0; k-- {
		if !m.right.begins(k) {
			continue
		}
		if !ok || away(k, kept-lost) < away(at, kept-lost) {
			at, ok = k, true
		}
		inner--
	}
	return at, ok
}

func away(a, b int) int { return max(a-b, b-a) }

// stop is start at the other end.
func (m *match) stop() int {
	kept := m.at(m.last) + 1
	lost := m.j - 1 - m.last
	after := m.after(m.j)
	switch {
	case lost == 0 && m.isEqual(m.last):
		return kept
	case lost == 0 && after == m.j:
		return m.close(m.at(after), kept, 0)
	case lost == 0:
		return kept
	}
	if m.left.begins(m.j) {
		if at, ok := m.sentenceStop(kept, lost, after); ok {
			return at
		}
	}
	guess := kept
	if after != none {
		around := after - m.j
		highest := m.at(after)
		guess = highest - (highest-kept)*around/(around+lost)
	}
	if guess-kept > tooMuch(lost) {
		guess = kept + lost
	}
	return guess
}

// sentenceStop is sentenceStart at the other end.
func (m *match) sentenceStop(kept, lost, after int) (at int, ok bool) {
	inner := m.left.beginnings(m.last+1, m.j)
	highest := min(len(m.right.words), kept+tooMuch(lost))
	if after == m.j || after != none && inner > 0 {
		highest = min(highest, m.at(after))
	}
	for k := kept; k <= highest && inner >= 0; k++ {
		if !m.right.begins(k) {
			continue
		}
		if !ok || away(k, kept+lost) < away(at, kept+lost) {
			at, ok = k, true
		}
		inner--
	}
	return at, ok
}

// tooMuch is the number of words from which they did not come in place of a number of
// lost ones alone.
func tooMuch(lost int) int { return 3*lost + 6 }

// isEqual reports whether a kept word is the same as before, not only nearly.
func (m *match) isEqual(k int) bool {
	return m.left.words[k].id == m.right.words[m.at(k)].id
}

// mostFiller is the number of words that came beside a nearly equal word at an end of
// the passage and count as part of what replaced it.
const mostFiller = 3

// close returns edge, if the words between it and kept can be part of what replaced
// the word at an end of the passage, else kept. No sentence may begin at one of the
// words between, or by words behind it.
func (m *match) close(edge, kept, by int) int {
	low, high := min(edge, kept), max(edge, kept)
	if high-low > mostFiller || m.right.beginnings(low+by, high+by) > 0 {
		return kept
	}
	return edge
}

// reach is the number of words around a passage that are looked at.
const reach = 12

// before returns the last kept word before the passage; none if no near one is kept.
func (m *match) before(i int) int {
	for k := i - 1; k >= max(0, i-reach); k-- {
		if at := m.at(k); at != none && at < m.at(m.first) && m.at(m.first)-at <= m.first-k+3*reach {
			return k
		}
	}
	return none
}

// after returns the first kept word behind the passage; none if no near one is kept.
func (m *match) after(j int) int {
	for k := j; k < min(len(m.left.words), j+reach); k++ {
		if at := m.at(k); at != none && at > m.at(m.last) && at-m.at(m.last) <= k-m.last+3*reach {
			return k
		}
	}
	return none
}
