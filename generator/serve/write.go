package serve

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"time"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/edit"
	"briefing/generator/journal"
	"briefing/generator/pipeline"
)

// take reads the request into v. It answers and returns false if it is not of that
// form: fields that are not known are refused, and so is anything behind it.
func take(w http.ResponseWriter, r *http.Request, v any) bool {
	decoder := json.NewDecoder(r.Body)
	decoder.DisallowUnknownFields()
	err := decoder.Decode(v)
	if err == nil {
		if _, more := decoder.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("there is more than one value")
		}
	}
	if tooLong := (*http.MaxBytesError)(nil); errors.As(err, &tooLong) {
		answer(w, http.StatusRequestEntityTooLarge, problem{Error: "that is too long"})
		return false
	}
	if err != nil {
		answer(w, http.StatusBadRequest, problem{Error: "the request cannot be read: " + err.Error()})
		return false
	}
	return true
}

// answer sends a value.
func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // who asked is gone
}

// made is the answer to a change that was made.
type made struct {
	note
	Undo     string    `json:"undo"` // names the change
	Findings []finding `json:"findings"`
}

// annotate writes a new annotation, and the sources that are new.
func (s *Server) annotate(w http.ResponseWriter, r *http.Request, d *Desk) {
	var ask struct {
		selected
		Form edit.Form `json:"form"`
	}
	if !take(w, r, &ask) {
		return
	}
	b, target, ok := s.find(w, ask.selected)
	if !ok {
		return
	}
	s.make(w, d, func() (done, error) {
		form, changes, err := d.sources(s.now.Load().library(), ask.Form)
		if err != nil {
			return done{}, err
		}
		n := note{Briefing: b.ID}
		n.Annotation = edit.FreeID(firstWords(target.Words), func(id string) bool { return !journal.IsPortable(id) || d.Journal.Has(note{b.ID, id}.file()) })
		file := edit.Annotation(b.ID, n.Annotation, target, form, today())
		changes = append(changes, journal.Change{Name: file.Path, After: []byte(file.Text)})
		return done{note: n, what: "annotated: " + file.Path, changes: changes}, nil
	})
}

// firstWords are what the id of an annotation is made of.
func firstWords(words string) string {
	f := bytes.Fields([]byte(words))
	return string(bytes.Join(f[:min(6, len(f))], []byte(" ")))
}

func today() string { return time.Now().Format(time.DateOnly) }

// sources makes the records of new sources, and returns the form that names them. The
// caller holds d.one. The library may be older than what was written last: that the desk
// knows itself.
func (d *Desk) sources(library *content.Library, form edit.Form) (edit.Form, []journal.Change, error) {
	form = form.Tidy()
	if err := wellFormed(form); err != nil {
		return form, nil, err
	}
	var changes []journal.Change
	isTaken := func(id string) bool {
		name := content.Record{Register: content.Sources, ID: id}.File()
		return !journal.IsPortable(id) || d.Journal.Has(name) || slices.ContainsFunc(changes, func(c journal.Change) bool { return c.Name == name })
	}
	var made []newSource
	for i := range form.Evidence {
		e := &form.Evidence[i]
		if e.New == nil {
			continue
		}
		id, isKnown := edit.SourceOf(library, e.New.URL)
		if !isKnown {
			id, isKnown = d.sourceOf(made, e.New.URL)
		}
		if !isKnown {
			document, err := e.New.Draft(today(), isTaken)
			if err != nil {
				return form, nil, err
			}
			file := document.File()
			id, made = document.ID, append(made, newSource{document.ID, e.New.URL, journal.Hash([]byte(file.Text))})
			changes = append(changes, journal.Change{Name: file.Path, After: []byte(file.Text)})
		}
		e.Source, e.New = id, nil
	}
	d.made = append(d.made, made...) // if they are not written after all, they are not found
	return form, changes, nil
}

// newSource is a source that was made here, perhaps after the site that is shown.
type newSource struct{ id, address, hash string }

// sourceOf returns the id of a source for an address that is being made, or that was made
// before and still is as it was.
func (d *Desk) sourceOf(making []newSource, address string) (id string, ok bool) {
	isOf := func(n newSource) bool { return edit.SameDocument(n.address, address) }
	if i := slices.IndexFunc(making, isOf); i >= 0 {
		return making[i].id, true
	}
	for _, n := range d.made {
		if !isOf(n) {
			continue
		}
		text, err := d.Journal.Read(content.Record{Register: content.Sources, ID: n.id}.File())
		if err == nil && journal.Hash(text) == n.hash {
			return n.id, true
		}
	}
	return "", false
}

