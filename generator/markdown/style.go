package markdown

import (
	"slices"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/styles"
)

// The two styles of chroma whose colors keep a contrast of 4.5 on our paper, but
// for one in the light style.
var (
	lightStyle = styles.Get("github")
	darkStyle  = styles.Get("github-dark")
)

const tooPale = chroma.NameBuiltinPseudo

// colored are the types of token that have a color of their own, in the order of
// their classes. White space has none, since nobody sees it.
var colored = func() []chroma.TokenType {
	var types []chroma.TokenType
	for t, class := range chroma.StandardTypes {
		if class != "" && t > 0 && t != chroma.TextWhitespace {
			types = append(types, t)
		}
	}
	slices.Sort(types)
	return types
}()

// color is a style's color of a type of token, that of plain text if it has none.
func color(s *chroma.Style, t chroma.TokenType) string {
	entry := s.Get(t)
	if !entry.Colour.IsSet() {
		entry = s.Get(chroma.Text)
	}
	if !entry.Colour.IsSet() || s == lightStyle && t == tooPale {
		return "currentcolor"
	}
	return entry.Colour.String()
}
