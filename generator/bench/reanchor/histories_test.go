package main

import (
	"bytes"
	"os"
	"testing"
)

// TestHistories finds the passages of the histories in testdata, with the old texts and
// without. The goals are reached, and the counts are those of the last change of the
// method that was looked at: whoever changes one looks at the verdicts that differ.
func TestHistories(t *testing.T) {
	const name = "testdata/histories.jsonl"
	for _, test := range []struct {
		mode                  mode
		same, edited, deleted group
	}{
		{mode{}, group{exact: 60}, group{exact: 211, right: 2, partly: 1, missed: 2}, group{gone: 75}},
		{mode{noOld: true}, group{exact: 60}, group{exact: 208, right: 4, missed: 4}, group{gone: 72, attached: 3}},
	} {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		withOld, alone, err := answers(file, "testdata", test.mode, func(answer) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		got := withOld
		if test.mode.noOld {
			got = alone
		}
		var b bytes.Buffer
		if err := got.write(&b, name, !test.mode.noOld); err != nil {
			t.Fatal(err)
		}
		for _, of := range []struct{ got, want group }{{got.same, test.same}, {got.edited, test.edited}, {got.deleted, test.deleted}} {
			for _, v := range []verdict{exact, right, partly, wrong, missed, attached, gone} {
				if of.got[v] != of.want[v] {
					t.Errorf("%d %s, want %d\n%s", of.got[v], v, of.want[v], &b)
				}
			}
		}
		for _, g := range got.goals(!test.mode.noOld) {
			if !g.isReached() {
				t.Error(g)
			}
		}
	}
}
