package render

import (
	"briefing/generator/content"
	"briefing/generator/graph"
)

func (r *Renderer) further(f *frame, p graph.Page) any {
	page := p.Subject.(*content.Page)
	return FurtherView{Frame: f.titled(page.Title.Value, page.Summary.Value), Heading: page.Title.Value, Body: html(page.Body.HTML()), Changes: r.changesOf(f, p.Path)}
}
