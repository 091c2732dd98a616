package lsp

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// cursor is what stands at a place of a file, as far as one can tell while it is being
// written: YAML that does not parse yet is what one has most of the time.
type cursor struct {
	isBody   bool     // nothing of the front matter stands there
	keys     []string // from outside to the key whose value the place is in
	isKey    bool     // the place is where a key stands or may stand; keys are those around it
	start    int      // of the key or value there: offsets of the file
	stop     int
	word     string   // what is written of it before the place
	isBare   bool     // of a key: no colon stands behind it
	siblings []string // of a key: those of the same group
}

// line is a line of front matter.
type line struct {
	start, stop int // offsets of the file, without the end of the line
	indent      int // of what stands behind hyphens
	isItem      bool
	key         string // empty if there is none
	rest        int    // where the value begins, or the text of a line without key
}

var keyForm = regexp.MustCompile(`^([A-Za-z_][A-Za-z0-9_-]*):(?:[ \t]|$)`)

// readLine takes a line apart.
func readLine(text []byte, start, stop int) line {
	l := line{start: start, stop: stop, rest: start}
	for {
		l.rest += len(text[l.rest:stop]) - len(bytes.TrimLeft(text[l.rest:stop], " "))
		rest := text[l.rest:stop]
		if !bytes.HasPrefix(rest, []byte("- ")) && string(rest) != "-" {
			break
		}
		l.isItem = true
		l.rest = min(l.rest+2, stop)
	}
	l.indent = l.rest - start
	if m := keyForm.FindSubmatch(text[l.rest:stop]); m != nil {
		l.key = string(m[1])
		l.rest += len(m[1]) + 1
		l.rest += len(text[l.rest:stop]) - len(bytes.TrimLeft(text[l.rest:stop], " \t"))
	}
	return l
}

// isBlank reports whether a line says nothing.
func (l line) isBlank(text []byte) bool {
	return l.key == "" && !l.isItem && (l.rest == l.stop || text[l.rest] == '#')
}

// lines splits a text.
func lines(text []byte) []line {
	var all []line
	starts := lineStarts(text)
	for i, start := range starts {
		stop := len(text)
		if i+1 < len(starts) {
			stop = starts[i+1]
		}
		for stop > start && (text[stop-1] == '\n' || text[stop-1] == '\r') {
			stop--
		}
		all = append(all, readLine(text, start, stop))
	}
	return all
}

// front are the lines of the fields of a file; all of them if it has no fences.
func front(text []byte, isYAML bool) []line {
	all := lines(text)
	if isYAML {
		return all
	}
	isFence := func(l line) bool { return strings.TrimRight(string(text[l.start:l.stop]), " \t") == "---" }
	if !isFence(all[0]) {
		return nil
	}
	for i, l := range all[1:] {
		if isFence(l) {
			return all[1 : i+1]
		}
	}
	return all[1:]
}

// cursorAt finds what stands at an offset.
func cursorAt(text []byte, offset int, isYAML bool) cursor {
	all := front(text, isYAML)
	at := -1
	for i, l := range all {
		if l.start <= offset && offset <= l.stop {
			at = i
		}
	}
	if at < 0 {
		return cursor{isBody: true}
	}
	l := all[at]
	c := cursor{keys: parents(text, all[:at], l.indent)}
	keyStart := l.start + l.indent
	switch {
	case (l.key != "" || l.isItem) && offset < keyStart:
		return cursor{isBody: true} // before the key: nothing is written there
	case l.key != "" && offset > keyStart+len(l.key):
		c.keys = append(c.keys, l.key)
		c.value(text, max(min(l.rest, offset), keyStart+len(l.key)+1), l.stop, offset)
	case l.key != "":
		c.isKey, c.start, c.stop = true, keyStart, keyStart+len(l.key)
		c.siblings = siblings(text, all, at)
	case l.isItem:
		c.value(text, min(l.rest, offset), l.stop, offset)
	default:
		c.isKey, c.isBare, c.start, c.stop = true, true, min(l.rest, offset), l.stop
		if len(bytes.TrimSpace(text[l.start:l.stop])) == 0 {
			c.keys = parents(text, all[:at], offset-l.start)
			c.start, c.stop = offset, offset
		}
		c.siblings = siblings(text, all, at)
	}
	if c.start <= offset {
		c.word = string(text[c.start:offset])
	}
	return c
}

