package render

import (
	"bytes"
	"strconv"

	"briefing/generator/dataset"
	"briefing/generator/graph"
	"briefing/generator/jsonld"
)

// DataView lists what there is for programs.
type DataView struct {
	Frame
	Index   string // address of the file that lists the others
	License Link
	Files   []DataFile
	Managed []Link // every source, for reference managers
	News    []FeedLink
}

// DataFile is a file with the data of the whole site.
type DataFile struct {
	Link
	What   string
	Count  string
	Schema string // address; empty for a table
}

func (r *Renderer) data(f *frame, _ graph.Page) any {
	v := DataView{
		Frame: f.titled("Data", "Claims, assessments, evidence, sources and experts of this site as files for programs, with their schemas."),
		Index: f.href(dataset.Folder + "index.json"), License: license(r.site.Settings),
	}
	for _, file := range dataset.Listed(r.site) {
		d := DataFile{Link: Link{file.Path, f.href(file.Path)}, What: file.What, Count: strconv.Itoa(file.Count)}
		if file.Schema != "" {
			d.Schema = f.href(file.Schema)
		}
		v.Files = append(v.Files, d)
	}
	for _, n := range r.siteNews() {
		v.News = append(v.News, n.links(f)...)
	}
	if len(r.site.Sources) > 0 {
		v.Managed = bibliographyLinks(f, sitesSources)
	}
	return v
}

// dataFiles lists the files with data.
func (r *Renderer) dataFiles() []Page {
	var pages []Page
	for _, f := range dataset.Files(r.site) {
		pages = append(pages, Page{f.Path, f.Write})
	}
	for _, b := range r.site.Briefings {
		if len(b.Annotations) > 0 {
			pages = append(pages, Page{jsonld.AnnotationsPath(b), func(out *bytes.Buffer) error {
				jsonld.WriteAnnotations(out, r.site, b)
				return nil
			}})
		}
	}
	return pages
}
