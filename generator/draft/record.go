package draft

import (
	"path"
	"strings"
)

// Record is a source of which its author has stated what is known. Empty fields are
// left out.
type Record struct {
	ID, Title, Type      string
	Authors              []string
	Publisher, Date, URL string
	Nature, Accessed     string
}

// File is the file of the source.
func (r Record) File() File {
	var b strings.Builder
	b.WriteString("---\n")
	field(&b, "title", r.Title)
	field(&b, "type", r.Type)
	field(&b, "authors", r.Authors...)
	field(&b, "publisher", r.Publisher)
	field(&b, "date", r.Date)
	field(&b, "url", r.URL)
	field(&b, "nature", r.Nature)
	field(&b, "accessed", r.Accessed)
	b.WriteString("---\n")
	return File{path.Join("content/sources", r.ID+".md"), b.String()}
}

// Scalar writes a text as a value of front matter, on one line.
func Scalar(s string) string { return scalar(s) }
