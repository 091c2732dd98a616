package render

import (
	"net/url"
	"strings"

	"briefing/generator/graph"
)

// scriptName is where the script of every page is published.
const scriptName = "js/page.js"

// CiteView is what a reader takes away of a page: a citation and links.
type CiteView struct {
	Text  string
	Page  string // address of the page, as a link to itself
	Words string // address of the words in the article; empty if there are none
}

// citeBriefing cites an article.
func citeBriefing(f *frame, b *graph.Briefing) CiteView {
	var authors []string
	for _, p := range b.Authors {
		authors = append(authors, p.Name)
	}
	return CiteView{Text: citation(strings.Join(authors, ", "), b.Title.Value, f.SiteTitle, when(b.Date).Words, f.Canonical), Page: "index.html"}
}

// citeAnnotation cites a note, and leads to the words that it is about.
func citeAnnotation(f *frame, a *graph.Annotation) CiteView {
	v := CiteView{
		Text: citation(a.By, a.Claim, "“"+a.Briefing.Title.Value+"”, "+f.SiteTitle, when(a.CheckedOn).Words, f.Canonical),
		Page: a.ID + ".html",
	}
	if len(a.Passages) == 1 {
		v.Words = "./index.html#:~:text=" + textFragment(a.Words)
	}
	return v
}

func citation(by, title, in, date, address string) string {
	stop := "."
	if strings.HasSuffix(title, "?") || strings.HasSuffix(title, "!") || strings.HasSuffix(title, "…") {
		stop = "" // it ends its sentence by itself
	}
	parts := []string{strings.TrimSuffix(by, ".") + ".", "“" + strings.TrimSuffix(title, ".") + stop + "”", in + ", " + date + "."}
	if by == "" {
		parts = parts[1:]
	}
	if address != "" {
		parts = append(parts, address)
	}
	return strings.Join(parts, " ")
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
func encoded(words string) string {
	return strings.NewReplacer("-", "%2D", ",", "%2C", "&", "%26").Replace(url.PathEscape(words))
}
