package render

import (
	"bytes"
	"html/template"
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
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := r.execute(b, name, view()); err != nil {
		panic(failure{err})
	}
	h := template.HTML(b.String())
	kept.html.Store(&h)
	return h
}

// fragments are the rows of an annotation in lists, made for each depth of pages:
// addresses in them are relative.
type fragments [deepest + 1]fragment

// deepest is the greatest depth of a page: briefings/id/annotation.html.
const deepest = 2

const rowTemplate = "part/row.html"

// rows are annotations as lists show them.
func (r *Renderer) rows(f *frame, annotations []*graph.Annotation) []template.HTML {
	rows := make([]template.HTML, len(annotations))
	for i, a := range annotations {
		rows[i] = r.fragment(&r.fragments[a][len(f.root)/len("../")], rowTemplate, func() any { return r.row(f, a) })
	}
	return rows
}
