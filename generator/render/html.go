package render

import (
	"bytes"
	"html/template"
	"strings"
	"sync"
	"sync/atomic"

	"briefing/generator/graph"
	"briefing/generator/markdown"
)

// This file is the only place where text becomes HTML for a template as it
// stands: what package markdown made, and what a template of ours made.

// html passes on the HTML of a text.
func html(h markdown.HTML) template.HTML { return template.HTML(h) }

// dataBlock is JSON in an element that no browser runs. [jsonld] escapes what would
// end it.
func dataBlock(json []byte) template.HTML {
	if json == nil {
		return ""
	}
	return template.HTML(`<script type="application/ld+json">` + string(json) + "</script>\n")
}

// enclosed are links to files that stand in the links themselves, after whom they are
// saved under their names. Nothing of a text is markup: what is no letter, digit or
// hyphen is percent-encoded.
func enclosed(files []enclosedFile) template.HTML {
	var b strings.Builder
	for i, f := range files {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(`<a download="` + template.HTMLEscapeString(f.name) + `" href="data:` + f.media + `;charset=utf-8,`)
		for _, c := range f.text {
			if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~/:,;=@()*!$", c) >= 0 {
				b.WriteByte(c)
			} else {
				b.WriteByte('%')
				b.WriteByte(upperHex[c>>4])
				b.WriteByte(upperHex[c&15])
			}
		}
		b.WriteString(`">` + template.HTMLEscapeString(f.words) + `</a>`)
	}
	return template.HTML(b.String())
}

const upperHex = "0123456789ABCDEF"

// enclosedFile is a file inside of a page. The media type is ours.
type enclosedFile struct {
	words, name, media string
	text               []byte
}

// failure carries an error of a template out of a view, which cannot return one.
type failure struct{ error }

// fragment is made at its first use. Two goroutines that need it at once may both
// make it, to the same bytes.
type fragment struct{ html atomic.Pointer[template.HTML] }

var buffers = sync.Pool{New: func() any { return &bytes.Buffer{} }}

// fragment executes a template unless it was done before.
func (r *Renderer) fragment(kept *fragment, name string, view func() any) template.HTML {
	if h := kept.html.Load(); h != nil {
		return *h
	}
	h := r.executed(name, view())
	kept.html.Store(&h)
	return h
}

// executed is what a template makes of a view.
func (r *Renderer) executed(name string, view any) template.HTML {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := r.execute(b, name, view); err != nil {
		panic(failure{err})
	}
	return template.HTML(b.String())
}

// deepest is the greatest depth of a page: briefings/id/annotation.html.
const deepest = 2

const rowTemplate = "part/row.html"

// rows are annotations as lists show them.
func (r *Renderer) rows(f *frame, annotations []*graph.Annotation) []template.HTML {
	rows := make([]template.HTML, len(annotations))
	for i, a := range annotations {
		rows[i] = r.executed(rowTemplate, r.row(f, a))
	}
	return rows
}
