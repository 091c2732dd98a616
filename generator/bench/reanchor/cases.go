package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"briefing/generator/anchor"
	"briefing/generator/reanchor"
)

// testCase is a passage of an article that was edited.
type testCase struct {
	Old    string          `json:"old_text"`
	New    string          `json:"new_text"`
	Exact  string          `json:"exact"`
	Prefix string          `json:"prefix"`
	Suffix string          `json:"suffix"`
	Want   json.RawMessage `json:"want"` // place, null, or absent

	want *place // nil if it was deleted or is not said
}

// place is a part of the new text, in code points, half-open.
type place struct {
	Start int `json:"start"`
	Stop  int `json:"stop"`
}

// read reads cases. It refuses places that are not in their text.
func read(name string) ([]testCase, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var cases []testCase
	for decoder := json.NewDecoder(f); ; {
		var c testCase
		if err := decoder.Decode(&c); errors.Is(err, io.EOF) {
			return cases, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: case %d: %w", name, len(cases)+1, err)
		}
		if c.isJudged() && !bytes.Equal(c.Want, []byte("null")) {
			if err := json.Unmarshal(c.Want, &c.want); err != nil {
				return nil, fmt.Errorf("%s: case %d: want: %w", name, len(cases)+1, err)
			}
			if w := c.want; w.Start < 0 || w.Stop <= w.Start || w.Stop > utf8.RuneCountInString(c.New) {
				return nil, fmt.Errorf("%s: case %d: want is not in new_text", name, len(cases)+1)
			}
		}
		cases = append(cases, c)
	}
}

// isJudged reports whether the case says what is wanted.
func (c testCase) isJudged() bool { return len(c.Want) > 0 }

func (c testCase) passage() reanchor.Passage {
	return reanchor.Passage{Exact: c.Exact, Prefix: c.Prefix, Suffix: c.Suffix}
}

// points converts a range of the new text from bytes to code points.
func (c testCase) points(r anchor.Range) (start, stop int) {
	start = utf8.RuneCountInString(c.New[:r.Start])
	return start, start + utf8.RuneCountInString(c.New[r.Start:r.Stop])
}

// wanted is the wanted range in bytes.
func (c testCase) wanted() anchor.Range {
	var r anchor.Range
	n := 0
	for i := range c.New {
		if n == c.want.Start {
			r.Start = i
		}
		if n == c.want.Stop {
			r.Stop = i
		}
		n++
	}
	if n == c.want.Stop {
		r.Stop = len(c.New)
	}
	return r
}

// words returns the numbers of the words of the new text that share a character with
// a range, half-open.
func (c testCase) words(r anchor.Range) (first, stop int) {
	n := 0
	for w := range anchor.Words(c.New) {
		if w.Stop <= r.Start {
			first = n + 1
		}
		if w.Start < r.Stop {
			stop = n + 1
		}
		n++
	}
	return first, stop
}
