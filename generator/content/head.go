package content

import (
	"crypto/sha256"

	"briefing/generator/diag"
)

// Head is what every file of content has.
type Head struct {
	ID   string
	File *diag.File
	Sum  Sum // of the file
	*Seldom
	IsBroken bool // the front matter could not be read: nothing is missed in it
}

// Sum is a hash of the bytes of a file.
type Sum [16]byte

func sumOf(text []byte) Sum {
	whole := sha256.Sum256(text)
	return Sum(whole[:len(Sum{})])
}

// FileSum returns the sum of the file.
func (h *Head) FileSum() Sum { return h.Sum }

// Seldom holds the fields that few files have. Those that have none of them share
// one, as for [Rare]. Do not change.
type Seldom struct {
	Extras      []Extra // the author's own fields
	Corrections []Correction
	Formerly    []Text // ids that it had before
	Allow       []Allowance
	Origin      *Origin // nil if it was not imported
}

var noSeldom Seldom

// shared returns what to keep of a Seldom.
func (s *Seldom) shared() *Seldom {
	if len(s.Extras)+len(s.Corrections)+len(s.Formerly)+len(s.Allow) == 0 && s.Origin == nil {
		return &noSeldom
	}
	return s
}

// Extra is a field whose key begins with x_: kept, shown to templates, never
// interpreted.
type Extra struct {
	Key    string
	Values []string
}

// Correction says what was wrong and what is right now.
type Correction struct {
	At   At
	Date Date
	What Text
	By   Text // editor's key
	From Text // assessment before; empty if the assessment did not change
	To   Text // assessment now
}

// Origin says what a record was imported from. It is not shown to readers.
type Origin struct {
	ID   Text // names it there, whatever is done to it here: hypothesis:vU6pMACEEem9PdtjGwIgQw
	By   Text // who wrote it there
	Date Date // on which day
	Link Text // where it can be seen
}

// Allowance accepts findings of one code in a file.
type Allowance struct {
	Code    Text
	Because Text
	Until   Date // the last day on which it holds; zero if it holds for good
}

// Written is what stands at a place of the file; empty if the file was changed since it
// was read.
func (h *Head) Written(at At) string {
	text := h.File.Text()
	if len(text) < int(at.Stop) {
		return ""
	}
	return string(text[at.Start:at.Stop])
}

// Error makes a finding about a place of the file.
func (h *Head) Error(code string, at At, format string, args ...any) diag.Diagnostic {
	return h.File.Error(code, int(at.Start), int(at.Stop), format, args...)
}

// Warning makes a finding about a place of the file.
func (h *Head) Warning(code string, at At, format string, args ...any) diag.Diagnostic {
	return h.File.Warning(code, int(at.Start), int(at.Stop), format, args...)
}

// head reads the fields that every file may have.
func (f *fields) head() Head {
	h := Head{ID: f.r.id, File: f.r.file, Sum: sumOf(f.r.file.Bytes), Seldom: &Seldom{Formerly: f.all("formerly")}, IsBroken: f.isBroken}
	for _, t := range h.Formerly {
		if !IsID(t.Value) {
			f.r.error("id-form", t.At, "%q cannot be an id", t.Value)
		}
	}
	f.groups("corrections", func(c *fields) {
		h.Corrections = append(h.Corrections, Correction{
			At: c.at, Date: c.day("date"), What: c.words("what"), By: c.name("by"),
			From: c.one("from", Assessments...), To: c.one("to", Assessments...),
		})
		c.require("date", false, "date: 2026-04-20")
		c.require("what", false, "what: The first version said …; it is …")
	})
	h.Allow, h.Origin = f.allow(), f.origin()
	return h
}

// origin reads the id, or a group of it and more; nil if there is none.
func (f *fields) origin() *Origin {
	n, ok := f.get("origin")
	if !ok {
		return nil
	}
	if n.form != mapForm {
		if t := f.asText("origin", n); t.IsSet() {
			return &Origin{ID: t}
		}
		return nil
	}
	g := f.r.group(n)
	o := &Origin{ID: g.name("id"), By: g.words("by"), Date: g.day("date"), Link: g.link("link")}
	g.require("id", o.ID.IsSet(), "id: hypothesis:…")
	g.done()
	return o
}

// allow reads what the editors accept in the file.
func (f *fields) allow() []Allowance {
	var all []Allowance
	f.groups("allow", func(g *fields) {
		a := Allowance{Code: g.name("code"), Because: g.words("because"), Until: g.day("until")}
		g.require("code", a.Code.IsSet(), "code: one-source")
		g.require("because", a.Because.IsSet(), "because: …")
		if a.Code.IsSet() && a.Because.IsSet() {
			all = append(all, a)
		}
	})
	return all
}

// Status says whether a briefing or an annotation is on the site.
type Status string

const (
	Draft     Status = "draft"
	Published Status = "published"
	Withdrawn Status = "withdrawn"
)

// status reads the status and, for a withdrawn one, the reason.
func (f *fields) status(byDefault Status) (Status, Text) {
	status := byDefault
	if t := f.one("status", string(Draft), string(Published), string(Withdrawn)); t.IsSet() {
		status = Status(t.Value)
	}
	because := f.words("withdrawn_because")
	if status == Withdrawn {
		f.require("withdrawn_because", because.IsSet(), "withdrawn_because: …")
	}
	return status, because
}
