package cache_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"briefing/generator/cache"
)

// get asks for a key and reports how often its bytes were made.
func get(t *testing.T, f cache.Folder, key string) (got string, made int) {
	t.Helper()
	b, err := f.Get(key, func() ([]byte, error) { made++; return []byte("bytes of " + key), nil })
	if err != nil {
		t.Fatal(err)
	}
	return string(b), made
}

func TestBytesAreMadeOnce(t *testing.T) {
	f := cache.Folder(filepath.Join(t.TempDir(), "new"))
	for i, want := range []int{1, 0, 0} {
		if got, made := get(t, f, "abc"); got != "bytes of abc" || made != want {
			t.Errorf("call %d: %q, made %d times", i, got, made)
		}
	}
	if got, made := get(t, f, "abd"); got != "bytes of abd" || made != 1 {
		t.Errorf("another key: %q, made %d times", got, made)
	}
}

func TestDamagedFilesAreNotUsed(t *testing.T) {
	dir := t.TempDir()
	f := cache.Folder(dir)
	get(t, f, "abc")
	name := filepath.Join(dir, "ab", "abc")
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, damaged := range [][]byte{{}, whole[:10], whole[:len(whole)-1], bytes.Replace(whole, []byte("bytes"), []byte("BYTES"), 1)} {
		if err := os.WriteFile(name, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		if got, made := get(t, f, "abc"); got != "bytes of abc" || made != 1 {
			t.Errorf("after damage: %q, made %d times", got, made)
		}
	}
}

func TestAFolderThatCannotBeUsedIsNoError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if got, made := get(t, cache.Folder(file), "abc"); got != "bytes of abc" || made != 1 {
		t.Errorf("%q, made %d times", got, made)
	}
}

func TestAnErrorIsNotKept(t *testing.T) {
	f := cache.Folder(t.TempDir())
	fault := errors.New("no")
	if _, err := f.Get("abc", func() ([]byte, error) { return nil, fault }); !errors.Is(err, fault) {
		t.Errorf("error %v", err)
	}
	if _, made := get(t, f, "abc"); made != 1 {
		t.Errorf("made %d times", made)
	}
}

func TestManyMayAskAtOnce(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() { get(t, cache.Folder(dir), "abc") })
	}
	all.Wait()
	n := 0
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			n++
		}
		return err
	})
	if err != nil || n != 1 {
		t.Errorf("%d files, error %v", n, err)
	}
}
