package lsp

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/diag"
)

// renamable are the registers whose ids can be changed: countries are named by ISO,
// and a briefing is a folder.
var renamable = []content.Register{content.Sources, content.Experts, content.Annotations}

// prepareRename is the id at a place that can be renamed.
func (s *server) prepareRename(p positionParams) (*prepareRenameResult, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	st, file, offset := s.at(p)
	if file == nil {
		return nil, nil
	}
	r, ok := st.reference(file, offset)
	if !ok || !slices.Contains(renamable, r.To.Register) {
		return nil, nil
	}
	if !isPlain(r) {
		return nil, fmt.Errorf("%q is spelt in another way here", r.To.ID)
	}
	return &prepareRenameResult{s.units.span(file.Bytes, int(r.At.Start), int(r.At.Stop)), r.To.ID}, nil
}

// isPlain reports whether the id stands as it is at a reference.
func isPlain(r content.Reference) bool {
	return string(r.Head.File.Bytes[r.At.Start:r.At.Stop]) == r.To.ID
}

// rename changes the id of a record at all places, keeps the old one in formerly, and
// renames the file, if the client can. At an id it is the one that is named there, and
// elsewhere in a front matter the one of the file.
func (s *server) rename(p renameParams) (*workspaceEdit, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	st, file, offset := s.at(p.positionParams)
	if file == nil {
		return nil, fmt.Errorf("there is no id here")
	}
	from, ok := st.record(file, offset)
	if !ok || !slices.Contains(renamable, from.Register) {
		return nil, fmt.Errorf("sources, experts and annotations can be renamed, and nothing of them is here")
	}
	if !slices.Contains(s.client.Capabilities.Workspace.WorkspaceEdit.ResourceOperations, "rename") || !s.client.Capabilities.Workspace.WorkspaceEdit.DocumentChanges {
		return nil, fmt.Errorf("this editor cannot rename files")
	}
	edits, to, err := st.renaming(from, p.NewName)
	if err != nil {
		return nil, err
	}
	w := s.edit(edits)
	w.DocumentChanges = append(w.DocumentChanges, renameFile{"rename", s.uri(from.File()), uriOf(filepath.Join(s.root, filepath.FromSlash(to.File())))})
	return &w, nil
}

// renaming are the edits that give a record another id; the file is still to be
// renamed.
func (st *state) renaming(from content.Record, id string) (edits []diag.Edit, to content.Record, err error) {
	to = from
	to.ID = id
	own := st.files[from.File()]
	switch {
	case !content.IsID(id):
		return nil, to, fmt.Errorf("%q cannot be an id: lower-case letters, digits and hyphens, such as %q", id, content.Slug(id))
	case own == nil:
		return nil, to, fmt.Errorf("there is no %s %q", from.Register, from.ID)
	case id == from.ID:
		return nil, to, fmt.Errorf("it is called %q already", id)
	case st.files[to.File()] != nil:
		return nil, to, fmt.Errorf("there is a %s %q already", to.Register, id)
	}
	for _, r := range st.of(from) {
		if !isPlain(r) {
			line, column := r.Head.File.Position(int(r.At.Start))
			return nil, to, fmt.Errorf("%s:%d:%d: %q is spelt in another way here", r.Head.File.Name, line, column, from.ID)
		}
		edits = append(edits, diag.Edit{Span: diag.Span{File: r.Head.File, Start: int(r.At.Start), Stop: int(r.At.Stop)}, Text: id})
	}
	return append(edits, st.formerly(own, from.ID)...), to, nil
}

// formerly is the edit that keeps an old id in a record, so that its old address leads
// on.
func (st *state) formerly(own *diag.File, id string) []diag.Edit {
	head := st.head(own)
	if head == nil || head.IsBroken {
		return nil
	}
	at := func(offset int, text string) []diag.Edit {
		return []diag.Edit{{Span: diag.Span{File: own, Start: offset, Stop: offset}, Text: text}}
	}
	if len(head.Formerly) == 0 {
		fields := front(own.Bytes, false)
		if len(fields) == 0 {
			return nil
		}
		ending := "\n"
		if own.Bytes[fields[0].start-1] == '\n' && fields[0].start > 1 && own.Bytes[fields[0].start-2] == '\r' {
			ending = "\r\n"
		}
		return at(fields[0].start, "formerly: ["+id+"]"+ending)
	}
	first := head.Formerly[0].At
	before := strings.TrimRight(string(own.Bytes[:first.Start]), " \t\r\n")
	switch {
	case strings.HasSuffix(before, "["):
		return at(int(first.Start), id+", ")
	case strings.HasSuffix(before, "-"):
		line := own.Bytes[strings.LastIndexByte(string(own.Bytes[:first.Start]), '\n')+1 : first.Start]
		return at(int(first.Start), id+"\n"+string(line))
	}
	return []diag.Edit{{Span: diag.Span{File: own, Start: int(first.Start), Stop: int(first.Stop)}, Text: "[" + id + ", " + head.Formerly[0].Value + "]"}}
}

// head is that of a file.
func (st *state) head(f *diag.File) *content.Head {
	for _, h := range heads(st.site.Library) {
		if h.File == f {
			return h
		}
	}
	return nil
}

// willRenameFiles are the edits that must come with files that the user renames
// otherwise. Files that do not stay in their folder get none.
func (s *server) willRenameFiles(p renameFilesParams) *workspaceEdit {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	st := s.newest()
	if st.site == nil {
		return nil
	}
	var edits []diag.Edit
	for _, f := range p.Files {
		from, ok := content.RecordOf(s.name(f.OldURI))
		to, isRecord := content.RecordOf(s.name(f.NewURI))
		if !ok || !isRecord || from.Register != to.Register || from.Briefing != to.Briefing || !slices.Contains(renamable, from.Register) {
			continue
		}
		if more, _, err := st.renaming(from, to.ID); err == nil {
			edits = append(edits, more...)
		}
	}
	if len(edits) == 0 {
		return nil
	}
	w := s.edit(edits)
	return &w
}
