package biblio

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// ReadBibTeX reads BibTeX and BibLaTeX. LaTeX is turned into the characters that it
// stands for; names of @string are replaced by their values. What stands between
// entries is a comment, as it is for BibTeX. An entry that cannot be read is a mistake, and
// does not hide those behind it.
//
// The kept readers for Go stop at the first entry with a mistake, and at letters that
// BibTeX allows in keys and values; and they leave LaTeX as it is.
func ReadBibTeX(text []byte) ([]Entry, []Mistake) {
	r := &bibReader{text: strings.ReplaceAll(string(text), "\r\n", "\n"), strings: map[string]string{}}
	for n, name := range monthNames {
		r.strings[name] = fmt.Sprint(n + 1)
	}
	var mistakes []Mistake
	for r.next() {
		start := r.at
		if err := r.entry(); err != nil {
			r.at = r.recover(start)
			mistakes = append(mistakes, Mistake{1 + strings.Count(r.text[:start], "\n"), err.Error(), strings.TrimSpace(r.text[start:r.at])})
		}
	}
	r.inherit()
	entries := make([]Entry, len(r.found))
	for i, b := range r.found {
		entries[i] = b.entry()
	}
	return entries, mistakes
}

// bibEntry is an entry as it is written: LaTeX in its values.
type bibEntry struct {
	kind, key, source string
	fields            []bibField
}

type bibField struct{ name, value string }

func (b *bibEntry) get(name string) string {
	for _, f := range b.fields {
		if f.name == name {
			return f.value
		}
	}
	return ""
}

// next goes to the next @ that stands first in a line, or behind an entry.
func (r *bibReader) next() bool {
	for {
		if r.space(); r.at >= len(r.text) {
			return false
		}
		if r.text[r.at] == '@' {
			return true
		}
		i := strings.IndexByte(r.text[r.at:], '\n')
		if i < 0 {
			return false
		}
		r.at += i
	}
}

// recover finds the line behind an entry that could not be read: the next one that
// begins with @.
func (r *bibReader) recover(start int) int {
	if i := strings.Index(r.text[start+1:], "\n@"); i >= 0 {
		return start + 1 + i + 1
	}
	return len(r.text)
}

func (r *bibReader) entry() error {
	start := r.at
	r.at++
	kind := strings.ToLower(r.name(" \t\n{(\"#%'(),=}@"))
	r.space()
	open := r.peek()
	if open != '{' && open != '(' {
		return fmt.Errorf("@%s without a brace behind it", kind)
	}
	if kind == "comment" {
		_, err := r.group(open)
		return err
	}
	r.at++
	r.space()
	switch kind {
	case "preamble":
		if _, err := r.value(); err != nil {
			return err
		}
		return r.end(open)
	case "string":
		f, err := r.field()
		if err != nil {
			return err
		}
		r.strings[f.name] = f.value
		return r.end(open)
	}
	b := bibEntry{kind: kind, key: r.name(" \t\n,}")}
	for {
		r.space()
		if r.peek() != ',' {
			break
		}
		r.at++
		if r.space(); r.peek() == closing(open) || r.peek() == ',' {
			continue
		}
		f, err := r.field()
		if err != nil {
			return err
		}
		b.fields = append(b.fields, f)
	}
	if err := r.end(open); err != nil {
		return err
	}
	b.source = r.text[start:r.at] + "\n"
	r.found = append(r.found, b)
	return nil
}

// inherit gives entries what they have of the one that crossref or xdata names. The
// title of that one is the title of the book here.
func (r *bibReader) inherit() {
	byKey := map[string]*bibEntry{}
	for i := range r.found {
		byKey[strings.ToLower(r.found[i].key)] = &r.found[i]
	}
	for i := range r.found {
		b := &r.found[i]
		name := strings.ToLower(cmp.Or(b.get("crossref"), b.get("xdata")))
		from := byKey[name]
		if name == "" || from == nil || from == b {
			continue
		}
		isCross := b.get("crossref") != ""
		for _, f := range slices.Clone(from.fields) {
			if isCross && f.name == "title" {
				f.name = "booktitle"
			}
			if b.get(f.name) == "" && !strings.HasPrefix(f.name, "cross") {
				b.fields = append(b.fields, f)
			}
		}
	}
	r.found = slices.DeleteFunc(r.found, func(b bibEntry) bool { return b.kind == "xdata" })
}
