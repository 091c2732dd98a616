package content

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// This file has the mistakes with marks around and in values: of quotation, of lists, and
// those that YAML gives a meaning; see [known].

// quoteValue reports that the value of a line needs quotation marks.
func (d *decoder) quoteValue(l row, start, stop int, format string, args ...any) (from, to int, ok bool) {
	f := d.wrong("value-unquoted", start, stop, format, args...)
	f.Hint = "put the whole value in quotation marks"
	d.mend(f, true, "put the value in quotation marks", l.valueAt, l.stop, quoted(l.value))
	return l.start, l.stop, true
}

const opening, closing = "“„«‘‚‹", "”“»’‘›"

// typographic finds quotation marks of print around a value.
func (d *decoder) typographic(l row) (from, to int, ok bool) {
	first, size := utf8.DecodeRuneInString(l.value)
	last, lastSize := utf8.DecodeLastRuneInString(l.value)
	if l.value == "" || !strings.ContainsRune(opening, first) || !strings.ContainsRune(closing, last) || size+lastSize > len(l.value) {
		return 0, 0, false
	}
	f := d.wrong("quote-typographic", l.valueAt, l.stop, "the quotation marks %c %c do not hold a value together", first, last)
	f.Hint = "put the value in straight quotation marks"
	d.mend(f, true, "put the value in straight quotation marks", l.valueAt, l.stop, quoted(l.value[size:len(l.value)-lastSize]))
	return l.start, l.stop, true
}

// quotation finds quotation marks that are never closed, or that stand inside a
// value that they hold together.
func (d *decoder) quotation(l row) (from, to int, ok bool) {
	if l.value == "" || l.value[0] != '"' && l.value[0] != '\'' {
		return 0, 0, false
	}
	end := closingMark(l.value)
	switch {
	case end < 0:
		f := d.wrong("quote-open", l.valueAt, l.stop, "a quotation mark is opened and never closed")
		f.Hint = "close it at the end of the value"
		d.mend(f, false, "close the quotation mark", l.stop, l.stop, l.value[:1])
		return l.start, l.stop, true
	case end+1 == len(l.value):
		return d.escape(l)
	}
	rest := strings.TrimLeft(l.value[end+1:], " ")
	if strings.HasPrefix(rest, "#") {
		return 0, 0, false
	}
	f := d.wrong("quote-inside", l.stop-len(rest), l.stop, "text stands behind a closing quotation mark")
	f.Hint = "put the whole value in the other kind of quotation marks"
	words := l.value
	if last := len(words) - 1; words[last] == words[0] && strings.HasSuffix(l.value[:end], " ") || words[last] == words[0] && isLetter(rest) {
		words = words[1:last] // the outer marks hold the value together
	}
	d.mend(f, false, "put the whole value in quotation marks", l.valueAt, l.stop, quoted(words))
	return l.start, l.stop, true
}

