package content

import "briefing/generator/markdown"

// Page is a further page of the site: about, imprint.
type Page struct {
	Head
	Title     Text
	Summary   Text
	Body      *markdown.Doc
	BodyStart int
}

func (r *reader) page() *Page {
	f := r.front()
	p := &Page{Head: f.head(), Title: f.words("title"), Summary: f.words("summary")}
	f.require("title", p.Title.IsSet(), "title: …")
	p.Extras = f.done()
	p.Seldom = p.Seldom.shared()
	p.BodyStart = r.body
	p.Body = r.markdown(r.body, markdown.Options{MinHeading: 2, Link: published(r.file.Name)})
	return p
}
