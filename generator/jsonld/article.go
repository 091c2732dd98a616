package jsonld

import (
	"slices"

	"briefing/generator/content"
	"briefing/generator/graph"
)

// article is a briefing. Its claims, quotations and sources are named only: their own
// pages hold the rest. Sources that have a page of their own are named there.
func (w writer) article(b *graph.Briefing) object {
	s := w.site.Settings
	return w.node("NewsArticle", b.Path, "article").
		with("url", w.address(b.Path)).
		with("headline", b.Title.Value).
		with("abstract", b.Summary.Value).
		with("datePublished", b.Date.From.String()).
		with("dateModified", b.Updated().String()).
		with("author", w.parties(b.Authors, w.editor)).
		with("publisher", w.publisher()).
		with("inLanguage", s.Language).
		with("image", w.image(b)).
		with("license", License(s.License)).
		with("isAccessibleForFree", true).
		with("speakable", object{{"@type", "SpeakableSpecification"}, {"cssSelector", []string{"h1", ".summary"}}}).
		with("about", w.countries(b.About)).
		with("mentions", w.mentions(b)).
		with("hasPart", w.parts(b)).
		with("citation", w.cited(b)).
		with("correction", w.corrections(b))
}

// cited are the sources that the page of an article lists.
func (w writer) cited(b *graph.Briefing) []object {
	if b.HasSourceList() {
		return nil
	}
	return w.references(b.Sources)
}

// bibliography says of an article what its page of sources lists.
func (w writer) bibliography(b *graph.Briefing) object {
	return w.node("NewsArticle", b.Path, "article").
		with("url", w.address(b.Path)).
		with("headline", b.Title.Value).
		with("citation", w.references(b.Sources))
}

// image is the picture at the head of an article, else that of its card. Search
// engines want one that they can fetch.
func (w writer) image(b *graph.Briefing) string {
	switch {
	case b.Picture != "":
		return w.address(b.Picture)
	case w.site.Settings.Cards && w.site.Settings.URL != "":
		return w.address("briefings/" + b.ID + "/card.png")
	}
	return ""
}

func (w writer) countries(all []*graph.Country) []object {
	var nodes []object
	for _, k := range all {
		nodes = append(nodes, w.node("Country", k.Path, "country").with("name", k.Name))
	}
	return nodes
}

// mentions are the countries and experts that an article names, without those that it
// is about.
func (w writer) mentions(b *graph.Briefing) []object {
	var nodes []object
	for _, m := range b.Mentions {
		switch {
		case m.Expert != nil:
			nodes = append(nodes, w.node("Person", m.Expert.Path, "person"))
		case !slices.Contains(b.About, m.Country):
			nodes = append(nodes, w.node("Country", m.Country.Path, "country"))
		}
	}
	return nodes
}

// parts are the claims and quotations of an article.
func (w writer) parts(b *graph.Briefing) []object {
	var nodes []object
	for _, a := range b.Annotations {
		switch a.Kind {
		case content.Check:
			nodes = append(nodes, w.node("Claim", a.Path, "claim"))
		case content.Quote:
			nodes = append(nodes, w.node("Quotation", a.Path, "quote"))
		}
	}
	return nodes
}

// references name sources.
func (w writer) references(sources []*graph.Source) []object {
	var nodes []object
	for _, s := range sources {
		nodes = append(nodes, w.node("CreativeWork", s.Path, "source"))
	}
	return nodes
}

// corrections are those of an article, then those of what is annotated in it.
func (w writer) corrections(b *graph.Briefing) []object {
	var nodes []object
	add := func(path string, all []content.Correction) {
		for _, k := range all {
			nodes = append(nodes, object{{"@type", "CorrectionComment"}, {"text", k.What.Value}}.
				with("datePublished", k.Date.From.String()).with("url", w.address(path)))
		}
	}
	add(b.Path, b.Corrections)
	for _, a := range slices.Concat(b.Annotations, b.Withdrawn) {
		add(a.Path, a.Corrections)
	}
	return nodes
}
