package search

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// reader searches the files of an index as static/js/search.js does, and notes
// which it loads. A test in a browser compares the two.
type reader struct {
	t     testing.TB
	files map[string]File
	parts map[string]json.RawMessage
	bytes int // loaded so far, gzipped
	root  root
}

func read(t testing.TB, x *Index) *reader {
	t.Helper()
	r := &reader{t: t, files: map[string]File{}, parts: map[string]json.RawMessage{}}
	for _, f := range x.Files() {
		r.files[f.Name] = f
	}
	r.script(Root)
	if err := json.Unmarshal(r.parts["root"], &r.root); err != nil {
		t.Fatal(err)
	}
	return r
}

// script takes the parts out of a script.
func (r *reader) script(name string) {
	r.t.Helper()
	f, ok := r.files[name]
	if !ok {
		r.t.Fatalf("there is no file %s", name)
	}
	var b, zipped bytes.Buffer
	f.Write(&b)
	z := gzip.NewWriter(&zipped)
	if _, err := z.Write(b.Bytes()); err != nil {
		r.t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		r.t.Fatal(err)
	}
	r.bytes += zipped.Len()
	text := strings.TrimSuffix(strings.TrimPrefix(b.String(), `document.dispatchEvent(new CustomEvent("search-index", { detail: `), " }));\n")
	var parts map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &parts); err != nil {
		r.t.Fatalf("%s: %v", name, err)
	}
	maps.Copy(r.parts, parts)
}

func load[T any](r *reader, name string) T {
	r.t.Helper()
	if r.parts[name] == nil {
		r.script(name + ".js")
	}
	var v T
	if err := json.Unmarshal(r.parts[name], &v); err != nil {
		r.t.Fatalf("%s: %v", name, err)
	}
	return v
}

type found struct {
	text       string
	term, size int
	isStem     bool
	units      []uint16
}

func (r *reader) unfold(coded string) []string {
	var all []string
	before := []uint16{}
	for _, one := range lists(coded) {
		if one == "" {
			continue
		}
		n, rest, ok := number(one)
		if !ok {
			r.t.Fatalf("%q begins with no number", one)
		}
		before = append(slices.Clone(before[:n]), utf16.Encode([]rune(rest))...)
		all = append(all, string(utf16.Decode(before)))
	}
	return all
}

const afterAll = "\uffff"

func (r *reader) between(low, high string) []found {
	var all []found
	for i, first := range r.root.Words {
		if compareUTF16(first, high) > 0 || i+1 < len(r.root.Words) && compareUTF16(r.root.Words[i+1], low) <= 0 {
			continue
		}
		part := load[[]string](r, fmt.Sprint("w", i))
		figures, ok := numbers(part[1])
		if !ok {
			r.t.Fatalf("w%d has bad figures", i)
		}
		if len(figures) == 0 {
			continue
		}
		next := figures[0]
		for k, text := range r.unfold(part[0]) {
			f := found{text: text, term: next - figures[1+2*k], size: figures[2+2*k], isStem: figures[2+2*k]%2 == 1}
			if f.term == next {
				next++
			}
			if compareUTF16(text, low) >= 0 && compareUTF16(text, high) <= 0 {
				all = append(all, f)
			}
		}
	}
	return all
}

func (r *reader) resultsOf(term int) (found []int, isEverywhere bool) {
	file := 0
	for i, first := range r.root.Terms {
		if first <= term {
			file = i
		}
	}
	list := lists(load[string](r, fmt.Sprint("p", file)))[term-r.root.Terms[file]]
	if list == everywhere {
		return nil, true
	}
	all, ok := numbers(list)
	if !ok {
		r.t.Fatalf("term %d has the list %q", term, list)
	}
	at := -1
	for _, n := range all {
		at += 1 + n/2
		found = append(found, at)
	}
	return found, false
}

// isNear reports whether one letter is more, less or other, or two changed places.
func isNear(a, b []uint16) bool {
	i, k, least := 0, 0, min(len(a), len(b))
	for i < least && a[i] == b[i] {
		i++
	}
	for k < least-i && a[len(a)-1-k] == b[len(b)-1-k] {
		k++
	}
	a, b = a[i:len(a)-k], b[i:len(b)-k]
	return len(a) < 2 && len(b) < 2 || len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
}

func units(s string) []uint16 { return utf16.Encode([]rune(s)) }

func cut(s string, from, to int) string {
	u := units(s)
	return string(utf16.Decode(u[min(max(from, 0), len(u)):min(to, len(u))]))
}

