package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"briefing/generator/imports"
)

// mostUndone is how many imports of a root can be taken back, one after the other.
const mostUndone = 20

// carryOut makes the changes of a plan. A file that is no longer as it was read is an
// error, and nothing is written then. What the files held is kept first, so that an import
// that was interrupted can be taken back, too; if there is nowhere to keep it, that is
// said.
func (p *program) carryOut(changes []imports.Change) error {
	if len(changes) == 0 {
		return nil
	}
	for _, c := range changes {
		if _, err := p.inside(c.Name); err != nil {
			return err
		}
		now, err := p.current(c.Name)
		if err != nil {
			return err
		}
		if !bytes.Equal(now, c.Before) || (now == nil) != (c.Before == nil) {
			return fmt.Errorf("%s was changed meanwhile; nothing was written, run the command again", c.Name)
		}
	}
	if err := p.remember(changes); err != nil {
		fmt.Fprintf(p.stderr, "this import cannot be taken back: %s\n", err)
	}
	for _, c := range changes {
		if err := p.put(c.Name, c.After); err != nil {
			return err
		}
	}
	return nil
}

// current is a file of the root; nil if there is none.
func (p *program) current(name string) ([]byte, error) {
	text, err := os.ReadFile(filepath.Join(p.root, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if text == nil {
		text = []byte{}
	}
	return text, err
}

// put gives a file a text, or removes it if that is nil.
func (p *program) put(name string, text []byte) error {
	file, err := p.inside(name)
	if err != nil {
		return err
	}
	if text != nil {
		return replace(file, text)
	}
	err = os.Remove(file)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	for dir := filepath.Dir(file); err == nil && filepath.Base(dir) != "content"; dir = filepath.Dir(dir) {
		if os.Remove(dir) != nil { // it is not empty
			break
		}
	}
	return err
}

// journal lists the imports that can be taken back, the oldest first.
func (p *program) journal() (files []string, folder string, err error) {
	if folder, err = p.own("imports"); err != nil {
		return nil, "", err
	}
	files, err = filepath.Glob(filepath.Join(folder, "*.json"))
	slices.Sort(files)
	return files, folder, err
}

// remember keeps changes, and forgets the oldest.
func (p *program) remember(changes []imports.Change) error {
	files, folder, err := p.journal()
	if err != nil {
		return err
	}
	text, err := json.Marshal(changes)
	if err != nil {
		return err
	}
	number := 1
	if len(files) > 0 {
		if _, err := fmt.Sscanf(filepath.Base(files[len(files)-1]), "%d.json", &number); err == nil {
			number++
		}
	}
	for len(files) >= mostUndone {
		if err := os.Remove(files[0]); err != nil {
			return err
		}
		files = files[1:]
	}
	return replace(filepath.Join(folder, fmt.Sprintf("%08d.json", number)), text)
}

type importUndo struct {
	DryRun bool `help:"Show what would be done."`
}

func (*importUndo) Help() string {
	return `Files that the last import wrote are removed or get the text that they had. A file
that was changed since then is left as it is, and named.`
}

func (c *importUndo) Run(p *program) error {
	files, _, err := p.journal()
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return errors.New("no import is known that could be taken back")
	}
	last := files[len(files)-1]
	text, err := os.ReadFile(last)
	if err != nil {
		return err
	}
	var changes []imports.Change
	if err := json.Unmarshal(text, &changes); err != nil {
		return fmt.Errorf("%s cannot be read: %w", last, err)
	}
	var left []imports.Change
	for _, change := range changes {
		isLeft, err := c.undo(p, change)
		if err != nil {
			return err
		}
		if isLeft {
			left = append(left, change)
		}
	}
	if len(left) > 0 {
		fmt.Fprintf(p.stderr, "%s changed since then: left as they are\n", count(len(left), "file"))
	}
	if c.DryRun {
		return nil
	}
	if len(left) > 0 {
		kept := filepath.Join(filepath.Dir(last), time.Now().UTC().Format("20060102T150405.000")+".left")
		text, err := json.Marshal(left)
		if err != nil {
			return err
		}
		if err := replace(kept, text); err != nil {
			return err
		}
		fmt.Fprintf(p.stderr, "what the import made of them, and what they held before, is kept in %s\n", kept)
	}
	return os.Remove(last) // the next one takes back the import before
}

// undo takes the change of one file back, unless somebody changed it since.
func (c *importUndo) undo(p *program, change imports.Change) (isLeft bool, err error) {
	now, err := p.current(change.Name)
	if err != nil || bytes.Equal(now, change.Before) && (now == nil) == (change.Before == nil) {
		return false, err
	}
	switch {
	case !bytes.Equal(now, change.After):
		fmt.Fprintf(p.stdout, "left      %s\n", change.Name)
		return true, nil
	case change.Before == nil:
		fmt.Fprintf(p.stdout, "removed   %s\n", change.Name)
	default:
		fmt.Fprintf(p.stdout, "restored  %s\n", change.Name)
	}
	if c.DryRun {
		return false, nil
	}
	return false, p.put(change.Name, change.Before)
}
