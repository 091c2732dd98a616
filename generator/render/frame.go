package render

import (
	"bytes"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"briefing/generator/graph"
)

// Frame is what every page has around its own matter.
type Frame struct {
	Lang        string
	Title       string // of the page; empty on the home page
	SiteTitle   string
	Description string
	Canonical   string        // absolute address; empty if the site has none
	Card        string        // absolute address of the picture for links to the page; empty if there is none
	OpenType    string        // what social networks call the kind of page: "article", "profile", "website"
	Tags        []Tag         // for reference managers
	Linked      template.HTML // the page's matter as linked data; empty for most indexes
	Feeds       []FeedLink    // to feeds of what the page shows; none if the site has no address
	Sheet       string
	Own         string // style sheet of this kind of page; empty for most
	Unscripted  string // style sheet for readers without scripts; empty for most
	Script      string
	Icon        string
	Masthead    template.HTML
	Foot        template.HTML
	Contact     string // mail address for reports of mistakes
	Extras      []Extra
}

// Extra is a field of the author's own, whose key begins with x_: of the file that
// the page is about, else of site.yaml. No built-in template shows it.
type Extra struct {
	Key    string
	Values []string
}

// Tag is a meta element.
type Tag struct{ Name, Content string }

// MastheadView is what stands above every page.
type MastheadView struct {
	SiteTitle string
	Home      string
	Nav       []NavLink
	Search    string // address of the search page; empty there
}

// NavLink is an entry of the menu.
type NavLink struct {
	Link
	IsHere bool
}

// FootView is what stands below every page.
type FootView struct {
	Links     []Link
	Publisher string
	License   string
	Contact   string
}

// surround keeps what stands around the pages of one depth.
type surround struct {
	mastheads [len(menu) + 2]fragment // by the entry of the menu that a page belongs to; behind them for none, and the search page
	foot      fragment
}

const (
	mastheadTemplate = "part/masthead.html"
	footTemplate     = "part/foot.html"
)

// Link is a link with its words. An empty Href is no link, only words.
type Link struct{ Text, Href string }

// frame makes a Frame and knows the way from its page to others.
type frame struct {
	Frame
	root    string // from the page to the root of the site: "", "../", "../../"
	path    string
	part    int               // of a long list, from 1
	editors map[string]string // names by key
}

// href is the address of a path of the site, seen from the page.
func (f *frame) href(path string) string { return f.root + path }

// entry is an entry of the menu.
type entry struct{ text, path string }

// menu is what can be reached from every page. Do not change.
var menu = [...]entry{
	{"Briefings", "briefings/index.html"},
	{"Claims", "claims/index.html"},
	{"Countries", "countries/index.html"},
	{"Experts", "experts/index.html"},
	{"Sources", "sources/index.html"},
	{"Timeline", "timeline.html"},
}

// holds reports whether a page belongs to an entry: it is in its folder, or is a
// part of its list.
func (e entry) holds(p graph.Page) bool {
	if folder := path.Dir(e.path); folder != "." {
		return strings.HasPrefix(p.Path, folder+"/")
	}
	return p.Path == graph.PartPath(e.path, max(1, p.Part))
}

func (r *Renderer) frame(p graph.Page) *frame {
	s := r.site.Settings
	f := r.at(strings.Count(p.Path, "/"))
	f.path, f.part = p.Path, p.Part
	if p.Kind == graph.NotFoundPage && s.URL != "" {
		// A server shows this page at any address, so its links cannot be relative.
		f.root = s.URL
	}
	f.Frame = Frame{Lang: s.Language, SiteTitle: s.Title.Value, Sheet: f.href(r.sheet), Script: f.href(r.script), Icon: f.href("icon.svg"), Contact: s.Contact.Value}
	if own := r.ownSheet(p.Kind); own != "" {
		f.Own = f.href(own)
	}
	if s.URL != "" {
		f.Canonical = s.URL + strings.TrimSuffix(p.Path, "index.html")
	}
	around := &r.surrounds[strings.Count(p.Path, "/")]
	if strings.Contains(f.root, ":") {
		around = &surround{} // its links are like those of no other page
	}
	here := slices.IndexFunc(menu[:], func(m entry) bool { return m.holds(p) })
	kept := &around.mastheads[len(menu)]
	switch {
	case here >= 0:
		kept = &around.mastheads[here]
	case p.Kind == graph.SearchPage:
		kept = &around.mastheads[len(menu)+1]
	}
	f.Masthead = r.fragment(kept, mastheadTemplate, func() any {
		v := r.masthead(f, here)
		if p.Kind != graph.SearchPage {
			v.Search = f.href(searchName)
		}
		return v
	})
	f.Foot = r.fragment(&around.foot, footTemplate, func() any { return r.foot(f) })
	return f
}

