package whole_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"briefing/generator/whole"
)

func TestAFileIsReplacedOrCreated(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	name := filepath.Join("a", "b", "one.md")
	holds := func(want string) {
		t.Helper()
		if got, err := root.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("the file holds %q, %v; want %q", got, err, want)
		}
		if files, _ := os.ReadDir(filepath.Join(dir, "a", "b")); len(files) != 1 {
			t.Errorf("beside it lies something: %v", files)
		}
	}
	if err := whole.Create(root, name, []byte("first"), 0o600); err != nil {
		t.Fatal(err)
	}
	holds("first")
	if info, err := root.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("permissions %v, %v", info.Mode(), err)
	}
	if err := whole.Create(root, name, []byte("second"), 0); !errors.Is(err, fs.ErrExist) || err.Error() != "a/b/one.md is there already" {
		t.Errorf("error %v", err)
	}
	holds("first")
	if err := whole.Replace(root, name, []byte("third"), 0o644); err != nil {
		t.Fatal(err)
	}
	holds("third")
	if err := whole.Replace(root, filepath.Join("..", "out.md"), []byte("x"), 0); err == nil {
		t.Error("a file outside of the root was written")
	}
}
