package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/pipeline"
	"briefing/static"
	"briefing/templates"
)

const root = "/pass"

// client is an editor at the other end of a pipe.
type client struct {
	*testing.T
	conn     *jsonrpc2.Conn
	findings chan publishDiagnosticsParams
	ended    chan bool // what Serve returned
	calls    chan string
}

// build is that of the program.
func build(_ string, files fs.FS) (*graph.Site, diag.List, error) {
	out, list, err := pipeline.Build(pipeline.Input{
		Root: files, Templates: pipeline.Overlay{Over: fstest.MapFS{}, Under: templates.FS},
		Static: pipeline.Overlay{Over: fstest.MapFS{}, Under: static.FS}, Drafts: true, Now: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		return nil, list, err
	}
	return out.Site, list, nil
}

// connect starts a server on files, without a greeting.
func connect(t *testing.T, files fstest.MapFS, build func(string, fs.FS) (*graph.Site, diag.List, error)) *client {
	c := &client{T: t, findings: make(chan publishDiagnosticsParams, 100), ended: make(chan bool, 1), calls: make(chan string, 10)}
	here, there := net.Pipe()
	o := Options{Root: "/nowhere", Build: build, Log: log, Open: func(folder string) fs.FS {
		if folder == root {
			return files
		}
		return fstest.MapFS{}
	}}
	go func() { c.ended <- Serve(context.Background(), there, o) }()
	handler := jsonrpc2.HandlerWithError(func(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) (any, error) {
		if r.Method == "textDocument/publishDiagnostics" {
			var p publishDiagnosticsParams
			if err := json.Unmarshal(*r.Params, &p); err != nil {
				t.Error(err)
			}
			c.findings <- p
			return nil, nil
		}
		c.calls <- r.Method + " " + string(*r.Params)
		return nil, nil
	})
	c.conn = jsonrpc2.NewConn(context.Background(), jsonrpc2.NewBufferedStream(here, jsonrpc2.VSCodeObjectCodec{}), handler)
	t.Cleanup(func() {
		c.conn.Close()
		there.Close()
	})
	return c
}

// log shows what the server says of itself, if somebody looks.
func log(message string) {
	if testing.Verbose() {
		fmt.Fprintln(os.Stderr, message)
	}
}

// start connects and greets as an editor that can do everything.
func start(t *testing.T, files fstest.MapFS) *client {
	c := connect(t, files, build)
	c.greet(`{"rootUri":"file:///pass","capabilities":{"general":{"positionEncodings":["utf-8"]},
		"workspace":{"workspaceEdit":{"documentChanges":true,"resourceOperations":["rename"]}}}}`)
	return c
}

func (c *client) greet(params string) {
	c.Helper()
	c.call("initialize", json.RawMessage(params), nil)
	c.notify("initialized", struct{}{})
}

func (c *client) call(method string, params, result any) {
	c.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := c.conn.Call(ctx, method, params, result); err != nil {
		c.Fatalf("%s: %v", method, err)
	}
}

// refused is the code of the error that answers a request; 0 if there is none.
func (c *client) refused(method string, params any) (code int64, message string) {
	c.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	err := c.conn.Call(ctx, method, params, nil)
	if e, ok := err.(*jsonrpc2.Error); ok {
		return e.Code, e.Message
	}
	if err != nil {
		c.Fatalf("%s: %v", method, err)
	}
	return 0, ""
}

func (c *client) notify(method string, params any) {
	c.Helper()
	if err := c.conn.Notify(context.Background(), method, params); err != nil {
		c.Fatalf("%s: %v", method, err)
	}
}

func (c *client) open(name, text string) {
	c.Helper()
	var p didOpenParams
	p.TextDocument.URI, p.TextDocument.Version, p.TextDocument.Text = address(name), 1, text
	c.notify("textDocument/didOpen", p)
}

// change replaces the whole text.
func (c *client) change(name string, version int, text string) {
	c.Helper()
	c.notify("textDocument/didChange", json.RawMessage(`{"textDocument":{"uri":`+quoted(address(name))+`,"version":`+quoted(version)+`},"contentChanges":[{"text":`+quoted(text)+`}]}`))
}

func quoted(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func address(name string) string { return "file://" + root + "/" + name }

// await waits for the findings of a file that pass a test.
func (c *client) await(name string, test func(publishDiagnosticsParams) bool) publishDiagnosticsParams {
	c.Helper()
	for {
		select {
		case p := <-c.findings:
			if p.URI == address(name) && test(p) {
				return p
			}
		case <-time.After(time.Minute):
			c.Fatalf("no such findings for %s", name)
		}
	}
}

// here takes the mark ¦ out of a text and returns the place where it was, in UTF-8.
func here(t *testing.T, text string) (string, position) {
	t.Helper()
	before, after, found := strings.Cut(text, "¦")
	if !found {
		t.Fatal("no mark ¦ in the text")
	}
	return before + after, utf8Units.position([]byte(before+after), len(before))
}

// ask opens a text with a mark and asks for what is at the mark.
func (c *client) ask(method, name, marked string, result any) {
	c.Helper()
	text, at := here(c.T, marked)
	c.open(name, text)
	p := positionParams{documentID{address(name)}, at}
	c.call(method, p, result)
}

// pass is a small site without a mistake.
func pass() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"site.yaml":                           "format: 1\ntitle: Pass Notes\neditors:\n  nk: {name: Nora Kell}\ndefaults: {by: nk}\n",
		"briefings/pass/article.md":           article,
		"briefings/pass/annotations/drill.md": drill,
		"briefings/pass/annotations/loan.md":  loan,
		"sources/bulletin.md":                 "---\ntitle: Public debt bulletin\ntype: report\npublisher: Ministry\ndate: 2026-02-01\nnature: primary\nextracts:\n  - {at: table 4, words: Tunnels 2 and 3}\n---\n",
		"sources/lecture.md":                  "---\ntitle: Lecture on roads\ntype: speech\ndate: 2026-01-09\nbased_on: [bulletin]\n---\nBased on [the bulletin](bulletin.md#top).\n",
		"experts/lida-orbeli.md":              "---\nname: Lida Orbeli\nfield: [roads]\naffiliations:\n  - {organisation: Hill University, role: professor, country: kz, source: lecture}\n---\n",
	} {
		files["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

const (
	article = "---\ntitle: Who keeps the Selim Pass open?\ndate: 2026-04-10\nstatus: published\nfindings: [\"It was the third. [drill]\"]\n---\n\nThe drill was the *third such drill* in five years, officers said. Belmark financed two of the three tunnels. Nobody counted “the guards”.\n"
	drill   = "---\nquote: third such drill\nassessment: supported\nsupports: bulletin table 4\nexperts: [{agrees: lida-orbeli, said_in: lecture 00:41:10}]\nsee: [loan]\n---\n"
	loan    = "---\nquote: two of the three tunnels\nclaim: Belmark paid for two tunnels.\nassessment: contradicted\ncontradicts:\n  - source: bulletin\n    at: table 4\n  - lecture\ncountries: [kz]\n---\nSee [the drill](drill.md).\n"
)

const (
	articleName = "content/briefings/pass/article.md"
	drillName   = "content/briefings/pass/annotations/drill.md"
	loanName    = "content/briefings/pass/annotations/loan.md"
)

// edited are the files after a change that the server proposes; renamed files stand
// under their new names.
func edited(t *testing.T, files fstest.MapFS, w workspaceEdit) fstest.MapFS {
	t.Helper()
	after := fstest.MapFS{}
	for name, f := range files {
		after[name] = &fstest.MapFile{Data: f.Data}
	}
	for _, raw := range w.DocumentChanges {
		text := quoted(raw)
		var file renameFile
		var doc documentEdit
		if err := json.Unmarshal([]byte(text), &file); err != nil {
			t.Fatal(err)
		}
		if file.Kind == "rename" {
			old, to := nameIn(root, fileOf(file.OldURI)), nameIn(root, fileOf(file.NewURI))
			after[to] = after[old]
			delete(after, old)
			continue
		}
		if err := json.Unmarshal([]byte(text), &doc); err != nil {
			t.Fatal(err)
		}
		name := nameIn(root, fileOf(doc.TextDocument.URI))
		f := diag.NewFile(name, after[name].Data)
		var edits []diag.Edit
		for _, e := range doc.Edits {
			edits = append(edits, diag.Edit{Span: diag.Span{File: f, Start: utf8Units.offset(f.Text(), e.Range.Start), Stop: utf8Units.offset(f.Text(), e.Range.End)}, Text: e.NewText})
		}
		out, left := f.Apply(edits)
		if len(left) > 0 {
			t.Fatalf("edits overlap: %v", left)
		}
		after[name] = &fstest.MapFile{Data: out}
	}
	return after
}
