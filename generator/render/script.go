package render

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
)

// published returns the bytes at which a static file is published. Of scripts,
// readers get no comments and no indentation: lines are dropped that hold nothing
// but a comment, and the comment at the head of the file. A script with a template
// literal, whose text may have such lines, is left as it is.
func published(static fs.FS, name string) ([]byte, error) {
	text, err := fs.ReadFile(static, name)
	if err != nil || path.Ext(name) != ".js" || bytes.IndexByte(text, '`') >= 0 {
		return text, err
	}
	code := string(text)
	if strings.HasPrefix(code, "/*") {
		_, code, _ = strings.Cut(code, "*/")
	}
	var b bytes.Buffer
	for line := range strings.Lines(code) {
		line = strings.TrimLeft(line, " \t\n")
		if !strings.HasPrefix(line, "//") {
			b.WriteString(line)
		}
	}
	return b.Bytes(), nil
}
