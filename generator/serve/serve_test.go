package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"briefing/generator/pipeline"
	"briefing/static"
	"briefing/templates"
)

// site is a folder of content with a server that shows it.
type site struct {
	*Server
	t    *testing.T
	dir  string
	memo *pipeline.Memo
}

var files = map[string]string{
	"content/site.yaml": "format: 1\ntitle: T\nlicense: CC-BY-4.0\ncorrections: a@example.org\n",
	"content/briefings/pass/article.md": "---\ntitle: The pass\ndate: 2026-01-01\nstatus: published\n---\n" +
		"Two neighbors share one road. One lends the money.\n\n## Who pays\n\nThe guards stay until June.\n",
	"content/briefings/pass/annotations/money.md": "---\nquote: One lends the money\nassessment: unverified\nsearched: much\n---\nText.\n",
	"content/briefings/well/article.md":           "---\ntitle: The well\ndate: 2026-01-02\nstatus: draft\n---\nThe well is deep.\n",
}

func newSite(t *testing.T, o Options) *site {
	t.Helper()
	return newSiteOf(t, o, nil)
}

// newSiteOf has further files.
func newSiteOf(t *testing.T, o Options, further map[string]string) *site {
	t.Helper()
	s := &site{t: t, dir: t.TempDir()}
	for _, all := range []map[string]string{files, further} {
		for name, text := range all {
			s.write(name, text)
		}
	}
	in := pipeline.Input{
		Root: os.DirFS(s.dir), Drafts: !o.AsPublished, Preview: !o.AsPublished,
		Templates: pipeline.Overlay{Over: os.DirFS(filepath.Join(s.dir, "templates")), Under: templates.FS},
		Static:    pipeline.Overlay{Over: os.DirFS(filepath.Join(s.dir, "static")), Under: static.FS},
	}
	s.memo = pipeline.NewMemo(func() pipeline.Input {
		in := in
		in.Now = time.Now()
		return in
	})
	s.Server = New(s.memo, o)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { s.Run(ctx); close(done) }()
	t.Cleanup(func() { stop(); <-done })
	return s
}

func (s *site) write(name, text string) {
	s.t.Helper()
	path := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// save writes a file, or deletes it if the text is empty, and tells the server.
func (s *site) save(name, text string) {
	s.t.Helper()
	if text == "" {
		if err := os.Remove(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil {
			s.t.Fatal(err)
		}
	} else {
		s.write(name, text)
	}
	s.Changed(name)
}

// until waits until a state fulfills a condition.
func (s *site) until(what string, is func(*state) bool) {
	s.t.Helper()
	tooLate := time.After(20 * time.Second)
	for {
		now, next := s.newest()
		if is(now) {
			return
		}
		select {
		case <-next:
		case <-tooLate:
			s.t.Fatalf("never: %s", what)
		}
	}
}

// whole waits until the whole site is made of all files as they are.
func (s *site) whole() {
	s.t.Helper()
	s.until("the whole site is made", func(now *state) bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return now.found != nil && now.found.looked == s.looked && len(s.changed) == 0 && now.found.isLast
	})
}

func (s *site) get(path string, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r = r.WithContext(contextOf(r, net.IPv4(127, 0, 0, 1), 4321))
	r.Host = "127.0.0.1:4321"
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func (s *site) body(path string) string { return s.get(path, nil).Body.String() }

func TestPagesAreShownWithThePreviewScript(t *testing.T) {
	s := newSite(t, Options{})
	for path, status := range map[string]int{
		"/": 200, "/index.html": 200, "/briefings/": 200, "/briefings": 302, "/briefings/pass/": 200, "/css/site.css": 200,
		"/no": 404, "/briefings/none/": 404, "/../etc/passwd": 400, "/.git/config": 404,
	} {
		if w := s.get("http://127.0.0.1"+path, nil); w.Code != status {
			t.Errorf("%s: status %d, want %d", path, w.Code, status)
		}
	}
	if body := s.body("/briefings/pass/"); !strings.Contains(body, `src="/-/preview.js"`) || !strings.Contains(body, "The pass") {
		t.Errorf("page %q", body)
	}
	if body := s.body("/css/site.css"); strings.Contains(body, "preview.js") {
		t.Error("a style sheet was changed")
	}
}

// barOf is what the bar of a page shows.
func (s *site) barOf(page string) (b bar) {
	s.t.Helper()
	if err := json.Unmarshal([]byte(s.body("/-/findings?page="+page)), &b); err != nil {
		s.t.Fatal(err)
	}
	return b
}

func TestTheLastGoodPagesStayWhileThereAreErrors(t *testing.T) {
	s := newSite(t, Options{})
	s.whole()
	const article, page = "content/briefings/pass/article.md", "briefings/pass/index.html"
	for name, broken := range map[string]string{
		"front matter": "---\ntitle: The: pass\ndate: 2026-01-01\n---\nBroken words.\n",
		"lost passage": strings.Replace(files[article], "lends", "gives", 1),
		"no country":   strings.Replace(files[article], "status:", "countries: [qq]\nstatus:", 1),
		"empty":        " ",
	} {
		s.save(article, broken)
		s.until(name+": the bar tells of it", func(now *state) bool { return len(now.errors()) > 0 })
		if body := s.body("/" + page); !strings.Contains(body, "One lends the money") {
			t.Errorf("%s: page %q", name, body)
		}
		s.whole()
		if body := s.body("/" + page); !strings.Contains(body, "One lends the money") {
			t.Errorf("%s: after the whole site was made: page %q", name, body)
		}
		if b := s.barOf(page); b.Errors == 0 || !strings.HasPrefix(b.All[0].Place, "content/briefings/pass/") {
			t.Errorf("%s: bar %v", name, b)
		}
		for path, isOlder := range map[string]bool{page: true, "index.html": true, "briefings/well/index.html": false} {
			if b := s.barOf(path); (b.Older != "") != isOlder {
				t.Errorf("%s: the bar of %s says older: %q", name, path, b.Older)
			}
		}
		s.save("content/briefings/well/article.md", "---\ntitle: The well\ndate: 2026-01-02\n---\n"+name+" elsewhere.\n")
		s.until("another briefing is shown", func(now *state) bool { return strings.Contains(s.body("/briefings/well/"), name+" elsewhere") })
		s.save(article, files[article])
		s.until(name+": the bar is empty", func(now *state) bool { return len(now.errors()) == 0 })
		s.whole()
		if b := s.barOf(page); b.Errors != 0 || b.Older != "" {
			t.Errorf("%s: bar after the mend: %v", name, b)
		}
	}
}

func TestAnEmbargoThatPassesIsShownAtThatMoment(t *testing.T) {
	const well = "content/briefings/well/article.md"
	further := map[string]string{well: "---\ntitle: The well\ndate: 2000-01-01\nstatus: published\nembargo: 2000-01-01T06:00Z\n---\nThe well is deep.\n"}
	for _, asPublished := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) { // its clock begins at midnight of 1 January 2000
			s := newSiteOf(t, Options{AsPublished: asPublished}, further)
			s.whole()
			time.Sleep(6*time.Hour - time.Second)
			synctest.Wait()
			isHeld := func() bool {
				if asPublished {
					return !strings.Contains(s.body("/briefings/"), "The well")
				}
				return strings.Contains(s.body("/briefings/well/"), "Under embargo")
			}
			if !isHeld() {
				t.Errorf("as published %v: shown before the embargo ended", asPublished)
			}
			told := s.now.Load().number
			time.Sleep(2 * time.Second)
			synctest.Wait()
			if isHeld() || s.now.Load().number == told {
				t.Errorf("as published %v: not shown when the embargo ended", asPublished)
			}
		})
	}
}

