// Package serve shows a site on this machine while its author writes.
//
// It holds the newest good site in memory. A page is rendered
// when it is asked for. After a save the pages of the record that was saved are made
// first, of what they need and no more, and shown; the whole site follows. Pages that
// are open are told over server-sent events, a stream that browsers bind to the page's
// origin; a hidden page closes its stream, so many tabs do not use up the connections
// that a browser has for one host. An open page fetches itself again and changes only
// the blocks that differ.
//
// A record with errors stays as it was when it had none, with the findings in a bar;
// one that never was without is shown as far as it can be.
//
// What may be done over a listener is its [Access]. Only requests by its own names are
// answered: comparing the Host is what stops a foreign page that was given our address
// by its name server. Pages change something only through a [Desk], with the token of
// the run.
package serve

import (
	"context"
	_ "embed"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"briefing/generator/diag"
	"briefing/generator/pipeline"
)

// Options say what a server does besides showing pages.
type Options struct {
	// Report is told what is wrong with the whole site, each time that it was made, and
	// what a build would find besides.
	Report func(list, atBuild diag.List, err error)
	// AsPublished says that what is shown is what would be published: nothing is marked
	// as held back.
	AsPublished bool
}

// Server shows a site. Make one with [New].
type Server struct {
	memo    *pipeline.Memo
	options Options
	now     atomic.Pointer[state]
	handler http.Handler

	mu      sync.Mutex
	changed []string                 // files, since they were looked at last
	asked   map[pipeline.Record]bool // whose pages are waited for
	looked  int                      // how often the files were looked at
	ring    chan struct{}            // there is something in changed or asked
	again   chan struct{}            // the whole site has to be made again
	// isOnlyLook says that since the whole site was made nothing changed but what pages
	// are made with.
	isOnlyLook atomic.Bool
	isWaited   atomic.Bool // somebody looks at what only the whole site shows

	// Of wholes alone.
	took   time.Duration // to make the whole site, the last time
	made   *pipeline.Made
	latest *whole           // of made
	due    <-chan time.Time // when the next embargo ends; nil if there is none
	found  *verdict         // on it
	next   chan struct{}    // closed when another state takes the place of now
	open   map[*stream]bool
	last   *shelf // pages as they were shown last
}

// New makes a server that shows nothing before [Server.Run].
func New(memo *pipeline.Memo, o Options) *Server {
	s := &Server{
		memo: memo, options: o, asked: map[pipeline.Record]bool{}, open: map[*stream]bool{}, last: &shelf{},
		ring: make(chan struct{}, 1), again: make(chan struct{}, 1), next: make(chan struct{}),
	}
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

// Changed tells of files that were made, written, renamed or deleted, by their names
// from the root folder. No name at all tells that anything may have been.
func (s *Server) Changed(names ...string) {
	s.mu.Lock()
	if len(names) == 0 {
		names = []string{everything}
	}
	s.changed = append(s.changed, names...)
	s.mu.Unlock()
	knock(s.ring)
}

// everything stands in the list of files for all of them.
const everything = ""

// knock leaves word; one word is enough for who has not listened yet.
func knock(at chan struct{}) {
	select {
	case at <- struct{}{}:
	default:
	}
}

// Run makes the site, and again what changed, until the context ends.
func (s *Server) Run(ctx context.Context) {
	var both sync.WaitGroup
	both.Go(func() { s.wholes(ctx) })
	both.Go(func() { s.parts(ctx) })
	knock(s.again)
	both.Wait()
}

// Await waits until the whole site is shown, or the context ends.
func (s *Server) Await(ctx context.Context) {
	for {
		now, next := s.newest()
		if now.whole != nil || now.fault != nil {
			return
		}
		select {
		case <-next:
		case <-ctx.Done():
			return
		}
	}
}

// parts answers for the records that changed.
func (s *Server) parts(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.ring:
			s.part()
		}
	}
}

// part looks at the files that changed and shows the records that they belong to.
func (s *Server) part() {
	names, records, looked := s.look()
	for _, name := range names {
		if r, ok := pipeline.RecordOf(name); ok && !slices.Contains(records, r) {
			records = append(records, r)
		}
	}
	if isWide(names) {
		for _, path := range s.paths() {
			if r, ok := pipeline.Owner(path); ok && !slices.Contains(records, r) {
				records = append(records, r)
			}
		}
	}
	if isLook(names) {
		for r := range s.now.Load().parts {
			records = append(records, r) // their pages are of the look before
		}
	} else if len(names) > 0 {
		s.isOnlyLook.Store(false)
	}
	isTold := false // all of what changed, on all pages that somebody looks at
	if len(records) > 0 && len(records) <= mostRecords {
		part := s.memo.Part(records, s.paths())
		s.publish(func(before *state) *state { return before.withPart(part, looked, saved(names)) })
		isTold = s.covers(part)
	}
	if len(names) > 0 {
		if !isTold {
			s.isWaited.Store(true)
		}
		knock(s.again)
	}
}

