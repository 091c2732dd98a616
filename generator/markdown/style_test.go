package markdown

import (
	"bytes"
	"flag"
	"os"
	"slices"
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/styles"
)

var update = flag.Bool("update", false, "write the files that tests compare with")

func TestStyleSheetOfCodeIsCurrent(t *testing.T) {
	const name = "../../static/sheets/code.css"
	if *update {
		if err := os.WriteFile(name, styleSheet(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, styleSheet()) {
		t.Errorf("%s is not what chroma's styles give; run go test with -update", name)
	}
}

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

// styleSheet is the colors of code, light and dark, as static/sheets/code.css holds them.
func styleSheet() []byte {
	var b bytes.Buffer
	b.WriteString("/* Colors of code, made from chroma's styles by the test of package markdown. */\n@layer component {\n")
	for _, t := range colored {
		light, dark := color(lightStyle, t), color(darkStyle, t)
		b.WriteString("\t.code ." + chroma.StandardTypes[t] + " { color: light-dark(" + light + ", " + dark + "); }\n")
	}
	b.WriteString("}\n")
	return b.Bytes()
}
