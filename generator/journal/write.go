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
	mode := c.Mode
	if info, err := root.Stat(name); err == nil {
		mode = info.Mode().Perm()
	}
	if c.Before == nil {
		return whole.Create(root, name, c.After, mode)
	}
	if name, err = j.behind(name); err != nil {
		return err
	}
	return whole.Replace(root, name, c.After, mode)
}

// behind is the file of the root that a name leads to, so that a link stays one.
func (j *Journal) behind(name string) (string, error) {
	folder, err := filepath.EvalSymlinks(j.folder)
	if err != nil {
		return "", err
	}
	file, err := filepath.EvalSymlinks(filepath.Join(folder, name))
	if err != nil {
		return "", err
	}
	return filepath.Rel(folder, file)
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
