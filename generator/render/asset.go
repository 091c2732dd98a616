package render

import (
	"bytes"
	"html/template"
	"io/fs"
	"path"
	"slices"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"

	"briefing/generator/graph"
)

// minifier makes style sheets and scripts shorter by what readers do not need:
// comments, white space, long names of variables. The style sheet and the script of
// every page are 1.3 KB less together (gzip).
var minifier = func() *minify.M {
	m := minify.New()
	m.AddFunc(".css", css.Minify)
	m.AddFunc(".js", js.Minify)
	return m
}()

// holding are files that are published behind another in one file, so that a page asks
// for one less: the script of the search page holds that of every page. Do not change.
var holding = map[string]string{searchScript: scriptName, webSheetName: listSheetName}

// published returns the bytes at which a static file is published.
func published(static fs.FS, name string) ([]byte, error) {
	text, err := fs.ReadFile(static, name)
	if before, isHolding := holding[name]; err == nil && isHolding {
		var first []byte
		first, err = fs.ReadFile(static, before)
		text = slices.Concat(first, []byte("\n"), text)
	}
	return short(name, text), err
}

// short is a style sheet or script without what readers do not need. Any other
// file, and one that cannot be parsed, is left as it is.
func short(name string, text []byte) []byte {
	shorter, err := minifier.Bytes(path.Ext(name), text)
	if err != nil {
		return text
	}
	return shorter
}

// Style sheets of pages that are not briefings: what readers of a briefing do not need.
const (
	listSheetName  = "sheets/lists.css" // entries, tables and pictures
	claimSheetName = "sheets/claim.css"
)

// indexKinds are the kinds of page with entries, tables or pictures. Do not change.
var indexKinds = []graph.PageKind{
	graph.HomePage, graph.BriefingsPage, graph.TopicPage, graph.ClaimsPage, graph.StandingPage, graph.ClaimsCountryPage, graph.CountriesPage,
	graph.CountryPage, graph.ExpertsPage, graph.ExpertPage, graph.SourcesPage, graph.SourcePage, graph.TimelinePage, graph.MethodPage, graph.DataPage, graph.NotFoundPage,
}

// ownSheet is the address of the style sheet of a kind of page, from the root; empty for
// most. Pages of briefings and relations name theirs.
func (l *Look) ownSheet(kind graph.PageKind) string {
	switch {
	case kind == graph.AnnotationPage:
		return l.claimSheet
	case slices.Contains(indexKinds, kind):
		return l.listSheet
	}
	return ""
}

// codeSheetName is the style sheet of pages with code, which most pages have not.
const codeSheetName = "sheets/code.css"

// colorCode links the style sheet of code in the head of a page that begins at start,
// if the page shows code. Whether it does is known only when it is there: code may stand
// in any of the texts on it.
func colorCode(b *bytes.Buffer, start int, sheet string) {
	const shown, end = `<pre class="code"`, "</head>"
	page := b.Bytes()[start:]
	at := bytes.Index(page, []byte(end))
	if at < 0 || !bytes.Contains(page[at:], []byte(shown)) {
		return
	}
	link := `<link rel="stylesheet" href="` + template.HTMLEscapeString(sheet) + "\">\n"
	behind := bytes.Clone(page[at:])
	b.Truncate(start + at)
	b.WriteString(link)
	b.Write(behind)
}
