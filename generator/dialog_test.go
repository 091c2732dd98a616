package main

import (
	"context"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"briefing/generator/edit"
	"briefing/generator/journal"
	"briefing/generator/pipeline"
	"briefing/generator/serve"
)

const passArticle = `---
title: The pass
date: 2026-01-10
status: published
---
The *guards* stand **at the pass**, and the guards stand [at the pass](https://example.org/a_b) too. Kenya pays for both of them[^1].

## Money of the ministry

- The ministry paid 3.5 million in 2025.
- It promised *half of that* again.

| Land | Sum of loans |
|------|-----|
| Kenya | 1.10 million |

Перевал охраняют солдаты. Перевал охраняют солдаты и таможня.

両国は道路を共有する。両国は国境を共有する。 الجسر قديم والجسر جديد. It isn’t “new”; it’s old.

[^1]: The road and the tunnel.
`

var passFiles = map[string]string{
	"content/site.yaml":                           "format: 1\ntitle: T\neditors:\n  nk: {name: N}\ndefaults: {by: nk}\n",
	"content/briefings/pass/article.md":           passArticle,
	"content/briefings/pass/annotations/first.md": "---\n# by hand\nquote: 'Kenya pays for both'   # short\nassessment: supported\nsupports: bulletin p. 1\n---\nText by hand.\n",
	"content/sources/bulletin.md":                 "---\ntitle: Public debt bulletin\ntype: report\nurl: https://debt.example/2026\npublisher: Ministry\ndate: 2026-01-01\nnature: primary\n---\n",
	"content/experts/ada.md":                      "---\nname: Ada Lovelace\nfield: [mathematics]\n---\n",
}

// dialogPage is the preview of a small site in a browser, with writing.
type dialogPage struct {
	t   *testing.T
	ctx context.Context
	p   *program
}

func openDialogPage(t *testing.T, width int64) *dialogPage {
	t.Helper()
	ctx := browser(t)
	dir := t.TempDir()
	writeFiles(t, dir, passFiles)
	p := &program{root: dir, stdout: io.Discard, stderr: io.Discard}
	in, err := p.input()
	if err != nil {
		t.Fatal(err)
	}
	kept, err := journal.Open(dir, t.TempDir(), journal.Pages)
	if err != nil {
		t.Fatal(err)
	}
	desk := &serve.Desk{Token: serve.Secret(), Journal: kept, Read: func(context.Context, string) (edit.Document, error) {
		return edit.Document{Title: "Loans grow", Type: "news", Publisher: "The Valley Post", Date: "2026-01-05"}, nil
	}}
	server := p.preview(t.Context(), slog.New(slog.DiscardHandler), in, false)
	local := httptest.NewServer(server.Handler(serve.Access{Desk: desk}))
	t.Cleanup(local.CloseClientConnections)
	v := &dialogPage{t, ctx, p}
	do(t, ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(local.URL+"/briefings/pass/index.html#write="+desk.Token), chromedp.WaitVisible(`.annotate-button`))
	return v
}

// selects selects from the first place of a text in an element to the last place of
// another one.
func (v *dialogPage) selects(from, first, to, last string) {
	v.t.Helper()
	evaluate[int](v.t, v.ctx, `(() => {
		const at = (selector, words, isEnd) => {
			const root = document.querySelector(".article " + selector), walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
			let best;
			while (walker.nextNode()) {
				const i = isEnd ? walker.currentNode.data.lastIndexOf(words) : walker.currentNode.data.indexOf(words);
				if (i >= 0 && (isEnd || !best)) best = [walker.currentNode, i + (isEnd ? words.length : 0)];
			}
			return best;
		};
		const range = document.createRange();
		range.setStart(...at(`+quoteJS(from)+`, `+quoteJS(first)+`, false));
		range.setEnd(...at(`+quoteJS(to)+`, `+quoteJS(last)+`, true));
		getSelection().removeAllRanges();
		getSelection().addRange(range);
		return 0;
	})()`)
	do(v.t, v.ctx, waitFor(`document.querySelector(".annotate-button").textContent === "Annotate these words"`))
}

