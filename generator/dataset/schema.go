package dataset

import (
	"bytes"
	"encoding/json"

	"github.com/invopop/jsonschema"

	"briefing/generator/content"
)

// Words of the content format, with their schemas.
type (
	// Kind is that of an annotation.
	Kind string
	// Status says whether something stands.
	Status string
	// Assessment is what the evidence says of a claim; empty for what has none.
	Assessment string
)

// JSONSchema says which words there are.
func (Kind) JSONSchema() *jsonschema.Schema { return oneOf(content.Kinds) }

// JSONSchema says which words there are.
func (Status) JSONSchema() *jsonschema.Schema {
	return oneOf([]string{string(content.Draft), string(content.Published), string(content.Withdrawn)})
}

// JSONSchema says which words there are.
func (Assessment) JSONSchema() *jsonschema.Schema { return oneOf(content.Assessments) }

// JSONSchema says which form a date has.
func (Date) JSONSchema() *jsonschema.Schema {
	const day = `\d{4}(-\d{2}(-\d{2})?)?`
	return &jsonschema.Schema{Type: "string", Pattern: "^" + day + "(/" + day + ")?$", Description: "A day, month, year or interval, as EDTF level 0 has it."}
}

func oneOf(words []string) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string"}
	for _, w := range words {
		s.Enum = append(s.Enum, w)
	}
	return s
}

// described are the kinds of files. Do not change.
var described = []struct {
	name, what string
	of         any
}{
	{"index", "What data there is.", Index{}},
	{"briefings", "The briefings, newest first.", BriefingList{}},
	{"briefing", "A briefing with its text and annotations.", BriefingFile{}},
	{"claims", "The checked claims of all briefings.", ClaimList{}},
	{"sources", "The sources.", SourceList{}},
	{"experts", "The experts.", ExpertList{}},
	{"countries", "The countries.", CountryList{}},
	{"corrections", "The corrections, newest first.", CorrectionList{}},
}

// schemas are the files of the schemas. They follow from the types alone.
func schemas() []File {
	var files []File
	for _, d := range described {
		files = append(files, File{Path: schemaPath(d.name), Media: mediaSchema, Count: 1, Write: func(b *bytes.Buffer) error {
			return writeSchema(b, Schema(d.of, d.what))
		}})
	}
	return files
}

// Schema is the schema of a type of this package (JSON Schema, 2020-12). It accepts
// fields that it does not know: later files may have more.
func Schema(of any, what string) *jsonschema.Schema {
	reflector := jsonschema.Reflector{Anonymous: true, AllowAdditionalProperties: true, ExpandedStruct: true}
	s := reflector.Reflect(of)
	s.Title = what
	return s
}

func writeSchema(b *bytes.Buffer, s *jsonschema.Schema) error {
	encoder := json.NewEncoder(b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(s)
}
