package lookup

import (
	"encoding/json"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// Page is what a page says of itself. Any field may be empty.
type Page struct {
	Title     string
	Type      string // news, article, report, post, video, dataset, or empty
	Publisher string
	Authors   []string
	Date      string // 2026-03-14, 2026-03 or 2026
}

// names are the names of meta elements for each field, the best first. They are
// those of Highwire Press (https://scholar.google.com/intl/en/scholar/inclusion.html),
// Open Graph (https://ogp.me/), Dublin Core, and common custom.
var names = map[string][]string{
	"title":     {"citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title", "parsely-title"},
	"publisher": {"citation_journal_title", "citation_publisher", "og:site_name", "dc.publisher", "dcterms.publisher", "application-name"},
	"authors":   {"citation_author", "article:author", "dc.creator", "dcterms.creator", "author", "parsely-author", "byl"},
	"date": {"citation_publication_date", "citation_date", "article:published_time", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
		"date", "pubdate", "parsely-pub-date", "datepublished", "sailthru.date"},
	"type": {"og:type"},
}

// parse reads the head of a page.
func parse(r io.Reader, kind string) (Page, error) {
	text, err := charset.NewReader(r, kind)
	if err != nil {
		return Page{}, nil // an empty page says nothing
	}
	h := head{meta: map[string][]string{}}
	h.read(html.NewTokenizer(text))
	return h.page(), nil
}

// head is what stands in a page about it.
type head struct {
	title string
	meta  map[string][]string // by name or property, in lower case
	data  []thing
}

// mostMeta is how many meta elements are looked at.
const mostMeta = 500

func (h *head) read(z *html.Tokenizer) {
	for n := 0; n < mostMeta; {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch t.DataAtom {
			case atom.Meta:
				n++
				h.add(t)
			case atom.Title:
				if h.title == "" && z.Next() == html.TextToken {
					h.title = flat(string(z.Text()))
				}
			case atom.Script:
				if attribute(t, "type") == "application/ld+json" && z.Next() == html.TextToken {
					n++
					h.data = append(h.data, things(z.Text())...)
				}
			}
		}
	}
}

func (h *head) add(t html.Token) {
	name := strings.ToLower(attribute(t, "name"))
	for _, key := range []string{"property", "itemprop"} {
		if name == "" {
			name = strings.ToLower(attribute(t, key))
		}
	}
	if value := flat(attribute(t, "content")); name != "" && value != "" {
		h.meta[name] = append(h.meta[name], value)
	}
}

func attribute(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// page weighs what was found: what the page says for machines first.
func (h *head) page() Page {
	p := Page{Title: h.first("title"), Publisher: h.first("publisher"), Authors: h.all("authors"), Date: day(h.first("date")), Type: typeOf(h.first("type"))}
	if len(h.meta["citation_title"]) > 0 {
		p.Type = "article"
	}
	for _, t := range h.data {
		t.fill(&p)
	}
	if p.Title == "" {
		p.Title = h.title
	}
	p.Title = withoutName(clipped(p.Title), p.Publisher)
	p.Publisher = clipped(p.Publisher)
	p.Authors = slices.DeleteFunc(p.Authors, func(a string) bool { return strings.Contains(a, "://") || a == p.Publisher })
	for i := range p.Authors {
		p.Authors[i] = inOrder(clipped(p.Authors[i]))
	}
	if len(p.Authors) > 12 {
		p.Authors = p.Authors[:12]
	}
	return p
}

func (h *head) first(field string) string {
	if all := h.all(field); len(all) > 0 {
		return all[0]
	}
	return ""
}

func (h *head) all(field string) []string {
	for _, name := range names[field] {
		if values := h.meta[name]; len(values) > 0 {
			return slices.Clone(values)
		}
	}
	return nil
}

// withoutName cuts the name of the site off the end of a title.
func withoutName(title, site string) string {
	for _, between := range []string{" | ", " - ", " – ", " — ", " · "} {
		if rest, ok := strings.CutSuffix(title, between+site); ok && site != "" {
			return rest
		}
	}
	return title
}

// inOrder puts "Last, First" the other way round.
func inOrder(name string) string {
	last, first, ok := strings.Cut(name, ", ")
	if !ok || strings.Contains(first, ",") || len(strings.Fields(first)) > 3 {
		return name
	}
	return first + " " + last
}

var dayForm = regexp.MustCompile(`^(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?|^(\d{4})$`)

// day is a date in the form of the content; empty for anything else.
func day(s string) string {
	m := dayForm.FindStringSubmatch(s)
	switch {
	case m == nil:
		return ""
	case m[4] != "":
		return m[4]
	case m[3] == "":
		return m[1] + "-" + two(m[2])
	}
	return m[1] + "-" + two(m[2]) + "-" + two(m[3])
}

func two(digits string) string {
	if len(digits) == 1 {
		return "0" + digits
	}
	return digits
}

func typeOf(s string) string {
	s = strings.ToLower(s)
	for _, t := range []struct{ part, is string }{
		{"newsarticle", "news"}, {"reportage", "news"}, {"opinion", "article"}, {"scholarly", "article"}, {"dataset", "dataset"}, {"video", "video"}, {"report", "report"},
		{"blogposting", "post"}, {"socialmedia", "post"}, {"article", "article"},
	} {
		if strings.Contains(s, t.part) {
			return t.is
		}
	}
	return ""
}

// thing is an object of JSON-LD, as far as it is looked at.
type thing map[string]json.RawMessage

// things are the objects of a script of JSON-LD.
func things(text []byte) []thing {
	var one thing
	var many []thing
	if json.Unmarshal(text, &one) == nil {
		many = []thing{one}
		var graph []thing
		if json.Unmarshal(one["@graph"], &graph) == nil {
			many = append(many, graph...)
		}
		return many
	}
	if json.Unmarshal(text, &many) != nil {
		return nil
	}
	return many
}

// fill adds what an object says, if it is the page and not something on it.
func (t thing) fill(p *Page) {
	kind := typeOf(strings.Join(words(t["@type"], 0), " "))
	if kind == "" {
		return
	}
	if p.Type == "" || p.Type == "article" && kind == "news" {
		p.Type = kind
	}
	if v := words(t["headline"], 0); p.Title == "" && len(v) > 0 {
		p.Title = flat(html.UnescapeString(v[0]))
	}
	if v := words(t["publisher"], 0); p.Publisher == "" && len(v) > 0 {
		p.Publisher = flat(v[0])
	}
	if v := words(t["author"], 0); len(v) > 0 && (len(p.Authors) == 0 || isURL(p.Authors[0])) {
		p.Authors = v
	}
	if v := words(t["datePublished"], 0); p.Date == "" && len(v) > 0 {
		p.Date = day(v[0])
	}
}

func isURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != ""
}

// deepest is how far values are looked into.
const deepest = 3

// words are the texts of a value: itself, its name, or those of its items.
func words(v json.RawMessage, depth int) []string {
	var s string
	if json.Unmarshal(v, &s) == nil && s != "" {
		return []string{s}
	}
	if depth == deepest {
		return nil
	}
	var t thing
	if json.Unmarshal(v, &t) == nil {
		return words(t["name"], depth+1)
	}
	var list []json.RawMessage
	var all []string
	if json.Unmarshal(v, &list) == nil {
		for _, item := range list[:min(len(list), 20)] {
			all = append(all, words(item, depth+1)...)
		}
	}
	return all
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// clipped is a text of a length that a field may have.
func clipped(s string) string {
	if r := []rune(s); len(r) > 300 {
		return string(r[:299]) + "…"
	}
	return s
}
