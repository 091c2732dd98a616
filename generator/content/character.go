package content

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"briefing/generator/diag"
)

// This file looks at the characters of a file: its encoding, its line ends, and
// what nobody can see. A byte order mark at the beginning and line ends of Windows
// are fine.

// characters reports what is wrong with the characters of the file. ok is false if
// it cannot be read as lines of text.
func (r *reader) characters() (ok bool) {
	if !r.isUTF8() {
		return false
	}
	ok = r.lineEnds()
	r.invisible()
	return ok
}

// mostMended is the greatest number of places of one file that a fix changes: a
// file with more is no text, and an edit for each of its bytes would fill the
// memory.
const mostMended = 10_000

// isUTF8 reports the first byte that is no UTF-8, with a change for all of them.
func (r *reader) isUTF8() bool {
	text := r.file.Text()
	if bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}) {
		d := r.error("not-utf8", At{0, 2}, "the file is UTF-16 text, not UTF-8")
		d.Hint = "save it again with the encoding UTF-8"
		if words, ok := fromUTF16(text); ok {
			*d = d.WithFix(true, "write the file as UTF-8", 0, len(text), words)
		}
		return false
	}
	if utf8.Valid(text) {
		return true
	}
	var edits []diag.Edit
	first := -1
	for i := 0; i < len(text) && len(edits) <= mostMended; {
		c, size := utf8.DecodeRune(text[i:])
		if c == utf8.RuneError && size == 1 {
			if first < 0 {
				first = i
			}
			edits = append(edits, diag.Edit{Span: diag.Span{File: r.file, Start: i, Stop: i + 1}, Text: string(fromWindows(text[i]))})
		}
		i += size
	}
	d := r.error("not-utf8", At{int32(first), int32(first + 1)}, "the file is not UTF-8 text")
	if len(edits) > mostMended {
		d.Hint = "it does not look like text at all; pictures and other files belong into a folder media/"
		return false
	}
	d.Hint = fmt.Sprintf("save it again with the encoding UTF-8; this byte is %q if the file comes from Windows", edits[0].Text)
	d.Fixes = []diag.Fix{{Title: "read such bytes as Windows writes them", Edits: edits}}
	return false
}

// fromUTF16 decodes text with a byte order mark.
func fromUTF16(text []byte) (string, bool) {
	var units []uint16
	for i := 2; i+1 < len(text); i += 2 {
		high, low := text[i], text[i+1]
		if text[0] == 0xff {
			high, low = low, high
		}
		units = append(units, uint16(high)<<8|uint16(low))
	}
	runes := utf16.Decode(units)
	return string(runes), len(text)%2 == 0 && !slices.Contains(runes, utf8.RuneError)
}

// windows are the characters of Windows-1252 that Latin-1 has not, from 0x80 on; a
// space where it has none.
var windows = []rune("€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ")

func fromWindows(b byte) rune {
	if i := int(b) - 0x80; i < len(windows) && windows[i] != ' ' {
		return windows[i]
	}
	return rune(b)
}

// lineEnds reports line ends of old Macs, and those that differ in one file; ok is
// false if they hide lines.
func (r *reader) lineEnds() (ok bool) {
	text := r.file.Text()
	if bytes.IndexByte(text, '\r') < 0 {
		return true
	}
	lone, windows, unix := []int{}, []int{}, []int{}
	for i, c := range text {
		switch {
		case c == '\r' && (i+1 == len(text) || text[i+1] != '\n'):
			lone = append(lone, i)
		case c == '\n' && i > 0 && text[i-1] == '\r':
			windows = append(windows, i-1)
		case c == '\n':
			unix = append(unix, i)
		}
	}
	want := "\n"
	if len(windows) > len(unix) {
		want = "\r\n"
	}
	switch {
	case len(lone) > 0:
		d := r.error("line-end", At{int32(lone[0]), int32(lone[0] + 1)}, "a line ends as on an old Mac, which nothing else takes for its end")
		d.Hint = "save the file again with ordinary line ends"
		d.Fixes = r.replaceAll("write ordinary line ends", lone, 1, want)
		return false
	case len(windows) > 0 && len(unix) > 0:
		few, size := unix, 1
		if want == "\n" {
			few, size = windows, 2
		}
		d := r.warning("line-ends-mixed", At{int32(few[0]), int32(few[0] + size)}, "some lines end as on Windows, others do not")
		d.Hint = "a comparison of two versions then shows lines that nobody changed"
		d.Fixes = r.replaceAll("end all lines in the same way", few, size, want)
	}
	return true
}

