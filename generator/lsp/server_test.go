package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/sourcegraph/jsonrpc2"

	"briefing/generator/diag"
	"briefing/generator/graph"
)

// What is published for unsaved texts is what a build of the same files says.
func TestFindingsAreThoseOfACheckOfTheUnsavedTexts(t *testing.T) {
	files := pass()
	c := start(t, files)
	wrong := strings.Replace(drill, "third such drill", "fourth such drill", 1)
	c.open(drillName, wrong)
	got := c.await(drillName, func(p publishDiagnosticsParams) bool { return len(p.Diagnostics) > 0 })

	files[drillName] = &fstest.MapFile{Data: []byte(wrong)}
	_, list, err := build("", files)
	if err != nil {
		t.Fatal(err)
	}
	var want []diagnostic
	for _, d := range list {
		if d.File.Name == drillName {
			want = append(want, newServer(Options{Root: root}).in(utf8Units).diagnostic(d))
		}
	}
	if diff := cmp.Diff(want, got.Diagnostics); diff != "" || len(want) == 0 {
		t.Error(diff)
	}
	if *got.Version != 1 {
		t.Errorf("for version %d", *got.Version)
	}

	c.change(drillName, 2, drill)
	if p := c.await(drillName, func(publishDiagnosticsParams) bool { return true }); len(p.Diagnostics) > 0 {
		t.Errorf("after the change: %+v", p.Diagnostics)
	}
}

// in sets the encoding.
func (s *server) in(u encoding) *server {
	s.units = u
	return s
}

func TestAFileThatIsNotSavedYetIsPartOfTheSite(t *testing.T) {
	c := start(t, pass())
	const name = "content/briefings/pass/annotations/guards.md"
	c.open(name, "---\nquote: Nobody counted the herd\n---\nWords.\n")
	got := c.await(name, func(p publishDiagnosticsParams) bool { return len(p.Diagnostics) > 0 })
	if got.Diagnostics[0].Code != "passage-missing" {
		t.Errorf("got %+v", got.Diagnostics)
	}
	c.notify("textDocument/didClose", didCloseParams{documentID{address(name)}})
	if p := c.await(name, func(publishDiagnosticsParams) bool { return true }); len(p.Diagnostics) > 0 {
		t.Errorf("after it was closed: %+v", p.Diagnostics)
	}
}

func TestChangesOfPartsOfALine(t *testing.T) {
	for _, units := range []string{"utf-8", "utf-16"} {
		c := connect(t, pass(), build)
		c.greet(`{"rootUri":"file:///pass","capabilities":{"general":{"positionEncodings":["utf-16","` + units + `"]}}}`)
		c.open(drillName, "---\nclaim: 𝄞ä was\nasessment: x\n---\n")
		column := map[string]string{"utf-8": "13", "utf-16": "10"}[units] // behind ä
		c.notify("textDocument/didChange", json.RawMessage(`{"textDocument":{"uri":"`+address(drillName)+`","version":2},"contentChanges":[
			{"range":{"start":{"line":2,"character":0},"end":{"line":2,"character":99}},"text":""},
			{"range":{"start":{"line":1,"character":`+column+`},"end":{"line":2,"character":0}},"text":"\nqoute: x"}]}`))
		p := c.await(drillName, func(p publishDiagnosticsParams) bool { return *p.Version == 2 })
		found := false
		for _, d := range p.Diagnostics {
			found = found || strings.Contains(d.Message, "qoute") && d.Range.Start == (position{2, 0})
			if strings.Contains(d.Message, "asessment") {
				t.Errorf("%s: the old text is still there: %+v", units, d)
			}
		}
		if !found {
			t.Errorf("%s: %+v", units, p.Diagnostics)
		}
	}
}

