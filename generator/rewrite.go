package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"briefing/generator/diag"
)

// rewrite makes edits in files of content; bytes outside of them stay as they are.
// Edits that overlap an earlier one are left out. A file that was changed since it was
// read is an error; files before it are written then.
func (p *program) rewrite(edits []diag.Edit) error {
	done := map[*diag.File]bool{}
	for _, e := range edits {
		f := e.File
		if done[f] {
			continue
		}
		done[f] = true
		name := filepath.Join(p.root, filepath.FromSlash(f.Name))
		now, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if !bytes.Equal(now, f.Bytes) {
			return fmt.Errorf("%s was changed meanwhile and is left as it is", f.Name)
		}
		text, _ := f.Apply(edits)
		if err := replace(name, text); err != nil {
			return err
		}
	}
	return nil
}

// replace puts a file in the place of another one in one step, with its permissions.
// The folder is made if it is not there.
func replace(name string, text []byte) error {
	if to, err := filepath.EvalSymlinks(name); err == nil {
		name = to // the file that a link leads to, not the link
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	mode := os.FileMode(0o644)
	if old, err := os.Stat(name); err == nil {
		mode = old.Mode().Perm()
	}
	temporary, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // after the move there is none
	_, err = temporary.Write(text)
	if err == nil {
		err = temporary.Chmod(mode)
	}
	if err == nil {
		err = temporary.Sync()
	}
	if closing := temporary.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return os.Rename(temporary.Name(), name)
}