func TestASiteThatNeverWasGoodIsShownAsFarAsItCanBe(t *testing.T) {
	s := newSiteOf(t, Options{}, map[string]string{"content/briefings/pass/annotations/lost.md": "---\nquote: words that are nowhere\nkind: context\n---\nText.\n"})
	s.whole()
	if body := s.body("/briefings/pass/"); !strings.Contains(body, "One lends the money") {
		t.Errorf("page %q", body)
	}
	s.save("content/briefings/pass/article.md", files["content/briefings/pass/article.md"]+"\nMore.\n")
	s.until("a save is shown while it is not mended", func(*state) bool { return strings.Contains(s.body("/briefings/pass/"), "More.") })
	s.whole()
	if body := s.body("/briefings/pass/"); !strings.Contains(body, "More.") {
		t.Errorf("page %q", body)
	}
}

func TestAFaultOfATemplateKeepsThePage(t *testing.T) {
	s := newSite(t, Options{})
	s.whole()
	good := s.body("/briefings/pass/")
	for name, text := range map[string]string{
		"runs":   "{{.Nothing.There}}",
		"parses": "{{if}}",
	} {
		s.save("templates/briefing.html", text)
		s.whole()
		w := s.get("/briefings/pass/", nil)
		if strip(w.Body.String()) != strip(good) || w.Code != 200 {
			t.Errorf("no template that %s: status %d, %s", name, w.Code, w.Body)
		}
		if b := s.barOf("briefings/pass/index.html"); b.Errors == 0 || !strings.HasPrefix(b.All[0].Place, "templates/briefing.html") {
			t.Errorf("no template that %s: bar %v", name, b)
		}
		s.save("templates/briefing.html", "")
		s.whole()
		if b := s.barOf("briefings/pass/index.html"); b.Errors != 0 {
			t.Errorf("bar after the mend: %v", b)
		}
	}
}

// nonces differ with each answer.
var nonces = regexp.MustCompile(`nonce="[A-Z0-9]*" `)

// strip takes the hash of a page out.
func strip(page string) string {
	page = nonces.ReplaceAllString(page, "")
	before, rest, _ := strings.Cut(page, `data-page="`)
	_, after, _ := strings.Cut(rest, `"`)
	return before + after
}