func quoteJS(s string) string {
	return "`" + strings.NewReplacer("\\", "\\\\", "`", "\\`").Replace(s) + "`"
}

// press presses a key with modifiers.
func (v *dialogPage) press(keys string, modifiers ...chromedp.Modifier) {
	v.t.Helper()
	do(v.t, v.ctx, chromedp.KeyEvent(keys, chromedp.KeyModifiers(modifiers...)))
}

// isFocused waits until an element has the focus.
func (v *dialogPage) isFocused(selector string) {
	v.t.Helper()
	do(v.t, v.ctx, waitFor(`document.activeElement && document.activeElement.matches(`+quoteJS(selector)+`)`))
}

// annotation is the file of an annotation; empty if there is none.
func (v *dialogPage) annotation(id string) string {
	v.t.Helper()
	text, _ := os.ReadFile(filepath.Join(v.p.root, "content", "briefings", "pass", "annotations", id+".md"))
	return string(text)
}

func (v *dialogPage) text(selector string) string {
	v.t.Helper()
	return evaluate[string](v.t, v.ctx, `(document.querySelector(`+quoteJS(selector)+`) || {}).textContent || ""`)
}

const sourceField = `input[aria-describedby][inputmode="search"]`

// paste pastes a text into what has the focus.
func (v *dialogPage) paste(text string) {
	v.t.Helper()
	evaluate[int](v.t, v.ctx, `(() => {
		const data = new DataTransfer();
		data.setData("text/plain", `+quoteJS(text)+`);
		document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
		return 0;
	})()`)
}

func TestAClaimWithANewSourceTakesFiveActions(t *testing.T) {
	v := openDialogPage(t, 1440)
	if address := evaluate[string](t, v.ctx, `location.href + sessionStorage.length`); strings.Contains(address, "write") || !strings.HasSuffix(address, "1") {
		t.Errorf("the address is %s", address)
	}
	v.selects("ul", "The ministry paid", "ul", "in 2025") // 1
	v.press("a")                                          // 2
	v.isFocused(sourceField)
	v.paste("https://post.example/loans-grow") // 3
	v.press("1")                               // 4
	v.press(kb.Enter, chromedp.ModifierCtrl)   // 5
	do(t, v.ctx, waitFor(`document.querySelector("#n-the-ministry-paid-3-5-million-in")`), waitFor(`!document.querySelector("dialog.annotate").open`))
	do(t, v.ctx, waitFor(`document.querySelector("#n-the-ministry-paid-3-5-million-in:target")`)) // the note is open
	got := v.annotation("the-ministry-paid-3-5-million-in")
	for _, want := range []string{"quote: The ministry paid 3.5 million in 2025\n", "assessment: supported\n", "supports: the-valley-post-2026-loans-grow\n", "checked: "} {
		if !strings.Contains(got, want) {
			t.Errorf("the file lacks %q:\n%s", want, got)
		}
	}
	source, _ := os.ReadFile(filepath.Join(v.p.root, "content", "sources", "the-valley-post-2026-loans-grow.md"))
	if !strings.Contains(string(source), "title: Loans grow\ntype: news\npublisher: The Valley Post\ndate: 2026-01-05\nurl: https://post.example/loans-grow\naccessed: ") {
		t.Errorf("the source is\n%s", source)
	}
	if in, err := v.p.input(); err != nil {
		t.Error(err)
	} else if _, list := pipeline.Connect(in); list.Errors() > 0 {
		t.Errorf("check says %v", list)
	}
	do(t, v.ctx, waitFor(`document.querySelector(".annotate-said").textContent.includes("Saved")`))
	v.press("z", chromedp.ModifierCtrl)
	do(t, v.ctx, waitFor(`!document.querySelector("#n-the-ministry-paid-3-5-million-in")`), waitFor(`document.querySelector(".annotate-said").textContent.includes("Taken back")`))
	if v.annotation("the-ministry-paid-3-5-million-in") != "" {
		t.Error("the file is still there")
	}
}

