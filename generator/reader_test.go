package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"briefing/generator/publish"
)

// article opens the demonstration's article at a width.
func article(t *testing.T, width int64) context.Context {
	t.Helper()
	ctx := browser(t)
	do(t, ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(ownSite(t)+"briefings/allies-and-rivals/index.html"))
	return ctx
}

// withoutScripts reloads the page as a browser without JavaScript shows it.
func withoutScripts(t *testing.T, ctx context.Context) {
	t.Helper()
	do(t, ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}), chromedp.Reload())
}

// overlaps counts notes that cover another one, text, or the edge of the screen.
const overlaps = `(() => {
	const boxes = [...document.querySelectorAll(".note")].map((n) => n.getBoundingClientRect());
	const text = document.querySelector(".article").getBoundingClientRect();
	const below = [...document.querySelectorAll(".galley ~ *, .foot > *")].map((n) => n.getBoundingClientRect());
	const cross = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
	let n = 0;
	boxes.forEach((a, i) => {
		n += boxes.slice(i + 1).filter((b) => cross(a, b)).length + cross(a, text) + below.filter((b) => cross(a, b)).length;
		n += a.left < 0 || a.right > innerWidth;
	});
	return n;
})()`

func TestNotesStandBesideTheArticleAndNeverOverlap(t *testing.T) {
	ctx := article(t, 1440)
	for _, scripts := range []string{"with scripts", "without"} {
		for _, width := range []int64{1024, 1280, 1440, 1920, 600, 1280} {
			do(t, ctx, chromedp.EmulateViewport(width, 900))
			if n := evaluate[int](t, ctx, overlaps); width >= 1024 && n > 0 {
				t.Errorf("%s, %d px: %d overlaps", scripts, width, n)
			}
			beside := evaluate[bool](t, ctx, `document.querySelector(".note").getBoundingClientRect().left >= document.querySelector(".article").getBoundingClientRect().right`)
			if beside != (width >= 1024) {
				t.Errorf("%s, %d px: notes beside the article: %v", scripts, width, beside)
			}
		}
		evaluate[int](t, ctx, `document.querySelectorAll(".note details").forEach((d) => d.open = true), 0`)
		if n := evaluate[int](t, ctx, overlaps); n > 0 {
			t.Errorf("%s, evidence unfolded: %d overlaps", scripts, n)
		}
		withoutScripts(t, ctx)
	}
}

// sparse writes a site with a note for each 60 words.
func sparse(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	p := &program{root: dir, stdout: io.Discard, stderr: io.Discard}
	content := map[string]string{
		"content/site.yaml":                     "format: 1\ntitle: T\n",
		"content/sources/s.md":                  "---\ntitle: S\ntype: web\n---\n",
		"content/briefings/b/article.md":        "---\ntitle: B\ndate: 2026\nstatus: published\n---\n",
		"content/briefings/b/annotations/w.md":  "---\nwhole: true\n---\nOn all of it.\n",
		"content/briefings/b/annotations/12.md": "",
	}
	for i := range 14 {
		content["content/briefings/b/article.md"] += fmt.Sprintf("%s passage number %d %s.\n\n", strings.Repeat("words of the article ", 7), i, strings.Repeat("and more of them ", 8))
		content[fmt.Sprintf("content/briefings/b/annotations/%d.md", i)] = fmt.Sprintf("---\nquote: passage number [[%d]]\nassessment: supported\nsupports: s\ngist: Two of the three reports say so, and the third does not deny it.\n---\nText.\n", i)
	}
	writeFiles(t, dir, content)
	if _, err := publish.Write(filepath.Join(dir, "site"), files(built(t, p)), nil); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "site", "briefings", "b", "index.html")
}

func TestNotesHangFromTheirPassages(t *testing.T) {
	ctx := browser(t)
	page := sparse(t)
	for _, width := range []int64{1024, 1440, 1920} {
		do(t, ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate("file://"+page))
		drift := evaluate[[]float64](t, ctx, `[...document.querySelectorAll(".article [data-a]")].map((p) =>
			Math.abs(p.getBoundingClientRect().top - document.querySelectorAll(".note")[p.dataset.a - 1].getBoundingClientRect().top)).sort((a, b) => a - b)`)
		if len(drift) != 14 || drift[len(drift)/2] > 8 || drift[len(drift)-1] > 120 {
			t.Errorf("%d px: notes are so far from their passages: %v", width, drift)
		}
	}
}

