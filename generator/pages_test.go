package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// onePage is a page of every kind.
var onePage = []string{
	"index.html", "search.html", "404.html", "about.html", "method.html", "data.html", "corrections.html", "timeline.html",
	"briefings/index.html", "briefings/topic-trade.html", "briefings/allies-and-rivals/index.html", "briefings/allies-and-rivals/relations.html", "briefings/allies-and-rivals/sources.html",
	"briefings/allies-and-rivals/arms-dependence.html", "briefings/allies-and-rivals/q-bogdanov-troops.html",
	"claims/index.html", "claims/contradicted.html", "claims/by-country.html",
	"countries/index.html", "countries/tj.html", "experts/index.html", "experts/temur-umarov.html",
	"sources/index.html", "sources/wapo-2019.html",
}

// browsing is how long a browser may take for all pages of a test.
const browsing = 60 * time.Second

// ownSite builds the repository's own content and returns its address on disk with
// a slash at the end.
func ownSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, p := range built(t, &program{root: root, stdout: os.Stdout, stderr: os.Stderr}) {
		name := filepath.Join(dir, filepath.FromSlash(p.Path))
		if filepath.Ext(name) == ".png" {
			continue // what takes long to draw is on no page
		}
		var b bytes.Buffer
		if err := p.Render(&b); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		text := b.Bytes()
		if p.Path == "404.html" { // its addresses are absolute, since it is shown at any
			text = bytes.ReplaceAll(text, []byte("https://briefings.example/"), nil)
		}
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return "file://" + filepath.ToSlash(dir) + "/"
}

// patient is a browser that is given up after some time.
func patient(t *testing.T) context.Context {
	t.Helper()
	whole := browser(t)
	do(t, whole, chromedp.Navigate("about:blank")) // the first context is that of the browser itself
	ctx, stop := context.WithTimeout(whole, browsing)
	t.Cleanup(stop)
	return ctx
}

// spacing sets what WCAG 1.4.12 lets readers set.
const spacing = `(() => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }');
	document.adoptedStyleSheets = [sheet];
	return true;
})()`

// cutOff lists elements whose words do not fit and cannot be scrolled to.
const cutOff = `[...document.querySelectorAll('main *, header *, footer *')].filter(e =>
	!e.closest('svg, .hidden') && e.clientWidth > 0 && ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) &&
	(e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)).map(e => e.className || e.tagName).join(' ')`

func TestEveryPageFitsANarrowScreenWithWideSpacing(t *testing.T) {
	ctx, site := patient(t), ownSite(t)
	for _, page := range onePage {
		do(t, ctx, chromedp.EmulateViewport(320, 800), chromedp.Navigate(site+page))
		for _, set := range []string{"true", spacing} {
			evaluate[bool](t, ctx, set)
			if wide := evaluate[int](t, ctx, `document.documentElement.scrollWidth`); wide > 320 {
				t.Errorf("%s is %d px wide on a screen of 320", page, wide)
			}
			if cut := evaluate[string](t, ctx, cutOff); cut != "" {
				t.Errorf("%s cuts words off: %s", page, cut)
			}
		}
	}
}

func TestEveryPageIsWholeWithoutScripts(t *testing.T) {
	ctx, site := patient(t), ownSite(t)
	// What the script adds is marked by role or class; every other word is there without it.
	const words = `(() => {
		const copy = document.body.cloneNode(true);
		for (const e of copy.querySelectorAll('.switches, .copy, .said-aloud, dialog')) e.remove();
		return copy.textContent.replace(/\s+/g, ' ').trim();
	})()`
	for _, page := range onePage {
		do(t, ctx, scripts(true), chromedp.Navigate(site+page))
		with := evaluate[string](t, ctx, words)
		do(t, ctx, scripts(false), chromedp.Navigate(site+page))
		if without := evaluate[string](t, ctx, words); without != with || len(without) < 100 {
			t.Errorf("%s says other words without scripts", page)
		}
		if n := evaluate[int](t, ctx, `document.querySelectorAll('.switches').length`); n > 0 {
			t.Fatalf("%s ran its script", page)
		}
	}
}

// scripts lets the scripts of pages run, or not.
func scripts(run bool) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !run})
		return err
	})
}

// inFront lets a page be told of focus as if its window were the one in use.
func inFront() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
		return err
	})
}

// media emulates a medium and what readers set.
func media(kind string, features ...*emulation.MediaFeature) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: kind, Features: features})
		return err
	})
}

func TestPrintUnfoldsEvidenceAndShowsAddresses(t *testing.T) {
	ctx, site := patient(t), ownSite(t)
	const folded = `[...document.querySelectorAll('main details')].filter(d => d.checkVisibility() && [...d.children].some(c =>
		c.tagName !== 'SUMMARY' && !c.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true}))).length`
	for _, page := range onePage {
		do(t, ctx, chromedp.EmulateViewport(800, 1000), media("print"), chromedp.Navigate(site+page))
		if n := evaluate[int](t, ctx, folded); n > 0 {
			t.Errorf("%s prints %d folded parts without what is in them", page, n)
		}
		if bare := evaluate[int](t, ctx, `[...document.querySelectorAll('main a[rel="external"]')].filter(a => !getComputedStyle(a, '::after').content.includes('http') && !a.textContent.startsWith('http')).length`); bare > 0 {
			t.Errorf("%s prints %d links to other sites without their addresses", page, bare)
		}
		if n := evaluate[int](t, ctx, `[...document.querySelectorAll('.masthead nav, .skip, .switches, .pager')].filter(e => e.checkVisibility()).length`); n > 0 {
			t.Errorf("%s prints %d parts that only lead around the site", page, n)
		}
	}
}

