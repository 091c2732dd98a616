package content

import (
	"errors"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// This file holds every call to the YAML library.

// node is a value of front matter before a field gives it a type. Exactly one
// of the three forms is used: text, list, or pairs.
type node struct {
	form  form
	text  Text
	plain bool   // written without quotation marks, on one line
	list  []node // of a list
	pairs []pair // of a mapping
}

type form int

const (
	textForm form = iota
	listForm
	mapForm
	emptyForm // a key without a value
)

// String names the form as an author would.
func (f form) String() string {
	return [...]string{"a text", "a list", "a group of fields", "nothing"}[f]
}

// pair is a key of a mapping with its value.
type pair struct {
	key   Text
	value node
}

// decoder turns nodes of the library into ours. base is the offset of the YAML
// text in the file, lines the offsets of its lines.
type decoder struct {
	r     *reader
	src   []byte
	text  string // src, of which values are parts: one piece of memory for all of them
	base  int
	lines []int32
}

// fields reads the YAML between two offsets of the file.
func (r *reader) fields(start, stop int) *fields {
	text := string(r.file.Text()[start:stop])
	n, ok := (&plain{text: text, base: start}).mapping()
	if !ok {
		n, ok = r.decode(start, stop, text)
	}
	if !ok {
		return &fields{r: r, isBroken: true}
	}
	return r.group(n)
}

// decode reads YAML with the library; text is what stands between the offsets.
// ok is false if it has no fields, which is reported unless it is empty.
func (r *reader) decode(start, stop int, text string) (n node, ok bool) {
	d := &decoder{r: r, src: r.file.Text()[start:stop], text: text, base: start, lines: []int32{0}}
	for i, c := range text {
		if isBreak := strings.ContainsRune("\n\r\u0085\u2028\u2029", c); isBreak && !strings.HasPrefix(text[i:], "\r\n") {
			d.lines = append(d.lines, int32(i+utf8.RuneLen(c))) // where the library begins a line
		}
	}
	d.spaces()
	root, ok := d.load()
	if !ok {
		return node{}, !r.isBroken
	}
	if len(root.Content) == 0 || root.Content[0].Kind != yaml.MappingNode {
		if r.isBroken || d.mistake(len(text)-len(strings.TrimLeft(text, " \n"))) {
			return node{}, false // lines were left out, and are reported
		}
		r.error("front-matter-form", At{int32(start), int32(stop)}, "the front matter is not a list of fields").
			Hint = "each line is a key, a colon, a space and a value: title: Who keeps the pass open?"
		return node{}, false
	}
	return d.node(root.Content[0]), true
}

// mistakes is how many mistakes of one front matter are named.
const mistakes = 20

// load reads the YAML again and again, each time without the lines that have a
// known mistake. ok is false if there is nothing to read.
func (d *decoder) load() (root *yaml.Node, ok bool) {
	for range mistakes {
		root = &yaml.Node{}
		err := yaml.Load(d.src, root)
		if err == nil {
			return root, true
		}
		if strings.Contains(err.Error(), "no documents") {
			return nil, false
		}
		d.r.isBroken = true
		var one *yaml.LoadError
		if !errors.As(err, &one) {
			d.wrong("yaml", 0, 0, "the front matter cannot be read: %s", err)
			break
		}
		at := d.culprit(one)
		if !d.mistake(at) {
			d.wrong("yaml", at, max(at, d.row(at).stop), "the front matter is not YAML: %s", strings.TrimSpace(one.Message+" "+one.ContextMsg)).
				Hint = "put the value of this line in quotation marks"
			break
		}
	}
	return nil, false
}

// culprit is the offset in the text of the line that an error of the library is
// about, which is often not the line where the library gave up.
func (d *decoder) culprit(err *yaml.LoadError) int {
	mark := err.Mark
	for _, begun := range []string{"quoted scalar", "simple key", "flow sequence", "flow mapping"} {
		if strings.Contains(err.ContextMsg, begun) {
			mark = err.ContextMark
		}
	}
	return int(d.offset(mark.Line, mark.Column)) - d.base
}

// node converts one value. Aliases, anchors and tags are no part of the format.
func (d *decoder) node(n *yaml.Node) node {
	at := d.offset(n.Line, n.Column)
	if n.Anchor != "" || n.Kind == yaml.AliasNode || n.Style&yaml.TaggedStyle != 0 {
		f := d.r.error("yaml-feature", At{at, d.lineStop(at)}, "YAML anchors, aliases and tags are not used in front matter")
		f.Hint = "put the value in quotation marks if &, * or ! belong to the text"
		if l := d.row(int(at) - d.base); l.value != "" && strings.Contains("&!*", l.value[:1]) {
			d.mend(f, false, "put the value in quotation marks", l.valueAt, l.stop, quoted(l.value))
		}
	}
	switch n.Kind {
	case yaml.SequenceNode:
		v := node{form: listForm, text: Text{At: At{at, d.lineStop(at)}}}
		for _, c := range n.Content {
			v.list = append(v.list, d.node(c))
		}
		return v
	case yaml.MappingNode:
		v := node{form: mapForm, text: Text{At: At{at, d.lineStop(at)}}}
		for i := 0; i+1 < len(n.Content); i += 2 {
			v.pairs = append(v.pairs, pair{d.scalar(n.Content[i]).text, d.node(n.Content[i+1])})
		}
		return v
	}
	return d.scalar(n)
}

// scalar converts a text. An unquoted null is a key without a value, but the
// word "null" is a word.
func (d *decoder) scalar(n *yaml.Node) node {
	at := d.offset(n.Line, n.Column)
	v := node{text: Text{Value: n.Value, At: At{at, d.stop(at, n)}}}
	if i := strings.Index(d.text[int(at)-d.base:int(v.text.At.Stop)-d.base], n.Value); i >= 0 {
		from := int(at) - d.base + i
		v.text.Value = d.text[from : from+len(n.Value)]
	}
	v.plain = n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0
	if v.plain && (n.Value == "" || n.Value == "~") {
		v.form = emptyForm
	}
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		v.text.Value = strings.TrimRight(n.Value, "\n")
	}
	return v
}

