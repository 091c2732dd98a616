package main

import (
	"errors"
	"fmt"

	"briefing/generator/journal"
)

// mostKept is how many bytes of changes of a root are kept, so that many imports of
// pictures do not fill the disk.
const mostKept = 1 << 30

// step makes changes of files of content, all or none, so that they can be taken back as
// one. What is a line for people: "imported library.bib". A file that is no longer as it
// was read is an error. If there is nowhere to keep what the files held, that is said.
func (p *program) step(what string, changes []journal.Change) error {
	if len(changes) == 0 {
		return nil
	}
	kept, err := p.changes(journal.Commands)
	isKept := err == nil
	if isKept {
		_, err = kept.Do(what, changes)
		isKept = !errors.Is(err, journal.ErrKeep)
	}
	if !isKept {
		fmt.Fprintf(p.stderr, "this cannot be taken back: %s\n", err)
		if kept, err = journal.Open(p.root, "", journal.Commands); err == nil {
			_, err = kept.Do(what, changes)
		}
	}
	switch {
	case errors.Is(err, journal.ErrStale):
		return fmt.Errorf("%w; nothing was written, run the command again", err)
	case err != nil || !isKept:
		return err
	}
	if err := kept.Trim(mostKept); err != nil {
		fmt.Fprintf(p.stderr, "old changes cannot be forgotten: %s\n", err)
	}
	return nil
}