// wellFormed refuses what would not stay in its field.
func wellFormed(f edit.Form) error {
	for _, e := range f.Evidence {
		if !slices.Contains(content.Stances, e.Stance) {
			return fmt.Errorf("%q is no side of evidence", e.Stance)
		}
	}
	for _, v := range f.Voices {
		isQuote := f.Assessment == "" && v.Stance == ""
		if !isQuote && !slices.Contains(content.VoiceStances, v.Stance) {
			return fmt.Errorf("say what %s thinks of the claim", v.Expert)
		}
		if !content.IsID(v.Expert) {
			return fmt.Errorf("%q is no id of an expert", v.Expert)
		}
	}
	if f.Kind != "" && f.Kind != content.Question {
		return fmt.Errorf("%q is no kind that is chosen here", f.Kind)
	}
	return nil
}

// change gives an annotation other fields.
func (s *Server) change(w http.ResponseWriter, r *http.Request, d *Desk) {
	var ask struct {
		note
		Hash string    `json:"hash"` // of the file that the form was read from
		Form edit.Form `json:"form"`
	}
	if !take(w, r, &ask) {
		return
	}
	s.make(w, d, func() (done, error) {
		a, err := d.annotation(ask.note, ask.Hash)
		if err != nil {
			return done{}, err
		}
		form, changes, err := d.sources(s.now.Load().library(), ask.Form)
		if err != nil {
			return done{}, err
		}
		text, err := edit.Change(a, form)
		if err != nil {
			return done{}, err
		}
		changes = append(changes, journal.Change{Name: a.File.Name, Before: a.File.Bytes, After: text})
		return done{note: ask.note, what: "changed: " + a.File.Name, changes: changes}, nil
	})
}

// stale says that a file was changed after the page read it.
type stale struct{ text []byte }

func (stale) Error() string { return "the file was changed meanwhile" }

// annotation reads an annotation from the disk, if it is as its hash says.
func (d *Desk) annotation(n note, hash string) (*content.Annotation, error) {
	text, err := d.Journal.Read(n.file())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("there is no such annotation")
	}
	if err != nil {
		return nil, err
	}
	if journal.Hash(text) != hash {
		return nil, stale{text}
	}
	a, _ := content.ParseAnnotation(n.file(), text) // what is wrong in it is checked with the change
	return a, nil
}

// delete takes an annotation away. The journal keeps it.
func (s *Server) delete(w http.ResponseWriter, r *http.Request, d *Desk) {
	var ask struct {
		note
		Hash string `json:"hash"`
	}
	if !take(w, r, &ask) {
		return
	}
	s.make(w, d, func() (done, error) {
		a, err := d.annotation(ask.note, ask.Hash)
		if err != nil {
			return done{}, err
		}
		return done{note: ask.note, what: "deleted: " + a.File.Name, changes: []journal.Change{{Name: a.File.Name, Before: a.File.Bytes}}}, nil
	})
}

// done is a change that is to be made.
type done struct {
	note
	what    string // a line for the terminal
	changes []journal.Change
}

// make makes a change if its files are fine, and answers.
func (s *Server) make(w http.ResponseWriter, d *Desk, plan func() (done, error)) {
	if !d.mayChange() {
		answer(w, http.StatusTooManyRequests, problem{Error: "that is too fast: at most 10 changes in a second"})
		return
	}
	d.one.Lock()
	defer d.one.Unlock()
	c, err := plan()
	if err != nil {
		refuseChange(w, err)
		return
	}
	list := s.judge(c.changes)
	if list.Errors() > 0 {
		answer(w, http.StatusUnprocessableEntity, problem{Error: "not written: it would not pass the check", Findings: findingsOf(list)})
		return
	}
	e, err := d.Journal.Do(c.what, c.changes)
	if err != nil {
		refuseChange(w, err)
		return
	}
	d.say(c.what)
	s.Changed(namesOf(e)...)
	answer(w, http.StatusOK, made{c.note, e.ID, findingsOf(list)})
}

// namesOf are the files of a change.
func namesOf(e journal.Entry) []string {
	var names []string
	for _, f := range e.Files {
		names = append(names, f.Name)
	}
	return names
}

func (d *Desk) say(line string) {
	if d.Say != nil {
		d.Say(line)
	}
}

