package content

import (
	"regexp"
	"strings"
)

// row is a line of front matter. Offsets are in bytes from the beginning of the
// YAML text.
type row struct {
	start, stop int // without white space at its end
	text        string
	at          int    // where the words begin, behind indentation and hyphens
	key         string // empty if the line has none
	value       string // behind the key, or all words if there is none
	valueAt     int
}

var rowKey = regexp.MustCompile(`^([\pL_][\pL\d_-]*) *:(?:\s+|$)`)

// row is the line that holds an offset.
func (d *decoder) row(offset int) row {
	offset = min(max(offset, 0), len(d.text))
	start := strings.LastIndexByte(d.text[:offset], '\n') + 1
	line, _, _ := strings.Cut(d.text[start:], "\n")
	line = strings.TrimRight(line, " \t\r")
	l := row{start: start, stop: start + len(line), text: line}
	words := strings.TrimLeft(line, " \t")
	for strings.HasPrefix(words, "- ") {
		words = strings.TrimLeft(words[2:], " ")
	}
	l.at = l.stop - len(words)
	l.value, l.valueAt = words, l.at
	if m := rowKey.FindStringSubmatch(words); m != nil {
		l.key, l.value = m[1], words[len(m[0]):]
		l.valueAt = l.stop - len(l.value)
	}
	return l
}

// before is the nearest line above that is not empty; ok is false at the top.
func (d *decoder) before(l row) (above row, ok bool) {
	for l.start > 0 {
		if l = d.row(l.start - 1); l.text != "" {
			return l, true
		}
	}
	return row{}, false
}

// after is the next line; ok is false at the end.
func (d *decoder) after(l row) (below row, ok bool) {
	i := strings.IndexByte(d.text[l.start:], '\n')
	if i < 0 || l.start+i+1 >= len(d.text) {
		return row{}, false
	}
	return d.row(l.start + i + 1), true
}

func (l row) indent() int { return len(l.text) - len(strings.TrimLeft(l.text, " ")) }

func (l row) isItem() bool { return strings.HasPrefix(strings.TrimLeft(l.text, " "), "-") }
