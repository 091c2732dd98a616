package content

// At is a place in the file that a value was read from: byte offsets from 0,
// Stop excluded.
type At struct{ Start, Stop int32 }

// Text is a value as its author wrote it, and where. The zero Text says that the
// author wrote nothing.
type Text struct {
	Value string
	At    At
}

// IsSet reports whether the author wrote anything.
func (t Text) IsSet() bool { return t.Value != "" }

// String returns the value.
func (t Text) String() string { return t.Value }

// Values returns the values of a list of texts.
func Values(texts []Text) []string {
	values := make([]string, len(texts))
	for i, t := range texts {
		values[i] = t.Value
	}
	return values
}
