package render

import (
	"bytes"
	"html/template"
	"strings"

	"briefing/generator/biblio"
	"briefing/generator/content"
	"briefing/generator/graph"
)

// bibliographyForm is a form in which reference managers read sources.
type bibliographyForm struct {
	name, extension, media string
	write                  func([]biblio.Item) ([]byte, error)
}

// bibliographyForms begin with the one that loses least. Do not change.
var bibliographyForms = [...]bibliographyForm{
	{"CSL-JSON", ".csl.json", "application/vnd.citationstyles.csl+json", biblio.CSL},
	{"BibTeX", ".bib", "application/x-bibtex", func(items []biblio.Item) ([]byte, error) { return biblio.BibTeX(items), nil }},
	{"RIS", ".ris", "application/x-research-info-systems", func(items []biblio.Item) ([]byte, error) { return biblio.RIS(items), nil }},
}

// sitesSources is the path, without its extension, of the files with every source.
const sitesSources = "sources/sources"

// sourcesOf is the path, without its extension, of the files with the sources of a
// briefing.
func sourcesOf(b *graph.Briefing) string { return "briefings/" + b.ID + "/sources" }

// bibliographies lists the files for reference managers: the sources of each
// briefing, and of the site.
func (r *Renderer) bibliographies() []Page {
	var pages []Page
	add := func(path string, sources []*graph.Source) {
		for _, form := range bibliographyForms {
			pages = append(pages, Page{path + form.extension, func(b *bytes.Buffer) error {
				text, err := form.write(items(sources))
				b.Write(text)
				return err
			}})
		}
	}
	if len(r.site.Sources) > 0 {
		add(sitesSources, r.site.Sources)
	}
	for _, b := range r.site.Briefings {
		if !b.IsWithdrawn() && len(b.Sources) > 0 {
			add(sourcesOf(b), b.Sources)
		}
	}
	return pages
}

// bibliographyLinks lead to the files of a path.
func bibliographyLinks(f *frame, path string) []Link {
	links := make([]Link, len(bibliographyForms))
	for i, form := range bibliographyForms {
		links[i] = Link{form.name, f.href(path + form.extension)}
	}
	return links
}

// ownBibliography is a source in each form, inside of links: three more files for each
// source would be half of the files of a large site, and most are smaller than what the
// page around them takes.
func ownBibliography(s *graph.Source) (template.HTML, error) {
	var files []enclosedFile
	for _, form := range bibliographyForms {
		text, err := form.write([]biblio.Item{sourceItem(s)})
		if err != nil {
			return "", err
		}
		files = append(files, enclosedFile{form.name, s.ID + form.extension, form.media, text})
	}
	return enclosed(files), nil
}

func items(sources []*graph.Source) []biblio.Item {
	items := make([]biblio.Item, len(sources))
	for i, s := range sources {
		items[i] = sourceItem(s)
	}
	return items
}

// sourceItem is a source as reference managers have it.
func sourceItem(s *graph.Source) biblio.Item {
	i := biblio.Item{
		ID: s.ID, Type: s.Type.Value, Title: s.Title.Value, Publisher: s.Publisher.Value, Container: s.Container.Value,
		Issued: biblioDate(s.Date), Accessed: biblioDate(s.Accessed), URL: s.URL.Value, Archive: s.Archived.Value,
		DOI: s.DOI.Value, ISBN: s.ISBN.Value, Volume: s.Volume.Value, Issue: s.Issue.Value, Pages: s.Pages.Value, Language: s.Lang.Value,
	}
	for _, p := range s.By {
		i.Authors = append(i.Authors, author(p))
	}
	for _, raw := range s.CSL {
		i.Raw = append(i.Raw, biblio.Field{Key: raw.Key, Values: raw.Values})
	}
	return i
}

// annotationItem is a note as a document on the web.
func annotationItem(f *frame, a *graph.Annotation) biblio.Item {
	i := biblio.Item{
		ID: a.Briefing.ID + "-" + a.ID, Type: "web", Title: a.Claim, Container: a.Briefing.Title.Value, Publisher: f.SiteTitle,
		Issued: biblioDate(a.CheckedOn), URL: f.Canonical,
	}
	if a.By != "" {
		i.Authors = []biblio.Name{{Literal: a.By}}
	}
	return i
}

// author parts the name of a person at the last space. Of a name without a record
// nobody said whether it is that of a person.
func author(p graph.Party) biblio.Name {
	i := strings.LastIndexByte(p.Name, ' ')
	if p.Expert == nil || i < 0 {
		return biblio.Name{Literal: p.Name}
	}
	return biblio.Name{Given: p.Name[:i], Family: p.Name[i+1:]}
}

func biblioDate(d content.Date) biblio.Date {
	parts := func(d content.Day) [3]int { return [3]int{int(d.Year), int(d.Month), int(d.Day)} }
	return biblio.Date{From: parts(d.From), To: parts(d.To)}
}