// offset converts a line and column of the YAML text, both from 1 and the column
// in code points, to an offset of the file.
func (d *decoder) offset(line, column int) int32 {
	if line < 1 || line > len(d.lines) {
		return int32(d.base + len(d.src))
	}
	at := int(d.lines[line-1])
	for ; column > 1 && at < len(d.src) && d.src[at] != '\n'; column-- {
		at++
		for at < len(d.src) && d.src[at]&0xC0 == 0x80 {
			at++
		}
	}
	return int32(d.base + at)
}

// stop is where a text ends: behind its characters if they stand in the source
// as they are, else at its closing quotation mark or the end of its line.
func (d *decoder) stop(at int32, n *yaml.Node) int32 {
	rest := d.src[int(at)-d.base:]
	if len(n.Value) > 0 && strings.HasPrefix(string(rest[:min(len(rest), len(n.Value))]), n.Value) {
		return at + int32(len(n.Value))
	}
	end := d.lineStop(at)
	if len(rest) > 0 && (rest[0] == '"' || rest[0] == '\'') {
		line := string(rest[1:max(1, int(end-at))])
		if n.Value != "" && strings.HasPrefix(line, n.Value) {
			return at + int32(len(n.Value)) + 2
		}
	}
	return end
}

func (d *decoder) lineStop(at int32) int32 {
	end, _ := lineEnd(d.r.file.Text(), int(at))
	end = max(int(at), min(end, d.base+len(d.src))) // a value that is missing at the end
	for end > int(at) && strings.ContainsRune(" \t\r", rune(d.r.file.Text()[end-1])) {
		end--
	}
	return int32(end)
}
