package serve

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/edit"
	"briefing/generator/journal"
)

// The names of these tests are those of the requirements of a local server that
// writes.

func TestS02OnlyTheOwnNamesAreAnswered(t *testing.T) {
	p := newProject(t)
	status := func(host string, a Access) int {
		r := p.request(http.MethodGet, "/", "")
		r.Host = host
		r.Header.Set("X-Forwarded-Host", "localhost:4321")
		r.Header.Set("Forwarded", "host=localhost:4321")
		w := httptest.NewRecorder()
		p.Handler(a).ServeHTTP(w, r)
		return w.Code
	}
	for _, host := range []string{"127.0.0.1:4321", "localhost:4321", "LOCALHOST:4321", "[::1]:4321"} {
		if got := status(host, p.access); got != http.StatusOK {
			t.Errorf("%s: %d", host, got)
		}
	}
	for _, host := range []string{
		"", "evil.example", "evil.example:4321", "127.0.0.1", "localhost", "127.0.0.1:4322", "127.0.0.1:80", "localhost.evil.example:4321", "127.0.0.1.evil.example:4321",
		"evil.localhost:4321", "localhost.:4321", "127.1:4321", "127.0.0.2:4321", "0.0.0.0:4321", "[::]:4321", "192.168.1.2:4321", "2130706433:4321", "localhost:04321",
		"localhost:4321,evil.example", "localhost:4321@evil.example", "[::1%25lo]:4321", "::1", "*", "all", "briefing.lan:4321",
	} {
		if got := status(host, p.access); got != http.StatusForbidden {
			t.Errorf("%q: %d", host, got)
		}
	}
	allowed := Access{Hosts: []string{"briefing.lan"}}
	for host, want := range map[string]int{"briefing.lan": 200, "briefing.lan:4321": 200, "Briefing.LAN:4321": 200, "x.briefing.lan": 403, "briefing.lan:1": 403, "lan": 403} {
		if got := status(host, allowed); got != want {
			t.Errorf("--allow-host briefing.lan: %q: %d", host, got)
		}
	}
}

func TestS04GetChangesNothing(t *testing.T) {
	p := newProject(t)
	before := p.tree()
	for _, name := range []string{"annotate", "change", "delete", "undo", "page", "open", "suggest", "passage"} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			r := p.request(method, private+name+"?briefing=pass", good)
			r.Header.Set(tokenHeader, p.desk.Token)
			if w := p.do(r); w.Code < 400 {
				t.Errorf("%s %s: %d", method, name, w.Code)
			}
		}
	}
	if diff := cmp.Diff(before, p.tree()); diff != "" {
		t.Error(diff)
	}
}

func TestS05WritingNeedsAllOfIt(t *testing.T) {
	p := newProject(t)
	before := p.tree()
	for what, spoil := range map[string]func(*http.Request){
		"no origin":             func(r *http.Request) { r.Header.Del("Origin") },
		"null origin":           func(r *http.Request) { r.Header.Set("Origin", "null") },
		"foreign origin":        func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") },
		"another port":          func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:9000") },
		"another own name":      func(r *http.Request) { r.Header.Set("Origin", "http://localhost:4321") },
		"with encryption":       func(r *http.Request) { r.Header.Set("Origin", "https://127.0.0.1:4321") },
		"two origins":           func(r *http.Request) { r.Header.Add("Origin", "https://evil.example") },
		"no fetch metadata":     func(r *http.Request) { r.Header.Del("Sec-Fetch-Site") },
		"cross-site":            func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"same-site, other port": func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") },
		"none":                  func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "none") },
		"text/plain":            func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") },
		"a form":                func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") },
		"multipart":             func(r *http.Request) { r.Header.Set("Content-Type", "multipart/form-data; boundary=x") },
		"nearly json":           func(r *http.Request) { r.Header.Set("Content-Type", "text/json") },
		"json in text":          func(r *http.Request) { r.Header.Set("Content-Type", "text/plain; application/json") },
		"no type":               func(r *http.Request) { r.Header.Del("Content-Type") },
		"no token":              func(r *http.Request) { r.Header.Del(tokenHeader) },
		"a wrong token":         func(r *http.Request) { r.Header.Set(tokenHeader, Secret()) },
		"token in the query":    func(r *http.Request) { r.Header.Del(tokenHeader); r.URL.RawQuery = "token=" + p.desk.Token },
		"token in a cookie": func(r *http.Request) {
			r.Header.Del(tokenHeader)
			r.AddCookie(&http.Cookie{Name: "token", Value: p.desk.Token})
		},
		"a rebound name": func(r *http.Request) {
			r.Host = "evil.example:4321"
			r.Header.Set("Origin", "http://evil.example:4321")
		},
		"PUT":    func(r *http.Request) { r.Method = http.MethodPut },
		"DELETE": func(r *http.Request) { r.Method = http.MethodDelete },
		"PATCH":  func(r *http.Request) { r.Method = http.MethodPatch },
	} {
		r := p.request(http.MethodPost, private+"annotate", good)
		spoil(r)
		if w := p.do(r); w.Code < 400 {
			t.Errorf("%s: %d", what, w.Code)
		}
	}
	if diff := cmp.Diff(before, p.tree()); diff != "" {
		t.Error(diff)
	}
	if w := p.do(p.request(http.MethodPost, private+"annotate", good)); w.Code != http.StatusOK {
		t.Errorf("with all of it: %d: %s", w.Code, w.Body)
	}
}

