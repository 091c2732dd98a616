package edit

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"briefing/generator/content"
)

// front is the front matter of a file as lines. Changing a field touches its lines
// and no others.
type front struct {
	lines  []string // with their ends
	rest   string   // from the closing fence on
	ending string   // how lines end
	fields []span
}

// span is the lines of a field: the first holds its key, Stop is excluded.
type span struct {
	key         string
	start, stop int
}

var keyForm = regexp.MustCompile(`^([A-Za-z_][A-Za-z0-9_-]*)[ \t]*:(?:[ \t\r\n]|$)`)

// split takes a file apart. ok is false if it has no front matter.
func split(text []byte) (f *front, ok bool) {
	f = &front{ending: "\n"}
	if line, _, _ := bytes.Cut(text, []byte{'\n'}); bytes.HasSuffix(line, []byte{'\r'}) {
		f.ending = "\r\n"
	}
	lines := strings.SplitAfter(string(text), "\n")
	if strings.TrimRight(strings.TrimPrefix(lines[0], "\ufeff"), " \t\r\n") != "---" {
		return nil, false
	}
	stop := slices.IndexFunc(lines[1:], func(line string) bool { return strings.TrimRight(line, " \t\r\n") == "---" })
	if stop < 0 {
		return nil, false
	}
	f.lines, f.rest = lines[:stop+1], strings.Join(lines[stop+1:], "")
	f.scan()
	return f, true
}

// scan finds the fields. Comments and empty lines behind the last line of a field
// belong to the next one.
func (f *front) scan() {
	f.fields = nil
	for i, line := range f.lines {
		if m := keyForm.FindStringSubmatch(line); m != nil && i > 0 {
			f.fields = append(f.fields, span{m[1], i, i + 1})
		} else if n := len(f.fields); n > 0 && !isAside(line) {
			f.fields[n-1].stop = i + 1
		}
	}
}

func isAside(line string) bool {
	return strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#")
}

func (f *front) String() string { return strings.Join(f.lines, "") + f.rest }

func (f *front) field(key string) (span, bool) {
	i := slices.IndexFunc(f.fields, func(s span) bool { return s.key == key })
	if i < 0 {
		return span{}, false
	}
	return f.fields[i], true
}

// order is where a new field goes: behind the last one that is listed before it.
var order = []string{
	"quote", "whole", "kind", "claim", "assessment", "confidence", "because", "supports", "contradicts", "context", "searched",
	"experts", "expert", "speaker", "stance", "said_in", "said_to_us", "about", "claimed_by", "countries", "dates", "would_change", "gist", "checked",
}

// replace puts lines in the place of others.
func (f *front) replace(start, stop int, lines ...string) {
	f.lines = slices.Replace(f.lines, start, stop, lines...)
	f.scan()
}

// set gives a field of one value another one; empty deletes it.
func (f *front) set(key, value string) {
	s, ok := f.field(key)
	switch {
	case value == "" && ok:
		f.replace(s.start, s.stop)
	case value == "":
	case !ok:
		f.insert(key, f.line(key+": "+content.Scalar(value)))
	case s.stop == s.start+1:
		f.lines[s.start] = withValue(f.lines[s.start], content.Scalar(value))
	default: // a value over several lines
		f.replace(s.start, s.stop, f.line(key+": "+content.Scalar(value)))
	}
}

func (f *front) line(text string) string { return text + f.ending }

// insert adds lines of a new field at its place.
func (f *front) insert(key string, lines ...string) {
	at := len(f.lines)
	rank := slices.Index(order, key)
	for _, s := range f.fields {
		if r := slices.Index(order, s.key); r >= 0 && r < rank {
			at = s.stop
		}
	}
	f.replace(at, at, lines...)
}

// withValue puts a value in the place of the one in a line, before its comment.
func withValue(line, value string) string {
	colon := strings.IndexByte(line, ':') + 1
	start := colon + len(line[colon:]) - len(strings.TrimLeft(line[colon:], " \t"))
	stop := start + valueLength(strings.TrimRight(line[start:], "\r\n"))
	if start == colon {
		value = " " + value
	}
	return line[:start] + value + line[stop:]
}

