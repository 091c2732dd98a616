package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"briefing/generator/lsp"
	"briefing/generator/render"
)

// The folders of the schemas of the front matter: of a site, and beside the content,
// where no file is read that begins with a point.
const (
	publishedSchemas = "data/schema/"
	editorsSchemas   = "content/.schema/"
)

// schemaPages are the schemas of the front matter as files of a site.
func schemaPages() []render.Page {
	schemas := lsp.Schemas()
	var pages []render.Page
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		pages = append(pages, render.Page{Path: publishedSchemas + name + ".schema.json", Render: func(b *bytes.Buffer) error {
			b.Write(schemas[name])
			return nil
		}})
	}
	return pages
}

type newSchemas struct{}

// Run writes them again: a newer version of the program knows more fields.
func (*newSchemas) Run(p *program) error { return p.writeSchemas() }

func (p *program) writeSchemas() error {
	schemas := lsp.Schemas()
	if err := os.MkdirAll(filepath.Join(p.root, filepath.FromSlash(editorsSchemas)), 0o755); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(schemas)) {
		if err := writeOutput(filepath.Join(p.root, filepath.FromSlash(editorsSchemas+name+".schema.json")), schemas[name]); err != nil {
			return err
		}
	}
	fmt.Fprintf(p.stdout, "%s: %s for editors that complete and check fields by them\n", editorsSchemas, count(len(schemas), "schema"))
	return nil
}
