package lsp

import (
	"fmt"
	"path/filepath"
	"slices"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/rename"
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
	if !rename.IsPlain(r) {
		return nil, fmt.Errorf("%q is spelt in another way here", r.To.ID)
	}
	return &prepareRenameResult{s.units.span(file.Text(), int(r.At.Start), int(r.At.Stop)), r.To.ID}, nil
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
func (st *state) renaming(from content.Record, id string) ([]diag.Edit, content.Record, error) {
	return rename.Plan(st.site.Library, st.references, from, id)
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
