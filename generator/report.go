package main

import (
	"bytes"

	"briefing/generator/check"
	"briefing/generator/history"
	"briefing/generator/pipeline"
	"briefing/generator/report"
)

type reportCommand struct {
	Format string `help:"text or html." enum:"text,html" default:"text" placeholder:"FORM"`
	Output string `help:"File for the report instead of the terminal." type:"path" placeholder:"FILE"`
	Now    string `help:"Time for which checks are due and briefings held: 2026-05-01T06:00+02:00." placeholder:"TIME"`
}

func (*reportCommand) Help() string {
	return `Examples:
  briefing report                                    what is left to do, in the terminal
  briefing report --format html --output desk.html   as a page for the desk

The report is for editors and is not published. What is wrong is said by: briefing check`
}

func (c *reportCommand) Run(p *program) error {
	in, err := p.input()
	if err != nil {
		return err
	}
	if in.Now, err = moment(c.Now); err != nil {
		return err
	}
	in.Drafts, in.Previous = true, history.Folder(p.root).Versions
	site, list := pipeline.Connect(in)
	list = check.Judge(site, list, check.Options{Now: in.Now})
	list.Sort()
	view := report.Make(site, list, in.Now)
	var b bytes.Buffer
	write := view.Text
	if c.Format == "html" {
		write = view.HTML
	}
	if err := write(&b); err != nil {
		return err
	}
	if c.Output != "" {
		return writeOutput(c.Output, b.Bytes())
	}
	_, err = b.WriteTo(p.stdout)
	return err
}
