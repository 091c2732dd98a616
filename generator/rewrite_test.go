package main

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"briefing/generator/journal"
)

func TestNothingIsWrittenThroughALinkOutOfTheRoot(t *testing.T) {
	root, outside := t.TempDir(), t.TempDir()
	writeFiles(t, root, map[string]string{"content/sources/own.md": "old"})
	writeFiles(t, outside, map[string]string{"a.md": "old"})
	for name, to := range map[string]string{
		"content/sources/file.md": filepath.Join(outside, "a.md"), "content/sources/none.md": filepath.Join(outside, "none.md"),
		"content/experts": outside, "content/sources/near.md": "own.md",
	} {
		if err := os.Symlink(to, filepath.Join(root, filepath.FromSlash(name))); err != nil {
			t.Skip(err)
		}
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	p := &program{root: root}
	for _, name := range []string{"content/sources/file.md", "content/sources/none.md", "content/experts/a.md", "content/experts/new/b.md"} {
		for what, c := range map[string]journal.Change{
			"written": {Name: name, After: []byte("new")}, "changed": {Name: name, Before: []byte("old"), After: []byte("new")}, "removed": {Name: name, Before: []byte("old")},
		} {
			if err := p.step("x", []journal.Change{c}); err == nil {
				t.Errorf("%s is %s", name, what)
			}
		}
	}
	entries, _ := os.ReadDir(outside)
	if text, err := os.ReadFile(filepath.Join(outside, "a.md")); len(entries) != 1 || err != nil || string(text) != "old" {
		t.Errorf("outside there are %v, %q, %v", entries, text, err)
	}
	if err := p.step("x", []journal.Change{{Name: "content/sources/near.md", Before: []byte("old"), After: []byte("new")}}); err != nil {
		t.Error(err)
	}
	if info, err := os.Lstat(filepath.Join(root, "content", "sources", "near.md")); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link inside is %v, %v", info.Mode(), err)
	}
	if text, err := os.ReadFile(filepath.Join(root, "content", "sources", "own.md")); err != nil || string(text) != "new" {
		t.Errorf("by a link inside: %q, %v", text, err)
	}
}

func TestANewFileHasThePermissionsOfAnyNewFile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("it has none")
	}
	dir := t.TempDir()
	plain, made, closed := filepath.Join(dir, "plain"), filepath.Join(dir, "made"), filepath.Join(dir, "closed")
	for name, mode := range map[string]os.FileMode{plain: 0o666, closed: 0o600} {
		if err := os.WriteFile(name, nil, mode); err != nil {
			t.Fatal(err)
		}
	}
	for name, like := range map[string]string{made: plain, closed: closed} {
		want, _ := os.Stat(like)
		if err := replace(name, []byte("x")); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.Stat(name); got.Mode() != want.Mode() {
			t.Errorf("%s has %v, want %v", name, got.Mode(), want.Mode())
		}
	}
}
