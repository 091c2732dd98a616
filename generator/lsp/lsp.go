// Package lsp is a language server for content: it tells an editor, while somebody
// writes, what `briefing check` would say, and helps with what can be written.
//
// It is given a connection, a way to open folders and a way to build a site, and
// knows nothing of the machine else. Texts of open documents lie over the files on
// disk ([overlay]), so findings are those of a check after saving everything. Each
// change begins a build; a change during a build begins another one, and only the
// findings of the newest texts are published.
//
// Requests are answered one after the other in the order in which they come. What
// depends on places waits for the build of the newest texts; completion takes what
// was built last, since it must be quick.
//
// Not done: formatting, symbols, colors. The messages are a part of LSP 3.17, in
// protocol.go; github.com/sourcegraph/jsonrpc2 carries them.
package lsp

import (
	"context"
	"io"
	"io/fs"

	"github.com/sourcegraph/jsonrpc2"

	"briefing/generator/diag"
	"briefing/generator/graph"
)

// Options are what the server needs of its surroundings.
type Options struct {
	Root string               // folder to take if the editor names none with content
	Open func(string) fs.FS   // opens a folder of this machine
	Log  func(message string) // takes what went wrong in the program itself
	// Build makes the site of a root folder; content is to be read from the given file
	// system. It may be called from any goroutine, one call at a time.
	Build func(root string, content fs.FS) (*graph.Site, diag.List, error)
}

// Serve answers a client until it says exit or the connection ends. isClean is false
// if the client did not say shutdown before.
func Serve(ctx context.Context, stream io.ReadWriteCloser, o Options) (isClean bool) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	s := newServer(o)
	s.stop = stop
	handler := jsonrpc2.HandlerWithError(s.handle).SuppressErrClosed()
	conn := jsonrpc2.NewConn(ctx, newQueue(jsonrpc2.NewBufferedStream(stream, jsonrpc2.VSCodeObjectCodec{})), handler, jsonrpc2.SetLogger(logger(o.Log)))
	built := make(chan struct{})
	go func() {
		defer close(built)
		s.builds(ctx, conn)
	}()
	select {
	case <-conn.DisconnectNotify():
	case <-ctx.Done():
	}
	stop()
	conn.Close()
	s.wake()
	<-built
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.phase == shutDown
}
