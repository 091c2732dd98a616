package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"briefing/generator/graph"
	"briefing/generator/search"
)

// LetterView is a part of the list of everything, on a large site.
type LetterView struct {
	Frame
	Heading string
	Search  string // address of the search page
	Letters []LetterLink
	List    LetterList
	Pager   Pager
}

// LetterLink leads to the titles of a letter.
type LetterLink struct {
	Link
	N      int
	IsHere bool
}

// LetterList is the titles of a letter.
type LetterList struct {
	Name   string
	ID     string
	Titles []TitleLink
}

// TitleLink leads to a page, and says what is there.
type TitleLink struct {
	Link
	What string
}

const (
	// mostTitles bounds the titles on the search page and on each page of a letter.
	mostTitles = 500
	letterPage = graph.PageKind("letter")
)

// letter is everything whose title begins with a letter.
type letter struct {
	name   string // "A", "0–9" or "…"
	n      int
	titles []titled // sorted; empty before sorting
}

// titled is a title as it is listed.
type titled struct{ key, title, path, what string }

// eachTitle calls f with everything that the search page lists.
func (r *Renderer) eachTitle(f func(title, path string, what func() string)) {
	for _, a := range r.site.Annotations {
		f(a.Claim, a.Path, func() string {
			kind := strings.ToLower(kindWords[a.Kind])
			if a.IsCheck() {
				return kind + ", " + r.labels.of(a).lower()
			}
			return kind
		})
	}
	is := func(what string) func() string { return func() string { return what } }
	for _, b := range r.site.Briefings {
		f(b.Title.Value, b.Path, is("briefing"))
	}
	for _, e := range r.site.Experts {
		f(e.Name.Value, e.Path, is("expert"))
	}
	for _, s := range r.site.Sources {
		f(s.Title.Value, s.Path, is("source"))
	}
	for _, k := range r.site.Countries {
		f(k.Name, k.Path, is("country"))
	}
}

// countLetters returns the letters in their order, without titles.
func (r *Renderer) countLetters() []letter {
	at := map[string]int{}
	var letters []letter
	r.eachTitle(func(title, _ string, _ func() string) {
		initial := search.Initial(title)
		if _, met := at[initial]; !met {
			at[initial] = len(letters)
			letters = append(letters, letter{name: initial})
		}
		letters[at[initial]].n++
	})
	slices.SortFunc(letters, func(a, b letter) int { return cmp.Compare(a.name, b.name) })
	return letters
}

// sortTitles returns the letters with their titles.
func (r *Renderer) sortTitles() []letter {
	letters := slices.Clone(r.letters)
	at := map[string]int{}
	for i, l := range letters {
		at[l.name] = i
		letters[i].titles = make([]titled, 0, l.n)
	}
	r.eachTitle(func(title, path string, what func() string) {
		l := &letters[at[search.Initial(title)]]
		l.titles = append(l.titles, titled{strings.ToLower(strings.TrimLeft(title, "“”‘’«»\"'([ …")), title, path, what()})
	})
	for _, l := range letters {
		slices.SortFunc(l.titles, func(a, b titled) int {
			return cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.path, b.path))
		})
	}
	return letters
}

// isShort reports whether the search page can list everything itself.
func (r *Renderer) isShort() bool {
	n := 0
	for _, l := range r.letters {
		n += l.n
	}
	return n <= mostTitles
}

// shown is how a reader sees the letter.
func (l letter) shown() string {
	switch l.name {
	case "":
		return "…"
	case "0":
		return "0–9"
	}
	return l.name
}

// id is a name for addresses, in ASCII.
func (l letter) id() string {
	name := strings.ToLower(l.name)
	if name == "" {
		return "letter-other"
	}
	if r := []rune(name); len(r) > 1 || r[0] > 'z' {
		return fmt.Sprintf("letter-%x", name)
	}
	return "letter-" + name
}

func (l letter) path() string { return searchFolder + l.id() + ".html" }

func (l letter) links(f *frame, start, stop int) []TitleLink {
	var links []TitleLink
	for _, t := range l.titles[start:stop] {
		links = append(links, TitleLink{Link{t.title, f.href(t.path)}, t.what})
	}
	return links
}

// letterPages lists the pages of the letters of a large site.
func (r *Renderer) letterPages() []graph.Page {
	if r.isShort() {
		return nil
	}
	var pages []graph.Page
	for i, l := range r.letters {
		parts := (l.n + mostTitles - 1) / mostTitles
		for part := range parts {
			pages = append(pages, graph.Page{Path: graph.PartPath(l.path(), part+1), Kind: letterPage, Subject: i, Part: part + 1, Parts: parts})
		}
	}
	return pages
}

// letterLinks leads to the letters: to their pages, or to their places on the
// search page.
func (r *Renderer) letterLinks(f *frame, here string) []LetterLink {
	var links []LetterLink
	for _, l := range r.letters {
		href := "#" + l.id()
		if !r.isShort() {
			href = f.href(l.path())
		}
		links = append(links, LetterLink{Link{l.shown(), href}, l.n, l.id() == here})
	}
	return links
}

func (r *Renderer) letter(f *frame, p graph.Page) any {
	l := r.sorted()[p.Subject.(int)]
	pager, start, stop := f.parts(p, l.path(), l.n, mostTitles)
	heading := "Everything under " + l.shown()
	return LetterView{
		Frame: f.titled(heading, "Claims, briefings, experts, sources and countries, by title."), Heading: heading, Search: f.href(searchName),
		Letters: r.letterLinks(f, l.id()), List: LetterList{l.shown(), l.id(), l.links(f, start, stop)}, Pager: pager,
	}
}
