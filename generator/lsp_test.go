package main

import (
	"context"
	"encoding/json"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/sourcegraph/jsonrpc2"
)

// openInEditor is an editor that starts the program, opens a file, and waits for a finding of
// a code there. Usage: edit file code
func openInEditor(ts *testscript.TestScript, _ bool, args []string) {
	var program string
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if found, err := exec.LookPath(filepath.Join(dir, "briefing")); err == nil {
			program = found
			break
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, program, "lsp", "--stdio")
	command.Dir, command.Env = ts.MkAbs("."), []string{"HOME=" + ts.Getenv("WORK")}
	var log strings.Builder
	command.Stderr = &log
	in, err := command.StdinPipe()
	ts.Check(err)
	out, err := command.StdoutPipe()
	ts.Check(err)
	ts.Check(command.Start())

	codes := make(chan []string, 100)
	conn := jsonrpc2.NewConn(ctx, jsonrpc2.NewBufferedStream(pipes{out, in}, jsonrpc2.VSCodeObjectCodec{}), jsonrpc2.HandlerWithError(
		func(_ context.Context, _ *jsonrpc2.Conn, r *jsonrpc2.Request) (any, error) {
			var p struct {
				URI         string
				Diagnostics []struct{ Code string }
			}
			if err := json.Unmarshal(*r.Params, &p); err != nil || !strings.HasSuffix(p.URI, args[0]) {
				return nil, err
			}
			var all []string
			for _, d := range p.Diagnostics {
				all = append(all, d.Code)
			}
			codes <- all
			return nil, nil
		}))
	file := "file://" + filepath.ToSlash(ts.MkAbs(args[0]))
	ts.Check(conn.Call(ctx, "initialize", map[string]any{"rootUri": "file://" + filepath.ToSlash(ts.MkAbs(".")), "capabilities": map[string]any{}}, nil))
	ts.Check(conn.Notify(ctx, "initialized", struct{}{}))
	ts.Check(conn.Notify(ctx, "textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": file, "version": 1, "text": ts.ReadFile(args[0])}}))
	for found := false; !found; {
		select {
		case all := <-codes:
			found = slices.Contains(all, args[1])
		case <-ctx.Done():
			ts.Fatalf("no finding %s\n%s", args[1], log.String())
		}
	}
	ts.Check(conn.Call(ctx, "shutdown", nil, nil))
	ts.Check(conn.Notify(ctx, "exit", nil))
	if err := command.Wait(); err != nil || log.Len() > 0 {
		ts.Fatalf("%v\n%s", err, log.String())
	}
}

// pipes are the two ends of a program.
type pipes struct {
	io.Reader // its output
	io.WriteCloser
}
