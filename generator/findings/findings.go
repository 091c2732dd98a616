// Package findings reports what is wrong in the content, and makes the changes
// that mend it.
//
// It is given a [diag.List] and returns bytes: a [Report] written in one of the
// [Formats], for people, for other programs, or to be mailed. [Choice] leaves
// findings out, [Baseline] those that a desk has accepted, and [Mend] makes the
// safe changes in memory. It writes no file and prints nothing.
//
// # The JSON form
//
// One object. New fields may be added; Version grows when a field changes its
// meaning or goes.
//
//	version   1
//	findings  list, sorted by file and place:
//	  file      path from the root folder, with slashes
//	  severity  "error", "warning" or "note"
//	  code      a word, such as "passage-missing"
//	  message   what is wrong
//	  hint      what to do; left out if there is none, as the next four
//	  paste     lines to paste
//	  why       what the check is for
//	  related   list of other places: file, start, stop, message
//	  fixes     list of changes, the best first: title, safe, and edits, each with
//	            file, start, stop and text that comes in place of those bytes
//	  start     first place, and stop the place behind the last one, each with
//	            line (from 1), column (from 1, in Unicode code points),
//	            byteColumn (from 1, in bytes) and byte (from 0, of the file)
//	counts    errors, warnings, notes: how many findings there are of each severity
//	baseline  accepted: how many findings were left out since the baseline has them;
//	          removable: entries of the baseline that nothing corresponds to
//	addresses only of the command links, each with address, outcome (fine, moved,
//	          dead, missing, unclear, private, not asked), reason, to, status,
//	          checked, missing (days), and places: file, start, stop
package findings

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"time"

	"briefing/generator/diag"
)

// Formats are the names of the forms of a report: text and short for a terminal,
// html for a desk, json for programs, sarif for editors and code hosts, github
// for the log of a workflow there. Do not change.
var Formats = []string{"text", "short", "json", "sarif", "github", "html"}

// Report is what a run of the checks found.
type Report struct {
	Findings  diag.List         // sorted
	Docs      map[string]string // what a code is for, in sentences; a code may be missing
	Site      string            // title of the site; may be empty
	Desks     []Desk            // whose briefings there are
	Accepted  int               // findings that were left out since the baseline has them
	Removable []Entry           // entries of the baseline that nothing corresponds to
	Addresses []Address         // what is known of addresses; nil if they were not looked at
}

// Address is what is known of an address, by the command links.
type Address struct {
	Address string
	Outcome string // fine, moved, dead, missing, unclear, private, not asked
	Reason  string
	To      string // where it moved
	Status  int    // of HTTP; 0 if there is none
	Checked time.Time
	Missing []string // days on which it did not answer
	Places  []diag.Span
}

// Desk is a briefing and who answers for it.
type Desk struct {
	Folder  string // that its files are in, from the root, with a slash at the end
	Title   string
	Authors []string // names
}

// Write writes the report in one of the Formats and returns the first error of w.
// The style is for text and short. Another format is a fault of the caller.
func (r Report) Write(w io.Writer, format string, style diag.Style) error {
	switch format {
	case "text":
		return r.text(w, style)
	case "short":
		return r.short(w)
	case "json":
		return r.json(w)
	case "sarif":
		return r.sarif(w)
	case "github":
		return r.github(w)
	case "html":
		return r.html(w)
	}
	panic("findings: no format " + format)
}

// Reaches reports whether a finding is at least as grave as the severity.
func (r Report) Reaches(s diag.Severity) bool {
	return slices.ContainsFunc(r.Findings, func(d diag.Diagnostic) bool { return d.Severity <= s })
}

// Summary is one line that counts the findings.
func (r Report) Summary() string {
	if len(r.Findings) == 0 {
		return "nothing to mend" + r.accepted()
	}
	files, safe := map[string]bool{}, 0
	for _, d := range r.Findings {
		files[d.File.Name] = true
		if _, ok := safeFix(d); ok {
			safe++
		}
	}
	line := r.Findings.Tally() + " in " + count(len(files), "file")
	if safe > 0 {
		line += fmt.Sprintf("; %d can be mended with --fix", safe)
	}
	return line + r.accepted()
}

func (r Report) accepted() string {
	if r.Accepted == 0 {
		return ""
	}
	return fmt.Sprintf("; %d accepted by the baseline", r.Accepted)
}

func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// place is where something stands, for people and for machines.
type place struct {
	Line       int `json:"line"`
	Column     int `json:"column"`
	ByteColumn int `json:"byteColumn"`
	Byte       int `json:"byte"`
}

// placeOf converts an offset, which is moved into the file if it lies outside.
func placeOf(f *diag.File, offset int) place {
	text := f.Text()
	offset = min(max(offset, 0), len(text))
	line, column := f.Position(offset)
	start := bytes.LastIndexByte(text[:offset], '\n') + 1
	return place{line, column, offset - start + 1, offset}
}

// marked is the words that a finding is about; empty if it is about a place or a
// file.
func marked(d diag.Diagnostic) string {
	text := d.File.Text()
	start := min(max(d.Start, 0), len(text))
	return string(text[start:min(max(d.Stop, start), len(text))])
}