func TestDraftsAreShownWithABandOrNotAtAll(t *testing.T) {
	s := newSite(t, Options{})
	if body := s.body("/briefings/well/"); !strings.Contains(body, `<p class="preview-band">Draft`) {
		t.Errorf("page %q", body)
	}
	if body := s.body("/briefings/pass/"); strings.Contains(body, "preview-band") {
		t.Error("a published page has a band")
	}
	s.save("content/briefings/well/article.md", "---\ntitle: The well\ndate: 2026-01-02\nstatus: published\nembargo: 2199-01-01T06:00+02:00\n---\nThe well is deep.\n")
	s.until("the embargo is told", func(*state) bool { return strings.Contains(s.body("/briefings/well/"), "Under embargo") })

	p := newSite(t, Options{AsPublished: true})
	p.whole()
	if w := p.get("/briefings/well/", nil); w.Code != http.StatusNotFound {
		t.Errorf("a draft as published: status %d", w.Code)
	}
	if body := p.body("/briefings/"); strings.Contains(body, "The well") || !strings.Contains(body, "The pass") {
		t.Errorf("list %q", body)
	}
	p.save("content/briefings/well/article.md", strings.Replace(files["content/briefings/well/article.md"], "draft", "published", 1))
	p.until("it is published", func(*state) bool { return p.get("/briefings/well/", nil).Code == 200 })
}

func TestOpenPagesAreToldWhatTheyHaveToBeLike(t *testing.T) {
	s := newSite(t, Options{})
	s.whole()
	server := httptest.NewServer(s)
	defer server.Close()
	response, err := http.Get(server.URL + "/-/events?path=briefings/pass/index.html")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	told := func() (e event) {
		for lines.Scan() {
			if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				if err := json.Unmarshal([]byte(text), &e); err != nil {
					t.Fatal(err)
				}
				return e
			}
		}
		t.Fatal("the stream ended")
		return e
	}
	first := told()
	if !strings.Contains(s.body("/briefings/pass/"), `data-page="`+first.Page+`"`) || first.Bar == nil || first.Bar.Errors != 0 {
		t.Errorf("first event %+v", first)
	}
	const note = "content/briefings/pass/annotations/money.md"
	s.save("content/briefings/well/article.md", files["content/briefings/well/article.md"]+"More.\n") // is not told here
	s.save(note, files[note]+"More.\n")
	second := told()
	if second.Saved == "" { // the site that the save before it asked for had this one too
		page := second.Page
		if second = told(); second.Page != page {
			t.Errorf("the page is told twice: %q, then %q", page, second.Page)
		}
	}
	if second.Page == first.Page || second.Bar != nil || second.Saved != "money" {
		t.Errorf("second event %+v after %+v", second, first)
	}
	s.save(note, "---\nquote: nowhere\n---\n")
	if third := told(); third.Page != second.Page || third.Bar == nil || third.Bar.Errors == 0 {
		t.Errorf("third event %+v", third)
	}
}

func TestAPageIsShownBeforeTheWholeSiteIsMade(t *testing.T) {
	s := newSite(t, Options{})
	s.whole()
	cold := New(s.memo, Options{}) // nobody makes its whole site
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go cold.parts(ctx)
	r := httptest.NewRequest(http.MethodGet, "/briefings/pass/", nil)
	r = r.WithContext(contextOf(r, net.IPv4(127, 0, 0, 1), 4321))
	r.Host = "localhost:4321"
	w := httptest.NewRecorder()
	cold.ServeHTTP(w, r)
	if strip(w.Body.String()) != strip(s.body("/briefings/pass/")) {
		t.Errorf("page %s", w.Body)
	}
}

// A save that bears on all pages is shown on those that are open before the whole site
// is made.
func TestASaveThatBearsOnAllPagesIsShownOnOpenOnesFirst(t *testing.T) {
	s := newSite(t, Options{})
	s.whole()
	const page = "briefings/pass/index.html"
	for name, save := range map[string]struct{ text, want string }{
		"content/site.yaml":       {strings.Replace(files["content/site.yaml"], "title: T", "title: Another title", 1), "Another title"},
		"content/countries/kz.md": {"---\naliases: [the pass, one road]\n---\nText.\n", "countries/kz.html"},
		"content/experts/orb.md":  {"---\nname: One Orb\naliases: [The guards]\n---\nWorks.\n", "experts/orb.html"},
	} {
		partly := New(s.memo, Options{}) // nobody makes its whole site
		partly.publish(func(*state) *state { return s.now.Load().next() })
		partly.open[&stream{path: page}] = true
		s.write(name, save.text)
		partly.Changed(name, path.Dir(name))
		partly.part()
		if body := partly.show(partly.now.Load(), page); !strings.Contains(string(body.text), save.want) {
			t.Errorf("after %s the open page does not hold %q", name, save.want)
		}
	}
}
