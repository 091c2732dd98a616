package imports

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/diag"
)

// required are the fields that a source cannot be without, single the codes of what is
// wrong with one field of any record, astray those of links.
var (
	required = []string{"title", "type"}
	single   = []string{"key-unknown", "editor-unknown"}
	astray   = []string{"link-missing", "heading-missing"}
)

// mend takes out of a file what is wrong in it, if the record can be without it and
// nothing of it is lost: links become words, and fields of a new file comments. It
// reports whether it could.
func (p *planner) mend(r *Record, list diag.List) bool {
	c := p.files[r.File]
	f, ok := parse(r.File, c.After)
	if !ok {
		return false
	}
	var edits []diag.Edit
	for _, d := range list {
		edit, why, ok := f.without(d, r.scope == sourcesScope)
		if !ok || d.File.Name != r.File || c.Before != nil && d.Start < f.start {
			return false
		}
		edits = append(edits, edit)
		r.Why = append(r.Why, why)
	}
	after, left := f.file.Apply(edits)
	c.After = after
	p.rewritten(*r, after)
	return len(left) < len(edits)
}

// rewritten keeps what was written of the text of a record.
func (p *planner) rewritten(r Record, after []byte) {
	base := p.lock[[2]string{r.scope, r.origin}]
	if f, ok := parse(r.File, after); ok && base[body] != "" {
		base[writtenKey(body)], _ = f.value(body)
	}
}

// without is the edit that takes what is wrong out of a file; ok is false if that
// cannot be done.
func (f form) without(d diag.Diagnostic, isSource bool) (e diag.Edit, why string, ok bool) {
	if d.Start >= f.start {
		start, stop, words := link(f.file.Bytes, d.Start, d.Stop)
		return f.replace(start, stop, words), d.Message + ", and is kept as words", slices.Contains(astray, d.Code) && words != ""
	}
	i := slices.IndexFunc(f.fields, func(c content.Field) bool { return d.Start >= c.Start && d.Start < c.Stop })
	if i < 0 || slices.Contains(required, f.fields[i].Key) || !isSource && !slices.Contains(single, d.Code) {
		return e, "", false
	}
	field := f.fields[i]
	lines := strings.TrimRight(string(f.file.Bytes[field.Start:field.Stop]), "\n")
	return f.replace(field.Start, field.Stop, "# "+strings.ReplaceAll(lines, "\n", "\n# ")+"\n"), fmt.Sprintf("%s is kept as a comment: %s", field.Key, d.Message), true
}

// link is the place of a link or picture in Markdown, by that of its address, and what to
// write there so that it is none: its words and the address as code. Words is empty if
// it is spelled in a way that is not known.
func link(text []byte, from, to int) (start, stop int, words string) {
	line := bytes.LastIndexByte(text[:from], '\n') + 1
	if before := string(text[line:from]); strings.HasPrefix(strings.TrimLeft(before, " "), "[") && strings.HasSuffix(strings.TrimRight(before, " <"), "]:") {
		return line, line, `\` // the address of links elsewhere in the text
	}
	head := bytes.TrimRight(text[:from], "<")
	end := bytes.IndexByte(text[to:], ')')
	if !bytes.HasSuffix(head, []byte("](")) || end < 0 {
		return 0, 0, ""
	}
	start, depth := len(head)-2, 0
	for ; start >= 0; start-- {
		switch text[start] {
		case ']':
			depth++
		case '[':
			depth--
		}
		if depth == 0 {
			break
		}
	}
	if start < 0 {
		return 0, 0, ""
	}
	words = string(text[start+1:len(head)-2]) + " (`" + strings.Trim(string(text[from:to+end]), "<> ") + "`)"
	if start > 0 && text[start-1] == '!' {
		start--
	}
	return start, to + end + 1, strings.TrimSpace(words)
}
