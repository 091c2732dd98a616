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

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"briefing/generator/edit"
	"briefing/generator/journal"
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
	kept, err := journal.Open(dir, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	desk := &serve.Desk{Token: serve.Secret(), Journal: kept, Check: p.judge, Read: func(context.Context, string) (edit.Document, error) {
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
	if list, err := v.p.judge(nil); err != nil || list.Errors() > 0 {
		t.Errorf("check says %v, %v", list, err)
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
