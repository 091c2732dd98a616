package main

import (
	"errors"
	"fmt"

	"briefing/generator/journal"
)

type undoCommand struct {
	DryRun bool `help:"Say what would be taken back."`
	Rest   bool `help:"Leave files that were changed since as they are, and take back the rest."`
}

func (*undoCommand) Help() string {
	return `Examples:
  briefing undo --dry-run
  briefing undo

What an import, a command (annotate, new, rename, check --fix, links) or a page of serve
wrote or deleted is taken back, the newest first: once for each time. If a file was
changed since then, nothing is taken back; with --rest that file stays and the others
are.`
}

func (c *undoCommand) Run(p *program) error {
	kept, err := p.changes(journal.Commands)
	if err != nil {
		return err
	}
	e, ok := kept.Last()
	if !ok {
		return errors.New("nothing is known that could be taken back")
	}
	if c.DryRun {
		e, err = kept.Look(e.ID)
	} else {
		e, err = kept.Undo(e.ID, c.Rest)
	}
	if err != nil && !errors.Is(err, journal.ErrStale) {
		return err
	}
	left := c.show(p, e, err != nil)
	if err != nil {
		return fmt.Errorf("%w, and nothing was taken back; see --dry-run and --rest", err)
	}
	if left > 0 && !c.DryRun {
		fmt.Fprintf(p.stderr, "%s changed since then and left; what the change did to them is kept in %s\n", count(left, "file"), kept.Folder(e.ID))
	}
	return nil
}

// show prints what becomes of the files of a change, and returns how many are left.
func (c *undoCommand) show(p *program, e journal.Entry, isRefused bool) (left int) {
	switch {
	case isRefused:
	case c.DryRun:
		fmt.Fprintf(p.stdout, "would be taken back: %s\n", e.What)
	default:
		fmt.Fprintf(p.stdout, "taken back: %s\n", e.What)
	}
	for _, f := range e.Files {
		if f.Back == journal.Left {
			left++
		}
		if f.Back == journal.Left || !isRefused && f.Back != journal.Same {
			fmt.Fprintf(p.stdout, "%-8s  %s\n", f.Back, f.Name)
		}
	}
	return left
}
