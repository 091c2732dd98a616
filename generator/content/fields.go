package content

import (
	"slices"
	"strings"

	"briefing/generator/anchor"
)

// fields reads the keys of one mapping. Asking for a key makes it known: what
// was never asked for is reported by done.
type fields struct {
	r        *reader
	at       At
	pairs    []pair
	asked    []string
	isBroken bool // the front matter could not be read: nothing is missed in it
}

// group makes fields of a mapping and reports keys that stand twice.
func (r *reader) group(n node) *fields {
	f := &fields{r: r, at: n.text.At, pairs: n.pairs, asked: make([]string, 0, 8+24*min(1, len(n.pairs)/4))}
	if !n.repeats() {
		return f
	}
	f.pairs = nil
	for _, p := range n.pairs {
		if i := slices.IndexFunc(f.pairs, func(q pair) bool { return q.key.Value == p.key.Value }); i >= 0 {
			first := f.pairs[i].key.At
			d := r.error("key-twice", p.key.At, "%q stands twice", p.key.Value)
			*d = d.WithHint("join the two, or delete one of them").WithRelated(r.file, int(first.Start), int(first.Stop), "first used here")
			continue
		}
		f.pairs = append(f.pairs, p)
	}
	return f
}

// repeats reports whether a key stands twice.
func (n node) repeats() bool {
	for i, p := range n.pairs {
		if slices.ContainsFunc(n.pairs[:i], func(q pair) bool { return q.key.Value == p.key.Value }) {
			return true
		}
	}
	return false
}

// get returns the value of a key, if it has one. A key without a value is
// reported.
func (f *fields) get(key string) (node, bool) {
	f.asked = append(f.asked, key)
	i := slices.IndexFunc(f.pairs, func(p pair) bool { return p.key.Value == key })
	if i < 0 {
		return node{}, false
	}
	if v := f.pairs[i].value; v.form != emptyForm {
		return v, true
	}
	f.r.error("value-missing", f.pairs[i].key.At, "%q has no value", key).Hint = "write one, or delete the line"
	return node{}, false
}

// place is where a key stands, or the whole group if it is not there.
func (f *fields) place(key string) At {
	for _, p := range f.pairs {
		if p.key.Value == key {
			return p.key.At
		}
	}
	return At{f.at.Start, f.at.Start}
}

// words reads a text of any length.
func (f *fields) words(key string) Text {
	n, _ := f.get(key)
	return f.asWords(key, n)
}

// name reads a text that is a word of the format or an id: a comment may follow it.
func (f *fields) name(key string) Text {
	n, ok := f.get(key)
	if !ok {
		return Text{}
	}
	return f.asText(key, n)
}

func (f *fields) asText(key string, n node) Text {
	if n.form != textForm {
		if n.form != emptyForm {
			f.r.error("value-form", n.text.At, "%q is %s, but must be a text", key, n.form)
		}
		return Text{}
	}
	return n.text
}

// asWords refuses text that YAML takes for a comment.
func (f *fields) asWords(key string, n node) Text {
	t := f.asText(key, n)
	if !n.plain || !t.IsSet() {
		return t
	}
	end, _ := lineEnd(f.r.file.Bytes, int(t.At.Stop))
	line := string(f.r.file.Bytes[t.At.Stop:end])
	if lost := strings.TrimSpace(line); strings.HasPrefix(lost, "#") {
		at := At{t.At.Start, t.At.Stop + int32(len(strings.TrimRight(line, " \t\r")))}
		d := f.r.error("text-lost", at, "YAML takes %q for a comment", lost)
		d.Hint, d.Paste = "put the value in quotation marks", quote(key+": "+t.Value+" "+lost)
	}
	return t
}

// all reads a text or a list of texts.
func (f *fields) all(key string) []Text {
	n, ok := f.get(key)
	if !ok {
		return nil
	}
	var texts []Text
	for _, v := range n.each() {
		if t := f.asWords(key, v); t.IsSet() {
			texts = append(texts, t)
		}
	}
	return texts
}

// each returns the values of a list, or the one value that stands for a list.
func (n node) each() []node {
	if n.form == listForm {
		return n.list
	}
	return []node{n}
}

// groups calls read for every mapping of a list of mappings.
func (f *fields) groups(key string, read func(*fields)) {
	n, ok := f.get(key)
	if !ok {
		return
	}
	for _, v := range n.each() {
		if v.form != mapForm {
			f.r.error("value-form", v.text.At, "%q is a list of groups of fields, but this is %s", key, v.form)
			continue
		}
		g := f.r.group(v)
		read(g)
		g.done()
	}
}

// group reads a mapping; nil if the key is not there.
func (f *fields) group(key string) *fields {
	n, ok := f.get(key)
	if !ok {
		return nil
	}
	if n.form != mapForm {
		f.r.error("value-form", n.text.At, "%q is %s, but must be a group of fields", key, n.form)
		return nil
	}
	return f.r.group(n)
}

// one reads a word out of a fixed number of words; another word is reported, and
// only its place is returned.
func (f *fields) one(key string, of ...string) Text {
	t := f.name(key)
	if !t.IsSet() || slices.Contains(of, t.Value) {
		return t
	}
	f.r.unknown("value-unknown", t, key, of)
	return Text{At: t.At}
}

// unknown reports a word that is none of the known ones, with the nearest.
func (r *reader) unknown(code string, t Text, key string, known []string) {
	d := r.error(code, t.At, "%q is no value of %q", t.Value, key)
	d.Hint = "one of: " + strings.Join(known, ", ")
	if near, ok := anchor.Suggest(strings.ToLower(t.Value), known); ok {
		d.Hint = "did you mean " + near + "? It is " + d.Hint
		d.Paste = key + ": " + near
	}
}

// require reports a field that must be there and is not.
func (f *fields) require(key string, isSet bool, example string) {
	if isSet || f.isBroken || slices.ContainsFunc(f.pairs, func(p pair) bool { return p.key.Value == key }) {
		return
	}
	f.r.error("field-missing", At{f.at.Start, f.at.Start}, "%q is missing", key).Paste = example
}

// done reports the keys that nobody asked for and returns the author's own ones.
func (f *fields) done() []Extra {
	var extras []Extra
	for _, p := range f.pairs {
		if own, ok := strings.CutPrefix(p.key.Value, "x_"); ok && own != "" {
			extras = append(extras, Extra{Key: p.key.Value, Values: p.value.flat()})
			continue
		}
		if slices.Contains(f.asked, p.key.Value) {
			continue
		}
		d := f.r.error("key-unknown", p.key.At, "there is no field %q here", p.key.Value)
		if near, ok := anchor.Suggest(strings.ToLower(p.key.Value), f.asked); ok {
			d.Hint = "did you mean " + near + "?"
		} else {
			d.Hint = "fields: " + strings.Join(f.asked, ", ") + "; a field of your own begins with x_"
		}
	}
	return extras
}

// flat returns all texts of a value in order.
func (n node) flat() []string {
	switch n.form {
	case textForm:
		return []string{n.text.Value}
	case listForm:
		var all []string
		for _, v := range n.list {
			all = append(all, v.flat()...)
		}
		return all
	case mapForm:
		var all []string
		for _, p := range n.pairs {
			all = append(all, p.key.Value+": "+strings.Join(p.value.flat(), ", "))
		}
		return all
	}
	return nil
}
