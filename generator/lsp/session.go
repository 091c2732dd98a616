package lsp

import (
	"context"
	"encoding/json"
	"io/fs"
	"path/filepath"
	"slices"

	"github.com/sourcegraph/jsonrpc2"
)

// initialize takes the client's abilities and the first of its folders that has
// content.
func (s *server) initialize(p initializeParams) initializeResult {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.client, s.phase = p, running
	if slices.Contains(p.Capabilities.General.PositionEncodings, string(utf8Units)) {
		s.units = utf8Units
	}
	folders := append(slices.Clip(p.WorkspaceFolders), documentID{p.RootURI})
	for _, f := range folders {
		if root := fileOf(f.URI); root != "" && s.hasContent(root) {
			s.root = root
			break
		}
	}
	s.changed.Broadcast()
	var r initializeResult
	r.ServerInfo.Name = "briefing"
	r.Capabilities = map[string]any{
		"positionEncoding":   s.units,
		"textDocumentSync":   map[string]any{"openClose": true, "change": 2, "save": false}, // 2: ranges
		"completionProvider": map[string]any{"triggerCharacters": []string{" ", "[", "{", ","}},
		"hoverProvider":      true,
		"definitionProvider": true,
		"referencesProvider": true,
		"codeActionProvider": map[string]any{"codeActionKinds": []string{"quickfix", "source.fixAll.briefing"}},
		"codeLensProvider":   map[string]any{},
		"renameProvider":     map[string]any{"prepareProvider": true},
		"workspace": map[string]any{"fileOperations": map[string]any{"willRename": map[string]any{
			"filters": []any{map[string]any{"scheme": "file", "pattern": map[string]any{"glob": "**/content/**/*.md", "matches": "file"}}},
		}}},
	}
	return r
}

// hasContent reports whether a folder is the root of a site.
func (s *server) hasContent(root string) bool {
	_, err := fs.Stat(s.Open(root), "content/site.yaml")
	return err == nil
}

// watch asks the client to tell of files that change on disk, if it can.
func (s *server) watch(ctx context.Context, conn *jsonrpc2.Conn) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if !s.client.Capabilities.Workspace.DidChangeWatchedFiles.DynamicRegistration {
		return
	}
	p := registrationParams{[]registration{{
		ID: "files", Method: "workspace/didChangeWatchedFiles",
		RegisterOptions: json.RawMessage(`{"watchers":[{"globPattern":"**/content/**"},{"globPattern":"**/templates/**"}]}`),
	}}}
	go func() { // the answer comes by way of the one who called us
		if err := conn.Call(ctx, "client/registerCapability", p, nil); err != nil && ctx.Err() == nil {
			s.Log("the editor does not tell of files that change: " + err.Error())
		}
	}()
}

// touch says that something changed.
func (s *server) touch() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.version++
	s.changed.Broadcast()
}

// name is the name of a document from the root; empty if it does not belong to the
// content. Where the root has none, the folder above the document is taken that has.
func (s *server) name(uri string) string {
	file := fileOf(uri)
	if file != "" && len(s.texts) == 0 && !s.hasContent(s.root) {
		for dir := filepath.Dir(file); ; dir = filepath.Dir(dir) {
			if s.hasContent(dir) {
				s.root = dir
				break
			}
			if dir == filepath.Dir(dir) {
				break
			}
		}
	}
	name := nameIn(s.root, file)
	if !fs.ValidPath(name) {
		return ""
	}
	return name
}

func (s *server) didOpen(p didOpenParams) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if name := s.name(p.TextDocument.URI); name != "" {
		s.texts[name] = &text{p.TextDocument.URI, p.TextDocument.Version, []byte(p.TextDocument.Text)}
		s.version++
		s.changed.Broadcast()
	}
}

func (s *server) didChange(p didChangeParams) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	open := s.texts[s.name(p.TextDocument.URI)]
	if open == nil {
		return
	}
	next := &text{open.uri, p.TextDocument.Version, open.bytes}
	for _, c := range p.ContentChanges {
		if c.Range == nil {
			next.bytes = []byte(c.Text)
			continue
		}
		start, stop := s.units.offset(next.bytes, c.Range.Start), s.units.offset(next.bytes, c.Range.End)
		next.bytes = slices.Concat(next.bytes[:start], []byte(c.Text), next.bytes[max(start, stop):])
	}
	s.texts[s.name(p.TextDocument.URI)] = next
	s.version++
	s.changed.Broadcast()
}

func (s *server) didClose(p didCloseParams) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	delete(s.texts, s.name(p.TextDocument.URI))
	s.version++
	s.changed.Broadcast()
}

// uri is the address of a file of content: as the client wrote it, if it is open.
func (s *server) uri(name string) string {
	if open := s.texts[name]; open != nil {
		return open.uri
	}
	return uriOf(filepath.Join(s.root, filepath.FromSlash(name)))
}
