package main

import (
	"bytes"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefing/generator/anchor"
)

const old = "Zoë crossed the old bridge in May. The toll was raised in June. Nobody paid."

func lines(all ...string) *strings.Reader { return strings.NewReader(strings.Join(all, "\n")) }

func TestMeasureCountsInCodePointsAndWords(t *testing.T) {
	cases := lines(
		`{"old_text":"`+old+`","new_text":"Zoë crossed the new bridge in May. Nobody paid.","exact":"crossed the old bridge in May","prefix":"Zoë ","suffix":".","want":{"start":4,"stop":33}}`,
		`{"old_text":"`+old+`","new_text":"Zoë crossed the new bridge in May. Nobody paid.","exact":"The toll was raised in June.","prefix":"May. ","suffix":" Nobody","want":null,"id":7}`,
		`{"new_text":"Nobody paid.","exact":"Nobody paid."}`)
	var out, summary bytes.Buffer
	if err := measure(&out, &summary, cases, ".", mode{}); err != nil {
		t.Fatal(err)
	}
	printed := strings.Split(strings.TrimSpace(out.String()), "\n")
	for i, want := range []string{
		`{"case":1,"outcome":"edited","start":4,"stop":33,"start_word":1,"stop_word":7,"words":"crossed the new bridge in May"`,
		`{"case":2,"outcome":"gone","start":0,"stop":0,"start_word":0,"stop_word":0,"words":""`,
		`{"case":3,"outcome":"unchanged","start":0,"stop":12,"start_word":0,"stop_word":2,"words":"Nobody paid."`,
	} {
		if i >= len(printed) || !strings.HasPrefix(printed[i], want) {
			t.Errorf("line %d of\n%s\nwant %s", i+1, out.String(), want)
		}
	}
	for _, want := range []string{
		"with the old text: 2 passages",
		"edited      1      1      1      0      0      0",
		"deleted      1      0      0      0      0      1",
		"edited: to the word  100.00 %  (goal: at least 96 %, reached)",
		"from the quote alone: 1 passages",
	} {
		if !strings.Contains(summary.String(), want) {
			t.Errorf("summary\n%swant %q", &summary, want)
		}
	}
}

func TestMeasureReadsTextsFromFiles(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "new.txt"), []byte("Somebody. Nobody paid."), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := measure(&out, io.Discard, lines(`{"old_text":null,"new_file":"new.txt","exact":"Nobody paid"}`), folder, mode{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), `"words":"Nobody paid"`) {
		t.Error(out.String())
	}
	if err := measure(&out, io.Discard, lines(`{"new_file":"none.txt","exact":"Nobody paid"}`), folder, mode{}); err == nil {
		t.Error("a file that is missing is accepted")
	}
}

func TestReadRefusesPlacesOutsideTheText(t *testing.T) {
	for _, want := range []string{`{"start":0,"stop":99}`, `{"start":3,"stop":3}`, `{"start":-1,"stop":3}`, `"no"`} {
		if err := measure(io.Discard, io.Discard, lines(`{"new_text":"Zoë","exact":"Zoë","want":`+want+`}`), ".", mode{}); err == nil {
			t.Errorf("want %s is accepted", want)
		}
	}
}

func TestVerdictsCompareWords(t *testing.T) {
	c := testCase{New: "one two three four five six seven", want: &place{4, 18}} // two three four
	for words, want := range map[string]verdict{
		"two three four": exact, "two three": right, "two three four five": right, "one two three four five six seven": partly, "five six": wrong,
	} {
		start := strings.Index(c.New, words)
		if got := compare(&c, anchor.Range{Start: start, Stop: start + len(words)}); got != want {
			t.Errorf("%q: %s, want %s", words, got, want)
		}
	}
}

func TestFitFindsTheLikeliestWeights(t *testing.T) {
	n := len(likeliest(nil))
	with := func(x float64) []float64 {
		terms := make([]float64, n)
		terms[0], terms[1] = 1, x
		return terms
	}
	var choices []choice
	for i := range 40 {
		choices = append(choices, choice{[][]float64{with(1), with(0)}, []bool{i%8 != 0, false}})
	}
	weights := likeliest(choices)
	odds := math.Exp(weights[0] + weights[1])
	if p := odds / (1 + odds + math.Exp(weights[0])); math.Abs(p-7.0/8) > 0.05 {
		t.Errorf("probability %.3f, want about 0.875", p)
	}
}
