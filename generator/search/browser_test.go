package search

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"briefing/static"
)

// browser starts Chromium. Without one the test is skipped, unless it is required
// as under make test.
func browser(t *testing.T) context.Context {
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
	limited, stop := context.WithTimeout(t.Context(), 5*time.Minute)
	t.Cleanup(stop)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-gpu", true))
	allocator, stop := chromedp.NewExecAllocator(limited, options...)
	t.Cleanup(stop)
	ctx, stop := chromedp.NewContext(allocator)
	t.Cleanup(stop)
	return ctx
}

// bench is the least that search.js needs of a page.
const bench = `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
<main>
<form class="js-search"><input name="q"><label><input type="radio" name="kind" value="" > Everything</label><label><input type="radio" name="kind" value="things" checked> Things</label>
<details><label><input type="checkbox" name="a" value="tag1"> One</label><label><input type="checkbox" name="a" value="tag2"> Two</label></details></form>
<p class="js-count"></p><div class="js-found"></div><div class="js-list"></div>
</main>
<script src="search.js" defer></script>
<script src="search/index.js" defer></script>
`

// ask searches for each query, and returns the addresses of what was found.
const ask = `(async () => {
	const q = document.querySelector("[name=q]"), count = document.querySelector(".js-count"), { port1, port2 } = new MessageChannel();
	setTimeout = queueMicrotask; // no pause for typing
	const turn = () => new Promise((done) => { port1.onmessage = done; port2.postMessage(0); });
	const all = [];
	for (const [query, ...tags] of %s) {
		q.value = query;
		for (const box of document.querySelectorAll("[name=a]")) box.checked = tags.includes(box.value);
		count.textContent = "";
		q.dispatchEvent(new Event("input", { bubbles: true }));
		while (!count.textContent) await turn();
		all.push([...document.querySelectorAll(".js-found li a")].map((a) => a.getAttribute("href")));
	}
	return all;
})()`

// asked writes an index to a folder and searches in it with the script.
func asked(t *testing.T, ctx context.Context, x *Index, queries [][]string) [][]int {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, text []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	script, err := static.FS.ReadFile("js/search.js")
	if err != nil {
		t.Fatal(err)
	}
	write("search.html", []byte(bench))
	write("search.js", script)
	if err := os.Mkdir(filepath.Join(dir, "search"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, f := range x.Files() {
		var b bytes.Buffer
		f.Write(&b)
		write("search/"+f.Name, b.Bytes())
	}
	text, err := json.Marshal(queries)
	if err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate("file://"+dir+"/search.html?kind=things")); err != nil {
		t.Fatal(err)
	}
	paths, err := chromedp.Run(ctx, chromedp.Evaluate[[][]string](fmt.Sprintf(ask, text), chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	var found [][]int
	for _, some := range paths {
		var numbers []int
		for _, path := range some {
			n, err := strconv.Atoi(strings.TrimSuffix(path, ".html"))
			if err != nil {
				t.Fatal(err)
			}
			numbers = append(numbers, n)
		}
		slices.Sort(numbers)
		found = append(found, numbers)
	}
	return found
}

// The script reads words, numbers and files as Go writes them: it finds what the
// reader of the tests finds, for every word, its beginnings and its misspellings.
func TestTheScriptFindsWhatTheTestsFind(t *testing.T) {
	t.Parallel()
	ctx := browser(t)
	r := rand.New(rand.NewPCG(9, 10))
	words := append(vocabulary(r, 160), "𝔄𝔅", "\U00020000橋", "ﬁne", "ΟΔΟΣ", "İstanbul", "J-20", "O’Brien", "U.S.", "½", "ไทย", "नमस्ते", "naïve", "Ꭰꭰ", "ßß", "don’t")
	subjects := append(random(r, 40, words), bridge...) // no more than the page shows
	queries := [][]string{{"the children’s bridge"}, {"bridges of the"}, {"border treaties exerc"}, {"O’Brien's"}, {"\U0001F600 bridge"}}
	seen := map[string]bool{}
	for _, s := range subjects {
		split(strings.Join(append(s.texts, s.title), " "), func(w string) {
			form := units(fold(w))
			if len(form) == 0 || seen[w] {
				return
			}
			seen[w] = true
			queries = append(queries, []string{w}, []string{w, "tag1"}, []string{w + " " + words[r.IntN(len(words))], "tag1", "tag2"},
				[]string{strings.ToUpper(w) + "s"}, []string{w + "ing"}, []string{cut(fold(w), 0, 1+r.IntN(len(form)))})
			if wrong := misspell(r, form); fold(wrong) != "" {
				queries = append(queries, []string{wrong})
			}
		})
	}
	slices.SortFunc(queries, slices.Compare)
	queries = slices.CompactFunc(queries, slices.Equal)
	queries = slices.DeleteFunc(queries, func(q []string) bool { return len(queryWords(q[0])) == 0 })
	c := corpusOf("en", []int{len(subjects)}, subjects)
	whole, divided := New(c), New(c)
	divided.plan = plan{words: 7, postings: 5, typos: 6, results: (len(subjects) + perFile - 1) / perFile}
	for _, x := range []*Index{whole, divided} {
		got, reader := asked(t, ctx, x, queries), read(t, x)
		some := 0
		for i, q := range queries {
			want := reader.find(q[0], q[1:]...)
			some += len(want)
			if !slices.Equal(got[i], want) {
				t.Errorf("%q: the script finds %v, the tests %v", q, got[i], want)
			}
		}
		if len(queries) < 1000 || some < len(queries)/2 {
			t.Errorf("%d queries find %d results: too few to compare", len(queries), some)
		}
	}
}
