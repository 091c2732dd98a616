package imports

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/diag"
)

// required are the fields that a source cannot be without, single the codes of what is
// wrong with one field of any record, astray those of links and of pictures, most of which
// have no words in documents of Word.
var (
	required = []string{"title", "type"}
	single   = []string{"key-unknown", "editor-unknown"}
	astray   = []string{"link-missing", "heading-missing", "alt-missing"}
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
		more, why, ok := f.without(d, r.scope == sourcesScope)
		if !ok || d.File.Name != r.File || c.Before != nil && d.Start < f.start {
			return false
		}
		edits = append(edits, more...)
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

// without are the edits that take what is wrong out of a file; ok is false if that
// cannot be done.
func (f form) without(d diag.Diagnostic, isSource bool) (edits []diag.Edit, why string, ok bool) {
	if d.Start >= f.start {
		edits = f.unlinked(d.Start, d.Stop)
		return edits, d.Message + "; it is kept as a comment", slices.Contains(astray, d.Code) && len(edits) > 0
	}
	i := slices.IndexFunc(f.fields, func(c content.Field) bool { return d.Start >= c.Start && d.Start < c.Stop })
	if i < 0 || slices.Contains(required, f.fields[i].Key) || !isSource && !slices.Contains(single, d.Code) {
		return nil, "", false
	}
	field := f.fields[i]
	lines := strings.TrimRight(string(f.file.Bytes[field.Start:field.Stop]), "\n")
	edit := f.replace(field.Start, field.Stop, "# "+strings.ReplaceAll(lines, "\n", "\n# ")+"\n")
	return []diag.Edit{edit}, fmt.Sprintf("%s is kept as a comment: %s", field.Key, d.Message), true
}

// unlinked are the edits that make words of the link whose address stands between two
// offsets: a reader sees the same, and the address is kept in a comment. There are none if
// it is spelled in a way that is not known.
func (f form) unlinked(from, to int) []diag.Edit {
	text := f.file.Bytes
	line := bytes.LastIndexByte(text[:from], '\n') + 1
	if m := definition.FindSubmatch(text[line:from]); m != nil {
		return f.unreferenced(string(m[1]), line, to)
	}
	head := bytes.TrimRight(text[:from], "<")
	end := bytes.IndexByte(text[to:], ')')
	if !bytes.HasSuffix(head, []byte("](")) || end < 0 {
		return nil
	}
	start, stop := opening(text, len(head)-2), to+end+1
	switch {
	case start < 0:
		return nil
	case start > 0 && text[start-1] == '!':
		return []diag.Edit{f.replace(start-1, stop, comment(string(text[start-1:stop])))}
	}
	return []diag.Edit{f.replace(start, stop, string(text[start+1:len(head)-2])+comment(strings.Trim(string(text[from:to+end]), "<> ")))}
}

// definition is the beginning of a line that says where links of a label lead.
var definition = regexp.MustCompile(`^ {0,3}\[([^\]]+)\]:\s*<?$`)

// unreferenced are the edits that make words of the links with a label, and a comment of
// the line that says where they lead.
func (f form) unreferenced(label string, line, to int) []diag.Edit {
	text := f.file.Bytes
	stop := to + len(text[to:])
	if i := bytes.IndexByte(text[to:], '\n'); i >= 0 {
		stop = to + i
	}
	edits := []diag.Edit{f.replace(line, stop, comment(string(text[line:stop])))}
	uses := regexp.MustCompile(`(?i)(!?)\[([^\[\]]*)\](\[` + regexp.QuoteMeta(label) + `\]|\[\]|)`)
	for _, m := range uses.FindAllSubmatchIndex(text[f.start:], -1) {
		for i := range m {
			m[i] += f.start
		}
		words := string(text[m[4]:m[5]])
		isShort := m[7]-m[6] <= len("[]") // [label] or [label][]
		if isShort && !strings.EqualFold(words, label) || m[0] >= line && m[0] < stop || m[1] < len(text) && (text[m[1]] == '(' || text[m[1]] == '[') {
			continue
		}
		if m[3] > m[2] { // a picture
			words = comment(string(text[m[0]:m[1]]))
		}
		edits = append(edits, f.replace(m[0], m[1], words))
	}
	return edits
}

// opening is the bracket that a closing one belongs to; -1 if there is none.
func opening(text []byte, closing int) int {
	depth := 0
	for i := closing; i >= 0; i-- {
		switch text[i] {
		case ']':
			depth++
		case '[':
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return -1
}

// comment is a text that Markdown does not show.
func comment(s string) string { return "<!-- " + strings.ReplaceAll(s, "--", "- -") + " -->" }
