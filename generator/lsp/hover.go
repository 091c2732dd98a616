package lsp

import (
	"slices"
	"strings"
	"unicode/utf8"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/content/country"
	"briefing/generator/diag"
	"briefing/generator/graph"
)

// hover says what stands at a place: a passage with its claim, assessment and sources,
// the record of an id, or the meaning of a field or word. It is nil where there is
// nothing to say.
func (s *server) hover(p positionParams) *hover {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	st, file, offset := s.at(p)
	if file == nil {
		return nil
	}
	if r, ok := st.reference(file, offset); ok {
		return s.hoverAt(file, r.At, st.describe(r.To))
	}
	if a, passage, ok := st.quoted(file, offset); ok {
		return s.hoverAt(file, passage.At, summary(a))
	}
	if on := st.annotations(file, offset); len(on) > 0 {
		var parts []string
		for _, a := range on {
			parts = append(parts, summary(a))
		}
		return &hover{Contents: *markdown(strings.Join(parts, "\n\n---\n\n"))}
	}
	return s.explain(file, offset)
}

func (s *server) hoverAt(f *diag.File, at content.At, text string) *hover {
	if text == "" {
		return nil
	}
	r := s.units.span(f.Text(), int(at.Start), int(at.Stop))
	return &hover{*markdown(text), &r}
}

// explain says what the field or the word of the format at a place means.
func (s *server) explain(file *diag.File, offset int) *hover {
	c := cursorAt(file.Text(), offset, strings.HasSuffix(file.Name, ".yaml"))
	if c.isBody {
		return nil
	}
	at := content.At{Start: int32(c.start), Stop: int32(c.stop)}
	written := string(file.Text()[c.start:c.stop])
	if c.isKey {
		f, ok := find(fieldsOf(file.Name), append(slices.Clip(c.keys), written))
		if !ok {
			return nil
		}
		return s.hoverAt(file, at, f.documentation().Value)
	}
	if f, ok := find(fieldsOf(file.Name), c.keys); ok && f.values == words && slices.Contains(f.of, written) {
		return s.hoverAt(file, at, meanings[written])
	}
	return nil
}

// reference is the reference at a place of a file.
func (st *state) reference(file *diag.File, offset int) (content.Reference, bool) {
	i := slices.IndexFunc(st.references, func(r content.Reference) bool {
		return r.Head.File == file && int(r.At.Start) <= offset && offset <= int(r.At.Stop)
	})
	if i < 0 {
		return content.Reference{}, false
	}
	return st.references[i], true
}

// quoted is the annotation that a file is, with the passage in it that a place is in.
func (st *state) quoted(file *diag.File, offset int) (*graph.Annotation, content.Passage, bool) {
	for _, a := range st.site.Written {
		if a.File != file {
			continue
		}
		for _, p := range a.Annotation.Passages {
			if int(p.At.Start) <= offset && offset <= int(p.At.Stop) {
				return a, p, true
			}
		}
	}
	return nil, content.Passage{}, false
}

// annotations are those on the words at a place of an article, the shortest passage
// first.
func (st *state) annotations(file *diag.File, offset int) []*graph.Annotation {
	var on []*graph.Annotation
	length := map[*graph.Annotation]int{}
	text := "" // of the article
	for _, a := range st.site.Written {
		if a.Briefing.File != file {
			continue
		}
		if text == "" {
			text = a.Briefing.Body.Text()
		}
		for _, r := range a.Passages {
			if start, stop := source(a.Briefing, text, r); start <= offset && offset <= stop {
				on = append(on, a)
				length[a] = r.Stop - r.Start
				break
			}
		}
	}
	slices.SortStableFunc(on, func(a, b *graph.Annotation) int { return length[a] - length[b] })
	return on
}

// source is where a part of an article's text stands in its file.
func source(b *graph.Briefing, text string, r anchor.Range) (start, stop int) {
	_, size := utf8.DecodeLastRuneInString(text[:r.Stop])
	return b.BodyStart + b.Body.Source(r.Start), b.BodyStart + b.Body.Source(r.Stop-size) + size
}

// summary is an annotation in a few lines of Markdown.
func summary(a *graph.Annotation) string {
	var b strings.Builder
	b.WriteString("**" + a.Standing() + "**")
	if a.Confidence.IsSet() {
		b.WriteString(" (confidence: " + a.Confidence.Value + ")")
	}
	if claim := a.Claim; claim != "" {
		b.WriteString(" · " + escaped(claim))
	}
	for _, v := range a.AllVoices() {
		b.WriteString("\n- " + joined(v.Stance, escaped(v.By.Name)))
		if v.In != nil {
			b.WriteString(": " + escaped(joined(v.In.Title.Value, v.SaidIn.Place.Value)))
		}
	}
	for _, e := range a.Evidence {
		b.WriteString("\n- " + e.Stance + ": " + escaped(joined(e.Of.Title.Value, e.Place.Value)))
	}
	b.WriteString("\n\n`" + a.ID + "`")
	return b.String()
}

var marks = strings.NewReplacer("*", `\*`, "_", `\_`, "[", `\[`, "`", "\\`", "<", "&lt;", "#", `\#`)

// escaped is text that Markdown shows as it is.
func escaped(s string) string { return marks.Replace(s) }

// describe says in Markdown what a record is; empty if there is none.
func (st *state) describe(r content.Record) string {
	lib := st.site.Library
	switch r.Register {
	case content.Sources:
		for _, s := range lib.Sources {
			if s.ID == r.ID {
				return entry(s.Title.Value, joined(s.Type.Value, s.Nature, s.Publisher.Value, s.Date.Value), s.URL.Value)
			}
		}
	case content.Experts:
		for _, e := range lib.Experts {
			if e.ID == r.ID {
				return entry(e.Name.Value, joined(e.Kind, strings.Join(content.Values(e.Field), ", ")), posts(e))
			}
		}
	case content.Articles:
		for _, b := range lib.Briefings {
			if b.ID == r.ID {
				return entry(b.Title.Value, joined(string(b.Status), b.Date.Value), b.Summary.Value)
			}
		}
	case content.Annotations:
		for _, a := range st.site.Written {
			if a.ID == r.ID && a.Briefing.ID == r.Briefing {
				return summary(a)
			}
		}
	case content.Countries:
		if k, ok := country.Lookup(r.ID); ok {
			return entry(k.Name, strings.Join(k.Capitals, ", "), "")
		}
	}
	return ""
}

func entry(title, detail, more string) string {
	text := "**" + escaped(title) + "**"
	for _, s := range []string{detail, more} {
		if s != "" {
			text += "\n\n" + escaped(s)
		}
	}
	return text
}

// posts are the affiliations of an expert that did not end.
func posts(e *content.Expert) string {
	var all []string
	for _, a := range e.Affiliations {
		if a.To.To.IsZero() {
			all = append(all, joined(a.Role.Value, a.Organisation.Value))
		}
	}
	return strings.Join(all, "; ")
}
