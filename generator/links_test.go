package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// newWeb is a proxy on this machine that answers for all hosts with plain http, so
// that the scripts ask for addresses as they stand in content and nothing leaves the
// machine.
//
// It never answers for a path /slow; asked is closed when it was asked for one.
func newWeb() (web *httptest.Server, asked chan struct{}) {
	var once sync.Once
	asked = make(chan struct{})
	return httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
		if in.URL.Path == "/slow" {
			once.Do(func() { close(asked) })
			<-in.Context().Done()
			return
		}
		if answer := answers[in.Host+in.URL.Path]; answer != nil && in.Method != http.MethodConnect {
			answer(out, in)
			return
		}
		http.NotFound(out, in)
	})), asked
}

// awaitSlow waits until the program asks for an address that never answers.
func awaitSlow(ts *testscript.TestScript, _ bool, _ []string) {
	select {
	case <-ts.Value("asked").(chan struct{}):
	case <-time.After(20 * time.Second):
		ts.Fatalf("nobody asked for /slow")
	}
}

// answers are those of the hosts of testdata/links.txtar.
var answers = map[string]http.HandlerFunc{
	"herald.example/story":     page(http.StatusOK, "A pass in winter"),
	"herald.example/long":      page(http.StatusOK, "Long</title><p>The pass was <b>open</b> all winter.</p><p>"+strings.Repeat("More words. ", 60)+"</p><title>"),
	"herald.example/2024/pass": page(http.StatusOK, "Who keeps the pass open?"),
	"herald.example/pass": func(out http.ResponseWriter, in *http.Request) {
		http.Redirect(out, in, "http://herald.example/2024/pass", http.StatusMovedPermanently)
	},
	"bank.example/report": page(http.StatusForbidden, "Just a moment..."),
	"archive.example/wayback/available": func(out http.ResponseWriter, in *http.Request) {
		of := in.URL.Query().Get("url")
		if !strings.HasPrefix(of, "http://herald.example/") {
			fmt.Fprintf(out, `{"url": %q, "archived_snapshots": {}}`, of)
			return
		}
		near := in.URL.Query().Get("timestamp")
		if near == "" {
			near = "20260301"
		}
		fmt.Fprintf(out, `{"url": %q, "archived_snapshots": {"closest": {"status": "200", "available": true, "url": "http://web.archive.org/web/%s101112/%s", "timestamp": "%[2]s101112"}}}`,
			of, near, of)
	},
}

func page(status int, title string) http.HandlerFunc {
	return func(out http.ResponseWriter, in *http.Request) {
		out.Header().Set("Content-Type", "text/html; charset=utf-8")
		out.WriteHeader(status)
		fmt.Fprintf(out, "<title>%s</title>", title)
	}
}
