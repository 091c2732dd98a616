package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/check"
	"briefing/generator/diag"
	"briefing/generator/findings"
	"briefing/generator/graph"
	"briefing/generator/history"
	"briefing/generator/journal"
	"briefing/generator/pipeline"
	"briefing/generator/render"
	"briefing/templates"
)

type checkCommand struct {
	List          bool     `help:"List all checks, and look at nothing."`
	Format        string   `help:"Form of the report: text, short, json, sarif, github or html." enum:"text,short,json,sarif,github,html" default:"text" placeholder:"FORM"`
	Output        string   `help:"File for the report instead of the terminal." type:"path" placeholder:"FILE"`
	FailOn        string   `help:"Least severity that makes the exit code 1: error, warning or note." enum:"error,warning,note" default:"error" placeholder:"SEVERITY"`
	Only          []string `help:"Codes of the findings to report, and no others." placeholder:"CODE,…"`
	Skip          []string `help:"Codes of findings to leave out." placeholder:"CODE,…"`
	Since         string   `help:"Report only what changes since this revision of git may have caused." placeholder:"REV"`
	Baseline      string   `help:"Leave out what this file accepts." type:"path" placeholder:"FILE"`
	WriteBaseline string   `help:"Accept everything that is found, in this file." type:"path" placeholder:"FILE"`
	Fix           bool     `help:"Make the safe changes in the files." xor:"mend"`
	Diff          bool     `help:"Show the safe changes and write nothing." xor:"mend"`
}

func (*checkCommand) Help() string {
	return `Examples:
  briefing check                                    what is wrong, with the place and what to do
  briefing check --diff                             what --fix would change
  briefing check --fix                              mend what can be mended without asking
  briefing check --list                             all checks, with their severity
  briefing check --fail-on warning                  stop at warnings too
  briefing check --only source-unknown,link-missing
  briefing check --skip source-unused
  briefing check --since main                       only what the changes since then may have caused
  briefing check --write-baseline accepted.txt      accept what there is today …
  briefing check --baseline accepted.txt            … and report only what is new
  briefing check --format html --output report.html a page to mail to the desk
  briefing check --format short                     a line for each finding
  briefing check --format json                      for programs
  briefing check --format sarif --output check.sarif
  briefing check --format github                    in a workflow on GitHub

Every mistake in every file is named in one run. Exit code: 0 nothing as grave as
--fail-on, 1 something is, 2 wrong usage or a fault of the machine.`
}

func (c *checkCommand) Run(p *program) error {
	if c.List {
		return listRules(p.stdout)
	}
	choice, err := c.choice()
	if err != nil {
		return err
	}
	baseline, err := c.baseline()
	if err != nil {
		return err
	}
	in, err := p.input()
	if err != nil {
		return err
	}
	in.ReleaseText = !c.Fix && !c.Diff // those change the bytes
	run := &checkRun{program: p, in: in, choice: choice, baseline: baseline}
	if c.Since != "" {
		if run.changed, err = history.Folder(p.root).Changed(c.Since); err != nil {
			return err
		}
	}
	list, err := run.find(in.Root)
	if err == nil && (c.Fix || c.Diff) {
		list, err = run.mend(c.Diff)
	}
	switch {
	case err != nil:
		return err
	case c.WriteBaseline != "":
		return p.writeBaseline(c.WriteBaseline, run.found)
	case c.Diff:
		return reached(findings.Report{Findings: list}, c.FailOn)
	}
	return p.writeReport(run.report(list), c)
}

// choice reads --only and --skip.
func (c *checkCommand) choice() (findings.Choice, error) {
	for _, code := range append(append([]string{}, c.Only...), c.Skip...) {
		if err := knownCode(code); err != nil {
			return findings.Choice{}, err
		}
	}
	return findings.Choice{Only: c.Only, Skip: c.Skip}, nil
}

// knownCode refuses what is not the code of a finding.
func knownCode(code string) error {
	if _, ok := check.Find(code); ok {
		return nil
	}
	if near, ok := anchor.Suggest(code, check.Codes()); ok {
		return fmt.Errorf("there is no check %q; did you mean %q?", code, near)
	}
	return fmt.Errorf("there is no check %q; all are listed by: briefing check --list", code)
}

func (c *checkCommand) baseline() (findings.Baseline, error) {
	if c.Baseline == "" {
		return nil, nil
	}
	text, err := os.ReadFile(c.Baseline)
	if err != nil {
		return nil, err
	}
	b, err := findings.ParseBaseline(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", relative(c.Baseline), err)
	}
	return b, nil
}

