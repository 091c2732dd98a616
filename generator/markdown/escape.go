package markdown

import (
	"regexp"
	"strings"
)

// special are characters that may mean something anywhere in a line.
var special = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "~", `\~`, "&", `\&`, "|", `\|`)

// Escape makes Markdown of a text, so that it is read as it is: one block of it, whose
// line breaks are those of the text.
func Escape(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = EscapeStart(EscapeInline(strings.TrimSpace(line)))
		if before, ok := strings.CutSuffix(lines[i], `\\`); ok && i+1 < len(lines) {
			lines[i] = before + "&#92;" // goldmark sees no line break in three backslashes
		}
	}
	return strings.Join(lines, "\\\n")
}

// word is an underscore or an ampersand that cannot mean anything where it stands.
var harmless = regexp.MustCompile(`([\pL\pN])\\_([\pL\pN])|\\&( )`)

// EscapeInline is [Escape] for a part of a line. What only means something at the
// beginning of a line it leaves.
func EscapeInline(s string) string {
	return harmless.ReplaceAllStringFunc(special.Replace(s), func(s string) string { return strings.ReplaceAll(s, `\`, "") })
}

// opener is what begins a block if it stands first in a line.
var opener = regexp.MustCompile(`^(#{1,6}(\s|$)|>|[-+=](\s|$)|[-=]+\s*$|\d{1,9}[.)](\s|$)|:?-+:?)`)

// EscapeStart keeps the beginning of a line from beginning a block.
func EscapeStart(line string) string {
	m := opener.FindString(line)
	if m == "" {
		return line
	}
	if i := strings.IndexAny(m, ".)"); i >= 0 { // a number: the mark behind it is what counts
		return line[:i] + `\` + line[i:]
	}
	return `\` + line
}