func TestS06TenWrongTokensEndWriting(t *testing.T) {
	p := newProject(t)
	if n := len(p.desk.Token); n < 26 { // of 5 bits each
		t.Errorf("the token has %d characters", n)
	}
	wrong := func() *http.Request {
		r := p.request(http.MethodPost, private+"annotate", good)
		r.Header.Set(tokenHeader, Secret())
		return r
	}
	for range 3 * mostWrong { // other sites cannot use up the tries
		r := wrong()
		r.Header.Set("Origin", "https://evil.example")
		p.do(r)
	}
	for range mostWrong - 1 {
		p.do(wrong())
	}
	if w := p.do(p.request(http.MethodPost, private+"suggest", `{"text":"debt"}`)); w.Code != http.StatusOK {
		t.Fatalf("after nine wrong tokens: %d", w.Code)
	}
	p.do(wrong())
	if w := p.do(p.request(http.MethodPost, private+"annotate", good)); w.Code != http.StatusForbidden || !strings.Contains(w.Body.String(), "start the server again") {
		t.Errorf("after ten: %d: %s", w.Code, w.Body)
	}
	if w := p.do(p.request(http.MethodGet, private+"mode", "")); !strings.Contains(w.Body.String(), `"read"`) {
		t.Errorf("the page is told %s", w.Body)
	}
}

func TestS06TheTokenIsInNoAnswer(t *testing.T) {
	p := newProject(t)
	for _, path := range []string{"/", "/briefings/pass/", private + "mode", private + "findings", private + "annotate.js"} {
		w := p.do(p.request(http.MethodGet, path, ""))
		if strings.Contains(w.Body.String()+fmt.Sprint(w.Header()), p.desk.Token) {
			t.Errorf("%s gives the token away", path)
		}
	}
}

func TestS07OtherSitesMayAskForNothing(t *testing.T) {
	p := newProject(t)
	r := p.request(http.MethodOptions, private+"annotate", "")
	r.Header.Set("Origin", "https://evil.example")
	r.Header.Set("Access-Control-Request-Method", "POST")
	r.Header.Set("Access-Control-Request-Private-Network", "true")
	answers := []*httptest.ResponseRecorder{p.do(r), p.do(p.request(http.MethodGet, "/", "")), p.do(p.request(http.MethodPost, private+"annotate", good))}
	if answers[0].Code != http.StatusForbidden {
		t.Errorf("a preflight: %d", answers[0].Code)
	}
	for _, w := range answers {
		for name := range w.Header() {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("the answer has %s", name)
			}
		}
	}
}

func TestS08EventsAreForOurPagesOnly(t *testing.T) {
	p := newProject(t)
	for what, spoil := range map[string]func(*http.Request){
		"another site":   func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") },
		"another port":   func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") },
		"foreign origin": func(r *http.Request) { r.Header.Del("Sec-Fetch-Site"); r.Header.Set("Origin", "https://evil.example") },
		"rebound":        func(r *http.Request) { r.Header.Del("Sec-Fetch-Site"); r.Host = "evil.example" },
		"a link": func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			r.Header.Set("Sec-Fetch-Mode", "navigate")
			r.Header.Set("Sec-Fetch-Dest", "document")
		},
	} {
		r := p.request(http.MethodGet, private+"events", "")
		spoil(r)
		if w := p.do(r); w.Code != http.StatusForbidden {
			t.Errorf("%s: %d", what, w.Code)
		}
	}
}

