package lsp

import (
	"fmt"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/content/country"
)

// mostItems is the greatest number of passages that are offered.
const mostItems = 20

// completion says what can be written at a place. It looks at the text as it is now
// and takes ids and titles from the last build, so that nobody waits.
func (s *server) completion(p positionParams) completionList {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	name := s.name(p.TextDocument.URI)
	open := s.texts[name]
	list := completionList{Items: []completionItem{}}
	fields := fieldsOf(name)
	if open == nil || fields == nil {
		return list
	}
	if s.built == nil {
		s.newest()
	}
	if s.built == nil || s.built.site == nil {
		return list
	}
	w := &writer{units: s.units, library: s.built.site.Library, name: name, text: open.bytes, offset: s.units.offset(open.bytes, p.Position)}
	w.cursor = cursorAt(open.bytes, w.offset, strings.HasSuffix(name, ".yaml"))
	w.complete(fields)
	if w.items != nil {
		list.Items = w.items
	}
	list.IsIncomplete = w.isIncomplete
	return list
}

// writer collects what can be written at a cursor.
type writer struct {
	cursor
	units        encoding
	library      *content.Library
	name         string
	text         []byte
	offset       int
	items        []completionItem
	isIncomplete bool
}

func (w *writer) complete(fields []field) {
	if w.isBody {
		w.quotation()
		return
	}
	f, isField := find(fields, w.keys)
	switch {
	case w.isKey && len(w.keys) == 0:
		w.fieldNames(fields)
	case w.isKey, isField && f.values == free && len(f.group) > 0:
		w.fieldNames(f.group)
	case isField:
		w.values(f)
	}
}

// fieldNames offers the fields of a group that are not there yet.
func (w *writer) fieldNames(fields []field) {
	behind := ": "
	if w.isKey && !w.isBare {
		behind = "" // a colon is there
	}
	for i, f := range fields {
		if slices.Contains(w.siblings, f.key) {
			continue
		}
		w.add(completionItem{Label: f.key, Kind: kindField, Detail: short(f.meaning), Documentation: f.documentation(), SortText: fmt.Sprintf("%02d", i)}, f.key+behind)
	}
}

// add adds an item that puts a text in the place of what is written.
func (w *writer) add(item completionItem, text string) {
	item.TextEdit = textEdit{w.units.span(w.text, w.start, w.stop), text}
	w.items = append(w.items, item)
}

// values offers values of a field.
func (w *writer) values(f field) {
	switch f.values {
	case words:
		for i, v := range f.of {
			w.add(completionItem{Label: v, Kind: kindValue, Detail: meanings[v], SortText: fmt.Sprintf("%02d", i)}, v)
		}
	case sources, citations:
		for _, x := range w.library.Sources {
			w.record(x.ID, x.Title.Value, joined(x.Type.Value, x.Publisher.Value, x.Date.Value))
		}
	case experts:
		w.people()
	case people:
		w.editors()
		w.people()
	case editors:
		w.editors()
	case countries:
		for _, k := range country.All() {
			w.record(k.Code, k.Name, "")
		}
	case neighbors:
		w.neighbors()
	case passages:
		w.passages(content.Scalar)
	}
}

// record offers an id, which can be looked for by the title too. What follows the id
// in a citation, a place, stays.
func (w *writer) record(id, title, detail string) {
	text, old := id, string(w.text[w.start:w.stop])
	if i := strings.IndexByte(old, ' '); i >= 0 && w.start+i >= w.offset {
		text += old[i:]
	}
	item := completionItem{Label: id, Kind: kindReference, Detail: title, FilterText: id + " " + title}
	if detail != "" {
		item.Documentation = markdown(detail)
	}
	w.add(item, text)
}

func (w *writer) people() {
	for _, e := range w.library.Experts {
		w.record(e.ID, e.Name.Value, strings.Join(content.Values(e.Field), ", "))
	}
}

func (w *writer) editors() {
	for _, e := range w.library.Site.Editors {
		w.record(e.Key, e.Name.Value, "")
	}
}

