package serve

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
)

const money = "content/briefings/pass/annotations/money.md"

// Under the race detector: saves, new and deleted annotations, requests and open pages
// at the same time.
func TestSavesAndRequestsAtTheSameTime(t *testing.T) {
	s := newSite(t, Options{})
	server := httptest.NewServer(s)
	defer server.Close()
	ctx, stop := context.WithCancel(t.Context())
	var readers, writers sync.WaitGroup
	for _, path := range []string{"/", "/briefings/pass/", "/briefings/pass/money.html", "/countries/", "/-/findings?page=index.html", "/none/"} {
		readers.Go(func() {
			for ctx.Err() == nil {
				if w := s.get(path, nil); w.Code >= 500 {
					t.Errorf("%s: status %d", path, w.Code)
				}
			}
		})
	}
	for _, path := range []string{"index.html", "briefings/pass/index.html"} {
		readers.Go(func() {
			r, _ := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/-/events?path="+path, nil)
			reply, err := http.DefaultClient.Do(r)
			if err != nil {
				return
			}
			defer reply.Body.Close()
			for b := make([]byte, 4096); err == nil; {
				_, err = reply.Body.Read(b)
			}
		})
	}
	for writer := range 4 {
		writers.Go(func() {
			for i := range 25 {
				switch writer {
				case 0:
					s.save("content/briefings/pass/article.md", files["content/briefings/pass/article.md"]+fmt.Sprintf("\nEdit %d.\n", i))
				case 1:
					s.save(money, files[money]+fmt.Sprint(i))
				case 2:
					s.save(fmt.Sprintf("content/briefings/well/annotations/a%d.md", i), "---\nquote: The well\nkind: context\n---\nText.\n")
				case 3:
					s.save("content/sources/s.md", fmt.Sprintf("---\ntitle: S %d\ntype: web\n---\n", i))
				}
			}
		})
	}
	writers.Wait()
	s.until("the last edit is shown", func(*state) bool { return strings.Contains(s.body("/briefings/pass/"), "Edit 24.") })
	s.whole()
	stop()
	readers.Wait()
	if body := s.body("/briefings/well/"); strings.Count(body, `class="note"`) != 25 {
		t.Errorf("%d notes", strings.Count(body, `class="note"`))
	}
}

func TestMemoryIsFlatOverTwoThousandSaves(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	s := newSite(t, Options{})
	s.whole()
	heap := func() uint64 {
		s.whole()
		runtime.GC()
		runtime.GC() // what a pool keeps lives once longer
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	var early uint64
	for i := range 2000 {
		mark := fmt.Sprintf("Edit %d.", i)
		switch i % 3 {
		case 0:
			s.save("content/briefings/pass/article.md", files["content/briefings/pass/article.md"]+"\n"+mark+"\n")
		case 1:
			s.save(money, files[money]+mark+"\n")
		case 2: // another name each time
			if i > 2 {
				s.save(fmt.Sprintf("content/briefings/pass/annotations/a%d.md", i-3), "")
			}
			s.save(fmt.Sprintf("content/briefings/pass/annotations/a%d.md", i), "---\nquote: guards stay\nkind: context\n---\n"+mark+"\n")
		}
		s.until(mark, func(*state) bool { return strings.Contains(s.body("/briefings/pass/"), mark) })
		if i == 200 {
			early = heap()
		}
	}
	if late := heap(); float64(late) > 1.1*float64(early) {
		t.Errorf("after 200 saves %d bytes were in use, after 2000 %d", early, late)
	} else {
		t.Logf("after 200 saves %d bytes in use, after 2000 %d", early, late)
	}
}
