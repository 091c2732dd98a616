package render

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"briefing/generator/content"
	"briefing/generator/graph"
)

// HomeView is the front page.
type HomeView struct {
	Frame
	Newest    *BriefingEntry // nil on an empty site
	Key       []template.HTML
	Others    []BriefingEntry
	Changed   []CorrectionView
	Checked   []template.HTML // newest checks, where nothing was corrected
	Corrected Link            // to all corrections
	People    []Link          // experts of the newest briefing
	AllPeople Link
	Countries []CountryEntry
	All       Link     // to the list of all countries
	Map       *TileMap // nil without countries
	Tally     []Count
}

// BriefingEntry is a briefing in a list.
type BriefingEntry struct {
	Link
	ID        string // of the first of its year in a long list
	Summary   string
	Date      Time
	State     string
	Countries []Link
	Tally     []Count
}

// CountryEntry is a country in a list.
type CountryEntry struct {
	Link
	Tally    []Count
	Claims   int
	Mentions int // briefings that mention it
}

// mostOnHome bounds the lists of the front page.
const mostOnHome = 5

func (r *Renderer) home(f *frame, _ graph.Page) any {
	v := HomeView{Frame: f.titled("", r.site.Settings.Title.Value)}
	for i, b := range r.site.Briefings {
		entry := r.briefingEntry(f, b)
		switch {
		case i == 0:
			v.Newest, v.Key = &entry, r.rows(f, keyClaims(b)[:min(mostOnHome, len(keyClaims(b)))])
			for _, e := range b.Experts {
				v.People = append(v.People, Link{e.Name.Value, f.href(e.Path)})
			}
			if b.Summary.IsSet() {
				v.Frame.Description = shorten(b.Summary.Value, 200)
			}
		case i <= 2*mostOnHome:
			v.Others = append(v.Others, entry)
		}
	}
	for i, k := range r.site.Corrections {
		if i == mostOnHome {
			break
		}
		v.Changed = append(v.Changed, r.correction(f, k))
	}
	if v.Changed == nil {
		v.Checked = r.rows(f, r.newestChecks())
	}
	v.Corrected, v.AllPeople = Link{"All corrections", f.href("corrections.html")}, Link{"All experts", f.href("experts/index.html")}
	about := r.aboutCountries()
	for _, k := range about {
		v.Countries = append(v.Countries, r.countryEntry(f, k))
	}
	v.All = Link{"All countries", f.href("countries/index.html")}
	v.Map = r.tileMap(f, about, nil)
	v.Tally = r.standings(f)
	return v
}

// newestChecks are those with the latest day of the check. Of one day those of the
// newest briefing come first, in the order of its article.
func (r *Renderer) newestChecks() []*graph.Annotation {
	var newest []*graph.Annotation
	for _, a := range r.site.Annotations {
		if !a.IsCheck() || a.IsKey && a.Briefing == r.site.Briefings[0] {
			continue // key claims of the newest briefing stand beside
		}
		at := len(newest)
		for at > 0 && a.CheckedOn.To.Last().After(newest[at-1].CheckedOn.To.Last()) {
			at--
		}
		if at < mostOnHome {
			newest = slices.Insert(newest, at, a)
			newest = newest[:min(len(newest), mostOnHome)]
		}
	}
	return newest
}

// aboutCountries are those that annotations are about.
func (r *Renderer) aboutCountries() []*graph.Country {
	var about []*graph.Country
	for _, k := range r.site.Countries {
		if len(k.Annotations) > 0 {
			about = append(about, k)
		}
	}
	return about
}

// keyClaims are those that the editors gave weight to.
func keyClaims(b *graph.Briefing) []*graph.Annotation {
	var key []*graph.Annotation
	for _, a := range b.Annotations {
		if a.IsKey {
			key = append(key, a)
		}
	}
	return key
}

func (r *Renderer) briefingEntry(f *frame, b *graph.Briefing) BriefingEntry {
	e := BriefingEntry{
		Link: Link{b.Title.Value, f.href(b.Path)}, Summary: b.Summary.Value, Date: when(b.Date), Countries: countryLinks(f, b.About),
		Tally: r.labels.tally(b.Annotations, func(c graph.Count) string { return f.href(b.Path) + "#" + passageID(c.Of[0]) }),
	}
	if b.Status != content.Published {
		e.State = string(b.Status)
	}
	return e
}

func (r *Renderer) countryEntry(f *frame, k *graph.Country) CountryEntry {
	return CountryEntry{
		Link: Link{k.Name, f.href(k.Path)}, Claims: len(k.Annotations), Mentions: len(k.Mentions),
		Tally: r.labels.tally(k.Annotations, func(graph.Count) string { return f.href(k.Path) }),
	}
}

// standings counts the annotations of the site, each count a link to its list.
func (r *Renderer) standings(f *frame) []Count {
	return r.labels.counts(r.tally, func(c graph.Count) string { return f.href("claims/" + c.Standing + ".html") })
}

