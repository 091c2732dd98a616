package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"

	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/lsp"
	"briefing/generator/pipeline"
)

type lspCommand struct {
	Stdio bool `hidden:"" help:"Talk over standard input and output, as is done anyway; some editors say so."`
}

func (*lspCommand) Help() string {
	return `Example:
  briefing lsp

Talks the Language Server Protocol over standard input and output. Your editor
starts it; how to tell it is said in generator/lsp/README.md.`
}

// stdio is the connection to the one who started the program.
type stdio struct {
	*os.File // input
	out      *os.File
}

func (s stdio) Write(b []byte) (int, error) { return s.out.Write(b) }

func (*lspCommand) Run(p *program) error {
	isClean := lsp.Serve(context.Background(), stdio{os.Stdin, os.Stdout}, lsp.Options{
		Root: p.root,
		Open: os.DirFS,
		Log:  func(message string) { fmt.Fprintln(p.stderr, message) },
		Build: func(root string, content fs.FS) (*graph.Site, diag.List, error) {
			here := *p
			here.root = root
			in, err := here.input()
			if err != nil {
				return nil, nil, err
			}
			in.Root, in.Drafts = content, true
			out, list, err := pipeline.Build(in)
			if err != nil {
				return nil, list, err
			}
			return out.Site, list, nil
		},
	})
	if !isClean {
		return errContent // the protocol wants exit code 1
	}
	return nil
}
