package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"briefing/generator/publish"
)

// hostilePatience is how long the browser may take for all hostile pages.
const hostilePatience = 10 * time.Minute

// trap stands on every page before anything else, and tells what runs.
const trap = `for (const name of ['alert', 'confirm', 'prompt', 'print', 'msgbox'])
	Object.defineProperty(window, name, { value: (what) => trapped(name + ' on ' + location.href), writable: false });
document.addEventListener('securitypolicyviolation', (e) => { if (/script|frame|object|base|form|connect/.test(e.effectiveDirective)) trapped(e.effectiveDirective + ' was asked for on ' + location.href); });`

// inspect opens pages in frames, a few at a time, and returns what a script in them
// could be: an element, an attribute, an address, as the browser understood it.
const inspect = `(async (paths) => {
	const faults = [];
	const look = (path, d) => {
		if (!d || !d.querySelector('h1')) { faults.push(path + ' did not load'); return; }
		for (const e of d.querySelectorAll('*')) {
			for (const a of e.attributes) if (/^on|^style$|^srcdoc$|^formaction$/i.test(a.name)) faults.push(path + ': attribute ' + a.name + ' of ' + e.localName);
			if (/^(iframe|object|embed|base|style|math|template|form)$/.test(e.localName) && !(e.localName === 'form' && e.closest('search, [role=search], header, main'))) faults.push(path + ': element ' + e.localName);
			if (e.localName === 'script' && e.type !== 'application/ld+json' && (e.textContent || !new URL(e.src).pathname.match(/\/(js|search)\/[a-z0-9-]+\.js$/) || new URL(e.src).origin !== location.origin)) faults.push(path + ': script ' + e.outerHTML);
			if (e.protocol !== undefined && e.href && !/^(https?|mailto):$/.test(e.protocol) && !(e.download && /^data:application\/(vnd\.citationstyles|x-bibtex|x-research)/.test(e.href))) faults.push(path + ': address ' + e.href);
		}
	};
	const open = (path) => new Promise((done) => {
		const f = document.createElement('iframe');
		f.onload = () => { let d = null; try { d = f.contentDocument; } catch {} look(path, d); f.remove(); done(); };
		f.src = path;
		document.body.append(f);
	});
	const queue = [...paths];
	await Promise.all([...Array(8)].map(async () => { while (queue.length) await open(queue.shift()); }));
	return faults;
})`

// hostileServer serves pages, below /csp/ as they are and below /bare/ without their
// policy, so that nothing but the escaping protects readers.
func hostileServer(t *testing.T, pages map[string][]byte) *httptest.Server {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mode, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		text, found := pages[name]
		if name == "" {
			text, found = []byte("<!DOCTYPE html><title>frames</title><body>"), true
		}
		if !found {
			http.NotFound(w, r)
			return
		}
		if mode == "bare" {
			text = policy.ReplaceAll(text, nil)
			if strings.HasSuffix(name, ".html") && bytes.Contains(text, []byte("Content-Security-Policy\" content=\"default")) {
				t.Errorf("%s still has its policy", name)
			}
		}
		w.Header().Set("Content-Type", publish.TypeOf(name+map[bool]string{true: ".html"}[name == ""]))
		if _, err := w.Write(text); err != nil {
			return // the browser went away
		}
	}))
	t.Cleanup(server.Close)
	return server
}