// replaceAll is a safe change of all places that are size bytes long; none if there
// are too many.
func (r *reader) replaceAll(title string, places []int, size int, text string) []diag.Fix {
	if len(places) > mostMended {
		return nil
	}
	fix := diag.Fix{Title: title, Safe: true}
	for _, at := range places {
		fix.Edits = append(fix.Edits, diag.Edit{Span: diag.Span{File: r.file, Start: at, Stop: at + size}, Text: text})
	}
	return []diag.Fix{fix}
}

// invisible reports characters that have no width, that turn the direction of the
// text, and control characters. Soft hyphens, joiners and the marks of direction
// that languages need are left alone.
func (r *reader) invisible() {
	text, before := r.file.Text(), len(r.list)
	for i := 0; i < len(text) && len(r.list)-before <= mostOfACode; {
		c := text[i]
		if c >= ' ' && c < 0x7f || c == '\n' || c == '\r' || c == '\t' || c > 0x7f && c != 0xe2 && c != 0xef {
			i++
			continue
		}
		char, size := utf8.DecodeRune(text[i:])
		at := At{int32(i), int32(i + size)}
		switch {
		case char < ' ' || char == 0x7f:
			d := r.error("character-control", at, "a control character (U+%04X) is no text", char)
			d.Hint = "delete it; it is invisible in most editors"
			*d = d.WithFix(true, "delete it", i, i+size, "")
		case char == '\u200b' || char == '\u2060' || char == '\ufeff' && i > 0:
			d := r.warning("character-invisible", at, "a character without width (U+%04X) stands here", char)
			d.Hint = "delete it: words that hold it are not found"
			*d = d.WithFix(true, "delete it", i, i+size, "")
		case char >= '\u202a' && char <= '\u202e' || char >= '\u2066' && char <= '\u2069':
			d := r.warning("character-direction", at, "a character that turns the direction of the text (U+%04X) stands here", char)
			d.Hint = "delete it unless the text is written from right to left: what readers see differs from what is in the file"
			*d = d.WithFix(false, "delete it", i, i+size, "")
		}
		i += size
	}
}

// oddSpace is white space that YAML takes for a letter: before a key, or behind
// its colon.
var oddSpace = regexp.MustCompile(`(?m)^ *(?:- )?([ \x{a0}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]*[\x{a0}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]+ *)[\pL_"-]|^ *(?:- +)?[\pL_][\pL\d_-]* ?:( *[\x{a0}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}][ \x{a0}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}]*)`)

// spaces reports odd spaces in front matter and makes them ordinary ones.
func (d *decoder) spaces() {
	for _, m := range oddSpace.FindAllStringSubmatchIndex(d.text, -1) {
		start, stop, isIndent := m[2], m[3], true
		if start < 0 {
			start, stop, isIndent = m[4], m[5], false
		}
		width, l := utf8.RuneCountInString(d.text[start:stop]), d.row(start)
		f := d.wrong("space-odd", start, stop, "a space that is no ordinary one stands where a field begins")
		f.Hint = "type it again; it often comes from a text processor or from a Mac's option key"
		if !isIndent {
			f.Message, width = "a space that is no ordinary one stands behind the colon", 1
		}
		d.mend(f, true, "put ordinary spaces", start, stop, strings.Repeat(" ", width))
		if isIndent {
			d.r.isBroken = true
			d.blank(l.start, l.stop)
		} else {
			d.blank(start, stop)
		}
	}
	if strings.ContainsFunc(d.text, isControl) { // reported with the characters of the file
		d.text = strings.Map(func(c rune) rune {
			if isControl(c) {
				return ' '
			}
			return c
		}, d.text)
		d.src = []byte(d.text)
	}
}

func isControl(c rune) bool { return c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f }
