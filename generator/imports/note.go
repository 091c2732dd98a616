package imports

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/draft"
	"briefing/generator/foreign"
)

// target is the briefing that notes are put into.
type target struct {
	*content.Briefing
	text     *anchor.Text
	letters  letters
	here     map[string]*content.Annotation // by their origins
	unplaced map[string]string              // files of what could not be placed, by origin
}

// notes plans those of the batch.
func (p *planner) notes() error {
	if len(p.Batch.Notes) == 0 {
		return nil
	}
	t, err := p.target()
	if err != nil {
		return err
	}
	for _, n := range p.Batch.Notes {
		n.Origin.ID = oneLine(n.Origin.ID)
		if err := p.note(t, n); err != nil {
			return err
		}
	}
	return nil
}

// target is the briefing with the article as it will be.
func (p *planner) target() (*target, error) {
	library := p.Library
	if len(p.files) > 0 {
		texts := map[string][]byte{}
		for name, c := range p.files {
			texts[name] = c.After
		}
		library, _ = content.Load(p.Over(texts))
	}
	i := slices.IndexFunc(library.Briefings, func(b *content.Briefing) bool { return b.ID == p.Briefing })
	if i < 0 {
		for _, r := range p.records {
			if r.Outcome == Unplaced { // it can only be the article
				return nil, fmt.Errorf("nothing is imported: the article, which its notes need, cannot be placed: %s", strings.Join(r.Why, "; "))
			}
		}
		return nil, fmt.Errorf("there is no briefing %q", p.Briefing)
	}
	p.Library, p.shelf = library, newShelf(library) // with sources that were imported a moment ago
	t := &target{library.Briefings[i], textOf(library.Briefings[i]), lettersOf(library.Briefings[i].Body.Text()), map[string]*content.Annotation{}, nil}
	for _, a := range t.Annotations {
		if a.Origin != nil {
			t.here[a.Origin.ID.Value] = a
		}
	}
	unplaced, err := p.unplaced(Record{scope: p.Briefing})
	t.unplaced = unplaced
	return t, err
}

// note plans a note: into the file that it has here, or into a new one.
func (p *planner) note(t *target, n foreign.Note) error {
	placed := p.find(t, n)
	d := p.draft(t, n, &placed)
	r := Record{Words: words(n), scope: t.ID, origin: n.Origin.ID, Why: slices.Clone(placed.why)}
	given := map[string]string{"quote": hash(flatQuotes(n.Quotes)...)}
	a := t.here[n.Origin.ID]
	if own := p.ownNote(t, n); a == nil && own != nil {
		a, d.Origin = own, draft.Origin{} // it never left
	}
	if a != nil {
		d.ID = a.ID
		r.Why = nil
		p.meet(r, a.File.Name, a.File.Bytes, []byte(d.File().Text), given)
		return nil
	}
	if name, ok := t.unplaced[n.Origin.ID]; ok {
		return p.again(t, r, name, d, placed, given)
	}
	if p.wasDeleted(r) {
		r.Outcome = Deleted
		p.records = append(p.records, r)
		return nil
	}
	d.ID = p.free(noteID(n, placed), annotationFile(t.ID), unplacedFile(t.ID))
	name := annotationFile(t.ID)(d.ID)
	if !placed.ok {
		r.Outcome, name = Unplaced, unplacedFile(t.ID)(d.ID)
	}
	p.add(r, name, []byte(d.File().Text), given)
	return nil
}

// again plans a note that could not be placed last time.
func (p *planner) again(t *target, r Record, name string, d draft.Note, placed placed, given map[string]string) error {
	before, err := read(p.Root, name)
	if err != nil {
		return err
	}
	if !placed.ok {
		p.meet(r, name, before, []byte(d.File().Text), given)
		last := &p.records[len(p.records)-1]
		last.Outcome = Unplaced
		return nil
	}
	d.ID = p.free(strings.TrimSuffix(path.Base(name), ".md"), annotationFile(t.ID))
	p.add(r, annotationFile(t.ID)(d.ID), []byte(d.File().Text), given)
	return p.remove(name)
}

// ownNote is the annotation that this site itself published under the origin of a note.
func (p *planner) ownNote(t *target, n foreign.Note) *content.Annotation {
	address, id, _ := strings.Cut(n.Origin.ID, "#")
	if base := p.Library.Site.URL + "briefings/" + t.ID + "/"; p.Library.Site.URL == "" || !strings.HasPrefix(address, base) {
		return nil
	}
	for _, a := range t.Annotations {
		if a.ID == id {
			return a
		}
	}
	return nil
}

func annotationFile(briefing string) func(string) string {
	return func(id string) string {
		return content.Record{Register: content.Annotations, ID: id, Briefing: briefing}.File()
	}
}

func unplacedFile(briefing string) func(string) string {
	return func(id string) string { return path.Join("content/briefings", briefing, content.Unplaced, id+".md") }
}

// words are those that a note is about, for a line of a table.
func words(n foreign.Note) string {
	if len(n.Quotes) > 0 {
		return n.Quotes[0].Exact
	}
	return n.Text
}

func flatQuotes(quotes []foreign.Quote) []string {
	var all []string
	for _, q := range quotes {
		all = append(all, q.Prefix, q.Exact, q.Suffix)
	}
	return all
}

// noteID makes an id of the first words that a note is about.
func noteID(n foreign.Note, at placed) string {
	if content.IsID(n.ID) {
		return n.ID
	}
	fields := strings.Fields(words(n))
	id := content.Slug(strings.Join(fields[:min(6, len(fields))], " "))
	if id == "untitled" || !strings.ContainsFunc(id, isLetter) {
		return "note-" + hash(n.Origin.ID)
	}
	return id
}
