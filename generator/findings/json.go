package findings

import (
	"encoding/json"
	"io"
	"time"

	"briefing/generator/diag"
)

// Version is the number of the JSON form, which the comment of the package
// describes.
const Version = 1

type jsonReport struct {
	Version   int           `json:"version"`
	Findings  []jsonFinding `json:"findings"`
	Counts    jsonCounts    `json:"counts"`
	Baseline  jsonBaseline  `json:"baseline"`
	Addresses []jsonAddress `json:"addresses,omitempty"`
}

type jsonAddress struct {
	Address string      `json:"address"`
	Outcome string      `json:"outcome"`
	Reason  string      `json:"reason,omitempty"`
	To      string      `json:"to,omitempty"`
	Status  int         `json:"status,omitempty"`
	Checked *time.Time  `json:"checked,omitempty"`
	Missing []string    `json:"missing,omitempty"`
	Places  []jsonPlace `json:"places"`
}

type jsonPlace struct {
	File  string `json:"file"`
	Start place  `json:"start"`
	Stop  place  `json:"stop"`
}

type jsonFinding struct {
	File     string        `json:"file"`
	Severity string        `json:"severity"`
	Code     string        `json:"code"`
	Message  string        `json:"message"`
	Hint     string        `json:"hint,omitempty"`
	Paste    string        `json:"paste,omitempty"`
	Why      string        `json:"why,omitempty"`
	Start    place         `json:"start"`
	Stop     place         `json:"stop"`
	Related  []jsonRelated `json:"related,omitempty"`
	Fixes    []jsonFix     `json:"fixes,omitempty"`
}

type jsonRelated struct {
	File    string `json:"file"`
	Start   place  `json:"start"`
	Stop    place  `json:"stop"`
	Message string `json:"message"`
}

type jsonFix struct {
	Title string     `json:"title"`
	Safe  bool       `json:"safe"`
	Edits []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	File  string `json:"file"`
	Start int    `json:"start"` // in bytes from 0, as stop, which is excluded
	Stop  int    `json:"stop"`
	Text  string `json:"text"`
}

type jsonCounts struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
}

type jsonBaseline struct {
	Accepted  int      `json:"accepted"`
	Removable []string `json:"removable"`
}

func (r Report) json(w io.Writer) error { return encode(w, r.Object()) }

// Object is the report as its JSON form has it, to stand in a larger one.
func (r Report) Object() any {
	errs, warnings := r.Findings.Errors(), r.Findings.Warnings()
	out := jsonReport{
		Version: Version, Findings: []jsonFinding{},
		Counts:   jsonCounts{errs, warnings, len(r.Findings) - errs - warnings},
		Baseline: jsonBaseline{r.Accepted, []string{}},
	}
	for _, d := range r.Findings {
		out.Findings = append(out.Findings, r.jsonFinding(d))
	}
	for _, e := range r.Removable {
		out.Baseline.Removable = append(out.Baseline.Removable, e.String())
	}
	for _, a := range r.Addresses {
		out.Addresses = append(out.Addresses, a.json())
	}
	return out
}

func (a Address) json() jsonAddress {
	j := jsonAddress{Address: a.Address, Outcome: a.Outcome, Reason: a.Reason, To: a.To, Status: a.Status, Missing: a.Missing, Places: []jsonPlace{}}
	if !a.Checked.IsZero() {
		j.Checked = &a.Checked
	}
	for _, p := range a.Places {
		j.Places = append(j.Places, jsonPlace{p.File.Name, placeOf(p.File, p.Start), placeOf(p.File, p.Stop)})
	}
	return j
}

func (r Report) jsonFinding(d diag.Diagnostic) jsonFinding {
	f := jsonFinding{
		File: d.File.Name, Severity: d.Severity.String(), Code: d.Code,
		Message: d.Message, Hint: d.Hint, Paste: d.Paste, Why: r.Docs[d.Code],
		Start: placeOf(d.File, d.Start), Stop: placeOf(d.File, max(d.Start, d.Stop)),
	}
	for _, p := range d.Related {
		f.Related = append(f.Related, jsonRelated{p.File.Name, placeOf(p.File, p.Start), placeOf(p.File, p.Stop), p.Message})
	}
	for _, fix := range d.Fixes {
		j := jsonFix{Title: fix.Title, Safe: fix.Safe}
		for _, e := range fix.Edits {
			j.Edits = append(j.Edits, jsonEdit{e.File.Name, e.Start, e.Stop, e.Text})
		}
		f.Fixes = append(f.Fixes, j)
	}
	return f
}

// encode writes JSON for people too: indented, and with < as itself.
func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
