package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
)

// Text writes the report for a terminal.
func (v View) Text(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s\n", v.Site, v.Day)
	for _, s := range v.Sections {
		fmt.Fprintf(&b, "\n%s: %d\n", s.Title, len(s.Items))
		for _, i := range s.Items {
			fmt.Fprintf(&b, "  %s  %s\n", i.Place, i.Words)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

//go:embed report.html
var page string

var pageTemplate = template.Must(template.New("report").Parse(page))

// HTML writes one page without scripts and without anything from elsewhere, so that
// it can be mailed and printed.
func (v View) HTML(w io.Writer) error { return pageTemplate.Execute(w, v) }
