package findings

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"briefing/generator/diag"
)

// often is how many times the same problem is shown in the text form.
const often = 3

// problem is what findings in several files have in common.
type problem struct{ code, message string }

// text writes the findings as [diag.Print] does. The same problem is shown a few
// times and then counted, so that one mistake in forty files does not hide the
// others.
func (r Report) text(w io.Writer, style diag.Style) error {
	shown := map[problem]int{}
	var more []problem
	for _, d := range r.Findings {
		p := problem{d.Code, d.Message}
		if shown[p]++; shown[p] == often+1 {
			more = append(more, p)
		}
	}
	seen := map[problem]int{}
	list := slices.DeleteFunc(slices.Clone(r.Findings), func(d diag.Diagnostic) bool {
		p := problem{d.Code, d.Message}
		seen[p]++
		return seen[p] > often
	})
	if err := diag.Print(w, list, style); err != nil {
		return err
	}
	var b strings.Builder
	for _, p := range more {
		fmt.Fprintf(&b, "and %d more: %s [%s]\n", shown[p]-often, p.message, p.code)
	}
	if len(more) > 0 {
		b.WriteString("all of them: briefing check --format short\n")
	}
	b.WriteString(r.Summary() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// short writes a line for each finding, which editors take for a link:
//
//	path:line:col: severity: message [code]
func (r Report) short(w io.Writer) error {
	var b strings.Builder
	for _, d := range r.Findings {
		line, column := d.File.Position(d.Start)
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s [%s]\n", d.File.Name, line, column, d.Severity, oneLine(d.Message), d.Code)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
