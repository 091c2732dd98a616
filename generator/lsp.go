package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/history"
	"briefing/generator/lsp"
	"briefing/generator/pipeline"
	"briefing/generator/render"
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
			in.Root, in.Drafts, in.Previous = content, true, history.Folder(root).Versions
			out, list, err := pipeline.Build(in)
			if err != nil {
				return nil, list, err
			}
			if list.Errors() == 0 && here.ownTemplates() {
				list, err = tryTemplates(in, out, list)
			}
			return out.Site, list, err
		},
	})
	if !isClean {
		return errContent // the protocol wants exit code 1
	}
	return nil
}

// tryTemplates makes one page of each kind, which shows nearly all that a template can
// get wrong. Making every page would take too long while somebody writes; check does.
func tryTemplates(in pipeline.Input, out *pipeline.Output, list diag.List) (diag.List, error) {
	paths, met := map[string]bool{}, map[graph.PageKind]bool{}
	for _, page := range out.Site.Pages {
		if !met[page.Kind] {
			met[page.Kind], paths[page.Path] = true, true
		}
	}
	one := slices.DeleteFunc(slices.Clone(out.Pages), func(p render.Page) bool { return !paths[p.Path] })
	err := renderAll(one)
	if err == nil {
		return list, nil
	}
	d, isTemplate := render.Fault(in.Templates, err)
	if !isTemplate {
		return list, err
	}
	return append(list, d), nil
}
