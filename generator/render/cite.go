package render

import (
	"html/template"
	"net/url"
	"path"
	"slices"
	"strings"

	"briefing/generator/biblio"
	"briefing/generator/dataset"
	"briefing/generator/graph"
	"briefing/generator/jsonld"
)

// scriptName is where the script of every page is published.
const scriptName = "js/page.js"

// CiteView is what a reader takes away of a page: a citation, links, and files for
// reference managers.
type CiteView struct {
	Text  string
	Page  string        // address of the page, as a link to itself
	Words string        // address of the words in the article; empty if there are none
	Bib   string        // an entry for BibTeX; empty for a whole article
	Files []Link        // the sources of an article, in the forms of reference managers
	Data  []Link        // an article with its annotations, for programs
	Own   template.HTML // links that hold the source in the forms of reference managers
}

// citeBriefing cites an article.
func citeBriefing(f *frame, b *graph.Briefing) CiteView {
	var authors []string
	for _, p := range b.Authors {
		authors = append(authors, p.Name)
	}
	v := CiteView{Text: citation(strings.Join(authors, ", "), b.Title.Value, f.SiteTitle, when(b.Date).Words, f.Canonical), Page: "index.html"}
	v.Data = []Link{{"JSON", f.href(dataset.BriefingPath(b))}}
	if len(b.Annotations) > 0 {
		v.Data = append(v.Data, Link{"W3C Web Annotations", f.href(jsonld.AnnotationsPath(b))})
	}
	if len(b.Sources) > 0 {
		v.Files = bibliographyLinks(f, sourcesOf(b))
	}
	return v
}

// citeAnnotation cites a note, and leads to the words that it is about.
func citeAnnotation(f *frame, a *graph.Annotation) CiteView {
	v := CiteView{
		Text: citation(a.By, a.Claim, "“"+a.Briefing.Title.Value+"”, "+f.SiteTitle, when(a.CheckedOn).Words, f.Canonical),
		Page: a.ID + ".html",
	}
	v.Bib = strings.TrimSpace(string(biblio.BibTeX([]biblio.Item{annotationItem(f, a)})))
	if len(a.Passages) == 1 {
		v.Words = "./index.html#:~:text=" + textFragment(a.Words)
	}
	return v
}

func citation(by, title, in, date, address string) string {
	if in != "" && date != "" {
		in += ", "
	}
	stop := "."
	if strings.HasSuffix(title, "?") || strings.HasSuffix(title, "!") || strings.HasSuffix(title, "…") {
		stop = "" // it ends its sentence by itself
	}
	parts := []string{strings.TrimSuffix(by, ".") + ".", "“" + strings.TrimSuffix(title, ".") + stop + "”"}
	if in+date != "" {
		parts = append(parts, in+date+".")
	}
	if by == "" {
		parts = parts[1:]
	}
	if address != "" {
		parts = append(parts, address)
	}
	return strings.Join(parts, " ")
}

// citeSource cites a document as the briefings do. Its address is that of the
// document.
func citeSource(f *frame, s *graph.Source) CiteView {
	in := s.Container.Value
	if in == "" {
		in = s.Publisher.Value
	}
	var authors []string
	for _, p := range s.By {
		authors = append(authors, p.Name)
	}
	parts := []string{in, detail(s), when(s.Date).Words}
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	by := strings.Join(authors, ", ")
	if by == "" {
		by = s.Issuer()
	}
	own, err := ownBibliography(s)
	if err != nil {
		panic(failure{err})
	}
	return CiteView{Text: citation(by, s.Title.Value, strings.Join(parts, ", "), "", s.URL.Value), Page: path.Base(s.Path), Own: own}
}

// wholeFragment is the greatest number of words that a text fragment spells out;
// of more it names the first and last few.
const (
	wholeFragment = 12
	edgeFragment  = 5
)

// textFragment is the directive that finds words on a page
// (https://wicg.github.io/scroll-to-text-fragment/), percent-encoded.
func textFragment(words string) string {
	fields := strings.Fields(words)
	if len(fields) <= wholeFragment {
		return encoded(words)
	}
	return encoded(strings.Join(fields[:edgeFragment], " ")) + "," + encoded(strings.Join(fields[len(fields)-edgeFragment:], " "))
}

// encoded escapes what has a meaning in a text fragment: the hyphen, the comma and
// the ampersand.
func encoded(words string) string { return fragmentSigns.Replace(url.PathEscape(words)) }

var fragmentSigns = strings.NewReplacer("-", "%2D", ",", "%2C", "&", "%26")
