package dataset

import (
	"bytes"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/invopop/jsonschema"

	"briefing/generator/content"
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

// types are those of the files that are described, and what these hold.
var types = []struct {
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

// UPDATE=1 writes the files of the schemas anew.
func TestSchemasAreThoseOfTheTypes(t *testing.T) {
	var names []string
	for _, d := range types {
		var b bytes.Buffer
		if err := writeSchema(&b, schemaOf(d.of, d.what)); err != nil {
			t.Fatal(err)
		}
		names = append(names, d.name)
		name := filepath.Join("schema", path.Base(schemaPath(d.name)))
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		there, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(b.String(), string(there)); diff != "" {
			t.Errorf("%s is not that of its type; UPDATE=1 writes it:\n%s", name, diff)
		}
	}
	if diff := cmp.Diff(described, names); diff != "" {
		t.Error(diff)
	}
}

// schemaOf is the schema of a type of this package (JSON Schema, 2020-12). It accepts
// fields that it does not know: later files may have more.
func schemaOf(of any, what string) *jsonschema.Schema {
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
