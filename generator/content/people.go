package content

import "briefing/generator/markdown"

// Expert is a person who is quoted or checked.
type Expert struct {
	Head
	Name         Text
	Aliases      []Text
	Field        []Text
	Affiliations []Affiliation
	Links        []Text
	Disclosures  []Disclosure
	Kind         string // expert, official or author
	Detect       Detection
	Body         *markdown.Doc
	BodyStart    int // offset of the body in the file
}

// Affiliation is a post of a person for a time. A zero From or To is open.
type Affiliation struct {
	At           At
	Organisation Text
	Role         Text
	From, To     Date
	Country      Text
	Source       Citation
}

// Disclosure is an interest that readers should know.
type Disclosure struct {
	What   Text
	Source Citation
}

// Detection says by which words a person or country is found in articles.
type Detection struct {
	Off bool
	Not []Text // phrases that are something else
}

func (r *reader) expert() *Expert {
	f := r.front()
	e := &Expert{Head: f.head()}
	e.Name, e.Aliases, e.Field = f.words("name"), f.all("aliases"), f.all("field")
	f.require("name", e.Name.IsSet(), "name: …")
	f.groups("affiliations", func(g *fields) {
		a := Affiliation{
			At: g.at, Organisation: g.words("organisation"), Role: g.words("role"), From: g.day("from"), To: g.day("to"),
			Country: g.name("country"), Source: g.cite("source"),
		}
		g.require("organisation", a.Organisation.IsSet(), "organisation: …")
		e.Affiliations = append(e.Affiliations, a)
	})
	for _, t := range f.all("links") {
		e.Links = append(e.Links, t)
	}
	f.groups("disclosures", func(g *fields) {
		d := Disclosure{What: g.words("what"), Source: g.cite("source")}
		g.require("what", d.What.IsSet(), "what: …")
		e.Disclosures = append(e.Disclosures, d)
	})
	e.Kind = f.oneOr("expert", "kind", "expert", "official", "author")
	e.Detect = f.detection()
	e.Extras = f.done()
	e.Seldom = e.Seldom.shared()
	e.BodyStart, e.Body = r.body, r.markdown(r.body, markdown.Options{MinHeading: 2, Link: published(r.file.Name)})
	return e
}

func (f *fields) detection() Detection {
	return Detection{Off: !f.flag("detect", true), Not: f.all("not")}
}

// Unnamed says why somebody is not named, and which editor approved of it.
type Unnamed struct {
	Because    Text
	ApprovedBy Text // editor's key
}

func (f *fields) unnamed() *Unnamed {
	g := f.group("unnamed")
	if g == nil {
		return nil
	}
	u := &Unnamed{Because: g.words("because"), ApprovedBy: g.name("approved_by")}
	g.require("because", u.Because.IsSet(), "because: …")
	g.require("approved_by", u.ApprovedBy.IsSet(), "approved_by: the key of an editor")
	g.done()
	return u
}
