package serve

import (
	"context"
	_ "embed"
	"net/http"
	"sync"
	"time"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/edit"
	"briefing/generator/graph"
	"briefing/generator/journal"
)

// Desk takes what an editor changes in the page. Its fields are set before it is
// given to a server and not changed afterwards.
type Desk struct {
	Token   string // of the run
	Journal *journal.Journal
	// Read returns what is known of the page at an address; nil if nothing is asked of
	// the network.
	Read func(ctx context.Context, address string) (edit.Document, error)
	// Say prints a line for each change; nil if nobody listens.
	Say func(line string)

	mu    sync.Mutex
	times []time.Time // of the last changes
	one   sync.Mutex  // held while a change is checked and made
	made  []newSource // guarded by one
}

//go:embed annotate.js
var annotateJS []byte

//go:embed annotate.css
var annotateCSS []byte

// mostChanges is how many changes are made in a second.
const mostChanges = 10

// mayChange reports whether a change may be made now, and counts it.
func (d *Desk) mayChange() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := time.Now()
	if len(d.times) == mostChanges && now.Sub(d.times[0]) < time.Second {
		return false
	}
	if len(d.times) == mostChanges {
		d.times = d.times[1:]
	}
	d.times = append(d.times, now)
	return true
}

// briefing returns a briefing that is shown; nil if there is none.
func (now *state) briefing(id string) *graph.Briefing {
	site := now.site("briefings/" + id + "/index.html")
	if site == nil {
		return nil
	}
	for _, b := range site.Briefings {
		if b.ID == id {
			return b
		}
	}
	return nil
}

// library is that of the whole site; an empty one before there is a site.
func (now *state) library() *content.Library {
	if site := now.site("index.html"); site != nil {
		return site.Library
	}
	return &content.Library{}
}

// changeRoutes are the addresses for changes. All take a request by POST that the
// guard let through, and answer with JSON.
func (s *Server) changeRoutes(d *Desk, m *http.ServeMux) {
	on := func(name string, h func(w http.ResponseWriter, r *http.Request, d *Desk)) {
		m.HandleFunc("POST "+private+name, func(w http.ResponseWriter, r *http.Request) { h(w, r, d) })
	}
	on("passage", s.passage)
	on("suggest", s.suggest)
	on("open", s.openNote)
	on("page", s.readPage)
	on("annotate", s.annotate)
	on("change", s.change)
	on("delete", s.delete)
	on("undo", s.undo)
}

// finding is what is wrong, for the dialog. All of it is text, none of it HTML.
type finding struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	File     string `json:"file"`
	Line     int    `json:"line"`   // from 1
	Column   int    `json:"column"` // from 1
}

func findingsOf(list diag.List) []finding {
	all := []finding{}
	for _, d := range list {
		line, column := d.File.Position(d.Start)
		all = append(all, finding{d.Severity.String(), d.Code, d.Message, d.Hint, d.File.Name, line, column})
	}
	return all
}

// problem is an answer to what was not done.
type problem struct {
	Error    string    `json:"error"`
	Findings []finding `json:"findings,omitempty"`
	Now      string    `json:"now,omitempty"`  // what the file holds, if it was changed meanwhile
	Hash     string    `json:"hash,omitempty"` // of that
}

// note names an annotation.
type note struct {
	Briefing   string `json:"briefing"`
	Annotation string `json:"annotation"`
}

func (n note) file() string {
	return content.Record{Register: content.Annotations, ID: n.Annotation, Briefing: n.Briefing}.File()
}
