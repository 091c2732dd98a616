package dataset

import (
	"bytes"
	"embed"
	"path"
)

// Words of the content format, which have schemas of their own.
type (
	// Kind is that of an annotation.
	Kind string
	// Status says whether something stands.
	Status string
	// Assessment is what the evidence says of a claim; empty for what has none.
	Assessment string
)

// The schemas follow from the types alone. A test makes them and compares them with
// these files, so that the program need not hold what makes them.
//
//go:embed schema/*.schema.json
var schemaFiles embed.FS

// described are the kinds of files that have a schema. Do not change.
var described = []string{"index", "briefings", "briefing", "claims", "sources", "experts", "countries", "corrections"}

// schemas are the files of the schemas (JSON Schema, 2020-12).
func schemas() []File {
	var files []File
	for _, name := range described {
		files = append(files, File{Path: schemaPath(name), Media: mediaSchema, Count: 1, Write: func(b *bytes.Buffer) error {
			text, err := schemaFiles.ReadFile("schema/" + path.Base(schemaPath(name)))
			b.Write(text)
			return err
		}})
	}
	return files
}
