package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefing/generator/journal"
)

// holds tells what a file of the root holds; "none" if there is none.
func (p *program) holds(name string) string {
	text, err := os.ReadFile(filepath.Join(p.root, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return "none"
	}
	return string(text)
}

func TestWhatAnUndoLeavesIsKept(t *testing.T) {
	p := folderWithDraft(t)
	const changed, same, made = "content/sources/changed.md", "content/sources/same.md", "content/briefings/new/_unplaced/made.txt"
	writeFiles(t, p.root, map[string]string{changed: "before", same: "before"})
	err := p.step("imported x", []journal.Change{
		{Name: changed, Before: []byte("before"), After: []byte("imported")}, {Name: same, Before: []byte("before"), After: []byte("imported")}, {Name: made, After: []byte("made")},
	})
	if err != nil {
		t.Fatal(err)
	}
	writeFiles(t, p.root, map[string]string{changed: "by hand"})
	var out, said bytes.Buffer
	p.stdout, p.stderr = &out, &said
	err = (&undoCommand{}).Run(p)
	if !errors.Is(err, journal.ErrStale) || out.String() != "left      "+changed+"\n" || p.holds(same) != "imported" || p.holds(made) != "made" {
		t.Errorf("%v, said %q, %s, %s", err, out.String(), p.holds(same), p.holds(made))
	}
	if err := (&undoCommand{Rest: true}).Run(p); err != nil {
		t.Fatal(err)
	}
	if p.holds(changed) != "by hand" || p.holds(same) != "before" || p.holds(made) != "none" || p.holds("content/briefings/new") != "none" {
		t.Errorf("%s, %s, %s", p.holds(changed), p.holds(same), p.holds(made))
	}
	_, folder, _ := strings.Cut(strings.TrimSpace(said.String()), " is kept in ")
	for name, want := range map[string]string{"0.before": "before", "0.after": "imported"} {
		if text, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(text) != want {
			t.Errorf("kept is %q, %v; said %q", text, err, said.String())
		}
	}
	if err := (&undoCommand{}).Run(p); err == nil {
		t.Error("taken back twice")
	}
}

// What pages and imports did is one row of steps.
func TestImportsAndChangesInPagesAreTakenBackInTurn(t *testing.T) {
	p := folderWithDraft(t)
	p.stdout, p.stderr = &bytes.Buffer{}, &bytes.Buffer{}
	const name = "content/sources/made.md"
	if err := p.step("imported x", []journal.Change{{Name: name, After: []byte("imported")}, {Name: "content/imports.lock", After: []byte("lock")}}); err != nil {
		t.Fatal(err)
	}
	pages, err := p.changes(journal.Pages)
	if err != nil {
		t.Fatal(err)
	}
	first, ok := pages.Last()
	if !ok || first.What != "imported x" {
		t.Fatalf("last is %+v", first)
	}
	if _, err := pages.Undo(first.ID, false); err == nil {
		t.Error("a page took an import back, which reaches further")
	}
	if _, err := pages.Do("annotated", []journal.Change{{Name: name, Before: []byte("imported"), After: []byte("edited")}}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"imported lock", "none none"} {
		if err := (&undoCommand{}).Run(p); err != nil {
			t.Fatal(err)
		}
		if got := p.holds(name) + " " + p.holds("content/imports.lock"); got != want {
			t.Errorf("taken back to %q, want %q", got, want)
		}
	}
}

func TestAStepThatCannotBeKeptIsWrittenAndSaysSo(t *testing.T) {
	p := folderWithDraft(t)
	full := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(full, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CACHE_HOME", full)
	var said bytes.Buffer
	p.stderr = &said
	if err := p.step("x", []journal.Change{{Name: "content/sources/a.md", After: []byte("a")}}); err != nil || p.holds("content/sources/a.md") != "a" {
		t.Errorf("%v, %s", err, p.holds("content/sources/a.md"))
	}
	if !strings.Contains(said.String(), "this cannot be taken back: ") {
		t.Errorf("said %q", said.String())
	}
}

func TestAStepThroughAFileThatChangedWritesNothing(t *testing.T) {
	p := folderWithDraft(t)
	writeFiles(t, p.root, map[string]string{"content/sources/a.md": "by hand"})
	err := p.step("x", []journal.Change{{Name: "content/sources/b.md", After: []byte("b")}, {Name: "content/sources/a.md", Before: []byte("read"), After: []byte("a")}})
	if err == nil || !strings.Contains(err.Error(), "nothing was written, run the command again") || p.holds("content/sources/b.md") != "none" {
		t.Errorf("%v, %s", err, p.holds("content/sources/b.md"))
	}
}

func TestRenamingKeepsPermissionsAndLeavesLocks(t *testing.T) {
	p := folderWithDraft(t)
	old := filepath.Join(p.root, "content", "briefings", "secret")
	if err := os.Chmod(filepath.Join(old, "article.md"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("nobody@nowhere.1", filepath.Join(old, ".#article.md")); err != nil {
		t.Skip(err)
	}
	if err := (&renameCommand{Old: "briefing/secret", New: "known"}).Run(p); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"known", "secret"} {
		info, err := os.Stat(filepath.Join(p.root, "content", "briefings", name, "article.md"))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
		if err := (&undoCommand{}).Run(p); err != nil && name == "known" {
			t.Fatal(err)
		}
	}
}
