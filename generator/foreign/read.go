package foreign

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"reflect"
	"slices"
	"strings"
)

// The forms that are read.
const (
	CSL           = "csl"
	BibTeX        = "bibtex"
	RIS           = "ris"
	Hypothesis    = "hypothesis"
	WebAnnotation = "webannotation"
	Docx          = "docx"
	Markdown      = "markdown"
	CSV           = "csv"
)

// Forms are the names of the forms. Do not change.
var Forms = []string{CSL, BibTeX, RIS, Hypothesis, WebAnnotation, Docx, Markdown, CSV}

// readers are those of the forms. Name is that of the file, without folders.
var readers = map[string]func(name string, text []byte) (Batch, error){
	CSL: readCSL, BibTeX: readBibTeX, RIS: readRIS, Hypothesis: readHypothesis, WebAnnotation: readWebAnnotation,
	Docx: readDocx, Markdown: readMarkdown, CSV: readCSV,
}

// Read reads a file of a form; if that is empty, of the one that its name and its
// beginning say. The error is for a file that is not of the form at all.
func Read(name string, text []byte, form string) (Batch, error) {
	if form == "" {
		form = formOf(name, text)
	}
	if !slices.Contains(Forms, form) {
		return Batch{}, fmt.Errorf("it is not known what %s holds: say --as %s", name, strings.Join(Forms, ", "))
	}
	b, err := readers[form](path.Base(strings.ReplaceAll(name, `\`, "/")), text)
	if err != nil {
		return Batch{}, fmt.Errorf("%s cannot be read as %s: %w", name, form, err)
	}
	b.Form = form
	b.distinct()
	return b, nil
}

// distinct leaves out what a file has twice, and gives different records that have one
// origin, such as two entries with the same key, an origin each.
func (b *Batch) distinct() {
	seen := map[string][]any{}
	isAgain := func(id *string, value any) bool {
		all := seen[*id]
		if slices.ContainsFunc(all, func(v any) bool { return reflect.DeepEqual(v, value) }) {
			return true
		}
		if seen[*id] = append(all, value); len(all) > 0 {
			*id = fmt.Sprintf("%s#%d", *id, len(all)+1)
		}
		return false
	}
	var sources []Source
	for _, s := range b.Sources {
		if !isAgain(&s.Origin.ID, s) {
			sources = append(sources, s)
		}
	}
	var notes []Note
	for _, n := range b.Notes {
		if !isAgain(&n.Origin.ID, n) {
			notes = append(notes, n)
		}
	}
	b.Sources, b.Notes = sources, notes
}

// formOf tells a form by the name of a file, and JSON by what is in it.
func formOf(name string, text []byte) string {
	switch strings.ToLower(path.Ext(name)) {
	case ".bib", ".bibtex", ".biblatex":
		return BibTeX
	case ".ris":
		return RIS
	case ".docx":
		return Docx
	case ".md", ".markdown":
		return Markdown
	case ".csv", ".tsv":
		return CSV
	case ".json", ".jsonld", ".csljson":
		return formOfJSON(text)
	}
	switch start := bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff"))); {
	case bytes.HasPrefix(start, []byte("PK\x03\x04")):
		return Docx
	case bytes.HasPrefix(start, []byte("{")), bytes.HasPrefix(start, []byte("[")):
		return formOfJSON(text)
	case bytes.HasPrefix(start, []byte("TY  -")):
		return RIS
	case bytes.HasPrefix(start, []byte("@")):
		return BibTeX
	}
	return ""
}

func formOfJSON(text []byte) string {
	all, err := objects(text, "rows", "annotations", "items", "first")
	if err != nil || len(all) == 0 {
		return CSL // which says what is wrong
	}
	var one struct {
		Context any    `json:"@context"`
		Type    any    `json:"type"`
		Target  any    `json:"target"`
		URI     string `json:"uri"`
	}
	if json.Unmarshal(all[0], &one) != nil {
		return CSL
	}
	switch {
	case one.URI != "":
		return Hypothesis
	case one.Context != nil, one.Target != nil:
		return WebAnnotation
	}
	return CSL
}

// objects returns the objects of a file of JSON: those of a list, or of the first of
// some keys that the file's object has, or that object itself.
func objects(text []byte, keys ...string) ([]json.RawMessage, error) {
	text = bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(text), []byte("\ufeff")))
	var all []json.RawMessage
	if bytes.HasPrefix(text, []byte("[")) {
		return all, json.Unmarshal(text, &all)
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(text, &object); err != nil {
		return nil, err
	}
	for _, key := range keys {
		if inner, ok := object[key]; ok && len(inner) > 0 && (inner[0] == '[' || inner[0] == '{') {
			return objects(inner, keys...)
		}
	}
	return []json.RawMessage{text}, nil
}