func TestS09EveryAnswerHasTheHeaders(t *testing.T) {
	p := newProject(t)
	seen := map[string]bool{}
	foreign := p.request(http.MethodGet, "/", "")
	foreign.Host = "evil.example"
	for _, r := range []*http.Request{
		p.request(http.MethodGet, "/", ""), p.request(http.MethodGet, "/briefings/pass/", ""), p.request(http.MethodGet, "/no", ""), p.request(http.MethodGet, private+"preview.js", ""),
		p.request(http.MethodGet, private+"no", ""), p.request(http.MethodPost, private+"annotate", "{"), p.request(http.MethodOptions, "/", ""), p.request("TRACE", "/", ""), foreign,
	} {
		w := p.do(r)
		h := w.Header()
		for name, want := range map[string]string{
			"Cache-Control": "no-store", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
			"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff",
		} {
			if h.Get(name) != want {
				t.Errorf("%s %s: %s is %q", r.Method, r.URL, name, h.Get(name))
			}
		}
		policy := h.Get("Content-Security-Policy")
		nonce := regexp.MustCompile(`script-src 'nonce-([A-Z0-9]{26})' 'strict-dynamic';`).FindStringSubmatch(policy)
		if nonce == nil || seen[nonce[1]] || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "script-src 'self'") {
			t.Fatalf("%s %s: policy %q", r.Method, r.URL, policy)
		}
		seen[nonce[1]] = true
		body := strings.ReplaceAll(w.Body.String(), `<script type="application/ld+json">`, "") // data, which no browser runs
		if strings.Contains(body, "<script") && strings.Count(body, "<script") != strings.Count(body, `<script nonce="`+nonce[1]+`"`) {
			t.Errorf("%s: not every script has the number of the answer", r.URL)
		}
	}
}

