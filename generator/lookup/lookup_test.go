package lookup

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
)

func TestS20OnlyPublicServersAreAsked(t *testing.T) {
	for _, address := range []string{
		"127.0.0.1:80", "127.8.8.8:80", "[::1]:80", "0.0.0.0:80", "[::]:80", "10.0.0.1:80", "172.16.0.1:443", "172.31.255.255:443", "192.168.1.1:80", "169.254.169.254:80", "[fe80::1%eth0]:80",
		"[fd00::1]:80", "[fec0::1]:80", "100.64.0.1:80", "192.0.0.192:80", "198.18.0.1:80", "224.0.0.1:80", "255.255.255.255:80", "[ff02::1]:80", "[::ffff:127.0.0.1]:80", "[::ffff:10.0.0.1]:80",
		"[64:ff9b::7f00:1]:80", "[2002:7f00:1::]:80", "[2001:db8::1]:80", "203.0.113.7:80", "240.0.0.1:80", "168.63.129.16:80", "[::ffff:168.63.129.16]:32526", "nonsense",
	} {
		if isPublic(address) == nil {
			t.Errorf("%s would be asked", address)
		}
	}
	for _, address := range []string{"93.184.216.34:443", "8.8.8.8:80", "[2606:2800:220:1:248:1893:25c8:1946]:443", "172.32.0.1:80", "100.128.0.1:80"} {
		if err := isPublic(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestS20AddressesAndRedirectsAreLookedAtBeforeTheyAreAsked(t *testing.T) {
	asked := 0
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer inner.Close()
	for _, address := range []string{
		inner.URL, "http://localhost:" + strings.Split(inner.URL, ":")[2], "http://0x7f000001/", "http://2130706433/", "http://[::ffff:127.0.0.1]/",
		"file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "javascript:alert(1)", "data:text/html,x", "http://user:word@example.org/", "//example.org", "http://", "",
	} {
		if p, err := (Client{}).Read(t.Context(), address); err == nil {
			t.Errorf("%s: %+v", address, p)
		}
	}
	if asked > 0 {
		t.Fatal("this machine was asked")
	}
	outer := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		to := map[string]string{"/in": inner.URL, "/file": "file:///etc/passwd", "/loop": "/loop", "/word": "http://user:word@127.0.0.1/"}[r.URL.Path]
		http.Redirect(w, r, to, http.StatusFound)
	}))
	defer outer.Close()
	c := Client{allows: func(address string) error {
		if address != outer.Listener.Addr().String() {
			return errPrivate
		}
		return nil
	}}
	for path, want := range map[string]error{"/in": errPrivate, "/file": errScheme, "/loop": errHops, "/word": errScheme} {
		if _, err := c.Read(t.Context(), outer.URL+path); err != want {
			t.Errorf("%s: %v, want %v", path, err, want)
		}
	}
	if asked > 0 {
		t.Error("a redirect was followed to this machine")
	}
}

func TestS20ReadingIsBounded(t *testing.T) {
	hops := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.Cookies()) > 0 || r.Referer() != "" {
			t.Errorf("sent %v, %q", r.Cookies(), r.Referer())
		}
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "b"})
		var n int
		if _, err := fmt.Sscanf(r.URL.Path, "/%d", &n); err == nil && n > 0 {
			hops++
			http.Redirect(w, r, fmt.Sprintf("/%d", n-1), http.StatusMovedPermanently)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!-- ", strings.Repeat("x", mostBytes), " --><title>Behind the end</title>")
	}))
	defer server.Close()
	c := Client{allows: func(string) error { return nil }}
	if p, err := c.Read(t.Context(), server.URL+"/5"); err != nil || p.Title != "" {
		t.Errorf("five redirects: %+v, %v", p, err)
	}
	if _, err := c.Read(t.Context(), server.URL+"/6"); err != errHops {
		t.Errorf("six redirects: %v", err)
	}
}

func TestWhatAPageSaysOfItself(t *testing.T) {
	for _, c := range []struct {
		page string
		want Page
	}{
		{`<title>Plain &amp; simple</title>`, Page{Title: "Plain & simple"}},
		{`<html><head><title>Loans grow | The Valley Post</title><meta property="og:site_name" content="The Valley Post"><meta property="og:type" content="article">
			<meta property="article:published_time" content="2026-03-20T08:00:00Z"><meta name="author" content="Nora Kell">`,
			Page{Title: "Loans grow", Type: "article", Publisher: "The Valley Post", Authors: []string{"Nora Kell"}, Date: "2026-03-20"}},
		{`<meta name="citation_title" content="On mountain roads"><meta name="citation_author" content="Orbeli, Lida"><meta name="citation_author" content="Kell, Nora">
			<meta name="citation_journal_title" content="Journal of Roads"><meta name="citation_publication_date" content="2025/3">`,
			Page{Title: "On mountain roads", Type: "article", Publisher: "Journal of Roads", Authors: []string{"Lida Orbeli", "Nora Kell"}, Date: "2025-03"}},
		{`<script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],"headline":"A drill &amp; a pass","datePublished":"2026-04-10T00:00:00+02:00",
			"author":[{"@type":"Person","name":"A. B."}],"publisher":{"@type":"Organization","name":"Agency"}}]}</script>`,
			Page{Title: "A drill & a pass", Type: "news", Publisher: "Agency", Authors: []string{"A. B."}, Date: "2026-04-10"}},
		{`<script type="application/ld+json">` + strings.Repeat("[", 9000) + `</script><title>T</title>`, Page{Title: "T"}},
		{`<script type="application/ld+json">{"@type":"Article","author":` + strings.Repeat(`{"name":`, 500) + `"x"` + strings.Repeat("}", 500) + `}</script><title>T</title>`, Page{Title: "T", Type: "article"}},
		{`<meta property="article:author" content="https://social.example/x"><meta name="date" content="yesterday"><title></title>`, Page{Authors: []string{}}},
		{``, Page{}},
		{"\x00\xff<title>\xff", Page{Title: "\ufffd"}},
	} {
		got, err := parse(strings.NewReader(c.page), "text/html; charset=utf-8")
		if err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s\ngot  %+v, %v\nwant %+v", c.page, got, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`<title>a</title><meta name="author" content="b"><script type="application/ld+json">{"@type":"Article","author":{"name":"x"}}</script>`)
	f.Fuzz(func(t *testing.T, page string) {
		p, err := parse(strings.NewReader(page), "text/html")
		if err != nil || len([]rune(p.Title)) > 300 || len(p.Authors) > 12 {
			t.Errorf("%+v, %v", p, err)
		}
	})
}