// refuseChange answers with why a change was not made.
func refuseChange(w http.ResponseWriter, err error) {
	var old stale
	switch {
	case errors.As(err, &old):
		answer(w, http.StatusConflict, problem{Error: err.Error(), Now: string(old.text), Hash: journal.Hash(old.text)})
	case errors.Is(err, journal.ErrStale), errors.Is(err, fs.ErrExist):
		answer(w, http.StatusConflict, problem{Error: err.Error()})
	default:
		answer(w, http.StatusUnprocessableEntity, problem{Error: err.Error()})
	}
}

// looks is how often an error in a file that is not changed is looked for before it
// counts: somebody may be saving that file, and it was read by halves.
const looks = 3

// judge returns the errors that changes would bring, as far as the records that they
// belong to and what names these tell, and what else is found in the changed files, but no
// notes. What shows in the whole site only, its next bar tells.
func (s *Server) judge(changes []journal.Change) (list diag.List) {
	for range looks {
		list = s.judgeOnce(changes)
		isElsewhere := slices.ContainsFunc(list, func(f diag.Diagnostic) bool {
			return !slices.ContainsFunc(changes, func(c journal.Change) bool { return c.Name == f.File.Name })
		})
		if !isElsewhere {
			break
		}
	}
	return list
}

func (s *Server) judgeOnce(changes []journal.Change) diag.List {
	texts := map[string][]byte{}
	var records []pipeline.Record
	for _, c := range changes {
		texts[c.Name] = c.After
		if r, ok := pipeline.RecordOf(c.Name); ok && !slices.Contains(records, r) {
			records = append(records, r)
		}
	}
	s.reread(records)
	after := s.memo.Check(records, texts)
	before := diag.List{}
	if after.Errors() > 0 {
		before = s.memo.Check(records, nil)
	}
	return slices.DeleteFunc(after, func(f diag.Diagnostic) bool {
		_, isChanged := texts[f.File.Name]
		isKnown := slices.ContainsFunc(before, func(b diag.Diagnostic) bool {
			return b.Code == f.Code && b.File.Name == f.File.Name && b.Message == f.Message
		})
		return f.Severity == diag.Note || isKnown && !isChanged || !isChanged && f.Severity != diag.Error
	})
}

// reread lets the memo know of what was told and not looked at yet, and look at the files
// of briefings again: somebody may be saving one.
func (s *Server) reread(records []pipeline.Record) {
	s.mu.Lock()
	names := slices.Clone(s.changed)
	s.mu.Unlock()
	if slices.Contains(names, everything) {
		s.memo.Changed()
		return
	}
	for _, r := range records {
		if strings.HasPrefix(string(r), "briefings/") {
			names = append(names, "content/"+string(r))
		}
	}
	if len(names) > 0 {
		s.memo.Changed(names...)
	}
}

// undo takes a change back.
func (s *Server) undo(w http.ResponseWriter, r *http.Request, d *Desk) {
	var ask struct {
		Undo string `json:"undo"`
	}
	if !take(w, r, &ask) {
		return
	}
	if !d.mayChange() {
		answer(w, http.StatusTooManyRequests, problem{Error: "that is too fast: at most 10 changes in a second"})
		return
	}
	e, err := d.Journal.Undo(ask.Undo, false)
	if err != nil {
		refuseChange(w, err)
		return
	}
	d.say("taken back: " + e.What)
	s.Changed(namesOf(e)...)
	answer(w, http.StatusOK, struct {
		What string `json:"what"`
	}{e.What})
}

// openNote returns an annotation for the dialog.
func (s *Server) openNote(w http.ResponseWriter, r *http.Request, d *Desk) {
	var ask note
	if !take(w, r, &ask) {
		return
	}
	text, err := d.Journal.Read(ask.file())
	if err != nil {
		answer(w, http.StatusNotFound, problem{Error: "there is no such annotation"})
		return
	}
	a, _ := content.ParseAnnotation(ask.file(), text)
	words := make([]string, len(a.Passages))
	for i, p := range a.Passages {
		if words[i] = p.Value; p.IsLong() {
			words[i] = p.Exact.Value
		}
	}
	answer(w, http.StatusOK, struct {
		note
		Hash     string    `json:"hash"`
		Passages []string  `json:"passages"`
		Form     edit.Form `json:"form"`
	}{ask, journal.Hash(text), words, edit.Read(a)})
}
