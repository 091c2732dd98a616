package jsonld

import (
	"strings"

	"briefing/generator/content"
	"briefing/generator/dataset"
	"briefing/generator/graph"
)

// website is the site itself.
func (w writer) website() object {
	s := w.site.Settings
	return object{{"@type", "WebSite"}, {"name", s.Title.Value}}.with("url", s.URL).with("inLanguage", s.Language).
		with("publisher", w.publisher()).with("license", License(s.License))
}

// data are the files that hold everything on the site.
func (w writer) data() object {
	s := w.site.Settings
	var files []object
	for _, f := range dataset.Listed(w.site) {
		files = append(files, object{{"@type", "DataDownload"}, {"name", f.What}, {"contentUrl", w.address(f.Path)}, {"encodingFormat", f.Media}})
	}
	return object{{"@type", "Dataset"}, {"name", s.Title.Value + ": data"},
		{"description", "Briefings with their annotations, claims with assessments and evidence, sources with extracts, experts, countries and corrections."}}.
		with("url", w.address("data.html")).with("inLanguage", s.Language).with("creator", w.publisher()).with("license", License(s.License)).
		with("isAccessibleForFree", true).with("distribution", files)
}

// profile is the page of a person.
func (w writer) profile(e *graph.Expert) object {
	person := w.node("Person", e.Path, "person").with("name", e.Name.Value).with("alternateName", content.Values(e.Aliases))
	if post := latest(e); post != nil {
		person = person.with("jobTitle", post.Role.Value).
			with("affiliation", object{{"@type", "Organization"}, {"name", post.Organisation.Value}})
	}
	person = person.with("knowsAbout", content.Values(e.Field)).with("sameAs", content.Values(e.Links))
	return object{{"@type", "ProfilePage"}, {"url", w.address(e.Path)}, {"mainEntity", person}}
}

// latest is the affiliation that began last of those that did not end; nil if all
// ended.
func latest(e *graph.Expert) *graph.Post {
	var newest *graph.Post
	for i := range e.Posts {
		p := &e.Posts[i]
		if p.To.From.IsZero() && (newest == nil || p.Affiliation.From.From.First().After(newest.Affiliation.From.From.First())) {
			newest = p
		}
	}
	return newest
}

func (w writer) country(k *graph.Country) object {
	code := strings.ToUpper(k.Code)
	return object{{"@type", "CollectionPage"}, {"url", w.address(k.Path)}, {"name", k.Name},
		{"about", w.node("Country", k.Path, "country").with("name", k.Name).
			with("identifier", object{{"@type", "PropertyValue"}, {"propertyID", "ISO 3166-1 alpha-2"}, {"value", code}}).
			with("sameAs", "https://www.iso.org/obp/ui/#iso:code:3166:"+code)}}
}

// types are those of schema.org for the types of sources. Do not change.
var types = map[string]string{
	"report": "Report", "news": "NewsArticle", "article": "ScholarlyArticle", "book": "Book", "chapter": "Chapter", "thesis": "Thesis",
	"dataset": "Dataset", "law": "Legislation", "treaty": "Legislation", "press-release": "Article", "speech": "CreativeWork",
	"interview": "CreativeWork", "transcript": "CreativeWork", "post": "SocialMediaPosting", "video": "VideoObject", "audio": "AudioObject",
	"image": "ImageObject", "map": "Map", "letter": "CreativeWork", "web": "WebPage",
}

// kind is the type of a source; [graph.Source] may have none in a preview.
func kind(s *graph.Source) string {
	if t := types[s.Type.Value]; t != "" {
		return t
	}
	return "CreativeWork"
}

// work is a source by its title and address.
func (w writer) work(s *graph.Source) object {
	return w.node(kind(s), s.Path, "source").with("name", s.Title.Value).with("url", s.URL.Value)
}

// document is a source with everything that is known of it.
func (w writer) document(s *graph.Source) object {
	d := w.work(s).
		with("author", w.parties(s.By, w.party)).
		with("datePublished", s.Date.From.String()).
		with("archivedAt", s.Archived.Value).
		with("isBasedOn", w.references(s.Origins)).
		with("mainEntityOfPage", w.address(s.Path))
	if s.Publisher.IsSet() {
		d = d.with("publisher", object{{"@type", "Organization"}, {"name", s.Publisher.Value}})
	}
	if s.Container.IsSet() {
		d = d.with("isPartOf", object{{"@type", "CreativeWork"}, {"name", s.Container.Value}})
	}
	if s.DOI.IsSet() {
		d = d.with("sameAs", "https://doi.org/"+s.DOI.Value)
	}
	if kind(s) == "Book" {
		d = d.with("isbn", s.ISBN.Value)
	}
	return d
}
