package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// preview is a site on disk, the server that shows it, and a browser that looks at it.
type preview struct {
	t     *testing.T
	ctx   context.Context
	dir   string
	local string // address of the server
	saves int
}

const previewed = "content/briefings/pass/article.md"

// previewFiles is an article of 40 paragraphs with a note in each fourth.
func previewFiles() map[string]string {
	all := map[string]string{
		"content/site.yaml":    "format: 1\ntitle: T\nlicense: CC-BY-4.0\ncorrections: a@example.org\n",
		"content/sources/s.md": "---\ntitle: The source\ntype: web\nurl: https://example.org/\n---\n",
	}
	var text strings.Builder
	text.WriteString("---\ntitle: The pass\ndate: 2026-01-01\nstatus: published\n---\n")
	for i := range 40 {
		fmt.Fprintf(&text, "Paragraph %d opens. %sIts claim %d stands. %s\n\n", i, strings.Repeat("Words of the article follow each other. ", 4), i, strings.Repeat("More of them come. ", 5))
		if i%4 == 0 {
			all[fmt.Sprintf("content/briefings/pass/annotations/n%d.md", i)] =
				fmt.Sprintf("---\nquote: claim %d stands\nassessment: supported\nsupports: s\ngist: Note %d.\n---\nText of the note %d.\n", i, i, i)
		}
	}
	all[previewed] = text.String()
	return all
}

func newPreview(t *testing.T) *preview {
	t.Helper()
	v := &preview{t: t, ctx: browserFor(t, 4*time.Minute), dir: t.TempDir()}
	writeFiles(t, v.dir, previewFiles())
	p := &program{root: v.dir, stdout: io.Discard, stderr: io.Discard}
	in, err := p.input()
	if err != nil {
		t.Fatal(err)
	}
	in.Drafts, in.Preview, in.Previous = true, true, nil
	local := httptest.NewServer(p.preview(t.Context(), slog.New(slog.DiscardHandler), in, false))
	t.Cleanup(local.CloseClientConnections)
	v.local = local.URL
	do(t, v.ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(v.local+"/briefings/pass/index.html"), waitFor(`document.querySelectorAll(".note").length === 10`))
	return v
}

func (v *preview) path(name string) string { return filepath.Join(v.dir, filepath.FromSlash(name)) }

func (v *preview) must(err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
}

func (v *preview) write(name, text string) {
	v.t.Helper()
	v.must(os.WriteFile(v.path(name), []byte(text), 0o644))
}

