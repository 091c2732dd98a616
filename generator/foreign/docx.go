package foreign

import (
	"strings"
	"time"

	"briefing/generator/docx"
)

// readDocx reads a document: its text as an article, its comments as notes.
func readDocx(name string, file []byte) (Batch, error) {
	d, err := docx.Read(file)
	if err != nil {
		return Batch{}, err
	}
	base := strings.TrimSuffix(name, ".docx")
	a := &Article{Title: d.Title, Authors: d.Authors, Date: d.Created, Text: d.Markdown, Origin: Origin{ID: "docx:" + base}}
	if a.Title == "" {
		a.Title = base
	}
	for _, p := range d.Pictures {
		a.Media = append(a.Media, File(p))
	}
	b := Batch{Article: a}
	for _, c := range d.Comments {
		b.Notes = append(b.Notes, docxNote(d, c))
	}
	return b, nil
}

// docxNote is a comment. Programs count comments anew at each save, so its origin is who
// made it at what time.
func docxNote(d *docx.Document, c docx.Comment) Note {
	id := "docx:" + strings.ReplaceAll(c.Author, " ", "-") + "@" + toSeconds(c.Time)
	if c.Time == "" {
		id = "docx:" + sum(c.Author, c.Text)
	}
	n := Note{Origin: Origin{ID: id, By: c.Author, Date: day(c.Time)}, Text: c.Text, Resolved: c.IsResolved}
	switch {
	case !c.IsPlaced:
		n.Lost = "the text does not say what the comment is on"
	case strings.TrimSpace(d.Plain[c.Start:c.Stop]) != "":
		n.Quotes = []Quote{around(d.Plain, c.Start, c.Stop)}
	default:
		if q, ok := sentenceOf(d.Plain, c.Start); ok {
			n.Quotes = []Quote{q}
		}
	}
	for _, r := range c.Replies {
		n.Replies = append(n.Replies, Reply{r.Author, day(r.Time), r.Text})
	}
	return n
}

// sentenceOf is the sentence of a text that holds an offset.
func sentenceOf(text string, at int) (Quote, bool) {
	start := strings.LastIndex(text[:at], "\n\n")
	if start += 2; start < 2 {
		start = 0
	}
	stop := len(text)
	if i := strings.Index(text[at:], "\n\n"); i >= 0 {
		stop = at + i
	}
	return sentenceIn(text, start, stop, at)
}

// toSeconds is a time without what programs write in several ways.
func toSeconds(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	return t.UTC().Format(time.RFC3339)
}