func TestS10WhatStandsInTheArticleIsNoScript(t *testing.T) {
	p := newProject(t)
	p.write("content/briefings/pass/article.md", "---\ntitle: '<script src=\"x.js\" defer></script></head>'\ndate: 2026-04-10\nstatus: published\n---\n"+
		"<script src=\"../../js/page.js\" defer></script> <img src=x onerror=\"alert(1)\"> Kenya pays. [x](javascript:alert(1))\n\n<script>\nsteal()\n</script>\n\n<iframe srcdoc=\"x\"></iframe>\n")
	p.build()
	body := p.do(p.request(http.MethodGet, "/briefings/pass/", "")).Body.String()
	for _, bad := range []string{"<script src=\"x.js\"", "<script>", "<img src=x", "<iframe", "href=\"javascript:", "<script src=\"../../js/page.js\" defer></script> "} {
		if strings.Contains(body, bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	if !strings.Contains(body, "&lt;script") {
		t.Error("the words are not shown")
	}
}

func TestS11ErrorsAreText(t *testing.T) {
	p := newProject(t)
	const bad = "<img src=x onerror=alert(1)>"
	var got problem
	p.post("annotate", strings.ReplaceAll(good, `"supported"`, `"`+bad+`"`), &got)
	if len(got.Findings) == 0 || !strings.Contains(got.Findings[0].Message, bad) {
		t.Errorf("findings %+v", got)
	}
	for _, r := range []*http.Request{p.request(http.MethodGet, "/"+strings.ReplaceAll(bad, " ", "%20"), ""), p.request(http.MethodPost, private+"annotate", `{"`+bad+`":1}`)} {
		w := p.do(r)
		if kind := w.Header().Get("Content-Type"); strings.Contains(w.Body.String(), bad) && strings.Contains(kind, "html") {
			t.Errorf("%s: %s", r.URL, w.Body)
		}
	}
}

func TestS12TheClientNeverSendsAPath(t *testing.T) {
	p := newProject(t)
	before := p.tree()
	for _, body := range []string{
		strings.ReplaceAll(good, `"pass"`, `"../pass"`), strings.ReplaceAll(good, `"pass"`, `"pass/../pass"`), strings.ReplaceAll(good, `"pass"`, `"/etc"`),
		strings.ReplaceAll(good, `{"briefing"`, `{"path":"content/x.md","briefing"`), strings.ReplaceAll(good, `{"briefing"`, `{"id":"x","briefing"`),
	} {
		if status := p.post("annotate", body, nil); status < 400 {
			t.Errorf("%s: %d", body, status)
		}
	}
	for _, id := range []string{
		"../../../../etc/passwd", "..", ".", "", "article", "../article", "a/b", `a\\b`, "first.md", "first.", "first ", "first:stream", "First", "nul", "con", "com1", "first\\u0000", "~", "%2e%2e", "..%2farticle", ".git",
	} {
		for _, name := range []string{"open", "delete", "change"} {
			body := fmt.Sprintf(`{"briefing":"pass","annotation":"%s"`, id)
			if name != "open" {
				body += `,"hash":"x"`
			}
			if status := p.post(name, body+"}", nil); status < 400 {
				t.Errorf("%s %q: %d", name, id, status)
			}
			p.desk.times = nil
		}
	}
	if diff := cmp.Diff(before, p.tree()); diff != "" {
		t.Error(diff)
	}
}

func TestS13LinksAreNotFollowed(t *testing.T) {
	outside := t.TempDir()
	secret := filepath.Join(outside, "secret.md")
	if err := os.WriteFile(secret, []byte("---\nquote: Kenya pays\n---\nSecret.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	link := func(t *testing.T, to, name string) {
		if err := os.RemoveAll(name); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(to, name); err != nil {
			t.Skip("this system makes no links:", err)
		}
	}
	t.Run("a folder that leads out", func(t *testing.T) {
		p := newProject(t)
		link(t, outside, filepath.Join(p.dir, "content", "briefings", "pass", "annotations"))
		p.build()
		if status := p.post("annotate", good, nil); status < 400 {
			t.Errorf("%d", status)
		}
		entries, _ := os.ReadDir(outside)
		if len(entries) != 1 {
			t.Errorf("written outside: %v", entries)
		}
	})
	t.Run("a file that leads out", func(t *testing.T) {
		p := newProject(t)
		link(t, secret, filepath.Join(p.dir, "content", "briefings", "pass", "annotations", "first.md"))
		if w := p.do(p.request(http.MethodPost, private+"open", `{"briefing":"pass","annotation":"first"}`)); w.Code < 400 || strings.Contains(w.Body.String(), "Secret") {
			t.Errorf("%d %s", w.Code, w.Body)
		}
		if status := p.post("delete", `{"briefing":"pass","annotation":"first","hash":"x"}`, nil); status < 400 {
			t.Errorf("%d", status)
		}
	})
	t.Run("a folder that leads to another one inside", func(t *testing.T) {
		p := newProject(t)
		p.write(".git/hooks/x", "")
		link(t, filepath.Join("..", "..", "..", ".git", "hooks"), filepath.Join(p.dir, "content", "briefings", "pass", "annotations"))
		p.build()
		if status := p.post("annotate", good, nil); status < 400 {
			t.Errorf("%d", status)
		}
		if entries, _ := os.ReadDir(filepath.Join(p.dir, ".git", "hooks")); len(entries) != 1 {
			t.Errorf("written: %v", entries)
		}
	})
	t.Run("names in other case", func(t *testing.T) {
		p := newProject(t)
		if _, err := p.desk.Journal.Do("x", []journal.Change{{Name: "content/briefings/pass/annotations/first.md", After: []byte("x")}}); err == nil {
			t.Error("a file was written over")
		}
		p.write("content/sources/Upper.md", "x")
		if _, err := p.desk.Journal.Do("x", []journal.Change{{Name: "content/sources/upper.md", After: []byte("x")}}); err == nil {
			t.Error("a file in other case was written over on some systems")
		}
	})
}

func TestS14WritesAreCheckedBeforeTheyAreStored(t *testing.T) {
	p := newProject(t)
	before := p.tree()
	for what, c := range map[string]struct {
		body   string
		status int
		says   string
	}{
		"an unknown field":  {strings.ReplaceAll(good, `"form":{`, `"form":{"colour":"red",`), 400, "colour"},
		"two values":        {good + good, 400, "more than one"},
		"half of it":        {good[:len(good)-3], 400, "cannot be read"},
		"another type":      {`[1,2]`, 400, "cannot be read"},
		"nothing":           {``, 400, "cannot be read"},
		"deep nesting":      {strings.Repeat("[", 20000), 400, "cannot be read"},
		"too long":          {`{"briefing":"` + strings.Repeat("a", mostBytes) + `"}`, 413, "too long"},
		"no such source":    {strings.ReplaceAll(good, `"bulletin"`, `"bulletins"`), 422, "bulletins"},
		"a wrong place":     {strings.ReplaceAll(good, `"p. 2"`, `"somewhere"`), 422, "somewhere"},
		"no evidence":       {`{"briefing":"pass","selection":{"exact":"The ministry paid"},"form":{"assessment":"supported"}}`, 422, ""},
		"no words":          {strings.ReplaceAll(good, "The ministry paid 3.5 million", "  "), 422, "select words"},
		"other words":       {strings.ReplaceAll(good, "The ministry paid 3.5 million", "nobody ever wrote anything like that"), 422, "not in the article"},
		"a line of YAML":    {strings.ReplaceAll(good, `"supports"`, `"supports: x\nassessment"`), 422, "no side"},
		"a stance of YAML":  {strings.ReplaceAll(good, `"evidence"`, `"voices":[{"stance":"agrees: x\nquote","expert":"ada"}],"evidence"`), 422, "what ada thinks"},
		"an expert of YAML": {strings.ReplaceAll(good, `"evidence"`, `"voices":[{"stance":"agrees","expert":"ada\nquote: x"}],"evidence"`), 422, "no id"},
		"a file address":    {strings.ReplaceAll(good, `"source":"bulletin"`, `"source":"","new":{"url":"file:///etc/passwd"}`), 422, "no address"},
		"a script address":  {strings.ReplaceAll(good, `"source":"bulletin"`, `"source":"","new":{"url":"javascript:alert(1)"}`), 422, "no address"},
	} {
		p.desk.times = nil
		w := p.do(p.request(http.MethodPost, private+"annotate", c.body))
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s: %d %s", what, w.Code, w.Body)
		}
	}
	if diff := cmp.Diff(before, p.tree()); diff != "" {
		t.Error(diff)
	}
}

func TestS14AtMostTenWritesInASecond(t *testing.T) {
	p := newProject(t)
	for i := range mostChanges + 1 {
		status := p.post("undo", `{"undo":"none"}`, nil)
		if isRefused := status == http.StatusTooManyRequests; isRefused != (i == mostChanges) {
			t.Errorf("change %d: %d", i+1, status)
		}
	}
}

func TestS15AChangedFileIsNeverWrittenOver(t *testing.T) {
	p := newProject(t)
	const name = "content/briefings/pass/annotations/first.md"
	if err := os.Chmod(filepath.Join(p.dir, filepath.FromSlash(name)), 0o600); err != nil {
		t.Fatal(err)
	}
	var opened struct{ Hash string }
	p.post("open", `{"briefing":"pass","annotation":"first"}`, &opened)
	change := `{"briefing":"pass","annotation":"first","hash":"` + opened.Hash + `","form":{"assessment":"supported","evidence":[{"stance":"supports","source":"bulletin"}],"text":"Other text."}}`
	if status := p.post("change", change, nil); status != http.StatusOK {
		t.Fatalf("%d", status)
	}
	if info, err := os.Stat(filepath.Join(p.dir, filepath.FromSlash(name))); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("permissions %v, %v", info.Mode(), err)
	}
	theirs := strings.Replace(deskFiles[name], "Text.", "By another hand.", 1)
	p.write(name, theirs)
	var got problem
	if status := p.post("change", change, &got); status != http.StatusConflict || got.Now != theirs || got.Hash == "" {
		t.Errorf("%d: %+v", status, got)
	}
	if status := p.post("delete", `{"briefing":"pass","annotation":"first","hash":"`+opened.Hash+`"}`, nil); status != http.StatusConflict {
		t.Errorf("delete: %d", status)
	}
	if now := p.tree()[name]; now != theirs {
		t.Errorf("the file holds %q", now)
	}
	for name := range p.tree() {
		if strings.Contains(name, ".new-") {
			t.Errorf("%s is left behind", name)
		}
	}
}

func TestS16EditsKeepTheWritersBytes(t *testing.T) {
	p := newProject(t)
	const name = "content/briefings/pass/annotations/first.md"
	p.write(name, strings.ReplaceAll(deskFiles[name], "\n", "\r\n"))
	var opened struct{ Hash string }
	p.post("open", `{"briefing":"pass","annotation":"first"}`, &opened)
	var got made
	if status := p.post("change", `{"briefing":"pass","annotation":"first","hash":"`+opened.Hash+`","form":{"assessment":"supported","gist":"They do.",`+
		`"evidence":[{"stance":"supports","source":"bulletin","place":"p. 3"}],"text":"Text."}}`, &got); status != http.StatusOK {
		t.Fatalf("%d", status)
	}
	want := "---\r\n# by hand\r\nquote: 'Kenya pays'   # the short one\r\nassessment: supported\r\nsupports: bulletin p. 3\r\ngist: They do.\r\n---\r\nText.\r\n"
	if now := p.tree()[name]; now != want {
		t.Error(cmp.Diff(want, now))
	}
}

func TestS17EveryWriteCanBeUndoneAndIsTold(t *testing.T) {
	p := newProject(t)
	before := p.tree()
	var wrote made
	body := strings.ReplaceAll(good, `"source":"bulletin","place":"p. 2"`, `"source":"","new":{"url":"https://paper.example/a","title":"A report","type":"news"}`)
	if status := p.post("annotate", body, &wrote); status != http.StatusOK {
		t.Fatal(status)
	}
	if n := len(p.tree()); n != len(before)+2 {
		t.Errorf("%d files", n)
	}
	if status := p.post("undo", `{"undo":"`+wrote.Undo+`"}`, nil); status != http.StatusOK {
		t.Errorf("undo: %d", status)
	}
	if diff := cmp.Diff(before, p.tree()); diff != "" {
		t.Error(diff)
	}
	if len(p.said) != 2 || !strings.HasPrefix(p.said[0], "annotated: content/briefings/pass/annotations/the-ministry-paid") || !strings.HasPrefix(p.said[1], "taken back: ") {
		t.Errorf("the terminal says %q", p.said)
	}
	for _, id := range []string{wrote.Undo, "", "..", "../x", "x/y", "no"} {
		if status := p.post("undo", `{"undo":"`+id+`"}`, nil); status < 400 {
			t.Errorf("undo %q again: %d", id, status)
		}
	}
}

func TestS18WhatIsDeletedIsKept(t *testing.T) {
	p := newProject(t)
	before := p.tree()
	var opened struct{ Hash string }
	p.post("open", `{"briefing":"pass","annotation":"first"}`, &opened)
	var gone made
	if status := p.post("delete", `{"briefing":"pass","annotation":"first","hash":"`+opened.Hash+`"}`, &gone); status != http.StatusOK {
		t.Fatal(status)
	}
	if _, isThere := p.tree()["content/briefings/pass/annotations/first.md"]; isThere {
		t.Error("it is still there")
	}
	e, ok := p.desk.Journal.Last()
	if !ok || e.ID != gone.Undo || len(e.Files) != 1 || !e.Files[0].IsOff {
		t.Errorf("kept is %+v", e)
	}
	if _, err := p.desk.Journal.Undo(e.ID, false); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(before, p.tree()); diff != "" {
		t.Error(diff)
	}
}

func TestS22ReadOnlyWritesNothing(t *testing.T) {
	p := newProject(t)
	before := p.tree()
	for what, a := range map[string]Access{"read": {}, "shared": {IsShared: true, Desk: p.desk}} {
		p.h = p.Handler(a)
		for _, name := range []string{"annotate", "change", "delete", "undo", "page", "open", "suggest", "passage"} {
			r := p.request(http.MethodPost, private+name, good)
			if a.IsShared {
				r.Host = "127.0.0.1:4321"
			}
			if w := p.do(r); w.Code != http.StatusMethodNotAllowed {
				t.Errorf("%s: %s: %d", what, name, w.Code)
			}
		}
		if w := p.do(p.request(http.MethodGet, private+"mode", "")); !strings.Contains(w.Body.String(), `"`+what+`"`) {
			t.Errorf("the page is told %s", w.Body)
		}
	}
	if diff := cmp.Diff(before, p.tree()); diff != "" {
		t.Error(diff)
	}
}

func TestS23OnlyTheSiteIsServed(t *testing.T) {
	p := newProject(t)
	p.write(".env", "SECRET=1")
	p.write("content/briefings/pass/media/.hidden", "SECRET=1")
	p.write("content/briefings/pass/media/a.png", "x")
	p.build()
	for _, path := range []string{
		"/content/site.yaml", "/site.yaml", "/content/briefings/pass/article.md", "/briefings/pass/article.md", "/briefings/pass/annotations/first.md", "/.env", "/briefings/pass/media/.hidden",
		"/briefings/pass/media/", "/briefings/pass/media", "/css/", "/js", "/templates/home.html", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "/a%5c..%5c..%5cb", "/C:/x", "//evil.example/..",
		"/%00", "/index.html::$DATA", "/./index.html", "/permalinks.lock", "/.git/HEAD", private, private + "../index.html", private + "guard.go",
	} {
		if w := p.do(p.request(http.MethodGet, path, "")); w.Code < 400 || strings.Contains(w.Body.String(), "SECRET") {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if w := p.do(p.request(http.MethodGet, "/briefings/pass/media/a.png", "")); w.Code != http.StatusOK {
		t.Errorf("a picture: %d", w.Code)
	}
}

func TestS25AKeyClosesReading(t *testing.T) {
	p := newProject(t)
	var seen []Viewer
	key := Secret()
	p.h = p.Handler(Access{Desk: p.desk, Key: key, Seen: func(v Viewer) { seen = append(seen, v) }})
	for _, path := range []string{"/", "/briefings/pass/", private + "findings", private + "events", private + "preview.js", "/?key=", "/?key=" + Secret()} {
		if w := p.do(p.request(http.MethodGet, path, "")); w.Code != http.StatusForbidden {
			t.Errorf("%s without the key: %d", path, w.Code)
		}
	}
	w := p.do(p.request(http.MethodGet, "/briefings/pass/?key="+key, ""))
	cookies := w.Result().Cookies()
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/briefings/pass/" || len(cookies) != 1 || !cookies[0].HttpOnly || len(seen) != 1 {
		t.Fatalf("with the key: %d, %v, %v", w.Code, w.Header(), seen)
	}
	r := p.request(http.MethodGet, "/briefings/pass/", "")
	r.AddCookie(cookies[0])
	if w := p.do(r); w.Code != http.StatusOK {
		t.Errorf("with the cookie: %d", w.Code)
	}
	r = p.request(http.MethodPost, private+"suggest", `{"text":"debt"}`)
	r.AddCookie(cookies[0])
	r.Header.Del(tokenHeader)
	if w := p.do(r); w.Code != http.StatusForbidden {
		t.Errorf("the cookie writes: %d", w.Code)
	}
}

// The site that is shown may be older than what was written last.
func TestANewAddressIsOneSource(t *testing.T) {
	p := newProject(t)
	before := len(p.tree())
	one := strings.Replace(good, `"source":"bulletin"`, `"source":"","new":{"url":"https://paper.example/x"}`, 1)
	two := strings.Replace(one, `}]}}`, `},{"stance":"context","source":"","new":{"url":"http://www.paper.example/x/"}}]}}`, 1)
	var got made
	for _, body := range []string{two, one, strings.ReplaceAll(one, "https://paper.example/x", "http://www.paper.example/x/#top")} {
		if status := p.post("annotate", body, &got); status != http.StatusOK {
			t.Fatalf("%d: %+v", status, got)
		}
	}
	if n := len(p.tree()) - before; n != 4 {
		t.Errorf("%d new files for three annotations and one source", n)
	}
}

// Another account of the machine has neither link nor cookie, but can send any header.
func TestS25WithoutTheKeyNoTokenIsTried(t *testing.T) {
	p := newProject(t)
	key := Secret()
	p.h = p.Handler(Access{Desk: p.desk, Key: key})
	for range mostWrong {
		r := p.request(http.MethodPost, private+"annotate", good)
		r.Header.Set(tokenHeader, Secret())
		if w := p.do(r); w.Code != http.StatusForbidden {
			t.Errorf("without the key: %d", w.Code)
		}
	}
	if w := p.do(p.request(http.MethodPost, private+"annotate", good)); w.Code != http.StatusForbidden {
		t.Errorf("the token without the key: %d", w.Code)
	}
	cookies := p.do(p.request(http.MethodGet, "/?key="+key, "")).Result().Cookies()
	r := p.request(http.MethodPost, private+"annotate", good)
	r.AddCookie(cookies[0])
	if w := p.do(r); w.Code != http.StatusOK {
		t.Errorf("with both: %d: %s", w.Code, w.Body)
	}
}

func TestS21ASharedListenerHasItsOwnNameOnly(t *testing.T) {
	p := newProject(t)
	h := p.Handler(Access{IsShared: true, Key: "k"})
	for host, want := range map[string]int{"192.168.1.5:4322": http.StatusSeeOther, "localhost:4322": 403, "127.0.0.1:4322": 403, "192.168.1.5": 403, "evil.example:4322": 403, "phone.lan:4322": 403} {
		r := p.request(http.MethodGet, "/?key=k", "")
		r = r.WithContext(contextOf(r, net.IPv4(192, 168, 1, 5), 4322))
		r.Host = host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("%s: %d", host, w.Code)
		}
	}
}

// The requests are those that browsers were seen to send for foreign pages, and
// those of published attacks on servers for development.
func TestS26EveryRequestOfTheSheetIsRefused(t *testing.T) {
	p := newProject(t)
	before := p.tree()
	type header map[string]string
	n := 0
	for _, c := range []struct {
		what, method, path, host string
		header                   header
	}{
		{"img of another site", "GET", "/", "", header{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}},
		{"script of another site", "GET", private + "preview.js", "", header{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}},
		{"frame of another site", "GET", "/", "", header{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}},
		{"fetch of another site", "GET", "/", "", header{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Origin": "https://evil.example"}},
		{"fetch of another port", "GET", "/", "", header{"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:9000"}},
		{"events of another site", "GET", private + "events", "", header{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}},
		{"findings of another site", "GET", private + "findings", "", header{"Sec-Fetch-Site": "cross-site"}},
		{"old browser, foreign origin", "GET", "/", "", header{"Sec-Fetch-Site": "", "Origin": "https://evil.example"}},
		{"sandboxed frame", "GET", "/", "", header{"Sec-Fetch-Site": "", "Origin": "null"}},
		{"POST text of another site", "POST", private + "annotate", "", header{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example", "Content-Type": "text/plain", tokenHeader: ""}},
		{"form of another site", "POST", private + "annotate", "", header{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example", "Content-Type": "application/x-www-form-urlencoded", tokenHeader: ""}},
		{"preflight", "OPTIONS", private + "annotate", "", header{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}},
		{"POST JSON of another site", "POST", private + "annotate", "", header{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example", tokenHeader: ""}},
		{"WebSocket of another site", "GET", private + "events", "", header{"Sec-Fetch-Site": "", "Origin": "https://evil.example", "Connection": "Upgrade", "Upgrade": "websocket"}},
		{"rebound GET", "GET", "/", "evil.example:4321", header{"Sec-Fetch-Site": ""}},
		{"rebound events", "GET", private + "events", "evil.example:4321", header{"Sec-Fetch-Site": ""}},
		{"rebound POST", "POST", private + "annotate", "evil.example:4321", header{"Sec-Fetch-Site": "", "Origin": "http://evil.example:4321"}},
		{"rebound POST as same-origin", "POST", private + "annotate", "evil.example:4321", header{"Origin": "http://evil.example:4321"}},
		{"rebound WebSocket", "GET", private + "events", "evil.example:4321", header{"Sec-Fetch-Site": "", "Origin": "http://evil.example:4321", "Upgrade": "websocket"}},
		{"rebound name that ends like ours", "GET", "/", "evil.localhost:4321", nil},
		{"rebound with a forwarded name", "GET", "/", "evil.example", header{"X-Forwarded-Host": "localhost:4321"}},
		{"0.0.0.0", "GET", "/", "0.0.0.0:4321", nil},
		{"POST of another port with cookies", "POST", private + "annotate", "", header{"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:9000", tokenHeader: "", "Cookie": "briefing-4321=x"}},
		{"POST of another port that lies", "POST", private + "annotate", "", header{"Origin": "http://127.0.0.1:9000"}},
		{"POST without origin", "POST", private + "annotate", "", header{"Origin": ""}},
		{"POST without fetch metadata", "POST", private + "annotate", "", header{"Sec-Fetch-Site": ""}},
		{"beacon", "POST", private + "annotate", "", header{"Content-Type": "text/plain;charset=UTF-8", tokenHeader: ""}},
		{"method override", "GET", private + "delete", "", header{"X-HTTP-Method-Override": "POST", "X-HTTP-Method": "DELETE"}},
		{"raw import query", "GET", "/@fs/etc/passwd?raw??", "", nil},
		{"file query", "GET", "/@fs/etc/passwd?import&raw", "", nil},
		{"file with a hash in it", "GET", "/@fs/x/%23/../../etc/passwd", "", nil},
		{"file with a dot at its end", "GET", "/content/site.yaml/.", "", nil},
		{"file with a slash at its end", "GET", "/content/site.yaml/", "", nil},
		{"alternate stream", "GET", "/index.html::$DATA", "", nil},
		{"encoded climb", "GET", "/%2e%2e%2f%2e%2e%2fetc/passwd", "", nil},
		{"double encoded climb", "GET", "/%252e%252e/etc/passwd", "", nil},
		{"backslashes", "GET", "/..%5c..%5cwindows%5cwin.ini", "", nil},
		{"open editor", "GET", "/__open-in-editor?file=x", "", nil},
		{"stack frames", "GET", "/__nextjs_original-stack-frame?file=x", "", nil},
		{"redirect to another host", "GET", "//evil.example/%2e%2e", "", nil},
		{"CONNECT", "CONNECT", "/", "", nil},
		{"TRACE", "TRACE", "/", "", nil},
		{"PROPFIND", "PROPFIND", "/", "", nil},
	} {
		r := p.request(c.method, c.path, good)
		if c.host != "" {
			r.Host = c.host
		}
		for name, value := range c.header {
			r.Header.Set(name, value)
			if value == "" {
				r.Header.Del(name)
			}
		}
		if w := p.do(r); w.Code < 400 {
			t.Errorf("%s: %d", c.what, w.Code)
		}
		n++
	}
	if n < 30 {
		t.Errorf("only %d requests", n)
	}
	if diff := cmp.Diff(before, p.tree()); diff != "" {
		t.Error(diff)
	}
}

func TestS20TheNetworkIsAskedOnlyOnRequest(t *testing.T) {
	p := newProject(t)
	asked := 0
	read := p.desk.Read
	p.desk.Read = func(ctx context.Context, address string) (edit.Document, error) {
		asked++
		return read(ctx, address)
	}
	for _, path := range []string{"/", "/briefings/pass/", private + "mode", private + "findings"} {
		p.do(p.request(http.MethodGet, path, ""))
	}
	p.post("annotate", strings.ReplaceAll(good, `"source":"bulletin"`, `"source":"","new":{"url":"https://paper.example/x"}`), nil)
	var got struct {
		Known    *suggestion
		Document *edit.Document
		Why      string
	}
	if p.post("page", `{"url":"http://www.debt.example/2026/#top"}`, &got); got.Known == nil || got.Known.ID != "bulletin" || asked != 0 {
		t.Errorf("a known address: %+v, asked %d times", got, asked)
	}
	if p.post("page", `{"url":"https://paper.example/a"}`, &got); asked != 1 || got.Document == nil || got.Document.Title != "Read from the page" || got.Document.URL != "https://paper.example/a" {
		t.Errorf("a new address: %+v, asked %d times", got, asked)
	}
	if status := p.post("page", `{"url":"file:///etc/passwd"}`, nil); status != http.StatusUnprocessableEntity || asked != 1 {
		t.Errorf("a file: %d, asked %d times", status, asked)
	}
	p.desk.Read = nil
	if p.post("page", `{"url":"https://paper.example/b"}`, &got); !strings.Contains(got.Why, "--offline") || got.Document.URL != "https://paper.example/b" {
		t.Errorf("offline: %+v", got)
	}
}
