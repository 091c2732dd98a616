// Package search makes an index that a page can search without a server.
//
// It is given a [Corpus]: numbered results with the texts that they are found by,
// and returns files: scripts that each hand a part of the index to
// static/js/search.js, which is the only reader. A page from a disk may run
// scripts but may not fetch, and a strict policy of content allows the site's own
// scripts, so parts of the index are scripts.
//
// The parts, and what one query loads of them:
//
//	index.js  where everything is: always
//	w0.js …   words in order, each with its term: those where the query's words would stand
//	p0.js …   terms, each with the results that it finds: those of the terms
//	t0.js …   words by their ends, for words whose beginning is misspelt: only for a word that is not there
//	r0.js …   results as they are shown: those that are shown
//
// A small site has all of them in index.js.
//
// A term is what a stemmer makes of words: "drill", "drills" and "drilled" are one.
// The script has no stemmer. It looks a word up in the list of words, where each
// form on the site names its term, and each term is named by its stem too, so that
// a form that is not on the site finds the longest stem that it begins with. So
// both sides cannot differ, in any language.
//
// The number of files follows from the length of the texts alone, so that a site
// can list its files before anything is indexed. The same corpus gives the same
// bytes.
package search

import (
	"bytes"
	"fmt"
	"math"
	"sync"
)

// Result is what a reader sees of something found, and where it leads.
type Result struct {
	Path     string // from the root of the site
	Title    string
	Line     string // below it; may be empty
	Place    string // last, in small type; may be empty
	Standing string // key; empty for all but annotations
}

// Corpus is what can be found. Results of one kind stand together. Its functions
// are called for 0 to the number of results, from one goroutine at a time for
// Texts, from any for Result.
type Corpus struct {
	Language string // BCP 47 tag; decides the stemmer
	Kinds    []int  // number of results of each kind
	Texts    func(i int, to Texts)
	Result   func(i int) Result
}

// Texts takes the texts that a result is found by. Titles must come before other
// texts.
type Texts interface {
	Title(text string) // counts for more
	Text(text string)
	Tag(name string) // something to filter by; one word
}

// File is a part of the index.
type File struct {
	Name  string
	Write func(*bytes.Buffer)
}

// Index is the index of a corpus. It may be used by several goroutines.
type Index struct {
	corpus Corpus
	starts []int // of each kind, and the number of results
	plan   plan
	made   func() *terms
	writes func() (root []byte, version string)
}

// perFile is the number of results in a file of results.
const perFile = 16

// small is the greatest length of all texts, in bytes, for which one file holds
// the whole index.
const small = 256 << 10

// plan says how many files of each kind there are. All are zero if index.js holds
// everything.
type plan struct{ words, postings, typos, results int }

// New plans the index. Nothing is indexed before a file is written.
func New(c Corpus) *Index {
	x := &Index{corpus: c, starts: []int{0}}
	for _, n := range c.Kinds {
		x.starts = append(x.starts, x.starts[len(x.starts)-1]+n)
	}
	var length length
	for i := range x.size() {
		c.Texts(i, &length)
	}
	x.plan = planFor(x.size(), int(length))
	x.made = sync.OnceValue(x.make)
	x.writes = sync.OnceValues(x.root)
	return x
}

// planFor keeps files at some kilobytes. The number of different words grows about
// as the root of a text; what they find, as its length.
func planFor(results, length int) plan {
	if length <= small {
		return plan{}
	}
	words := 1 + int(math.Sqrt(float64(length)))/40
	return plan{words: words, postings: 1 + length/(48<<10), typos: 2 * words, results: (results + perFile - 1) / perFile}
}

// length counts the bytes of texts.
type length int

func (l *length) Title(text string) { *l += length(len(text)) }
func (l *length) Text(text string)  { *l += length(len(text)) }
func (l *length) Tag(string)        {}

func (x *Index) size() int { return x.starts[len(x.starts)-1] }

// Root is the name of the file that a page loads first.
const Root = "index.js"

// Files lists the files, the one named [Root] first.
func (x *Index) Files() []File {
	files := []File{{Root, func(b *bytes.Buffer) {
		text, _ := x.writes()
		b.Write(text)
	}}}
	for _, part := range []struct {
		letter string
		n      int
		write  func(i int) any
	}{{"w", x.plan.words, x.words}, {"p", x.plan.postings, x.postings}, {"t", x.plan.typos, x.typos}, {"r", x.plan.results, x.results}} {
		for i := range part.n {
			name := fmt.Sprint(part.letter, i)
			files = append(files, File{name + ".js", func(b *bytes.Buffer) { script(b, pair{name, part.write(i)}) }})
		}
	}
	return files
}

// Version changes with everything that is in the index.
func (x *Index) Version() string {
	_, version := x.writes()
	return version
}
