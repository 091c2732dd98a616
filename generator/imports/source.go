package imports

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

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
func (p *planner) sources() error {
	unplaced, err := p.unplaced(Record{scope: sourcesScope})
	if err != nil {
		return err
	}
	for _, s := range p.Batch.Sources {
		s.Origin.ID = oneLine(s.Origin.ID)
		if err := p.source(s, unplaced); err != nil {
			return err
		}
	}
	return nil
}

// unplaced are the files of what could not be placed, by their origins.
func (p *planner) unplaced(r Record) (map[string]string, error) {
	files := map[string]string{}
	names, err := fs.Glob(p.Root, unplacedFolder(r)+"/*.md")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(p.Root, name)
		if err != nil {
			return nil, err
		}
		if f, ok := parse(name, text); ok && f.origin() != "" {
			files[f.origin()] = name
		}
	}
	return files, nil
}

func (p *planner) source(s foreign.Source, unplaced map[string]string) error {
	d := p.document(s)
	r := Record{Words: d.Title, scope: sourcesScope, origin: s.Origin.ID}
	if there := p.shelf.same(s); there != nil {
		if s.IsLinked { // a link says less than what is here
			r.Outcome, r.File = Same, there.File.Name
			p.records = append(p.records, r)
			return nil
		}
		d.ID = there.ID
		p.meet(r, there.File.Name, there.File.Text(), []byte(d.File().Text), nil)
		return nil
	}
	if name, ok := unplaced[s.Origin.ID]; ok {
		d.ID = p.free(strings.TrimSuffix(path.Base(name), ".md"), sourceFile)
		p.add(r, sourceFile(d.ID), []byte(d.File().Text), nil)
		return p.remove(name)
	}
	if p.wasDeleted(r) {
		r.Outcome = Deleted
		p.records = append(p.records, r)
		return nil
	}
	d.ID = p.free(sourceID(s), sourceFile, func(id string) string { return path.Join(unplacedFolder(r), id+".md") })
	p.add(r, sourceFile(d.ID), []byte(d.File().Text), nil)
	return nil
}

// remove plans that a file is deleted.
func (p *planner) remove(name string) error {
	before, err := read(p.Root, name)
	p.files[name] = &Change{Name: name, Before: before}
	return err
}

// wasDeleted reports whether a record was imported and is here no more.
func (p *planner) wasDeleted(r Record) bool {
	_, known := p.old[[2]string{r.scope, r.origin}]
	return known && !p.Again
}

// add plans a file that is not here.
func (p *planner) add(r Record, name string, text []byte, given map[string]string) {
	var before []byte
	fresh, ok := parse(name, text)
	if !ok { // a value that the drafts do not know how to write
		r.File = name
		var err error
		if name, before, err = p.waits(r); err != nil {
			p.err = err
			return
		}
		r.Outcome, r.Why = Unplaced, append(r.Why, "it cannot be written as a file that is read again")
	}
	m := merge{base: map[string]string{}}
	for _, key := range fresh.foreign() {
		written, _ := fresh.value(key)
		m.note(key, cmp.Or(given[key], written), written)
	}
	p.lock[[2]string{r.scope, r.origin}] = m.base
	p.files[name] = &Change{name, before, text}
	p.taken[name] = true
	if r.File = name; r.Outcome == 0 {
		r.Outcome = New
	}
	p.records = append(p.records, r)
}

// meet plans what a foreign record changes in a file that is here.
func (p *planner) meet(r Record, name string, before, text []byte, given map[string]string) {
	r.File = name
	if c, ok := p.files[name]; ok { // two foreign records are one here
		before = c.After
	}
	now, ok := parse(name, before)
	fresh, isFresh := parse(name, text)
	key := [2]string{r.scope, r.origin}
	if !ok || !isFresh {
		r.Outcome, r.Why = Kept, append(r.Why, "its front matter has mistakes")
		p.records = append(p.records, r)
		return
	}
	m := merged(now, fresh, p.old[key], given)
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
	for _, key := range m.kept {
		r.Why = append(r.Why, fmt.Sprintf("%s stays as it is here; there it is: %s", key, shorten(fresh.words(key))))
	}
	if len(m.lost) > 0 { // what is there now would be seen nowhere
		p.keep(&r, fresh, m.lost)
	}
	if c, ok := p.files[name]; ok {
		c.After = m.after
	} else {
		p.files[name] = &Change{name, before, m.after}
	}
	p.records = append(p.records, r)
}

// keep puts a record as it is there beside those that could not be placed, since fields
// of it changed there and here.
func (p *planner) keep(r *Record, fresh form, keys []string) {
	name, before, err := p.waits(*r)
	if err != nil {
		p.err = err
		return
	}
	p.files[name] = &Change{name, before, fresh.noted("changed there and in " + r.File + ": " + strings.Join(keys, ", "))}
	r.Why = append(r.Why, "what is there is kept in "+name)
}

// oneLine is a text as it is read again after it was written on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// shorten puts words on one line of at most 80 characters.
func shorten(words string) string {
	runes := []rune(strings.Join(strings.Fields(words), " "))
	return string(runes[:min(len(runes), 80)]) + strings.Repeat("…", min(1, max(0, len(runes)-80)))
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
	for _, of := range []string{strings.Join(words, " "), bareAddress(s.URL)} {
		if id := content.Slug(of); id != "untitled" {
			return id
		}
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
	if s.IsLinked {
		d.Seen = "no"
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
