package main

import (
	"errors"
	"fmt"
	"io/fs"

	"briefing/generator/imports"
	"briefing/generator/journal"
)

// mostKept is how many bytes of changes of a root are kept, so that many imports of
// pictures do not fill the disk.
const mostKept = 1 << 30

// carryOut makes the changes of a plan, as one step of the journal. A file that is no
// longer as it was read is an error, and nothing is written then. If there is nowhere to
// keep what the files held, that is said.
func (p *program) carryOut(what string, changes []imports.Change) error {
	if len(changes) == 0 {
		return nil
	}
	var all []journal.Change
	for _, c := range changes {
		all = append(all, journal.Change{Name: c.Name, Before: c.Before, After: c.After})
	}
	kept, err := p.changes(journal.Commands)
	isKept := err == nil
	if isKept {
		_, err = kept.Do(what, all)
		isKept = !errors.Is(err, journal.ErrKeep)
	}
	if !isKept {
		fmt.Fprintf(p.stderr, "this import cannot be taken back: %s\n", err)
		if kept, err = journal.Open(p.root, "", journal.Commands); err == nil {
			_, err = kept.Do(what, all)
		}
	}
	switch {
	case errors.Is(err, journal.ErrStale), errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%w; nothing was written, run the command again", err)
	case err != nil || !isKept:
		return err
	}
	return kept.Trim(mostKept)
}
