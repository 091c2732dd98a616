package render

import (
	"bytes"
	"cmp"
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

// once is a fragment that is made at its first use.
type once struct {
	sync.Once
	html template.HTML
	err  error
}

// fragment executes a template unless it was done before.
func (r *Renderer) fragment(o *once, name string, view func() any) template.HTML {
	o.Do(func() {
		var b bytes.Buffer
		o.err = r.execute(&b, name, view())
		o.html = template.HTML(b.String())
	})
	if o.err != nil {
		panic(failure{o.err})
	}
	return o.html
}

// fragments keeps what several pages show of an annotation, made once for each
// depth of pages: addresses in it are relative.
type fragments struct {
	rows     [deepest + 1]once
	evidence atomic.Pointer[shown] // its pages are all in the folder of the briefing
}

// shown is a fragment with the number of times that it was shown.
type shown struct {
	once  once
	times atomic.Int32
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
	shared := kept.evidence.Load()
	if shared == nil {
		kept.evidence.CompareAndSwap(nil, &shown{})
		shared = cmp.Or(kept.evidence.Load(), &shown{})
	}
	h := r.fragment(&shared.once, evidenceTemplate, func() any { return r.evidence(f, a) })
	if shared.times.Add(1) == evidenceUses {
		kept.evidence.Store(nil)
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