// ListView is a page that lists one kind of thing.
type ListView struct {
	Frame
	Heading   string
	Intro     string
	Sign      Standing // of a list of one standing
	Tally     []Count
	Groups    []Group // of claims
	Briefings []BriefingEntry
	Countries []CountryEntry
	Map       *TileMap // of countries; nil for other lists
	People    []PersonEntry
	Sources   []SourceListed
	Also      Link // another list of the same things; empty for most
	Topics    []LinkCount
	Files     []Link // all sources, in the forms of reference managers
	Jumps     []Link // to letters or years of the list, on all of its parts
	Pager     Pager
}

// fewest is the number of entries from which on a list has jumps.
const fewest = 20

// jumps leads to the first entry of each letter or year of a list whose first part
// is at path, and gives the id of each such entry, by index. There are none for
// a short list, or for one letter.
func (r *Renderer) jumps(f *frame, path string, n int, word func(int) string) (links []Link, ids map[int]string) {
	firsts := r.firstsOf(path, n, word)
	if n < fewest || len(firsts) < 2 {
		return nil, nil
	}
	ids = map[int]string{}
	for _, first := range firsts {
		ids[first.i] = "at-" + jumpID(first.word)
		links = append(links, Link{first.word, f.href(graph.PartPath(path, first.i/graph.PerPart+1)) + "#" + ids[first.i]})
	}
	return links, ids
}

// first is the entry of a list where a letter or year begins.
type first struct {
	word string
	i    int
}

// firstsOf finds them once for all parts of a list, of which there are hundreds on a
// large site.
func (r *Renderer) firstsOf(path string, n int, word func(int) string) []first {
	if kept, ok := r.firsts.Load(path); ok {
		return kept.([]first)
	}
	var firsts []first
	seen := map[string]bool{}
	for i := range n {
		if w := word(i); w != "" && !seen[w] {
			seen[w] = true
			firsts = append(firsts, first{w, i})
		}
	}
	r.firsts.Store(path, firsts)
	return firsts
}

// jumpID is a year or letter as a part of an id; letters outside of ASCII are
// numbers, since addresses would escape them.
func jumpID(word string) string {
	if word[0] < utf8.RuneSelf {
		return strings.ToLower(strings.ReplaceAll(word, "–", "-"))
	}
	first, _ := utf8.DecodeRuneInString(word)
	return fmt.Sprintf("u%x", first)
}

// yearOf is the year of a briefing's date.
func yearOf(b *graph.Briefing) string { return strconv.Itoa(int(b.Date.From.Year)) }

// Group is annotations under a heading.
type Group struct {
	Standing
	ID   string
	Rows []template.HTML
	More Link // to the rest; empty if all are there
}

// PersonEntry is an expert in a list.
type PersonEntry struct {
	Link
	ID     string // of the first of its letter in a long list
	Kind   string
	Role   string
	Quotes int
	Claims int
}

// SourceListed is a source in a list.
type SourceListed struct {
	Link
	ID   string // of the first of its letter in a long list
	By   string
	Date Time
	Kind string
	Uses int
}

func (r *Renderer) briefings(f *frame, p graph.Page) any {
	v := ListView{Frame: f.titled("Briefings", "All briefings, newest first."), Heading: "Briefings"}
	r.briefingsOf(f, p, "briefings/index.html", r.site.Briefings, &v)
	for _, t := range r.site.Topics {
		v.Topics = append(v.Topics, LinkCount{Link{t.Name, f.href(t.Path)}, len(t.Briefings)})
	}
	return v
}

func (r *Renderer) topic(f *frame, p graph.Page) any {
	t := p.Subject.(*graph.Topic)
	v := ListView{Frame: f.titled("Topic: "+t.Name, "Briefings on "+t.Name+", newest first."), Heading: "Topic: " + t.Name, Intro: plural(len(t.Briefings), "briefing") + " on this topic, newest first."}
	r.briefingsOf(f, p, t.Path, t.Briefings, &v)
	return v
}

// briefingsOf fills in the part of a list of briefings that a page shows. The
// first part of the list is at path.
func (r *Renderer) briefingsOf(f *frame, p graph.Page, path string, all []*graph.Briefing, v *ListView) {
	pager, start, stop := f.pager(p, path, len(all))
	links, ids := r.jumps(f, path, len(all), func(i int) string { return yearOf(all[i]) })
	v.Pager, v.Jumps = pager, links
	for i, b := range all[start:stop] {
		entry := r.briefingEntry(f, b)
		entry.ID = ids[start+i]
		v.Briefings = append(v.Briefings, entry)
	}
}

// mostInGroup bounds the annotations of one standing on the page of all.
const mostInGroup = 50

