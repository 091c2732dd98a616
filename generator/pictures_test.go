package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// Budgets are in bytes on the wire: the page with its style sheets, each gzipped.
func TestPagesWithPicturesAreLight(t *testing.T) {
	for page, budget := range map[string]int{
		"index.html": 25_000, "countries/index.html": 25_000, "countries/ru.html": 25_000,
		"timeline.html": 40_000, "briefings/allies-and-rivals/relations.html": 40_000,
	} {
		total := 0
		for _, name := range []string{page, "css/site.css", "sheets/relations.css"} {
			text, err := os.ReadFile(filepath.Join(root, "site", filepath.FromSlash(name)))
			if err != nil {
				t.Fatal(err)
			}
			total += gzipped(t, text)
		}
		if total > budget {
			t.Errorf("%s takes %d bytes, at most %d", page, total, budget)
		}
	}
}

func gzipped(t *testing.T, text []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

func TestPicturesFitAPhone(t *testing.T) {
	ctx := browser(t)
	site, err := filepath.Abs(filepath.Join(root, "site"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"index.html", "countries/index.html", "countries/ru.html", "timeline.html", "briefings/allies-and-rivals/relations.html"} {
		do(t, ctx, chromedp.EmulateViewport(390, 800), chromedp.Navigate("file://"+site+"/"+page))
		if wide := evaluate[int](t, ctx, `document.documentElement.scrollWidth`); wide > 390 {
			t.Errorf("%s is %d px wide on a screen of 390", page, wide)
		}
		small := evaluate[int](t, ctx, `[...document.querySelectorAll('.tile rect, .node rect')].filter(e => Math.min(e.getBoundingClientRect().width, e.getBoundingClientRect().height) < 24).length`)
		if small > 0 {
			t.Errorf("%s has %d links in its pictures that are less than 24 px wide or high", page, small)
		}
		if n := evaluate[int](t, ctx, `document.querySelectorAll('.picture svg').length`); n == 0 {
			t.Errorf("%s has no picture", page)
		}
	}
}

func TestFocusShowsAndLightsNeighbors(t *testing.T) {
	ctx := browser(t)
	site, err := filepath.Abs(filepath.Join(root, "site"))
	if err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate("file://"+site+"/briefings/allies-and-rivals/relations.html"),
		chromedp.Focus(`.node`), chromedp.KeyEvent("\t"))
	// What is not next to the node fades; what is does not.
	n := evaluate[string](t, ctx, `document.activeElement.classList[1].slice(1)`)
	next := "'.n" + n + ", .t" + n + "'"
	wrong := evaluate[int](t, ctx, `[...document.querySelectorAll('.web :is(.node, .line, .core)')].filter(e => (getComputedStyle(e).opacity === '1') !== e.matches(`+next+`)).length`)
	if wrong != 0 {
		t.Errorf("%d nodes and lines are lit and should not be, or the other way about", wrong)
	}
	if lit := evaluate[int](t, ctx, `document.querySelectorAll('.node.t`+n+`').length`); lit == 0 {
		t.Errorf("node %s has no neighbors", n)
	}
	do(t, ctx, chromedp.Navigate("file://"+site+"/countries/index.html"), chromedp.Focus(`.tile`), chromedp.KeyEvent("\t"))
	if width := evaluate[string](t, ctx, `getComputedStyle(document.activeElement.querySelector('rect')).strokeWidth`); width != "3px" {
		t.Errorf("the focused tile has a border of %s", width)
	}
}
