package jsonld

import (
	"briefing/generator/content"
	"briefing/generator/graph"
)

// note is an annotation: a review of a claim where the assessment is on a scale, else
// the claim; a quotation, a comment or a question.
func (w writer) note(a *graph.Annotation) object {
	switch a.Kind {
	case content.Check:
		if rating(a) != 0 {
			return w.review(a)
		}
		return w.claim(a).with("citation", w.works(a.Sources()))
	case content.Quote:
		return w.quotation(a)
	case content.Question:
		return w.node("Question", a.Path, "question").with("text", a.Body.Text()).with("datePublished", a.Asked.From.String()).
			with("isPartOf", w.within(a)).with("citation", w.works(a.Sources()))
	}
	return w.node("Comment", a.Path, "comment").with("text", a.Body.Text()).with("datePublished", a.CheckedOn.From.String()).
		with("isPartOf", w.within(a)).with("citation", w.works(a.Sources()))
}

// rating is the place of an assessment from 1, contradicted, to 5, supported; 0 for
// the two that are no place on a scale.
func rating(a *graph.Annotation) int {
	return map[string]int{content.Supported: 5, content.PartlySupported: 4, content.Contradicted: 1}[a.Assessment.Value]
}

func (w writer) review(a *graph.Annotation) object {
	explained := a.Because.Value
	if a.Confidence.IsSet() {
		explained = "Confidence: " + a.Confidence.Value + ". " + explained
	}
	r := object{{"@type", "ClaimReview"}, {"url", w.address(a.Path)}}.
		with("claimReviewed", a.Claim).
		with("itemReviewed", w.claim(a)).
		with("reviewRating", object{{"@type", "Rating"}, {"ratingValue", rating(a)}, {"bestRating", 5}, {"worstRating", 1}, {"alternateName", w.word(a)}}.
			with("ratingExplanation", explained)).
		with("author", w.editor(graph.Party{Name: a.By})).
		with("datePublished", a.CheckedOn.From.String()).
		with("inLanguage", w.site.Settings.Language).
		with("license", License(w.site.Settings.License)).
		with("citation", w.works(a.Sources())).
		with("positiveNotes", w.list(a.Distinct(content.Supports))).
		with("negativeNotes", w.list(a.Distinct(content.Contradicts)))
	if r.lacks("author") {
		r = r.with("author", w.publisher())
	}
	return r
}

func (o object) lacks(key string) bool {
	for _, m := range o {
		if m.key == key {
			return false
		}
	}
	return true
}

// word is the site's own word for the assessment.
func (w writer) word(a *graph.Annotation) string {
	for _, own := range w.site.Settings.Assessments {
		if own.Assessment.Value == a.Assessment.Value {
			return own.Word.Value
		}
	}
	return words[a.Assessment.Value]
}

var words = map[string]string{
	content.Supported: "Supported", content.PartlySupported: "Partly supported", content.Contradicted: "Contradicted",
}

func (w writer) claim(a *graph.Annotation) object {
	return w.node("Claim", a.Path, "claim").with("text", a.Claim).with("author", w.party(a.Claimant)).with("appearance", w.within(a))
}

// within is the article that an annotation stands in.
func (w writer) within(a *graph.Annotation) object {
	return w.node("NewsArticle", a.Briefing.Path, "article").with("url", w.address(a.Briefing.Path))
}

// works are sources with their titles and addresses.
func (w writer) works(sources []*graph.Source) []object {
	var nodes []object
	for _, s := range sources {
		nodes = append(nodes, w.work(s))
	}
	return nodes
}

// list refers to sources that the page names in full.
func (w writer) list(sources []*graph.Source) object {
	if len(sources) == 0 {
		return nil
	}
	var items []object
	for i, s := range sources {
		items = append(items, object{{"@type", "ListItem"}, {"position", i + 1}, {"item", object{{"@id", w.address(s.Path) + "#source"}}}})
	}
	return object{{"@type", "ItemList"}, {"itemListElement", items}}
}

// quotation is somebody's words as the article gives them.
func (w writer) quotation(a *graph.Annotation) object {
	q := w.node("Quotation", a.Path, "quote").with("text", a.Words)
	if a.Quote == nil {
		return q
	}
	q = q.with("creator", w.party(a.Quote.By)).with("dateCreated", a.Quote.Said.String())
	if a.Quote.In != nil {
		q = q.with("isBasedOn", w.work(a.Quote.In))
	}
	return q.with("isPartOf", w.within(a))
}
