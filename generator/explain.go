package main

import (
	"fmt"
	"io"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/check"
)

type explainCommand struct {
	Code string `arg:"" help:"The word in brackets behind a finding." placeholder:"CODE"`
}

func (*explainCommand) Help() string {
	return "Examples:\n  briefing explain one-source\n  briefing check --list          all codes"
}

func (c *explainCommand) Run(p *program) error {
	code := strings.ToLower(strings.Trim(c.Code, "[]"))
	rule, ok := check.Find(code)
	if ok {
		return explain(p.stdout, rule)
	}
	if near, ok := anchor.Suggest(code, check.Codes()); ok {
		return fmt.Errorf("there is no check %q; did you mean %s?", c.Code, near)
	}
	return fmt.Errorf("there is no check %q; all are listed by: briefing check --list", c.Code)
}

// explain writes everything that is known of a rule.
func explain(w io.Writer, r *check.Rule) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n\nwhy: %s\n\nwhat to do: %s\n", r.Code, r.Title, r.Doc, r.Fix)
	example(&b, "bad", r.Bad)
	example(&b, "good", r.Good)
	fmt.Fprintf(&b, "\nseverity: %s\n", r.Severity)
	if r.Fixed {
		b.WriteString("neither site.yaml nor a file can change that\n")
	} else {
		fmt.Fprintf(&b, "for the site, in site.yaml:   checks: {%s: note}\n", r.Code)
		fmt.Fprintf(&b, "for one file, in its fields:  allow: [{code: %s, because: …}]\n", r.Code)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func example(b *strings.Builder, word, files string) {
	if files == "" {
		return
	}
	fmt.Fprintf(b, "\n%s:\n", word)
	for line := range strings.Lines(files) {
		if name, ok := strings.CutPrefix(line, "-- "); ok {
			line = strings.TrimSuffix(strings.TrimSpace(name), " --") + "\n"
		} else {
			line = "    " + line
		}
		b.WriteString("  " + line)
	}
}

// listRules writes one line for each rule.
func listRules(w io.Writer) error {
	var b strings.Builder
	for _, group := range check.Groups {
		fmt.Fprintf(&b, "%s\n", group)
		for _, r := range check.Rules {
			if r.Group == group {
				fmt.Fprintf(&b, "  %-22s %-8s %s\n", r.Code, r.Severity, r.Title)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
