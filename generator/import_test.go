package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// change puts words in the place of others in a file, which must hold them.
func change(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: change file words words")
	}
	name := ts.MkAbs(args[0])
	text, err := os.ReadFile(name)
	ts.Check(err)
	if !strings.Contains(string(text), args[1]) {
		ts.Fatalf("%s has no %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(name, []byte(strings.ReplaceAll(string(text), args[1], args[2])), 0o644))
}

// age gives a file the time of its last change.
func age(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: age file time")
	}
	at, err := time.Parse(time.RFC3339, args[1])
	ts.Check(err)
	ts.Check(os.Chtimes(ts.MkAbs(args[0]), at, at))
}

func TestTheExitCodeSaysThatRecordsHaveNoPlace(t *testing.T) {
	p := folderWithDraft(t)
	writeFiles(t, p.root, map[string]string{"good.bib": "@book{a, title={One}}", "bad.bib": "@book{b, title={Two}}\n@book{c, title = {open"})
	for _, c := range []struct {
		args string
		want int
	}{{"good.bib", 0}, {"bad.bib", 3}, {"bad.bib --write", 3}, {"bad.bib", 3}, {"missing.bib", 2}} {
		args := strings.Fields(c.args)
		args[0] = filepath.Join(p.root, args[0])
		if got := run(append([]string{"--root", p.root, "import"}, args...), io.Discard, io.Discard); got != c.want {
			t.Errorf("import %s: %d, want %d", c.args, got, c.want)
		}
	}
}
