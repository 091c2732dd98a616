package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// Footnote is a footnote and where the text refers to it.
type Footnote struct {
	Label string
	Text  string // Markdown
	At    []int  // offsets in the source without footnotes
}

// WithoutFootnotes returns a text in Markdown without its footnotes and the marks that
// refer to them, and the footnotes in the order of their first marks. A footnote that
// nothing refers to stays where it is.
func WithoutFootnotes(src []byte) (rest []byte, notes []Footnote) {
	tree := engine.Parser().Parse(text.NewReader(src))
	index := map[int]int{} // of notes, by the number that goldmark gives
	type cut struct{ start, stop, note int }
	var cuts []cut
	walk(tree, func(n ast.Node) {
		if f, ok := n.(*east.Footnote); ok {
			start, stop := extent(f)
			if start < 0 {
				return
			}
			mark := "[^" + string(f.Ref) + "]:"
			begin := bytes.LastIndex(src[:start], []byte(mark))
			if begin < 0 {
				return
			}
			index[f.Index] = len(notes)
			notes = append(notes, Footnote{Label: string(f.Ref), Text: dedent(src[begin+len(mark) : stop])})
			cuts = append(cuts, cut{begin, lineStop(src, stop), -1})
		}
	})
	walk(tree, func(n ast.Node) {
		l, ok := n.(*east.FootnoteLink)
		i, known := index[linkIndex(l)]
		if !ok || !known {
			return
		}
		if mark := []byte("[^" + notes[i].Label + "]"); l.Pos() >= 0 {
			if at := bytes.Index(src[l.Pos():], mark); at >= 0 {
				cuts = append(cuts, cut{l.Pos() + at, l.Pos() + at + len(mark), i})
			}
		}
	})
	slices.SortFunc(cuts, func(a, b cut) int { return a.start - b.start })
	at := 0
	for _, c := range cuts {
		if c.start < at {
			continue // a mark inside of a footnote goes with it
		}
		rest = append(rest, src[at:c.start]...)
		if at = c.stop; c.note >= 0 {
			notes[c.note].At = append(notes[c.note].At, len(rest))
		}
	}
	return append(rest, src[at:]...), notes
}

func linkIndex(l *east.FootnoteLink) int {
	if l == nil {
		return -1
	}
	return l.Index
}

func walk(tree ast.Node, visit func(ast.Node)) {
	err := ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			visit(n)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		panic("markdown: " + err.Error()) // the visitors do not fail
	}
}

// extent is the part of the source from the first to the last line of a block's
// children; start is -1 if there are none.
func extent(n ast.Node) (start, stop int) {
	start = -1
	walk(n, func(n ast.Node) {
		if n.Type() != ast.TypeBlock || n.Lines() == nil || n.Lines().Len() == 0 {
			return
		}
		first, last := n.Lines().At(0), n.Lines().At(n.Lines().Len()-1)
		if start < 0 || first.Start < start {
			start = first.Start
		}
		stop = max(stop, last.Stop)
	})
	return start, stop
}

// lineStop is the offset behind the line that holds an offset, and behind a line that
// is empty after it.
func lineStop(src []byte, at int) int {
	if at > 0 && src[at-1] == '\n' {
		return at
	}
	if i := bytes.IndexByte(src[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(src)
}

// dedent drops the indentation of the lines behind the first.
func dedent(text []byte) string {
	lines := strings.Split(string(text), "\n")
	for i := range lines {
		if i > 0 {
			lines[i] = strings.TrimPrefix(strings.TrimPrefix(lines[i], "\t"), "    ")
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
