package main

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/schollz/progressbar/v3"

	"briefing/generator/content"
	"briefing/generator/database"
	"briefing/generator/dataset"
	"briefing/generator/graph"
	"briefing/generator/permalink"
	"briefing/generator/pipeline"
	"briefing/generator/publish"
	"briefing/generator/render"
)

type buildCommand struct {
	Out    string `help:"Folder to write; site in the root by default." type:"path" placeholder:"DIR"`
	Drafts bool   `help:"Publish drafts and what is under embargo too."`
	SQLite bool   `name:"sqlite" help:"Also write everything as a SQLite database, data/v1/site.sqlite."`
	Now    string `help:"Time that decides about embargoes, as 2026-05-01T06:00+02:00." placeholder:"TIME"`
}

func (*buildCommand) Help() string {
	return "Example:\n  briefing build --root ~/pass-notes --out ~/public\n\nOnly files that differ are written. If the content has errors nothing is."
}

func (c *buildCommand) Run(p *program) error {
	in, err := p.input()
	if err != nil {
		return err
	}
	in.Drafts = c.Drafts
	if in.Now, err = moment(c.Now); err != nil {
		return err
	}
	p.tuneMemory()
	began := time.Now()
	out, list, err := pipeline.Build(in)
	if err != nil {
		return err
	}
	if err := p.report(list, false); err != nil {
		fmt.Fprintln(p.stderr, "nothing was written")
		return err
	}
	out.Site.Library.Forget()
	if c.SQLite {
		out.Pages = append(out.Pages, databasePage(out.Site))
	}
	dir := c.Out
	if dir == "" {
		dir = filepath.Join(p.root, "site")
	}
	report, err := publish.Write(dir, files(out.Pages), p.progress("writing", len(out.Pages), began))
	if d, isTemplate := render.Fault(in.Templates, err); isTemplate {
		list = append(list[:0], d)
		return errors.Join(p.report(list, false), errContent)
	}
	if err != nil {
		return err
	}
	p.summary(dir, out, report)
	if c.Out != "" || c.Drafts {
		return nil // a site for another purpose publishes nothing
	}
	return p.lock(out.Site, in)
}

// databasePage is everything on a site as a database.
func databasePage(site *graph.Site) render.Page {
	return render.Page{Path: database.Path, Render: func(b *bytes.Buffer) error {
		text, err := database.Bytes(dataset.All(site))
		b.Write(text)
		return err
	}}
}

// lock writes down what was published, if that is not what the lock says already.
func (p *program) lock(site *graph.Site, in pipeline.Input) error {
	before, _ := permalink.Read(in.Root) // its faults are errors of the build
	text := permalink.Of(site, before, in.Now).Bytes()
	if bytes.Equal(text, before.File.Bytes) {
		return nil
	}
	if err := writeOutput(filepath.Join(p.root, filepath.FromSlash(permalink.Name)), text); err != nil {
		return err
	}
	fmt.Fprintf(p.stdout, "%s: commit it, so that nothing published goes missing\n", permalink.Name)
	return nil
}

// files are pages as publish takes them.
func files(pages []render.Page) []publish.File {
	files := make([]publish.File, len(pages))
	for i, page := range pages {
		files[i] = publish.File{Path: page.Path, Content: page.Render}
	}
	return files
}

// summary says what the site holds and what was done.
func (p *program) summary(dir string, out *pipeline.Output, r publish.Report) {
	s := out.Site
	fmt.Fprintf(p.stdout, "%s, %s, %s, %s, %s\n", count(len(s.Briefings), "briefing"), count(len(s.Annotations), "annotation"),
		count(len(s.Sources), "source"), count(len(s.Experts), "expert"), countries(len(s.Countries)))
	for _, b := range s.Held {
		reason := "a draft: set status: published to show it"
		if b.Status != content.Draft {
			reason = "held back until " + b.Embargo.Format("2006-01-02T15:04Z07:00")
		}
		fmt.Fprintf(p.stdout, "not on the site: %s is %s\n", b.ID, reason)
	}
	fmt.Fprintf(p.stdout, "%s: %s, %d written, %d removed, %d unchanged, %.1f MB\n",
		relative(dir), count(r.Files(), "file"), len(r.Written), len(r.Removed), r.Unchanged, float64(r.Bytes)/1e6)
}

func countries(n int) string {
	if n == 1 {
		return "1 country"
	}
	return fmt.Sprintf("%d countries", n)
}

// patience is how long a command is quiet before a bar shows that it is alive.
const patience = 500 * time.Millisecond

// progress returns what shows a bar on a terminal, once what is done takes long.
func (p *program) progress(what string, total int, began time.Time) func(int) {
	if !isTerminal(p.stderr) {
		return nil
	}
	bar := progressbar.NewOptions(total, progressbar.OptionSetWriter(p.stderr), progressbar.OptionSetDescription(what),
		progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionEnableColorCodes(colors(p.stderr)), progressbar.OptionSetVisibility(true))
	return func(done int) {
		if time.Since(began) > patience {
			_ = bar.Set(done) // a bar that cannot be drawn is no fault
		}
	}
}

// renderAll renders every page into nothing, so that faults of templates show.
func renderAll(pages []render.Page) error {
	var b bytes.Buffer
	for _, page := range pages {
		b.Reset()
		if err := page.Render(&b); err != nil {
			return err
		}
	}
	return nil
}
