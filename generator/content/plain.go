package content

import (
	"strings"
	"unicode/utf8"
)

// plain reads the part of YAML that front matter mostly consists of, many times
// as fast as the YAML library: keys with values on one line, bare or in quotation
// marks without escapes; lists in brackets or with a line for each item; groups of
// fields, in braces or indented. What it reads it reads as the library does, place
// by place (a fuzz test compares them). At anything else it gives up, and the
// library reads the whole.
type plain struct {
	text  string
	base  int // offset of the text in the file
	at    int // offset in the text of the line that is read next
	depth int
}

// deepest is how many lists and groups plain reads inside each other.
const deepest = 8

// mapping reads front matter; ok is false if it is not plain.
func (p *plain) mapping() (n node, ok bool) {
	if !isPlainText(p.text) {
		return node{}, false
	}
	indent, ok := p.next()
	if !ok || indent != 0 || !isKeyed(p.text[p.at:]) {
		return node{}, false
	}
	n, ok = p.group(0)
	return n, ok && p.at == len(p.text)
}

// isPlainText reports whether a text has only characters that mean nothing to YAML
// but themselves and the end of a line.
func isPlainText(text string) bool {
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if c < ' ' && c != '\n' || c == 0x7f {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r == 0xfffe || r == 0xffff || r == utf8.RuneError {
			return false
		}
		i += size
	}
	return true
}

// next goes to the next line that is not empty and returns the number of spaces
// before its text. At the end it returns -1; ok is false at a comment.
func (p *plain) next() (indent int, ok bool) {
	for p.at < len(p.text) {
		line := p.line()
		if words := strings.TrimLeft(line, " "); words != "" {
			return len(line) - len(words), words[0] != '#'
		}
		p.skip()
	}
	return -1, true
}

// line is the text from p.at to the end of its line.
func (p *plain) line() string {
	line, _, _ := strings.Cut(p.text[p.at:], "\n")
	return line
}

// skip goes to the beginning of the next line.
func (p *plain) skip() {
	if i := strings.IndexByte(p.text[p.at:], '\n'); i >= 0 {
		p.at += i + 1
	} else {
		p.at = len(p.text)
	}
}

// place is an At of a part of the text.
func (p *plain) place(start, stop int) At {
	return At{int32(p.base + start), int32(p.base + stop)}
}

// toEnd is the place from an offset to the last character of its line.
func (p *plain) toEnd(start int) At {
	line, _, _ := strings.Cut(p.text[start:], "\n")
	return p.place(start, start+len(strings.TrimRight(line, " ")))
}

// key is the length of the key that a line begins with; 0 if there is none.
func keyLength(line string) int {
	for i := range len(line) {
		switch c := line[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || i > 0 && (c == '-' || '0' <= c && c <= '9'):
		case c == ':':
			return i
		default:
			return 0
		}
	}
	return 0
}

// isKeyed reports whether a line begins with a key and its colon.
func isKeyed(line string) bool {
	n := keyLength(line)
	return n > 0 && (len(line) == n+1 || line[n+1] == ' ' || line[n+1] == '\n')
}

// group reads the fields that stand at an indentation. p.at is at the beginning of
// the first line, or at its key if that stands behind the hyphen of an item.
func (p *plain) group(indent int) (n node, ok bool) {
	start := p.at + len(p.line()) - len(strings.TrimLeft(p.line(), " "))
	n = node{form: mapForm, text: Text{At: p.toEnd(start)}, pairs: make([]pair, 0, 16)}
	if p.depth++; p.depth > deepest {
		return n, false
	}
	defer func() { p.depth-- }()
	for {
		start := p.at + len(p.line()) - len(strings.TrimLeft(p.line(), " "))
		if !isKeyed(p.text[start:]) {
			return n, false
		}
		length := keyLength(p.text[start:])
		field := pair{key: Text{p.text[start : start+length], p.place(start, start+length)}}
		p.at = start + length + 1
		if field.value, ok = p.value(indent); !ok {
			return n, false
		}
		n.pairs = append(n.pairs, field)
		deeper, ok := p.next()
		switch {
		case !ok || deeper > indent:
			return n, false
		case deeper < indent:
			return n, true
		}
	}
}

