package markdown

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"testing"
)

// TestCodeIsReadableInBothSchemes measures the contrast of every color of code, as
// WCAG 2.2 defines it, against the background of code blocks.
func TestCodeIsReadableInBothSchemes(t *testing.T) {
	const least = 4.5
	tokens, err := os.ReadFile("../../static/css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	behind, ink := scheme(t, tokens, "--sheet"), scheme(t, tokens, "--ink")
	sheet, err := os.ReadFile("../../static/sheets/code.css")
	if err != nil {
		t.Fatal(err)
	}
	rules := regexp.MustCompile(`\.code \.(\w+) \{ color: light-dark\((\S+), (\S+)\); \}`).FindAllSubmatch(sheet, -1)
	if len(rules) < 50 {
		t.Fatalf("only %d rules could be read", len(rules))
	}
	for _, rule := range rules {
		for i, name := range []string{"light", "dark"} {
			color := string(rule[2+i])
			if color == "currentcolor" {
				color = ink[i]
			}
			if c := contrast(t, color, behind[i]); c < least {
				t.Errorf(".%s in the %s scheme: %s on %s has a contrast of %.2f", rule[1], name, color, behind[i], c)
			}
		}
	}
}

// scheme is the light and the dark value of a custom property.
func scheme(t *testing.T, sheet []byte, property string) [2]string {
	t.Helper()
	m := regexp.MustCompile(property + `: light-dark\((#\w{6}), (#\w{6})\)`).FindSubmatch(sheet)
	if m == nil {
		t.Fatalf("%s is not in tokens.css", property)
	}
	return [2]string{string(m[1]), string(m[2])}
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of a color #rrggbb, from 0 to 1.
func luminance(t *testing.T, color string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(color[1+2*i:3+2*i], 16, 8)
		if err != nil {
			t.Fatalf("%q: %v", color, err)
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			sum += weight * c / 12.92
		} else {
			sum += weight * math.Pow((c+0.055)/1.055, 2.4)
		}
	}
	return sum
}
