package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"briefing/generator/findings"
)

// write puts a changed file in the place of the one that was read. It refuses if
// that one is no longer as it was.
func (p *program) write(c findings.Change) error {
	name := filepath.Join(p.root, filepath.FromSlash(c.Name))
	target, err := filepath.EvalSymlinks(name) // a link stays a link
	if err != nil {
		return err
	}
	text, err := os.ReadFile(target)
	if err != nil {
		return err
	}
	if !bytes.Equal(text, c.Before) {
		return fmt.Errorf("%s was changed while it was checked, and is left as it is; run the command again", c.Name)
	}
	info, err := os.Stat(target)
	if err != nil {
		return err
	}
	return replaceFile(target, c.After, info.Mode().Perm())
}

// replaceFile writes a file beside its place and moves it there, so that nobody
// sees half of it.
func replaceFile(name string, text []byte, mode os.FileMode) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".briefing-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // when it was moved there is none
	_, err = f.Write(text)
	if err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// writeOutput writes a file that the user named. What is no ordinary file, such as
// a pipe, is written to and not replaced.
func writeOutput(name string, text []byte) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(name, text, 0o644)
	}
	return replaceFile(name, text, 0o644)
}
