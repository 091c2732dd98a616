package dataset

import (
	"briefing/generator/content"
	"briefing/generator/graph"
)

// Source is a document that evidence comes from.
type Source struct {
	ID          string       `json:"id"`
	Path        string       `json:"path"`
	Title       string       `json:"title"`
	Type        string       `json:"type" jsonschema_description:"One of the types of the content format: report, news, law …"`
	Authors     []Party      `json:"authors,omitempty"`
	Publisher   string       `json:"publisher,omitempty"`
	Container   string       `json:"container,omitempty" jsonschema_description:"The journal, paper or site that it stands in."`
	Date        Date         `json:"date,omitempty"`
	URL         string       `json:"url,omitempty"`
	Archived    string       `json:"archived,omitempty" jsonschema_description:"The address of a copy at an archive."`
	Accessed    Date         `json:"accessed,omitempty"`
	Dead        Date         `json:"dead,omitempty" jsonschema_description:"Since when the address does not answer."`
	Nature      string       `json:"nature" jsonschema:"enum=primary,enum=secondary,enum=tertiary"`
	Access      string       `json:"access" jsonschema:"enum=open,enum=registration,enum=paywall,enum=offline,enum=unpublished"`
	Seen        string       `json:"seen,omitempty" jsonschema:"enum=full,enum=part,enum=no" jsonschema_description:"What the editors read of it."`
	BasedOn     []string     `json:"based_on,omitempty" jsonschema_description:"The sources that it rests on, or whose text it is."`
	Retracted   *Retraction  `json:"retracted,omitempty"`
	Extracts    []Extract    `json:"extracts,omitempty"`
	DOI         string       `json:"doi,omitempty"`
	ISBN        string       `json:"isbn,omitempty"`
	Volume      string       `json:"volume,omitempty"`
	Issue       string       `json:"issue,omitempty"`
	Pages       string       `json:"pages,omitempty"`
	Text        string       `json:"text,omitempty"`
	Annotations []string     `json:"annotations,omitempty" jsonschema_description:"That use it, as briefing/annotation."`
	Corrections []Correction `json:"corrections,omitempty"`
	Formerly    []string     `json:"formerly,omitempty"`
	Extras      []Extra      `json:"extras,omitempty"`
}

// Retraction says that the publisher took a source back.
type Retraction struct {
	Date   Date   `json:"date,omitempty"`
	Reason string `json:"reason"`
}

// Extract is words of a source, as they stand there.
type Extract struct {
	Place        string `json:"place,omitempty"`
	Words        string `json:"words"`
	Language     string `json:"language,omitempty" jsonschema_description:"If it is not that of the site."`
	Translation  string `json:"translation,omitempty"`
	TranslatedBy string `json:"translated_by,omitempty"`
}

func source(s *graph.Source) Source {
	v := Source{
		ID: s.ID, Path: s.Path, Title: s.Title.Value, Type: s.Type.Value, Authors: parties(s.By), Publisher: s.Publisher.Value, Container: s.Container.Value,
		Date: date(s.Date), URL: s.URL.Value, Archived: s.Archived.Value, Accessed: date(s.Accessed), Dead: date(s.Dead), Nature: s.Nature, Access: s.Access,
		Seen: s.Seen, BasedOn: ids(s.Origins, sourceID), Extracts: extracts(s.Extracts), DOI: s.DOI.Value, ISBN: s.ISBN.Value, Volume: s.Volume.Value,
		Issue: s.Issue.Value, Pages: s.Pages.Value, Text: s.Body.Text(), Annotations: ids(s.Annotations(), (*graph.Annotation).ClaimID),
		Corrections: corrections(s.Head), Formerly: texts(s.Formerly), Extras: extras(s.Head),
	}
	if s.Retracted != nil {
		v.Retracted = &Retraction{date(s.Retracted.Date), s.Retracted.Reason.Value}
	}
	return v
}

func extract(x content.Extract) Extract {
	return Extract{x.Place.Value, x.Words.Value, x.Lang.Value, x.Translation.Value, x.TranslatedBy.Value}
}

func extracts(all []content.Extract) []Extract {
	var list []Extract
	for _, x := range all {
		list = append(list, extract(x))
	}
	return list
}