// isLetter reports whether text goes on with a letter.
func isLetter(s string) bool { return len(s) > 0 && (s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z') }

// closingMark is the index of the mark that closes the one that a value begins
// with; -1 if there is none.
func closingMark(value string) int {
	for i := 1; i < len(value); i++ {
		switch {
		case value[0] == '"' && value[i] == '\\':
			i++
		case value[i] == value[0] && value[0] == '\'' && i+1 < len(value) && value[i+1] == '\'':
			i++
		case value[i] == value[0]:
			return i
		}
	}
	return -1
}

// escape finds a backslash that means nothing in a quoted value.
func (d *decoder) escape(l row) (from, to int, ok bool) {
	i := strings.IndexByte(l.value, '\\')
	if l.value[0] != '"' || i < 0 {
		return 0, 0, false
	}
	f := d.wrong("value-unquoted", l.valueAt+i, min(l.valueAt+i+2, l.stop), `a backslash has a meaning between " and "`)
	f.Hint = "put the value in single quotation marks"
	d.mend(f, true, "use single quotation marks", l.valueAt, l.stop, single(l.value[1:len(l.value)-1]))
	return l.start, l.stop, true
}

// sign finds a character that means something to YAML at the beginning of a value.
func (d *decoder) sign(l row) (from, to int, ok bool) {
	if l.value == "" || !strings.ContainsRune("@`%*&!?|>-,]}", rune(l.value[0])) {
		return 0, 0, false
	}
	if strings.Contains("?-", l.value[:1]) && !strings.HasPrefix(l.value[1:], " ") || l.key == "" && l.value[0] == '-' {
		return 0, 0, false
	}
	return d.quoteValue(l, l.valueAt, l.stop, "a value cannot begin with %s", l.value[:1])
}

var markdownLink = regexp.MustCompile(`^\[[^\]]*\]\((https?://[^\s()]+)\)$`)

// brackets finds a list or group that is not closed, or that text follows.
func (d *decoder) brackets(l row) (from, to int, ok bool) {
	if l.value == "" || l.value[0] != '[' && l.value[0] != '{' {
		return 0, 0, false
	}
	want, name := "]", "list"
	if l.value[0] == '{' {
		want, name = "}", "group"
	}
	depth := strings.Count(l.value, l.value[:1]) - strings.Count(l.value, want)
	if depth <= 0 {
		i := strings.Index(l.value, want) + 1
		if i == len(l.value) {
			return 0, 0, false
		}
		if m := markdownLink.FindStringSubmatch(l.value); m != nil && (l.key == "url" || l.key == "archived") {
			f := d.wrong("value-unquoted", l.valueAt, l.stop, "a field holds the address alone, not a link of Markdown")
			f.Hint = "write the address alone"
			d.mend(f, true, "write the address alone", l.valueAt, l.stop, m[1])
			return l.start, l.stop, true
		}
		return d.quoteValue(l, l.valueAt+i, l.stop, "text stands behind a %s in brackets", name)
	}
	f := d.wrong("bracket-open", l.valueAt, l.stop, "a %s that begins with %s is never closed", name, l.value[:1])
	f.Hint = "close it with " + want + ", or put the value in quotation marks if no " + name + " is meant"
	d.mend(f, false, "close the "+name, l.stop, l.stop, strings.Repeat(want, depth))
	return l.start, l.stop, true
}

// severalLines finds a value that goes on in the next lines and holds a colon.
func (d *decoder) severalLines(l row) (from, to int, ok bool) {
	first, found := d.before(l)
	if !found || l.isItem() || l.key != "" {
		return 0, 0, false
	}
	for found && first.key == "" && first.indent() > 0 && !first.isItem() {
		first, found = d.before(first)
	}
	if !found || first.key == "" || first.value == "" || l.indent() <= first.indent() || !strings.Contains(l.text, ":") {
		return 0, 0, false
	}
	last := l
	for next, more := d.after(last); more && next.text != "" && next.indent() > first.indent(); next, more = d.after(last) {
		last = next
	}
	f := d.wrong("value-unquoted", first.valueAt, last.stop, "a colon followed by a space cannot stand inside a value")
	f.Hint = "begin a value of several lines with >- on the line of its key"
	text := ">-"
	for r := first; ; r, _ = d.after(r) {
		words := strings.TrimSpace(r.text)
		if r.start == first.start {
			words = first.value
		}
		text += "\n" + strings.Repeat(" ", first.indent()+2) + words
		if r.start == last.start {
			break
		}
	}
	d.mend(f, true, "write the value as a block", first.valueAt, last.stop, text)
	return first.start, last.stop, true
}

// quoted returns words as YAML holds them together.
func quoted(words string) string {
	if strings.ContainsAny(words, "\"\\") {
		return single(words)
	}
	return `"` + words + `"`
}

func single(words string) string { return "'" + strings.ReplaceAll(words, "'", "''") + "'" }

// quote returns a line "key: value" with its value in quotation marks.
func quote(line string) string {
	key, value, found := strings.Cut(strings.TrimSpace(line), ":")
	if !found {
		return `key: "value"`
	}
	return key + ": " + quoted(strings.TrimSpace(value))
}
