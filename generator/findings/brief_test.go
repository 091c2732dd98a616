package findings

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/diag"
)

func TestBriefShowsTheFirstWarningsOfARuleAndAllErrors(t *testing.T) {
	file := &diag.File{Name: "content/briefings/pass/article.md"}
	var list diag.List
	for i := range 9008 {
		list = append(list, file.Warning("check-due", 0, 0, "note %d is due", i))
	}
	for i := range 12 {
		list = append(list, file.Error("passage-missing", 0, 0, "words %d", i), file.Note("sentence-bare", 0, 0, "sentence %d", i))
	}
	for i := range 10 {
		list = append(list, file.Warning("one-source", 0, 0, "claim %d", i))
	}
	shown, more := Brief(list)
	got := map[string]int{}
	for _, d := range shown {
		got[d.Code]++
	}
	if diff := cmp.Diff(map[string]int{"check-due": 10, "passage-missing": 12, "one-source": 10}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"… and 8,998 more of check-due: briefing check --only check-due lists them"}, more); diff != "" {
		t.Error(diff)
	}
	if got, want := shown[9].Message, "note 9 is due"; got != want {
		t.Errorf("the tenth is %q", got)
	}
}

func TestNumbersAreGrouped(t *testing.T) {
	for n, want := range map[int]string{1: "1", 999: "999", 1000: "1,000", 1234567: "1,234,567"} {
		if got := grouped(n); got != want {
			t.Errorf("%s: %s", fmt.Sprint(n), got)
		}
	}
}
