package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
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

	OldFile string `json:"old_file"` // instead of the texts, beside the file of the cases
	NewFile string `json:"new_file"`

	want *place // nil if it was deleted or is not said
}

// place is a part of the new text, in code points, half-open.
type place struct {
	Start int `json:"start"`
	Stop  int `json:"stop"`
}

// read yields cases as they are read, the texts that they name from a folder. The
// last thing that it yields is an error, if there is one: it refuses places that are not
// in their text.
func read(r io.Reader, folder string) iter.Seq2[testCase, error] {
	return func(yield func(testCase, error) bool) {
		t := &texts{folder, map[string]string{}}
		decoder := json.NewDecoder(r)
		for n := 1; ; n++ {
			var c testCase
			err := decoder.Decode(&c)
			if errors.Is(err, io.EOF) {
				return
			}
			if err == nil {
				err = errors.Join(c.fill(t), c.check())
			}
			if err != nil {
				yield(c, fmt.Errorf("case %d: %w", n, err))
				return
			}
			if !yield(c, nil) {
				return
			}
		}
	}
}

// texts reads the files that cases name, each once.
type texts struct {
	folder string
	known  map[string]string
}

func (t *texts) read(name string) (string, error) {
	if text, ok := t.known[name]; ok {
		return text, nil
	}
	text, err := os.ReadFile(filepath.Join(t.folder, filepath.FromSlash(name)))
	if err != nil {
		return "", err
	}
	t.known[name] = string(text)
	return t.known[name], nil
}

// fill sets the texts that are in files.
func (c *testCase) fill(t *texts) (err error) {
	if c.OldFile != "" {
		c.Old, err = t.read(c.OldFile)
	}
	if c.NewFile != "" && err == nil {
		c.New, err = t.read(c.NewFile)
	}
	return err
}

// check reads what is wanted.
func (c *testCase) check() error {
	if !c.isJudged() || bytes.Equal(c.Want, []byte("null")) {
		return nil
	}
	if err := json.Unmarshal(c.Want, &c.want); err != nil {
		return fmt.Errorf("want: %w", err)
	}
	if w := c.want; w.Start < 0 || w.Stop <= w.Start || w.Stop > utf8.RuneCountInString(c.New) {
		return errors.New("want is not in new_text")
	}
	return nil
}

// isJudged reports whether the case says what is wanted.
func (c *testCase) isJudged() bool { return len(c.Want) > 0 }

func (c *testCase) passage() reanchor.Passage {
	return reanchor.Passage{Exact: c.Exact, Prefix: c.Prefix, Suffix: c.Suffix}
}

// points converts a range of the new text from bytes to code points.
func (c *testCase) points(r anchor.Range) (start, stop int) {
	start = utf8.RuneCountInString(c.New[:r.Start])
	return start, start + utf8.RuneCountInString(c.New[r.Start:r.Stop])
}

// wanted is the wanted range in bytes.
func (c *testCase) wanted() anchor.Range {
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

// words returns the numbers, from 0, of the words of the new text that share a
// character with a range, half-open.
func (c *testCase) words(r anchor.Range) (first, stop int) {
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
	return first, max(first, stop)
}
