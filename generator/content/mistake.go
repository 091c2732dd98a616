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
