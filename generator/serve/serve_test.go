package serve

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefing/generator/diag"
	"briefing/generator/pipeline"
	"briefing/generator/render"
)

// site is a server of one page whose text can be changed.
type site struct {
	*Server
	text string
	list diag.List
}

func newSite() *site {
	s := &site{text: "one"}
	s.Server = New(func() (*pipeline.Output, diag.List, error) {
		if s.list.Errors() > 0 {
			return nil, s.list, nil
		}
		text := "<html><head></head><body>" + s.text + "</body></html>"
		show := func(b *bytes.Buffer) error { b.WriteString(text); return nil }
		return &pipeline.Output{Pages: []render.Page{{Path: "index.html", Render: show}, {Path: "a/index.html", Render: show}, {Path: "404.html", Render: show}, {Path: "x.css", Render: show}}}, s.list, nil
	})
	s.Rebuild()
	return s
}

func (s *site) get(path string, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 4321}))
	r.Host = "127.0.0.1:4321"
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestPagesAreShownWithThePreviewScript(t *testing.T) {
	s := newSite()
	for path, status := range map[string]int{"/": 200, "/index.html": 200, "/a/": 200, "/a": 302, "/x.css": 200, "/no": 404, "/../etc/passwd": 400, "/.git/config": 404} {
		if w := s.get("http://127.0.0.1"+path, nil); w.Code != status {
			t.Errorf("%s: status %d, want %d", path, w.Code, status)
		}
	}
	if body := s.get("/", nil).Body.String(); !strings.Contains(body, `src="/-/preview.js"`) || !strings.Contains(body, "one") {
		t.Errorf("page %q", body)
	}
	if body := s.get("/x.css", nil).Body.String(); strings.Contains(body, "preview.js") {
		t.Error("a style sheet was changed")
	}
}

func TestTheLastGoodPagesStayWhileThereAreErrors(t *testing.T) {
	s := newSite()
	f := &diag.File{Name: "content/a.md", Bytes: []byte("x")}
	s.text, s.list = "two", diag.List{f.Error("broken", 0, 1, "it is broken")}
	s.Rebuild()
	if body := s.get("/", nil).Body.String(); !strings.Contains(body, "one") {
		t.Errorf("page %q", body)
	}
	if body := s.get("/-/findings", nil).Body.String(); !strings.Contains(body, "content/a.md:1:1: error: it is broken") {
		t.Errorf("findings %q", body)
	}
	s.list = nil
	s.Rebuild()
	if body := s.get("/", nil).Body.String(); !strings.Contains(body, "two") {
		t.Errorf("page %q", body)
	}
}

func TestOpenPagesAreToldOfANewVersion(t *testing.T) {
	s := newSite()
	server := httptest.NewServer(s)
	defer server.Close()
	response, err := http.Get(server.URL + "/-/events")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	for _, want := range []string{"data: 1\n\n", "data: 2\n\n"} {
		got := make([]byte, len(want))
		if _, err := response.Body.Read(got); err != nil || string(got) != want {
			t.Fatalf("event %q, %v; want %q", got, err, want)
		}
		s.Rebuild()
	}
}

func TestWatchNoticesFilesInNewFolders(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	changed, done := make(chan struct{}), make(chan error)
	go func() { done <- Watch(ctx, []string{dir}, func() { changed <- struct{}{} }) }()
	<-changed // it watches
	if err := os.MkdirAll(filepath.Join(dir, "new", "deep"), 0o755); err != nil {
		t.Fatal(err)
	}
	<-changed
	if err := os.WriteFile(filepath.Join(dir, "new", "deep", "a.md"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	<-changed
	cancel()
	for {
		select {
		case <-changed:
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
			return
		}
	}
}
