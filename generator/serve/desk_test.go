package serve

import (
	"context"
	"encoding/json"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"briefing/generator/edit"
	"briefing/generator/journal"
	"briefing/generator/pipeline"
	"briefing/static"
	"briefing/templates"
)

// project is a site on disk with a server that takes changes.
type project struct {
	*site
	desk   *Desk
	access Access
	h      http.Handler
	said   []string
}

var deskFiles = map[string]string{
	"content/site.yaml": "format: 1\ntitle: T\neditors:\n  nk: {name: N}\ndefaults: {by: nk}\n",
	"content/briefings/pass/article.md": `---
title: The pass
date: 2026-04-10
status: published
---
The *guards* stand **at the pass**, and the guards stand [at the pass](https://example.org/a_b) too. Kenya pays.

## Money

- The ministry paid 3.5 million in 2026.
- Перевал охраняют солдаты.

| Land | Sum |
|------|-----|
| Kenya | 1.10 |
`,
	"content/briefings/pass/annotations/first.md": "---\n# by hand\nquote: 'Kenya pays'   # the short one\nassessment: supported\nsupports: bulletin\n---\nText.\n",
	"content/sources/bulletin.md":                 "---\ntitle: Public debt bulletin\ntype: report\nurl: https://debt.example/2026\npublisher: Ministry\ndate: 2026-01-01\nnature: primary\n---\n",
	"content/experts/ada.md":                      "---\nname: Ada Lovelace\nfield: [mathematics]\n---\n",
}

func newProject(t *testing.T) *project {
	t.Helper()
	p := &project{site: &site{t: t, dir: t.TempDir()}}
	for name, text := range deskFiles {
		p.write(name, text)
	}
	p.memo = pipeline.NewMemo(func() pipeline.Input {
		return pipeline.Input{Root: os.DirFS(p.dir), Templates: templates.FS, Static: static.FS, Drafts: true, Preview: true, Now: time.Now()}
	})
	p.Server = New(p.memo, Options{})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { p.Run(ctx); close(ended) }()
	t.Cleanup(func() { stop(); <-ended })
	kept, err := journal.Open(p.dir, t.TempDir(), journal.Pages)
	if err != nil {
		t.Fatal(err)
	}
	p.desk = &Desk{Token: Secret(), Journal: kept, Say: func(line string) { p.said = append(p.said, line) },
		Read: func(context.Context, string) (edit.Document, error) {
			return edit.Document{Title: "Read from the page", Type: "news", Publisher: "The Paper", Date: "2026-03-01"}, nil
		},
	}
	p.access = Access{Desk: p.desk}
	p.h = p.Handler(p.access)
	p.whole()
	return p
}

// build shows the files as they are.
func (p *project) build() {
	p.t.Helper()
	p.Changed()
	p.whole()
}

// tree is every file of the project with its text.
func (p *project) tree() map[string]string {
	p.t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(p.dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(p.dir, name)
		all[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		p.t.Fatal(err)
	}
	return all
}

// request is one as our own page sends it.
func (p *project) request(method, path, body string) *http.Request {
	r := httptest.NewRequest(method, "http://127.0.0.1:4321"+path, strings.NewReader(body))
	r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 4321}))
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if method == http.MethodPost {
		r.Header.Set("Origin", "http://127.0.0.1:4321")
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set(tokenHeader, p.desk.Token)
	}
	return r
}

func (p *project) do(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	p.h.ServeHTTP(w, r)
	return w
}

// post asks for something and reads the answer into v, if that is not nil.
func (p *project) post(name, body string, v any) int {
	p.t.Helper()
	w := p.do(p.request(http.MethodPost, private+name, body))
	if v != nil {
		if err := json.Unmarshal(w.Body.Bytes(), v); err != nil {
			p.t.Fatalf("%s: %v: %s", name, err, w.Body)
		}
	}
	return w.Code
}

// good is a request that writes an annotation.
const good = `{"briefing":"pass","selection":{"exact":"The ministry paid 3.5 million"},"form":{"assessment":"supported","evidence":[{"stance":"supports","source":"bulletin","place":"p. 2"}]}}`

// contextOf is the context of a request that came in at an address.
func contextOf(r *http.Request, ip net.IP, port int) context.Context {
	return context.WithValue(r.Context(), http.LocalAddrContextKey, &net.TCPAddr{IP: ip, Port: port})
}
