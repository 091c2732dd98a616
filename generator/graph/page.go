package graph

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/diag"
)

// PageKind is what a page shows.
type PageKind string

const (
	HomePage          PageKind = "home"
	BriefingsPage     PageKind = "briefings"
	TopicPage         PageKind = "topic" // the briefings of a topic
	BriefingPage      PageKind = "briefing"
	RelationsPage     PageKind = "relations" // of a briefing
	BriefingSources   PageKind = "briefing-sources"
	AnnotationPage    PageKind = "annotation"
	ClaimsPage        PageKind = "claims"   // all, by assessment
	StandingPage      PageKind = "standing" // those of one standing
	ClaimsCountryPage PageKind = "claims-by-country"
	CountriesPage     PageKind = "countries"
	CountryPage       PageKind = "country"
	ExpertsPage       PageKind = "experts"
	ExpertPage        PageKind = "expert"
	SourcesPage       PageKind = "sources"
	SourcePage        PageKind = "source"
	TimelinePage      PageKind = "timeline"
	CorrectionsPage   PageKind = "corrections"
	MethodPage        PageKind = "method"
	DataPage          PageKind = "data"
	SearchPage        PageKind = "search"
	NotFoundPage      PageKind = "404"
	FurtherPage       PageKind = "page" // from content/pages/
)

// Page is a page of the site. Subject is the *Briefing, *Topic, *Annotation, *Country,
// *Expert, *Source, *content.Page, or the standing, that it shows; nil for an
// index. Long lists are shown on several pages: Part counts from 1 to Parts.
type Page struct {
	Path        string
	Kind        PageKind
	Subject     any
	Part, Parts int
}

// PerPart is the greatest number of list entries on one page.
const PerPart = 200

// Redirect is a page at an old address.
type Redirect struct {
	Path string // old
	To   string // path of the page
}

// Window returns what this part shows of a list.
func Window[T any](p Page, list []T) []T {
	start := min((p.Part-1)*PerPart, len(list))
	return list[start:min(start+PerPart, len(list))]
}

// PartPath returns the path of a part of a list that begins at path.
func PartPath(path string, part int) string {
	if part == 1 {
		return path
	}
	return fmt.Sprintf("%s-%d.html", strings.TrimSuffix(path, ".html"), part)
}

// reach drops the countries, experts and sources that nothing on the site uses,
// and sorts the rest. Words of a draft must not leak through its sources.
func (c *connector) reach() {
	for _, b := range c.site.Briefings {
		c.reachBriefing(b)
	}
	c.reachPublished()
	for _, k := range c.country {
		if k.isUsed() {
			for _, e := range k.Events {
				c.reachSources(e.Sources...)
			}
		}
	}
	for _, k := range c.country {
		if k.isUsed() {
			c.site.Countries = append(c.site.Countries, k)
		}
	}
	for _, e := range c.experts {
		if e.reached {
			c.site.Experts = append(c.site.Experts, e)
		}
	}
	for _, s := range c.sources {
		if s.reached {
			c.site.Sources = append(c.site.Sources, s)
		}
	}
	c.sortReached()
}

// reachPublished marks what has a page already: readers may have kept its address.
func (c *connector) reachPublished() {
	if c.options.Published == nil {
		return
	}
	for _, s := range c.sources {
		if c.options.Published(s.Path) {
			c.reachSources(s)
		}
	}
	for _, e := range c.experts {
		if c.options.Published(e.Path) {
			c.reachExperts(Party{Expert: e})
		}
	}
}

func (c *connector) reachBriefing(b *Briefing) {
	for _, m := range b.Mentions {
		c.reachExperts(Party{Expert: m.Expert})
	}
	c.reachExperts(b.Authors...)
	for _, e := range b.Events {
		c.reachSources(e.Sources...)
	}
	for _, a := range b.Annotations {
		c.reachSources(a.Sources()...)
		c.reachExperts(a.Claimant)
		for _, v := range a.AllVoices() {
			c.reachExperts(v.By)
		}
	}
}

// reachSources marks sources, what they rest on, and their authors.
func (c *connector) reachSources(sources ...*Source) {
	for _, s := range sources {
		if s == nil || s.reached {
			continue
		}
		s.reached = true
		c.reachSources(s.Origins...)
		c.reachExperts(s.By...)
	}
}

func (c *connector) reachExperts(parties ...Party) {
	for _, p := range parties {
		if p.Expert == nil || p.Expert.reached {
			continue
		}
		p.Expert.reached = true
		for _, k := range p.Expert.Countries {
			k.Experts = append(k.Experts, p.Expert)
		}
		for _, post := range p.Expert.Posts {
			c.reachSources(post.From)
		}
		for _, i := range p.Expert.Interests {
			c.reachSources(i.In)
		}
	}
}

// sortReached puts everything into the order in which it is shown, and drops
// links to what is not on the site.
func (c *connector) sortReached() {
	slices.SortFunc(c.site.Countries, byName)
	slices.SortFunc(c.site.Sources, byTitle)
	slices.SortFunc(c.site.Experts, byLastName)
	for _, s := range c.site.Sources {
		s.Resting = slices.DeleteFunc(s.Resting, func(o *Source) bool { return !o.reached })
		slices.SortFunc(s.Resting, byTitle)
	}
	for _, e := range c.site.Experts {
		e.Sources = slices.DeleteFunc(e.Sources, func(o *Source) bool { return !o.reached })
		slices.SortFunc(e.Sources, func(a, b *Source) int { return byDate(a.Date.From, b.Date.From, byTitle(a, b)) })
	}
	for _, k := range c.site.Countries {
		slices.SortFunc(k.Experts, byLastName)
		slices.SortStableFunc(k.Events, byWhen)
	}
}