// valueLength is the length of the value that a text begins with, without a comment.
func valueLength(s string) int {
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		for i := 1; i < len(s); i++ {
			switch {
			case s[i] == '\\' && s[0] == '"':
				i++
			case s[i] == s[0] && s[0] == '\'' && i+1 < len(s) && s[i+1] == '\'':
				i++
			case s[i] == s[0]:
				return i + 1
			}
		}
	}
	if i := strings.Index(s, " #"); i >= 0 {
		s = s[:i]
	}
	return len(strings.TrimRight(s, " \t"))
}

// setList gives a field of a list other values. Lines of items that stay are not
// touched. An item is the text of its value, or what items makes of it.
func (f *front) setList(key string, before, after []string, item func(value string) []string) {
	if slices.Equal(before, after) {
		return
	}
	s, ok := f.field(key)
	if ok && len(after) == 0 {
		f.replace(s.start, s.stop)
		return
	}
	if !ok {
		f.insert(key, f.newList(key, after, item)...)
		return
	}
	items := f.items(s)
	if len(items) != len(before) { // on one line, or in a form that is not known
		if s.stop == s.start+1 && item == nil && len(before) > 0 {
			f.lines[s.start] = withValue(f.lines[s.start], flow(after))
			return
		}
		f.replace(s.start, s.stop, f.newList(key, after, item)...)
		return
	}
	f.changeItems(items, before, after, item)
}

// newList is the lines of a list.
func (f *front) newList(key string, values []string, item func(string) []string) []string {
	if item == nil && len(values) == 1 {
		return []string{f.line(key + ": " + content.Scalar(values[0]))}
	}
	if item == nil {
		return []string{f.line(key + ": " + flow(values))}
	}
	lines := []string{f.line(key + ":")}
	for _, v := range values {
		for _, l := range item(v) {
			lines = append(lines, f.line("  "+l))
		}
	}
	return lines
}

// flow is values as a list on one line, or as the one value.
func flow(values []string) string {
	if len(values) == 1 {
		return content.Scalar(values[0])
	}
	written := make([]string, len(values))
	for i, v := range values {
		written[i] = content.FlowScalar(v)
	}
	return "[" + strings.Join(written, ", ") + "]"
}

// items returns the lines of each item of a list that is written with hyphens.
func (f *front) items(s span) []span {
	var all []span
	indent := -1
	for i := s.start + 1; i < s.stop; i++ {
		line := f.lines[i]
		depth := len(line) - len(strings.TrimLeft(line, " "))
		switch {
		case isAside(line) || strings.HasPrefix(strings.TrimSpace(line), "#"):
		case strings.HasPrefix(line[depth:], "- ") && (indent < 0 || depth == indent):
			indent = depth
			all = append(all, span{strings.Repeat(" ", depth), i, i + 1})
		case len(all) > 0:
			all[len(all)-1].stop = i + 1
		default:
			return nil
		}
	}
	return all
}

// changeItems puts what is new in the place of what is gone there, deletes what else is
// gone, and adds what else is new at the end.
func (f *front) changeItems(items []span, before, after []string, item func(string) []string) {
	if item == nil {
		item = func(v string) []string { return []string{"- " + content.Scalar(v)} }
	}
	indent := items[0].key
	written := func(value string) []string {
		var lines []string
		for _, l := range item(value) {
			lines = append(lines, f.line(indent+l))
		}
		return lines
	}
	isNew := func(i int) bool { return i < len(after) && !slices.Contains(before, after[i]) }
	var added []string
	for i, v := range after {
		if isInPlace := i < len(before) && !slices.Contains(after, before[i]); isNew(i) && !isInPlace {
			added = append(added, written(v)...)
		}
	}
	f.lines = slices.Insert(f.lines, items[len(items)-1].stop, added...)
	for i := len(items) - 1; i >= 0; i-- {
		switch isGone := !slices.Contains(after, before[i]); {
		case isGone && isNew(i):
			f.lines = slices.Replace(f.lines, items[i].start, items[i].stop, written(after[i])...)
		case isGone:
			f.lines = slices.Delete(f.lines, items[i].start, items[i].stop)
		}
	}
	f.scan()
}
