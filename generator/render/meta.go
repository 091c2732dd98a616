package render

import (
	"strings"

	"briefing/generator/content"
	"briefing/generator/graph"
	"briefing/generator/jsonld"
)

// described fills in what programs read of a page: what it is, for social networks,
// reference managers and search engines.
func (f *frame) described(site *graph.Site, p graph.Page) {
	f.OpenType = "website"
	switch subject := p.Subject.(type) {
	case *graph.Briefing:
		f.OpenType = "article"
		if p.Kind == graph.BriefingPage {
			f.Tags = briefingTags(site.Settings, subject)
		}
	case *graph.Annotation:
		f.OpenType, f.Tags = "article", annotationTags(site.Settings, subject)
	case *graph.Expert:
		f.OpenType = "profile"
	}
	f.Linked = dataBlock(jsonld.Page(site, p))
}

// briefingTags describe an article. Without the type, reference managers take it for
// one of a scholarly journal.
func briefingTags(s *content.Site, b *graph.Briefing) []Tag {
	tags := []Tag{{"DC.type", "newspaperArticle"}, {"citation_title", b.Title.Value}}
	for _, p := range b.Authors {
		tags = append(tags, Tag{"citation_author", p.Name})
	}
	return append(tags, Tag{"citation_publication_date", slashed(b.Date.From)}, Tag{"citation_journal_title", s.Title.Value},
		Tag{"citation_language", s.Language})
}

// annotationTags describe the page of a note.
func annotationTags(s *content.Site, a *graph.Annotation) []Tag {
	tags := []Tag{{"DC.type", "webpage"}, {"citation_title", a.Claim}}
	if a.By != "" {
		tags = append(tags, Tag{"citation_author", a.By})
	}
	if !a.CheckedOn.From.IsZero() {
		tags = append(tags, Tag{"citation_publication_date", slashed(a.CheckedOn.From)})
	}
	return append(tags, Tag{"citation_language", s.Language})
}

// slashed is a day as the readers of these tags want it: 2026/03/14.
func slashed(d content.Day) string { return strings.ReplaceAll(d.String(), "-", "/") }

// license names the license of the site, with its address if that is known.
func license(s *content.Site) Link { return Link{s.License.Value, jsonld.License(s.License)} }