// pages lists every page and reports two that would have the same path.
func (c *connector) pages(further []*content.Page) {
	s := c.site
	c.list(BriefingsPage, "briefings/index.html", nil, len(s.Briefings))
	for _, t := range s.Topics {
		c.list(TopicPage, t.Path, t, len(t.Briefings))
	}
	for _, b := range s.Briefings {
		c.page(BriefingPage, b.Path, b)
		if b.HasRelations() {
			c.page(RelationsPage, b.RelationsPath(), b)
		}
		if b.HasSourceList() {
			c.page(BriefingSources, b.SourcesPath(), b)
		}
		for _, a := range slices.Concat(b.Annotations, b.Withdrawn) {
			c.page(AnnotationPage, a.Path, a)
		}
	}
	c.claims()
	c.list(CountriesPage, "countries/index.html", nil, 0)
	for _, k := range s.Countries {
		c.list(CountryPage, k.Path, k, max(len(k.Annotations), len(k.Briefings), len(k.Events), len(k.Experts), len(k.Mentions)))
	}
	c.list(ExpertsPage, "experts/index.html", nil, len(s.Experts))
	for _, e := range s.Experts {
		c.list(ExpertPage, e.Path, e, max(len(e.Voices), len(e.Claims), len(e.Sources), len(e.Briefings), len(e.Mentions)))
	}
	c.list(SourcesPage, "sources/index.html", nil, len(s.Sources))
	for _, o := range s.Sources {
		c.list(SourcePage, o.Path, o, max(len(o.Uses), len(o.Voices)))
	}
	c.list(TimelinePage, "timeline.html", nil, len(s.Events))
	c.list(CorrectionsPage, "corrections.html", nil, len(s.Corrections))
	for _, k := range []PageKind{MethodPage, DataPage, SearchPage, NotFoundPage} {
		c.page(k, string(k)+".html", nil)
	}
	c.page(HomePage, "index.html", nil)
	for _, p := range further {
		c.page(FurtherPage, p.ID+".html", p)
	}
	slices.SortStableFunc(s.Pages, func(a, b Page) int { return cmp.Compare(a.Path, b.Path) })
	c.redirects()
	c.collisions()
}

// claims lists the pages that index annotations.
func (c *connector) claims() {
	c.page(ClaimsPage, "claims/index.html", nil)
	c.page(ClaimsCountryPage, "claims/by-country.html", nil)
	for _, count := range Tally(c.site.Annotations) {
		c.list(StandingPage, "claims/"+count.Standing+".html", count, len(count.Of))
	}
}

func (c *connector) page(k PageKind, path string, subject any) {
	c.list(k, path, subject, 0)
}

// list adds the pages of a list with a number of entries, at least one page.
func (c *connector) list(k PageKind, path string, subject any, entries int) {
	parts := max(1, (entries+PerPart-1)/PerPart)
	for part := range parts {
		c.site.Pages = append(c.site.Pages, Page{PartPath(path, part+1), k, subject, part + 1, parts})
	}
}

// redirects lists the old addresses of everything that moved. An annotation moves
// with its briefing too.
func (c *connector) redirects() {
	add := func(to string, formerly []content.Text, old func(id string) string) {
		for _, t := range formerly {
			c.site.Redirects = append(c.site.Redirects, Redirect{old(t.Value), to})
		}
	}
	for _, b := range c.site.Briefings {
		add(b.Path, b.Formerly, func(id string) string { return "briefings/" + id + "/index.html" })
		for _, a := range slices.Concat(b.Annotations, b.Withdrawn) {
			add(a.Path, b.Formerly, func(id string) string { return "briefings/" + id + "/" + a.ID + ".html" })
			for _, folder := range append([]content.Text{{Value: b.ID}}, b.Formerly...) {
				add(a.Path, a.Formerly, func(id string) string { return "briefings/" + folder.Value + "/" + id + ".html" })
			}
		}
	}
	for _, s := range c.site.Sources {
		add(s.Path, s.Formerly, func(id string) string { return "sources/" + id + ".html" })
	}
	for _, e := range c.site.Experts {
		add(e.Path, e.Formerly, func(id string) string { return "experts/" + id + ".html" })
	}
	for _, p := range c.site.Library.Pages {
		add(p.ID+".html", p.Formerly, func(id string) string { return id + ".html" })
	}
}

// collisions reports pages that would be published at one path. That two records claim
// one old address is for the checks, which look at what is not on the site too.
func (c *connector) collisions() {
	taken := map[string]Page{}
	for _, p := range c.site.Pages {
		if first, twice := taken[p.Path]; twice {
			c.report(collision(first, p))
		}
		taken[p.Path] = p
	}
	for _, r := range c.site.Redirects {
		if p, twice := taken[r.Path]; twice {
			c.report(collision(Page{Path: r.Path}, p))
		}
	}
}

func collision(a, b Page) diag.Diagnostic {
	h := head(b.Subject)
	if h == nil {
		h = head(a.Subject)
	}
	if h == nil {
		h = &content.Head{File: &diag.File{Name: "content"}}
	}
	return h.Error("path-taken", content.At{}, "another page is published at %s", a.Path).
		WithHint("rename one of the two files, or delete the old id from formerly")
}

// head returns what the subject of a page shares with every file; nil for an
// index.
func head(subject any) *content.Head {
	switch s := subject.(type) {
	case *Briefing:
		return &s.Head
	case *Annotation:
		return &s.Head
	case *Source:
		return &s.Head
	case *Expert:
		return &s.Head
	case *content.Page:
		return &s.Head
	}
	return nil
}
