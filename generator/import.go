package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/findings"
	"briefing/generator/foreign"
	"briefing/generator/imports"
	"briefing/generator/journal"
	"briefing/generator/lsp"
	"briefing/generator/pipeline"
)

type importCommand struct {
	Name  string            `arg:"" name:"file" help:"File of another program; - is standard input."`
	As    string            `help:"What it holds, if that cannot be told: csl, bibtex, ris, hypothesis, webannotation, docx, markdown or csv." placeholder:"FORM"`
	Into  string            `help:"Id of the briefing that notes belong to, or of a new one." placeholder:"ID"`
	Page  string            `help:"Only notes on this page." placeholder:"ADDRESS"`
	Tag   map[string]string `help:"A tag and the assessment that it means, or question: --tag false=contradicted. May be repeated." placeholder:"TAG=VALUE"`
	Again bool              `help:"Also make again what was imported and deleted here."`
	Write bool              `help:"Write it."`
	Dry   bool              `name:"dry-run" help:"Write nothing, which is the default."`
	JSON  bool              `name:"json" help:"Print for programs."`
}

func (*importCommand) Help() string {
	return `Examples:
  briefing import library.bib
  briefing import library.bib --write
  briefing import notes.json --into selim-pass
  briefing import draft.docx --into selim-pass --write

Reads CSL-JSON, BibTeX, BibLaTeX and RIS (sources), Hypothesis and W3C Web Annotation
(notes), docx with comments, Markdown with footnotes, and tables of claims (CSV).
Nothing is written without --write; what was is taken back with: briefing undo. Notes and
articles are imported as drafts. What cannot be placed is kept in a folder _unplaced,
with the reason; then the exit code is 3, with --write or without.`
}

func (c *importCommand) Run(p *program) error {
	if c.Write && c.Dry {
		return errors.New("--write or --dry-run, not both")
	}
	in, err := p.input()
	if err != nil {
		return err
	}
	in.Drafts = true
	text, err := c.read()
	if err != nil {
		return err
	}
	batch, err := foreign.Read(c.Name, text, c.As)
	if err != nil {
		return err
	}
	library, _ := content.Load(in.Root)
	into, err := c.place(library, &batch)
	if err != nil {
		return err
	}
	if batch.Article != nil && batch.Article.Date == "" {
		batch.Article.Date = today()
	}
	plan, err := imports.Make(imports.Input{
		Root: in.Root, Library: library, Batch: batch, Briefing: into, Again: c.Again, Tags: c.Tag,
		Over: func(texts map[string][]byte) fs.FS { return lsp.Unsaved(in.Root, texts) },
		Judge: func(root fs.FS) diag.List {
			in := in
			in.Root = root
			site, list := pipeline.Connect(in)
			return check.Run(site, list, check.Options{Now: in.Now})
		},
	})
	if err != nil {
		return err
	}
	if c.Write {
		if err := p.step("imported "+filepath.Base(c.Name), steps(plan.Changes)); err != nil {
			return err
		}
	}
	if err := c.show(p, plan, batch.Form); err != nil {
		return err
	}
	return c.unplaced(p, plan)
}

// steps are the changes of a plan as the journal takes them.
func steps(changes []imports.Change) []journal.Change {
	var all []journal.Change
	for _, c := range changes {
		all = append(all, journal.Change{Name: c.Name, Before: c.Before, After: c.After})
	}
	return all
}

func (c *importCommand) read() ([]byte, error) {
	if c.Name == "-" {
		return io.ReadAll(os.Stdin)
	}
	return os.ReadFile(c.Name)
}

// place decides which briefing notes belong to: the one that was named, the one on whose
// published page they are, or the only one. Notes on other pages are left out of the
// batch only if the user named a page.
func (c *importCommand) place(library *content.Library, b *foreign.Batch) (string, error) {
	if c.Into != "" && !content.IsID(c.Into) {
		return "", badID(c.Into)
	}
	for tag, value := range c.Tag {
		if value != content.Question && !slices.Contains(content.Assessments, value) {
			return "", fmt.Errorf("--tag %s=%s: a tag means %s or %s", tag, value, strings.Join(content.Assessments, ", "), content.Question)
		}
	}
	if c.Page != "" {
		b.Notes = slices.DeleteFunc(b.Notes, func(n foreign.Note) bool { return !imports.SamePage(n.Page, c.Page) })
		if len(b.Notes) == 0 {
			return "", fmt.Errorf("no note of %s is on %s", c.Name, c.Page)
		}
	}
	if b.Article != nil {
		return c.placeArticle(library, b)
	}
	if len(b.Notes) == 0 {
		return "", nil
	}
	pages := imports.Pages(b.Notes)
	if len(pages) > 1 && c.Page == "" {
		return "", fmt.Errorf("the notes of %s are on %d pages; say which: --page ADDRESS\n  %s", c.Name, len(pages), strings.Join(pages[:min(20, len(pages))], "\n  "))
	}
	if c.Into != "" {
		_, err := briefingOf(library, c.Into)
		return c.Into, err
	}
	for _, briefing := range library.Briefings {
		if len(library.Briefings) == 1 || len(pages) == 1 && library.Site.URL != "" && imports.SamePage(pages[0], library.Site.URL+"briefings/"+briefing.ID+"/index.html") {
			return briefing.ID, nil
		}
	}
	return "", errors.New("say which briefing the notes belong to: --into ID")
}

