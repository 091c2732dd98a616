package lsp

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"briefing/generator/content"
	"briefing/generator/diag"
)

// compiled are the schemas by their names.
func compiled(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	all := map[string]*jsonschema.Schema{}
	for name, text := range Schemas() {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(name, value); err != nil {
			t.Fatal(err)
		}
		if all[name], err = c.Compile(name); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// schemaOf is the name of the schema for a file.
func schemaOf(name string) string {
	if name == "content/site.yaml" {
		return "site"
	}
	r, _ := content.RecordOf(name)
	if r.Register == content.Articles {
		return "article"
	}
	return string(r.Register)
}

// fieldsIn returns the fields of a file as an editor's YAML reader has them.
func fieldsIn(t *testing.T, name, text string) any {
	t.Helper()
	if strings.HasSuffix(name, ".md") {
		parts := strings.SplitN(text, "---\n", 3)
		if len(parts) < 3 {
			t.Fatalf("%s has no fields", name)
		}
		text = parts[1]
	}
	var node yaml.Node
	if err := yaml.Unmarshal([]byte(text), &node); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	value, err := json.Marshal(plain(&node))
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(value))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// plain is a node as JSON; dates are texts, as in YAML 1.2.
func plain(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return plain(n.Content[0])
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plain(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, plain(c))
		}
		return list
	}
	var v any
	if n.Tag == "!!timestamp" || n.Decode(&v) != nil {
		return n.Value
	}
	return v
}

func TestSchemasAcceptTheRepositorysOwnContent(t *testing.T) {
	schemas, seen := compiled(t), map[string]int{}
	err := fs.WalkDir(os.DirFS("../.."), "content", func(name string, e fs.DirEntry, err error) error {
		schema := schemas[schemaOf(name)]
		if err != nil || e.IsDir() || schema == nil || path.Base(name) == "README.md" {
			return err
		}
		text, err := os.ReadFile("../../" + name)
		if invalid := schema.Validate(fieldsIn(t, name, string(text))); invalid != nil {
			t.Errorf("%s: %v", name, invalid)
		}
		seen[schemaOf(name)]++
		return err
	})
	if err != nil || len(seen) != len(schemas) {
		t.Errorf("files of %v, %v", seen, err)
	}
}

func TestSchemasKnowWhatTheFormatKnows(t *testing.T) {
	schemas := compiled(t)
	for _, test := range []struct {
		name, text string
		isValid    bool
	}{
		{"content/site.yaml", "format: 1\ntitle: T\neditors: {nk: {name: N}, desk: The desk}\nchecks: {one-source: off}\ncards: false\ntheme: {paper: ['#fff', '#000'], ink: black}\n", true},
		{"content/site.yaml", "format: 2\ntitle: T\n", false},
		{"content/site.yaml", "format: 1\ntitle: T\nchecks: {one-source: loud}\n", false},
		{drillName, "---\nquote: [a, {exact: b, prefix: c}]\nassessment: supported\nsupports: s p. 2\ncontradicts: [s, {source: s, at: p. 2}]\nchecked: 2026-04-01\nx_own: {a: 1}\n---\n", true},
		{drillName, "---\nquote: a\nasessment: supported\n---\n", false},
		{drillName, "---\nquote: a\nassessment: true\n---\n", false},
		{drillName, "---\nquote: a\nassessment: [supported]\n---\n", false},
		{drillName, "---\nquote: a\nchecked: yesterday\n---\n", false},
		{drillName, "---\nquote: a\nsupports: [{at: p. 2, nature: near}]\n---\n", false},
		{drillName, "---\nquote: a\nexperts: [{agrees: lida-orbeli, said_in: s}]\ncountries: no\nrecheck_after: 6 months\n---\n", true},
		{drillName, "---\nquote: a\nrecheck_after: soon\n---\n", false},
		{articleName, "---\ntitle: 2026\ndate: 2026\ncountries: [kz]\nallow: {code: one-source, because: B}\n---\n", true},
		{articleName, "---\ndate: 2026\n---\n", false},
		{"content/sources/s.md", "---\ntitle: T\ntype: web\nseen: no\ncsl: {event: {a: b}}\nextracts: {words: W}\n---\n", true},
		{"content/sources/s.md", "---\ntitle: T\ntype: weblog\n---\n", false},
	} {
		err := schemas[schemaOf(test.name)].Validate(fieldsIn(t, test.name, test.text))
		if (err == nil) != test.isValid {
			t.Errorf("%s %q: %v", test.name, test.text, err)
		}
	}
}

// Which fields take lists the reader decides.
func TestSchemasTakeListsWhereTheFormatDoes(t *testing.T) {
	for _, name := range []string{"content/site.yaml", articleName, drillName, "content/sources/s.md", "content/experts/e.md", "content/countries/kz.md", "content/pages/p.md"} {
		for _, f := range fieldsOf(name) {
			if _, isOpen := f.open(); isOpen || f.isWord() {
				continue
			}
			value := "[zz, zz]"
			if f.group != nil && f.values == free {
				value = "[{zz: 1}, {zz: 1}]"
			}
			text := f.key + ": " + value + "\n"
			if strings.HasSuffix(name, ".md") {
				text = "---\n" + text + "---\n"
			}
			files := fstest.MapFS{name: {Data: []byte(text)}, articleName: {Data: []byte("---\ntitle: T\ndate: 2026\n---\n")}}
			files[name] = &fstest.MapFile{Data: []byte(text)}
			_, list := content.Load(files)
			isRefused := slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == "value-form" })
			if f.takesLists() == isRefused {
				t.Errorf("%s: %s with a list is refused: %v", name, f.key, isRefused)
			}
		}
	}
}
