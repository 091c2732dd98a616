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
	"bytes"
	_ "embed"
	"fmt"
	"mime"
	"net"
	"net/http"
	"path"
	"strings"
	"sync"
	"sync/atomic"

	"briefing/generator/diag"
	"briefing/generator/render"
)

// Build makes the site anew. A nil list of pages says that there are errors and
// the pages before stay.
type Build func() (pages []render.Page, list diag.List, err error)

// Server shows a site. Make one with [New].
type Server struct {
	build Build
	now   atomic.Pointer[state]

	mu      sync.Mutex
	streams map[chan struct{}]bool
}

// state is what is shown.
type state struct {
	pages    map[string]render.Page
	version  int
	findings string // what is wrong, as text; empty if nothing is
}

// New makes a server that shows nothing before the first [Server.Rebuild].
func New(build Build) *Server {
	s := &Server{build: build, streams: map[chan struct{}]bool{}}
	s.now.Store(&state{})
	return s
}

// Rebuild builds the site again, tells open pages, and returns what is wrong.
func (s *Server) Rebuild() (diag.List, error) {
	before := s.now.Load()
	after := &state{pages: before.pages, version: before.version + 1}
	pages, list, err := s.build()
	if err != nil {
		after.findings = err.Error()
	} else {
		after.findings = findings(list)
	}
	if pages != nil {
		after.pages = make(map[string]render.Page, len(pages))
		for _, p := range pages {
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

// private is the folder of addresses that belong to the preview, not to the site.
const private = "/-/"

//go:embed preview.js
var previewJS []byte

//go:embed preview.css
var previewCSS []byte

// ServeHTTP answers a request of a browser on this machine.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !isLocal(r.Host) {
		http.Error(w, "this server answers only on this machine", http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "nothing can be changed here", http.StatusMethodNotAllowed)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	switch r.URL.Path {
	case private + "preview.js":
		h.Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(previewJS)
	case private + "preview.css":
		h.Set("Content-Type", "text/css; charset=utf-8")
		_, _ = w.Write(previewCSS)
	case private + "events":
		s.events(w, r)
	case private + "findings":
		h.Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte(s.now.Load().findings))
	default:
		s.page(w, r)
	}
}

// isLocal reports whether a request names this machine.
func isLocal(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	return name == "127.0.0.1" || name == "localhost" || name == "::1" || name == "[::1]"
}

// page answers with a page or file of the site, or with its 404 page.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	now := s.now.Load()
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if name == "" || strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	p, found := now.pages[name]
	if !found {
		if _, isFolder := now.pages[path.Join(name, "index.html")]; isFolder {
			http.Redirect(w, r, r.URL.Path+"/", http.StatusFound)
			return
		}
		p = now.pages["404.html"]
	}
	var b bytes.Buffer
	if p.Render != nil {
		if err := p.Render(&b); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	} else {
		fmt.Fprintf(&b, "<!DOCTYPE html><html lang=\"en\"><head><title>Preview</title></head><body><main><h1>Nothing to show yet</h1></main></body></html>")
		p.Path = "404.html"
	}
	w.Header().Set("Content-Type", contentType(p.Path))
	if !found {
		w.WriteHeader(http.StatusNotFound)
	}
	text := b.Bytes()
	if path.Ext(p.Path) == ".html" {
		text = bytes.Replace(text, []byte("</head>"), []byte(fmt.Sprintf(
			"<link rel=\"stylesheet\" href=\"%spreview.css\">\n<script src=\"%spreview.js\" data-version=\"%d\" defer></script>\n</head>", private, private, now.version)), 1)
	}
	_, _ = w.Write(text)
}

func contentType(name string) string {
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

// events tells a page the number of the newest version, now and after each build.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		http.Error(w, "only for pages of this server", http.StatusForbidden)
		return
	}
	stream := make(chan struct{}, 1)
	stream <- struct{}{}
	s.mu.Lock()
	s.streams[stream] = true
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.streams, stream)
		s.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	for {
		select {
		case <-r.Context().Done():
			return
		case <-stream:
			if _, err := fmt.Fprintf(w, "data: %d\n\n", s.now.Load().version); err != nil || flush.Flush() != nil {
				return
			}
		}
	}
}
