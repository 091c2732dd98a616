package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"maps"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// term is a stem with the results that it finds.
type term struct {
	list []byte // for each result: twice the distance to the one before, less two, and one more if it is in a title
	last int    // result; -1 before the first
	n    int    // results
	at   int32  // its number in the index; -1 before it has one
}

// word is a form that leads to a term.
type word struct {
	text   string // folded
	term   int32
	before int32 // terms that are numbered before it
	isStem bool
}

// terms is an index in memory.
type terms struct {
	terms   []term
	words   []word         // in the order of their UTF-16 form
	tags    map[string]int // number of a term in the index
	order   []int32        // terms in the order of the index
	cuts    []int          // where files of postings begin in order, and its end
	buckets [][]int32      // words by the ends of their text
	hash    string
}

// maker makes terms. Words are looked up as they are written, so that each
// spelling is folded and stemmed once.
type maker struct {
	*terms
	stem    func(string) string
	written map[string]int32 // to a term; -1 for no word
	forms   map[string]int32 // folded, to a term
	stems   map[string]int32
	tagged  map[string]int32
	now     int
	inTitle int       // 1 while a title is read
	sum     hash.Hash // of all that is in the index
	buffer  []byte
}

// layout is to be changed with the form of the files, so that no browser reads an
// old file by a new list.
const layout = "1"

// make indexes the corpus.
func (x *Index) make() *terms {
	m := &maker{
		terms: &terms{}, stem: stemmer(x.corpus.Language),
		written: map[string]int32{}, forms: map[string]int32{}, stems: map[string]int32{}, tagged: map[string]int32{}, sum: sha256.New(),
	}
	m.hashed(layout)
	for m.now = range x.size() {
		x.corpus.Texts(m.now, m)
		r := x.corpus.Result(m.now)
		for _, shown := range []string{r.Path, r.Title, r.Line, r.Place, r.Standing} {
			m.hashed(shown)
		}
	}
	m.sortWords()
	m.number()
	m.common(x.size())
	if x.plan.postings > 0 {
		m.cut(x.plan.postings)
		m.fillBuckets(x.plan.typos)
	} else {
		m.cuts = []int{0, len(m.order)}
	}
	m.hash = hex.EncodeToString(m.sum.Sum(nil)[:5])
	return m.terms
}

func (m *maker) Title(text string) {
	m.inTitle = 1
	m.Text(text)
	m.inTitle = 0
}

func (m *maker) Text(text string) {
	m.hashed(text)
	split(text, m.add)
}

func (m *maker) Tag(name string) {
	m.hashed(name)
	m.find(m.termOf(m.tagged, name))
}

func (m *maker) hashed(text string) {
	m.buffer = append(append(m.buffer[:0], text...), 0)
	m.sum.Write(m.buffer)
}

// add notes that the result has a word.
func (m *maker) add(written string) {
	t, known := m.written[written]
	if !known {
		t = m.meet(written)
	}
	if t >= 0 {
		m.find(t)
	}
}

// meet adds a spelling. The first spelling of a form decides about its stem.
func (m *maker) meet(written string) int32 {
	written = strings.Clone(written) // the text is not kept for it
	form, t := fold(written), int32(-1)
	if form != "" {
		known := false
		if t, known = m.forms[form]; !known {
			t = m.termOf(m.stems, m.stem(written))
			m.forms[form] = t
		}
	}
	m.written[written] = t
	return t
}

// termOf returns the term of a name, a new one if there is none.
func (m *maker) termOf(names map[string]int32, name string) int32 {
	t, known := names[name]
	if !known {
		t = int32(len(m.terms.terms))
		m.terms.terms = append(m.terms.terms, term{last: -1, at: -1})
		names[name] = t
	}
	return t
}

func (m *maker) find(t int32) {
	found := &m.terms.terms[t]
	if found.last == m.now {
		return
	}
	found.list = appendNumber(found.list, (m.now-found.last-1)*2+m.inTitle)
	found.last = m.now
	found.n++
}

// sortWords lists the forms, and the stems that are none.
func (m *maker) sortWords() {
	for form, t := range m.forms {
		m.words = append(m.words, word{text: form, term: t, isStem: m.isStem(form, t)})
	}
	for stem, t := range m.stems {
		if _, isForm := m.forms[stem]; !isForm {
			m.words = append(m.words, word{text: stem, term: t, isStem: true})
		}
	}
	slices.SortFunc(m.words, func(a, b word) int { return compareUTF16(a.text, b.text) })
}

func (m *maker) isStem(form string, of int32) bool {
	t, known := m.stems[form]
	return known && t == of
}

// compareUTF16 orders as JavaScript does.
func compareUTF16(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) || n > 0 && n < len(b) && !utf8.RuneStart(b[n]) {
		n--
	}
	if n == len(a) || n == len(b) {
		return cmp.Compare(len(a), len(b))
	}
	r, _ := utf8.DecodeRuneInString(a[n:])
	s, _ := utf8.DecodeRuneInString(b[n:])
	if (r > 0xFFFF) != (s > 0xFFFF) && min(r, s) >= 0xE000 {
		return cmp.Compare(s, r) // surrogates are below what follows them in Unicode
	}
	return cmp.Compare(r, s)
}

// number gives terms their numbers: those of words in the order of their first
// word, then those of tags by name.
func (m *maker) number() {
	for i := range m.words {
		m.words[i].before = int32(len(m.order))
		m.numberOne(m.words[i].term)
	}
	m.terms.tags = map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(m.tagged)) {
		m.terms.tags[name] = len(m.order)
		m.numberOne(m.tagged[name])
	}
}

func (m *maker) numberOne(t int32) {
	if m.terms.terms[t].at < 0 {
		m.terms.terms[t].at = int32(len(m.order))
		m.order = append(m.order, t)
	}
}

// many is the number of results above which a word that every fourth of them has
// is not searched for.
const many = 1 << 14

// common drops the lists of words that are nearly everywhere.
func (m *maker) common(results int) {
	if results < many {
		return
	}
	for _, t := range m.stems {
		if found := &m.terms.terms[t]; found.n > results/4 {
			found.list = []byte(everywhere)
		}
	}
}

// cut divides the lists among files of about the same length.
func (m *maker) cut(files int) {
	total := 0
	for _, t := range m.terms.terms {
		total += len(t.list) + 1
	}
	m.cuts = []int{0}
	length := 0
	for i, t := range m.order {
		length += len(m.terms.terms[t].list) + 1
		if length*files >= total*len(m.cuts) && i+1 < len(m.order) && len(m.cuts) < files {
			m.cuts = append(m.cuts, i+1)
		}
	}
	m.cuts = append(m.cuts, len(m.order))
}

// class is the number of binary digits of the number of results.
func (t *term) class() int { return bits.Len(uint(t.n)) }
