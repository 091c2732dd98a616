package content

import "strings"

// Scalar writes a text of one line as a value of front matter: as it is where YAML
// keeps all of it, else in quotation marks.
func Scalar(s string) string {
	isPlain := s != "" && s != "~" && !strings.ContainsAny(s[:1], "[]{}>|*&!%#`@,?:-\"' ") && strings.TrimSpace(s) == s &&
		!strings.Contains(s, ": ") && !strings.Contains(s, " #") && !strings.HasSuffix(s, ":")
	if isPlain {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}
