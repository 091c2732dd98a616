package content

import (
	"slices"

	"briefing/generator/diag"
)

// Field is a field of front matter as it stands in a file, whatever it means.
type Field struct {
	Key         string
	Values      []string // every text of its value, in order; in a group "key: value"
	Start, Stop int      // its lines in the file, without comments behind them
}

// Front returns the fields of a file that has front matter, and where its body
// begins. ok is false if they cannot be read without doubt: then nothing of the file
// should be rewritten.
func Front(f *diag.File) (fields []Field, body int, ok bool) {
	r := &reader{file: f}
	front := r.front()
	isWrong := slices.ContainsFunc(r.list, func(d diag.Diagnostic) bool { return d.Severity == diag.Error && d.Start < r.body })
	if front.isBroken || r.isBroken || isWrong {
		return nil, 0, false
	}
	for i, p := range front.pairs {
		_, start, _ := r.wholeLine(p.key.At)
		stop := r.body
		if i+1 < len(front.pairs) {
			_, stop, _ = r.wholeLine(front.pairs[i+1].key.At)
		} else if at, _, closed := r.exact(start); closed {
			stop = at
		}
		fields = append(fields, Field{p.key.Value, p.value.flat(), start, r.lastLine(start, stop)})
	}
	return fields, r.body, true
}

// lastLine returns the end of the last line between two offsets that is neither
// empty nor a comment.
func (r *reader) lastLine(start, stop int) int {
	last := start
	for at := start; at < stop; {
		end, next := lineEnd(r.file.Text(), at)
		if line := string(r.file.Text()[at:end]); len(line) > 0 && line[0] != '#' && line != "\r" {
			last = next
		}
		at = next
	}
	return last
}
