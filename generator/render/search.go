package render

import (
	"bytes"
	"slices"
	"strings"

	"briefing/generator/graph"
	"briefing/generator/search"
)

// SearchView is the page that finds; without scripts it lists everything from A to
// Z.
type SearchView struct {
	Frame
	Kinds     []Choice
	Standings []Standing // in use
	Countries []Choice
	Letters   []LetterLink
	All       []LetterList // empty on a large site, where each letter has pages
	Index     string       // address of the index, a script
}

// Choice is a value of a field, with its words.
type Choice struct{ Value, Text string }

// kindsFound are the groups of results, in the order of the index. Do not change.
var kindsFound = [...]Choice{
	{"claims", "Claims"}, {"briefings", "Briefings"}, {"experts", "Experts"}, {"sources", "Sources"}, {"countries", "Countries"},
}

const (
	searchName   = "search.html"
	searchScript = "js/search.js"
	searchFolder = "search/"
)

func (r *Renderer) search(f *frame, _ graph.Page) any {
	v := SearchView{
		Frame: f.titled("Search", "Find claims, briefings, experts, sources and countries."), Kinds: kindsFound[:],
		Index: f.href(searchFolder + search.Root + "?v=" + r.index.Version()),
	}
	v.Script = f.href(r.searching)
	for _, c := range r.tally {
		v.Standings = append(v.Standings, r.labels[c.Standing])
	}
	for _, k := range r.site.Countries {
		v.Countries = append(v.Countries, Choice{k.Code, k.Name})
	}
	v.Letters = r.letterLinks(f, "")
	if r.isShort() {
		for _, l := range r.sorted() {
			v.All = append(v.All, LetterList{l.name, l.id(), l.links(f, 0, len(l.titles))})
		}
	}
	return v
}

// Index lists the files of the search index, the one that the search page loads
// first. Making it makes the index, so that it should be begun early.
func (r *Renderer) Index() []Page {
	var pages []Page
	for _, file := range r.index.Files() {
		pages = append(pages, Page{searchFolder + file.Name, func(b *bytes.Buffer) error {
			file.Write(b)
			return nil
		}})
	}
	return pages
}

// newIndex plans the index of what is on the site, in the order of kindsFound.
func newIndex(r *Renderer) *search.Index {
	s := r.site
	kinds := []int{len(s.Annotations), len(s.Briefings), len(s.Experts), len(s.Sources), len(s.Countries)}
	subject := func(i int) any {
		for k, n := range kinds {
			if i >= n {
				i -= n
				continue
			}
			switch k {
			case 0:
				return s.Annotations[i]
			case 1:
				return s.Briefings[i]
			case 2:
				return s.Experts[i]
			case 3:
				return s.Sources[i]
			}
			return s.Countries[i]
		}
		panic("render: there is no such result")
	}
	return search.New(search.Corpus{
		Language: s.Settings.Language, Kinds: kinds,
		Texts:  func(i int, to search.Texts) { say(subject(i), to) },
		Result: func(i int) search.Result { return result(subject(i)) },
	})
}

// say gives the texts by which a subject is found: what its page shows in words of
// its own.
func say(subject any, to search.Texts) {
	switch s := subject.(type) {
	case *graph.Annotation:
		sayAnnotation(s, to)
	case *graph.Briefing:
		sayBriefing(s, to)
	case *graph.Expert:
		sayExpert(s, to)
	case *graph.Source:
		saySource(s, to)
	case *graph.Country:
		sayCountry(s, to)
	}
}

func sayAnnotation(a *graph.Annotation, to search.Texts) {
	to.Title(a.Claim)
	if a.Words != a.Claim {
		to.Text(a.Words)
	}
	to.Text(a.Gist.Value)
	to.Text(a.Body.Text())
	to.Text(a.Because.Value)
	to.Text(a.Claimant.Name)
	if a.Quote != nil {
		to.Text(a.Quote.By.Name)
	}
	for _, v := range a.Voices {
		to.Text(v.By.Name)
	}
	to.Tag(a.Standing())
	tagCountries(a.Countries, to)
}

func sayBriefing(b *graph.Briefing, to search.Texts) {
	to.Title(b.Title.Value)
	if b.IsWithdrawn() {
		return // its page shows no more
	}
	to.Text(b.Summary.Value)
	for _, f := range b.Findings {
		to.Text(f.Words)
	}
	for _, p := range b.Authors {
		to.Text(p.Name)
	}
	to.Text(b.Body.Text())
	tagCountries(b.About, to)
}

func sayExpert(e *graph.Expert, to search.Texts) {
	to.Title(e.Name.Value)
	for _, alias := range e.Aliases {
		to.Title(alias.Value)
	}
	for _, field := range e.Field {
		to.Text(field.Value)
	}
	for _, a := range e.Affiliations {
		to.Text(a.Role.Value)
		to.Text(a.Organisation.Value)
	}
	to.Text(e.Body.Text())
	tagCountries(e.Countries, to)
}

func saySource(s *graph.Source, to search.Texts) {
	to.Title(s.Title.Value)
	for _, p := range s.By {
		to.Text(p.Name)
	}
	to.Text(s.Publisher.Value)
	to.Text(s.Container.Value)
	for _, x := range s.Extracts {
		to.Text(x.Words.Value)
		to.Text(x.Translation.Value)
	}
	to.Text(s.Body.Text())
	for _, e := range s.Uses {
		tagCountries(e.Annotation.Countries, to)
	}
	for _, v := range s.Voices {
		tagCountries(v.Annotation.Countries, to)
	}
}

func sayCountry(k *graph.Country, to search.Texts) {
	to.Title(k.Name)
	to.Title(k.Adjective)
	for _, names := range [][]string{k.Demonyms, k.Aliases, k.Capitals} {
		for _, name := range names {
			to.Title(name)
		}
	}
	if k.Own != nil {
		for _, alias := range k.Own.Aliases {
			to.Title(alias.Value)
		}
		to.Text(k.Own.Body.Text())
	}
	for _, e := range k.Events {
		if e.Briefing == nil {
			to.Text(e.What)
		}
	}
	to.Tag(k.Code)
}

func tagCountries(countries []*graph.Country, to search.Texts) {
	for _, k := range countries {
		to.Tag(k.Code)
	}
}

// result is a subject as results show it.
func result(subject any) search.Result {
	switch s := subject.(type) {
	case *graph.Annotation:
		return search.Result{Path: s.Path, Title: s.Claim, Line: gist(s), Place: s.Briefing.Title.Value, Standing: s.Standing()}
	case *graph.Briefing:
		if s.IsWithdrawn() {
			return search.Result{Path: s.Path, Title: s.Title.Value, Place: "withdrawn"}
		}
		return search.Result{Path: s.Path, Title: s.Title.Value, Line: s.Summary.Value, Place: when(s.Date).Words}
	case *graph.Expert:
		r := search.Result{Path: s.Path, Title: s.Name.Value, Place: s.Kind}
		if len(s.Affiliations) > 0 {
			r.Place = role(s.Affiliations[0])
		}
		return r
	case *graph.Source:
		return search.Result{Path: s.Path, Title: s.Title.Value, Place: listed(byline(s), when(s.Date).Words, sourceType(s))}
	}
	k := subject.(*graph.Country)
	return search.Result{Path: k.Path, Title: k.Name, Place: plural(len(k.Annotations), "claim or note", "claims and notes")}
}

// listed joins the words that are there with points between them.
func listed(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), " · ")
}
