// Package serve shows a site on this machine while its author writes.
//
// It holds the newest good site in memory and writes nothing. A page is rendered
// when it is asked for. After a save the whole content is read again; if it has
// errors the site before stays, with the findings in a bar. Pages that are open
// are told over server-sent events, a stream that browsers bind to the page's
// origin; a hidden page closes its stream, so many tabs do not use up the
// connections that a browser has for one host.
//
// Only requests to this machine by its own names are answered: comparing the
// Host is what stops a foreign page that was given our address by its name
// server.
package serve

import (
	_ "embed"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"

	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/pipeline"
	"briefing/generator/render"
)

// Build makes the site anew. No output says that there are errors and the pages
// before stay.
type Build func() (out *pipeline.Output, list diag.List, err error)

// Server shows a site. Make one with [New].
type Server struct {
	build   Build
	now     atomic.Pointer[state]
	handler http.Handler

	mu      sync.Mutex
	streams map[chan struct{}]bool
}

// state is what is shown. It is not changed; a new one takes its place.
type state struct {
	site     *graph.Site // nil before the first good build
	pages    map[string]render.Page
	version  int
	findings string // what is wrong, as text; empty if nothing is
}

// New makes a server that shows nothing before the first [Server.Rebuild].
func New(build Build) *Server {
	s := &Server{build: build, streams: map[chan struct{}]bool{}}
	s.now.Store(&state{})
	s.handler = s.Handler(Access{})
	return s
}

// Handler answers requests of one listener.
func (s *Server) Handler(a Access) http.Handler {
	l := &lock{}
	if a.Desk != nil {
		l.token = a.Desk.Token
	}
	return guard(a, l, s.routes(a, l))
}

// Rebuild builds the site again, tells open pages, and returns what is wrong.
func (s *Server) Rebuild() (diag.List, error) {
	before := s.now.Load()
	after := &state{site: before.site, pages: before.pages, version: before.version + 1}
	out, list, err := s.build()
	if err != nil {
		after.findings = err.Error()
	} else {
		after.findings = findings(list)
	}
	if out != nil {
		after.site = out.Site
		after.pages = make(map[string]render.Page, len(out.Pages))
		for _, p := range out.Pages {
			after.pages[p.Path] = p
		}
	}
	s.now.Store(after)
	s.mu.Lock()
	defer s.mu.Unlock()
	for stream := range s.streams {
		select {
		case stream <- struct{}{}:
		default: // it is told already
		}
	}
	return list, err
}

// findings are the errors and warnings as text.
func findings(list diag.List) string {
	var shown diag.List
	for _, d := range list {
		if d.Severity != diag.Note {
			shown = append(shown, d)
		}
	}
	var b strings.Builder
	_ = diag.Print(&b, shown, diag.Style{}) // a strings.Builder does not fail
	return b.String()
}

// ServeHTTP answers a request of a browser on this machine.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// private is the folder of addresses that belong to the preview, not to the site.
const private = "/-/"

// routes answers requests that the guard let through.
func (s *Server) routes(a Access, l *lock) http.Handler {
	m := http.NewServeMux()
	if a.Desk != nil && !a.IsShared {
		s.changeRoutes(a.Desk, m)
	}
	m.HandleFunc(private+"mode", a.mode(l))
	for _, f := range own {
		m.Handle(private+f.name, f)
	}
	m.HandleFunc(private+"events", s.events)
	m.HandleFunc(private+"findings", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte(s.now.Load().findings))
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, private) {
			m.ServeHTTP(w, r)
			return
		}
		s.page(w, r) // a ServeMux would redirect an address before it is answered
	})
}

// file is a script or style sheet of the preview. Every page gets them, in the
// order of [own].
type file struct {
	name string
	text []byte
}

//go:embed preview.js
var previewJS []byte

//go:embed preview.css
var previewCSS []byte

// own are the preview's files. Do not change.
var own = []file{
	{"preview.css", previewCSS},
	{"preview.js", previewJS},
	{"annotate.css", annotateCSS},
	{"annotate.js", annotateJS},
}

func (f file) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", contentType(f.name))
	_, _ = w.Write(f.text)
}
