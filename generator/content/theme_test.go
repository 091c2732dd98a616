package content

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestThemeColorsAreThoseOfTheStyleSheet(t *testing.T) {
	tokens, err := os.ReadFile("../../static/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range ThemeColors {
		if want := fmt.Sprintf("--%s: light-dark(%s, %s);", c.Name, c.Light, c.Dark); !strings.Contains(string(tokens), want) {
			t.Errorf("tokens.css does not hold %q", want)
		}
	}
}

func TestOurColorsCanBeRead(t *testing.T) {
	paper := ThemeColors[0]
	for _, c := range ThemeColors[3:] {
		for _, got := range []float64{Contrast(paper.Light, c.Light), Contrast(paper.Dark, c.Dark)} {
			if got < LeastContrast {
				t.Errorf("%s has a contrast of %.2f", c.Name, got)
			}
		}
	}
	if got := Contrast("#000000", "#ffffff"); got < 20.99 || got > 21.01 {
		t.Errorf("black on white has a contrast of %.2f", got)
	}
}
