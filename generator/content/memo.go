package content

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"briefing/generator/diag"
	"briefing/generator/parallel"
)

// Memo reads content/ again and again, for a preview: what it was not told of is
// not read again. What did not change is the same value as before, by its pointer,
// whatever was told. It may be used by several goroutines.
//
// It asks no clock and trusts no time of a file. Who uses it has to tell every
// change.
type Memo struct {
	fsys fs.FS

	under *Memo             // of the files as they are; nil but for what With returns
	texts map[string][]byte // in the place of files; of With

	mu        sync.Mutex
	folders   map[string]*folder
	readings  map[string]*reading
	briefings map[string]joined // by ID
	registers *Library          // nil once one of them changed
	turn      int               // counts calls of Load
}

// folder is what a folder was found to hold.
type folder struct {
	once    sync.Once
	entries []fs.DirEntry
	err     error
	names   map[string]bool
	turn    int // in which it was asked for last
}

// reading is a file as it was read last.
type reading struct {
	isNew atomic.Bool // it has to be read (again)
	mu    sync.Mutex
	file  *diag.File
	value any
	list  diag.List
	turn  int
}

// joined is an article with its annotations, and what it was put together from.
type joined struct{ article, whole *Briefing }

// NewMemo remembers nothing yet. The file system's root holds content/.
func NewMemo(fsys fs.FS) *Memo {
	return &Memo{fsys: fsys, folders: map[string]*folder{}, readings: map[string]*reading{}, briefings: map[string]joined{}}
}

// Changed tells of files and folders, from the root of the file system, that were
// made, written, renamed or deleted. No name at all tells that anything may have
// been.
func (m *Memo) Changed(names ...string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(names) == 0 {
		clear(m.folders)
		m.registers = nil
		for _, r := range m.readings {
			r.isNew.Store(true)
		}
	}
	for _, name := range names {
		m.changed(name)
	}
}

func (m *Memo) changed(name string) {
	if !isLeaf(name) {
		m.registers = nil
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		_, isKnown := m.folders[dir]
		delete(m.folders, dir)
		if isKnown {
			break // else the folder may be new, and the one above does not have it yet
		}
	}
	if r := m.readings[name]; r != nil {
		r.isNew.Store(true)
		return
	}
	// It may be a folder: everything in it came or went.
	for known := range m.folders {
		if known == name || strings.HasPrefix(known, name+"/") {
			delete(m.folders, known)
		}
	}
	if path.Ext(name) == "" {
		for known, r := range m.readings {
			if strings.HasPrefix(known, name+"/") {
				r.isNew.Store(true)
			}
		}
	}
}

// Open makes a Memo a file system, for what lists folders.
func (m *Memo) Open(name string) (fs.File, error) { return m.fsys.Open(name) }

// ReadDir lists a folder, as it was when it was asked for first.
func (m *Memo) ReadDir(name string) ([]fs.DirEntry, error) {
	f := m.folder(name)
	return slices.Clone(f.entries), f.err // finder deletes in it
}

func (m *Memo) folder(name string) *folder {
	m.mu.Lock()
	f := m.folders[name]
	if f == nil && m.under != nil {
		m.mu.Unlock()
		return m.under.folder(name)
	}
	if f == nil {
		f = &folder{}
		m.folders[name] = f
	}
	f.turn = m.turn
	m.mu.Unlock()
	f.once.Do(func() {
		f.entries, f.err = fs.ReadDir(m.fsys, name)
		f.names = make(map[string]bool, len(f.entries))
		for _, e := range f.entries {
			f.names[e.Name()] = true
		}
	})
	return f
}

// read reads a file, if it changed.
func (m *Memo) read(f file) (any, diag.List) {
	if f.kind == mediaFile {
		return nil, nil
	}
	if m.under != nil {
		if value, list, ok := m.imagine(f); ok {
			return value, list
		}
		return m.under.read(f)
	}
	m.mu.Lock()
	r := m.readings[f.name]
	if r == nil {
		r = &reading{}
		r.isNew.Store(true)
		m.readings[f.name] = r
	}
	r.turn = m.turn
	m.mu.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.isNew.Swap(false) { // before it is read: what is told meanwhile counts
		text, err := fs.ReadFile(m.fsys, f.name)
		if r.value == nil || err != nil || !bytes.Equal(text, r.file.Bytes) {
			r.file = &diag.File{Name: f.name, Bytes: text}
			r.value, r.list = parse(f, r.file, err)
		}
	}
	return r.value, r.list
}

// Load is the function [Load] with what did not change taken over.
func (m *Memo) Load() (*Library, diag.List) {
	m.mu.Lock()
	m.turn++
	turn := m.turn
	m.mu.Unlock()
	files, list := find(m)
	read, faults := m.readAll(files)
	lib := m.join(files, read)
	m.forget(turn)
	return lib, append(list, faults...)
}