func (r *Renderer) claims(f *frame, _ graph.Page) any {
	v := ListView{
		Frame: f.titled("Claims", "Every claim and note, by assessment."), Heading: "Claims", Tally: r.standings(f),
		Intro: "Every claim that was checked, and every other note, by assessment.",
		Also:  Link{"By country", f.href("claims/by-country.html")},
	}
	for _, c := range r.tally {
		g := Group{Standing: r.labels[c.Standing], ID: c.Standing, Rows: r.rows(f, c.Of[:min(len(c.Of), mostInGroup)])}
		if len(c.Of) > mostInGroup {
			g.More = Link{"All " + plural(len(c.Of), "entry", "entries"), f.href("claims/" + c.Standing + ".html")}
		}
		v.Groups = append(v.Groups, g)
	}
	return v
}

func (r *Renderer) standing(f *frame, p graph.Page) any {
	c := p.Subject.(graph.Count)
	s := r.labels[c.Standing]
	pager, start, stop := f.pager(p, "claims/"+c.Standing+".html", len(c.Of))
	links, ids := r.jumps(f, "claims/"+c.Standing+".html", len(c.Of), func(i int) string { return yearOf(c.Of[i].Briefing) })
	return ListView{
		Frame: f.titled(s.Word, meaning(c.Standing)), Heading: s.Word, Sign: s, Intro: meaning(c.Standing), Tally: r.standings(f),
		Groups: r.years(f, c.Of, start, stop, ids), Pager: pager, Jumps: links,
	}
}

// years shows a range of annotations in groups by the year of the briefing, or in
// one if ids is nil.
func (r *Renderer) years(f *frame, all []*graph.Annotation, start, stop int, ids map[int]string) []Group {
	if ids == nil {
		return []Group{{Rows: r.rows(f, all[start:stop])}}
	}
	var groups []Group
	for i := start; i < stop; {
		next := i + 1
		for next < stop && yearOf(all[next].Briefing) == yearOf(all[i].Briefing) {
			next++
		}
		groups = append(groups, Group{Standing: Standing{Word: yearOf(all[i].Briefing)}, ID: ids[i], Rows: r.rows(f, all[i:next])})
		i = next
	}
	return groups
}

func (r *Renderer) claimsByCountry(f *frame, _ graph.Page) any {
	v := ListView{Frame: f.titled("Claims by country", "Counts of claims by country and assessment."), Heading: "Claims by country"}
	for _, k := range r.aboutCountries() {
		v.Countries = append(v.Countries, r.countryEntry(f, k))
	}
	return v
}

func (r *Renderer) countries(f *frame, _ graph.Page) any {
	v := ListView{
		Frame: f.titled("Countries", "Every country that a briefing is about or mentions."), Heading: "Countries",
		Intro: "Countries that the claims are about, and countries that articles only mention.",
	}
	for _, k := range r.site.Countries {
		v.Countries = append(v.Countries, r.countryEntry(f, k))
	}
	v.Map = r.tileMap(f, r.site.Countries, nil)
	return v
}

func (r *Renderer) experts(f *frame, p graph.Page) any {
	v := ListView{Frame: f.titled("Experts", "People who are quoted or checked."), Heading: "Experts"}
	pager, start, stop := f.pager(p, "experts/index.html", len(r.site.Experts))
	links, ids := r.jumps(f, "experts/index.html", len(r.site.Experts), func(i int) string { return r.site.Experts[i].Letter() })
	v.Pager, v.Jumps = pager, links
	for i, e := range r.site.Experts[start:stop] {
		entry := PersonEntry{Link: Link{e.Name.Value, f.href(e.Path)}, ID: ids[start+i], Kind: e.Kind, Quotes: len(e.Voices), Claims: len(e.Claims)}
		if len(e.Affiliations) > 0 {
			entry.Role = role(e.Affiliations[0])
		}
		v.People = append(v.People, entry)
	}
	return v
}

func (r *Renderer) sources(f *frame, p graph.Page) any {
	v := ListView{Frame: f.titled("Sources", "Every document that evidence comes from."), Heading: "Sources"}
	pager, start, stop := f.pager(p, "sources/index.html", len(r.site.Sources))
	links, ids := r.jumps(f, "sources/index.html", len(r.site.Sources), func(i int) string { return r.site.Sources[i].Letter() })
	v.Pager, v.Jumps = pager, links
	if len(r.site.Sources) > 0 {
		v.Files = bibliographyLinks(f, sitesSources)
	}
	for i, s := range r.site.Sources[start:stop] {
		entry := sourceListed(f, s)
		entry.ID = ids[start+i]
		v.Sources = append(v.Sources, entry)
	}
	return v
}

func sourceListed(f *frame, s *graph.Source) SourceListed {
	return SourceListed{
		Link: Link{s.Title.Value, f.href(s.Path)}, By: byline(s), Date: when(s.Date), Kind: sourceType(s), Uses: len(s.Annotations()),
	}
}