var policy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`)

func TestHostileContentRunsNothingInABrowser(t *testing.T) {
	all := attacks(t)
	pages := hostilePages(t, all)
	server := hostileServer(t, pages)
	ctx := browserFor(t, hostilePatience)
	trapped := listenToTraps(t, ctx, server.URL)
	for turn, mode := range []string{"csp", "bare"} {
		paths := visited(pages, len(all), turn)
		do(t, ctx, chromedp.Navigate(server.URL+"/"+mode+"/"))
		for some := range slices.Chunk(paths, 200) {
			list, err := json.Marshal(some)
			if err != nil {
				t.Fatal(err)
			}
			faults, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](inspect+"("+string(list)+")", chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatalf("%s, from %s on: %v", mode, some[0], err)
			}
			for _, fault := range faults {
				t.Errorf("%s: %s", mode, fault)
			}
		}
		searchForAttacks(t, ctx, server.URL+"/"+mode+"/search.html")
	}
	for _, what := range trapped() {
		t.Error(what)
	}
}

// hostilePages are those of a site with a set of records for each attack; below
// big/ of one whose only briefing has them all; below forms/ of one where what
// must have a form has none; and a few whose settings are an attack.
func hostilePages(t *testing.T, all []string) map[string][]byte {
	t.Helper()
	pages, _ := shown(t, hostileSite(hostileRecords, all))
	add := func(folder string, site fstest.MapFS) {
		more, _ := shown(t, site)
		for name, text := range more {
			pages[folder+"/"+name] = text
		}
	}
	add("big", hostileBriefing(all))
	add("forms", hostileSite(hostileForms, all))
	for i := 0; i < len(all); i += 16 {
		add(fmt.Sprintf("settings%d", i), hostileSettings(all[i]))
	}
	return pages
}

// hostileBriefing is a site with one briefing, which has an annotation for each
// attack.
func hostileBriefing(all []string) fstest.MapFS {
	files, article := hostileSite(hostileRecords, all), "---\ntitle: Big\ndate: 2026-01-01\nstatus: published\n---\n"
	for i := range all {
		name := fmt.Sprintf("content/briefings/b%d/annotations/a.md", i)
		text := strings.Replace(string(files[name].Data), "quote: Passage one here", fmt.Sprintf("quote: 'passage [[%d]] here'", i), 1)
		for other := range files {
			if strings.HasPrefix(other, fmt.Sprintf("content/briefings/b%d/", i)) {
				delete(files, other)
			}
		}
		files[fmt.Sprintf("content/briefings/big/annotations/a%d.md", i)] = &fstest.MapFile{Data: []byte(text)}
		article += fmt.Sprintf("A passage %d here.\n\n", i)
	}
	files["content/briefings/big/article.md"] = &fstest.MapFile{Data: []byte(article)}
	return files
}

// visited are the pages that the browser opens: in each turn all that show many
// attacks at once, and in one turn a page of each attack's own. The others are
// judged by a parser in the tests above.
func visited(pages map[string][]byte, attacks, turn int) []string {
	own := []string{"briefings/b%d/index.html", "sources/a%d.html", "briefings/b%d/a.html", "experts/e%d.html", "briefings/b%d/q.html", "p%d.html", "briefings/b%d/s.html"}
	var paths []string
	for i := range attacks {
		if i%2 == turn {
			paths = append(paths, fmt.Sprintf(own[i%len(own)], i))
		}
		if i%16 == turn {
			paths = append(paths, fmt.Sprintf("forms/briefings/b%d/index.html", i), fmt.Sprintf("forms/sources/a%d.html", i))
		}
	}
	for name := range pages {
		numbers := strings.ContainsAny(strings.TrimPrefix(name, "settings"), "0123456789")
		settings := strings.HasPrefix(name, "settings") && (strings.HasSuffix(name, "/b0/index.html") || strings.HasSuffix(name, "/kz.html"))
		if strings.HasSuffix(name, ".html") && !strings.HasSuffix(name, "404.html") && (!numbers || settings) { // 404.html has absolute addresses
			paths = append(paths, name)
		}
	}
	slices.Sort(paths)
	return slices.DeleteFunc(paths, func(name string) bool { return pages[name] == nil })
}

// searchForAttacks lets the search show titles and lines that are attacks.
func searchForAttacks(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(address), chromedp.WaitVisible(`#q`))
	for _, word := range []string{"script", "onerror", "alert", "javascript"} {
		evaluate[string](t, ctx, `document.querySelector('#q').value = ''`)
		do(t, ctx, chromedp.SendKeys(`#q`, word))
		until(t, ctx, `/results?$/.test(`+said+`) && document.querySelectorAll('.js-found a').length > 0`)
		if n := evaluate[int](t, ctx, `document.querySelectorAll('.js-found :is(script, img, svg, iframe, [onerror], [onload])').length`); n > 0 {
			t.Errorf("the results of %q hold %d elements that are not the program's", word, n)
		}
	}
}

// listenToTraps sets the trap on every page and every frame, and notes what leaves
// for another host. The function returns what was seen.
func listenToTraps(t *testing.T, ctx context.Context, own string) func() []string {
	t.Helper()
	var mu sync.Mutex
	var seen []string
	do(t, ctx, chromedp.Navigate("about:blank"))
	if err := chromedp.Listen(ctx, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := ev.(type) {
		case *runtime.EventBindingCalled:
			seen = append(seen, e.Payload)
		case *cdppage.EventJavascriptDialogOpening:
			seen = append(seen, "a dialog: "+e.Message)
		case *network.EventRequestWillBeSent:
			if u := e.Request.URL; !strings.HasPrefix(u, own) && !strings.HasPrefix(u, "about:") && e.Type != network.ResourceTypeImage {
				seen = append(seen, "a request for "+u)
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, called(network.Enable, network.EnableParams{}), called(runtime.AddBinding, runtime.AddBindingParams{Name: "trapped"}),
		chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: trap})
			return err
		}))
	// The trap works.
	do(t, ctx, chromedp.Navigate(own+"/csp/"))
	evaluate[bool](t, ctx, `alert(1), true`)
	mu.Lock()
	defer mu.Unlock()
	if len(seen) != 1 || !strings.HasPrefix(seen[0], "alert on ") {
		t.Fatalf("the trap does not work: %q", seen)
	}
	seen = nil
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return seen
	}
}

// called calls a method of the browser that returns nothing.
func called[P any](method cdp.Command[P, cdp.Empty], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, method, params)
		return err
	})
}