func (r *Renderer) masthead(f *frame, here int) MastheadView {
	v := MastheadView{SiteTitle: r.site.Settings.Title.Value, Home: f.href("index.html")}
	for i, m := range menu {
		v.Nav = append(v.Nav, NavLink{Link{m.text, f.href(m.path)}, i == here})
	}
	return v
}

func (r *Renderer) foot(f *frame) FootView {
	s := r.site.Settings
	v := FootView{
		Publisher: s.Publisher.Value, License: s.License.Value, Contact: s.Contact.Value,
		Links: []Link{{"Method", f.href("method.html")}, {"Corrections", f.href("corrections.html")}, {"Data", f.href("data.html")}},
	}
	for _, own := range r.site.Library.Pages {
		v.Links = append(v.Links, Link{own.Title.Value, f.href(own.ID + ".html")})
	}
	return v
}

// at is a frame without content, for fragments that are shown on pages of one
// depth.
func (r *Renderer) at(depth int) *frame {
	return &frame{root: strings.Repeat("../", depth), editors: r.editors}
}

// Pager leads through the parts of a long list. It is empty if there is one part.
type Pager struct {
	Part, Parts    int
	Previous, Next string // empty at an end
}

// pager makes the pager of a list whose first part is at path, and returns the
// range of entries that this part shows.
func (f *frame) pager(p graph.Page, first string, entries int) (pager Pager, start, stop int) {
	return f.parts(p, first, entries, graph.PerPart)
}

// parts is a pager with a number of entries on each page.
func (f *frame) parts(p graph.Page, first string, entries, each int) (pager Pager, start, stop int) {
	start = (p.Part - 1) * each
	stop = min(start+each, entries)
	if p.Parts < 2 {
		return Pager{}, 0, entries
	}
	pager = Pager{Part: p.Part, Parts: p.Parts}
	if p.Part > 1 {
		pager.Previous = f.href(graph.PartPath(first, p.Part-1))
	}
	if p.Part < p.Parts {
		pager.Next = f.href(graph.PartPath(first, p.Part+1))
	}
	return pager, start, stop
}

// titled sets the title of the page and its description for search engines.
func (f *frame) titled(title, description string) Frame {
	if f.part > 1 {
		title = fmt.Sprintf("%s, part %d", title, f.part)
	}
	f.Title, f.Description = title, shorten(description, 200)
	return f.Frame
}

// shorten cuts a text at a word so that it has at most n characters.
func shorten(s string, n int) string {
	cut := 0 // in bytes
	if len(s) > n && utf8.RuneCountInString(s) > n {
		for range n - 1 {
			_, size := utf8.DecodeRuneInString(s[cut:])
			cut += size
		}
		s = s[:cut]
		if i := strings.LastIndexByte(s, ' '); i > n/2 {
			s = s[:i]
		}
		return strings.TrimRight(s, " ,;:–—-") + "…"
	}
	return s
}

const redirectTemplate = "redirect.html"

// RedirectView is the page at an old address.
type RedirectView struct{ Lang, To, Canonical string }

func (r *Renderer) redirect(b *bytes.Buffer, d graph.Redirect) error {
	v := RedirectView{Lang: r.site.Settings.Language, To: r.at(strings.Count(d.Path, "/")).href(d.To)}
	if r.site.Settings.URL != "" {
		v.Canonical = r.site.Settings.URL + d.To
	}
	return r.execute(b, redirectTemplate, v)
}

// plural is "1 source" or "3 sources"; irregular plurals are given.
func plural(n int, one string, many ...string) string {
	switch {
	case n == 1:
		return "1 " + one
	case len(many) > 0:
		return fmt.Sprintf("%d %s", n, many[0])
	}
	return fmt.Sprintf("%d %ss", n, one)
}