// checkRun is one run of the command.
type checkRun struct {
	*program
	in        pipeline.Input
	choice    findings.Choice
	baseline  findings.Baseline
	changed   map[string]bool // files, by name; nil for all
	site      *graph.Site
	found     diag.List // of the last look, before the baseline
	accepted  int
	removable []findings.Entry
}

// find looks at the content of a file system and returns what is wanted of its
// findings.
func (r *checkRun) find(root fs.FS) (diag.List, error) {
	in := r.in
	in.Root, in.Drafts, in.Previous = root, true, history.Folder(r.root).Versions
	out, list, err := pipeline.Build(in)
	if err != nil {
		return nil, err
	}
	if list.Errors() == 0 && r.ownTemplates() {
		if err := renderAll(out.Pages); err != nil {
			d, isTemplate := render.Fault(in.Templates, err)
			if !isTemplate {
				return nil, err
			}
			list = append(list, d)
		}
	}
	r.site, r.found = out.Site, findings.Since(r.choice.Of(list), r.changed)
	left, accepted, removable := r.baseline.Split(r.found, r.choice)
	r.accepted, r.removable = accepted, removable
	return left, nil
}

// mend makes the safe changes, or shows them, and returns what is left to mend.
func (r *checkRun) mend(isDiff bool) (diag.List, error) {
	changes, list, err := findings.Mend(r.in.Root, r.find)
	if err != nil {
		return nil, err
	}
	if isDiff {
		for _, c := range changes {
			fmt.Fprint(r.stdout, c.Diff())
		}
		return r.find(r.in.Root)
	}
	var all []journal.Change
	for _, c := range changes {
		all = append(all, journal.Change{Name: c.Name, Before: c.Before, After: c.After})
	}
	if err := r.step("mended by check --fix", all); err != nil {
		return nil, err
	}
	for _, c := range changes {
		fmt.Fprintf(r.stderr, "%s: %s mended\n", c.Name, count(c.Findings, "finding"))
	}
	return list, nil
}

// report is what was found, with what the reader may want to know beside it.
func (r *checkRun) report(list diag.List) findings.Report {
	report := findings.Report{
		Findings: list, Docs: ruleDocs(), Site: r.site.Library.Site.Title.Value,
		Accepted: r.accepted, Removable: r.removable,
	}
	names := map[string]string{}
	for _, e := range r.site.Library.Site.Editors {
		names[e.Key] = e.Name.Value
	}
	for _, b := range r.site.Library.Briefings {
		desk := findings.Desk{Folder: strings.TrimSuffix(b.File.Name, "article.md"), Title: b.Title.Value}
		for _, a := range b.Authors {
			name := a.Value
			if full := names[name]; full != "" {
				name = full
			}
			desk.Authors = append(desk.Authors, name)
		}
		report.Desks = append(report.Desks, desk)
	}
	return report
}

// ruleDocs says what each code is for.
func ruleDocs() map[string]string {
	docs := map[string]string{}
	for _, rule := range check.Rules {
		docs[rule.Code] = rule.Doc
	}
	return docs
}

func (p *program) writeBaseline(name string, list diag.List) error {
	if err := writeOutput(name, findings.BaselineOf(list).Bytes()); err != nil {
		return err
	}
	fmt.Fprintf(p.stderr, "%s accepts %s\n", relative(name), count(len(list), "finding"))
	return nil
}

// writeReport puts the report where it is wanted, and says on standard error what
// is for the person who ran the command. It returns errContent if there is
// something as grave as --fail-on.
func (p *program) writeReport(r findings.Report, c *checkCommand) error {
	if c.Output != "" {
		var b bytes.Buffer
		if err := r.Write(&b, c.Format, diag.Style{}); err != nil {
			return err
		}
		if err := writeOutput(c.Output, b.Bytes()); err != nil {
			return err
		}
		fmt.Fprintf(p.stderr, "%s: %s\n", relative(c.Output), r.Summary())
	} else if err := r.Write(p.stdout, c.Format, diag.Style{Color: colors(p.stdout)}); err != nil {
		return err
	}
	for _, e := range r.Removable {
		fmt.Fprintf(p.stderr, "%s: can be removed, it is mended: %s\n", relative(c.Baseline), e)
	}
	return reached(r, c.FailOn)
}

// reached returns errContent if there is a finding at least as grave as a severity.
func reached(r findings.Report, severity string) error {
	if r.Reaches(map[string]diag.Severity{"error": diag.Error, "warning": diag.Warning, "note": diag.Note}[severity]) {
		return errContent
	}
	return nil
}

// ownTemplates reports whether pages are made with templates that are not those of
// the program, so that a mistake in one may show only when a page is made.
func (p *program) ownTemplates() bool {
	return pipeline.Overlay{Over: folder(os.DirFS(p.root), "templates"), Under: templates.FS}.Differs()
}
