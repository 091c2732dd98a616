package foreign

import (
	"fmt"
	"strings"

	"briefing/generator/markdown"
)

// inline turns notes that stand in the text into footnotes, so that they are read as
// such: ^[a note] as pandoc and Obsidian have it, and CriticMarkup's {>>comment<<}, whose
// words are those that are marked before it, {==so==}. The label of a note is made of
// what it says. Code stays as it is.
type inline struct {
	src    string
	at     int
	out    strings.Builder
	marked map[string]string // words that are marked, by the label of the comment on them
	texts  map[string]string // of the notes, by label
	labels []string          // in their order
	last   string            // words that are marked right before
}

// withFootnotes returns the text with footnotes, and the words that are marked, by the
// label of the footnote on them.
func withFootnotes(text string) (string, map[string]string) {
	r := &inline{src: text, marked: map[string]string{}, texts: map[string]string{}}
	for r.at < len(r.src) {
		r.step()
	}
	for _, label := range r.labels {
		fmt.Fprintf(&r.out, "\n\n[^%s]: %s", label, strings.ReplaceAll(r.texts[label], "\n", "\n    "))
	}
	return r.out.String(), r.marked
}

// step reads a character, or what begins with it.
func (r *inline) step() {
	rest := r.src[r.at:]
	isStart := r.at == 0 || r.src[r.at-1] == '\n'
	switch {
	case isStart && (strings.HasPrefix(rest, "```") || strings.HasPrefix(rest, "~~~")):
		r.copy(fenced(rest))
	case rest[0] == '`':
		r.copy(span(rest))
	case rest[0] == '\\' && len(rest) > 1:
		r.copy(2)
	case strings.HasPrefix(rest, "^["):
		if n := closed(rest[1:]); n > 0 {
			r.note("note", rest[2:n], 1+n)
			return
		}
		r.copy(1)
	case strings.HasPrefix(rest, "{=="):
		if n := strings.Index(rest, "==}"); n > 0 && !strings.Contains(rest[:n], "\n\n") {
			r.out.WriteString(rest[3:n])
			r.at += n + 3
			r.last = rest[3:n]
			return
		}
		r.copy(1)
	case strings.HasPrefix(rest, "{>>"):
		if n := strings.Index(rest, "<<}"); n > 0 {
			r.note("comment", rest[3:n], n+3)
			return
		}
		r.copy(1)
	default:
		r.copy(1)
	}
}

// copy writes bytes as they are.
func (r *inline) copy(n int) {
	r.out.WriteString(r.src[r.at : r.at+n])
	r.at += n
	r.last = ""
}

// note puts the mark of a footnote in the place of a note of some length.
func (r *inline) note(kind, text string, length int) {
	text = strings.TrimSpace(text)
	label := kind + "-" + sum(text, r.last)
	if _, ok := r.texts[label]; !ok {
		r.labels = append(r.labels, label)
	}
	r.texts[label] = text
	if r.last != "" {
		r.marked[label] = markdown.Parse([]byte(r.last), markdown.Options{}).Text()
	}
	r.out.WriteString("[^" + label + "]")
	r.at += length
}

// fenced is the length of a block of code between fences.
func fenced(text string) int {
	fence := text[:3]
	if i := strings.Index(text[3:], "\n"+fence); i >= 0 {
		return 3 + i + 1 + len(fence)
	}
	return len(text)
}

// span is the length of code between backticks; of the backticks alone if none close it.
func span(text string) int {
	n := len(text) - len(strings.TrimLeft(text, "`"))
	ticks := text[:n]
	for from := n; ; {
		i := strings.Index(text[from:], ticks)
		if i < 0 {
			return n
		}
		end := from + i + n
		if longer := len(text[end:]) - len(strings.TrimLeft(text[end:], "`")); longer > 0 {
			from = end + longer
			continue
		}
		return end
	}
}

// closed is the offset behind the bracket that closes the one at the beginning; 0 if
// none does in the same paragraph.
func closed(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case text[i] == '[':
			depth++
		case text[i] == ']':
			if depth--; depth == 0 {
				return i + 1
			}
		case strings.HasPrefix(text[i:], "\n\n"):
			return 0
		}
	}
	return 0
}