// readAll is the function readAll, with the registers before what leans on them: who
// asks for a part meanwhile waits for no more than it needs.
func (m *Memo) readAll(files []file) ([]any, diag.List) {
	order := make([]int, 0, len(files))
	for _, first := range []bool{true, false} {
		for i, f := range files {
			if first == (f.briefing == "" && f.kind != sourceFile) {
				order = append(order, i)
			}
		}
	}
	read, faults := make([]any, len(files)), make([]diag.List, len(files))
	parallel.Each(len(order), func(k int) { read[order[k]], faults[order[k]] = m.read(files[order[k]]) })
	return read, slices.Concat(faults...)
}

// join assembles a library. An article gets its annotations in a copy, and the copy
// made before if nothing of it changed.
func (m *Memo) join(files []file, read []any) *Library {
	articles := map[string]*Briefing{}
	for i, v := range read {
		if b, isArticle := v.(*Briefing); isArticle {
			articles[b.ID] = b
			whole := *b
			read[i] = &whole
		}
	}
	lib := assemble(files, read)
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, b := range lib.Briefings {
		before, article := m.joined(b.ID), articles[b.ID]
		if before.article == article && slices.Equal(before.whole.Annotations, b.Annotations) {
			lib.Briefings[i] = before.whole
			continue
		}
		m.briefings[b.ID] = joined{article, b}
	}
	return lib
}

// joined is a briefing as it was put together last. The caller holds m.mu.
func (m *Memo) joined(id string) joined {
	if j, isKnown := m.briefings[id]; isKnown || m.under == nil {
		return j
	}
	m.under.mu.Lock()
	defer m.under.mu.Unlock()
	return m.under.joined(id)
}

// forget lets go of what is not there any more: what the turn did not ask for, nor
// anybody since.
func (m *Memo) forget(turn int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for name, f := range m.folders {
		if f.turn < turn {
			delete(m.folders, name)
		}
	}
	for name, r := range m.readings {
		if r.turn < turn {
			delete(m.readings, name)
		}
	}
	for id := range m.briefings {
		if m.readings["content/briefings/"+id+"/article.md"] == nil {
			delete(m.briefings, id)
		}
	}
}

// Registers returns a library of everything that is not a briefing or a source, and
// what is wrong in it.
func (m *Memo) Registers() *Library {
	m.mu.Lock()
	known := m.registers
	m.mu.Unlock()
	if known != nil {
		return known
	}
	if m.under != nil && m.isApart() {
		return m.under.Registers()
	}
	f := &finder{fsys: m}
	if m.folder("content").names["site.yaml"] {
		f.files = append(f.files, file{name: siteName, kind: siteFile})
	}
	for _, name := range []string{"countries", "experts", "pages"} {
		f.register("content/"+name, registers[name], "")
	}
	read, _ := m.readAll(f.files)
	lib := m.join(f.files, read)
	m.mu.Lock()
	m.registers = lib
	m.mu.Unlock()
	return lib
}

// Briefings returns a library of some briefings with their annotations and media,
// and what is wrong in them. One that is not there is left out.
func (m *Memo) Briefings(ids []string) (*Library, diag.List) {
	f := &finder{fsys: m}
	for _, id := range slices.Sorted(slices.Values(ids)) {
		if IsID(id) && m.folder("content/briefings").names[id] {
			f.briefing("content/briefings/"+id, id)
		}
	}
	read, faults := m.readAll(f.files)
	return m.join(f.files, read), append(f.list, faults...)
}

// Source returns the source with an ID and what is wrong in it; nil if there is none.
func (m *Memo) Source(id string) (*Source, diag.List) {
	v, list := m.record("sources", id)
	s, _ := v.(*Source)
	return s, list
}

// Expert returns the expert with an ID and what is wrong there; nil if there is none.
func (m *Memo) Expert(id string) (*Expert, diag.List) {
	v, list := m.record("experts", id)
	e, _ := v.(*Expert)
	return e, list
}

// Page returns the further page with an ID and what is wrong in it; nil if there is
// none.
func (m *Memo) Page(id string) (*Page, diag.List) {
	v, list := m.record("pages", id)
	p, _ := v.(*Page)
	return p, list
}

func (m *Memo) record(register, id string) (any, diag.List) {
	if !IsID(id) || !m.folder("content/" + register).names[id+".md"] {
		return nil, nil
	}
	return m.read(file{name: "content/" + register + "/" + id + ".md", kind: registers[register], id: id})
}

// IDs returns the ids of all files of a kind: "source" or "expert".
func (m *Memo) IDs(kind string) []string {
	var ids []string
	for _, e := range m.folder("content/" + kind + "s").entries {
		if id, isMarkdown := strings.CutSuffix(e.Name(), ".md"); isMarkdown && IsID(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// Size is the number of bytes of a file as it was read last; -1 if it was not.
func (m *Memo) Size(name string) int {
	m.mu.Lock()
	r := m.readings[name]
	m.mu.Unlock()
	if r == nil {
		return -1
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.file == nil {
		return -1
	}
	return len(r.file.Bytes)
}
