package content

import (
	"bytes"

	"briefing/generator/diag"
	"briefing/generator/markdown"
)

// reader reads one file and collects what is wrong in it.
type reader struct {
	file     *diag.File
	id       string
	briefing string
	list     diag.List
	body     int  // offset of the first byte behind the front matter
	isBroken bool // lines of the front matter could not be read
}

func (r *reader) error(code string, at At, format string, args ...any) *diag.Diagnostic {
	return r.report(r.file.Error(code, int(at.Start), int(at.Stop), format, args...))
}

func (r *reader) warning(code string, at At, format string, args ...any) *diag.Diagnostic {
	return r.report(r.file.Warning(code, int(at.Start), int(at.Stop), format, args...))
}

// report adds a finding and returns the place it has in the list, so that a hint
// can be given to it before the next one is added.
func (r *reader) report(d diag.Diagnostic) *diag.Diagnostic {
	r.list = append(r.list, d)
	return &r.list[len(r.list)-1]
}

// lineEnd returns the offset of the end of the line at start, and of the next line.
func lineEnd(text []byte, start int) (end, next int) {
	if i := bytes.IndexByte(text[start:], '\n'); i >= 0 {
		return start + i, start + i + 1
	}
	return len(text), len(text)
}

// markdown parses the body of the file from an offset on and reports what is not
// published as it was written.
func (r *reader) markdown(from int, o markdown.Options) *markdown.Doc {
	doc := markdown.Parse(r.file.Text()[from:], o)
	for _, f := range doc.Faults() {
		at := At{int32(from + f.Start), int32(from + f.Stop)}
		r.warning("markdown-refused", at, "%s", f.Message)
	}
	return doc
}
