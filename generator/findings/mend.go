package findings

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"

	udiff "github.com/aymanbagabas/go-udiff"

	"briefing/generator/diag"
)

// Change is what [Mend] makes of a file.
type Change struct {
	Name          string // from the root folder, with slashes
	Before, After []byte
	Findings      int // that were mended
}

// Diff shows the change as a unified diff, as git and patch read it.
func (c Change) Diff() string {
	return udiff.Unified("a/"+c.Name, "b/"+c.Name, string(c.Before), string(c.After))
}

// rounds is how often the files are looked at again after changes were made, which
// may show more to mend. It is a bound, not an expectation.
const rounds = 10

// Mend makes the safe changes in memory until there are none left, and returns
// what became of the files, sorted by name, with what is still found in them. Find
// gives the findings of a file system; its error is returned. Files are not
// written, and bytes outside of the edits stay as they are.
func Mend(root fs.FS, find func(fs.FS) (diag.List, error)) ([]Change, diag.List, error) {
	changes := map[string]*Change{}
	texts := edited{root, map[string][]byte{}}
	list, err := find(texts)
	for range rounds {
		if err != nil {
			return nil, nil, err
		}
		made := texts.apply(list, changes)
		if !made {
			break
		}
		list, err = find(texts)
	}
	all := make([]Change, 0, len(changes))
	for _, c := range changes {
		if !bytes.Equal(c.Before, c.After) {
			all = append(all, *c)
		}
	}
	slices.SortFunc(all, func(a, b Change) int { return strings.Compare(a.Name, b.Name) })
	return all, list, err
}

// edited is a file system with other bytes in some files, for those who read whole
// files.
type edited struct {
	fs.FS
	files map[string][]byte
}

// ReadFile returns the bytes of a file.
func (e edited) ReadFile(name string) ([]byte, error) {
	if text, ok := e.files[name]; ok {
		return bytes.Clone(text), nil
	}
	return fs.ReadFile(e.FS, name)
}

// apply makes the safe changes of the findings, except those that overlap with an
// earlier one, and reports whether there were any.
func (e edited) apply(list diag.List, changes map[string]*Change) bool {
	edits := map[string][]diag.Edit{}
	files := map[string]*diag.File{}
	for _, d := range list {
		fix, ok := safeFix(d)
		if !ok || slices.ContainsFunc(fix.Edits, func(n diag.Edit) bool { return overlaps(edits[n.File.Name], n) }) {
			continue
		}
		for _, n := range fix.Edits {
			if files[n.File.Name] == nil {
				files[n.File.Name] = n.File
			}
			n.File = files[n.File.Name]
			edits[n.File.Name] = append(edits[n.File.Name], n)
		}
		change(changes, fix.Edits[0].File).Findings++
	}
	for name, file := range files {
		c := change(changes, file)
		c.After, _ = file.Apply(edits[name])
		e.files[name] = c.After
	}
	return len(files) > 0
}

func change(changes map[string]*Change, f *diag.File) *Change {
	if changes[f.Name] == nil {
		changes[f.Name] = &Change{Name: f.Name, Before: f.Text(), After: f.Text()}
	}
	return changes[f.Name]
}

// overlaps reports whether two edits touch, insertions at one place included.
func overlaps(edits []diag.Edit, n diag.Edit) bool {
	return slices.ContainsFunc(edits, func(e diag.Edit) bool {
		return e.Start < n.Stop && n.Start < e.Stop || e.Start == n.Start
	})
}

// safeFix is the first change of a finding that may be made without asking.
func safeFix(d diag.Diagnostic) (diag.Fix, bool) {
	for _, fix := range d.Fixes {
		if fix.Safe && len(fix.Edits) > 0 {
			return fix, true
		}
	}
	return diag.Fix{}, false
}
