package serve

import (
	"fmt"
	"net/http"
)

// events tells a page the number of the newest version, now and after each build.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
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
