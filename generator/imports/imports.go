// Package imports brings what other programs wrote into a site: sources, annotations
// and articles.
//
// The data flows one way: a reader makes a [foreign.Batch] of a foreign file; [Make] makes a
// [Plan] of it, which says of every record what would become of it, as changes of
// files in memory; the caller shows the plan, and writes the changes if they are
// wanted. Nothing is dropped: what cannot be placed becomes a file in a folder _unplaced,
// with the reason.
//
// A record is known again by its origin ([content.Origin]). What was imported of
// it is kept, as hashes, in content/imports.lock. So an import is three-way: a field
// that changed there and not here is changed here, one that changed here stays, and one
// that changed in both stays and is reported. Bytes outside of changed fields stay as
// they are. A record that was deleted here is not made again.
package imports

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/foreign"
)

// Outcome is what becomes of a record. The zero Outcome is invalid.
type Outcome int

const (
	New      Outcome = iota + 1
	Changed          // it changed there, and is changed here
	Same             // there is nothing to do
	Kept             // it changed there and here; what is here stays
	Deleted          // it was deleted here, and stays so
	Unplaced         // it is kept in the folder of what could not be placed
)

func (o Outcome) String() string {
	return [...]string{"invalid", "new", "changed", "same", "kept", "deleted", "not placed"}[o]
}

// Record is what becomes of a record of the foreign file.
type Record struct {
	Outcome Outcome
	File    string   // its file; empty if there is none
	Words   string   // its title, or the words that it is about
	Why     []string // what is to be said of it
	scope   string   // whose records have this origin once: "sources", or a briefing's id
	origin  string
}

// Change is what becomes of a file.
type Change struct {
	Name   string // from the root folder, with slashes
	Before []byte // nil if the file is new
	After  []byte // nil if it is deleted
}

// Input is what a plan is made of.
type Input struct {
	Root     fs.FS
	Library  *content.Library
	Batch    foreign.Batch
	Briefing string // id of the one that notes are put into, which need not exist if there is an article
	Again    bool   // also what was deleted here
	// Tags are assessments, or the word question, by the tags that mean them.
	Tags map[string]string
	// Over lays texts over the files of the root.
	Over func(map[string][]byte) fs.FS
	// Judge returns what is wrong in the content of a file system.
	Judge func(fs.FS) diag.List
}

// Plan is what an import does.
type Plan struct {
	Records []Record    // in the order of the foreign file
	Changes []Change    // sorted by name
	Tags    [][2]string // tags that were taken for an assessment or the word question, sorted
}

// Count returns how many records have an outcome.
func (p *Plan) Count(o Outcome) int {
	n := 0
	for _, r := range p.Records {
		if r.Outcome == o {
			n++
		}
	}
	return n
}

// planner makes a plan.
type planner struct {
	Input
	shelf   shelf
	lock    lock
	old     lock // as it was
	files   map[string]*Change
	records []Record
	err     error             // the first of reading files
	meant   map[string]string // assessments, or the word question, by tags
	taken   map[string]bool   // files that there are, or will be
}

// Make makes a plan. The error is one of reading files, that two of the tags are the
// same, or that what would be written is wrong in a place that is no record's.
func Make(in Input) (*Plan, error) {
	tags, err := meanings(in.Tags)
	if err != nil {
		return nil, err
	}
	in.Tags = tags
	p := &planner{Input: in, shelf: newShelf(in.Library), files: map[string]*Change{}, taken: map[string]bool{}, meant: map[string]string{}}
	text, err := read(in.Root, lockName)
	if err != nil {
		return nil, err
	}
	p.lock, p.old = readLock(text), readLock(text)
	for _, h := range in.Library.Heads() {
		p.taken[h.File.Name] = true
	}
	if err := p.plan(); err != nil {
		return nil, err
	}
	if err := p.settle(); err != nil {
		return nil, err
	}
	if after := p.lock.bytes(); !bytes.Equal(after, text) {
		p.files[lockName] = &Change{lockName, text, after}
	}
	return &Plan{p.records, p.changes(), p.meanings()}, nil
}

func (p *planner) plan() error {
	if p.Batch.Article != nil {
		if err := p.article(*p.Batch.Article); err != nil {
			return err
		}
		if err := p.settle(); err != nil { // notes are placed on what is left of it
			return err
		}
	}
	if err := p.sources(); err != nil {
		return err
	}
	if err := p.notes(); err != nil {
		return err
	}
	if err := p.left(); err != nil {
		return err
	}
	return p.err
}

// changes are those of all files, but for files that stay as they are.
func (p *planner) changes() []Change {
	var all []Change
	for _, c := range p.files {
		if !bytes.Equal(c.Before, c.After) || (c.Before == nil) != (c.After == nil) {
			all = append(all, *c)
		}
	}
	slices.SortFunc(all, func(a, b Change) int { return strings.Compare(a.Name, b.Name) })
	return all
}

func (p *planner) meanings() [][2]string {
	var all [][2]string
	for _, tag := range slices.Sorted(maps.Keys(p.meant)) {
		all = append(all, [2]string{tag, p.meant[tag]})
	}
	return all
}

// read returns a file; nil if there is none.
func read(fsys fs.FS, name string) ([]byte, error) {
	text, err := fs.ReadFile(fsys, name)
	if isMissing(err) {
		return nil, nil
	}
	return text, err
}

// free returns an id whose file is not there yet: the one wished for, with a number if
// need be.
func (p *planner) free(id string, files ...func(id string) string) string {
	wished := id
	for n := 2; slices.ContainsFunc(files, func(file func(string) string) bool { return p.isTaken(file(id)) }); n++ {
		id = fmt.Sprintf("%s-%d", wished[:min(len(wished), 70)], n)
	}
	return id
}

func (p *planner) isTaken(name string) bool {
	if p.taken[name] {
		return true
	}
	_, err := fs.Stat(p.Root, name)
	return err == nil
}
