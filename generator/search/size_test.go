package search

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// largest is what a reader may have to download for a query, in bytes, gzipped.
const largest = 100_000

// language is words whose frequencies fall as those of a language do: the r-th
// word has a part of about 1/r.
type language struct {
	words []string
	r     *rand.Rand
}

func newLanguage(n int) *language {
	r := rand.New(rand.NewPCG(11, 12))
	l := &language{r: r}
	seen := map[string]bool{}
	for len(l.words) < n {
		for _, w := range vocabulary(r, n-len(l.words)) {
			if !seen[w] {
				seen[w] = true
				l.words = append(l.words, w)
			}
		}
	}
	return l
}

// word is one at random: rank r about as often as 1/r.
func (l *language) word() string {
	return l.words[int(math.Exp(l.r.Float64()*math.Log(float64(len(l.words)))))-1]
}

func (l *language) text(words int) string {
	var b strings.Builder
	for range words {
		b.WriteString(l.word())
		b.WriteByte(' ')
	}
	return b.String()
}

// archive is the site of many briefings: twelve notes and three sources each, an
// expert for two.
func archive(l *language, briefings int) Corpus {
	kinds := []int{12 * briefings, briefings, briefings / 2, 3 * briefings, 200}
	var subjects []subject
	for k, n := range kinds {
		for i := range n {
			s := subject{title: l.text([]int{12, 7, 2, 8, 1}[k]), texts: []string{l.text([]int{45, 800, 20, 40, 20}[k])}}
			if k == 0 {
				s.tags = append(s.tags, []string{"supported", "disputed", "supported", "context", "quote"}[i%5])
			}
			s.tags = append(s.tags, fmt.Sprint("c", min(l.r.IntN(100), l.r.IntN(100))))
			subjects = append(subjects, s)
		}
	}
	c := corpusOf("en", kinds, subjects)
	plain := c.Result
	c.Result = func(i int) Result {
		r := plain(i)
		r.Path = "briefings/" + strings.Fields(r.Title)[0] + "-" + r.Path
		if i < kinds[0] {
			r.Line, r.Place, r.Standing = cut(subjects[i].texts[0], 0, 120), subjects[kinds[0]+i/12].title, "supported"
		}
		return r
	}
	return c
}

// What one query loads, in all, stays small however large the site is.
func TestAQueryOfALargeSiteLoadsLittle(t *testing.T) {
	t.Parallel()
	briefings := 10_000
	if testing.Short() {
		briefings = 500
	}
	l := newLanguage(150_000)
	x := New(archive(l, briefings))
	x.made()
	long := func(rank int) string {
		for ; len(units(fold(l.words[rank]))) < 8; rank++ {
		}
		return fold(l.words[rank])
	}
	queries := map[string][]string{
		"a frequent word":          {l.words[40]},
		"a word in the middle":     {l.words[1000]},
		"a rare word":              {l.words[60_000]},
		"two words":                {l.words[60] + " " + l.words[3000]},
		"three words":              {l.words[100] + " " + l.words[800] + " " + l.words[20_000]},
		"three frequent words":     {l.words[30] + " " + l.words[50] + " " + l.words[90]},
		"the beginning of a word":  {cut(long(200), 0, 3), cut(long(2000), 0, 4), cut(long(9000), 0, 6)},
		"a mistake":                {"x" + long(500), cut(long(900), 0, 5) + "x" + cut(long(900), 5, 99), cut(long(3000), 1, 99)},
		"a form that is not there": {long(700) + "ing", long(700) + "zz"},
		"nothing":                  {"qqqqqqqq"},
	}
	for what, all := range queries {
		for _, query := range all {
			for _, tags := range [][]string{nil, {"disputed", "c1"}} {
				checkSize(t, x, what, query, tags)
			}
		}
	}
}

// checkSize searches with an empty cache and shows as many results as the page.
func checkSize(t *testing.T, x *Index, what, query string, tags []string) {
	t.Helper()
	r := read(t, x)
	root := r.bytes
	found := r.find(query, tags...)
	index := r.bytes - root
	for k := range x.corpus.Kinds {
		shown := 3
		if k == 0 {
			shown = 8
		}
		for _, n := range spread(found, x.starts[k], x.starts[k+1], shown) {
			r.show([]int{n})
		}
	}
	t.Logf("%-26s %-40q %v: root %d, terms %d, results %d, in all %d bytes for %d results", what, query, tags, root, index, r.bytes-root-index, r.bytes, len(found))
	if r.bytes > largest {
		t.Errorf("%s, %q, loads %d bytes", what, query, r.bytes)
	}
}

// spread takes some of the results from start to stop, far from each other: the
// best ones may be in as many files.
func spread(found []int, start, stop, most int) []int {
	var within []int
	for _, n := range found {
		if n >= start && n < stop {
			within = append(within, n)
		}
	}
	var some []int
	for i := range min(most, len(within)) {
		some = append(some, within[i*len(within)/min(most, len(within))])
	}
	return some
}