// saveStyles are the ways in which editors save.
var saveStyles = []func(v *preview, name, text string){
	func(v *preview, name, text string) { v.write(name, text) },
	func(v *preview, name, text string) { // emptied, and written in two parts
		f, err := os.OpenFile(v.path(name), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
		v.must(err)
		for _, part := range []string{text[:len(text)/2], text[len(text)/2:]} {
			_, err = f.WriteString(part)
			v.must(err)
		}
		v.must(f.Close())
	},
	func(v *preview, name, text string) { // another file takes its name
		v.write(name+".new~", text)
		v.must(os.Rename(v.path(name+".new~"), v.path(name)))
	},
	func(v *preview, name, text string) { // the old file becomes a backup
		v.must(os.Rename(v.path(name), v.path(name+"~")))
		v.write(name, text)
		v.must(os.Remove(v.path(name + "~")))
	},
	func(v *preview, name, text string) { // deleted and made anew
		v.must(os.Remove(v.path(name)))
		v.write(name, text)
	},
	func(v *preview, name, text string) { // from another folder
		v.write("saved", text)
		v.must(os.Rename(v.path("saved"), v.path(name)))
	},
}

// get returns what the server answers.
func (v *preview) get(path string) string {
	v.t.Helper()
	request, err := http.NewRequestWithContext(v.ctx, http.MethodGet, v.local+path, nil)
	v.must(err)
	reply, err := http.DefaultClient.Do(request)
	v.must(err)
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	v.must(err)
	return string(text)
}

// script runs a script in the page.
func (v *preview) script(text string) {
	v.t.Helper()
	evaluate[int](v.t, v.ctx, "(() => {"+text+"; return 0; })()")
}

// save writes a file, each time in another style.
func (v *preview) save(name, text string) {
	v.t.Helper()
	if _, err := os.Stat(v.path(name)); err != nil {
		v.write(name, text)
		return
	}
	saveStyles[v.saves%len(saveStyles)](v, name, text)
	v.saves++
}

// shows waits until the page has words.
func (v *preview) shows(words string) {
	v.t.Helper()
	v.once(words, "0")
}

// once waits until the page has words, and returns then what a script does, which is
// JSON. It asks the page whenever it was patched.
func (v *preview) once(words, script string) json.RawMessage {
	v.t.Helper()
	result, err := chromedp.Run(v.ctx, chromedp.Evaluate[json.RawMessage](fmt.Sprintf(`new Promise((done) => {
		const look = () => {
			if (!document.querySelector("main").textContent.includes(%q)) return;
			document.removeEventListener("briefing:patched", look);
			done(%s);
		};
		document.addEventListener("briefing:patched", look);
		look();
	})`, words, script), chromedp.EvalAwaitPromise))
	if err != nil {
		v.t.Fatalf("the page never has %q: %v", words, err)
	}
	return result
}

// screen is all that a writer has on the screen: where the page stands, an opened note,
// a selection, the focus and half-typed text.
const screen = `[
	Math.abs(document.getElementById("c-n20").getBoundingClientRect().top - (window.top0 ??= document.getElementById("c-n20").getBoundingClientRect().top)) < 1,
	document.querySelector("#n-n20 details").open, document.querySelector("#n-n16 details").open,
	String(getSelection()).slice(0, 10) || typed.value.slice(typed.selectionStart, typed.selectionEnd), document.activeElement.id, typed.value, typed.selectionStart, typed.selectionEnd, location.hash,
]`

// isFresh fails if the page is not what a browser would get that opens it now.
func (v *preview) isFresh() {
	v.t.Helper()
	differs, err := chromedp.Run(v.ctx, chromedp.Evaluate[string](`fetch(location.pathname).then((r) => r.text()).then((text) => {
		const plain = (root) => {
			const main = root.querySelector("main").cloneNode(true);
			main.querySelectorAll("details").forEach((d) => d.removeAttribute("open"));
			main.querySelectorAll("button.copy").forEach((b) => b.remove());
			main.querySelectorAll(".lit").forEach((e) => { e.classList.remove("lit"); if (!e.className) e.removeAttribute("class"); });
			main.normalize();
			return main;
		};
		const isMain = plain(document), freshMain = plain(new DOMParser().parseFromString(text, "text/html"));
		if (isMain.isEqualNode(freshMain)) return "";
		const is = isMain.outerHTML, fresh = freshMain.outerHTML;
		let at = 0;
		while (at < fresh.length && is[at] === fresh[at]) at++;
		return is.slice(at - 100, at + 100) + " … instead of … " + fresh.slice(at - 100, at + 100);
	})`, chromedp.EvalAwaitPromise))
	if err != nil || differs != "" {
		v.t.Fatalf("the page is not that of the server: %v %s", err, differs)
	}
}

func TestThreeHundredSavesKeepWhatTheWriterDoes(t *testing.T) {
	v := newPreview(t)
	do(t, v.ctx, media("", &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"}))
	v.script(`
		document.querySelector("#n-n20 details").open = true;
		location.hash = "n-n20";
		document.getElementById("c-n20").scrollIntoView({ block: "center" });
		const form = document.createElement("form");
		form.dataset.keep = "";
		form.innerHTML = '<textarea id="typed">half-typed</textarea>';
		form.style.cssText = "position: fixed; inset: 0 0 auto auto";
		document.body.append(form);
		typed.focus();
		typed.setSelectionRange(2, 6);
	`)
	before := string(v.once("", screen))
	text := previewFiles()[previewed]
	for i := range 300 {
		mark := fmt.Sprintf("Save %d %s.", i, strings.Repeat("makes the paragraph longer ", i%9))
		where := []int{3, 30, 21, 10, 38}[i%5] // above the view, below it and in it
		edited := strings.Replace(text, fmt.Sprintf("Paragraph %d opens.", where), fmt.Sprintf("Paragraph %d opens. %s", where, mark), 1)
		switch i % 4 {
		case 1: // a block more above
			edited = strings.Replace(edited, "Paragraph 5 opens", "A new paragraph stands here.\n\n## A heading\n\nParagraph 5 opens", 1)
		case 2: // one less
			edited = edited[:strings.Index(edited, "Paragraph 6 opens")] + edited[strings.Index(edited, "Paragraph 7 opens"):]
		}
		v.save(previewed, edited)
		if after := string(v.once(mark, screen)); after != before {
			t.Fatalf("save %d: the page was left as %s, and is %s", i, before, after)
		}
		if i%20 == 0 {
			v.isFresh()
		}
	}
}

func TestASelectionAndAnOpenedNoteStayWhereTextChangesAroundThem(t *testing.T) {
	v := newPreview(t)
	v.script(`
		const p = [...document.querySelectorAll(".article p")].find((p) => p.textContent.startsWith("Paragraph 3 "));
		getSelection().setBaseAndExtent(p.firstChild, 20, p.firstChild, 39);
		document.querySelector("#n-n8 details").open = true;
		document.querySelector("#n-n8 summary").focus({ preventScroll: true });
	`)
	selected := evaluate[string](t, v.ctx, `String(getSelection())`)
	text := previewFiles()[previewed]
	for i, edited := range []string{
		strings.Replace(text, "Paragraph 3 opens. Words", "Paragraph 3 opens. Words", 1) + "\nAt the end 0.\n",
		strings.Replace(text, "Its claim 3 stands.", "Its claim 3 falls.", 1) + "\nAt the end 1.\n", // in the same text, behind it
		strings.Replace(text, "Paragraph 3 opens.", "Here paragraph 3 opens.", 1) + "\nAt the end 2.\n",
		strings.Replace(text, "Paragraph 1 opens.", "Paragraph 1 opens anew.\n\nIt is two now.", 1) + "\nAt the end 3.\n",
	} {
		v.save(previewed, edited)
		v.shows(fmt.Sprintf("At the end %d.", i))
		if now := evaluate[string](t, v.ctx, `String(getSelection())`); now != selected {
			t.Errorf("save %d: %q is selected, not %q", i, now, selected)
		}
		if is := evaluate[bool](t, v.ctx, `document.querySelector("#n-n8 details").open && document.activeElement === document.querySelector("#n-n8 summary")`); !is {
			t.Errorf("save %d: the note closed or lost the focus", i)
		}
	}
	// A note before it: its number changes, and it stays open.
	v.save("content/briefings/pass/annotations/early.md", "---\nquote: claim 1 stands\nkind: context\n---\nEarly words.\n")
	v.shows("Early words.")
	if is := evaluate[bool](t, v.ctx, `document.querySelector("#n-n8 details").open && document.querySelector("#n-n8").dataset.n === "4"`); !is {
		t.Error("the note is not open, or has no new number")
	}
}

func TestSavingAnAnnotationGoesToItsPassageAndOpensItsNote(t *testing.T) {
	v := newPreview(t)
	const name = "content/briefings/pass/annotations/n36.md"
	v.save(name, strings.Replace(previewFiles()[name], "Text of the note", "Other text of the note", 1))
	v.shows("Other text of the note")
	do(t, v.ctx, waitFor(`document.querySelector(":target")?.id === "n-n36" && document.querySelector("#n-n36 details").open`))
	if is := evaluate[bool](t, v.ctx, `(() => { const b = document.getElementById("c-n36").getBoundingClientRect(); return b.top > 0 && b.bottom < innerHeight; })()`); !is {
		t.Error("the passage is not in view")
	}
	v.save("content/briefings/pass/annotations/fresh.md", "---\nquote: claim 2 stands\nkind: context\n---\nFresh words.\n")
	do(t, v.ctx, waitFor(`document.querySelector(":target")?.id === "n-fresh" && document.querySelector("#n-fresh details").open`))
	v.must(os.Rename(v.path("content/briefings/pass/annotations/fresh.md"), v.path("content/briefings/pass/annotations/renamed.md")))
	do(t, v.ctx, waitFor(`document.querySelector("#n-renamed") && !document.querySelector("#n-fresh")`))
	v.must(os.Remove(v.path("content/briefings/pass/annotations/renamed.md")))
	do(t, v.ctx, waitFor(`!document.querySelector("#n-renamed")`))
}

func TestAChangeOutOfViewIsOneKeyAway(t *testing.T) {
	v := newPreview(t)
	v.save(previewed, strings.Replace(previewFiles()[previewed], "Paragraph 39 opens.", "Paragraph 39 opens anew.", 1))
	do(t, v.ctx, chromedp.WaitVisible(`.preview-change`))
	if at := evaluate[float64](t, v.ctx, `scrollY`); at != 0 {
		t.Errorf("the page moved by itself to %v", at)
	}
	do(t, v.ctx, chromedp.KeyEvent("g"), waitFor(`document.querySelector(".preview-change").hidden`))
	if is := evaluate[bool](t, v.ctx, `(() => { const p = [...document.querySelectorAll(".article p")].find((p) => p.textContent.includes("opens anew")).getBoundingClientRect(); return p.bottom > 0 && p.top < innerHeight; })()`); !is {
		t.Error("the key does not lead to the change")
	}
}

func TestAStyleSheetIsSwapped(t *testing.T) {
	v := newPreview(t)
	v.script(`document.getElementById("c-n20").scrollIntoView({ block: "center" }); document.querySelector("#n-n20 details").open = true; window.same = true`)
	v.must(os.MkdirAll(v.path("static/css"), 0o755))
	for _, color := range []string{"rgb(1, 2, 3)", "rgb(4, 5, 6)"} {
		v.write("static/css/zz.css", ".article { color: "+color+"; }")
		do(t, v.ctx, waitFor(fmt.Sprintf(`getComputedStyle(document.querySelector(".article")).color === %q`, color)))
		do(t, v.ctx, waitFor(`document.querySelectorAll('link[href*="site.css"]').length === 1`))
	}
	if is := evaluate[bool](t, v.ctx, `same && document.querySelector("#n-n20 details").open`); !is {
		t.Error("the page was loaded again")
	}
}

func TestMistakesStandInABarUntilTheyAreMended(t *testing.T) {
	v := newPreview(t)
	text := previewFiles()[previewed]
	bar := func() string {
		return evaluate[string](t, v.ctx, `document.querySelector(".preview-bar").innerText`)
	}
	v.save(previewed, strings.Replace(text, "title: The pass", "title: The: pass", 1))
	do(t, v.ctx, chromedp.WaitVisible(`.preview-lines mark`))
	for _, words := range []string{"1 error", "content/briefings/pass/article.md:2:", "title: The: pass", "Copy"} {
		if !strings.Contains(bar(), words) {
			t.Errorf("the bar has no %q:\n%s", words, bar())
		}
	}
	if title := evaluate[string](t, v.ctx, `document.querySelector("h1").textContent`); title != "The pass" {
		t.Errorf("the page is not the last good one: %q", title)
	}
	// Folded until the message changes: not by another save with the same mistake.
	do(t, v.ctx, chromedp.KeyEvent(kb.Escape), waitFor(`!document.querySelector(".preview-lines")`))
	v.save(previewed, strings.Replace(text, "title: The pass", "title: The: pass", 1)+"\nMore.\n")
	v.save("content/briefings/pass/annotations/n4.md", "---\nquote: claim 4 stands\nnonsense: 1\n---\nText.\n")
	do(t, v.ctx, waitFor(`document.querySelector(".preview-count").textContent.startsWith("2 errors")`), chromedp.WaitVisible(`.preview-lines`))
	if !strings.Contains(bar(), "nonsense") {
		t.Errorf("the bar does not tell of the new mistake first:\n%s", bar())
	}
	do(t, v.ctx, chromedp.Navigate(v.local+"/index.html"), chromedp.WaitVisible(`.preview-lines`)) // on every page
	do(t, v.ctx, chromedp.Navigate(v.local+"/briefings/pass/index.html"), chromedp.WaitVisible(`.preview-lines`))
	v.save("content/briefings/pass/annotations/n4.md", previewFiles()["content/briefings/pass/annotations/n4.md"])
	v.save(previewed, text+"\nMended.\n")
	v.shows("Mended.")
	do(t, v.ctx, waitFor(`document.querySelector(".preview-bar").hidden`))
}

// The bar would cover half of a phone: folded it starts there, with the count and that the
// page is an older one.
func TestTheBarIsFoldedOnAPhone(t *testing.T) {
	v := newPreview(t)
	text := previewFiles()[previewed]
	do(t, v.ctx, chromedp.EmulateViewport(390, 844, chromedp.EmulateTouch, chromedp.EmulateMobile))
	v.save(previewed, strings.Replace(text, "title: The pass", "title: The: pass", 1))
	do(t, v.ctx, waitFor(`document.querySelector(".preview-count")?.getAttribute("aria-expanded") === "false"`))
	if high := evaluate[float64](t, v.ctx, `document.querySelector(".preview-bar").getBoundingClientRect().height`); high > 844/5 {
		t.Errorf("the folded bar is %v px high", high)
	}
	do(t, v.ctx, chromedp.Tap(`.preview-count`), chromedp.WaitVisible(`.preview-lines mark`))
	if said := evaluate[string](t, v.ctx, `document.querySelector(".preview-bar").innerText`); strings.Contains(said, "Esc") {
		t.Errorf("a phone is told of a key: %s", said)
	}
	do(t, v.ctx, chromedp.Tap(`.preview-count`), waitFor(`!document.querySelector(".preview-lines")`))
	v.save(previewed, text)
	do(t, v.ctx, waitFor(`document.querySelector(".preview-bar").hidden`))
}

func TestAHiddenPageCatchesUp(t *testing.T) {
	v := newPreview(t)
	// What a browser does with a page in the background, which a headless one has not.
	v.script(`
		window.isHidden = true;
		Object.defineProperty(document, "hidden", { get: () => isHidden });
		document.dispatchEvent(new Event("visibilitychange"));
	`)
	v.save(previewed, strings.Replace(previewFiles()[previewed], "Paragraph 0 opens.", "Paragraph 0 opens unseen.", 1))
	for !strings.Contains(v.get("/briefings/pass/index.html"), "opens unseen") {
	}
	if strings.Contains(evaluate[string](t, v.ctx, `document.querySelector("main").textContent`), "opens unseen") {
		t.Error("a hidden page was told of a save")
	}
	v.script(`isHidden = false; document.dispatchEvent(new Event("visibilitychange"))`)
	v.shows("opens unseen")
}

func TestAPatchedPageIsTheOneOfTheServer(t *testing.T) {
	v := newPreview(t)
	random := rand.New(rand.NewPCG(1, 2))
	paragraphs := strings.Split(strings.TrimSpace(strings.SplitN(previewFiles()[previewed], "---\n", 3)[2]), "\n\n")
	kinds := []string{"%s", "- %s\n- again\n\n1. other", "## %s", "> %s", "| a | b |\n|---|---|\n| %s | 2 |", "**%s** and *more*"}
	for i := range 60 {
		switch at := random.IntN(len(paragraphs)); random.IntN(5) {
		case 0:
			paragraphs = slices.Insert(paragraphs, at, fmt.Sprintf(kinds[random.IntN(len(kinds))], fmt.Sprintf("Inserted %d", i)))
		case 1:
			paragraphs[at] = strings.Replace(paragraphs[at], "Words", "Other words", random.IntN(3))
		case 2:
			to := random.IntN(len(paragraphs))
			paragraphs[at], paragraphs[to] = paragraphs[to], paragraphs[at]
		case 3:
			words := strings.Fields(paragraphs[at])
			if len(words) > 20 && !strings.ContainsAny(paragraphs[at], "#>|") {
				words[15], words[17] = "*"+words[17]+"*", words[15]
				paragraphs[at] = strings.Join(words, " ")
			}
		case 4:
			last := len(paragraphs) - 1
			paragraphs = append(paragraphs[last:], paragraphs[:last]...)
		}
		v.save(previewed, "---\ntitle: The pass\ndate: 2026-01-01\nstatus: published\n---\n"+strings.Join(paragraphs, "\n\n")+fmt.Sprintf("\n\nSave %d.\n", i))
		v.shows(fmt.Sprintf("Save %d.", i))
		v.isFresh()
	}
}