func TestOnAPhoneANoteIsASheetThatBackCloses(t *testing.T) {
	ctx := article(t, 390)
	do(t, ctx, media("", &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"})) // the sheet stands at once
	const passage, chip, note = `#c-kant-base`, `.chip[href="#n-kant-base"]`, `#n-kant-base`
	sheet := `(() => { const b = document.querySelector("` + note + `").getBoundingClientRect(); return Math.abs(b.bottom - innerHeight) < 2 && b.top > innerHeight * 0.3 && b.height > 60; })()`
	for _, scripts := range []string{"with scripts", "without"} {
		do(t, ctx, chromedp.ScrollIntoView(passage))
		before := evaluate[float64](t, ctx, "scrollY")
		do(t, ctx, chromedp.Click(chip))
		if !evaluate[bool](t, ctx, sheet) {
			t.Errorf("%s: a tap on the number opens no sheet", scripts)
		}
		if after := evaluate[float64](t, ctx, "scrollY"); after != before {
			t.Errorf("%s: the page moved from %v to %v", scripts, before, after)
		}
		do(t, ctx, chromedp.NavigateBack())
		if evaluate[bool](t, ctx, sheet) {
			t.Errorf("%s: Back leaves the sheet open", scripts)
		}
		if after := evaluate[float64](t, ctx, "scrollY"); after != before {
			t.Errorf("%s: after Back the page is at %v, not %v", scripts, after, before)
		}
		withoutScripts(t, ctx)
	}
}

func TestATapOnAPassageOpensItsNoteAndEscClosesIt(t *testing.T) {
	ctx := article(t, 390)
	do(t, ctx, chromedp.ScrollIntoView(`#c-kant-base`), chromedp.Click(`#c-kant-base`))
	target := func() string {
		return evaluate[string](t, ctx, `(document.querySelector(":target") || {}).id || ""`)
	}
	if id := target(); id != "n-kant-base" {
		t.Errorf("the tap leads to %q", id)
	}
	if focus := evaluate[string](t, ctx, `document.activeElement.closest("[id]").id`); focus != "n-kant-base" {
		t.Errorf("the focus is on %q", focus)
	}
	do(t, ctx, chromedp.KeyEvent(kb.Escape), waitFor(`!document.querySelector(".note:target")`))
	if focus := evaluate[string](t, ctx, `document.activeElement.getAttribute("href")`); focus != "#n-kant-base" {
		t.Errorf("after Esc the focus is on %q", focus)
	}
}

// waitFor waits until an expression is true.
func waitFor(expression string) chromedp.Action[chromedp.Void] {
	return chromedp.Poll[chromedp.Void](expression)
}

func TestKeysStepThroughPassagesAndNotes(t *testing.T) {
	ctx := article(t, 1280)
	focused := func() string {
		return evaluate[string](t, ctx, `(document.activeElement.closest("[data-n]") || { dataset: {} }).dataset.n || ""`)
	}
	for _, step := range []struct{ keys, want string }{
		{"j", "1"}, {"j", "2"}, {"j", "3"}, {"k", "2"}, {"n", "3"}, {"p", "2"},
	} {
		do(t, ctx, chromedp.KeyEvent(step.keys))
		if got := focused(); got != step.want {
			t.Errorf("after %q the focus is on %q, not %q", step.keys, got, step.want)
		}
	}
	standing := func(n string) string {
		return evaluate[string](t, ctx, `document.querySelector('.note[data-n="`+n+`"]').dataset.v`)
	}
	do(t, ctx, chromedp.Click(`.tally [data-v="unverified"] a`), chromedp.KeyEvent("j"))
	first := focused()
	do(t, ctx, chromedp.KeyEvent("j"))
	if second := focused(); first == second || standing(first) != "unverified" || standing(second) != "unverified" {
		t.Errorf("from the tally the keys lead to %s and %s", standing(first), standing(second))
	}
}

func TestSwitchesAndTheirKeysAreKept(t *testing.T) {
	ctx := article(t, 1280)
	underline := `getComputedStyle(document.querySelector(".article mark")).textDecorationLine`
	do(t, ctx, chromedp.KeyEvent("h"))
	if line := evaluate[string](t, ctx, underline); line != "none" {
		t.Errorf("highlights are switched off and the line is %q", line)
	}
	do(t, ctx, chromedp.Reload(), chromedp.WaitVisible(".switches"))
	if line := evaluate[string](t, ctx, underline); line != "none" {
		t.Error("the switch was not kept")
	}
	do(t, ctx, chromedp.Click(`.switches button[aria-label^="Highlights"]`))
	if line := evaluate[string](t, ctx, underline); line != "underline" {
		t.Errorf("highlights are switched on again and the line is %q", line)
	}
	paper := `getComputedStyle(document.documentElement).backgroundColor`
	var seen []string
	for range 3 {
		do(t, ctx, chromedp.KeyEvent("t"))
		seen = append(seen, evaluate[string](t, ctx, paper))
	}
	if seen[0] == seen[1] || seen[2] != seen[0] {
		t.Errorf("light, dark, system are %q", seen)
	}
	do(t, ctx, chromedp.KeyEvent("?"), waitFor(`document.querySelector("dialog").open`), chromedp.Click(`dialog button:nth-of-type(1)`), chromedp.KeyEvent(kb.Escape), chromedp.KeyEvent("h"))
	if line := evaluate[string](t, ctx, underline); line != "underline" {
		t.Error("single keys are switched off and act")
	}
}

func TestPrintHasNumberedNotesWithEvidenceAndAddresses(t *testing.T) {
	ctx := article(t, 1280)
	do(t, ctx, media("print"))
	if n := evaluate[int](t, ctx, `[...document.querySelectorAll(".note .evidence")].filter((e) => e.getBoundingClientRect().height < 1 && e.textContent.trim()).length`); n > 0 {
		t.Errorf("%d notes are printed with their evidence folded", n)
	}
	if position := evaluate[string](t, ctx, `getComputedStyle(document.querySelector(".note")).position`); position != "static" {
		t.Errorf("notes are printed %s", position)
	}
	if number := evaluate[bool](t, ctx, `document.querySelector(".note-number").checkVisibility()`); !number {
		t.Error("notes are printed without numbers")
	}
	if n := evaluate[int](t, ctx, `document.querySelectorAll('.note a[href^="http"]').length`); n < 50 {
		t.Errorf("only %d documents are linked from notes", n)
	}
	if bare := evaluate[[]string](t, ctx, `[...document.querySelectorAll('a[href^="http"]')].filter((a) => !getComputedStyle(a, "::after").content.includes("http")).map((a) => a.href)`); len(bare) > 0 {
		t.Errorf("addresses are not printed: %q", bare)
	}
	if shown := evaluate[bool](t, ctx, `document.querySelector(".switches, .masthead nav").checkVisibility()`); shown {
		t.Error("switches or the menu are printed")
	}
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF())
	if err != nil || len(pdf) < 10_000 {
		t.Errorf("a PDF of %d bytes: %v", len(pdf), err)
	}
}

func TestForcedColorsKeepTheLines(t *testing.T) {
	ctx := article(t, 1280)
	do(t, ctx, media("", &emulation.MediaFeature{Name: "forced-colors", Value: "active"}))
	styles := evaluate[[]string](t, ctx, `["supported", "disputed", "contradicted", "unverified"].map((v) => getComputedStyle(document.querySelector('.article mark[data-v="' + v + '"]')).textDecorationStyle)`)
	if got := strings.Join(styles, " "); got != "solid double wavy dashed" {
		t.Errorf("the lines are %s", got)
	}
}

// The distances are those of WCAG 2.2, 1.4.12.
func TestTextSpacingLosesNothing(t *testing.T) {
	ctx := article(t, 320)
	evaluate[int](t, ctx, `(() => { const s = new CSSStyleSheet(); s.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"); document.adoptedStyleSheets = [s]; return 0; })()`)
	if wide := evaluate[int](t, ctx, `document.documentElement.scrollWidth`); wide > 320 {
		t.Errorf("the page is %d px wide", wide)
	}
	if n := evaluate[int](t, ctx, `[...document.querySelectorAll(".note, .chip, summary, .tally a")].filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflow !== "visible").length`); n > 0 {
		t.Errorf("%d elements cut their text", n)
	}
}

func TestEveryNoteIsReachedByKeyboardWithoutScripts(t *testing.T) {
	ctx := article(t, 1280)
	withoutScripts(t, ctx)
	if n := evaluate[int](t, ctx, `[...document.querySelectorAll(".note")].filter((n) => !n.querySelector("a[href], summary") || !document.querySelector('a[href="#' + n.id + '"]') || !n.checkVisibility()).length`); n > 0 {
		t.Errorf("%d notes cannot be reached", n)
	}
}

// On a phone a note is laid out by itself, so that a tap does not lay out all of them. The
// one that is open is a sheet and hangs from the screen; beside the text, from passages.
func TestNotesAreLaidOutByThemselvesOnAPhone(t *testing.T) {
	ctx := article(t, 390)
	do(t, ctx, inFront(), chromedp.Click(`.chip[href="#n-white-paper"]`))
	const contained = `[...document.querySelectorAll(".note")].filter((n) => getComputedStyle(n).contain === "content").length`
	all := evaluate[int](t, ctx, `document.querySelectorAll(".note").length`)
	if n := evaluate[int](t, ctx, contained); n != all-1 {
		t.Errorf("%d of %d notes are laid out by themselves", n, all)
	}
	do(t, ctx, chromedp.EmulateViewport(1280, 900))
	if n := evaluate[int](t, ctx, contained); n > 0 {
		t.Errorf("%d notes cannot hang from their passages", n)
	}
}

func TestPassageAndNoteLightEachOther(t *testing.T) {
	for _, scripted := range []bool{true, false} {
		ctx := article(t, 1280)
		if !scripted {
			withoutScripts(t, ctx)
		}
		do(t, ctx, inFront())
		lit := func(element string) string {
			return evaluate[string](t, ctx, `getComputedStyle(document.querySelector("`+element+`")).getPropertyValue("--lit").trim()`)
		}
		if got := lit("#n-white-paper"); got != "" {
			t.Errorf("scripts %t: the note is lit by %q without a pointer", scripted, got)
		}
		do(t, ctx, chromedp.Focus(`.chip[href="#n-white-paper"]`))
		if got := lit("#n-white-paper"); got != "14%" {
			t.Errorf("scripts %t: the note is lit by %q while its number has the focus", scripted, got)
		}
		do(t, ctx, chromedp.Focus(`#n-kant-base summary`))
		if note, passage := lit("#n-white-paper"), lit("#c-kant-base"); note != "" || passage != "14%" {
			t.Errorf("scripts %t: with the focus in another note, the first is lit by %q, the passage of the other by %q", scripted, note, passage)
		}
	}
}
