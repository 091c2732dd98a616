// Package permalink keeps the promise that published ids never vanish and published
// assessments never change silently.
//
// It owns the file content/permalinks.lock: a line for each record that was
// published, with its claim, assessment and number of corrections. [Parse] reads it,
// [Of] makes the one of a site, and [Compare] says what a site would take back: an id
// that is gone without a redirect, a claim or an assessment that changed without a
// correction, a correction that was deleted. Pages of content/pages/ may come and go.
//
// The lock knows no clock and no order of maps: the same site and the same lock
// before give the same bytes. Its lines are sorted, one record each, so that two
// branches that publish different records merge without a conflict.
package permalink

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"briefing/generator/content"
	"briefing/generator/diag"
)

// Name is the lock's file, from the root folder.
const Name = "content/permalinks.lock"

// Lock is what was published, sorted by ID.
type Lock struct {
	File    *diag.File
	Entries []Entry
}

// Entry is a published record.
type Entry struct {
	// ID is its address without the ending: "briefings/selim-pass",
	// "briefings/selim-pass/third-drill", "sources/debt-bulletin".
	ID          string
	First       string // day on which it was published first, as its record says; "-" if it says none
	Assessment  string // of a check; "withdrawn" for what is; "-" for anything else
	Hash        string // of claim and assessment; "-" for what has no claim
	Corrections int
	Checked     string   // of a check: the day; empty in locks of earlier programs
	Section     string   // of a check: the id of the heading above its passage; empty if there is none
	Passages    []string // of an annotation: before[[words]]after; of a check with its whole sentence, as checked
	at          content.At
}

// Read reads the lock of a root folder. Without one nothing was published.
func Read(root fs.FS) (*Lock, diag.List) {
	text, err := fs.ReadFile(root, Name)
	f := &diag.File{Name: Name, Bytes: text}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &Lock{File: f}, diag.List{f.Error("file-unreadable", 0, 0, "%s cannot be read: %s", Name, err)}
	}
	return Parse(f)
}

// Has reports whether the page at a path, seen from the root of the site, was
// published.
func (l *Lock) Has(path string) bool {
	return l.Find(strings.TrimSuffix(strings.TrimSuffix(path, ".html"), "/index")) != nil
}

// Passages returns the passages of an annotation as they were published.
func (l *Lock) Passages(id string) []string {
	if e := l.Find(id); e != nil {
		return e.Passages
	}
	return nil
}

// Within returns the part of a lock that is of some records and what is below them, by their
// IDs.
func (l *Lock) Within(ids []string) *Lock {
	part := &Lock{File: l.File}
	for _, e := range l.Entries {
		isIn := func(id string) bool { return e.ID == id || strings.HasPrefix(e.ID, id+"/") }
		if slices.ContainsFunc(ids, isIn) {
			part.Entries = append(part.Entries, e)
		}
	}
	return part
}

// header is the first line.
const header = "# What was published. Written by briefing build: commit this file, and do not edit it.\n"

// Bytes returns the lock as it is written.
func (l *Lock) Bytes() []byte {
	var b bytes.Buffer
	b.WriteString(header)
	for _, e := range l.Entries {
		fmt.Fprintf(&b, "%s %s %s %s %d", e.ID, e.First, e.Assessment, e.Hash, e.Corrections)
		if e.Checked != "" {
			b.WriteString(" " + e.Checked)
		}
		if e.Section != "" {
			b.WriteString(" #" + e.Section)
		}
		for _, p := range e.Passages {
			b.WriteByte(' ')
			b.WriteString(strconv.Quote(p))
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// Find returns the entry of an ID; nil if there is none. It is for reading.
func (l *Lock) Find(id string) *Entry {
	i, ok := slices.BinarySearchFunc(l.Entries, id, func(e Entry, id string) int { return strings.Compare(e.ID, id) })
	if !ok {
		return nil
	}
	return &l.Entries[i]
}

var lineForm = regexp.MustCompile(`^([a-z]+(?:/[a-z0-9-]+){1,2}) (\d{4}(?:-\d\d){0,2}|-) ([a-z-]+) ([0-9a-f]{12}|-) (\d{1,6})(?: (\d{4}(?:-\d\d){0,2}))?(?: #([^ "]+))?((?: ".*")?)$`)

// Parse reads a lock. Lines that are none are errors, and left out; a line that
// stands twice counts once, the last one, which is what a merge leaves behind.
func Parse(f *diag.File) (*Lock, diag.List) {
	lock := &Lock{File: f}
	var list diag.List
	at := 0
	for line := range bytes.Lines(f.Bytes) {
		start := at
		at += len(line)
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" || text[0] == '#' {
			continue
		}
		e, ok := parseLine(text)
		if !ok {
			list = append(list, f.Error("lock-form", start, start+len(text), "this is no line of a lock").
				WithHint("take the line from the last version of the file; after a merge keep the lines of both sides"))
			continue
		}
		e.at = content.At{Start: int32(start), Stop: int32(start + len(e.ID))}
		lock.Entries = append(lock.Entries, e)
	}
	slices.SortStableFunc(lock.Entries, func(a, b Entry) int { return strings.Compare(a.ID, b.ID) })
	lock.Entries = lastOfEach(lock.Entries)
	return lock, list
}

func lastOfEach(entries []Entry) []Entry {
	var kept []Entry
	for _, e := range entries {
		if n := len(kept); n > 0 && kept[n-1].ID == e.ID {
			kept[n-1] = e
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

func parseLine(text string) (Entry, bool) {
	m := lineForm.FindStringSubmatch(text)
	if m == nil {
		return Entry{}, false
	}
	e := Entry{ID: m[1], First: m[2], Assessment: m[3], Hash: m[4]}
	e.Corrections, _ = strconv.Atoi(m[5]) // the form has digits, few enough
	e.Checked, e.Section = m[6], m[7]
	for rest := strings.TrimSpace(m[8]); rest != ""; rest = strings.TrimPrefix(rest, " ") {
		quoted, err := strconv.QuotedPrefix(rest)
		if err != nil || quoted[0] != '"' {
			return Entry{}, false
		}
		words, err := strconv.Unquote(quoted)
		if err != nil {
			return Entry{}, false
		}
		e.Passages, rest = append(e.Passages, words), rest[len(quoted):]
	}
	return e, true
}
