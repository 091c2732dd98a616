package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Style is how findings are dressed. The zero Style is plain text.
type Style struct {
	Color bool // ANSI colors; meaning never depends on them
}

// widest is the number of code points of a source line that is shown around the
// place of a finding.
const widest = 100

// Print writes the findings in the order of the list:
//
//	path:line:col: severity: message [code]
//	    7 | the source line
//	      |     ^^^^^^
//	  hint: what to do
//	  paste: the line to paste
//
// It returns the first error of w.
func Print(w io.Writer, list List, style Style) error {
	b := bufio.NewWriter(w)
	for _, d := range list {
		style.diagnostic(b, d)
	}
	return b.Flush()
}

func (s Style) diagnostic(b *bufio.Writer, d Diagnostic) {
	d.File = d.File.held() // read once
	fmt.Fprintf(b, "%s: %s: %s %s\n", s.bold(place(d.Span)), s.severity(d.Severity), d.Message, s.dim("["+d.Code+"]"))
	s.excerpt(b, d.Span)
	for _, r := range d.Related {
		fmt.Fprintf(b, "  %s: %s\n", s.bold(place(r.Span)), r.Message)
		s.excerpt(b, r.Span)
	}
	s.labeled(b, "hint", d.Hint)
	s.labeled(b, "paste", d.Paste)
}

func place(p Span) string {
	line, column := p.File.Position(p.Start)
	return fmt.Sprintf("%s:%d:%d", p.File.Name, line, column)
}

// excerpt shows the line where the span begins, with carets below the part of
// the span that lies on it. A span in an empty file has no excerpt.
func (s Style) excerpt(b *bufio.Writer, p Span) {
	text, start := p.File.line(p.Start)
	if len(text) == 0 {
		return
	}
	from := min(max(p.Start-start, 0), len(text))
	to := min(max(p.Stop-start, from), len(text))
	before, marked, after := window(text[:from], text[from:to], text[to:])
	number, _ := p.File.Position(p.Start)
	carets := strings.Repeat("^", max(utf8.RuneCountInString(marked), 1))
	fmt.Fprintf(b, "%5d | %s%s%s\n", number, before, marked, after)
	fmt.Fprintf(b, "      | %s%s\n", blank(before), s.severityColor(carets))
}

// window shortens a long line so that the marked part stays in sight.
func window(before, marked, after []byte) (string, string, string) {
	return ending(before, widest/2), beginning(marked, widest), beginning(after, widest/2)
}

// beginning is a text up to a number of characters. The rest, which may be very
// long, is not looked at.
func beginning(text []byte, most int) string {
	at := 0
	for range most {
		_, size := utf8.DecodeRune(text[at:])
		at += size
	}
	if at < len(text) {
		return visible(text[:at]) + "…"
	}
	return visible(text)
}

// ending is a number of characters at the end of a text.
func ending(text []byte, most int) string {
	at := len(text)
	for range most {
		_, size := utf8.DecodeLastRune(text[:at])
		at -= size
	}
	if at > 0 {
		return "…" + visible(text[at:])
	}
	return visible(text)
}

// visible shows characters that command a terminal, or turn the direction of its
// text, as signs, so that a file cannot do either.
func visible(text []byte) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ' && r != '\t':
			return '␀' + r
		case r >= 0x7f && r < 0xa0, r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
			return utf8.RuneError
		}
		return r
	}, string(text))
}

// blank returns white space as wide as text, tabs kept.
func blank(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, text)
}

func (s Style) labeled(b *bufio.Writer, label, text string) {
	if text == "" {
		return
	}
	indent := strings.Repeat(" ", len(label)+4)
	text = strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n"+indent)
	fmt.Fprintf(b, "  %s: %s\n", s.bold(label), text)
}

func (s Style) severity(v Severity) string {
	color := map[Severity]string{Error: "31;1", Warning: "33;1", Note: "36;1"}[v]
	return s.ansi(color, v.String())
}

func (s Style) severityColor(t string) string { return s.ansi("33", t) }
func (s Style) bold(t string) string          { return s.ansi("1", t) }
func (s Style) dim(t string) string           { return s.ansi("2", t) }

func (s Style) ansi(code, text string) string {
	if !s.Color {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