// article is the briefing that the file belongs to; nil if it belongs to none.
func (w *writer) article() *content.Briefing {
	r, _ := content.RecordOf(w.name)
	i := slices.IndexFunc(w.library.Briefings, func(b *content.Briefing) bool { return b.ID == r.Briefing })
	if r.Register != content.Annotations || i < 0 {
		return nil
	}
	return w.library.Briefings[i]
}

func (w *writer) neighbors() {
	b := w.article()
	if b == nil {
		return
	}
	for _, a := range b.Annotations {
		if a.File.Name != w.name {
			title := a.Claim.Value
			if title == "" && len(a.Passages) > 0 {
				title = a.Passages[0].Value
			}
			w.record(a.ID, title, a.Assessment.Value)
		}
	}
}

// quotation offers passages in a Markdown quotation at the top of the text.
func (w *writer) quotation() {
	if w.article() == nil {
		return
	}
	start := w.offset
	for start > 0 && w.text[start-1] != '\n' {
		start--
	}
	begun, isQuotation := strings.CutPrefix(string(w.text[start:w.offset]), "> ")
	above := strings.TrimSpace(string(w.text[:start]))
	if !isQuotation || !strings.HasSuffix(above, "---") && !strings.HasPrefix(above[strings.LastIndexByte(above, '\n')+1:], ">") {
		return
	}
	stop := w.offset
	for stop < len(w.text) && w.text[stop] != '\n' && w.text[stop] != '\r' {
		stop++
	}
	w.start, w.stop, w.word = start+2, stop, begun
	w.passages(func(s string) string { return s })
}

// passages offers words of the article: those that go on from what is written, up to
// the next pause and to the end of the sentence; or whole sentences. Each is spelt so
// that it is found once.
func (w *writer) passages(spell func(string) string) {
	b := w.article()
	if b == nil {
		return
	}
	w.isIncomplete = true // more is found as more is written
	text := b.Body.Text()
	prepared := anchor.New(text, nil)
	for _, r := range continued(text, prepared, strings.TrimLeft(w.word, `"'`)) {
		quote := prepared.Quote(r)
		shown := strings.Join(strings.Fields(text[r.Start:r.Stop]), " ")
		w.add(completionItem{Label: clipped(shown), Kind: kindText, FilterText: w.word + shown, SortText: fmt.Sprintf("%02d", len(w.items))}, spell(strings.Join(strings.Fields(quote), " ")))
	}
}

// continued are parts of a text that begin with some words, at most [mostItems].
func continued(text string, prepared *anchor.Text, begun string) []anchor.Range {
	var all []anchor.Range
	add := func(start, stop int) {
		stop = start + len(strings.TrimRight(text[start:stop], " .,;:!?…"))
		r := anchor.Range{Start: start, Stop: stop}
		if stop-start > len(begun) && !slices.Contains(all, r) && len(all) < mostItems {
			all = append(all, r)
		}
	}
	sentences := anchor.Sentences(text)
	if strings.TrimSpace(begun) == "" {
		for _, sentence := range sentences {
			add(sentence.Start, sentence.Stop)
		}
		return all
	}
	for _, found := range prepared.Find(anchor.Pattern{Exact: begun}).Found {
		for _, sentence := range sentences {
			if found.Start < sentence.Start || found.Stop > sentence.Stop {
				continue
			}
			if pause := strings.IndexAny(text[found.Stop:sentence.Stop], ",;:–—"); pause >= 0 {
				add(found.Start, found.Stop+pause)
			}
			add(found.Start, sentence.Stop)
		}
	}
	return all
}

// clipped is a text that fits in a menu.
func clipped(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return s
}

func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

func markdown(text string) *markup { return &markup{"markdown", text} }

// documentation is the meaning of a field with its values.
func (f field) documentation() *markup {
	text := f.meaning
	for _, v := range f.of {
		text += "\n- `" + v + "`"
		if m := meanings[v]; m != "" {
			text += ": " + m
		}
	}
	return markdown(text)
}