// parents are the keys around a line that is indented, from outside, found from the
// lines above it.
func parents(text []byte, above []line, indent int) []string {
	var keys []string
	for i := len(above) - 1; i >= 0 && indent > 0; i-- {
		if l := above[i]; l.key != "" && l.indent < indent {
			keys = append([]string{l.key}, keys...)
			indent = l.indent
		}
	}
	return keys
}

// siblings are the keys of the group of a line, without its own.
func siblings(text []byte, all []line, at int) []string {
	var keys []string
	indent := all[at].indent
	collect := func(l line) (goOn bool) {
		switch {
		case l.isBlank(text):
		case l.indent < indent:
			return false
		case l.indent == indent && l.key != "":
			keys = append(keys, l.key)
		}
		return true
	}
	for i := at - 1; i >= 0 && !all[i+1].isItem && collect(all[i]); i-- {
	}
	for i := at + 1; i < len(all) && !(all[i].isItem && all[i].indent == indent) && collect(all[i]); i++ {
	}
	return keys
}

// value finds the part of a value that the place is in: an item of a list in brackets,
// a key or a value of a group in braces, or all of it.
func (c *cursor) value(text []byte, from, to, offset int) {
	c.start, c.stop = from, from+len(bytes.TrimRight(text[from:to], " \t"))
	if i := bytes.Index(text[from:to], []byte(" #")); i >= 0 && from+i >= offset {
		c.stop = from + len(bytes.TrimRight(text[from:from+i], " \t"))
	}
	c.stop = max(c.stop, offset)
	if from == to || text[from] != '[' && text[from] != '{' || bytes.HasPrefix(text[from:], []byte("[[")) {
		return
	}
	f := flow{text: text, here: level{keys: c.keys}, start: from}
	for i := from; i < offset; i++ {
		f.read(i)
	}
	c.keys, c.siblings = f.here.keys, f.here.known
	c.start = min(f.start+len(text[f.start:offset])-len(bytes.TrimLeft(text[f.start:offset], " ")), offset)
	c.stop = max(offset, c.start+len(bytes.TrimRight(text[c.start:f.itemEnd(offset, to)], " ")))
	if f.here.isGroup && !f.here.hasKey {
		c.isKey, c.isBare = true, true
		if i := bytes.IndexByte(text[c.start:c.stop], ':'); i >= 0 {
			c.isBare, c.stop = false, max(offset, c.start+i)
		}
	}
}

// flow reads lists in brackets and groups in braces up to a place.
type flow struct {
	text   []byte
	around []level // from outside
	here   level
	start  int  // of the item, key or value that is being read
	quote  byte // the quotation mark that is open; 0 if none is
}

// level is one list or group that is open.
type level struct {
	isGroup bool
	hasKey  bool     // of a group: its key is read, the value follows
	keys    []string // from outside to the value that is being read
	known   []string // keys of the group so far
}

// read takes the byte at an offset.
func (f *flow) read(i int) {
	isFirst := len(bytes.TrimSpace(f.text[f.start:i])) == 0
	switch b := f.text[i]; {
	case f.quote != 0:
		if b == f.quote {
			f.quote = 0
		}
	case (b == '"' || b == '\'') && isFirst:
		f.quote = b
	case b == '[' || b == '{':
		f.around = append(f.around, f.here)
		f.here = level{isGroup: b == '{', keys: slices.Clone(f.here.keys)}
		f.start = i + 1
	case (b == ']' || b == '}') && len(f.around) > 0:
		f.here = f.around[len(f.around)-1]
		f.around = f.around[:len(f.around)-1]
		f.start = i + 1
	case b == ',':
		if f.here.hasKey {
			f.here.keys, f.here.hasKey = f.here.keys[:len(f.here.keys)-1], false
		}
		f.start = i + 1
	case b == ':' && f.here.isGroup && !f.here.hasKey && (i+1 == len(f.text) || f.text[i+1] == ' '):
		key := strings.TrimSpace(string(f.text[f.start:i]))
		f.here.keys, f.here.hasKey = append(f.here.keys, key), true
		f.here.known = append(f.here.known, key)
		f.start = i + 1
	}
}

// itemEnd is where the item ends that is being read at an offset, at the latest at the
// end of the line.
func (f *flow) itemEnd(offset, end int) int {
	for i, quote := offset, f.quote; i < end; i++ {
		switch b := f.text[i]; {
		case b == quote:
			quote = 0
		case quote == 0 && (b == ',' || b == ']' || b == '}'):
			return i
		}
	}
	return end
}
