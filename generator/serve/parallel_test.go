package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Under the race detector this shows that nothing is shared unguarded; without it,
// that everything which was written is there, once, and can be taken back.
func TestSavesRequestsAndWritesAtTheSameTime(t *testing.T) {
	p := newProject(t)
	before := p.tree()
	p.desk.Say = nil
	const writers, each = 3, 3 // fewer than a second allows
	var wg sync.WaitGroup
	undo := make([][]string, writers)
	for w := range writers {
		wg.Go(func() {
			for range each {
				var got made
				for status := 0; status != http.StatusOK; {
					recorder := p.do(p.request(http.MethodPost, private+"annotate", good))
					status = recorder.Code
					if status != http.StatusOK && status != http.StatusTooManyRequests {
						t.Errorf("%d %s", status, recorder.Body)
						return
					}
					_ = json.Unmarshal(recorder.Body.Bytes(), &got)
				}
				undo[w] = append(undo[w], got.Undo)
			}
		})
	}
	for n := range 3 {
		wg.Go(func() {
			for i := range 20 {
				// As editors save: a file beside it takes its place.
				beside := fmt.Sprintf("content/experts/.ada-%d", n)
				p.write(beside, fmt.Sprintf("---\nname: Ada Lovelace\nfield: [mathematics %d %d]\n---\n", n, i))
				if err := os.Rename(filepath.Join(p.dir, beside), filepath.Join(p.dir, "content/experts/ada.md")); err != nil {
					t.Error(err)
				}
				p.Changed("content/experts/ada.md")
			}
		})
		wg.Go(func() {
			for range 50 {
				for _, path := range []string{"/", "/briefings/pass/", "/experts/ada.html", private + "findings?page=index.html", private + "mode"} {
					if w := p.do(p.request(http.MethodGet, path, "")); w.Code != http.StatusOK && w.Code != http.StatusNotFound {
						t.Errorf("%s: %d", path, w.Code)
					}
				}
				for _, name := range []string{"suggest", "passage", "open"} {
					body := map[string]string{"suggest": `{"text":"debt"}`, "passage": `{"briefing":"pass","selection":{"exact":"The guards"}}`, "open": `{"briefing":"pass","annotation":"first"}`}[name]
					if w := p.do(p.request(http.MethodPost, private+name, body)); w.Code != http.StatusOK {
						t.Errorf("%s: %d %s", name, w.Code, w.Body)
					}
				}
			}
		})
	}
	wg.Wait()
	if n := len(p.tree()) - len(before); n != writers*each {
		t.Errorf("%d files for %d annotations", n, writers*each)
	}
	for _, ids := range undo {
		for _, id := range ids {
			if _, err := p.desk.Journal.Undo(id, false); err != nil {
				t.Error(err)
			}
		}
	}
	if after := p.tree(); len(after) != len(before) || strings.Contains(fmt.Sprint(after), ".new-") {
		t.Errorf("taken back, there are %d files", len(after))
	}
	p.build()
	if w := p.do(p.request(http.MethodGet, "/briefings/pass/", "")); strings.Contains(w.Body.String(), "n-the-ministry") {
		t.Error("the page still shows what was taken back")
	}
}
