package journal_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"briefing/generator/journal"
)

const (
	first  = "content/briefings/pass/annotations/first.md"
	source = "content/sources/made.md"
)

// open returns a journal of a folder with one annotation.
func open(t *testing.T) (j *journal.Journal, dir, kept string) {
	t.Helper()
	dir, kept = t.TempDir(), t.TempDir()
	name := filepath.Join(dir, filepath.FromSlash(first))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	j, err := journal.Open(dir, kept, journal.Pages)
	if err != nil {
		t.Fatal(err)
	}
	return j, dir, kept
}

func read(j *journal.Journal, name string) string {
	text, err := j.Read(name)
	if err != nil {
		return "none"
	}
	return string(text)
}

func TestChangesAreMadeAllOrNone(t *testing.T) {
	j, dir, kept := open(t)
	_, err := j.Do("x", []journal.Change{{Name: source, After: []byte("s")}, {Name: first, Before: []byte("other"), After: []byte("new")}})
	if !errors.Is(err, journal.ErrStale) || read(j, source) != "none" || read(j, first) != "old" {
		t.Errorf("%v, %s, %s", err, read(j, source), read(j, first))
	}
	if _, ok := j.Last(); ok {
		t.Error("a change is kept that was not made")
	}
	e, err := j.Do("x", []journal.Change{{Name: source, After: []byte("s")}, {Name: first, Before: []byte("old"), After: []byte("new")}})
	if err != nil || read(j, source) != "s" || read(j, first) != "new" {
		t.Errorf("%v, %s, %s", err, read(j, source), read(j, first))
	}
	if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(first))); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("permissions %v, %v", info.Mode(), err)
	}
	if last, ok := j.Last(); !ok || last.ID != e.ID || last.What != "x" {
		t.Errorf("last is %+v", last)
	}
	err = filepath.WalkDir(kept, func(name string, entry fs.DirEntry, err error) error {
		if info, _ := entry.Info(); err == nil && !entry.IsDir() && info.Mode().Perm() != 0o600 && runtime.GOOS != "windows" {
			t.Errorf("%s can be read by others: %v", name, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestChangesAreTakenBackTheNewestFirst(t *testing.T) {
	j, _, _ := open(t)
	steps := []journal.Change{
		{Name: first, Before: []byte("old"), After: []byte("")}, {Name: first, Before: []byte(""), After: []byte("two")},
		{Name: source, After: []byte("s")}, {Name: first, Before: []byte("two")}, {Name: source, Before: []byte("s")},
	}
	for _, c := range steps {
		if _, err := j.Do("x", []journal.Change{c}); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"none s", "two s", "two none", " none", "old none"} {
		e, ok := j.Last()
		if !ok {
			t.Fatal("nothing to take back")
		}
		if _, err := j.Undo(e.ID, false); err != nil {
			t.Fatal(err)
		}
		if got := read(j, first) + " " + read(j, source); got != want {
			t.Errorf("taken back to %q, want %q", got, want)
		}
		if _, err := j.Undo(e.ID, false); !errors.Is(err, journal.ErrUnknown) {
			t.Errorf("taken back twice: %v", err)
		}
	}
	if e, ok := j.Last(); ok {
		t.Errorf("there is still %+v", e)
	}
}

func TestWhatWasChangedSinceIsNotTakenBack(t *testing.T) {
	j, dir, _ := open(t)
	e, err := j.Do("x", []journal.Change{{Name: source, After: []byte("s")}, {Name: first, Before: []byte("old"), After: []byte("new")}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(first)), []byte("by hand"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Undo(e.ID, false); !errors.Is(err, journal.ErrStale) || read(j, first) != "by hand" || read(j, source) != "s" {
		t.Errorf("%v, %s, %s", err, read(j, first), read(j, source))
	}
}

func TestOnlyAnnotationsAndSourcesAreWritten(t *testing.T) {
	j, dir, _ := open(t)
	for _, name := range []string{
		"content/site.yaml", "content/briefings/pass/article.md", "content/experts/a.md", "content/countries/ke.md", "content/pages/about.md", "content/permalinks.lock",
		"content/sources/a.txt", "content/sources/A.md", "content/sources/a.b.md", "content/sources/.a.md", "content/sources/a.md/", "content/sources/../a.md", "content/sources/a.md ",
		"content/sources/a.md.", "content/sources/a.md:b", "content/sources/con.md", "content/sources/lpt1.md", "content/sources/sub/a.md", "content/briefings/nul/annotations/a.md",
		"content/briefings/../annotations/a.md", "content/briefings/pass/annotations/" + strings.Repeat("a", 81) + ".md", "sources/a.md", "/content/sources/a.md", `content\sources\a.md`, "content/sources/a\x00.md", "", ".",
	} {
		if _, err := j.Do("x", []journal.Change{{Name: name, After: []byte("x")}}); err == nil {
			t.Errorf("%q was written", name)
		}
		if _, err := j.Read(name); err == nil {
			t.Errorf("%q was read", name)
		}
	}
	entries, _ := os.ReadDir(filepath.Join(dir, "content"))
	if len(entries) != 1 {
		t.Errorf("content holds %v", entries)
	}
}

func TestAFolderHasOneJournalByWhateverLink(t *testing.T) {
	j, dir, kept := open(t)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(dir, link); err != nil {
		t.Skip(err)
	}
	other, err := journal.Open(link, kept, journal.Pages)
	if err != nil {
		t.Fatal(err)
	}
	e, err := other.Do("x", []journal.Change{{Name: source, After: []byte("s")}})
	if err != nil {
		t.Fatal(err)
	}
	if last, ok := j.Last(); !ok || last.ID != e.ID {
		t.Errorf("the folder itself knows of %+v", last)
	}
	if _, err := j.Undo(e.ID, false); err != nil || read(other, source) != "none" {
		t.Errorf("%v, %s", err, read(other, source))
	}
}

func TestADeletedFileComesBackWithItsPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("it has none")
	}
	j, dir, _ := open(t)
	name := filepath.Join(dir, filepath.FromSlash(first))
	if err := os.Chmod(name, 0o600); err != nil {
		t.Fatal(err)
	}
	e, err := j.Do("x", []journal.Change{{Name: first, Before: []byte("old")}, {Name: source, After: []byte("s")}})
	if err != nil {
		t.Fatal(err)
	}
	plain := filepath.Join(dir, "plain")
	if err := os.WriteFile(plain, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	want, _ := os.Stat(plain)
	if got, err := os.Stat(filepath.Join(dir, filepath.FromSlash(source))); err != nil || got.Mode() != want.Mode() {
		t.Errorf("a new file has %v, %v; others have %v", got.Mode(), err, want.Mode())
	}
	if _, err := j.Undo(e.ID, false); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("came back with %v, %v", info.Mode(), err)
	}
}

func TestTwoFoldersHaveTheirOwnJournals(t *testing.T) {
	j, _, kept := open(t)
	other, err := journal.Open(t.TempDir(), kept, journal.Pages)
	if err != nil {
		t.Fatal(err)
	}
	e, err := j.Do("x", []journal.Change{{Name: source, After: []byte("s")}})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := other.Last(); ok {
		t.Error("the other folder knows of it")
	}
	if _, err := other.Undo(e.ID, false); !errors.Is(err, journal.ErrUnknown) {
		t.Errorf("the other folder takes it back: %v", err)
	}
}

func TestCommandsWriteAnyFileOfContentAndNoOther(t *testing.T) {
	_, dir, kept := open(t)
	j, err := journal.Open(dir, kept, journal.Commands)
	if err != nil {
		t.Fatal(err)
	}
	outside := t.TempDir()
	for name, to := range map[string]string{"content/inside": "briefings", "content/outside": outside} {
		if err := os.Symlink(to, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Skip(err)
		}
	}
	var changes []journal.Change
	for _, name := range []string{"content/imports.lock", "content/briefings/new/article.md", "content/briefings/new/media/picture-a.png", "content/sources/_unplaced/x.txt", "content/inside/by/article.md"} {
		changes = append(changes, journal.Change{Name: name, After: []byte("x")})
	}
	e, err := j.Do("x", changes)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"site.md", "content", "content/../a.md", "/content/a.md", `content\a.md`, "content/outside/a.md", "content/inside"} {
		if _, err := j.Do("x", []journal.Change{{Name: name, After: []byte("x")}}); err == nil {
			t.Errorf("%q was written", name)
		}
	}
	if files, _ := os.ReadDir(outside); len(files) > 0 {
		t.Errorf("outside there is %v", files)
	}
	if _, err := j.Undo(e.ID, false); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"content/sources", "content/briefings/new", "content/briefings/by"} {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name))); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s is there still: %v", name, err)
		}
	}
}

