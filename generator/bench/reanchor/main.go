// Reanchor measures how well passages are found again in edited articles.
//
//	go run ./generator/bench/reanchor [-no-old] [-fit] cases.jsonl
//
// A case is a line of JSON:
//
//	{"old_text": "…", "new_text": "…", "exact": "…", "prefix": "…", "suffix": "…",
//	 "want": {"start": 120, "stop": 171}}
//
// want is where the passage is in new_text, half-open and in Unicode code points;
// null if it was deleted. It may be left out, and so may old_text, prefix and suffix.
// With -no-old the old text is not used.
//
// For each case a line of JSON is printed: outcome, start and stop (code points),
// words (those placed), score (the confidence), ms, the milliseconds of all that was
// done for it, which includes reading both texts, and the features of the best place. If cases say what they want, a
// table of rates follows on standard error. -fit prints coefficients instead; see
// fit.go.
//
// Exit status: 0, or 2 if the cases cannot be read.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"briefing/generator/reanchor"
)

func main() {
	noOld := flag.Bool("no-old", false, "do not use the old texts")
	isFit := flag.Bool("fit", false, "print coefficients fitted to the cases")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: reanchor [-no-old] [-fit] cases.jsonl")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *noOld, *isFit); err != nil {
		fmt.Fprintln(os.Stderr, "reanchor:", err)
		os.Exit(2)
	}
}

func run(name string, noOld, isFit bool) error {
	cases, err := read(name)
	if err != nil {
		return err
	}
	if noOld {
		for i := range cases {
			cases[i].Old = ""
		}
	}
	if isFit {
		return fit(os.Stdout, cases)
	}
	return measure(os.Stdout, os.Stderr, cases)
}

// answer is what is printed for a case.
type answer struct {
	Outcome string  `json:"outcome"`
	Start   int     `json:"start"`
	Stop    int     `json:"stop"`
	Words   string  `json:"words"`
	Score   float64 `json:"score"`
	MS      float64 `json:"ms"`

	Features reanchor.Features `json:"features"`
}

func measure(out, summary io.Writer, cases []testCase) error {
	w := bufio.NewWriter(out)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	var t table
	for _, c := range cases {
		begin := time.Now()
		r := reanchor.New(c.Old, c.New).Find(c.passage())
		ms := float64(time.Since(begin).Microseconds()) / 1000
		t.add(c, r, ms)
		start, stop := c.points(r.Range)
		if err := encoder.Encode(answer{r.Outcome.String(), start, stop, c.New[r.Start:r.Stop], r.Confidence, ms, r.Features}); err != nil {
			return err
		}
	}
	return errors.Join(w.Flush(), t.write(summary))
}
