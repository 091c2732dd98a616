package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/schollz/progressbar/v3"

	"briefing/generator/content"
	"briefing/generator/graph"
	"briefing/generator/permalink"
	"briefing/generator/pipeline"
	"briefing/generator/publish"
	"briefing/generator/render"
)

type buildCommand struct {
	Out    string `help:"Folder to write; site in the root by default." type:"path" placeholder:"DIR"`
	Drafts bool   `help:"Publish drafts and what is under embargo too."`

	Portable bool   `help:"Write an archive, site.zip in the root or --out, to unpack and open without a server."`
	Shard    string `help:"Write only the files of one of several parts, as 2/8; briefing join makes them one site." placeholder:"K/N"`
	siteFlags
}

// siteFlags are the flags of commands that make a site to publish.
type siteFlags struct {
	Compress  []string `help:"Put compressed copies beside text files: gz, br." enum:"gz,br" placeholder:"FORM"`
	SQLite    bool     `name:"sqlite" help:"Add everything as a SQLite database, data/v1/site.sqlite."`
	HostFiles bool     `help:"Add _headers and _redirects, which Netlify and Cloudflare Pages read."`
	Now       string   `help:"Time that decides about embargoes, as 2026-05-01T06:00+02:00." placeholder:"TIME"`
}

func (*buildCommand) Help() string {
	return "Examples:\n  briefing build --root ~/pass-notes --out ~/public\n  briefing build --portable\n\n" +
		"Only files that differ are written. If the content has errors nothing is."
}

func (c *buildCommand) Run(p *program) error {
	if c.Portable && (c.Shard != "" || len(c.Compress) > 0 || c.HostFiles) {
		return errors.New("--portable is for a site without a server, and not together with --shard, --compress or --host-files")
	}
	if c.Shard != "" && c.Out == "" {
		return errors.New("--shard writes a part of a site; name a folder for it with --out")
	}
	made, err := p.makeSite(c.siteFlags, c.Drafts)
	if err != nil {
		return err
	}
	if err := made.only(c.Shard); err != nil {
		return err
	}
	to, report, err := c.write(p, made)
	if err != nil {
		return p.fault(made, err)
	}
	p.summary(to, made.out, report)
	if c.isForOtherUse() {
		return nil // it publishes nothing
	}
	return p.lock(made.out.Site, made.in)
}

// write writes what the flags ask for, and returns where.
func (c *buildCommand) write(p *program, made *site) (to string, r publish.Report, err error) {
	if to = c.Out; to == "" {
		to = filepath.Join(p.root, "site")
	}
	if c.Portable {
		if filepath.Ext(to) != ".zip" {
			to += ".zip"
		}
		// Only servers show it, and its addresses are those of one.
		made.files = slices.DeleteFunc(made.files, func(f publish.File) bool { return f.Path == "404.html" })
		r, err = publish.Zip(to, made.files, p.progress("writing", len(made.files), made.began))
		return to, r, err
	}
	memory := made.memory(to)
	if memory.IsThere() {
		p.limitMemory(memoryBriefing + memoryKnown)
	}
	r, err = publish.Update(to, made.files, memory, p.progress("writing", len(made.files), made.began))
	return to, r, err
}

// isForOtherUse reports whether the site is not the one that readers get.
func (c *buildCommand) isForOtherUse() bool {
	return c.Out != "" || c.Drafts || c.Portable || c.Shard != ""
}

// lock writes down what was published, if that is not what the lock says already.
func (p *program) lock(site *graph.Site, in pipeline.Input) error {
	before, _ := permalink.Read(in.Root) // its faults are errors of the build
	text := permalink.Of(site, before, in.Now).Bytes()
	if bytes.Equal(text, before.File.Text()) {
		return nil
	}
	name := filepath.Join(p.root, filepath.FromSlash(permalink.Name))
	part := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".part") // a fixed name: the next run replaces what a killed one left
	if err := os.WriteFile(part, text, 0o644); err != nil {
		return err
	}
	if err := os.Rename(part, name); err != nil {
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
	fmt.Fprintln(p.stdout, p.line(dir, r))
}

// line says what was done in one line.
func (*program) line(to string, r publish.Report) string {
	return fmt.Sprintf("%s: %s, %d written, %d removed, %d unchanged, %.1f MB",
		relative(to), count(r.Files(), "file"), len(r.Written), len(r.Removed), r.Unchanged, float64(r.Bytes)/1e6)
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
