package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefing/generator/imports"
)

func TestWhatAnUndoLeavesIsKept(t *testing.T) {
	p := folderWithDraft(t)
	const changed, same = "content/sources/changed.md", "content/sources/same.md"
	writeFiles(t, p.root, map[string]string{changed: "before", same: "before"})
	err := p.carryOut([]imports.Change{
		{Name: changed, Before: []byte("before"), After: []byte("imported")}, {Name: same, Before: []byte("before"), After: []byte("imported")},
	})
	if err != nil {
		t.Fatal(err)
	}
	writeFiles(t, p.root, map[string]string{changed: "by hand"})
	var said bytes.Buffer
	p.stderr = &said
	if err := (&importUndo{}).Run(p); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{changed: "by hand", same: "before"} {
		if text, err := p.current(name); err != nil || string(text) != want {
			t.Errorf("%s holds %q, %v", name, text, err)
		}
	}
	_, folder, err := p.journal()
	if err != nil {
		t.Fatal(err)
	}
	kept, _ := filepath.Glob(filepath.Join(folder, "*.left"))
	if len(kept) != 1 || !strings.Contains(said.String(), kept[0]) {
		t.Fatalf("kept is %v, said %q", kept, said.String())
	}
	text, err := os.ReadFile(kept[0])
	var left []imports.Change
	if err != nil || json.Unmarshal(text, &left) != nil || len(left) != 1 || left[0].Name != changed || string(left[0].Before) != "before" {
		t.Errorf("kept is %s, %v", text, err)
	}
	if err := (&importUndo{}).Run(p); err == nil {
		t.Error("taken back twice")
	}
}
