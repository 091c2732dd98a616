package content

import "briefing/generator/diag"

// ParseAnnotation reads one annotation from the bytes of its file, whose name is that
// of an annotation.
func ParseAnnotation(name string, text []byte) (*Annotation, diag.List) {
	record, _ := RecordOf(name)
	r := &reader{file: diag.NewFile(name, text), id: record.ID, briefing: record.Briefing}
	return r.annotation(), r.list
}
