package main

import (
	"errors"
	"fmt"

	"briefing/generator/journal"
)

type undoCommand struct {
	DryRun bool `help:"Say what would be taken back."`
}

func (*undoCommand) Help() string {
	return `Example:
  briefing undo

What was annotated, changed or deleted in the pages of serve is taken back, the newest
first: once for each time. A file that was changed since then is left as it is.`
}

func (c *undoCommand) Run(p *program) error {
	kept, err := p.changes()
	if err != nil {
		return err
	}
	e, ok := kept.Last()
	if !ok {
		return errors.New("nothing is known that was changed in the pages and could be taken back")
	}
	if !c.DryRun {
		if _, err := kept.Undo(e.ID); errors.Is(err, journal.ErrStale) {
			return fmt.Errorf("%w, and nothing was taken back", err)
		} else if err != nil {
			return err
		}
	}
	would := ""
	if c.DryRun {
		would = "would be "
	}
	fmt.Fprintf(p.stdout, "%staken back: %s\n", would, e.What)
	return nil
}
