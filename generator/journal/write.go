package journal

import (
	"path/filepath"

	"briefing/generator/whole"
)

// apply makes one change. The caller holds the lock.
func (j *Journal) apply(c Change) error {
	if err := j.holds(c); err != nil {
		return err
	}
	root, err := j.open(c.Name)
	if err != nil {
		return err
	}
	defer root.Close()
	name := filepath.FromSlash(c.Name)
	if c.After == nil {
		return root.Remove(name) // what it held is kept
	}
	mode := c.mode
	if info, err := root.Lstat(name); err == nil {
		mode = info.Mode().Perm()
	}
	if c.Before == nil {
		return whole.Create(root, name, c.After, mode)
	}
	return whole.Replace(root, name, c.After, mode)
}
