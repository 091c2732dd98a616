package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"briefing/generator/anchor"
)

// prose are articles that are no lists of near copies of sentences, as references are.
var prose = strings.Fields(`clang-constantinterpreter-13.txt fastify-encapsulation-3.29.5.txt fastify-logging-4.28.1.txt
	fastify-plugins-guide-2.15.3.txt llvm-assignmenttracking-16.txt llvm-branchweightmetadata-13.txt
	llvm-opaquepointers-14.txt pino-child-loggers-6.0.0.txt`)

// TestRules edits articles by rules, so that it is certain where their passages are, and
// finds them, with the old texts and without. The goals are reached.
func TestRules(t *testing.T) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	for i, name := range prose {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		for seed := range uint64(8) {
			for _, c := range ruled(rand.New(rand.NewPCG(uint64(i), seed)), string(text)) {
				if err := encoder.Encode(c); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	for _, m := range []mode{{}, {noOld: true}} {
		withOld, alone, err := answers(bytes.NewReader(b.Bytes()), ".", m, func(answer) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		got := withOld
		if m.noOld {
			got = alone
		}
		var table bytes.Buffer
		if err := got.write(&table, "rules", !m.noOld); err != nil {
			t.Fatal(err)
		}
		t.Log(&table)
		for _, g := range got.goals(!m.noOld) {
			if !g.isReached() {
				t.Error(g)
			}
		}
	}
}

// token is a word of an edited sentence with the marks around it.
type token struct {
	words string
	from  int // the word of the sentence that it is, or came in the place of; -1 if it was put in
	isOld bool
}

// sentence is one of an article, as it was and as it is.
type sentence struct {
	was    []string
	now    []token
	begins bool // a paragraph
}

// ruled edits about a third of the sentences of a text and returns cases for the
// passages in and near them.
func ruled(r *rand.Rand, text string) []testCase {
	all := sentences(text)
	vocabulary := strings.Fields(text)
	var edited []int
	for i := range all {
		if len(all[i].was) >= 6 && r.IntN(3) == 0 {
			all[i].edit(r, vocabulary)
			edited = append(edited, i)
		}
	}
	order := rearranged(r, all)
	old, _ := join(all, func(s *sentence) []string { return s.was })
	var now strings.Builder
	at := make([][]anchor.Range, len(all)) // of the tokens of each sentence
	for n, i := range order {
		s := &all[i]
		for k, w := range s.now {
			if now.Len() > 0 {
				gap := " "
				if k == 0 && s.begins && n > 0 {
					gap = "\n\n"
				}
				now.WriteString(gap)
			}
			at[i] = append(at[i], anchor.Range{Start: now.Len(), Stop: now.Len() + len(w.words)})
			now.WriteString(w.words)
		}
	}
	var cases []testCase
	for _, i := range edited {
		if c, ok := passage(r, all, i, at[i], old, now.String()); ok {
			cases = append(cases, c)
		}
	}
	return cases
}

// sentences splits a text into sentences and words.
func sentences(text string) []sentence {
	var all []sentence
	for _, paragraph := range strings.Split(text, "\n\n") {
		for n, r := range anchor.Sentences(paragraph) {
			s := sentence{was: strings.Fields(paragraph[r.Start:r.Stop]), begins: n == 0}
			for k, w := range s.was {
				s.now = append(s.now, token{w, k, true})
			}
			all = append(all, s)
		}
	}
	return all
}

// edit makes one to three edits of a sentence, or deletes it.
func (s *sentence) edit(r *rand.Rand, vocabulary []string) {
	if r.IntN(6) == 0 {
		s.now = nil
		return
	}
	for range 1 + r.IntN(3) {
		k := r.IntN(len(s.now))
		w := &s.now[k]
		other := vocabulary[r.IntN(len(vocabulary))]
		switch r.IntN(7) {
		case 0: // a typing error
			if len(w.words) > 4 && !strings.ContainsFunc(w.words, func(r rune) bool { return r >= utf8.RuneSelf }) {
				b := []byte(w.words)
				b[1], b[2] = b[2], b[1]
				w.words, w.isOld = string(b), false
			}
		case 1, 2: // another word
			w.words, w.isOld = other+ending(w.words), false
		case 3: // a word less
			if len(s.now) > 5 && k > 0 && k < len(s.now)-1 {
				s.now = slices.Delete(s.now, k, k+1)
			}
		case 4: // words more, inside
			if k > 0 {
				s.now = slices.Insert(s.now, k, token{other, -1, false}, token{vocabulary[r.IntN(len(vocabulary))], -1, false})
			}
		case 5: // another number
			if i := slices.IndexFunc(s.now, func(w token) bool { return strings.ContainsAny(w.words, "0123456789") }); i >= 0 {
				s.now[i].words, s.now[i].isOld = strings.Map(func(c rune) rune {
					if '0' <= c && c <= '8' {
						return c + 1
					}
					return c
				}, s.now[i].words), false
			}
		case 6: // two sentences of one
			if k > 2 && k < len(s.now)-2 {
				s.now[k-1].words = strings.TrimRight(s.now[k-1].words, ",;:.") + "."
				first, size := utf8.DecodeRuneInString(w.words)
				w.words = string(unicode.ToUpper(first)) + w.words[size:]
			}
		}
	}
}

// ending is the marks that a word ends with.
func ending(w string) string {
	return w[len(strings.TrimRightFunc(w, unicode.IsPunct)):]
}

// rearranged returns the order of the sentences: every second time a paragraph moves.
func rearranged(r *rand.Rand, all []sentence) []int {
	var order []int
	for i := range all {
		order = append(order, i)
	}
	if r.IntN(2) == 0 {
		from := r.IntN(len(all))
		stop := from + 1
		for from > 0 && !all[from].begins {
			from--
		}
		for stop < len(all) && !all[stop].begins {
			stop++
		}
		moved := slices.Clone(order[from:stop])
		order = slices.Delete(order, from, stop)
		to := r.IntN(len(order) + 1)
		for to < len(order) && !all[order[to]].begins {
			to++
		}
		order = slices.Insert(order, to, moved...)
	}
	return order
}

// join writes sentences and tells where each begins.
func join(all []sentence, words func(*sentence) []string) (string, []int) {
	var b strings.Builder
	var starts []int
	for i := range all {
		switch {
		case i == 0:
		case all[i].begins:
			b.WriteString("\n\n")
		default:
			b.WriteString(" ")
		}
		starts = append(starts, b.Len())
		b.WriteString(strings.Join(words(&all[i]), " "))
	}
	return b.String(), starts
}

// passage makes a case for a sentence or a part of one; ok is false if too few of its
// words are left to say where it is.
func passage(r *rand.Rand, all []sentence, i int, at []anchor.Range, old, now string) (c testCase, ok bool) {
	s := &all[i]
	from, to := 0, len(s.was)
	if r.IntN(2) == 0 && to > 8 {
		from = r.IntN(to - 6)
		to = min(to, from+5+r.IntN(12))
	}
	_, starts := join(all, func(s *sentence) []string { return s.was })
	start := starts[i] + len(strings.Join(append(slices.Clone(s.was[:from]), ""), " "))
	stop := start + len(strings.Join(s.was[from:to], " "))
	c = testCase{Old: old, New: now, Exact: old[start:stop], Prefix: tail(old[:start]), Suffix: head(old[stop:]), Want: json.RawMessage("null")}
	if isTwice(c) {
		return c, false
	}
	var place anchor.Range
	kept := 0
	for k, w := range s.now {
		if w.from < from || w.from >= to {
			continue
		}
		if place == (anchor.Range{}) {
			place = at[k]
		}
		place.Stop = at[k].Stop
		if w.isOld {
			kept++
		}
	}
	if len(s.now) == 0 {
		return c, true
	}
	begin := utf8.RuneCountInString(now[:place.Start])
	c.Want, _ = json.Marshal(struct {
		Start int `json:"start"`
		Stop  int `json:"stop"`
	}{begin, begin + utf8.RuneCountInString(now[place.Start:place.Stop])})
	return c, 2*kept >= to-from
}

// isTwice reports whether nothing that is said of a passage tells it from another.
func isTwice(c testCase) bool { return strings.Count(c.Old, c.Prefix+c.Exact+c.Suffix) > 1 }

// head and tail are 32 characters of a text, or as many as it has.
func head(s string) string {
	r := []rune(s)
	return string(r[:min(32, len(r))])
}

func tail(s string) string {
	r := []rune(s)
	return string(r[max(0, len(r)-32):])
}
