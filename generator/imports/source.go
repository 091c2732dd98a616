package imports

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/biblio"
	"briefing/generator/content"
	"briefing/generator/draft"
	"briefing/generator/foreign"
)

const sourcesScope = "sources"

func sourceFile(id string) string {
	return content.Record{Register: content.Sources, ID: id}.File()
}

// sources plans those of the batch.
func (p *planner) sources() {
	for _, s := range p.Batch.Sources {
		p.source(s)
	}
}

func (p *planner) source(s foreign.Source) {
	d := p.document(s)
	r := Record{Words: s.Title, scope: sourcesScope, origin: s.Origin.ID}
	if name, ok := p.made[[2]string{r.scope, r.origin}]; ok { // the file has it twice
		d.ID = strings.TrimSuffix(path.Base(name), ".md")
		p.meet(r, name, nil, []byte(d.File().Text), nil)
		return
	}
	if there := p.sameSource(s); there != nil {
		d.ID = there.ID
		p.meet(r, there.File.Name, there.File.Bytes, []byte(d.File().Text), nil)
		return
	}
	if p.wasDeleted(r) {
		r.Outcome = Deleted
		p.records = append(p.records, r)
		return
	}
	d.ID = p.free(sourceID(s), sourceFile)
	p.add(r, sourceFile(d.ID), []byte(d.File().Text), nil)
}

// wasDeleted reports whether a record was imported and is here no more.
func (p *planner) wasDeleted(r Record) bool {
	_, known := p.old[[2]string{r.scope, r.origin}]
	return known && !p.Again
}

// add plans a file that is not here.
func (p *planner) add(r Record, name string, text []byte, given map[string]string) {
	fresh, ok := parse(name, text)
	if !ok {
		panic("imports: what is drafted cannot be read: " + string(text)) // drafts are ours
	}
	base := map[string]string{}
	for _, key := range fresh.foreign() {
		base[key], _ = fresh.value(key)
		if given[key] != "" {
			base[writtenKey(key)], base[key] = base[key], given[key]
		}
	}
	p.lock[[2]string{r.scope, r.origin}] = base
	p.files[name] = &Change{Name: name, After: text}
	p.taken[name], p.made[[2]string{r.scope, r.origin}] = true, name
	if r.File = name; r.Outcome == 0 {
		r.Outcome = New
	}
	p.records = append(p.records, r)
}

// meet plans what a foreign record changes in a file that is here.
func (p *planner) meet(r Record, name string, before, text []byte, given map[string]string) {
	r.File = name
	if c, ok := p.files[name]; ok { // the same record twice in one file
		before = c.After
	}
	now, ok := parse(name, before)
	fresh, freshOK := parse(name, text)
	if !freshOK {
		panic("imports: what is drafted cannot be read: " + string(text)) // drafts are ours
	}
	key := [2]string{r.scope, r.origin}
	if !ok {
		r.Outcome, r.Why = Kept, append(r.Why, "its front matter has mistakes")
		p.records = append(p.records, r)
		return
	}
	base := p.old[key]
	if p.made[key] != "" {
		base = p.lock[key]
	}
	m := merged(now, fresh, base, given)
	p.lock[key] = m.base
	if _, ok := parse(name, m.after); !ok && len(m.changed) > 0 {
		m.after, m.kept, m.changed = before, append(m.kept, m.changed...), nil
	}
	switch {
	case len(m.changed) > 0:
		r.Outcome = Changed
		r.Why = append(r.Why, "changed: "+strings.Join(m.changed, ", "))
	case len(m.kept) > 0:
		r.Outcome = Kept
	default:
		r.Outcome = Same
	}
	if len(m.kept) > 0 {
		r.Why = append(r.Why, "differs and stays as it is here: "+strings.Join(m.kept, ", "))
	}
	if c, ok := p.files[name]; ok {
		c.After = m.after
	} else {
		p.files[name] = &Change{name, before, m.after}
	}
	p.records = append(p.records, r)
}

