package lsp

import (
	"context"
	"fmt"
	"runtime/debug"

	"github.com/sourcegraph/jsonrpc2"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
)

// state is what was built of the texts of one version. It is not changed.
type state struct {
	version    int
	site       *graph.Site // nil if nothing could be built
	list       diag.List
	files      map[string]*diag.File // every file of content, by name
	references []content.Reference
}

// builds builds whenever something changed, until the end.
func (s *server) builds(ctx context.Context, conn *jsonrpc2.Conn) {
	for {
		s.mutex.Lock()
		for !s.isOver && (s.phase != running || s.built != nil && s.built.version == s.version) {
			s.changed.Wait()
		}
		if s.isOver {
			s.mutex.Unlock()
			return
		}
		over := overlay{under: s.Open(s.root), texts: map[string][]byte{}}
		for name, t := range s.texts {
			over.texts[name] = t.bytes
		}
		root, version := s.root, s.version
		s.mutex.Unlock()

		built := s.buildOf(root, version, over)

		s.mutex.Lock()
		s.built = built
		var messages []publishDiagnosticsParams
		if s.version == version {
			messages = s.findings()
		}
		s.changed.Broadcast()
		s.mutex.Unlock()
		for _, m := range messages {
			if err := conn.Notify(ctx, "textDocument/publishDiagnostics", m); err != nil {
				return // the connection has ended
			}
		}
	}
}

// buildOf builds one version. What goes wrong in the program is logged, and gives a
// state without a site.
func (s *server) buildOf(root string, version int, over overlay) (built *state) {
	built = &state{version: version, files: map[string]*diag.File{}}
	if !s.hasContent(root) && over.texts["content/site.yaml"] == nil {
		return built
	}
	defer func() {
		if fault := recover(); fault != nil {
			s.Log(fmt.Sprintf("build: %v\n%s", fault, debug.Stack()))
			built = &state{version: version, files: map[string]*diag.File{}}
		}
	}()
	site, list, err := s.Build(root, over)
	if err != nil {
		s.Log("build: " + err.Error())
	}
	built.site, built.list = site, list
	for _, d := range list {
		built.files[d.File.Name] = d.File
	}
	if site == nil {
		return built
	}
	for _, h := range site.Library.Heads() {
		built.files[h.File.Name] = h.File
	}
	built.references = site.Library.References()
	return built
}

// newest waits for the build of the newest texts. To be called with the mutex held,
// which it keeps. The site may be nil.
func (s *server) newest() *state {
	for !s.isOver && (s.built == nil || s.built.version != s.version) {
		s.changed.Wait()
	}
	if s.built == nil {
		return &state{}
	}
	return s.built
}

// at is the place that a position of a document means in the newest build; file is nil
// if the document is no file of content.
func (s *server) at(p positionParams) (st *state, file *diag.File, offset int) {
	name := s.name(p.TextDocument.URI)
	st = s.newest()
	if file = st.files[name]; file == nil || st.site == nil {
		return st, nil, 0
	}
	return st, file, s.units.offset(file.Text(), p.Position)
}

// location is the address of a place.
func (s *server) location(f *diag.File, start, stop int) location {
	return location{s.uri(f.Name), s.units.span(f.Text(), start, stop)}
}
