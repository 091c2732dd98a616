package imports

import (
	"cmp"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/diag"
)

// body is the key of the text below the front matter.
const body = "text"

// form is a file taken apart: its fields by their keys, and its text.
type form struct {
	file   *diag.File
	fields []content.Field
	start  int // of the text
}

func parse(name string, text []byte) (form, bool) {
	f := form{file: diag.NewFile(name, text)}
	fields, start, ok := content.Front(f.file)
	f.fields, f.start = fields, start
	return f, ok
}

// value is the hash of a field; ok is false if there is none.
func (f form) value(key string) (sum string, ok bool) {
	if key == body {
		text := string(f.file.Text()[f.start:])
		return hash(text), strings.TrimSpace(text) != ""
	}
	i := f.index(key)
	if i < 0 {
		return "", false
	}
	return hash(f.fields[i].Values...), true
}

func (f form) index(key string) int {
	return slices.IndexFunc(f.fields, func(c content.Field) bool { return c.Key == key })
}

// origin is the id in the field origin; empty if there is none.
func (f form) origin() string {
	i := f.index("origin")
	if i < 0 {
		return ""
	}
	for _, v := range f.fields[i].Values {
		if id, ok := strings.CutPrefix(v, "id: "); ok {
			return id
		}
	}
	return f.fields[i].Values[0]
}

// foreign are the keys of a file that was made of a foreign record, which an import may
// change.
func (f form) foreign() []string {
	var keys []string
	for _, c := range f.fields {
		if c.Key != "status" && c.Key != "origin" && c.Key != "date" || c.Key == "date" && f.index("type") >= 0 {
			keys = append(keys, c.Key)
		}
	}
	if _, ok := f.value(body); ok {
		keys = append(keys, body)
	}
	return keys
}

// merge is a file with the changes of a foreign record.
type merge struct {
	after   []byte
	base    map[string]string // hashes of what is imported now
	changed []string          // keys
	kept    []string          // keys that differ and stay
	lost    []string          // of these, those that an import wrote and both sides changed since
}

// merged brings a foreign record into a file. fresh is the file as it would be if
// it were new, base what was imported last time, given hashes of fields whose
// spelling depends on more than the foreign record.
func merged(now, fresh form, base, given map[string]string) merge {
	m := merge{base: map[string]string{}}
	var edits []diag.Edit
	for _, key := range fresh.foreign() {
		wanted, _ := fresh.value(key)
		mark := cmp.Or(given[key], wanted)
		here, isHere := now.value(key)
		was, wasKnown := base[key]
		written := base[writtenKey(key)]
		isOurs := isHere && wasKnown && here == cmp.Or(written, was)
		switch {
		case wasKnown && was == mark:
			m.note(key, mark, written)
		case isHere && here == wanted:
			m.note(key, mark, wanted)
		case isOurs, !isHere && !wasKnown:
			m.note(key, mark, wanted)
			m.changed = append(m.changed, key)
			edits = append(edits, now.edit(fresh, key))
		default:
			m.note(key, mark, written)
			m.kept = append(m.kept, key)
			if wasKnown {
				m.lost = append(m.lost, key)
			}
		}
	}
	if now.index("origin") < 0 && fresh.index("origin") >= 0 {
		edits = append(edits, now.edit(fresh, "origin"))
		m.changed = append(m.changed, "origin")
	}
	m.after, _ = now.file.Apply(edits)
	return m
}

// note keeps the hash of a field as it is there, and as it was written here if that is
// another one.
func (m *merge) note(key, mark, written string) {
	m.base[key] = mark
	if written != "" && written != mark {
		m.base[writtenKey(key)] = written
	}
}

// writtenKey is where the hash of a field is kept as it was written here: of words whose
// spelling depends on the article, or of a text that was mended.
func writtenKey(key string) string { return key + "-written" }

// words are the values of a field, on one line.
func (f form) words(key string) string {
	if key == body {
		return string(f.file.Text()[f.start:])
	}
	return strings.Join(f.fields[f.index(key)].Values, "; ")
}

// noted is the file with a comment above the end of its front matter.
func (f form) noted(comment string) []byte {
	last := f.fields[len(f.fields)-1].Stop
	text, _ := f.file.Apply([]diag.Edit{f.replace(last, last, "# "+strings.Join(strings.Fields(comment), " ")+"\n")})
	return text
}

// edit puts a field of another file in the place of that of f, or behind its fields.
func (f form) edit(from form, key string) diag.Edit {
	if key == body {
		return f.replace(f.start, len(f.file.Text()), string(from.file.Text()[from.start:]))
	}
	source := from.fields[from.index(key)]
	text := string(from.file.Text()[source.Start:source.Stop])
	if i := f.index(key); i >= 0 {
		return f.replace(f.fields[i].Start, f.fields[i].Stop, text)
	}
	at := f.fields[len(f.fields)-1].Stop
	if i := f.index("origin"); i >= 0 {
		at = f.fields[i].Start
	}
	return f.replace(at, at, text)
}

// replace is an edit with the line ends of the file.
func (f form) replace(start, stop int, text string) diag.Edit {
	if strings.Contains(string(f.file.Text()), "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return diag.Edit{Span: diag.Span{File: f.file, Start: start, Stop: stop}, Text: text}
}
