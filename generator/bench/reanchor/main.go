// Reanchor measures how well passages are found again in edited articles.
//
//	go run ./generator/bench/reanchor [-no-old] [-features] [-fit] cases.jsonl
//
// The text of [usage] says what it reads and prints.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"briefing/generator/reanchor"
)

const usage = `Usage: go run ./generator/bench/reanchor [flags] cases.jsonl

Looks for passages in the edited versions of their articles, and prints where they are.

Two modes:
  go run ./generator/bench/reanchor cases.jsonl            with the old text of the article
  go run ./generator/bench/reanchor -no-old cases.jsonl    from the quote and its surroundings alone

A case is a line of JSON; - instead of a file reads them from standard input:
  {"old_text": "…", "new_text": "…", "exact": "…", "prefix": "…", "suffix": "…"}
  exact       the passage as it was
  prefix      what stood right before it, 32 characters or so; may be left out
  suffix      what stood right behind it; may be left out
  old_text    the article as it was; if it is left out or empty, the quote alone is used
  new_text    the article as it is
  old_file, new_file
              names of files with the texts, from the folder of the cases; instead of them
  want        where the passage is in new_text: {"start": 120, "stop": 171}, in code points
              (Unicode) from 0, the stop excluded; null if it was deleted; may be left out
Other fields are ignored.

For each case a line of JSON is printed, in the same order:
  case        its number, from 1
  outcome     unchanged, moved, edited, or gone
  start, stop where it is in new_text, in code points from 0, the stop excluded; 0 if gone
  start_word, stop_word
              the same in words
  words       the words that are there
  score       from 0 to 1: the confidence that they are the passage, or that it is gone
  ms          milliseconds, with the reading of both texts
  verdict     if the case has want: exact, right (half of the words of both are shared), partly,
              wrong (none is), missed; for a deleted passage gone or attached

A table follows on standard error; with the goals, if cases have want.

Exit status: 0, or 2 if cases cannot be read.

Flags:
`

func main() {
	noOld := flag.Bool("no-old", false, "do not use the old texts")
	isFit := flag.Bool("fit", false, "print coefficients fitted to the cases instead (see fit.go)")
	features := flag.Bool("features", false, "print the features of the best place too")
	flag.Usage = func() {
		fmt.Fprint(flag.CommandLine.Output(), usage)
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), mode{*noOld, *isFit, *features}); err != nil {
		fmt.Fprintln(os.Stderr, "reanchor:", err)
		os.Exit(2)
	}
}

// mode is what is to be done with cases.
type mode struct{ noOld, isFit, features bool }

func run(name string, m mode) error {
	in, folder := io.Reader(os.Stdin), "."
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		in, folder = f, filepath.Dir(name)
	}
	if m.isFit {
		return fit(os.Stdout, in, folder, m)
	}
	return measure(os.Stdout, os.Stderr, in, folder, m)
}

// answer is what is printed for a case.
type answer struct {
	Case      int     `json:"case"`
	Outcome   string  `json:"outcome"`
	Start     int     `json:"start"`
	Stop      int     `json:"stop"`
	StartWord int     `json:"start_word"`
	StopWord  int     `json:"stop_word"`
	Words     string  `json:"words"`
	Score     float64 `json:"score"`
	MS        float64 `json:"ms"`
	Verdict   verdict `json:"verdict,omitempty"`

	Features *reanchor.Features `json:"features,omitempty"`
}

// newAnswer describes a result.
func newAnswer(number int, c *testCase, r reanchor.Result) answer {
	a := answer{Case: number, Outcome: r.Outcome.String(), Words: c.New[r.Start:r.Stop], Score: r.Confidence}
	if r.Outcome != reanchor.Gone {
		a.Start, a.Stop = c.points(r.Range)
		a.StartWord, a.StopWord = c.words(r.Range)
	}
	return a
}

// measure answers cases, and writes tables of both modes.
func measure(out, summary io.Writer, in io.Reader, folder string, m mode) error {
	w := bufio.NewWriter(out)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	withOld, alone, err := answers(in, folder, m, func(a answer) error { return encoder.Encode(a) })
	if err != nil {
		return errors.Join(err, w.Flush())
	}
	return errors.Join(w.Flush(), withOld.write(summary, "with the old text", true), alone.write(summary, "from the quote alone", false))
}

// answers yields the answers to cases as they are read, and counts them by the two
// modes.
func answers(in io.Reader, folder string, m mode, yield func(answer) error) (withOld, alone table, err error) {
	number := 0
	for c, err := range read(in, folder) {
		if err != nil {
			return withOld, alone, err
		}
		if m.noOld {
			c.Old = ""
		}
		t := &withOld
		if c.Old == "" {
			t = &alone
		}
		number++
		begin := time.Now()
		r := reanchor.New(c.Old, c.New).Find(c.passage())
		ms := float64(time.Since(begin).Microseconds()) / 1000
		a := newAnswer(number, &c, r)
		a.MS, a.Verdict = ms, t.add(&c, r, ms)
		if m.features {
			a.Features = &r.Features
		}
		if err := yield(a); err != nil {
			return withOld, alone, err
		}
	}
	return withOld, alone, nil
}
