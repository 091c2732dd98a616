package content

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Theme is what site.yaml says about the look of the pages: custom properties of
// style sheets, in the order of [ThemeColors], then the fonts. Every value has been
// checked, so that it may be written into a style sheet as it stands.
type Theme []Property

// Property is a custom property of style sheets, without its hyphens.
type Property struct{ Name, Value string }

// ThemeColor is a color that a site may set, with its value on light and on dark
// pages as in static/css/tokens.css.
type ThemeColor struct{ Name, Light, Dark string }

// ThemeColors begin with the paper, which the others are read on. Do not change.
var ThemeColors = []ThemeColor{
	{"paper", "#fbfaf6", "#15171a"}, {"sheet", "#f4f2ec", "#1d2024"}, {"rule", "#d8d4c9", "#363a40"},
	{"ink", "#1c1b19", "#e7e3da"}, {"quiet", "#5b5751", "#a8a299"}, {"link", "#1f4f7a", "#9cc7ee"},
	{"supported", "#286b61", "#84f3e7"}, {"disputed", "#621517", "#da7262"}, {"contradicted", "#8a3a00", "#ffb27a"},
	{"unverified", "#7d6105", "#f7e362"}, {"context", "#393372", "#8594d9"},
}

// LeastContrast is that of words on paper, by WCAG 2.2, 1.4.3.
const LeastContrast = 4.5

var (
	colorForm = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)
	fontForm  = regexp.MustCompile(`^("[A-Za-z0-9 -]+"|[A-Za-z][A-Za-z0-9 -]*)$`)
)

// theme reads the group of that name. A value that could end its declaration is
// refused; colors in which words are hard to read on the paper are a warning.
func (f *fields) theme() Theme {
	g := f.group("theme")
	if g == nil {
		return nil
	}
	var theme Theme
	var paper ThemeColor
	for i, c := range ThemeColors {
		own, isSet := g.color(c)
		if i == 0 {
			paper = own
		}
		if isSet {
			theme = append(theme, Property{c.Name, "light-dark(" + own.Light + ", " + own.Dark + ")"})
		}
		if words := i > 2; words && (isSet || len(theme) > 0 && theme[0].Name == "paper") {
			g.readable(paper, own)
		}
	}
	for _, name := range []string{"serif", "sans", "mono"} {
		if t := g.words(name); t.IsSet() && g.font(name, t) {
			theme = append(theme, Property{name, t.Value})
		}
	}
	g.done()
	return theme
}

// color reads one color for light and dark pages, or a list of the two. Without a
// good value it is the given one.
func (f *fields) color(c ThemeColor) (own ThemeColor, isSet bool) {
	values := f.all(c.Name)
	for _, v := range values {
		if !colorForm.MatchString(v.Value) {
			f.r.error("theme-value", v.At, "%q is no color", v.Value).Hint = `six digits, such as "#1f4f7a", in quotation marks: # begins a comment`
			return c, false
		}
	}
	switch len(values) {
	case 1:
		return ThemeColor{c.Name, values[0].Value, values[0].Value}, true
	case 2:
		return ThemeColor{c.Name, values[0].Value, values[1].Value}, true
	case 0:
		return c, false
	}
	f.r.error("theme-value", values[2].At, "%q has %d colors", c.Name, len(values)).Hint = "one for light and one for dark pages"
	return c, false
}

// font reports a list of fonts that is none.
func (f *fields) font(name string, t Text) bool {
	for family := range strings.SplitSeq(t.Value, ",") {
		if !fontForm.MatchString(strings.TrimSpace(family)) {
			f.r.error("theme-value", t.At, "%q is no list of fonts", t.Value).Hint = fmt.Sprintf(`names with commas between: %s: Charter, "Noto Serif", serif`, name)
			return false
		}
	}
	return true
}

// readable warns of a color in which words are hard to read.
func (f *fields) readable(paper, c ThemeColor) {
	for _, on := range []struct{ pages, paper, color string }{{"light", paper.Light, c.Light}, {"dark", paper.Dark, c.Dark}} {
		if got := Contrast(on.paper, on.color); got < LeastContrast {
			at := f.place(c.Name)
			if at == (At{}) {
				at = f.place("paper")
			}
			f.r.warning("theme-contrast", at, "%q has a contrast of %.1f to the paper of %s pages", c.Name, got, on.pages).Hint =
				fmt.Sprintf("words are read from %.1f on", LeastContrast)
		}
	}
}

// Contrast is the ratio of the luminances of two colors, from 1 to 21, as WCAG
// defines it. Both are written #rrggbb.
func Contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is from 0, black, to 1, white.
func luminance(color string) float64 {
	sum := 0.0
	for i, weight := range [...]float64{0.2126, 0.7152, 0.0722} {
		n, _ := strconv.ParseUint(color[1+2*i:3+2*i], 16, 8) // of the right form
		v := float64(n) / 255
		if v <= 0.04045 {
			sum += weight * v / 12.92
		} else {
			sum += weight * math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return sum
}