// A build that is overtaken by a change is not published, and not every change is
// built.
func TestTheNewestTextWins(t *testing.T) {
	let, began := make(chan bool), make(chan string, 10)
	c := connect(t, pass(), func(_ string, files fs.FS) (*graph.Site, diag.List, error) {
		text, err := fs.ReadFile(files, drillName)
		began <- string(text)
		<-let
		return nil, diag.List{diag.NewFile(drillName, text).Error("x", 0, 0, "%s", text)}, err
	})
	c.greet(`{"rootUri":"file:///pass"}`)
	if got := <-began; got != drill {
		t.Errorf("the first build is of %q", got)
	}
	c.open(drillName, "one")
	c.change(drillName, 2, "two")
	c.change(drillName, 3, "three")
	c.call("textDocument/completion", positionParams{documentID{"file:///other"}, position{}}, nil) // all of these have come
	let <- true
	if got := <-began; got != "three" {
		t.Errorf("the next build is of %q", got)
	}
	close(let)
	p := c.await(drillName, func(publishDiagnosticsParams) bool { return true })
	if p.Diagnostics[0].Message != "three" || *p.Version != 3 {
		t.Errorf("published: %+v", p)
	}
}

func TestLifeOfAConnection(t *testing.T) {
	c := connect(t, pass(), build)
	if code, _ := c.refused("textDocument/hover", positionParams{}); code != codeNotInitialized {
		t.Errorf("before the greeting: code %d", code)
	}
	c.notify("textDocument/didOpen", didOpenParams{}) // to be dropped
	var r initializeResult
	c.call("initialize", json.RawMessage(`{"rootUri":null,"workspaceFolders":[{"uri":"file:///elsewhere"},{"uri":"file:///pass"}],
		"capabilities":{"workspace":{"didChangeWatchedFiles":{"dynamicRegistration":true}}}}`), &r)
	if r.ServerInfo.Name != "briefing" || r.Capabilities["positionEncoding"] != "utf-16" {
		t.Errorf("got %+v", r)
	}
	c.notify("initialized", struct{}{})
	if call := <-c.calls; !strings.HasPrefix(call, "client/registerCapability") || !strings.Contains(call, "**/content/**") {
		t.Errorf("asked %s", call)
	}
	for _, test := range []struct {
		method, params string
		code           int64
	}{
		{"initialize", `{}`, jsonrpc2.CodeInvalidRequest},
		{"textDocument/rarity", `{}`, jsonrpc2.CodeMethodNotFound},
		{"textDocument/hover", `{"position":"x"}`, jsonrpc2.CodeInvalidParams},
		{"textDocument/hover", `{"textDocument":{"uri":"untitled:1"},"position":{"line":-1,"character":-9}}`, 0},
		{"textDocument/hover", `{"textDocument":{"uri":"file:///pass/../../etc/passwd"},"position":{"line":0,"character":0}}`, 0},
		{"textDocument/definition", `{}`, 0},
		{"textDocument/completion", `{}`, 0},
		{"textDocument/codeAction", `{}`, 0},
		{"workspace/willRenameFiles", `{"files":[{"oldUri":"","newUri":""}]}`, 0},
	} {
		if code, _ := c.refused(test.method, json.RawMessage(test.params)); code != test.code {
			t.Errorf("%s %s: code %d, want %d", test.method, test.params, code, test.code)
		}
	}
	c.notify("$/unheard", struct{}{})
	c.call("shutdown", nil, nil)
	if code, _ := c.refused("textDocument/hover", positionParams{}); code != jsonrpc2.CodeInvalidRequest {
		t.Errorf("after the end: code %d", code)
	}
	c.notify("exit", nil)
	if isClean := <-c.ended; !isClean {
		t.Error("the end is not clean")
	}
}

func TestAConnectionThatBreaksIsNotClean(t *testing.T) {
	c := connect(t, pass(), build)
	c.greet(`{"rootUri":"file:///pass"}`)
	c.conn.Close()
	if <-c.ended {
		t.Error("the end is clean")
	}
}

