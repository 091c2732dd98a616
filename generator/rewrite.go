package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"briefing/generator/diag"
	"briefing/generator/findings"
	"briefing/generator/whole"
)

// rewrite makes edits in files of content; bytes outside of them stay as they are.
// Edits that overlap an earlier one are left out. A file that was changed since it was
// read is an error; files before it are written then.
func (p *program) rewrite(edits []diag.Edit) error {
	done := map[*diag.File]bool{}
	for _, e := range edits {
		if done[e.File] {
			continue
		}
		done[e.File] = true
		text, _ := e.File.Apply(edits)
		if err := p.write(findings.Change{Name: e.File.Name, Before: e.File.Bytes, After: text}); err != nil {
			return err
		}
	}
	return nil
}

// write puts a changed file in the place of the one that was read. It refuses if
// that one is no longer as it was.
func (p *program) write(c findings.Change) error {
	name, err := p.inside(c.Name)
	if err != nil {
		return err
	}
	now, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, c.Before) {
		return fmt.Errorf("%s was changed meanwhile and is left as it is; run the command again", c.Name)
	}
	return replace(name, c.After)
}

// inside is the place of a file of the root that is to be written, which need not be
// there. It refuses one that a link leads out of the root.
func (p *program) inside(name string) (string, error) {
	root, err := filepath.EvalSymlinks(p.root)
	if err != nil {
		return "", err
	}
	file := filepath.Join(root, filepath.FromSlash(name))
	for at := file; ; at = filepath.Dir(at) {
		if _, err := os.Lstat(at); errors.Is(err, fs.ErrNotExist) {
			continue // what will be made is where its folder is
		}
		to, err := filepath.EvalSymlinks(at)
		if err != nil {
			return "", err
		}
		if rel, err := filepath.Rel(root, to); err != nil || !filepath.IsLocal(rel) {
			return "", fmt.Errorf("%s: a link leads out of %s: change it by hand", name, p.root)
		}
		return file, nil
	}
}

// writeOutput writes a file that the user named. What is no ordinary file, such as
// a pipe, is written to and not replaced.
func writeOutput(name string, text []byte) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(name, text, 0o644)
	}
	return replace(name, text)
}

// replace puts a file in the place of another one in one step, with its permissions; one
// that is new has those of any new file. The folder is made if it is not there.
func replace(name string, text []byte) error {
	if to, err := filepath.EvalSymlinks(name); err == nil {
		name = to // the file that a link leads to, not the link
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	mode := os.FileMode(0)
	if old, err := os.Stat(name); err == nil {
		mode = old.Mode().Perm()
	}
	root, err := os.OpenRoot(filepath.Dir(name))
	if err != nil {
		return err
	}
	defer root.Close()
	return whole.Replace(root, filepath.Base(name), text, mode)
}
