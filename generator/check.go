package main

import (
	"fmt"
	"os"

	"briefing/generator/history"
	"briefing/generator/pipeline"
	"briefing/generator/render"
	"briefing/templates"
)

type checkCommand struct {
	List bool `help:"List all checks, and look at nothing."`
}

func (*checkCommand) Help() string {
	return "Examples:\n  briefing check\n  briefing check --list          all checks, with their severity\n\nEvery mistake in every file is named in one run, with the place and what to do."
}

func (c *checkCommand) Run(p *program) error {
	if c.List {
		return listRules(p.stdout)
	}
	in, err := p.input()
	if err != nil {
		return err
	}
	in.Drafts, in.Previous = true, history.Folder(p.root).Versions
	out, list, err := pipeline.Build(in)
	if err != nil {
		return err
	}
	if list.Errors() == 0 && p.ownTemplates() {
		if err := renderAll(out.Pages); err != nil {
			d, isTemplate := render.Fault(in.Templates, err)
			if !isTemplate {
				return err
			}
			list = append(list, d)
		}
	}
	if err := p.report(list, true); err != nil {
		return err
	}
	if len(list) == 0 {
		fmt.Fprintln(p.stdout, "nothing to mend")
	}
	return nil
}

// ownTemplates reports whether pages are made with templates that are not those of
// the program, so that a mistake in one may show only when a page is made.
func (p *program) ownTemplates() bool {
	return pipeline.Overlay{Over: folder(os.DirFS(p.root), "templates"), Under: templates.FS}.Differs()
}
