package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

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
