package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"briefing/generator/publish"
)

// searchable writes the repository's own site to a folder, and starts a browser
// that gives up after a while.
func searchable(t *testing.T) (ctx context.Context, site string) {
	t.Helper()
	ctx, stop := context.WithTimeout(browser(t), time.Minute)
	t.Cleanup(stop)
	site = filepath.Join(t.TempDir(), "site")
	pages := built(t, &program{root: root, stdout: os.Stdout, stderr: os.Stderr})
	if _, err := publish.Write(site, files(pages), nil); err != nil {
		t.Fatal(err)
	}
	return ctx, "file://" + filepath.ToSlash(site)
}

// until waits until an expression holds on a page that stays.
func until(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	wait := `(async () => { while (!(` + expression + `)) await new Promise((done) => requestAnimationFrame(done)); return true; })()`
	limited, stop := context.WithTimeout(ctx, 20*time.Second)
	defer stop()
	if _, err := chromedp.Run(limited, chromedp.Evaluate[bool](wait, chromedp.EvalAwaitPromise)); err != nil {
		t.Fatalf("until %s: %v; the page says %q", expression, err,
			evaluate[string](t, ctx, `document.querySelector('.js-count')?.textContent + ' ' + document.querySelector('.js-found')?.textContent`))
	}
}

const (
	said  = `document.querySelector('.js-count[role=status]').textContent`
	found = `[...document.querySelectorAll('.js-found a')].map((a) => a.textContent).join('\n')`
	marks = `[...document.querySelectorAll('.js-found mark')].map((m) => m.textContent.toLowerCase())`
)

func TestSearchFindsWhileTheReaderTypes(t *testing.T) {
	ctx, site := searchable(t)
	do(t, ctx, chromedp.Navigate("about:blank"))
	var c complaints
	c.listen(t, ctx)
	do(t, ctx, chromedp.Navigate(site+"/search.html"), chromedp.WaitVisible(`#q`))
	if n := evaluate[int](t, ctx, `document.querySelectorAll('.titles li').length`); n < 200 {
		t.Errorf("the list from A to Z has %d titles", n)
	}
	for _, step := range []struct{ typed, finds, marks string }{
		{"exercise", "a joint exercise some months", "exercise"},
		{"exercising", "a joint exercise some months", "exercise"}, // another form
		{"exerc", "a joint exercise some months", "exercise"},      // its beginning
		{"exercsie", "a joint exercise some months", "exercise"},   // letters that changed places
		{"tajik russian exercises", "Tajik and Russian forces held a joint exercise", "russian"},
		{"dubnov", "Arkady Dubnov", "dubnov"},
		{"kyrgyz", "Kyrgyzstan", ""},
		{"rivals", "As much allies as rivals?", "rivals"},
	} {
		evaluate[string](t, ctx, `document.querySelector('#q').value = ''`)
		do(t, ctx, chromedp.SendKeys(`#q`, step.typed))
		until(t, ctx, `new URLSearchParams(location.search).get('q') === '`+step.typed+`' && /^\d+ results?$/.test(`+said+`) && (`+found+`).includes('`+step.finds+`')`)
		if step.marks != "" && !evaluate[bool](t, ctx, marks+`.some((m) => m.startsWith('`+step.marks+`'))`) {
			t.Errorf("%q marks %v", step.typed, evaluate[[]string](t, ctx, marks))
		}
	}
	if hidden := evaluate[bool](t, ctx, `document.querySelector('.js-list').checkVisibility()`); hidden {
		t.Error("the list from A to Z stands below the results")
	}
	evaluate[string](t, ctx, `document.querySelector('#q').value = ''`)
	do(t, ctx, chromedp.SendKeys(`#q`, "qqqq"))
	until(t, ctx, said+` === 'No results'`)
	do(t, ctx, chromedp.SendKeys(`#q`, strings.Repeat(kb.Backspace, 4)))
	until(t, ctx, said+` === '' && document.querySelector('.js-list').checkVisibility()`)
	if all := c.take(); len(all) > 0 {
		t.Errorf("complaints: %q", all)
	}
}

func TestSearchFilters(t *testing.T) {
	ctx, site := searchable(t)
	do(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate(site+"/search.html?q=china"))
	const standings = `[...new Set([...document.querySelectorAll('.js-found .row[data-v]')].map((r) => r.dataset.v))].join(' ')`
	const headings = `[...document.querySelectorAll('.js-found h2')].map((h) => h.textContent.replace(/ .*/, '')).join(' ')`
	until(t, ctx, headings+` === 'Claims Briefings Experts Sources Countries'`)
	do(t, ctx, chromedp.Click(`summary`), chromedp.Click(`[value="disputed"]`))
	until(t, ctx, headings+` === 'Claims' && `+standings+` === 'disputed'`)
	do(t, ctx, chromedp.Click(`[value="contradicted"]`))
	until(t, ctx, standings+`.includes('contradicted') && `+standings+`.includes('disputed')`)
	do(t, ctx, chromedp.Click(`[value="contradicted"]`), chromedp.Click(`[value="disputed"]`), chromedp.Click(`[value="sources"]`))
	until(t, ctx, headings+` === 'Sources'`)
	if shown, all := evaluate[int](t, ctx, `document.querySelectorAll('.js-found li').length`), evaluate[string](t, ctx, said); !strings.HasPrefix(all, "4") || shown < 10 {
		t.Errorf("%s sources, %d shown", all, shown)
	}
	// The address is the view: it can be opened again.
	do(t, ctx, chromedp.Navigate(site+"/search.html?q=exercise&kind=claims&a=contradicted&country=tj"))
	until(t, ctx, said+` === '1 result' && `+standings+` === 'contradicted'`)
	if !evaluate[bool](t, ctx, `document.querySelector('details').open && document.querySelector('[value=claims]').checked && document.querySelector('#country').value === 'tj'`) {
		t.Error("the form does not show the filters of the address")
	}
	do(t, ctx, chromedp.EmulateViewport(320, 800))
	if wide := evaluate[int](t, ctx, `document.documentElement.scrollWidth`); wide > 320 {
		t.Errorf("the page is %d px wide on a screen of 320", wide)
	}
	// What is not shown is one step away, and Back leads back.
	do(t, ctx, chromedp.Navigate(site+"/search.html?q=china"))
	until(t, ctx, `document.querySelector('.js-found a[href*="kind=claims"]')`)
	do(t, ctx, chromedp.Click(`.js-found a[href*="kind=claims"]`), chromedp.WaitVisible(`[value="claims"]:checked`))
	until(t, ctx, headings+` === 'Claims' && document.querySelectorAll('.js-found li').length > 8`)
	do(t, ctx, chromedp.NavigateBack())
	until(t, ctx, headings+` === 'Claims Briefings Experts Sources Countries'`)
}

