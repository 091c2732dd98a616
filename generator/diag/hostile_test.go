package diag

import (
	"strings"
	"testing"
)

func TestExcerptsCommandNoTerminal(t *testing.T) {
	f := NewFile("a.md", []byte("before \x1b]0;title\a\x1b[2J \u202ereversed\u202c\tafter\x9b\x7f\n"))
	var b strings.Builder
	if err := Print(&b, List{f.Error("x", 7, 8, "words")}, Style{}); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); strings.ContainsAny(got, "\x1b\a\u009b\x7f\u202e\u202c") || !strings.Contains(got, "before ␛]0;title␇␛[2J �reversed�\tafter") {
		t.Errorf("%q", got)
	}
}

func TestExcerptsOfLongLinesShowThePlace(t *testing.T) {
	f := NewFile("a.md", []byte(strings.Repeat("é", 1_000_000)+"HERE"+strings.Repeat("ü", 1_000_000)))
	var b strings.Builder
	if err := Print(&b, List{f.Error("x", 2_000_000, 2_000_004, "words")}, Style{}); err != nil {
		t.Fatal(err)
	}
	if got := b.String(); !strings.Contains(got, "éHEREü") || len(got) > 2000 {
		t.Errorf("%d bytes: %q", len(got), got[:min(len(got), 500)])
	}
}
