package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/journal"
	"briefing/generator/pipeline"
	"briefing/generator/rename"
)

type renameCommand struct {
	Old    string `arg:"" help:"source/ID, expert/ID, briefing/ID, or BRIEFING/ID for an annotation."`
	New    string `arg:"" help:"The new id."`
	DryRun bool   `help:"Show what would be done."`
}

func (*renameCommand) Help() string {
	return `Examples:
  briefing rename source/debt-bulletin debt-bulletin-2026
  briefing rename selim-pass/third-drill last-drill

Every file that names it is rewritten, and the old id is kept in formerly, so that
the old address leads to the new one. Nothing is done if the content has errors.`
}

func (c *renameCommand) Run(p *program) error {
	from, err := named(c.Old)
	if err != nil {
		return err
	}
	in, err := p.input()
	if err != nil {
		return err
	}
	in.Drafts = true
	site, list := pipeline.Connect(in)
	if list.Errors() > 0 {
		list.Sort()
		fmt.Fprintln(p.stderr, "nothing was renamed")
		return p.report(list, false)
	}
	edits, to, err := rename.Plan(site.Library, site.Library.References(), from, c.New)
	if err != nil {
		return err
	}
	return c.move(p, edits, moved(from), moved(to))
}

// named reads how a record is named on the command line.
func named(s string) (r content.Record, err error) {
	parts := strings.Split(s, "/")
	if len(parts) == 3 && parts[0] == string(content.Annotations) {
		parts = parts[1:]
		return annotationOf(parts, s)
	}
	if len(parts) == 2 {
		if k := content.Register(parts[0]); slices.Contains([]content.Register{content.Sources, content.Experts, content.Articles}, k) {
			return content.Record{Register: k, ID: parts[1]}, nil
		}
	}
	return annotationOf(parts, s)
}

func annotationOf(parts []string, s string) (content.Record, error) {
	if len(parts) != 2 || !content.IsID(parts[0]) || !content.IsID(parts[1]) {
		return content.Record{}, fmt.Errorf("%q names no record: write source/ID, expert/ID, briefing/ID or BRIEFING/ID", s)
	}
	return content.Record{Register: content.Annotations, ID: parts[1], Briefing: parts[0]}, nil
}

// moved is what is moved of a record: its file, or the folder of a briefing.
func moved(r content.Record) string {
	if r.Register == content.Articles {
		return path.Dir(r.File())
	}
	return r.File()
}

// move makes the edits and moves the file or folder.
func (c *renameCommand) move(p *program, edits []diag.Edit, from, to string) error {
	if _, err := os.Lstat(filepath.Join(p.root, filepath.FromSlash(to))); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s is there already", to)
	}
	if !c.DryRun {
		changes, err := p.moves(rewritten(edits), from, to)
		if err != nil {
			return err
		}
		if err := p.step(fmt.Sprintf("renamed: %s to %s", from, to), changes); err != nil {
			return err
		}
	}
	times := map[string]int{}
	for _, e := range edits {
		times[e.File.Name]++
	}
	would := ""
	if c.DryRun {
		would = "would be "
	}
	var names []string
	for name := range times {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(p.stdout, "%s: %s %srewritten\n", name, count(times[name], "place"), would)
	}
	fmt.Fprintf(p.stdout, "%s: %smoved to %s\n", from, would, to)
	return nil
}

// moves are changes with what becomes of a file, or of everything in a folder, that is
// moved: each is made in its new place, with its changes, and then taken from the old one.
func (p *program) moves(changes []journal.Change, from, to string) ([]journal.Change, error) {
	var made, gone []journal.Change
	err := fs.WalkDir(os.DirFS(p.root), from, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() {
			if strings.HasPrefix(d.Name(), ".") { // the lock of an editor, say
				return nil
			}
			return fmt.Errorf("%s is no ordinary file: move it by hand first", name)
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		text, err := os.ReadFile(filepath.Join(p.root, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		moved := journal.Change{Name: to + strings.TrimPrefix(name, from), After: append([]byte{}, text...), Mode: info.Mode().Perm()}
		if i := slices.IndexFunc(changes, func(c journal.Change) bool { return c.Name == name }); i >= 0 {
			text, moved.After = changes[i].Before, changes[i].After
			changes = slices.Delete(changes, i, i+1)
		}
		made, gone = append(made, moved), append(gone, journal.Change{Name: name, Before: append([]byte{}, text...)})
		return nil
	})
	return slices.Concat(made, changes, gone), err
}