// value reads what stands behind a colon: on the same line, or on the lines below.
// It leaves p.at at the beginning of a line.
func (p *plain) value(indent int) (n node, ok bool) {
	start := p.at + len(p.line()) - len(strings.TrimLeft(p.line(), " "))
	if words := strings.TrimRight(p.text[start:p.at+len(p.line())], " "); words != "" {
		p.skip()
		return p.inline(words, start)
	}
	p.skip()
	deeper, ok := p.next()
	if !ok || deeper < indent {
		return node{}, false
	}
	switch line := strings.TrimLeft(p.line(), " "); {
	case strings.HasPrefix(line, "- "):
		return p.items(deeper)
	case deeper > indent && isKeyed(line):
		return p.group(deeper)
	}
	return node{}, false
}

// items reads a list with a line for each item.
func (p *plain) items(indent int) (n node, ok bool) {
	n = node{form: listForm, text: Text{At: p.toEnd(p.at + indent)}}
	if p.depth++; p.depth > deepest {
		return n, false
	}
	defer func() { p.depth-- }()
	for {
		if !strings.HasPrefix(p.text[p.at+indent:], "- ") {
			return n, false
		}
		p.at += indent + 2
		start := p.at + len(p.line()) - len(strings.TrimLeft(p.line(), " "))
		words := strings.TrimRight(p.text[start:p.at+len(p.line())], " ")
		var item node
		if isKeyed(words) {
			item, ok = p.group(indent + start - p.at + 2)
		} else {
			p.skip()
			item, ok = p.inline(words, start)
		}
		if !ok {
			return n, false
		}
		n.list = append(n.list, item)
		deeper, ok := p.next()
		switch {
		case !ok || deeper > indent:
			return n, false
		case deeper < indent || p.line()[indent] != '-':
			return n, true
		}
	}
}

// inline reads a value on one line.
func (p *plain) inline(words string, start int) (n node, ok bool) {
	if words == "" {
		return node{}, false
	}
	last := words[len(words)-1]
	switch words[0] {
	case '[':
		return p.flow(words, start, last == ']')
	case '{':
		return p.flow(words, start, last == '}')
	case '"', '\'':
		inner := words[1 : len(words)-min(1, len(words)-1)]
		if inner == "" || last != words[0] || strings.IndexByte(inner, words[0]) >= 0 || words[0] == '"' && strings.Contains(inner, `\`) {
			return node{}, false
		}
		return node{text: Text{inner, p.place(start, start+len(words))}}, true
	}
	return p.bare(words, start)
}

// bare reads a value without quotation marks.
func (p *plain) bare(words string, start int) (n node, ok bool) {
	if words == "" || words == "~" || strings.IndexByte("[]{}>|*&!%#`@,?:-\"'", words[0]) >= 0 || words[len(words)-1] == ':' ||
		strings.Contains(words, ": ") || strings.Contains(words, " #") {
		return node{}, false
	}
	return node{plain: true, text: Text{words, p.place(start, start+len(words))}}, true
}

// flow reads a list in brackets, or a group in braces, of bare values.
func (p *plain) flow(words string, start int, isClosed bool) (n node, ok bool) {
	inner := words[1 : len(words)-min(1, len(words)-1)]
	if !isClosed || strings.ContainsAny(inner, "[]{}\"'#?") {
		return node{}, false
	}
	n = node{form: listForm, text: Text{At: p.toEnd(start)}}
	if words[0] == '{' {
		n.form = mapForm
	}
	from := start + 1
	for part := range strings.SplitSeq(inner, ",") {
		at := from + len(part) - len(strings.TrimLeft(part, " "))
		from += len(part) + 1
		part = strings.Trim(part, " ")
		if n.form == listForm {
			item, ok := p.bare(part, at)
			if !ok || strings.Contains(part, ":") {
				return node{}, false
			}
			n.list = append(n.list, item)
			continue
		}
		length := keyLength(part)
		if !isKeyed(part) {
			return node{}, false
		}
		rest := strings.TrimLeft(part[length+1:], " ")
		item, ok := p.bare(rest, at+len(part)-len(rest))
		if !ok || strings.Contains(rest, ":") {
			return node{}, false
		}
		n.pairs = append(n.pairs, pair{Text{part[:length], p.place(at, at+length)}, item})
	}
	return n, true
}
