package draft

import (
	"fmt"
	"path"
	"strings"

	"briefing/generator/content"
)

// Origin says what a file was imported from; see [content.Origin].
type Origin struct{ ID, By, Date, Link string }

// write writes the field: the id alone if there is nothing more.
func (o Origin) write(b *strings.Builder) {
	if o.ID == "" {
		return
	}
	if o.By+o.Date+o.Link == "" {
		field(b, "origin", o.ID)
		return
	}
	b.WriteString("origin:\n")
	field(b, "  id", o.ID)
	field(b, "  by", o.By)
	field(b, "  date", o.Date)
	field(b, "  link", o.Link)
}

// comments are lines that nobody but the editors sees.
func comments(b *strings.Builder, lines []string) {
	for _, c := range lines {
		b.WriteString(strings.TrimRight("# "+strings.Map(visible, strings.Join(strings.Fields(c), " ")), " ") + "\n")
	}
}

// visible drops characters that may not stand in YAML.
func visible(r rune) rune {
	if content.IsHidden(r) {
		return -1
	}
	return r
}

// Pair is a key and its values.
type Pair struct {
	Key    string
	Values []string
}

// Document is a source of which is known what a reference manager knows. Empty fields
// are left out.
type Document struct {
	ID, Title, Type string
	Authors         []string // names, or ids of experts
	Publisher       string
	Container       string
	Date            string
	URL, Archived   string
	Nature          string
	Accessed        string
	Seen            string
	DOI, ISBN       string
	Volume, Issue   string
	Pages           string
	CSL             []Pair
	Origin          Origin
	Comments        []string // lines for the editors
}

// File is the file of the source.
func (d Document) File() File {
	var b strings.Builder
	b.WriteString("---\n")
	field(&b, "title", d.Title)
	field(&b, "type", d.Type)
	list(&b, "authors", d.Authors)
	field(&b, "publisher", d.Publisher)
	field(&b, "container", d.Container)
	field(&b, "date", d.Date)
	field(&b, "url", d.URL)
	field(&b, "archived", d.Archived)
	field(&b, "nature", d.Nature)
	field(&b, "accessed", d.Accessed)
	field(&b, "seen", d.Seen)
	field(&b, "doi", d.DOI)
	field(&b, "isbn", d.ISBN)
	field(&b, "volume", d.Volume)
	field(&b, "issue", d.Issue)
	field(&b, "pages", d.Pages)
	if len(d.CSL) > 0 {
		b.WriteString("csl:\n")
		for _, p := range d.CSL {
			if len(p.Values) == 1 {
				field(&b, "  "+p.Key, p.Values[0])
				continue
			}
			list(&b, "  "+p.Key, p.Values)
		}
	}
	d.Origin.write(&b)
	comments(&b, d.Comments)
	b.WriteString("---\n")
	return File{path.Join("content/sources", d.ID+".md"), b.String()}
}

// list writes a field that is a list even if it has one entry.
func list(b *strings.Builder, key string, values []string) {
	if len(values) == 0 {
		return
	}
	fmt.Fprintf(b, "%s:\n", key)
	indent := key[:len(key)-len(strings.TrimLeft(key, " "))]
	for _, v := range values {
		fmt.Fprintf(b, "%s  - %s\n", indent, content.Scalar(v))
	}
}

// Article is the text of a briefing that was written elsewhere.
type Article struct {
	ID, Title, Date string
	Authors         []string
	Origin          Origin
	Comments        []string // lines for the editors
	Text            string   // Markdown
}

// File is the file of the article, which is a draft.
func (a Article) File() File {
	var b strings.Builder
	b.WriteString("---\n")
	field(&b, "title", a.Title)
	field(&b, "date", a.Date)
	list(&b, "authors", a.Authors)
	field(&b, "status", "draft")
	a.Origin.write(&b)
	comments(&b, a.Comments)
	b.WriteString("---\n\n" + body(a.Text) + "\n")
	return File{path.Join("content/briefings", a.ID, "article.md"), b.String()}
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
		}
		return visible(r)
	}, strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "\ufffd"))
	return strings.TrimSpace(text)
}
