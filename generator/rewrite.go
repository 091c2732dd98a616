package main

import (
	"os"
	"path/filepath"

	"briefing/generator/diag"
	"briefing/generator/journal"
	"briefing/generator/whole"
)

// rewrite makes edits in files of content, as one step; bytes outside of them stay as
// they are. Edits that overlap an earlier one are left out. A file that was changed since
// it was read is an error, and nothing is written then.
func (p *program) rewrite(what string, edits []diag.Edit) error {
	return p.step(what, rewritten(edits))
}

// rewritten are the changes that edits make.
func rewritten(edits []diag.Edit) []journal.Change {
	var changes []journal.Change
	done := map[*diag.File]bool{}
	for _, e := range edits {
		if done[e.File] {
			continue
		}
		done[e.File] = true
		text, _ := e.File.Apply(edits)
		changes = append(changes, journal.Change{Name: e.File.Name, Before: e.File.Bytes, After: text})
	}
	return changes
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