// placeArticle names the briefing of an article: the one that was made of it, or a new
// one.
func (c *importCommand) placeArticle(library *content.Library, b *foreign.Batch) (string, error) {
	if c.Into != "" {
		return c.Into, nil
	}
	for _, briefing := range library.Briefings {
		if briefing.Origin != nil && briefing.Origin.ID.Value == b.Article.Origin.ID {
			return briefing.ID, nil
		}
	}
	id := content.Slug(strings.TrimSuffix(filepath.Base(c.Name), filepath.Ext(c.Name)))
	if slices.ContainsFunc(library.Briefings, func(b *content.Briefing) bool { return b.ID == id }) {
		return "", fmt.Errorf("there is a briefing %q already: to put the notes into it, say --into %s", id, id)
	}
	return id, nil
}

// show prints what was or would be done.
func (c *importCommand) show(p *program, plan *imports.Plan, form string) error {
	if c.JSON {
		return c.showJSON(p, plan, form)
	}
	for _, tag := range plan.Tags {
		fmt.Fprintf(p.stdout, "%-10s  %s means %s\n", "tag", tag[0], tag[1])
	}
	for _, r := range plan.Records {
		if r.Outcome == imports.Same {
			continue
		}
		fmt.Fprintf(p.stdout, "%-10s  %s  %s\n", r.Outcome, r.File, shorten(r.Words))
		for _, why := range r.Why {
			fmt.Fprintf(p.stdout, "%12s%s\n", "", why)
		}
	}
	for _, change := range plan.Changes {
		if change.Before != nil && change.After != nil && !imports.IsLock(change.Name) {
			fmt.Fprint(p.stdout, findings.Change{Name: change.Name, Before: change.Before, After: change.After}.Diff())
		}
	}
	var counts []string
	for _, o := range []imports.Outcome{imports.New, imports.Changed, imports.Same, imports.Kept, imports.Deleted, imports.Unplaced} {
		if n := plan.Count(o); n > 0 || o <= imports.Changed || o == imports.Unplaced {
			counts = append(counts, fmt.Sprintf("%d %s", n, o))
		}
	}
	fmt.Fprintf(p.stderr, "%s: %s\n", c.Name, strings.Join(counts, ", "))
	switch {
	case c.Write && len(plan.Changes) > 0:
		fmt.Fprintln(p.stderr, "take it back with: briefing undo")
	case c.Write || len(plan.Changes) == 0:
		fmt.Fprintln(p.stderr, "there is nothing to write")
	default:
		fmt.Fprintln(p.stderr, "nothing was written; add --write to write it")
	}
	return nil
}

func (c *importCommand) showJSON(p *program, plan *imports.Plan, form string) error {
	type record struct {
		Outcome string   `json:"outcome"`
		File    string   `json:"file,omitempty"`
		Words   string   `json:"words"`
		Why     []string `json:"why,omitempty"`
	}
	records := []record{}
	for _, r := range plan.Records {
		records = append(records, record{r.Outcome.String(), r.File, r.Words, r.Why})
	}
	files := []string{}
	for _, change := range plan.Changes {
		files = append(files, change.Name)
	}
	return writeJSON(p, struct {
		Form    string   `json:"form"`
		Written bool     `json:"written"`
		Records []record `json:"records"`
		Files   []string `json:"files"`
	}{form, c.Write, records, files})
}

// errUnplaced says that records could not be placed, which was printed.
var errUnplaced = errors.New("records could not be placed")

// unplaced says which records could not be placed, and where they wait.
func (c *importCommand) unplaced(p *program, plan *imports.Plan) error {
	n := plan.Count(imports.Unplaced)
	if n == 0 {
		return nil
	}
	if c.JSON {
		return errUnplaced
	}
	var folders []string
	for _, r := range plan.Records {
		if dir := path.Dir(r.File) + "/"; r.Outcome == imports.Unplaced && !slices.Contains(folders, dir) {
			folders = append(folders, dir)
		}
	}
	kept := "kept in"
	if !c.Write && slices.ContainsFunc(plan.Changes, func(f imports.Change) bool { return slices.Contains(folders, path.Dir(f.Name)+"/") }) {
		kept = "with --write kept in"
	}
	fmt.Fprintf(p.stderr, "%s could not be placed: %s %s, and briefing report lists what is there\n", count(n, "record"), kept, strings.Join(folders, " and "))
	return errUnplaced
}

// shorten puts words on one line of at most 60 characters.
func shorten(words string) string {
	runes := []rune(strings.Join(strings.Fields(words), " "))
	if len(runes) > 60 {
		return string(runes[:59]) + "…"
	}
	return string(runes)
}