func TestSelectionsGiveTheRightQuote(t *testing.T) {
	v := openDialogPage(t, 1440)
	evaluate[int](t, v.ctx, `(() => {
		const before = window.fetch;
		window.fetch = async (...all) => {
			const response = await before(...all);
			if (String(all[0]).endsWith("/-/passage")) window.heard = await response.clone().json();
			return response;
		};
		return 0;
	})()`)
	for _, c := range []struct {
		what, from, first, to, last string
		want                        []string // as they will be written
	}{
		{"over emphasis", "p", "The ", "p", "at the pass", []string{"The guards stand at the pass, and the guards stand at the pass"}},
		{"a link, and a place like another", "p a[href]", "at the", "p a[href]", "pass", []string{"'[[at the pass]] too.'"}},
		{"half words", "p", "ays for", "p", "of th", []string{"pays for both of them"}},
		{"over a number", "p", "Kenya", "p", "of them", []string{"Kenya pays for both of them"}},
		{"a list", "ul", "paid 3.5", "ul", "half of that", []string{"paid 3.5 million in 2025. It promised half of that"}},
		{"a heading and a list", "h2", "Money", "ul", "The ministry", []string{"Money of the ministry", "The ministry"}},
		{"cells of a table", "tbody", "Kenya", "tbody", "1.10", []string{"loans [[Kenya]]", "1.10"}},
		{"the second of two", "p:nth-of-type(2)", "и таможня", "p:nth-of-type(2)", "таможня", []string{"и таможня"}},
		{"words that stand twice", "p:nth-of-type(2)", "Перевал охраняют", "p:nth-of-type(2)", "Перевал охраняют", []string{"Перевал охраняют солдаты. Перевал охраняют"}},
		{"without spaces", "p:nth-of-type(3)", "国境", "p:nth-of-type(3)", "共有", []string{"国境を共有"}},
		{"from right to left", "p:nth-of-type(3)", "والجسر", "p:nth-of-type(3)", "جديد", []string{"والجسر جديد"}},
		{"quotation marks", "p:nth-of-type(3)", "It isn’t", "p:nth-of-type(3)", "it’s old", []string{"It isn’t “new”; it’s old"}},
		{"a footnote", ".footnotes li", "The road", ".footnotes li", "tunnel", []string{"The road and the tunnel"}},
	} {
		v.selects(c.from, c.first, c.to, c.last)
		evaluate[int](t, v.ctx, `delete window.heard, 0`)
		v.press("a")
		do(t, v.ctx, waitFor(`window.heard && document.querySelector("dialog.annotate").open && document.activeElement.closest("dialog")`))
		got := evaluate[[]string](t, v.ctx, `window.heard.passages || [window.heard.error]`)
		if strings.Join(got, " | ") != strings.Join(c.want, " | ") {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
		v.isFocused(sourceField)
		v.press(kb.Escape)
		do(t, v.ctx, waitFor(`!document.querySelector("dialog.annotate").open && document.activeElement.matches(".annotate-button")`))
	}
}

// chooses types into a field and takes the first suggestion.
func (v *dialogPage) chooses(letters string) {
	v.t.Helper()
	v.press(letters)
	do(v.t, v.ctx, waitFor(`[...document.querySelectorAll("#" + document.activeElement.getAttribute("aria-controls") + " [aria-selected=true]")].some((e) => e.textContent.toLowerCase().includes(`+quoteJS(letters)+`))`))
	v.press(kb.Enter)
}

func TestEscAsksBeforeItDropsWhatWasWritten(t *testing.T) {
	v := openDialogPage(t, 1440)
	v.selects("ul", "The ministry paid", "ul", "in 2025")
	v.press("a")
	v.isFocused(sourceField)
	v.press("https://post.example/loans-grow p. 3" + kb.Enter)
	do(t, v.ctx, waitFor(`document.querySelector(".annotate-url")?.textContent === "https://post.example/loans-grow"`))
	if got := evaluate[string](t, v.ctx, `[...document.querySelectorAll(".annotate-chosen input")].at(-1).value`); got != "p. 3" {
		t.Errorf("the place is %q", got)
	}
	v.press(kb.Escape)
	do(t, v.ctx, waitFor(`document.querySelector(".annotate-faults").textContent.includes("not saved")`))
	if !evaluate[bool](t, v.ctx, `document.querySelector("dialog.annotate").open`) {
		t.Fatal("Esc dropped what was written")
	}
	v.press(kb.Escape)
	do(t, v.ctx, waitFor(`!document.querySelector("dialog.annotate").open && document.activeElement.matches(".annotate-button")`)) // what was selected is let go of
	v.selects("ul", "The ministry paid", "ul", "in 2025")
	v.press("a")
	v.isFocused(sourceField)
	v.press(kb.Escape) // nothing was written
	do(t, v.ctx, waitFor(`!document.querySelector("dialog.annotate").open`))
}

func TestByKeyboardAloneWithoutASelection(t *testing.T) {
	v := openDialogPage(t, 1440)
	v.press("a")
	do(t, v.ctx, waitFor(`document.activeElement.labels && document.activeElement.labels[0].textContent === "Words of the article"`))
	v.chooses("promised")
	v.isFocused(sourceField)
	if got := v.text(".annotate-words"); got != "It promised half of that again." {
		t.Errorf("the words are %q", got)
	}
	v.chooses("debt")
	v.isFocused(`input[type="radio"]`)
	v.press("2")
	do(t, v.ctx, chromedp.Focus(sourceField))
	v.chooses("lovel")
	v.isFocused(`input[aria-autocomplete]`)
	v.chooses("bulle")
	v.press("p. 4")
	do(t, v.ctx, chromedp.Focus(sourceField))
	v.chooses("kenya")
	v.press(kb.Enter, chromedp.ModifierCtrl)
	do(t, v.ctx, waitFor(`document.querySelector(".annotate-faults").textContent.includes("what does not hold")`))
	if n := len(v.annotation("it-promised-half-of-that-again")); n > 0 {
		t.Error("a file was written that is not fine")
	}
	do(t, v.ctx, chromedp.Focus(`textarea[rows="3"]`))
	v.press("Only a third.")
	v.press(kb.Enter, chromedp.ModifierCtrl)
	do(t, v.ctx, waitFor(`document.querySelector("#n-it-promised-half-of-that-again")`))
	got := v.annotation("it-promised-half-of-that-again")
	want := "---\nquote: It promised half of that again.\nassessment: partly-supported\nsupports: bulletin\nexperts:\n  - agrees: ada\n    said_in: bulletin p. 4\ncountries: ke\nchecked: "
	if !strings.HasPrefix(got, want) || !strings.HasSuffix(got, "---\nOnly a third.\n") {
		t.Errorf("the file is\n%s", got)
	}
}

func TestANoteIsChangedDeletedAndTakenBack(t *testing.T) {
	v := openDialogPage(t, 1440)
	before := v.annotation("first")
	do(t, v.ctx, chromedp.Click(`#n-first .annotate-edit`), waitFor(`document.activeElement.matches("`+strings.ReplaceAll(sourceField, `"`, `\"`)+`")`))
	if got := evaluate[string](t, v.ctx, `document.querySelector(".annotate-chosen input").value + document.querySelector(".annotate-standing :checked").value`); got != "p. 1supported" {
		t.Errorf("the form shows %q", got)
	}
	do(t, v.ctx, chromedp.Focus(`textarea[rows="3"]`), chromedp.KeyEvent(" And more."))
	v.press("4", chromedp.ModifierAlt)
	do(t, v.ctx, waitFor(`document.querySelector(".annotate-needs").textContent.includes("contradicts")`))
	evaluate[int](t, v.ctx, `(() => { const s = document.querySelector(".annotate-chosen select"); s.value = "contradicts"; return 0; })()`)
	v.press(kb.Enter, chromedp.ModifierCtrl)
	do(t, v.ctx, waitFor(`document.querySelector("#n-first").dataset.v === "contradicted"`))
	want := "---\n# by hand\nquote: 'Kenya pays for both'   # short\nassessment: contradicted\ncontradicts: bulletin p. 1\n---\nText by hand. And more.\n"
	if got := v.annotation("first"); got != want {
		t.Errorf("the file is\n%s", got)
	}
	do(t, v.ctx, chromedp.Click(`.annotate-undo`), waitFor(`document.querySelector("#n-first").dataset.v === "supported"`))
	if got := v.annotation("first"); got != before {
		t.Errorf("taken back, the file is\n%s", got)
	}
	do(t, v.ctx, chromedp.Click(`#n-first .annotate-edit`), waitFor(`document.querySelector("dialog.annotate").open`), chromedp.Click(`.annotate-delete`), waitFor(`!document.querySelector("#n-first")`))
	if v.annotation("first") != "" {
		t.Error("the file is still there")
	}
	do(t, v.ctx, chromedp.Click(`.annotate-undo`), waitFor(`document.querySelector("#n-first .annotate-edit")`))
	if got := v.annotation("first"); got != before {
		t.Errorf("brought back, the file is\n%s", got)
	}
}

func TestAChangeOfAnotherHandIsShownBeside(t *testing.T) {
	v := openDialogPage(t, 1440)
	do(t, v.ctx, chromedp.Click(`#n-first .annotate-edit`), waitFor(`document.querySelector(".annotate-delete").checkVisibility()`))
	theirs := strings.Replace(v.annotation("first"), "Text by hand.", "Text of another hand.", 1)
	writeFiles(t, v.p.root, map[string]string{"content/briefings/pass/annotations/first.md": theirs})
	do(t, v.ctx, chromedp.Focus(`textarea[rows="3"]`), chromedp.KeyEvent(" Mine."))
	v.press(kb.Enter, chromedp.ModifierCtrl)
	do(t, v.ctx, waitFor(`document.querySelector(".annotate-faults pre")`))
	if got := v.text(".annotate-faults pre"); got != theirs || v.annotation("first") != theirs {
		t.Errorf("shown is %q", got)
	}
	do(t, v.ctx, chromedp.Click(`.annotate-faults button:last-of-type`), waitFor(`!document.querySelector("dialog.annotate").open`))
	if got := v.annotation("first"); !strings.Contains(got, "Text by hand. Mine.") {
		t.Errorf("the file is\n%s", got)
	}
}

func TestAnnotatingByTouchOnAPhone(t *testing.T) {
	v := openDialogPage(t, 390)
	do(t, v.ctx, chromedp.EmulateViewport(390, 844, chromedp.EmulateTouch, chromedp.EmulateMobile))
	v.selects("ul", "The ministry paid", "ul", "in 2025")
	do(t, v.ctx, chromedp.Tap(`.annotate-button`))
	v.isFocused(sourceField)
	if wide := evaluate[int](t, v.ctx, `Math.max(document.documentElement.scrollWidth, document.querySelector("dialog.annotate").scrollWidth)`); wide > 390 {
		t.Errorf("%d px wide", wide)
	}
	if said := v.text(".annotate-needs") + evaluate[string](t, v.ctx, `[...document.querySelectorAll("dialog.annotate :is(kbd, .annotate-keys)")].filter((e) => e.checkVisibility()).map((e) => e.textContent).join()`); said != "Choose an assessment of the claim." {
		t.Errorf("a phone is told %q", said)
	}
	small := evaluate[[]string](t, v.ctx, `[...document.querySelectorAll("dialog.annotate :is(button, label:has(input[type=radio]), summary), .annotate-button")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 24).map((e) => e.textContent)`)
	if len(small) > 0 {
		t.Errorf("too small for a finger: %q", small)
	}
	v.chooses("debt")
	do(t, v.ctx, chromedp.Tap(`.annotate-standing label`), chromedp.Tap(`.annotate-save`), waitFor(`document.querySelector("#n-the-ministry-paid-3-5-million-in")`))
	if got := v.annotation("the-ministry-paid-3-5-million-in"); !strings.Contains(got, "supports: bulletin\n") {
		t.Errorf("the file is\n%s", got)
	}
}

func TestWithoutTheTokenThePageIsForReading(t *testing.T) {
	v := openDialogPage(t, 1440)
	evaluate[int](t, v.ctx, `sessionStorage.clear(), 0`)
	do(t, v.ctx, chromedp.Reload(), waitFor(`document.querySelector(".annotate-mode").textContent.includes("read only")`))
	v.press("a")
	if shown := evaluate[bool](t, v.ctx, `document.querySelector("dialog.annotate").open || document.querySelector(".annotate-button").checkVisibility() || !!document.querySelector(".annotate-edit")`); shown {
		t.Error("the page offers to write")
	}
}

// Selections between any two places of a real article, as a hand makes them.
func TestAnySelectionOfTheDemonstrationIsTheRightWords(t *testing.T) {
	ctx := browser(t)
	p := &program{root: root, stdout: io.Discard, stderr: io.Discard}
	in, err := p.input()
	if err != nil {
		t.Fatal(err)
	}
	in.Now = time.Now()
	server := p.preview(t.Context(), slog.New(slog.DiscardHandler), in, false)
	kept, err := journal.Open(root, t.TempDir(), journal.Pages)
	if err != nil {
		t.Fatal(err)
	}
	desk := &serve.Desk{Token: serve.Secret(), Journal: kept}
	local := httptest.NewServer(server.Handler(serve.Access{Desk: desk}))
	t.Cleanup(local.CloseClientConnections)
	do(t, ctx, chromedp.Navigate(local.URL+"/briefings/allies-and-rivals/index.html#write="+desk.Token), chromedp.WaitVisible(`.annotate-button`))
	evaluate[int](t, ctx, `(() => {
		const before = window.fetch;
		window.fetch = async (...all) => {
			const response = await before(...all);
			if (String(all[0]).endsWith("/-/passage")) window.heard = await response.clone().json();
			return response;
		};
		let seed = 7;
		window.random = (n) => (seed = (seed * 48271) % 2147483647) % n;
		const skipped = ".chip, .hidden, sup, .footnote-back";
		window.choose = () => {
			const nodes = [], walker = document.createTreeWalker(document.querySelector(".article"), NodeFilter.SHOW_TEXT);
			while (walker.nextNode()) if (walker.currentNode.data.trim() && !walker.currentNode.parentElement.closest(skipped)) nodes.push(walker.currentNode);
			const i = random(nodes.length), j = Math.min(nodes.length - 1, i + random(4));
			const range = document.createRange(), a = random(nodes[i].length);
			range.setStart(nodes[i], a);
			range.setEnd(nodes[j], i === j ? Math.min(nodes[j].length, a + 1 + random(60)) : 1 + random(nodes[j].length));
			const copy = range.cloneContents();
			copy.querySelectorAll(skipped).forEach((e) => e.remove());
			getSelection().removeAllRanges();
			getSelection().addRange(range);
			delete window.heard;
			return copy.textContent.replace(/\s+/g, "");
		};
		return 0;
	})()`)
	for range 10 {
		want := evaluate[string](t, ctx, `choose()`)
		if want == "" {
			continue
		}
		do(t, ctx, chromedp.KeyEvent("a"), waitFor(`window.heard`))
		got := evaluate[string](t, ctx, `(heard.words || heard.error).replace(/\s+/g, "")`)
		if isRefused := evaluate[bool](t, ctx, `!!heard.error`); !strings.Contains(got, want) && !(isRefused && len(want) < 4) || len(got) > len(want)+60 {
			t.Errorf("%q gives %q", want, got)
		}
		do(t, ctx, chromedp.KeyEvent(kb.Escape), waitFor(`!document.querySelector("dialog.annotate").open && document.querySelector(".annotate-button").textContent === "Annotate"`))
	}
}