func TestAssessmentsStandOutInForcedColors(t *testing.T) {
	ctx, site := patient(t), ownSite(t)
	forced := media("screen", &emulation.MediaFeature{Name: "forced-colors", Value: "active"})
	// The line style stays when colors go, and the word is always there.
	for standing, line := range map[string]string{
		"supported": "solid", "partly-supported": "solid", "disputed": "double", "contradicted": "wavy", "unverified": "dashed",
	} {
		do(t, ctx, chromedp.EmulateViewport(1280, 900), forced, chromedp.Navigate(site+"briefings/allies-and-rivals/index.html"))
		passage := `document.querySelector('.article mark[data-v="` + standing + `"]:not([data-under])')`
		if got := evaluate[string](t, ctx, `getComputedStyle(`+passage+`).textDecorationStyle`); got != line {
			t.Errorf("%s has the line %q with forced colors, want %q", standing, got, line)
		}
		if hidden := evaluate[bool](t, ctx, `document.querySelector('.note[data-v="`+standing+`"] .standing').textContent.trim().length < 4`); hidden {
			t.Errorf("the note of %s has no word", standing)
		}
	}
	if seen := evaluate[string](t, ctx, `[...document.querySelectorAll('.strip li[data-v]:not([data-v="none"])')].filter(e => parseFloat(getComputedStyle(e).borderTopWidth) < 4).length + ''`); seen != "0" {
		t.Errorf("%s sentences of the strip look like those without a note", seen)
	}
}

func TestReadersWhoAskForLessMotionGetNone(t *testing.T) {
	ctx, site := patient(t), ownSite(t)
	do(t, ctx, chromedp.EmulateViewport(390, 800), media("screen", &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"}),
		chromedp.Navigate(site+"briefings/allies-and-rivals/index.html"))
	do(t, ctx, chromedp.Navigate(site+"briefings/allies-and-rivals/index.html#n-kant-base"))
	if moving := evaluate[int](t, ctx, `document.getAnimations().length`); moving != 0 {
		t.Errorf("%d animations", moving)
	}
}

func TestBackReturnsToThePlace(t *testing.T) {
	ctx, site := patient(t), ownSite(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(site+"briefings/allies-and-rivals/index.html"))
	evaluate[bool](t, ctx, `document.querySelector('#n-kant-base details').open = true`)
	evaluate[bool](t, ctx, `(document.querySelector('#n-kant-base .note-more').scrollIntoView({block: 'center', behavior: 'instant'}), true)`)
	before := evaluate[int](t, ctx, `Math.round(scrollY)`)
	do(t, ctx, chromedp.Click(`#n-kant-base .note-more a[href$="kant-base.html"]`), chromedp.WaitVisible(`.claim h1`), chromedp.NavigateBack(), chromedp.WaitVisible(`.galley`))
	if !evaluate[bool](t, ctx, `document.querySelector('#n-kant-base details').open`) {
		t.Error("what was unfolded is folded again")
	}
	if after := evaluate[int](t, ctx, `Math.round(scrollY)`); before < 500 || after < before-2 || after > before+2 {
		t.Errorf("the page was left at %d px and shown again at %d px", before, after)
	}
}

// A page has one h1 and no gap between headings, one main, a description, a title
// of its own, and a way past the menu.
func TestEveryPageHasItsOutline(t *testing.T) {
	ctx, site := patient(t), ownSite(t)
	const outline = `(() => {
		const faults = [];
		const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(h => +h.tagName[1]);
		if (levels[0] !== 1 || levels.filter(l => l === 1).length !== 1) faults.push('h1');
		levels.forEach((l, i) => { if (i > 0 && l > levels[i - 1] + 1) faults.push('gap before heading ' + (i + 1)); });
		for (const [name, n] of [['main', 1], ['body > header', 1], ['body > footer', 1]])
			if (document.querySelectorAll(name).length !== n) faults.push(name);
		const navs = [...document.querySelectorAll('nav')].map(n => n.getAttribute('aria-label'));
		if (navs.includes(null) || new Set(navs).size !== navs.length) faults.push('names of nav');
		if (!(document.querySelector('meta[name=description]')?.content.length > 10)) faults.push('description');
		if (!document.querySelector('.skip[href="#main"]')) faults.push('skip link');
		if (document.title.length < 5) faults.push('title');
		return faults.join(', ');
	})()`
	titles := map[string]string{}
	for _, page := range onePage {
		do(t, ctx, chromedp.Navigate(site+page))
		if faults := evaluate[string](t, ctx, outline); faults != "" {
			t.Errorf("%s: %s", page, faults)
		}
		title := evaluate[string](t, ctx, `document.title`)
		if other := titles[title]; other != "" {
			t.Errorf("%s and %s have the title %q", page, other, title)
		}
		titles[title] = page
	}
}
