package draft

import (
	"fmt"
	"strings"
	"unicode"
)

// scalar writes a text as YAML on one line: as it is where it stays the same, else
// in quotation marks.
func scalar(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if isPlain(s) {
		return s
	}
	return quoted(s)
}

// isPlain reports whether a text keeps all its characters as YAML without
// quotation marks, in a field and as an item of a list.
func isPlain(s string) bool {
	return s != "" && s != "~" && s != "null" && !strings.ContainsAny(s[:1], "[]{}>|*&!%#`@,?:-\"'=<") &&
		!strings.Contains(s, ": ") && !strings.Contains(s, " #") && !strings.HasSuffix(s, ":") && !strings.ContainsFunc(s, isHidden)
}

// quoted writes a text in quotation marks: in double ones where it has characters
// that YAML knows by their number only.
func quoted(s string) string {
	if !strings.ContainsFunc(s, isHidden) {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case isHidden(r):
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}

// isHidden reports whether YAML refuses a character, or may lose it.
func isHidden(r rune) bool {
	return unicode.IsControl(r) || r == '\ufeff' || r == '\u2028' || r == '\u2029' || r == '\ufffe' || r == '\uffff'
}

// body is a text in Markdown as it may stand in a file: without characters that no
// reader sees and no file may hold.
func body(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\u2028' || r == '\u2029':
			return '\n'
		case isHidden(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "\ufffd"))
	return strings.TrimSpace(text)
}
