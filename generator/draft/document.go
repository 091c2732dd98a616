package draft

import (
	"path"
	"strings"
)

// Document is a source of which no more is known than its author states. Empty fields
// are left out.
type Document struct {
	ID, Title, Type string
	Authors         []string
	Publisher       string
	Date            string // of publication
	URL             string
	Accessed        string // day on which it was read
}

// File is the file of the document.
func (d Document) File() File {
	var b strings.Builder
	b.WriteString("---\n")
	field(&b, "title", d.Title)
	field(&b, "type", d.Type)
	field(&b, "authors", d.Authors...)
	field(&b, "publisher", d.Publisher)
	field(&b, "date", d.Date)
	field(&b, "url", d.URL)
	field(&b, "accessed", d.Accessed)
	b.WriteString("---\n")
	return File{path.Join("content/sources", d.ID+".md"), b.String()}
}
