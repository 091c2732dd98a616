package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"sync"

	"github.com/sourcegraph/jsonrpc2"
)

// phase is how far a connection has come.
type phase int

const (
	fresh phase = iota
	running
	shutDown
)

// server is one connection.
type server struct {
	Options
	stop context.CancelFunc

	mutex     sync.Mutex // of everything below
	changed   *sync.Cond // a change of texts, of built, or the end
	phase     phase
	root      string
	units     encoding
	client    initializeParams
	texts     map[string]*text // open documents, by name from the root
	version   int              // raised at each change of a text or a file
	built     *state           // of the newest build; nil before the first
	published map[string]bool  // addresses that have findings
	isOver    bool
}

// text is an open document.
type text struct {
	uri     string
	version int
	bytes   []byte
}

func newServer(o Options) *server {
	s := &server{Options: o, root: o.Root, units: utf16Units, texts: map[string]*text{}, published: map[string]bool{}, version: 1}
	s.changed = sync.NewCond(&s.mutex)
	return s
}

// wake ends everything that waits.
func (s *server) wake() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.isOver = true
	s.changed.Broadcast()
}

// logger takes what the library of messages complains of.
type logger func(string)

func (l logger) Printf(format string, args ...any) { l(fmt.Sprintf(format, args...)) }

// Errors of the protocol that JSON-RPC does not have.
const codeNotInitialized = -32002

// method answers one kind of message.
type method func(*server, json.RawMessage) (any, error)

// answer makes a method of a function that takes the parameters of the protocol.
func answer[P any, R any](f func(*server, P) R) method {
	return func(s *server, raw json.RawMessage) (any, error) {
		var p P
		if err := json.Unmarshal(raw, &p); err != nil {
			return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
		}
		return f(s, p), nil
	}
}

// try is [answer] for a function that may refuse, in words for the user.
func try[P any, R any](f func(*server, P) (R, error)) method {
	return func(s *server, raw json.RawMessage) (any, error) {
		var p P
		if err := json.Unmarshal(raw, &p); err != nil {
			return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
		}
		r, err := f(s, p)
		if err != nil {
			return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: err.Error()}
		}
		return r, nil
	}
}

// hear makes a method of a function that gives no answer.
func hear[P any](f func(*server, P)) method {
	return answer(func(s *server, p P) any { f(s, p); return nil })
}

// methods are the messages that are understood, beside those of the life of the
// connection.
var methods = map[string]method{
	"textDocument/didOpen":            hear((*server).didOpen),
	"textDocument/didChange":          hear((*server).didChange),
	"textDocument/didClose":           hear((*server).didClose),
	"workspace/didChangeWatchedFiles": hear(func(s *server, _ any) { s.touch() }),
	"textDocument/completion":         answer((*server).completion),
	"textDocument/hover":              answer((*server).hover),
	"textDocument/definition":         answer((*server).definition),
	"textDocument/references":         answer((*server).references),
	"textDocument/codeAction":         answer((*server).codeActions),
	"textDocument/codeLens":           answer((*server).codeLenses),
	"textDocument/prepareRename":      try((*server).prepareRename),
	"textDocument/rename":             try((*server).rename),
	"workspace/willRenameFiles":       answer((*server).willRenameFiles),
}

// handle answers one message. A panic is our fault, but the writer's session goes on.
func (s *server) handle(ctx context.Context, conn *jsonrpc2.Conn, r *jsonrpc2.Request) (result any, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			s.Log(fmt.Sprintf("%s: %v\n%s", r.Method, fault, debug.Stack()))
			result, err = nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInternalError, Message: fmt.Sprint(fault)}
		}
	}()
	raw := json.RawMessage("null")
	if r.Params != nil {
		raw = *r.Params
	}
	s.mutex.Lock()
	phase := s.phase
	s.mutex.Unlock()
	switch m, isKnown := methods[r.Method]; {
	case r.Method == "exit":
		s.stop()
		return nil, nil
	case r.Method == "initialize" && phase == fresh:
		return answer((*server).initialize)(s, raw)
	case r.Notif && (!isKnown && r.Method != "initialized" || phase != running):
		return nil, nil // the protocol: to be dropped
	case phase == fresh:
		return nil, &jsonrpc2.Error{Code: codeNotInitialized, Message: "not initialized"}
	case phase == shutDown || r.Method == "initialize":
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: r.Method + " out of order"}
	case r.Method == "initialized":
		s.watch(ctx, conn)
		return nil, nil
	case r.Method == "shutdown":
		s.mutex.Lock()
		defer s.mutex.Unlock()
		s.phase = shutDown
		return nil, nil
	case isKnown:
		return m(s, raw)
	}
	return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: "method not found: " + r.Method}
}
