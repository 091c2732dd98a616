package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const old = "Zoë crossed the old bridge in May. The toll was raised in June. Nobody paid."

func write(t *testing.T, lines ...string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "cases.jsonl")
	if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestMeasureCountsInCodePoints(t *testing.T) {
	cases, err := read(write(t,
		`{"old_text":"`+old+`","new_text":"Zoë crossed the new bridge in May. Nobody paid.","exact":"crossed the old bridge in May","prefix":"Zoë ","suffix":".","want":{"start":4,"stop":33}}`,
		`{"old_text":"`+old+`","new_text":"Zoë crossed the new bridge in May. Nobody paid.","exact":"The toll was raised in June.","prefix":"May. ","suffix":" Nobody","want":null}`,
		`{"new_text":"Nobody paid.","exact":"Nobody paid."}`))
	if err != nil {
		t.Fatal(err)
	}
	var out, summary bytes.Buffer
	if err := measure(&out, &summary, cases); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	for i, want := range []string{
		`{"outcome":"edited","start":4,"stop":33,"words":"crossed the new bridge in May"`,
		`{"outcome":"gone","start":0,"stop":0,"words":""`,
		`{"outcome":"unchanged","start":0,"stop":12,"words":"Nobody paid."`,
	} {
		if i >= len(lines) || !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d of\n%s\nwant %s", i+1, out.String(), want)
		}
	}
	for _, want := range []string{
		"edited         1   100.00%   100.00%     0.00%   100.00%",
		"deleted        1     0.00%     0.00%     0.00%     0.00%",
	} {
		if !strings.Contains(summary.String(), want) {
			t.Errorf("summary\n%swant %q", &summary, want)
		}
	}
}

func TestReadRefusesPlacesOutsideTheText(t *testing.T) {
	for _, want := range []string{`{"start":0,"stop":99}`, `{"start":3,"stop":3}`, `{"start":-1,"stop":3}`, `"no"`} {
		if _, err := read(write(t, `{"new_text":"Zoë","exact":"Zoë","want":`+want+`}`)); err == nil {
			t.Errorf("want %s is accepted", want)
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
