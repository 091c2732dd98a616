package markdown

import (
	"bytes"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/yuin/goldmark/ast"
)

// code renders a code block, with the classes of chroma if its language is known.
func code(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	if !entering {
		return ast.WalkContinue
	}
	language := ""
	if fenced, ok := n.(*ast.FencedCodeBlock); ok {
		language = string(fenced.Language(w.src))
	}
	w.tag(`<pre class="code" tabindex="0"><code`)
	if language != "" {
		w.tag(` class="language-`, escape(language), `"`)
	}
	w.tag(">")
	w.begin(CodeBlock)
	w.atom++
	w.lines(n, highlight(language, n, w.src))
	w.atom--
	w.end()
	w.tag("</code></pre>\n")
	return ast.WalkSkipChildren
}

// lines writes the tokens of a code block line by line, so that each byte keeps
// its place in the source.
func (w *recorder) lines(n ast.Node, tokens []chroma.Token) {
	lines := n.Lines()
	line, used := 0, 0
	for _, t := range tokens {
		class := class(t.Type)
		if class != "" {
			w.element(false, `<span class="`, class, `">`)
		}
		for rest := []byte(t.Value); len(rest) > 0 && line < lines.Len(); {
			segment := lines.At(line)
			value := segment.Value(w.src)
			k := min(len(rest), len(value)-used)
			w.code(rest[:k], min(segment.Start+used, segment.Stop))
			rest, used = rest[k:], used+k
			if used == len(value) {
				line, used = line+1, 0
			}
		}
		if class != "" {
			w.close("</span>")
		}
	}
}

// code writes a part of a line of code. Where the source ends without a line end
// the parser adds one: it stands at the last byte.
func (w *recorder) code(part []byte, at int) {
	if at+len(part) > len(w.src) && bytes.HasSuffix(part, []byte("\n")) {
		w.literal(part[:len(part)-1], int32(min(at, len(w.src)-len(part)+1)))
		part, at = part[len(part)-1:], len(w.src)-1
	}
	w.literal(part, int32(at))
}

// highlight splits code into tokens whose text joined is the code.
func highlight(language string, n ast.Node, src []byte) []chroma.Token {
	text := string(n.Lines().Value(src))
	plain := []chroma.Token{{Type: chroma.Text, Value: text}}
	if language == "" {
		return plain
	}
	lexer := languages().Get(language)
	if lexer == nil {
		return plain
	}
	iterator, err := chroma.Coalesce(lexer).Tokenise(nil, text)
	if err != nil {
		return plain
	}
	tokens := iterator.Tokens()
	var joined strings.Builder
	for _, t := range tokens {
		joined.WriteString(t.Value)
	}
	if strings.TrimSuffix(joined.String(), "\n") != strings.TrimSuffix(text, "\n") {
		return plain // the lexer changed the text
	}
	return tokens
}

// class is chroma's class of a type of token; empty for plain text.
func class(t chroma.TokenType) string {
	for t != 0 {
		if c, ok := chroma.StandardTypes[t]; ok {
			return c
		}
		t = t.Parent()
	}
	return ""
}
