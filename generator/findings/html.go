package findings

import (
	"cmp"
	_ "embed"
	"html/template"
	"io"
	"slices"
	"strings"

	"briefing/generator/diag"
)

//go:embed report.html
var page string

var pageTemplate = template.Must(template.New("report").Parse(page))

// view is what the page shows: authors, then briefings, then findings by severity.
type view struct {
	Site     string
	Summary  string
	People   []person
	Sections []section
}

// person is an author with the number of findings in what they answer for.
type person struct {
	Name                    string
	Errors, Warnings, Notes int
	Sections                []section
}

// section is the findings of one briefing, or of what briefings share.
type section struct {
	ID, Title, Authors string
	Groups             []group
	names              []string
}

// group is the findings of one severity.
type group struct {
	Severity, Title string
	Findings        []line
}

type line struct {
	Place, Message, Code, Why, Before, Marked, After, Hint, Paste string
	IsFixable                                                     bool
}

// html writes one page without scripts and without anything from elsewhere, so
// that it can be mailed and printed.
func (r Report) html(w io.Writer) error {
	v := view{Site: r.Site, Summary: r.Summary(), Sections: r.sections()}
	v.People = people(v.Sections)
	return pageTemplate.Execute(w, v)
}

// sections groups the findings by briefing, in the order of the desks, and what
// belongs to none last.
func (r Report) sections() []section {
	of := make([]diag.List, len(r.Desks)+1)
	for _, d := range r.Findings {
		i := slices.IndexFunc(r.Desks, func(k Desk) bool { return strings.HasPrefix(d.File.Name, k.Folder) })
		if i < 0 {
			i = len(r.Desks)
		}
		of[i] = append(of[i], d)
	}
	var all []section
	for i, list := range of {
		if len(list) == 0 {
			continue
		}
		s := section{ID: "shared", Title: "Sources, experts, countries, site", Groups: r.groups(list)}
		if i < len(r.Desks) {
			k := r.Desks[i]
			s.ID = strings.ReplaceAll(strings.Trim(k.Folder, "/"), "/", "-")
			s.Title, s.Authors, s.names = cmp.Or(k.Title, k.Folder), strings.Join(k.Authors, ", "), k.Authors
		}
		all = append(all, s)
	}
	return all
}

func (r Report) groups(list diag.List) []group {
	var groups []group
	for s := diag.Error; s <= diag.Note; s++ {
		g := group{Severity: s.String()}
		for _, d := range list {
			if d.Severity == s {
				g.Findings = append(g.Findings, r.line(d))
			}
		}
		if len(g.Findings) > 0 {
			g.Title = count(len(g.Findings), g.Severity)
			groups = append(groups, g)
		}
	}
	return groups
}

func (r Report) line(d diag.Diagnostic) line {
	var b strings.Builder
	if err := (Report{Findings: diag.List{d}}).short(&b); err != nil {
		panic(err) // a Builder gives none
	}
	at, _, _ := strings.Cut(b.String(), ": ")
	l := line{Place: at, Message: d.Message, Code: d.Code, Why: r.Docs[d.Code], Hint: d.Hint, Paste: d.Paste}
	_, l.IsFixable = safeFix(d)
	l.Before, l.Marked, l.After = excerpt(d.Span)
	return l
}

// excerpt is the line where a span begins, in three parts of at most 100
// characters each.
func excerpt(s diag.Span) (before, marked, after string) {
	text := string(s.File.Text())
	start := min(max(s.Start, 0), len(text))
	from := strings.LastIndexByte(text[:start], '\n') + 1
	line, _, _ := strings.Cut(text[from:], "\n")
	stop := min(max(s.Stop, start), from+len(line))
	before, marked, after = text[from:start], text[start:stop], text[stop:from+len(line)]
	if r := []rune(before); len(r) > 100 {
		before = "…" + string(r[len(r)-100:])
	}
	return before, shorten(marked), shorten(after)
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 100 {
		return string(r[:100]) + "…"
	}
	return s
}

// people counts the findings of each author, the one with the most errors first.
func people(sections []section) []person {
	var all []person
	for _, s := range sections {
		for _, name := range s.names {
			i := slices.IndexFunc(all, func(p person) bool { return p.Name == name })
			if i < 0 {
				i = len(all)
				all = append(all, person{Name: name})
			}
			all[i].add(s)
		}
	}
	slices.SortStableFunc(all, func(a, b person) int {
		return cmp.Or(b.Errors-a.Errors, b.Warnings-a.Warnings, strings.Compare(a.Name, b.Name))
	})
	return all
}

func (p *person) add(s section) {
	p.Sections = append(p.Sections, s)
	for _, g := range s.Groups {
		n := len(g.Findings)
		switch g.Severity {
		case diag.Error.String():
			p.Errors += n
		case diag.Warning.String():
			p.Warnings += n
		default:
			p.Notes += n
		}
	}
}
