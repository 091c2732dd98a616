package lsp

import (
	"encoding/json"
	"slices"
	"strings"

	"briefing/generator/content"
)

// Schemas returns the schemas of site.yaml and of the front matter of each kind of file
// (JSON Schema, 2020-12), by name: "site", "article", "annotation", "source", "expert",
// "country", "page". Editors that know no language server complete and check fields by
// them. They follow from the fields that this package explains.
//
// A schema sees one file: whether what is named exists, and whether a claim has the
// evidence that it needs, only the checks know.
func Schemas() map[string][]byte {
	files := map[string][]field{
		"site": siteFields, "article": articleFields, "annotation": annotationFields, "source": sourceFields, "expert": expertFields, "country": countryFields, "page": pageFields,
	}
	schemas := make(map[string][]byte, len(files))
	for name, fields := range files {
		s := object(fields)
		s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
		s["title"] = titles[name]
		s["type"] = []string{"object", "null"} // a file may have no fields
		text, err := json.MarshalIndent(s, "", " ")
		if err != nil {
			panic(err) // our maps can be written
		}
		schemas[name] = append(text, '\n')
	}
	return schemas
}

var titles = map[string]string{
	"site": "content/site.yaml", "article": "Front matter of an article", "annotation": "Front matter of an annotation", "source": "Front matter of a source",
	"expert": "Front matter of an expert", "country": "Front matter of a country", "page": "Front matter of a further page",
}

type schema = map[string]any

// object is a group of fields. Those of the author's own begin with x_.
func object(fields []field) schema {
	properties := schema{}
	var required []string
	for _, f := range fields {
		s := f.schema()
		s["description"] = f.meaning
		properties[f.key] = s
		if strings.HasSuffix(f.meaning, " Required.") {
			required = append(required, f.key)
		}
	}
	s := schema{"type": "object", "properties": properties, "additionalProperties": false, "patternProperties": schema{"^x_.": schema{}}}
	if required != nil {
		s["required"] = required
	}
	return s
}

// many are the fields that may be lists. Do not change.
var many = []string{
	"aliases", "allow", "affiliations", "authors", "based_on", "context", "contradicts", "copy_of", "corrections", "countries", "dates", "disclosures", "events", "experts",
	"extracts", "facts", "field", "findings", "formerly", "links", "no_detect", "not", "not_mentions", "quote", "see", "sources", "supports", "topics",
}

// schema is what may stand behind the key.
func (f field) schema() schema {
	if open, ok := f.open(); ok {
		return open
	}
	one := f.one()
	if f.group != nil {
		group := object(f.group)
		if f.values == free {
			one = group
		} else {
			one = schema{"anyOf": []schema{one, group}}
		}
	}
	if !f.takesLists() {
		return one
	}
	return schema{"anyOf": []schema{one, {"type": "array", "items": one}}}
}

// takesLists reports whether several values may stand there. The corrections of
// site.yaml are an address.
func (f field) takesLists() bool {
	return slices.Contains(many, f.key) && !f.isWord() && (f.key != "corrections" || f.group != nil)
}

// isWord reports whether one of a few words stands there.
func (f field) isWord() bool { return f.values == words }

// one is a value that is no list.
func (f field) one() schema {
	switch {
	case f.isWord():
		return schema{"enum": spellings(f.of)}
	case slices.Contains(dated, f.key):
		return schema{"type": []string{"string", "integer"}, "pattern": `^\d{4}(-\d{2}(-\d{2})?)?(/\d{4}(-\d{2}(-\d{2})?)?)?$`}
	case f.key == "recheck_after":
		return schema{"type": "string", "pattern": `^\d{1,4} (day|week|month|year)s?$`}
	}
	return schema{"type": []string{"string", "number", "boolean"}} // every value is text; YAML may take it for something else
}

// dated are the fields that hold dates. Do not change.
var dated = []string{"accessed", "answered", "asked", "checked", "date", "dates", "dead", "from", "recheck", "said_to_us", "to", "until"}

// spellings are the values with what YAML makes of them.
func spellings(of []string) []any {
	var all []any
	if slices.Contains(of, "on") || slices.Contains(of, "true") {
		return []any{"on", "off", "yes", "no", "true", "false", true, false}
	}
	for _, word := range of {
		all = append(all, word)
		switch word {
		case "no":
			all = append(all, false)
		case content.Format:
			all = append(all, 1)
		}
	}
	return all
}

// open are the fields whose keys are the author's.
func (f field) open() (s schema, ok bool) {
	text := schema{"type": []string{"string", "number", "boolean"}}
	switch f.key {
	case "editors":
		named := schema{"type": "object", "properties": schema{"name": text}, "required": []string{"name"}, "additionalProperties": false}
		return schema{"type": "object", "additionalProperties": schema{"anyOf": []schema{text, named}}}, true
	case "checks":
		return schema{"type": "object", "additionalProperties": schema{"enum": append(spellings(content.Weights), false)}}, true
	case "csl":
		return schema{"type": "object"}, true
	case "allow":
		one := object([]field{
			{key: "code", meaning: "The code of the finding. Required."},
			{key: "because", meaning: "Why it is accepted. Required."},
			{key: "until", meaning: "The last day on which it holds."},
		})
		return schema{"anyOf": []schema{one, {"type": "array", "items": one}}}, true
	}
	if strings.HasPrefix(f.meaning, "A color:") {
		return schema{"anyOf": []schema{text, {"type": "array", "items": text, "minItems": 2, "maxItems": 2}}}, true
	}
	return nil, false
}