func (r *reader) nearTo(text string) []found {
	start := ""
	if r.root.Typos > 0 {
		start = cut(text, 0, 3)
	}
	all := r.between(start, start+afterAll)
	if r.root.Typos > 0 {
		for _, at := range []int{3, 4} {
			bucket := endHash(units(text)[at:]) % uint32(r.root.Typos)
			for _, other := range r.unfold(load[string](r, fmt.Sprint("t", bucket))) {
				if isNear(units(other), units(text)) {
					all = append(all, r.between(other, other)...)
				}
			}
		}
	}
	return slices.DeleteFunc(all, func(f found) bool { return !isNear(units(f.text), units(text)) })
}

func (r *reader) largest(all []found) []found {
	slices.SortStableFunc(all, func(a, b found) int { return b.size - a.size })
	return all[:min(len(all), r.root.Most)]
}

func (r *reader) meant(text string, isLast bool) []int {
	var terms []int
	add := func(all []found) {
		for _, f := range all {
			if !slices.Contains(terms, f.term) {
				terms = append(terms, f.term)
			}
		}
	}
	length, high := len(units(text)), text
	if isLast && (r.root.Typos == 0 || length > 2) {
		high += afterAll
	}
	var exact, stems, longer []found
	for _, f := range r.between(cut(text, 0, max(3, length-4)), high) {
		if f.text == text {
			exact = append(exact, f)
		}
		if f.isStem && strings.HasPrefix(text, f.text) {
			stems = []found{f}
		}
		if strings.HasPrefix(f.text, text) {
			longer = append(longer, f)
		}
	}
	add(exact)
	if len(terms) == 0 {
		add(stems)
	}
	add(r.largest(longer))
	if len(terms) == 0 && length > 4 {
		add(r.largest(r.nearTo(text)))
	}
	return terms
}

// queryWords are the words of a query.
func queryWords(query string) []string {
	var all []string
	for _, mark := range []string{"'s", "’s"} {
		query = strings.ReplaceAll(query+" ", mark+" ", " ")
	}
	for i := 0; i < len(query); {
		n := 0
		split(query[i:], func(w string) {
			if n == 0 {
				n = strings.Index(query[i:], w) + len(w)
				if f := fold(w); f != "" {
					all = append(all, f)
				}
			}
		})
		if n == 0 {
			break
		}
		i += n
	}
	return all
}

// find returns the results that fit every word, and one of the tags if there are
// any, in their order.
func (r *reader) find(query string, tags ...string) []int {
	r.t.Helper()
	var all map[int]bool
	words := queryWords(query)
	var clauses [][]int
	for i, text := range words {
		clauses = append(clauses, r.meant(text, i == len(words)-1))
	}
	var tagged []int
	for _, tag := range tags {
		tagged = append(tagged, r.root.Tags[tag])
	}
	if len(tags) > 0 {
		clauses = append(clauses, tagged)
	}
	for _, terms := range clauses {
		here := map[int]bool{}
		isCommon := false
		for _, term := range terms {
			found, isEverywhere := r.resultsOf(term)
			isCommon = isCommon || isEverywhere
			for _, n := range found {
				if all == nil || all[n] {
					here[n] = true
				}
			}
		}
		if !isCommon {
			all = here
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// show loads results.
func (r *reader) show(found []int) []Result {
	var all []Result
	for _, n := range found {
		part := load[[][]string](r, fmt.Sprint("r", n/r.root.PerFile))[n%r.root.PerFile]
		part = append(part, make([]string, 5-len(part))...)
		all = append(all, Result{part[0], part[1], part[2], part[3], part[4]})
	}
	return all
}

func stringOf(u []uint16) string { return string(utf16.Decode(u)) }

// number reads a number from the beginning of a text and returns the rest. ok is
// false if there is none.
func number(s string) (n int, rest string, ok bool) {
	for i := range len(s) {
		c := s[i]
		d := int(c) - firstSymbol
		if c > skipped {
			d--
		}
		switch {
		case c < firstSymbol || c == skipped || c > '~' || n > 1<<40:
			return 0, s, false
		case d < ends:
			return n*ends + d, s[i+1:], true
		}
		n = n*goesOn + d - ends + 1
	}
	return 0, s, false
}

// numbers reads all numbers of a text. ok is false if it holds anything else.
func numbers(s string) (all []int, ok bool) {
	for s != "" {
		n, rest, ok := number(s)
		if !ok {
			return nil, false
		}
		all, s = append(all, n), rest
	}
	return all, true
}

// lists splits what was joined with separators.
func lists(s string) []string { return strings.Split(s, separator) }
