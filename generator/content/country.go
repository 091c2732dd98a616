package content

import (
	"briefing/generator/content/country"
	"briefing/generator/markdown"
)

// Country is what editors add to the built-in table of countries.
type Country struct {
	Head             // the ID is the ISO 3166-1 alpha-2 code in lower case
	Name      Text   // instead of the built-in one
	Aliases   []Text // words that mean it, beside the built-in ones
	Detect    Detection
	Facts     []Event
	Body      *markdown.Doc
	BodyStart int // offset of the body in the file
}

func (r *reader) country() *Country {
	f := r.front()
	c := &Country{Head: f.head()}
	c.Name, c.Aliases, c.Detect = f.words("name"), f.all("aliases"), f.detection()
	c.Facts = f.events("facts", "what")
	c.Extras = f.done()
	c.Seldom = c.Seldom.shared()
	c.BodyStart, c.Body = r.body, r.markdown(r.body, markdown.Options{MinHeading: 2, Link: published(r.file.Name)})
	if _, known := country.Lookup(r.id); !known {
		d := r.error("country-unknown", At{}, "%q is no country code", r.id)
		d.Hint = "a country's file is named by its two-letter code of ISO 3166-1"
		if near, ok := country.Suggest(r.id); ok {
			d.Hint = "did you mean " + near.Code + ".md (" + near.Name + ")?"
		}
	}
	return c
}
