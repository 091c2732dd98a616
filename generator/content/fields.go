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
	f := &fields{r: r, at: n.text.At, pairs: n.pairs, isBroken: r.isBroken, asked: make([]string, 0, 8+24*min(1, len(n.pairs)/4))}
	if !n.repeats() {
		return f
	}
	f.pairs = nil
	for _, p := range n.pairs {
		if i := slices.IndexFunc(f.pairs, func(q pair) bool { return q.key.Value == p.key.Value }); i >= 0 {
			first := f.pairs[i].key.At
			d := r.error("key-twice", p.key.At, "%q stands twice", p.key.Value)
			*d = d.WithHint("join the two, or delete one of them").WithRelated(r.file, int(first.Start), int(first.Stop), "first used here")
			if line, start, stop := r.wholeLine(p.key.At); line != "" && strings.Contains(string(r.file.Text()[:start]), "\n"+line) {
				*d = d.WithFix(true, "delete the second line, which is the same", start, stop, "")
			}
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
	if f.isBroken { // its value may be in a line that could not be read
		return node{}, false
	}
	f.r.valueMissing(f.pairs[i].key)
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
			f.notText(key, n)
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
	end, _ := lineEnd(f.r.file.Text(), int(t.At.Stop))
	line := string(f.r.file.Text()[t.At.Stop:end])
	if lost := strings.TrimSpace(line); strings.HasPrefix(lost, "#") {
		at := At{t.At.Start, t.At.Stop + int32(len(strings.TrimRight(line, " \t\r")))}
		d := f.r.error("text-lost", at, "YAML takes %q for a comment", lost)
		d.Hint, d.Paste = "put the value in quotation marks", quote(key+": "+t.Value+" "+lost)
		*d = d.WithFix(false, "put the value in quotation marks", int(at.Start), int(at.Stop), quoted(string(f.r.file.Text()[at.Start:at.Stop])))
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
		if t := f.asWords(key, v); t.IsSet() && n.form == listForm {
			texts = append(texts, t)
		} else if t.IsSet() {
			texts = append(texts, f.entries(key, t)...)
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
			f.notGroup(key, "a list of groups of fields", v)
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
		f.notGroup(key, "a group of fields", n)
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

// valueMissing reports a key without a value, or whose value YAML takes for a
// comment.
func (r *reader) valueMissing(key Text) {
	line, start, stop := r.wholeLine(key.At)
	if i := strings.IndexByte(line, '#'); i > 0 && int(key.At.Stop)-start < i {
		words := strings.TrimRight(line[i:], " \t\r\n")
		d := r.error("text-lost", At{int32(start + i), int32(start + i + len(words))}, "YAML takes %q for a comment", words)
		d.Hint, d.Paste = "put the value in quotation marks", key.Value+": "+quoted(words)
		*d = d.WithFix(false, "put the value in quotation marks", start+i, start+i+len(words), quoted(words))
		return
	}
	d := r.error("value-missing", key.At, "%q has no value", key.Value)
	d.Hint = "write one, or delete the line"
	if strings.HasPrefix(line, key.Value) {
		*d = d.WithFix(false, "delete the line", start, stop, "")
	}
}

// wholeLine is the line of a place with its end.
func (r *reader) wholeLine(at At) (line string, start, stop int) {
	start = strings.LastIndexByte(string(r.file.Text()[:at.Start]), '\n') + 1
	_, stop = lineEnd(r.file.Text(), int(at.Start))
	return string(r.file.Text()[start:stop]), start, stop
}

// notText reports a list or group where a text must be.
func (f *fields) notText(key string, n node) {
	d := f.r.error("value-form", n.text.At, "%q is %s, but must be a text", key, n.form)
	start, stop := int(n.text.At.Start), int(n.text.At.Stop)
	words := string(f.r.file.Text()[start:stop])
	switch {
	case n.form == listForm && len(n.list) == 1 && n.list[0].form == textForm && words[0] == '[':
		d.Hint = "write it without brackets"
		*d = d.WithFix(true, "write it without brackets", start, stop, bare(n.list[0].text.Value))
	case n.form == mapForm && len(n.pairs) == 1 && words[0] != '{' && !strings.Contains(words, "\n") && start > 0 && f.r.file.Text()[start-1] == ' ':
		d.Hint, d.Paste = "a colon followed by a space makes a field; put the whole text in quotation marks", "- "+quoted(words)
		*d = d.WithFix(true, "put the text in quotation marks", start, stop, quoted(words))
	case words[0] == '[':
		d.Hint = "keep one of the entries, or put the value in quotation marks if the brackets belong to the text"
		*d = d.WithFix(false, "put the value in quotation marks", start, stop, quoted(words))
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
		word := strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(p.key.Value))
		if colon := strings.IndexByte(word, ':'); colon > 0 && slices.Contains(f.asked, word[:colon]) {
			d.Hint = "put a space behind the colon"
			*d = d.WithFix(true, d.Hint, int(p.key.At.Start)+colon+1, int(p.key.At.Start)+colon+1, " ")
		} else if key, ok := f.keyMeant(word); ok && !f.has(key) {
			d.Hint = "did you mean " + key + "?"
			p.key.replace(d, false, key)
		} else if near, ok := anchor.Suggest(word, f.asked); ok {
			d.Hint = "did you mean " + near + "?"
			p.key.replace(d, anchor.IsSlip(word, near) && !f.has(near), near)
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
