package serve

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"briefing/generator/diag"
)

// bar is what is wrong, as the bar at the foot of a page shows it: every error of the
// site, and the warnings in the files of the page.
type bar struct {
	Tally    string    `json:"tally"` // what there is on the whole site, as the terminal counts it
	Errors   int       `json:"errors"`
	Warnings int       `json:"warnings"`        // in the files of the page
	Older    string    `json:"older,omitempty"` // time of the page, if it is the one before the errors
	All      []mistake `json:"all"`             // the first few, errors first
	Hash     string    `json:"hash"`
}

// mistake is one finding.
type mistake struct {
	ID       string `json:"id"` // the same as long as the message is
	Severity string `json:"severity"`
	Place    string `json:"place"` // file:line:column; the file alone for all of it
	Message  string `json:"message"`
	Code     string `json:"code"`
	Lines    []line `json:"lines"`
	Hint     string `json:"hint"`
	Paste    string `json:"paste"`
}

// line is a line of a file around a finding.
type line struct {
	N    int    `json:"n"` // from 1
	Text string `json:"text"`
	// Start and Stop are what is at fault in it, in UTF-16 code units from 0; both are 0
	// for another line.
	Start int `json:"start"`
	Stop  int `json:"stop"`
}

// The most that a bar shows.
const (
	mostMistakes = 20
	linesBefore  = 2
	linesBehind  = 1
	longestLine  = 400 // bytes
)

// bar gathers what is wrong for a page.
func (s *Server) bar(now *state, name string) bar {
	v := s.show(now, name)
	b := bar{All: []mistake{}}
	var machine []error
	for _, err := range []error{now.fault, v.err} {
		if err != nil {
			machine = append(machine, err)
		}
	}
	for _, err := range machine {
		b.Errors++
		b.All = append(b.All, mistake{ID: identify(err.Error()), Severity: "error", Message: err.Error(), Lines: []line{}})
	}
	errors, warnings := append(v.faults, now.errors()...), now.warnings(name)
	b.Errors, b.Warnings = b.Errors+len(errors), len(warnings)
	b.Tally = now.tally(b.Errors)
	since, isOlder := now.older(name)
	if !v.kept.IsZero() {
		since, isOlder = v.kept, true
	}
	if isOlder {
		b.Older = since.Format(time.TimeOnly)
	}
	for _, d := range append(errors, warnings...) {
		if len(b.All) == mostMistakes {
			break
		}
		b.All = append(b.All, mistakeOf(d))
	}
	text, _ := json.Marshal(b) // strings and numbers always can be written
	b.Hash = identify(string(text))
	return b
}

func identify(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:8])
}

func mistakeOf(d diag.Diagnostic) mistake {
	m := mistake{
		ID: identify(d.File.Name, d.Code, d.Message, d.Hint), Severity: d.Severity.String(), Place: d.File.Name, Message: d.Message, Code: d.Code,
		Hint: d.Hint, Paste: d.Paste, Lines: []line{},
	}
	if d.Start == 0 && d.Stop == 0 {
		return m
	}
	n, column := d.File.Position(d.Start)
	m.Place = fmt.Sprintf("%s:%d:%d", d.File.Name, n, column)
	m.Lines = excerpt(d, n)
	return m
}

// excerpt returns the line of a finding with those around it.
func excerpt(d diag.Diagnostic, at int) []line {
	var lines []line
	start := 0
	for i, text := range strings.SplitAfter(string(d.File.Bytes), "\n") {
		n := i + 1
		if n >= at-linesBefore && n <= at+linesBehind {
			lines = append(lines, lineOf(d, n, start, strings.TrimRight(text, "\r\n")))
		}
		start += len(text)
	}
	return lines
}

// lineOf is a line that begins at an offset of the file, cut around the finding if it
// is very long.
func lineOf(d diag.Diagnostic, n, start int, text string) line {
	from, to := min(max(d.Start-start, 0), len(text)), min(max(d.Stop-start, 0), len(text))
	if d.Start >= start && d.Start <= start+len(text) {
		to = max(to, from)
	} else if d.Stop <= start || d.Start > start+len(text) {
		from, to = 0, 0
	}
	if len(text) > longestLine {
		first := max(0, from-longestLine/4)
		last := min(len(text), first+longestLine)
		text, from, to = text[first:last], from-first, min(to, last)-first
		from, to = max(0, from), max(0, to)
	}
	return line{n, strings.ToValidUTF8(text, "�"), units(text[:from]), units(text[:to])}
}

// units is the length of a text in UTF-16 code units, in which scripts count.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}

// findings answers with the bar of a page.
func (s *Server) findings(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	now, ok := s.ready(r, r.URL.Query().Get("page"))
	if !ok {
		return
	}
	text, _ := json.Marshal(s.bar(now, r.URL.Query().Get("page")))
	_, _ = w.Write(text)
}
