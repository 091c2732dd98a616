package serve

import (
	"encoding/json"
	"fmt"
	"net/http"

	"briefing/generator/pipeline"
)

// stream is an open page that is told what happens.
type stream struct{ path string }

// event is what a page is told: what it has to be like now.
type event struct {
	Page  string `json:"page"` // hash of the page as it is now
	Bar   *bar   `json:"bar"`  // null if it is as it was told before, or not told
	Saved string `json:"saved,omitempty"`
}

// paths are those of the pages that are open.
func (s *Server) paths() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []string
	for t := range s.open {
		all = append(all, t.path)
	}
	return all
}

// events tells a page what it has to be like, now and whenever that changes. Viewers of
// a listener that is shared are told no more than that: what is wrong, and what was
// saved, may be in files that they do not see.
func (s *Server) events(isShared bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { s.tell(w, r, isShared) }
}

func (s *Server) tell(w http.ResponseWriter, r *http.Request, isShared bool) {
	t := &stream{path: r.URL.Query().Get("path")}
	s.mu.Lock()
	s.open[t] = true
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		delete(s.open, t)
		s.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	now, next := s.newest()
	sent, saved := event{Bar: &bar{}}, now.savedN
	for {
		if now.answers(t.path) {
			e := event{Page: s.show(now, t.path).hash}
			if !isShared {
				e = s.event(now, t.path, sent, saved)
			}
			if e.Page != sent.Page || e.Bar != nil || e.Saved != "" {
				text, _ := json.Marshal(e)
				if _, err := fmt.Fprintf(w, "data: %s\n\n", text); err != nil || flush.Flush() != nil {
					return
				}
			}
			if e.Bar == nil {
				e.Bar = sent.Bar
			}
			sent, saved = e, now.savedN
		}
		select {
		case <-r.Context().Done():
			return
		case <-next:
		}
		now, next = s.newest()
	}
}

// event is what a page of the author is told that was told something before.
func (s *Server) event(now *state, path string, before event, saved int) event {
	e := event{Page: s.show(now, path).hash}
	if b := s.bar(now, path); b.Hash != before.Bar.Hash {
		e.Bar = &b
	}
	if r, ok := pipeline.Owner(path); ok && now.savedN > saved {
		e.Saved = now.saved[r]
	}
	return e
}
