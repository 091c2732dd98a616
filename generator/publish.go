package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"briefing/generator/bucket"
	"briefing/generator/publish"
)

type publishCommand struct {
	Target string `arg:"" help:"A folder, or s3://BUCKET/PREFIX."`

	From     string `help:"Publish a folder that was built, instead of building." type:"path" placeholder:"DIR"`
	DryRun   bool   `help:"Say what would change, and change nothing."`
	Undo     bool   `help:"Go back to what was published before."`
	Yes      bool   `help:"Do not stop if more than a fifth of the site would be deleted."`
	Resume   bool   `help:"Go on at once where another run into a store was killed."`
	Warnings bool   `help:"Publish with warnings, too."`
	Endpoint string `help:"Address of an S3-like store that is not Amazon's." env:"AWS_ENDPOINT_URL_S3,AWS_ENDPOINT_URL" placeholder:"URL"`
	Region   string `help:"Region of the store." env:"AWS_REGION,AWS_DEFAULT_REGION" placeholder:"NAME"`
	siteFlags
}

func (*publishCommand) Help() string {
	return "Examples:\n  briefing publish /srv/www/notes\n  briefing publish s3://notes --endpoint https://s3.example.org\n" +
		"  briefing publish s3://notes --dry-run\n  briefing publish s3://notes --undo\n\n" +
		"A folder is replaced in one step. One release is kept: --undo brings it back, once more the other, and says which is which.\n" +
		"In a store only what changed is uploaded: what pages need, pages, feeds, and deletions last.\n" +
		"Keys to a store are read from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or from ~/.aws/credentials."
}

func (c *publishCommand) Run(p *program) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	made, err := c.site(p)
	if err != nil {
		return err
	}
	if address, isBucket := bucket.ParseAddress(c.Target); isBucket {
		address.Endpoint, address.Region = c.Endpoint, c.Region
		err = c.toBucket(ctx, p, address, made)
	} else if strings.Contains(c.Target, "://") {
		return fmt.Errorf("%s is no folder and not written s3://bucket/prefix", c.Target)
	} else {
		err = c.toFolder(p, made)
	}
	if err != nil {
		return p.fault(made, err)
	}
	if c.DryRun || made.out == nil {
		return nil
	}
	return p.lock(made.out.Site, made.in)
}

// site is what will be published; of --undo nothing.
func (c *publishCommand) site(p *program) (*site, error) {
	if c.Undo {
		return &site{began: time.Now()}, nil
	}
	if c.From != "" {
		files, err := publish.Read(c.From)
		return &site{files: files, began: time.Now()}, err
	}
	made, err := p.makeSite(c.siteFlags, false)
	if err == nil && !c.Warnings && made.warnings > 0 {
		return nil, errors.New("there are warnings, and nothing was published; mend them, allow them one by one, or add --warnings")
	}
	return made, err
}

func (c *publishCommand) toFolder(p *program, made *site) error {
	progress := p.progress("writing", len(made.files), made.began)
	var r publish.Report
	var err error
	switch {
	case c.Undo && c.DryRun:
		r, err = publish.DiffUndo(c.Target)
	case c.Undo:
		r, err = publish.Undo(c.Target, progress)
	case c.DryRun:
		r, err = publish.Diff(c.Target, made.files)
	default:
		r, err = publish.Release(c.Target, made.files, progress, c.confirm)
	}
	if err != nil {
		return err
	}
	c.say(p, c.Target, r)
	if !c.Undo {
		return nil
	}
	shown, back, err := publish.Editions(c.Target)
	if err == nil {
		c.sayEditions(p, shown, back, differ(r))
	}
	return err
}

func (c *publishCommand) toBucket(ctx context.Context, p *program, a bucket.Address, made *site) error {
	b, err := bucket.Open(a)
	if err != nil {
		return err
	}
	var change *bucket.Change
	if c.Undo {
		change, err = b.CompareUndo(ctx)
	} else {
		change, err = b.Compare(ctx, made.files, p.progress("reading", len(made.files), made.began))
	}
	if err != nil {
		return err
	}
	change.Resume = c.Resume
	if change.Unfinished {
		fmt.Fprintln(p.stderr, "another run has not come to its end")
	}
	if !c.DryRun {
		if err := c.confirm(change.Report); err != nil {
			return err
		}
		if err := change.Apply(ctx, p.progress("uploading", len(change.Written)+len(change.Removed), made.began)); err != nil {
			return err
		}
	}
	c.say(p, a.String(), change.Report)
	if !c.Undo {
		return nil
	}
	shown, back, err := b.Editions(ctx)
	if err != nil {
		return err
	}
	differs := differ(change.Report)
	if change.Unfinished {
		differs = "" // from what the killed run left
	}
	c.sayEditions(p, shown, back, differs)
	return nil
}

// sayEditions says which release is shown, and which one going back brings.
func (c *publishCommand) sayEditions(p *program, shown, back publish.Edition, differs string) {
	next := "the next --undo brings"
	if c.DryRun {
		next = "--undo would bring"
	}
	fmt.Fprintf(p.stdout, "shown now: %s\n", editionOf(shown))
	if back == (publish.Edition{}) {
		fmt.Fprintf(p.stdout, "%s: nothing, there is no other release\n", next)
		return
	}
	fmt.Fprintf(p.stdout, "%s: %s%s\n", next, editionOf(back), differs)
}

// editionOf names a release by its time.
func editionOf(e publish.Edition) string {
	of := "of a time that is not known"
	if !e.Time.IsZero() {
		of = "of " + e.Time.UTC().Format("2006-01-02 15:04:05 MST")
	}
	return fmt.Sprintf("the release %s, %s", of, count(e.Files, "file"))
}

// mostNamed is how many files are named that differ between two releases.
const mostNamed = 3

// differ says which files differ.
func differ(r publish.Report) string {
	names := slices.Sorted(slices.Values(slices.Concat(r.Written, r.Removed)))
	switch n := len(names); {
	case n == 0:
		return ""
	case n == 1:
		return "; 1 file differs: " + names[0]
	case n > mostNamed:
		return fmt.Sprintf("; %d files differ: %s and %d more", n, strings.Join(names[:mostNamed], ", "), n-mostNamed)
	default:
		return fmt.Sprintf("; %d files differ: %s", n, strings.Join(names, ", "))
	}
}

// A run that would delete more than one file in mostDeleted asks first, unless they
// are few.
const (
	mostDeleted = 5
	fewDeleted  = 5
)

// confirm stops a run that would delete much of a site, which is a mistake more
// often than not.
func (c *publishCommand) confirm(r publish.Report) error {
	if c.Yes || c.Undo || len(r.Removed) <= fewDeleted || len(r.Removed)*mostDeleted <= r.There {
		return nil
	}
	return fmt.Errorf("%s would be deleted, such as %s, and nothing was published; look with --dry-run, then add --yes", count(len(r.Removed), "file"), r.Removed[0])
}

// say says what was done, or would be, each file on a line of its own if it is
// asked for.
func (c *publishCommand) say(p *program, to string, r publish.Report) {
	if c.DryRun {
		for _, name := range r.Written {
			fmt.Fprintf(p.stdout, "write  %s\n", name)
		}
		for _, name := range r.Removed {
			fmt.Fprintf(p.stdout, "delete %s\n", name)
		}
	}
	fmt.Fprintln(p.stdout, p.line(to, r))
}
