package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/links"
)

type linksArchive struct {
	linksAsking
	DryRun  bool   `help:"Show what would be written, and write nothing."`
	Service string `hidden:"" env:"BRIEFING_ARCHIVE" default:"https://archive.org/wayback/available" help:"Where to ask for copies."`
}

func (*linksArchive) Help() string {
	return `Example:
  briefing links archive --dry-run

Taken is the copy nearest to the day in accessed, or else in date. Only the line
archived: is added to a record; nothing else in it changes. The archive is told
the addresses of the sources, and not asked to make copies.`
}

func (c *linksArchive) Run(p *program) error {
	library, err := p.library(c.Source)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	copies, err := c.find(ctx, p, library)
	if writing := c.write(p, copies); writing != nil {
		return errors.Join(err, writing)
	}
	if ctx.Err() != nil {
		return errors.New("stopped; the copies found so far are dealt with")
	}
	return err
}

// find asks for the copies of all sources that need one. With an error it returns the
// copies that were found before: the archive is asked no more then.
func (c *linksArchive) find(ctx context.Context, p *program, library *content.Library) ([]links.Copy, error) {
	var need []*content.Source
	for _, s := range library.Sources {
		if links.NeedsCopy(s) && (c.Source == "" || s.ID == c.Source) {
			need = append(need, s)
		}
	}
	client := c.client(library)
	progress := p.progress("asking", len(need), time.Now())
	var copies []links.Copy
	var failed error
	for _, s := range need {
		copy, err := client.FindCopy(ctx, c.Service, s)
		if err != nil {
			failed = err
			break
		}
		if copies = append(copies, copy); progress != nil {
			progress(len(copies))
		}
	}
	if progress != nil {
		progress(len(need)) // clears the line
	}
	return copies, failed
}

// write adds the copies to their records and says so.
func (c *linksArchive) write(p *program, copies []links.Copy) error {
	var edits []diag.Edit
	none := 0
	for _, copy := range copies {
		switch name := copy.Source.File.Name; {
		case copy.Edit != nil:
			edits = append(edits, *copy.Edit)
			line, _ := copy.Source.File.Position(copy.Edit.Start)
			fmt.Fprintf(p.stdout, "%s:%d: %s\n", name, line, strings.TrimSpace(copy.Edit.Text))
		case copy.Address != "":
			fmt.Fprintf(p.stderr, "%s: %s\n  paste: archived: %s\n", name, copy.Reason, copy.Address)
		default:
			none++
			fmt.Fprintf(p.stderr, "%s: %s\n", name, copy.Reason)
		}
	}
	what := "written"
	if c.DryRun {
		what = "to be written"
	} else if err := p.rewrite("archived copies found by links archive", edits); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s asked for: %s %s, %d without a copy\n", count(len(copies), "source"), plural(len(edits), "copy", "copies"), what, none)
	return nil
}
