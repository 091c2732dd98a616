package content

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"briefing/generator/diag"
	"briefing/generator/markdown"
)

// reader reads one file and collects what is wrong in it.
type reader struct {
	file     *diag.File
	id       string
	briefing string
	list     diag.List
	body     int // offset of the first byte behind the front matter
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

const fence = "---"

// front reads the front matter and leaves r.body behind it. A file without front
// matter, or with one that is no YAML, has no fields.
func (r *reader) front() *fields {
	text := r.file.Bytes
	start := len(text) - len(bytes.TrimPrefix(text, []byte("\ufeff")))
	first, stop := lineEnd(text, start)
	if strings.TrimRight(string(text[start:first]), " \t\r") != fence {
		r.body = start
		d := r.error("front-matter-missing", At{int32(start), int32(first)}, "the file does not begin with front matter")
		d.Hint = "the first line is three hyphens, then the fields, then three hyphens again"
		d.Paste = "---\n…\n---"
		return &fields{r: r, isBroken: true}
	}
	for from := stop; from < len(text); {
		end, next := lineEnd(text, from)
		if strings.TrimRight(string(text[from:end]), " \t\r") == fence {
			r.body = next
			return r.fields(stop, from)
		}
		from = next
	}
	r.body = len(text)
	r.error("front-matter-open", At{int32(start), int32(first)}, "the front matter is never closed").
		Hint = "put a line of three hyphens behind the last field"
	return &fields{r: r, isBroken: true}
}

// isUTF8 reports the first byte that is no UTF-8.
func (r *reader) isUTF8() bool {
	if utf8.Valid(r.file.Bytes) {
		return true
	}
	for i := 0; i < len(r.file.Bytes); {
		c, size := utf8.DecodeRune(r.file.Bytes[i:])
		if c == utf8.RuneError && size == 1 {
			r.error("not-utf8", At{int32(i), int32(i + 1)}, "the file is not UTF-8 text").Hint = "save it again with the encoding UTF-8"
			return false
		}
		i += size
	}
	return true
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
	doc := markdown.Parse(r.file.Bytes[from:], o)
	for _, f := range doc.Faults() {
		at := At{int32(from + f.Start), int32(from + f.Stop)}
		r.warning("markdown-refused", at, "%s", f.Message)
	}
	return doc
}
