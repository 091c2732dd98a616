package content

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"briefing/generator/diag"
)

// This file says in an editor's words why front matter is no YAML, and how to mend
// it. The library stops at the first mistake and names a place near it, so each
// known one is looked for in the line itself. A line that is understood is blanked,
// and the rest is read again: one mistake does not hide the next.

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

// known are the mistakes that are looked for in a line, in this order. Each
// reports what it finds and returns the first and last line that it understood.
var known = []func(*decoder, row) (from, to int, ok bool){
	(*decoder).tabs, (*decoder).typographic, (*decoder).quotation, (*decoder).sign, (*decoder).brackets,
	(*decoder).severalLines, (*decoder).colon, (*decoder).keySpace, (*decoder).indentation, (*decoder).dash, (*decoder).keyless,
}

// mistake reports what is wrong in the line of an offset and blanks it; ok is
// false if it is none of the known mistakes.
func (d *decoder) mistake(offset int) (ok bool) {
	l := d.row(offset)
	for _, look := range known {
		from, to, ok := look(d, l)
		if !ok {
			continue
		}
		d.blank(from, to)
		return true
	}
	return false
}

// blank puts spaces in place of a part of the text, so that all offsets stay.
func (d *decoder) blank(from, to int) {
	d.text = d.text[:from] + strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return ' '
	}, ascii(d.text[from:to])) + d.text[to:]
	d.src = []byte(d.text)
}

// ascii has a letter for each byte of s.
func ascii(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= utf8.RuneSelf {
			b[i] = 'x'
		}
	}
	return string(b)
}

// wrong reports a mistake at a part of the text.
func (d *decoder) wrong(code string, start, stop int, format string, args ...any) *diag.Diagnostic {
	return d.r.error(code, At{int32(d.base + start), int32(d.base + stop)}, format, args...)
}

// mend gives a finding a change of a part of the text, and the changed line to
// paste.
func (d *decoder) mend(f *diag.Diagnostic, safe bool, title string, start, stop int, text string) {
	*f = f.WithFix(safe, title, d.base+start, d.base+stop, text)
	l := d.row(start)
	if stop <= l.stop {
		f.Paste = strings.TrimSpace(d.text[l.start:start] + text + d.text[stop:l.stop])
	}
}

// quoteValue reports that the value of a line needs quotation marks.
func (d *decoder) quoteValue(l row, start, stop int, format string, args ...any) (from, to int, ok bool) {
	f := d.wrong("value-unquoted", start, stop, format, args...)
	f.Hint = "put the whole value in quotation marks"
	d.mend(f, true, "put the value in quotation marks", l.valueAt, l.stop, quoted(l.value))
	return l.start, l.stop, true
}

// tabs mends the indentation of all lines that begin with a tab.
func (d *decoder) tabs(l row) (from, to int, ok bool) {
	if !strings.Contains(l.text[:len(l.text)-len(strings.TrimLeft(l.text, " \t"))], "\t") {
		return 0, 0, false
	}
	f := d.wrong("indent-tab", l.start, l.start+len(l.text)-len(strings.TrimLeft(l.text, " \t")), "a line is indented with a tab")
	f.Hint = "indent with spaces"
	above, _ := d.before(l)
	indent := above.indent()
	if strings.HasSuffix(above.text, ":") || above.isItem() && !l.isItem() {
		indent += 2
	}
	words := strings.TrimLeft(l.text, " \t")
	d.mend(f, true, "indent with spaces", l.start, l.stop-len(words), strings.Repeat(" ", indent))
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

// colon finds a colon inside a value without quotation marks.
func (d *decoder) colon(l row) (from, to int, ok bool) {
	i := strings.Index(l.value+" ", ": ")
	if i < 0 || l.key == "" || strings.ContainsAny(l.value[:1], "\"'[{|>") {
		return 0, 0, false
	}
	return d.quoteValue(l, l.valueAt+i, l.stop, "a colon followed by a space cannot stand inside a value")
}

var keyWithoutSpace = regexp.MustCompile(`^[a-z][a-z_]*:[^\s:/]|^[a-z][a-z_]*:https?://`)

// keySpace finds a key whose value begins right behind the colon.
func (d *decoder) keySpace(l row) (from, to int, ok bool) {
	if l.key != "" || !keyWithoutSpace.MatchString(l.value) {
		return 0, 0, false
	}
	colon := l.at + strings.IndexByte(l.value, ':')
	f := d.wrong("key-space", colon, colon+1, "there is no space behind the colon")
	f.Hint = "each line is a key, a colon, a space and a value"
	d.mend(f, true, "put a space behind the colon", colon+1, colon+1, " ")
	return l.start, l.stop, true
}

// indentation finds a field that does not stand below the fields it belongs to.
func (d *decoder) indentation(l row) (from, to int, ok bool) {
	above, found := d.before(l)
	if l.key == "" || !found || above.key == "" {
		return 0, 0, false
	}
	want := above.at - above.start
	if l.isItem() {
		want = above.indent()
	}
	if l.indent() == want {
		return 0, 0, false
	}
	f := d.wrong("indent-wrong", l.start, l.start+max(l.indent(), 1), "the line is indented by %d, the fields above by %d", l.indent(), want)
	f.Hint = "fields that belong together stand exactly below each other"
	*f = f.WithRelated(d.r.file, d.base+above.at, d.base+above.at+len(above.key), "the field above")
	d.mend(f, false, "indent as the line above", l.start, l.start+l.indent(), strings.Repeat(" ", want))
	return l.start, l.stop, true
}

// dash finds an entry of a list without its hyphen.
func (d *decoder) dash(l row) (from, to int, ok bool) {
	above, found := d.before(l)
	if !found || l.isItem() || l.key != "" || l.value == "" || !above.isItem() || l.indent() > above.indent() {
		return 0, 0, false
	}
	f := d.wrong("dash-missing", l.at, l.stop, "an entry of a list has no hyphen")
	f.Hint = "each entry begins with a hyphen and a space"
	d.mend(f, false, "put a hyphen before it", l.start, l.at, strings.Repeat(" ", above.indent())+"- ")
	return l.start, l.stop, true
}

// otherColon is a key with the colon of Chinese and Japanese text.
var otherColon = regexp.MustCompile(`^[a-z][a-z_]*：`)

// keyless finds a line that is no field: the rest of a value, or a key without its
// colon.
func (d *decoder) keyless(l row) (from, to int, ok bool) {
	if l.key != "" || l.value == "" || strings.HasPrefix(l.value, "#") {
		return 0, 0, false
	}
	if m := otherColon.FindStringIndex(l.value); m != nil {
		f := d.wrong("key-missing", l.at, l.stop, "the colon behind the key is not that of YAML")
		f.Hint = "write : and a space"
		at := l.at + m[1] - len("：")
		d.mend(f, true, "write an ordinary colon", at, l.stop-len(strings.TrimLeft(l.value[m[1]:], " ")), ": ")
		return l.start, l.stop, true
	}
	f := d.wrong("key-missing", l.at, l.stop, "a line has no key")
	f.Hint = "each line is a key, a colon, a space and a value; what belongs to the value above is indented"
	if above, found := d.before(l); found && above.key != "" && above.value != "" {
		d.mend(f, false, "indent it: it belongs to the value above", l.start, l.at, strings.Repeat(" ", above.indent()+2))
	}
	return l.start, l.stop, true
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
