package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Outcome is the result of a comparison. The zero Outcome is invalid.
type Outcome int

const (
	Verbatim Outcome = iota + 1
	Differs
)

// OpKind says on which side words stand.
type OpKind int

const (
	Equal     OpKind = iota
	Quoted           // only in the quote
	Published        // only where it was published
)

// Op is a run of words that stand on both sides or on one.
type Op struct {
	Kind  OpKind
	Words string // Equal has the spelling of the quote
}

// Diff is what differs between a quote and what was published.
type Diff struct {
	Outcome Outcome
	Ops     []Op // nil if it is verbatim
}

// Compare compares the words of a quote with those of a published text, which
// may be longer: what stands before the first and behind the last word that they
// share is no difference. Both are folded as [New] says, and quotation marks
// around them are dropped. A quote with an ellipsis is verbatim if its parts
// follow each other in the published text.
//
// Punctuation marks count as words of their own.
func Compare(quoted, published string) Diff {
	q, p := tokens(quoted), tokens(published)
	if contains(p, q) {
		return Diff{Outcome: Verbatim}
	}
	return Diff{Outcome: Differs, Ops: align(q, p)}
}

// token is a word or a punctuation mark.
type token struct {
	folded string
	words  string // original spelling
	glued  bool   // no white space before it
}

// tokens splits a text. Quotation marks at its ends are dropped, and so are
// quotation marks that stand alone: their form is a matter of style.
func tokens(s string) []token {
	var all []token
	for _, field := range strings.Fields(s) {
		glued := false
		for field != "" {
			n := tokenLength(field)
			folded, _ := fold(field[:n])
			if folded != "" && folded != string(foldedQuote) {
				all = append(all, token{folded, field[:n], glued})
				glued = true
			}
			field = field[n:]
		}
	}
	return all
}

// tokenLength is the length of a word, or of one character that is none. Marks
// between letters or digits belong to the word.
func tokenLength(s string) int {
	if first, size := utf8.DecodeRuneInString(s); !isWord(first) {
		return size
	}
	for i, r := range s {
		if isWord(r) {
			continue
		}
		joins := strings.ContainsRune("'’-.,·", r) || unicode.Is(unicode.Cf, r)
		_, size := utf8.DecodeRuneInString(s[i:])
		next, _ := utf8.DecodeRuneInString(s[i+size:])
		if !joins || !isWord(next) {
			return i
		}
	}
	return len(s)
}

// contains reports whether the parts of q, split at ellipses, follow each other
// in p.
func contains(p, q []token) bool {
	at := 0
	for _, part := range split(q) {
		i := -1
		for j := at; j+len(part) <= len(p); j++ {
			if slices.EqualFunc(p[j:j+len(part)], part, func(a, b token) bool { return a.folded == b.folded }) {
				i = j
				break
			}
		}
		if i < 0 {
			return false
		}
		at = i + len(part)
	}
	return len(q) > 0
}

// split cuts tokens at ellipses, with or without brackets.
func split(all []token) [][]token {
	var parts [][]token
	var part []token
	for i, t := range all {
		isBracket := (t.folded == "[" || t.folded == "(") && i+1 < len(all) && all[i+1].folded == ellipsis ||
			(t.folded == "]" || t.folded == ")") && i > 0 && all[i-1].folded == ellipsis
		switch {
		case isBracket:
		case t.folded == ellipsis:
			if len(part) > 0 {
				parts = append(parts, part)
			}
			part = nil
		default:
			part = append(part, t)
		}
	}
	if len(part) > 0 {
		parts = append(parts, part)
	}
	return parts
}

// align finds the longest common subsequence of q and the part of p that is
// nearest to it.
func align(q, p []token) []Op {
	start, stop := nearest(q, p)
	p = p[start:stop]
	length := table(q, p)
	var ops []Op
	i, j := 0, 0
	for i < len(q) || j < len(p) {
		switch {
		case i < len(q) && j < len(p) && q[i].folded == p[j].folded:
			ops = extend(ops, Equal, q[i])
			i, j = i+1, j+1
		case j < len(p) && (i == len(q) || length[i][j+1] >= length[i+1][j]):
			ops = extend(ops, Published, p[j])
			j++
		default:
			ops = extend(ops, Quoted, q[i])
			i++
		}
	}
	return ops
}

// table holds, for each pair of places, the length of the longest common
// subsequence of what follows.
func table(q, p []token) [][]int {
	length := make([][]int, len(q)+1)
	for i := range length {
		length[i] = make([]int, len(p)+1)
	}
	for i := len(q) - 1; i >= 0; i-- {
		for j := len(p) - 1; j >= 0; j-- {
			if q[i].folded == p[j].folded {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	return length
}

// The costs of a word that stands on one side only. A quote is expected whole in
// what was published, which may say more in between.
const (
	costQuoted    = 3
	costPublished = 1
)

// nearest returns the part of p that q is compared with: the one with the least
// weighted edit distance, where beginning and end of p are free.
func nearest(q, p []token) (start, stop int) {
	type cell struct{ cost, start int }
	row := make([]cell, len(p)+1)
	for j := range row {
		row[j] = cell{0, j}
	}
	for _, t := range q {
		diagonal := row[0]
		row[0].cost += costQuoted
		for j := range p {
			best := cell{diagonal.cost + costQuoted + costPublished, diagonal.start}
			if p[j].folded == t.folded {
				best.cost = diagonal.cost
			}
			diagonal = row[j+1]
			if up := row[j+1]; up.cost+costQuoted < best.cost {
				best = cell{up.cost + costQuoted, up.start}
			}
			if left := row[j]; left.cost+costPublished < best.cost {
				best = cell{left.cost + costPublished, left.start}
			}
			row[j+1] = best
		}
	}
	for j := range row {
		if row[j].cost < row[stop].cost {
			stop = j
		}
	}
	return row[stop].start, stop
}

// extend adds a token to the last op of its kind, or begins a new one.
func extend(ops []Op, kind OpKind, t token) []Op {
	if last := len(ops) - 1; last >= 0 && ops[last].Kind == kind {
		space := " "
		if first, _ := utf8.DecodeRuneInString(t.words); t.glued && !unicode.Is(unicode.M, first) {
			space = "" // a mark that stood behind a quotation mark would join the letter before
		}
		ops[last].Words += space + t.words
		return ops
	}
	return append(ops, Op{kind, t.words})
}