// A change that was cut short is taken back as far as it came.
func TestAnInterruptedChangeIsTakenBack(t *testing.T) {
	j, dir, _ := open(t)
	e, err := j.Do("x", []journal.Change{{Name: first, Before: []byte("old"), After: []byte("new")}, {Name: source, After: []byte("s")}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, filepath.FromSlash(source))); err != nil { // as if it had not come to that file
		t.Fatal(err)
	}
	looked, err := j.Look(e.ID)
	if err != nil || looked.Files[0].Back != journal.Restored || looked.Files[1].Back != journal.Same {
		t.Errorf("%+v, %v", looked, err)
	}
	if _, err := j.Undo(e.ID, false); err != nil || read(j, first) != "old" {
		t.Errorf("%v, %s", err, read(j, first))
	}
}

func TestTheOldestChangesAreForgotten(t *testing.T) {
	j, _, _ := open(t)
	var ids []string
	for _, text := range []string{strings.Repeat("1", 2000), strings.Repeat("2", 3000), strings.Repeat("3", 5000)} {
		before, err := j.Read(first)
		if err != nil {
			t.Fatal(err)
		}
		e, err := j.Do("x", []journal.Change{{Name: first, Before: before, After: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, e.ID)
	}
	for _, c := range []struct {
		most int64
		left int
	}{{1 << 20, 3}, {14_000, 2}, {10, 1}} {
		if err := j.Trim(c.most); err != nil {
			t.Fatal(err)
		}
		for i, id := range ids {
			if _, err := j.Look(id); (err == nil) != (i >= len(ids)-c.left) {
				t.Errorf("of %d bytes, change %d: %v", c.most, i, err)
			}
		}
	}
}
