package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// engine is goldmark with our renderers. It is safe for several goroutines. The
// typographer stays off: it replaces text, so places in the source get lost.
var engine = goldmark.New(
	goldmark.WithExtensions(extension.GFM, extension.Footnote),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(nodes{}, 1))),
)

// Parse reads Markdown: CommonMark, GitHub's tables, strikethrough, task lists
// and bare addresses, and footnotes. It accepts any bytes.
func Parse(src []byte, o Options) *Doc {
	if line := bytes.TrimRight(src, "\n"); isProse(line) {
		return &Doc{html: plainBefore + string(line) + plainAfter, places: &notSpread}
	}
	w := record(src, o)
	if len(w.out)+len(w.faults)+len(w.links) == 0 {
		return &empty
	}
	html := string(w.out)
	if w.isPlain(html) {
		return &Doc{html: html, places: &notSpread, src: w.runs[0].src}
	}
	p := w.places
	p.runs, p.tags, p.blocks = slices.Clone(p.runs), slices.Clone(p.tags), slices.Clone(p.blocks)
	return (&Doc{html: html, places: &p}).pack()
}

// isProse reports whether a text is one line in which nothing means anything to
// Markdown, as most notes are: it is a paragraph as it stands. Of a note of 200
// letters this takes a twentieth of the time that parsing does. Tests compare the two.
func isProse(line []byte) bool {
	if len(line) == 0 || !isLetter(line[0]) || line[len(line)-1] == ' ' {
		return false // it may be a list, code, a rule; spaces at the end are dropped
	}
	for _, c := range line {
		if !isLetter(c) && !('0' <= c && c <= '9') && strings.IndexByte(" .,;:?()'-\"%/+=", c) < 0 {
			return false
		}
	}
	return !bytes.Contains(line, []byte("://")) && !bytes.Contains(line, []byte("www.")) // addresses are links
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// record parses and renders a text.
func record(src []byte, o Options) *recorder {
	w := &recorder{src: src, o: o, out: make([]byte, 0, len(src)+len(src)/4), seen: make([]byte, 0, len(src))}
	tree := engine.Parser().Parse(text.NewReader(src))
	if err := engine.Renderer().Render(w, src, tree); err != nil {
		panic("markdown: " + err.Error()) // our renderers do not fail
	}
	return w
}

// empty is the doc of every text that shows nothing. Do not change.
var empty = Doc{places: &places{}}

// nodes renders every kind of node that the engine makes.
type nodes struct{}

// RegisterFuncs tells goldmark which function renders which kind of node.
func (nodes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	for kind, render := range map[ast.NodeKind]func(*recorder, ast.Node, bool) ast.WalkStatus{
		ast.KindDocument: transparent, ast.KindLinkReferenceDefinition: transparent,
		ast.KindHeading: heading, ast.KindBlockquote: blockquote, ast.KindCodeBlock: code, ast.KindFencedCodeBlock: code,
		ast.KindHTMLBlock: htmlBlock, ast.KindList: list, ast.KindListItem: listItem, ast.KindParagraph: paragraph,
		ast.KindTextBlock: textBlock, ast.KindThematicBreak: rule,
		ast.KindAutoLink: autoLink, ast.KindCodeSpan: codeSpan, ast.KindEmphasis: emphasis, ast.KindImage: image,
		ast.KindLink: link, ast.KindRawHTML: rawHTML, ast.KindText: words, ast.KindString: str,
		east.KindTable: table, east.KindTableHeader: tableHead, east.KindTableRow: tableRow, east.KindTableCell: tableCell,
		east.KindStrikethrough: strikethrough, east.KindTaskCheckBox: checkBox,
		east.KindFootnoteLink: footnoteLink, east.KindFootnoteBacklink: footnoteBack, east.KindFootnote: footnote,
		east.KindFootnoteList: footnotes,
	} {
		r.Register(kind, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
			return render(w.(*recorder), n, entering), nil
		})
	}
}

// transparent renders nothing but the children.
func transparent(*recorder, ast.Node, bool) ast.WalkStatus { return ast.WalkContinue }
