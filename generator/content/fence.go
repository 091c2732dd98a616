package content

import (
	"bytes"
	"regexp"
	"strings"
)

const fence = "---"

// front reads the front matter and leaves r.body behind it. A file without front
// matter, or with one that is no YAML, has no fields.
func (r *reader) front() *fields {
	text := r.file.Text()
	if !r.characters() {
		r.body = len(text)
		return &fields{r: r, isBroken: true}
	}
	start := len(text) - len(bytes.TrimPrefix(text, []byte("\ufeff")))
	start, stop, ok := r.open(start)
	if !ok {
		r.body = start
		return &fields{r: r, isBroken: true}
	}
	from, next, ok := r.close(stop)
	if !ok {
		from, next = r.unclosed(start, stop)
	}
	r.body = next
	return r.fields(stop, from)
}

// nearFence is a line that was meant as a fence: more hyphens, spaces before them,
// or the dashes that a text processor makes of hyphens.
var nearFence = regexp.MustCompile(`^[ \t]*(-{3,}|[–—]-?|[–—]{2,3})[ \t\r]*$`)

// isFence reports whether a line is three hyphens, with or without spaces behind
// them.
func isFence(line []byte) bool { return strings.TrimRight(string(line), " \t\r") == fence }

// open reads the first line; stop is where the fields begin. ok is false if there
// is no front matter, which is reported.
func (r *reader) open(start int) (begin, stop int, ok bool) {
	text := r.file.Text()
	first, stop := lineEnd(text, start)
	if isFence(text[start:first]) {
		return start, stop, true
	}
	words := start + len(text[start:]) - len(bytes.TrimLeft(text[start:], " \t\r\n"))
	end, next := lineEnd(text, words)
	if isFence(text[words:end]) {
		r.fence(start, words+len(fence), "front matter begins in the first line, without spaces before it")
		return start, next, true
	}
	if nearFence.Match(text[start:first]) {
		r.fence(start, start+len(bytes.TrimRight(text[start:first], " \t\r")), "front matter begins with exactly three hyphens")
		return start, stop, true
	}
	r.missing(start, first)
	return start, start, false
}

// fence reports a line that is nearly three hyphens.
func (r *reader) fence(start, stop int, message string) {
	d := r.error("fence-form", At{int32(start), int32(stop)}, "%s", message)
	d.Hint, d.Paste = "write three hyphens at the beginning of the line", fence
	*d = d.WithFix(true, "write three hyphens", start, stop, fence)
}

// missing reports a file without front matter, with what may be made of its first
// line.
func (r *reader) missing(start, stop int) {
	text := r.file.Text()
	d := r.error("front-matter-missing", At{int32(start), int32(stop)}, "the file does not begin with front matter")
	d.Hint = "the first line is three hyphens, then the fields, then three hyphens again"
	d.Paste = "---\n…\n---"
	line := strings.TrimRight(string(text[start:stop]), " \t\r")
	heading, isHeading := strings.CutPrefix(line, "# ")
	at, next, isClosed := r.exact(start)
	_, _, isFramed := r.exact(min(next, len(text)))
	below, _ := lineEnd(text, min(next, len(text)))
	switch {
	case isClosed && isFramed && rowKey.MatchString(string(text[min(next, len(text)):below])):
		d.Hint, d.Paste = "nothing stands above the first line of hyphens", ""
		*d = d.WithFix(false, "delete what stands above", start, at, "")
	case rowKey.MatchString(line) && isClosed:
		d.Paste = "---\n" + line
		*d = d.WithFix(true, "put three hyphens before the fields", start, start, "---\n")
	case rowKey.MatchString(line):
		d.Hint = "put a line of three hyphens before this one, and another behind the last field"
		d.Paste = "---\n" + line + "\n…\n---"
	case isHeading && r.titleKey() != "":
		d.Hint = "the title stands in a field, not in a heading"
		d.Paste = "---\n" + r.titleKey() + ": " + bare(heading) + "\n---"
		*d = d.WithFix(false, "make a field of the heading", start, stop, d.Paste)
	case strings.HasPrefix(line, "+++"):
		d.Hint = "front matter is YAML between lines of three hyphens, not TOML"
	}
}

// titleKey is the field that holds the title of a file of this kind.
func (r *reader) titleKey() string {
	switch name := r.file.Name; {
	case strings.Contains(name, "/annotations/"), strings.HasPrefix(name, "content/countries/"):
		return ""
	case strings.HasPrefix(name, "content/experts/"):
		return "name"
	}
	return "title"
}

// bare is a value with quotation marks if it needs them.
func bare(words string) string {
	n, ok := (&plain{text: "x: " + words + "\n"}).mapping()
	if ok && n.pairs[0].value.form == textForm && n.pairs[0].value.text.Value == words {
		return words
	}
	return quoted(words)
}

// exact finds the next line of exactly three hyphens from an offset on, and the
// offset behind it.
func (r *reader) exact(from int) (at, next int, ok bool) {
	for text := r.file.Text(); from < len(text); {
		end, next := lineEnd(text, from)
		if isFence(text[from:end]) {
			return from, next, true
		}
		from = next
	}
	return 0, 0, false
}

// close finds the line that ends the front matter, and the offset behind it.
func (r *reader) close(from int) (at, next int, ok bool) {
	text := r.file.Text()
	exact, behind, isExact := r.exact(from)
	for from < len(text) && (!isExact || from < exact) {
		end, next := lineEnd(text, from)
		line := text[from:end]
		// A line of hyphens that is indented may be part of a value.
		if nearFence.Match(line) && (!isExact || line[0] == '-') {
			r.fence(from, from+len(bytes.TrimRight(line, " \t\r")), "front matter ends with exactly three hyphens")
			return from, next, true
		}
		from = next
	}
	return exact, behind, isExact
}

var fieldLine = regexp.MustCompile(`^(\s*$|\s*#|\s+\S|- |[A-Za-z_][\w-]*\s*:(\s|$))`)

// unclosed reports front matter that is never closed, and returns where it was
// probably meant to end: behind the last line that looks like a field.
func (r *reader) unclosed(start, from int) (stop, body int) {
	text := r.file.Text()
	stop = from
	for at := from; at < len(text); {
		end, next := lineEnd(text, at)
		line := text[at:end]
		if !fieldLine.Match(line) {
			break
		}
		if len(bytes.TrimSpace(line)) > 0 && line[0] != '#' { // a heading of the text looks like a comment
			stop = next
		}
		at = next
	}
	r.isBroken = true
	d := r.error("front-matter-open", At{int32(start), int32(start + len(fence))}, "the front matter is never closed")
	d.Hint = "put a line of three hyphens behind the last field"
	lead := ""
	if stop > 0 && text[stop-1] != '\n' {
		lead = "\n"
	}
	*d = d.WithFix(false, "close it behind the last field", stop, stop, lead+fence+"\n")
	return stop, len(text)
}
