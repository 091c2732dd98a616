package draft

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"briefing/generator/content"
)

// Value is a field whose value is as JSON has it: a text, a list of values or a map.
type Value struct {
	Key   string
	Value any
}

// write writes the field in the shortest spelling that the format has.
func (v Value) write(b *strings.Builder) {
	switch value := v.Value.(type) {
	case nil:
	case string:
		field(b, v.Key, value)
	case []any:
		if len(value) == 0 {
			return
		}
		fmt.Fprintf(b, "%s:\n", v.Key)
		for _, one := range value {
			b.WriteString("  - " + flow(cited(one)) + "\n")
		}
	default:
		fmt.Fprintf(b, "%s: %s\n", v.Key, flow(value))
	}
}

// cited is evidence that has a source and a place and no more, as one text.
func cited(value any) any {
	m, ok := value.(map[string]any)
	source, isText := m["source"].(string)
	at, hasPlace := m["at"].(string)
	if !ok || !isText || len(m) > 2 || len(m) == 2 && !hasPlace {
		return value
	}
	return strings.TrimSpace(source + " " + at)
}

// flow is a value on one line.
func flow(value any) string {
	switch v := value.(type) {
	case string:
		return content.Scalar(v)
	case []any:
		var all []string
		for _, one := range v {
			all = append(all, inner(one))
		}
		return "[" + strings.Join(all, ", ") + "]"
	case map[string]any:
		var all []string
		for _, key := range slices.Sorted(maps.Keys(v)) { // maps have no order
			all = append(all, key+": "+inner(v[key]))
		}
		return "{" + strings.Join(all, ", ") + "}"
	}
	return content.Scalar(fmt.Sprint(value))
}

// inner is a value inside of brackets, where commas and brackets mean something.
func inner(value any) string {
	if s, isText := value.(string); isText {
		return content.FlowScalar(s)
	}
	return flow(value)
}