// sameSource returns the source that a foreign one is: by its origin, else by DOI, by
// address, by ISBN and title, or by title and year; nil if it is not here.
func (p *planner) sameSource(s foreign.Source) *content.Source {
	for _, is := range []func(*content.Source) bool{
		func(c *content.Source) bool { return c.Origin != nil && c.Origin.ID.Value == s.Origin.ID },
		func(c *content.Source) bool { return s.DOI != "" && strings.EqualFold(c.DOI.Value, s.DOI) },
		func(c *content.Source) bool { return s.URL != "" && sameAddress(c.URL.Value, s.URL) },
		func(c *content.Source) bool {
			return sameTitle(c.Title.Value, s.Title) && (s.ISBN != "" && c.ISBN.Value == s.ISBN || s.Issued.From[0] != 0 && int(c.Date.From.Year) == s.Issued.From[0])
		},
	} {
		if i := slices.IndexFunc(p.Library.Sources, is); i >= 0 {
			return p.Library.Sources[i]
		}
	}
	return nil
}

// sameAddress compares addresses without what servers mostly do not look at.
func sameAddress(a, b string) bool { return a != "" && bareAddress(a) == bareAddress(b) }

func bareAddress(s string) string {
	s, _, _ = strings.Cut(s, "#")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
}

func sameTitle(a, b string) bool {
	return a != "" && strings.EqualFold(anchor.Fold(a), anchor.Fold(b))
}

// sourceID makes an id of the key, or of author, year and title where the key is an
// address or a number.
func sourceID(s foreign.Source) string {
	if id := content.Slug(s.Key); s.Key != "" && id != "untitled" && !strings.Contains(s.Key, "/") && strings.ContainsFunc(id, isLetter) {
		return id
	}
	var words []string
	if len(s.Authors) > 0 {
		name := s.Authors[0].Family
		if name == "" {
			name = s.Authors[0].Literal
		}
		words = append(words, name)
	}
	if y := s.Issued.From[0]; y > 0 {
		words = append(words, fmt.Sprint(y))
	}
	title := strings.Fields(s.Title)
	words = append(words, title[:min(5, len(title))]...)
	if id := content.Slug(strings.Join(words, " ")); id != "untitled" {
		return id
	}
	return "source-" + hash(s.Origin.ID)
}

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' }

// cslKey is a key that may stand in front matter as it is.
var cslKey = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// document is a foreign source as it is written here.
func (p *planner) document(s foreign.Source) draft.Document {
	d := draft.Document{
		Title: s.Title, Type: s.Type, Publisher: s.Publisher, Container: s.Container, Date: s.Issued.String(), URL: s.URL, Archived: s.Archive,
		DOI: s.DOI, ISBN: s.ISBN, Volume: s.Volume, Issue: s.Issue, Pages: s.Pages, Origin: draft.Origin(s.Origin), Comments: slices.Clone(s.Rest),
	}
	if d.Title == "" {
		d.Title = firstOf(s.URL, s.Container, s.Key, "Untitled")
		d.Comments = append(d.Comments, "title: it has none")
	}
	if s.Accessed.From[2] != 0 {
		d.Accessed = s.Accessed.String()
	} else if s.Accessed.From[0] != 0 {
		d.Comments = append(d.Comments, "accessed: "+s.Accessed.String())
	}
	if s.Language != "" {
		d.CSL = append(d.CSL, draft.Pair{Key: "language", Values: []string{s.Language}})
	}
	hard := false
	for _, n := range s.Authors {
		d.Authors = append(d.Authors, p.expert(n.Words()))
		hard = hard || strings.ContainsAny(n.Family, " ,")
	}
	if hard { // where the family name begins cannot be told from the name
		d.CSL = append(d.CSL, draft.Pair{Key: "author", Values: sorted(s.Authors)})
	}
	for _, f := range s.Raw {
		if !cslKey.MatchString(f.Key) || slices.ContainsFunc(d.CSL, func(p draft.Pair) bool { return p.Key == f.Key }) {
			d.Comments = append(d.Comments, f.Key+": "+strings.Join(f.Values, "; "))
			continue
		}
		d.CSL = append(d.CSL, draft.Pair{Key: f.Key, Values: f.Values})
	}
	return d
}

func sorted(names []biblio.Name) []string {
	var all []string
	for _, n := range names {
		all = append(all, n.Sorted())
	}
	return all
}

func firstOf(all ...string) string {
	i := slices.IndexFunc(all, func(s string) bool { return s != "" })
	return all[i]
}

// expert is the id of a person that has a file, or the name.
func (p *planner) expert(name string) string {
	for _, e := range p.Library.Experts {
		if e.Name.Value == name || slices.Contains(content.Values(e.Aliases), name) {
			return e.ID
		}
	}
	return name
}
