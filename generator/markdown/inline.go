package markdown

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

func words(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	t := n.(*ast.Text)
	at := int32(t.Segment.Start)
	if t.IsRaw() {
		w.literal(t.Segment.Value(w.src), at)
	} else {
		w.inline(t.Segment.Value(w.src), at)
	}
	switch stop := int32(t.Segment.Stop); {
	case t.HardLineBreak():
		w.tag("<br>")
		w.run([]byte("\n"), "", stop)
	case t.SoftLineBreak():
		w.run([]byte("\n"), "", stop)
	}
	return ast.WalkContinue
}

// inline writes text in which backslashes escape and entities are decoded.
func (w *recorder) inline(text []byte, src int32) {
	from := 0
	for i := 0; i < len(text); i++ {
		decoded, n := "", 0
		switch {
		case text[i] == '\\' && i+1 < len(text) && util.IsPunct(text[i+1]):
			decoded, n = string(text[i+1]), 2
		case text[i] == '&':
			decoded, n = entity(text[i:])
		}
		if n == 0 {
			continue
		}
		w.literal(text[from:i], src+int32(from))
		w.decoded(decoded, src+int32(i))
		from = i + n
		i = from - 1
	}
	w.literal(text[from:], src+int32(from))
}

// longestEntity is the length of the longest reference that is looked up.
const longestEntity = 34

// entity decodes a character reference at the beginning of a text; n is its
// length, 0 if there is none.
func entity(text []byte) (decoded string, n int) {
	text = text[:min(len(text), longestEntity)]
	end := strings.IndexByte(string(text), ';')
	if end < 2 {
		return "", 0
	}
	reference := string(text[:end+1])
	for i, c := range reference[1:end] {
		if !util.IsAlphaNumeric(byte(c)) && !(i == 0 && c == '#') {
			return "", 0
		}
	}
	if decoded = html.UnescapeString(reference); decoded == reference || strings.HasSuffix(decoded, ";") && decoded != ";" {
		return "", 0
	}
	return decoded, len(reference)
}

func str(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		w.literal(n.(*ast.String).Value, w.at)
	}
	return ast.WalkContinue
}

func emphasis(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	name := "em"
	if n.(*ast.Emphasis).Level == 2 {
		name = "strong"
	}
	return element(w, entering, false, name)
}

// element renders an inline element without attributes.
func element(w *recorder, entering, isAtom bool, name string) ast.WalkStatus {
	if entering {
		w.element(isAtom, "<", name, ">")
	} else {
		w.close("</" + name + ">")
	}
	return ast.WalkContinue
}

func strikethrough(w *recorder, _ ast.Node, entering bool) ast.WalkStatus {
	return element(w, entering, false, "del")
}

// codeSpan renders its children itself: in code a line break is a space.
func codeSpan(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	w.element(true, "<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		value := t.Segment.Value(w.src)
		if last := len(value) - 1; last >= 0 && value[last] == '\n' {
			w.literal(value[:last], int32(t.Segment.Start))
			w.run([]byte(" "), "", int32(t.Segment.Start+last))
			continue
		}
		w.literal(value, int32(t.Segment.Start))
	}
	w.close("</code>")
	return ast.WalkSkipChildren
}

func checkBox(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	if entering {
		state := ""
		if n.(*east.TaskCheckBox).IsChecked {
			state = " checked"
		}
		w.tag(`<input type="checkbox" disabled aria-label="done"`, state, "> ")
	}
	return ast.WalkContinue
}

// rawHTML shows raw HTML as text; comments are dropped.
func rawHTML(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	segments := n.(*ast.RawHTML).Segments
	if !entering || segments.Len() == 0 {
		return ast.WalkContinue
	}
	start, stop := segments.At(0).Start, segments.At(segments.Len()-1).Stop
	if strings.HasPrefix(string(w.src[start:stop]), "<!--") {
		return ast.WalkSkipChildren
	}
	w.fault(start, stop, "raw HTML is not published as HTML, but shown as text")
	for i := range segments.Len() {
		s := segments.At(i)
		w.literal(s.Value(w.src), int32(s.Start))
	}
	return ast.WalkSkipChildren
}