func TestSearchByKeys(t *testing.T) {
	ctx, site := searchable(t)
	var c complaints
	do(t, ctx, chromedp.Navigate("about:blank"))
	c.listen(t, ctx)
	do(t, ctx, chromedp.EmulateViewport(390, 800), chromedp.Navigate(site+"/countries/tj.html"), chromedp.WaitVisible(`.switches`))
	evaluate[bool](t, ctx, `document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }))`)
	if name := evaluate[string](t, ctx, `document.activeElement.name`); name != "q" {
		t.Fatalf("the key / leads to %q", name)
	}
	do(t, ctx, chromedp.KeyEvent("border trucks\r"), chromedp.WaitVisible(`.js-found a`))
	if query := evaluate[string](t, ctx, `document.querySelector('#q').value + new URL(location).search`); query != "border trucks?q=border+trucks" {
		t.Errorf("the search page has the query %q", query)
	}
	at := func(want int) {
		t.Helper()
		if n := evaluate[int](t, ctx, `[document.querySelector('#q'), ...document.querySelectorAll('.js-found a')].indexOf(document.activeElement)`); n != want {
			t.Errorf("focus is on stop %d, not %d", n, want)
		}
	}
	at(0)
	do(t, ctx, chromedp.KeyEvent(kb.ArrowDown))
	at(1)
	do(t, ctx, chromedp.KeyEvent(kb.ArrowDown))
	at(2)
	do(t, ctx, chromedp.KeyEvent(kb.ArrowUp+kb.ArrowUp+kb.ArrowUp))
	at(0)
	do(t, ctx, chromedp.KeyEvent(kb.ArrowDown+kb.ArrowDown), chromedp.KeyEvent(kb.Escape))
	at(0)
	do(t, ctx, chromedp.KeyEvent(kb.ArrowDown))
	path := evaluate[string](t, ctx, `document.activeElement.getAttribute('href')`)
	do(t, ctx, chromedp.KeyEvent("\r"), chromedp.WaitVisible(`.foot`), chromedp.WaitNotPresent(`.js-search`))
	if here := evaluate[string](t, ctx, `location.href`); here != site+"/"+path {
		t.Errorf("Enter leads to %s, not %s", here, path)
	}
	do(t, ctx, chromedp.NavigateBack(), chromedp.WaitVisible(`.js-found a`))
	if query := evaluate[string](t, ctx, `document.querySelector('#q').value`); query != "border trucks" {
		t.Errorf("Back leads to the query %q", query)
	}
	if all := c.take(); len(all) > 0 {
		t.Errorf("complaints: %q", all)
	}
}

func TestSearchWithoutScriptsIsAList(t *testing.T) {
	ctx, site := searchable(t)
	do(t, ctx, chromedp.Navigate("about:blank"))
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.EmulateViewport(320, 800), chromedp.Navigate(site+"/search.html?q=china"), chromedp.WaitVisible(`.titles`))
	// What DevTools evaluate is no script of the page.
	if shown := evaluate[bool](t, ctx, `document.querySelector('.js-search').checkVisibility()`); shown {
		t.Error("a form that does nothing is shown")
	}
	if n := evaluate[int](t, ctx, `document.querySelectorAll('.titles a').length`); n < 200 {
		t.Errorf("the list has %d titles", n)
	}
	if wide := evaluate[int](t, ctx, `document.documentElement.scrollWidth`); wide > 320 {
		t.Errorf("the page is %d px wide on a screen of 320", wide)
	}
}

// Budgets are in bytes on the wire, gzipped.
func TestSearchIsLight(t *testing.T) {
	size := map[string]int{}
	for _, page := range built(t, &program{root: root, stdout: os.Stdout, stderr: os.Stderr}) {
		if strings.HasPrefix(page.Path, "search") || strings.HasPrefix(page.Path, "js/") || page.Path == "css/site.css" {
			var b bytes.Buffer
			if err := page.Render(&b); err != nil {
				t.Fatal(err)
			}
			size[page.Path] = gzipped(t, b.Bytes())
		}
	}
	scripts := size["js/search.js"] // with that of every page
	if scripts > 6*1024 {
		t.Errorf("the scripts take %d bytes", scripts)
	}
	if total := scripts + size["search.html"] + size["search/index.js"] + size["css/site.css"]; total > 60_000 {
		t.Errorf("the first result takes %d bytes: %v", total, size)
	}
}
