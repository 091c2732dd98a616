package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"briefing/generator/content"
	"briefing/generator/draft"
	"briefing/generator/journal"
)

type newCommand struct {
	Site       newSite       `cmd:"" help:"A site with a first briefing, in the root folder."`
	Briefing   newBriefing   `cmd:"" help:"An article, as a draft."`
	Annotation newAnnotation `cmd:"" help:"An annotation on words of an article."`
	Source     newSource     `cmd:"" help:"A source that evidence comes from."`
	Expert     newExpert     `cmd:"" help:"A person who is quoted or checked."`
	Schemas    newSchemas    `cmd:"" help:"JSON Schemas of the front matter, for editors; also made with a site."`
}

func (*newCommand) Help() string {
	return `Examples:
  briefing new site "Pass Notes"
  briefing new briefing selim-pass "Who keeps the Selim Pass open?"
  briefing new annotation selim-pass "finance two of the three tunnels"
  briefing new source debt-bulletin-2026 "Public debt bulletin"
  briefing new expert lida-orbeli "Lida Orbeli"`
}

type newSite struct {
	Title string `arg:"" optional:"" help:"Title of the site." default:"Annotated briefings"`
}

func (c *newSite) Run(p *program) error {
	if err := p.draft(draft.Site(c.Title, today())); err != nil {
		return err
	}
	return p.writeSchemas()
}

type newBriefing struct {
	ID    string `arg:"" help:"Name of its folder: lower-case letters, digits, hyphens."`
	Title string `arg:"" optional:"" help:"Title of the article."`
}

func (c *newBriefing) Run(p *program) error {
	return p.named(c.ID, c.Title, func(id, title string) []draft.File { return draft.Briefing(id, title, today()) })
}

type newSource struct {
	ID    string `arg:"" help:"Name of its file: lower-case letters, digits, hyphens."`
	Title string `arg:"" optional:"" help:"Title of the document."`
}

func (c *newSource) Run(p *program) error { return p.named(c.ID, c.Title, draft.Source) }

type newExpert struct {
	ID   string `arg:"" help:"Name of the file: lower-case letters, digits, hyphens."`
	Name string `arg:"" optional:"" help:"Name of the person."`
}

func (c *newExpert) Run(p *program) error { return p.named(c.ID, c.Name, draft.Expert) }

type newAnnotation struct {
	Briefing string `arg:"" help:"Id of the briefing."`
	Words    string `arg:"" help:"Words of the article."`
	ID       string `help:"Name of its file; made of the words by default." placeholder:"ID"`
}

// Run looks the words up, so that the file is right from the start.
func (c *newAnnotation) Run(p *program) error {
	in, err := p.input()
	if err != nil {
		return err
	}
	library, _ := content.Load(in.Root)
	b, err := briefingOf(library, c.Briefing)
	if err != nil {
		return err
	}
	found, err := find(b, c.Words, 0)
	if err != nil {
		return err
	}
	p.others(b, found)
	id, err := p.annotationID(b, c.ID, found.words)
	if err != nil {
		return err
	}
	return p.draft(draft.Annotation(b.ID, id, found.passages))
}

// named makes a file with an id and a name, which is made of the id if it is not
// given.
func (p *program) named(id, name string, files func(id, name string) []draft.File) error {
	if !content.IsID(id) {
		return badID(id)
	}
	if name == "" {
		name = strings.ToUpper(id[:1]) + strings.ReplaceAll(id[1:], "-", " ")
	}
	return p.draft(files(id, name))
}

func badID(id string) error {
	return fmt.Errorf("%q cannot be an id: lower-case letters, digits and hyphens, such as %q", id, content.Slug(id))
}

// draft writes files and names them.
func (p *program) draft(files []draft.File) error {
	write := func() error { return draft.Write(p.root, files) } // a site is not there yet
	if files[0].Path != "content/site.yaml" {
		write = func() error { return p.step("made: "+files[0].Path, created(files)) }
	}
	if err := write(); err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(p.stdout, relative(filepath.Join(p.root, filepath.FromSlash(f.Path))))
	}
	if files[0].Path == "content/site.yaml" {
		fmt.Fprintln(p.stdout, "look at it with: briefing serve")
	}
	return nil
}

// created are files that are not there yet, as changes.
func created(files []draft.File) []journal.Change {
	var changes []journal.Change
	for _, f := range files {
		changes = append(changes, journal.Change{Name: f.Path, After: []byte(f.Text)})
	}
	return changes
}

func today() string { return time.Now().Format(time.DateOnly) }
