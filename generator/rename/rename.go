// Package rename gives a record another id: the edits in every file that names it,
// and the line that keeps the old id, so that its address leads on. Files are moved
// by the caller.
package rename

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
)

// Plan returns the edits that give a record another id, and the record that it is
// then. references are those of the library. The file of the record, or the folder of
// a briefing, is still to be moved once the edits are made.
func Plan(lib *content.Library, references []content.Reference, from content.Record, id string) (edits []diag.Edit, to content.Record, err error) {
	to = from
	to.ID = id
	heads := map[string]*content.Head{}
	for _, h := range lib.Heads() {
		heads[h.File.Name] = h
	}
	own := heads[from.File()]
	switch {
	case !content.IsID(id):
		return nil, to, fmt.Errorf("%q cannot be an id: lower-case letters, digits and hyphens, such as %q", id, content.Slug(id))
	case own == nil:
		return nil, to, missing(lib, from, id)
	case id == from.ID:
		return nil, to, fmt.Errorf("it is called %q already", id)
	case heads[to.File()] != nil:
		return nil, to, fmt.Errorf("there is a %s %q already", to.Register, id)
	}
	if h := was(lib, to, own); h != nil {
		return nil, to, fmt.Errorf("%q was called %q once, and the old address leads there", h.ID, id)
	}
	for _, r := range references {
		if r.To != from {
			continue
		}
		if !IsPlain(r) {
			line, column := r.Head.File.Position(int(r.At.Start))
			return nil, to, fmt.Errorf("%s:%d:%d: %q is spelt in another way here", r.Head.File.Name, line, column, from.ID)
		}
		edits = append(edits, edit(r.Head.File, int(r.At.Start), int(r.At.Stop), id))
	}
	return append(edits, formerly(own, from.ID, id)...), to, nil
}

// missing says of a record that is not there what it is called now, if it was renamed, or
// which one may be meant.
func missing(lib *content.Library, from content.Record, id string) error {
	if now := today(lib, from); now != from {
		return fmt.Errorf("there is no %s any more: it is called %s now; rename that with: briefing rename %s %s", spelled(from), spelled(now), spelled(now), id)
	}
	var known []string
	for _, h := range lib.Heads() {
		if r, ok := content.RecordOf(h.File.Name); ok && r.Register == from.Register && r.Briefing == from.Briefing {
			known = append(known, r.ID)
		}
	}
	if near, ok := anchor.Suggest(from.ID, known); ok {
		meant := from
		meant.ID = near
		return fmt.Errorf("there is no %s; did you mean %s?", spelled(from), spelled(meant))
	}
	return fmt.Errorf("there is no %s", spelled(from))
}

// today is the record that one which is not there was renamed to, with its briefing or by
// itself; the same if it never was.
func today(lib *content.Library, r content.Record) content.Record {
	if r.Briefing != "" {
		r.Briefing = today(lib, content.Record{Register: content.Articles, ID: r.Briefing}).ID
	}
	heads := lib.Heads()
	if slices.ContainsFunc(heads, func(h *content.Head) bool { return h.File.Name == r.File() }) {
		return r
	}
	if h := was(lib, r, nil); h != nil {
		r.ID = h.ID
	}
	return r
}

// spelled is a record as the command line names it.
func spelled(r content.Record) string {
	if r.Register == content.Annotations {
		return r.Briefing + "/" + r.ID
	}
	return string(r.Register) + "/" + r.ID
}

// was is another record that had an id once; nil if there is none.
func was(lib *content.Library, to content.Record, own *content.Head) *content.Head {
	for _, h := range lib.Heads() {
		r, ok := content.RecordOf(h.File.Name)
		if ok && h != own && r.Register == to.Register && r.Briefing == to.Briefing && slices.Contains(content.Values(h.Formerly), to.ID) {
			return h
		}
	}
	return nil
}

// IsPlain reports whether the id stands as it is at a reference.
func IsPlain(r content.Reference) bool {
	return string(r.Head.File.Bytes[r.At.Start:r.At.Stop]) == r.To.ID
}

func edit(f *diag.File, start, stop int, text string) diag.Edit {
	return diag.Edit{Span: diag.Span{File: f, Start: start, Stop: stop}, Text: text}
}

// formerly is the edit that keeps an old id in a record, in place of the new one if it
// was that before; none if the front matter cannot be read, or has it already.
func formerly(h *content.Head, id, now string) []diag.Edit {
	text := h.File.Bytes
	if h.IsBroken || slices.Contains(content.Values(h.Formerly), id) {
		return nil
	}
	if len(h.Formerly) == 0 {
		return first(h.File, id)
	}
	if i := slices.IndexFunc(h.Formerly, func(t content.Text) bool { return t.Value == now }); i >= 0 {
		at := h.Formerly[i].At
		return []diag.Edit{edit(h.File, int(at.Start), int(at.Stop), id)}
	}
	old := h.Formerly[0].At
	start, stop := int(old.Start), int(old.Stop)
	before := strings.TrimRight(string(text[:start]), " \t\r\n")
	switch {
	case strings.HasSuffix(before, "["):
		return []diag.Edit{edit(h.File, start, start, id+", ")}
	case strings.HasSuffix(before, "-"):
		line := text[bytes.LastIndexByte(text[:start], '\n')+1 : start]
		return []diag.Edit{edit(h.File, start, start, id+ending(text)+string(line))}
	}
	return []diag.Edit{edit(h.File, start, stop, "["+id+", "+string(text[start:stop])+"]")}
}

// first is the edit that begins the field, behind the fence of the front matter.
func first(f *diag.File, id string) []diag.Edit {
	fence, _, ok := bytes.Cut(f.Bytes, []byte{'\n'})
	if !ok || strings.TrimRight(string(fence), " \t\r") != "---" {
		return nil
	}
	at := len(fence) + 1
	return []diag.Edit{edit(f, at, at, "formerly: ["+id+"]"+ending(f.Bytes))}
}

// ending is how the first line of a text ends.
func ending(text []byte) string {
	if line, _, _ := bytes.Cut(text, []byte{'\n'}); bytes.HasSuffix(line, []byte{'\r'}) {
		return "\r\n"
	}
	return "\n"
}