// look lets the memo know what changed, and returns it with the records that are waited
// for. Only then it counts: who makes the whole site of so many looks has it in it.
func (s *Server) look() (names []string, records []pipeline.Record, looked int) {
	s.mu.Lock()
	names = slices.Clone(s.changed)
	s.mu.Unlock()
	switch {
	case slices.Contains(names, everything):
		s.memo.Changed()
	case len(names) > 0:
		s.memo.Changed(names...)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changed = s.changed[len(names):]
	if len(names) > 0 {
		s.looked++
	}
	records = slices.Sorted(maps.Keys(s.asked))
	clear(s.asked)
	return names, records, s.looked
}

// covers reports whether all pages that are open are those of a part.
func (s *Server) covers(part *pipeline.Part) bool {
	return !slices.ContainsFunc(s.paths(), func(path string) bool {
		r, ok := pipeline.Owner(path)
		return !ok || part.Pages[r] == nil
	})
}

// mostRecords is the number of records that are shown before the whole site: when more
// change at once, as by a checkout, that is as quick.
const mostRecords = 12

// isWide reports whether there is a file among some that any page may show: of the site,
// a country, or an expert, whose names articles mention.
func isWide(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return name == "content/site.yaml" || strings.HasPrefix(name, "content/countries/") || strings.HasPrefix(name, "content/experts/")
	})
}

// isLook reports whether files are of what pages are made with, and of nothing that
// they show.
func isLook(names []string) bool {
	return len(names) > 0 && !slices.ContainsFunc(names, func(name string) bool {
		return name == everything || name == "content" || strings.HasPrefix(name, "content/")
	})
}

// wholes makes the whole site, again and again.
func (s *Server) wholes(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.again:
			s.breathe(ctx)
		case <-s.due:
			s.isOnlyLook.Store(false)
		}
		began := time.Now()
		s.whole()
		s.took = time.Since(began)
		s.due = s.latest.due(time.Now())
	}
}

// longestBreath is how long the whole site waits at most for another save.
const longestBreath = time.Second

// breathe lets pages fetch what was saved, and the next save come, before the whole site
// takes a processor, where nobody waits for the whole and it takes long.
func (s *Server) breathe(ctx context.Context) {
	breath := min(longestBreath, s.took/4)
	enough := time.Now().Add(3 * breath)
	for !s.isWaited.Swap(false) {
		select {
		case <-s.again:
			if time.Now().Before(enough) {
				continue
			}
		case <-ctx.Done():
		case <-time.After(breath):
		}
		return
	}
}

// whole makes the whole site. The first is shown before it is judged.
func (s *Server) whole() {
	s.mu.Lock()
	looked := s.looked
	s.mu.Unlock()
	again := s.memo.Site
	if s.isOnlyLook.Swap(true) {
		again = s.memo.Shown
	}
	made, err := again()
	if err != nil {
		s.isOnlyLook.Store(false)
		s.publish(func(before *state) *state { return before.withFault(err) })
		s.report(nil, nil, err)
		return
	}
	if made.Is(s.made) {
		s.publish(func(before *state) *state { return before.withWhole(s.latest, s.found.at(looked)) })
		return
	}
	s.made, s.latest = made, newWhole(made)
	if s.now.Load().whole == nil {
		found := newVerdict(made.List, nil, looked, false)
		s.publish(func(before *state) *state { return before.withWhole(s.latest, found) })
	}
	list, atBuild := made.Judge()
	s.found = newVerdict(list, atBuild, looked, true)
	s.publish(func(before *state) *state { return before.withWhole(s.latest, s.found) })
	s.report(list, atBuild, nil)
}

func (s *Server) report(list, atBuild diag.List, err error) {
	if s.options.Report != nil {
		s.options.Report(list, atBuild, err)
	}
}

// publish shows another state and tells open pages.
func (s *Server) publish(change func(before *state) *state) {
	s.mu.Lock()
	defer s.mu.Unlock()
	after := change(s.now.Load())
	after.number = s.now.Load().number + 1
	s.now.Store(after)
	close(s.next)
	s.next = make(chan struct{})
}

// newest returns what is shown and a channel that is closed when it no longer is.
func (s *Server) newest() (*state, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now.Load(), s.next
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
	m.HandleFunc(private+"events", s.events(a.IsShared))
	if !a.IsShared {
		m.HandleFunc(private+"findings", s.findings)
	}
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
