package main

import (
	"context"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser starts Chromium. Without one the test is skipped, unless it is required
// as under make test.
func browser(t *testing.T) context.Context { return browserFor(t, patienceWithBrowsers) }

// browserFor is browser for a test that may take a time of its own.
func browserFor(t *testing.T, patience time.Duration) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		if os.Getenv("BROWSER_TESTS") == "required" {
			t.Fatal("there is no Chromium")
		}
		t.Skip("there is no Chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-gpu", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost")) // other hosts are not asked for
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop := chromedp.NewContext(allocator)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, patience)
	t.Cleanup(stop)
	return ctx
}

// patienceWithBrowsers is how long a test may take in a browser before it fails, on
// a busy machine too: what a test waits for may never come.
const patienceWithBrowsers = time.Minute

// complaints collects what the browser says is wrong: blocked by the page's
// policy, not found, or an exception.
type complaints struct {
	mu  sync.Mutex
	all []string
}

func (c *complaints) listen(t *testing.T, ctx context.Context) {
	t.Helper()
	if err := chromedp.Listen(ctx, func(ev any) {
		c.mu.Lock()
		defer c.mu.Unlock()
		switch e := ev.(type) {
		case *log.EventEntryAdded:
			c.all = append(c.all, e.Entry.Text)
		case *runtime.EventExceptionThrown:
			c.all = append(c.all, e.ExceptionDetails.Text+": "+exceptionOf(e))
		}
	}); err != nil {
		t.Fatal(err)
	}
}

// exceptionOf is what was thrown.
func exceptionOf(e *runtime.EventExceptionThrown) string {
	if e.ExceptionDetails.Exception == nil {
		return ""
	}
	return e.ExceptionDetails.Exception.Description
}

func (c *complaints) take() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := c.all
	c.all = nil
	return all
}

// do runs steps and fails the test if one fails.
func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

func evaluate[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

func TestPagesOpenFromDiskWithoutComplaint(t *testing.T) {
	ctx := browser(t)
	site, err := filepath.Abs(filepath.Join(root, "site"))
	if err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.Navigate("about:blank"))
	var c complaints
	c.listen(t, ctx)
	for _, page := range []string{
		"index.html", "briefings/index.html", "briefings/allies-and-rivals/index.html", "briefings/allies-and-rivals/unsc-abstention.html",
		"briefings/allies-and-rivals/q-putin.html", "countries/tj.html", "experts/temur-umarov.html", "sources/kremlin-2019-atambayev.html",
		"claims/index.html", "claims/by-country.html", "claims/disputed.html", "countries/index.html", "experts/index.html", "sources/index.html",
		"corrections.html", "method.html", "about.html", "timeline.html", "briefings/allies-and-rivals/relations.html",
	} {
		do(t, ctx, chromedp.EmulateViewport(320, 800), chromedp.Navigate("file://"+site+"/"+page))
		if all := c.take(); len(all) > 0 {
			t.Errorf("%s: %q", page, all)
		}
		if family := evaluate[string](t, ctx, `getComputedStyle(document.querySelector('.masthead-title')).fontWeight`); family != "700" {
			t.Errorf("%s has no style sheet", page)
		}
		if wide := evaluate[int](t, ctx, `document.documentElement.scrollWidth`); wide > 320 {
			t.Errorf("%s is %d px wide on a screen of 320", page, wide)
		}
	}
}

func TestPassageAndNoteLeadToEachOther(t *testing.T) {
	ctx := browser(t)
	site, err := filepath.Abs(filepath.Join(root, "site"))
	if err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.EmulateViewport(1280, 900), chromedp.Navigate("file://"+site+"/briefings/allies-and-rivals/index.html"),
		chromedp.Click(`.article a.chip[href="#n-kant-base"]`))
	if note := evaluate[string](t, ctx, `document.querySelector(':target').id`); note != "n-kant-base" {
		t.Errorf("the chip leads to %q", note)
	}
	do(t, ctx, chromedp.Click(`#n-kant-base .note-number`))
	if passage := evaluate[string](t, ctx, `document.querySelector(':target').textContent`); !strings.HasPrefix(passage, "to enlarge the Russian air base") {
		t.Errorf("the note leads back to %q", passage)
	}
	if hidden := evaluate[bool](t, ctx, `document.querySelector('#n-kant-base .evidence').checkVisibility()`); hidden {
		t.Error("the evidence is not folded")
	}
	do(t, ctx, chromedp.Click(`#n-kant-base summary`))
	if shown := evaluate[bool](t, ctx, `document.querySelector('#n-kant-base .evidence').checkVisibility()`); !shown {
		t.Error("the evidence does not unfold")
	}
}

func TestPreviewShowsASaveAndKeepsTheLastGoodPage(t *testing.T) {
	ctx := browser(t)
	dir := t.TempDir()
	p := &program{root: dir, stdout: io.Discard, stderr: io.Discard}
	if err := (&newSite{Title: "T"}).Run(p); err != nil {
		t.Fatal(err)
	}
	in, err := p.input()
	if err != nil {
		t.Fatal(err)
	}
	in.Drafts, in.Preview = true, true
	server := p.preview(t.Context(), slog.New(slog.DiscardHandler), in, false)
	local := httptest.NewServer(server)
	t.Cleanup(local.CloseClientConnections)
	article := filepath.Join(dir, "content", "briefings", "first-briefing", "article.md")
	save := func(text string) {
		if err := os.WriteFile(article, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	do(t, ctx, chromedp.Navigate(local.URL+"/briefings/first-briefing/index.html"), chromedp.WaitVisible(chromedp.Search(`//h1[text()='A first briefing']`)))
	save("---\ntitle: Saved again\ndate: 2026-01-01\n---\nText.\n")
	do(t, ctx, chromedp.WaitVisible(chromedp.Search(`//h1[text()='Saved again']`)))
	save("---\ntitle: Broken: title\ndate: 2026-01-01\n---\nText.\n")
	do(t, ctx, chromedp.WaitVisible(`.preview-place`))
	if bar := evaluate[string](t, ctx, `document.querySelector('.preview-bar').textContent`); !strings.Contains(bar, "article.md:2:") {
		t.Errorf("the bar says %q", bar)
	}
	if older := evaluate[string](t, ctx, `document.querySelector('.preview-older').textContent`); !strings.Contains(older, "older than what you saved") {
		t.Errorf("the bar says of the page %q", older)
	}
	if title := evaluate[string](t, ctx, `document.querySelector('h1').textContent`); title != "Saved again" {
		t.Errorf("the page shows %q", title)
	}
}
