package search

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// pair is a part of the index with its name.
type pair struct {
	name string
	part any
}

// script writes a script that hands over parts of the index. It leaves no global
// name behind.
func script(b *bytes.Buffer, parts ...pair) {
	b.WriteString(`document.dispatchEvent(new CustomEvent("search-index", { detail: {`)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	for i, p := range parts {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n\"" + p.name + "\": ")
		if err := e.Encode(p.part); err != nil {
			panic(err) // only texts and numbers are given
		}
	}
	b.WriteString("} }));\n")
}

// root is index.js: where everything is, and everything of a small site.
type root struct {
	Version string         `json:"v"`
	Starts  []int          `json:"n"` // of the kinds, and the number of results
	Words   []string       `json:"w"` // of each file of words, what its first begins with and none before does
	Terms   []int          `json:"p"` // of each file of postings, its first term
	Typos   int            `json:"t"` // number of files of words by their ends
	PerFile int            `json:"r"` // results in a file
	Most    int            `json:"m"` // words that a beginning of a word may stand for
	Tags    map[string]int `json:"g"` // terms
}

// most is the number of words that a beginning of a word may stand for, if they
// must be loaded.
const most = 5

func (x *Index) root() ([]byte, string) {
	made := x.made()
	top := root{
		Version: made.hash, Starts: x.starts, Words: x.firstWords(), Terms: made.cuts[:len(made.cuts)-1],
		Typos: x.plan.typos, PerFile: perFile, Most: most, Tags: made.tags,
	}
	parts := []pair{{"root", &top}}
	if x.plan.words == 0 {
		top.PerFile, top.Most = max(1, x.size()), len(made.words)
		parts = append(parts, pair{"w0", x.words(0)}, pair{"p0", x.postings(0)}, pair{"r0", x.results(0)})
	}
	var b bytes.Buffer
	script(&b, parts...)
	return b.Bytes(), made.hash
}

// wordsOf returns the words of one file.
func (x *Index) wordsOf(i int) []word {
	all, files := x.made().words, max(1, x.plan.words)
	each := (len(all) + files - 1) / files
	return all[min(i*each, len(all)):min((i+1)*each, len(all))]
}

// firstWords tells files of words apart.
func (x *Index) firstWords() []string {
	firsts := []string{""}
	for i := 1; i < x.plan.words; i++ {
		before, here := x.wordsOf(i-1), x.wordsOf(i)
		if len(here) == 0 {
			break
		}
		last, first := before[len(before)-1].text, here[0].text
		_, n := utf8.DecodeRuneInString(first[shared(last, first):])
		firsts = append(firsts, first[:shared(last, first)+n])
	}
	return firsts
}

// shared returns the length of what two words begin with, in bytes, at the end of
// a character.
func shared(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n < len(b) && !utf8.RuneStart(b[n]) {
		n--
	}
	return n
}

// words is a file of words: the words, each without what it shares with the one
// before, whose length in UTF-16 stands in front; and numbers: first how many
// terms are numbered in the files before, then two for each word. The first of the
// two says how far its term is below the next new one; the second is twice the
// class of its term, one more if the word is the stem.
func (x *Index) words(i int) any {
	made := x.made()
	var text strings.Builder
	var figures []byte
	before := ""
	for k, w := range x.wordsOf(i) {
		if k == 0 {
			figures = appendNumber(figures, int(w.before))
		}
		if k > 0 {
			text.WriteString(separator)
		}
		before = frontCoded(&text, before, w.text)
		t := &made.terms[w.term]
		figures = appendNumber(figures, int(w.before-t.at))
		figures = appendNumber(figures, 2*t.class()+number01(w.isStem))
	}
	return []string{text.String(), string(figures)}
}

// frontCoded writes a word behind another one, and returns it.
func frontCoded(b *strings.Builder, before, text string) string {
	same := shared(before, text)
	units := utf16Len(text[:same])
	if units >= ends {
		same, units = 0, 0
	}
	b.WriteByte(symbol(units))
	b.WriteString(text[same:])
	return text
}

func utf16Len(s string) int { return len(utf16.Encode([]rune(s))) }

func number01(b bool) int {
	if b {
		return 1
	}
	return 0
}

// postings is a file of lists of results.
func (x *Index) postings(i int) any {
	made := x.made()
	if i+1 >= len(made.cuts) {
		return ""
	}
	var all [][]byte
	for _, t := range made.order[made.cuts[i]:made.cuts[i+1]] {
		all = append(all, made.terms[t].list)
	}
	return string(bytes.Join(all, []byte(separator)))
}

// results is a file of results as they are shown.
func (x *Index) results(i int) any {
	first, stop := i*perFile, min((i+1)*perFile, x.size())
	if x.plan.results == 0 {
		first, stop = 0, x.size()
	}
	all := [][]string{}
	for k := first; k < stop; k++ {
		r := x.corpus.Result(k)
		parts := []string{r.Path, r.Title, r.Line, r.Place, r.Standing}
		for len(parts) > 2 && parts[len(parts)-1] == "" {
			parts = parts[:len(parts)-1]
		}
		all = append(all, parts)
	}
	return all
}

// A misspelling in the first three letters of a word leaves what follows as it is,
// with one letter more or less before it. So words are listed by what follows
// their first two, three and four; a query looks under what follows its own first
// three, or four for letters that changed places. Later misspellings leave the
// first three letters, and are looked for among the words in order.

// bucketsOf returns the buckets of a word, each once. Lengths are in UTF-16.
func bucketsOf(text string, buckets int) []int32 {
	units := utf16.Encode([]rune(text))
	var all []int32
	for cut := 2; cut <= 4 && cut < len(units); cut++ {
		if b := int32(endHash(units[cut:]) % uint32(buckets)); !slices.Contains(all, b) {
			all = append(all, b)
		}
	}
	return all
}

// endHash is FNV-1a over UTF-16.
func endHash(units []uint16) uint32 {
	h := uint32(2166136261)
	for _, u := range units {
		h = (h ^ uint32(u)) * 16777619
	}
	return h
}

// shortestMisspelt is the length from which a word may be misspelt, in UTF-16.
const shortestMisspelt = 5

func (m *maker) fillBuckets(n int) {
	m.buckets = make([][]int32, n)
	for i, w := range m.words {
		if utf16Len(w.text) < shortestMisspelt-1 {
			continue
		}
		for _, b := range bucketsOf(w.text, n) {
			m.buckets[b] = append(m.buckets[b], int32(i))
		}
	}
}

// typos is a file of words by their ends, front coded.
func (x *Index) typos(i int) any {
	made := x.made()
	var b strings.Builder
	before := ""
	for k, w := range made.buckets[i] {
		if k > 0 {
			b.WriteString(separator)
		}
		before = frontCoded(&b, before, made.words[w].text)
	}
	return b.String()
}
