package publish

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

// update publishes files whose key is their text and reports which were made.
func update(t *testing.T, dir, memory string, contents map[string]string) (made []string) {
	t.Helper()
	var all []File
	var mu sync.Mutex // files are made by several goroutines
	for _, f := range inOrder(contents) {
		content := f.Content
		all = append(all, File{Path: f.Path, Content: func(b *bytes.Buffer) error {
			mu.Lock()
			defer mu.Unlock()
			made = append(made, f.Path)
			return content(b)
		}})
	}
	key := func(path string) (k Key) {
		copy(k[:], contents[path])
		return k
	}
	if _, err := Update(dir, all, &Memory{memory, key}, nil); err != nil {
		t.Fatal(err)
	}
	if got := read(t, dir); len(got) != len(contents) {
		t.Errorf("the folder holds %v", got)
	}
	for path, want := range contents {
		if got, err := os.ReadFile(filepath.Join(dir, path)); err != nil || string(got) != want {
			t.Errorf("%s is %q, %v; want %q", path, got, err, want)
		}
	}
	slices.Sort(made)
	return made
}

// old sets the time of files back, since what is new is not remembered.
func old(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		then := time.Now().Add(-time.Hour)
		if err := os.Chtimes(filepath.Join(dir, name), then, then); err != nil {
			t.Fatal(err)
		}
	}
}

func TestUpdateMakesWhatHasAnotherKeyOrWasTouched(t *testing.T) {
	top := t.TempDir()
	dir, memory := filepath.Join(top, "site"), filepath.Join(top, "memory")
	one, two := map[string]string{"a.html": "a", "b.html": "b"}, map[string]string{"a.html": "a", "b.html": "c"}
	settle := func(contents map[string]string) { // twice: the times are those of before the second
		update(t, dir, memory, contents)
		old(t, dir, "a.html", "b.html")
		update(t, dir, memory, contents)
	}
	settle(one)
	if made := update(t, dir, memory, one); len(made) > 0 {
		t.Errorf("nothing changed, but %q were made", made)
	}
	if made := update(t, dir, memory, two); !slices.Equal(made, []string{"b.html"}) {
		t.Errorf("b.html changed, but %q were made", made)
	}
	settle(one)
	if err := os.WriteFile(filepath.Join(dir, "a.html"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if made := update(t, dir, memory, one); !slices.Equal(made, []string{"a.html"}) {
		t.Errorf("somebody edited a.html, but %q were made", made)
	}
	settle(one)
	kept, err := os.ReadFile(memory)
	if err != nil {
		t.Fatal(err)
	}
	settle(two)
	for _, foreign := range [][]byte{nil, kept, kept[:len(kept)-1], append([]byte("x"), kept[1:]...)} {
		settle(two)
		if err := os.WriteFile(memory, foreign, 0o644); err != nil {
			t.Fatal(err)
		}
		if made := update(t, dir, memory, two); len(made) != 2 {
			t.Errorf("the memory is not that of this site, but only %q were made", made)
		}
	}
}
