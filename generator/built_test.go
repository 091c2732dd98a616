package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefing/generator/pipeline"
	"briefing/generator/render"
)

// built makes the pages of a root folder, which must be without errors.
func built(t testing.TB, p *program) []render.Page {
	t.Helper()
	in, err := p.input()
	if err != nil {
		t.Fatal(err)
	}
	in.Keep = nil // what an earlier build drew is no proof
	out, list, err := pipeline.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.report(list, false); err != nil {
		t.Fatal(err)
	}
	return out.Pages
}

// firstDifference shows the first line in which a file of site/ differs.
func firstDifference(t testing.TB, name string, pages []render.Page) string {
	t.Helper()
	old, err := os.ReadFile(filepath.Join(root, "site", filepath.FromSlash(name)))
	if err != nil {
		return ": it is new"
	}
	var b bytes.Buffer
	for _, p := range pages {
		if p.Path == name {
			if err := p.Render(&b); err != nil {
				t.Fatal(err)
			}
		}
	}
	was, is := strings.Split(string(old), "\n"), strings.Split(b.String(), "\n")
	for i := range min(len(was), len(is)) {
		if was[i] != is[i] {
			return "\n- " + was[i] + "\n+ " + is[i]
		}
	}
	return " in length"
}

// writeFiles writes files below a folder.
func writeFiles(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
