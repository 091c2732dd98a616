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

// failure carries an error of a template out of a view, which cannot return one.
type failure struct{ error }

// evidenceUses is the number of pages that show the evidence of an annotation: the
// briefing and its own. Then it is let go, since a large site has much of it.
const evidenceUses = 2

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

// fragments keeps what several pages show of an annotation. Rows are made for each
// depth of pages: addresses in them are relative.
type fragments struct {
	rows     [deepest + 1]fragment
	evidence fragment // its pages are all in the folder of the briefing
	shown    atomic.Int32
}

// deepest is the greatest depth of a page: briefings/id/annotation.html.
const deepest = 2

const (
	evidenceTemplate = "part/evidence.html"
	rowTemplate      = "part/row.html"
)

// evidenceOf is what stands for and against a claim, as the briefing and the
// claim's own page show it.
func (r *Renderer) evidenceOf(f *frame, a *graph.Annotation) template.HTML {
	kept := r.fragments[a]
	if kept == nil {
		kept = &fragments{} // withdrawn: shown on one page
	}
	h := r.fragment(&kept.evidence, evidenceTemplate, func() any { return r.evidence(f, a) })
	if kept.shown.Add(1)%evidenceUses == 0 {
		kept.evidence.html.Store(nil)
	}
	return h
}

// rows are annotations as lists show them.
func (r *Renderer) rows(f *frame, annotations []*graph.Annotation) []template.HTML {
	rows := make([]template.HTML, len(annotations))
	for i, a := range annotations {
		rows[i] = r.fragment(&r.fragments[a].rows[len(f.root)/len("../")], rowTemplate, func() any { return r.row(f, a) })
	}
	return rows
}
