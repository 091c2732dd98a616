package findings

import (
	"fmt"
	"io"
	"strings"

	"briefing/generator/diag"
)

// What has a meaning in a workflow command
// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions):
// a value may hold no end of a line and no percent sign, a property no colon and
// no comma either.
var (
	commandValue    = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	commandProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// github writes a workflow command for each finding, which GitHub shows beside the
// line in a pull request, and the summary for the log.
func (r Report) github(w io.Writer) error {
	var b strings.Builder
	for _, d := range r.Findings {
		start, stop := placeOf(d.File, d.Start), placeOf(d.File, max(d.Start, d.Stop))
		fmt.Fprintf(&b, "::%s file=%s,line=%d,endLine=%d,", githubLevel(d.Severity), commandProperty.Replace(d.File.Name), start.Line, stop.Line)
		if start.Line == stop.Line { // columns are refused for more than one line
			fmt.Fprintf(&b, "col=%d,endColumn=%d,", start.Column, max(stop.Column, start.Column))
		}
		fmt.Fprintf(&b, "title=%s::%s\n", commandProperty.Replace(d.Code), commandValue.Replace(advice(d)))
	}
	b.WriteString(r.Summary() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func githubLevel(s diag.Severity) string {
	if s == diag.Note {
		return "notice"
	}
	return s.String()
}

// advice is the message with what to do.
func advice(d diag.Diagnostic) string {
	text := d.Message
	if d.Hint != "" {
		text += "\n" + d.Hint
	}
	if d.Paste != "" {
		text += "\npaste: " + d.Paste
	}
	return text
}