func TestAFaultOfOursDoesNotEndTheSession(t *testing.T) {
	n := 0
	c := connect(t, pass(), func(root string, files fs.FS) (*graph.Site, diag.List, error) {
		if n++; n == 1 {
			panic("on purpose")
		}
		return build(root, files)
	})
	c.greet(`{"rootUri":"file:///pass"}`)
	c.call("textDocument/hover", positionParams{documentID{address(drillName)}, position{}}, nil)
	c.open(drillName, "---\nqoute: x\n---\n")
	c.await(drillName, func(p publishDiagnosticsParams) bool { return len(p.Diagnostics) > 0 })
}

// An editor that opens a single file, without a folder.
func TestTheRootIsFoundAboveAFile(t *testing.T) {
	c := connect(t, pass(), build)
	c.greet(`{"capabilities":{}}`)
	c.open(drillName, "---\nqoute: x\n---\n")
	c.await(drillName, func(p publishDiagnosticsParams) bool { return len(p.Diagnostics) > 0 })
}

func TestAFileThatChangedOnDiskIsReadAgain(t *testing.T) {
	files := pass()
	was := files[drillName].Data
	files[drillName].Data = []byte("---\nqoute: x\n---\n")
	c := start(t, files)
	c.await(drillName, func(p publishDiagnosticsParams) bool { return len(p.Diagnostics) > 0 })
	files[drillName].Data = was
	c.notify("workspace/didChangeWatchedFiles", json.RawMessage(`{"changes":[{"uri":"file:///pass/x","type":2}]}`))
	c.await(drillName, func(p publishDiagnosticsParams) bool { return len(p.Diagnostics) == 0 })
}

// A client that writes all it has to say before it reads a word is answered in order.
func TestASlowReaderIsNotWaitedFor(t *testing.T) {
	here, there := net.Pipe() // holds nothing
	defer here.Close()
	ended := make(chan bool, 1)
	go func() {
		ended <- Serve(context.Background(), there, Options{Root: root, Build: build, Log: log, Open: func(string) fs.FS { return pass() }})
	}()
	const questions = 200
	write := func(text string) {
		t.Helper()
		if _, err := fmt.Fprintf(here, "Content-Length: %d\r\n\r\n%s", len(text), text); err != nil {
			t.Fatal(err)
		}
	}
	write(`{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"rootUri":"file:///pass","capabilities":{}}}`)
	write(`{"jsonrpc":"2.0","method":"initialized","params":{}}`)
	for i := range questions {
		write(fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"textDocument/hover","params":{"textDocument":{"uri":%q},"position":{"line":1,"character":8}}}`, i+1, address(drillName)))
	}
	write(fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"shutdown"}`, questions+1))
	answers := jsonrpc2.NewBufferedStream(here, jsonrpc2.VSCodeObjectCodec{})
	for next := 0; next <= questions+1; {
		var m struct {
			ID     *int
			Method string
		}
		if err := answers.ReadObject(&m); err != nil {
			t.Fatal(err)
		}
		if m.Method != "" {
			continue // findings
		}
		if m.ID == nil || *m.ID != next {
			t.Fatalf("answer %v, want that to %d", m.ID, next)
		}
		next++
	}
	write(`{"jsonrpc":"2.0","method":"exit"}`)
	if !<-ended {
		t.Error("the end is not clean")
	}
}

// A client that ends without reading what it was told does not keep the server.
func TestAClientThatReadsNothingCanEnd(t *testing.T) {
	here, there := net.Pipe()
	defer here.Close()
	ended := make(chan bool, 1)
	go func() {
		ended <- Serve(context.Background(), there, Options{Root: root, Build: build, Log: log, Open: func(string) fs.FS { return pass() }})
	}()
	for _, text := range []string{`{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"capabilities":{}}}`, `{"jsonrpc":"2.0","method":"exit"}`} {
		if _, err := fmt.Fprintf(here, "Content-Length: %d\r\n\r\n%s", len(text), text); err != nil {
			t.Fatal(err)
		}
	}
	if <-ended {
		t.Error("the end is clean, without a shutdown")
	}
}
