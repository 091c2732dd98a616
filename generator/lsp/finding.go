package lsp

import (
	"maps"
	"slices"
	"strings"

	"briefing/generator/diag"
)

// findings are those of the newest build for each file that has some, and nothing for
// each file that had some before.
func (s *server) findings() []publishDiagnosticsParams {
	of := map[string][]diagnostic{}
	for _, d := range s.built.list {
		uri := s.uri(d.File.Name)
		of[uri] = append(of[uri], s.diagnostic(d))
	}
	for uri := range s.published {
		if _, has := of[uri]; !has {
			of[uri] = []diagnostic{}
		}
	}
	versions := map[string]*int{}
	for _, t := range s.texts {
		versions[t.uri] = &t.version
	}
	s.published = map[string]bool{}
	var all []publishDiagnosticsParams
	for _, uri := range slices.Sorted(maps.Keys(of)) { // the same order at each build
		if len(of[uri]) > 0 {
			s.published[uri] = true
		}
		all = append(all, publishDiagnosticsParams{uri, versions[uri], of[uri]})
	}
	return all
}

// diagnostic is a finding as the protocol has it. Its text is that of the terminal,
// without the lines of the file.
func (s *server) diagnostic(d diag.Diagnostic) diagnostic {
	message := d.Message
	if d.Hint != "" {
		message += "\n" + strings.TrimRight(d.Hint, "\n")
	}
	if d.Paste != "" {
		message += "\npaste: " + strings.TrimRight(d.Paste, "\n")
	}
	out := diagnostic{
		Range: s.units.span(d.File.Text(), d.Start, d.Stop), Severity: int(d.Severity),
		Code: d.Code, Source: "briefing", Message: message,
	}
	for _, r := range d.Related {
		out.Related = append(out.Related, related{s.location(r.File, r.Start, r.Stop), r.Message})
	}
	return out
}

// codeActions are the changes that mend findings in a range, and one that makes all
// safe changes of the file.
func (s *server) codeActions(p codeActionParams) []codeAction {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	name := s.name(p.TextDocument.URI)
	st := s.newest()
	file := st.files[name]
	actions := []codeAction{}
	if file == nil {
		return actions
	}
	start, stop := s.units.offset(file.Text(), p.Range.Start), s.units.offset(file.Text(), p.Range.End)
	var safe []diag.Edit
	for _, d := range st.list {
		if d.File != file {
			continue
		}
		if len(d.Fixes) > 0 && d.Fixes[0].Safe {
			safe = append(safe, d.Fixes[0].Edits...)
		}
		if d.Start > stop || d.Stop < start || !wants(p.Context.Only, "quickfix") {
			continue
		}
		for i, fix := range d.Fixes {
			actions = append(actions, codeAction{
				Title: fix.Title, Kind: "quickfix", Diagnostics: []diagnostic{s.diagnostic(d)},
				IsPreferred: i == 0 && fix.Safe, Edit: s.edit(fix.Edits),
			})
		}
	}
	if _, kept := file.Apply(safe); len(safe) > 0 && len(kept) == 0 && wants(p.Context.Only, "source.fixAll.briefing") {
		actions = append(actions, codeAction{Title: "make all safe changes", Kind: "source.fixAll.briefing", Edit: s.edit(safe)})
	}
	return actions
}

// wants reports whether a kind of action is one of those asked for, or below one; if
// none was named all are.
func wants(only []string, kind string) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(o string) bool { return kind == o || strings.HasPrefix(kind, o+".") })
}

// edit makes edits those of the protocol.
func (s *server) edit(edits []diag.Edit) workspaceEdit {
	var files []*diag.File
	of := map[*diag.File][]textEdit{}
	for _, e := range edits {
		if of[e.File] == nil {
			files = append(files, e.File)
		}
		of[e.File] = append(of[e.File], textEdit{s.units.span(e.File.Text(), e.Start, e.Stop), e.Text})
	}
	if !s.client.Capabilities.Workspace.WorkspaceEdit.DocumentChanges {
		w := workspaceEdit{Changes: map[string][]textEdit{}}
		for _, f := range files {
			w.Changes[s.uri(f.Name)] = of[f]
		}
		return w
	}
	var w workspaceEdit
	for _, f := range files {
		d := documentEdit{Edits: of[f]}
		d.TextDocument.URI = s.uri(f.Name)
		if open := s.texts[f.Name]; open != nil {
			d.TextDocument.Version = &open.version
		}
		w.DocumentChanges = append(w.DocumentChanges, d)
	}
	return w
}
