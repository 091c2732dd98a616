// Package diag says what is wrong in a file that an author wrote, where, and
// what to do about it.
//
// It owns four things: [File], the bytes of one file and the conversion of
// offsets to lines and columns; [Diagnostic], one finding; [Fix], an edit that
// mends it; and [Print], the only place where findings become text for people.
//
// A Diagnostic is for what an author can mend. A fault of the machine is an
// error, a fault of this program a panic.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says what a finding does to a build. The zero Severity is invalid.
type Severity int

const (
	// Error stops publishing: a reader would be misled, or the site broken.
	Error Severity = iota + 1
	// Warning asks an editor to look, and stops nothing.
	Warning
	// Note is a hint for a better briefing.
	Note
)

// String returns the severity as it is printed.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Note:
		return "note"
	}
	return fmt.Sprintf("Severity(%d)", int(s))
}

// Span is a half-open range of a file: byte offsets from 0, Stop excluded. An
// empty span marks the place before Start.
type Span struct {
	File        *File
	Start, Stop int
}

// Related is a second place that a finding speaks of.
type Related struct {
	Span
	Message string // what stands there: "first used here"
}

// Diagnostic is one finding.
type Diagnostic struct {
	Span
	Severity Severity
	Code     string // a word such as "passage-missing"; documented beside its rule
	Message  string // what is wrong, in the author's words: lower case, no period
	Hint     string // what to do; empty if the message says it. May have several lines
	Paste    string // lines to paste into the file; empty if there are none
	Related  []Related
	Fixes    []Fix // the best one first; empty if no edit is known
}

// List is a number of findings. Order matters only to [List.Sort].
type List []Diagnostic

// Errors returns how many findings are errors.
func (l List) Errors() int { return l.count(Error) }

// Warnings returns how many findings are warnings.
func (l List) Warnings() int { return l.count(Warning) }

// Tally counts the findings in words: “2 errors, 1 warning”, and the notes if there are
// any.
func (l List) Tally() string { return Tally(l.Errors(), l.Warnings(), l.count(Note)) }

// Tally is [List.Tally] of findings that are counted already.
func Tally(errors, warnings, notes int) string {
	words := number(errors, Error) + ", " + number(warnings, Warning)
	if notes > 0 {
		words += ", " + number(notes, Note)
	}
	return words
}

func number(n int, s Severity) string {
	if n == 1 {
		return "1 " + s.String()
	}
	return fmt.Sprintf("%d %ss", n, s)
}

func (l List) count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Sort orders the findings by file, place, severity and code, so that two runs
// print the same text whichever goroutine found what first.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File.Name, b.File.Name),
			cmp.Compare(a.Start, b.Start),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// Error is a finding about the file as a whole or one place of it.
func (f *File) Error(code string, start, stop int, format string, args ...any) Diagnostic {
	return f.diagnostic(Error, code, start, stop, format, args)
}

// Warning is [File.Error] with severity Warning.
func (f *File) Warning(code string, start, stop int, format string, args ...any) Diagnostic {
	return f.diagnostic(Warning, code, start, stop, format, args)
}

// Note is [File.Error] with severity Note.
func (f *File) Note(code string, start, stop int, format string, args ...any) Diagnostic {
	return f.diagnostic(Note, code, start, stop, format, args)
}

func (f *File) diagnostic(s Severity, code string, start, stop int, format string, args []any) Diagnostic {
	return Diagnostic{
		Span: Span{f, start, stop}, Severity: s, Code: code,
		Message: fmt.Sprintf(format, args...),
	}
}

// WithHint returns d with what to do about it.
func (d Diagnostic) WithHint(format string, args ...any) Diagnostic {
	d.Hint = fmt.Sprintf(format, args...)
	return d
}

// WithPaste returns d with lines for the author to paste.
func (d Diagnostic) WithPaste(lines string) Diagnostic {
	d.Paste = lines
	return d
}

// WithRelated returns d with a second place.
func (d Diagnostic) WithRelated(f *File, start, stop int, message string) Diagnostic {
	d.Related = append(slices.Clip(d.Related), Related{Span{f, start, stop}, message})
	return d
}
