package content

import (
	"fmt"
	"strings"
	"unicode"
)

// Scalar writes a text as a value of front matter, on one line: as it is where YAML
// keeps all of it, else in quotation marks. White space becomes single spaces.
func Scalar(s string) string {
	if s = oneLine(s); IsPlain(s) {
		return s
	}
	return QuotedScalar(s)
}

// FlowScalar is [Scalar] for a value between brackets or braces.
func FlowScalar(s string) string {
	if s = oneLine(s); IsPlain(s) && !strings.ContainsAny(s, ",[]{}") {
		return s
	}
	return QuotedScalar(s)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// IsPlain reports whether YAML keeps all of a text without quotation marks, in a field
// and as an item of a list below it.
func IsPlain(s string) bool {
	return s != "" && s != "~" && s != "null" && strings.TrimSpace(s) == s && !strings.ContainsAny(s[:1], "[]{}>|*&!%#`@,?:-\"'=<") &&
		!strings.Contains(s, ": ") && !strings.Contains(s, " #") && !strings.HasSuffix(s, ":") && !strings.ContainsFunc(s, IsHidden)
}

// QuotedScalar writes a text in quotation marks: in single ones, or in double ones
// where it has characters that YAML knows by their number only.
func QuotedScalar(s string) string {
	if !strings.ContainsFunc(s, IsHidden) {
		return single(s)
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteRune('\\')
			b.WriteRune(r)
		case IsHidden(r):
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return `"` + b.String() + `"`
}

// IsHidden reports whether YAML refuses a character, or may lose it.
func IsHidden(r rune) bool {
	return unicode.IsControl(r) || r == '\ufeff' || r == '\u2028' || r == '\u2029' || r == '\ufffe' || r == '\uffff'
}
