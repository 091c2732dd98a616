package journal

import (
	"os"
	"path"
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
		if err := root.Remove(name); err != nil { // what it held is kept
			return err
		}
		j.tidy(root, c.Name)
		return nil
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

// tidy removes the folders of a file that are empty without it, if a command made them.
func (j *Journal) tidy(root *os.Root, name string) {
	if j.reach != Commands {
		return
	}
	for dir := path.Dir(name); dir != "content" && dir != "."; dir = path.Dir(dir) {
		if root.Remove(filepath.FromSlash(dir)) != nil { // it is not empty
			return
		}
	}
}
