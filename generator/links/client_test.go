package links

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// web is a server on this machine, and a way to it from every name but unknown.example.
type web struct {
	*Client
	mutex sync.Mutex
	asked []string // "HEAD host/path" of all requests but those for robots.txt
}

// newWeb serves each path of each host with a handler; paths without one do not exist.
func newWeb(t *testing.T, handlers map[string]http.HandlerFunc) *web {
	w := &web{}
	serve := http.HandlerFunc(func(out http.ResponseWriter, in *http.Request) {
		w.mutex.Lock()
		if in.URL.Path != "/robots.txt" {
			w.asked = append(w.asked, in.Method+" "+in.Host+in.URL.Path)
		}
		w.mutex.Unlock()
		if in.Header.Get("User-Agent") != "briefing-links/1" {
			t.Errorf("asked as %q", in.Header.Get("User-Agent"))
		}
		if handle := handlers[in.URL.Path]; handle != nil {
			handle(out, in)
			return
		}
		http.NotFound(out, in)
	})
	plain, secure := httptest.NewServer(serve), httptest.NewUnstartedServer(serve)
	secure.Config.ErrorLog = log.New(io.Discard, "", 0) // certificates are refused on purpose
	secure.StartTLS()
	t.Cleanup(plain.Close)
	t.Cleanup(secure.Close)
	transport := &http.Transport{DialContext: func(ctx context.Context, _, address string) (net.Conn, error) {
		host, port, _ := net.SplitHostPort(address)
		switch {
		case host == "unknown.example":
			return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
		case host == "unserved.example":
			return nil, &net.DNSError{Err: "server misbehaving", Name: host, IsTemporary: true}
		case host == "closed.example":
			return (&net.Dialer{}).DialContext(ctx, "tcp", closedPort(t))
		case port == "443":
			return (&net.Dialer{}).DialContext(ctx, "tcp", secure.Listener.Addr().String())
		}
		return (&net.Dialer{}).DialContext(ctx, "tcp", plain.Listener.Addr().String())
	}}
	trusted := secure.Client().Transport.(*http.Transport).TLSClientConfig
	transport.TLSClientConfig = &tls.Config{RootCAs: trusted.RootCAs}
	t.Cleanup(transport.CloseIdleConnections)
	w.Client = &Client{Transport: transport, Agent: "briefing-links/1", Timeout: 20 * time.Second, AtOnce: 4}
	return w
}

// closedPort is an address of this machine at which nothing listens.
func closedPort(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func redirect(code int, to string) http.HandlerFunc {
	return func(out http.ResponseWriter, in *http.Request) {
		out.Header().Set("Location", to)
		out.WriteHeader(code)
	}
}

func page(code int, title string) http.HandlerFunc {
	return func(out http.ResponseWriter, in *http.Request) {
		out.Header().Set("Content-Type", "text/html; charset=utf-8")
		out.WriteHeader(code)
		fmt.Fprintf(out, "<title>%s</title>", title)
	}
}

// behaviors are servers as they are.
func behaviors() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"/page": page(200, "A pass in winter"),
		"/file": func(out http.ResponseWriter, in *http.Request) {
			out.Header().Set("Content-Type", "application/pdf")
			if in.Method == http.MethodGet {
				panic("the file was read although its head was enough")
			}
		},
		"/no-head": func(out http.ResponseWriter, in *http.Request) {
			if in.Method == http.MethodHead {
				http.Error(out, "", http.StatusMethodNotAllowed)
				return
			}
			page(200, "No head")(out, in)
		},
		"/head-missing": func(out http.ResponseWriter, in *http.Request) {
			if in.Method == http.MethodHead {
				http.NotFound(out, in)
				return
			}
			page(200, "Only for people")(out, in)
		},
		"/endless": func(out http.ResponseWriter, in *http.Request) {
			out.Header().Set("Content-Type", "text/html")
			for in.Method == http.MethodGet && in.Context().Err() == nil {
				if _, err := out.Write([]byte(strings.Repeat("word ", 1000))); err != nil {
					return
				}
			}
		},
		"/moved":      redirect(301, "/page"),
		"/moved-308":  redirect(308, "https://other.example.com/page"),
		"/temporary":  redirect(302, "/page"),
		"/circle":     redirect(302, "/circle-2"),
		"/circle-2":   redirect(302, "/circle"),
		"/to-private": redirect(302, "http://192.168.0.1/"),
		"/to-script":  redirect(302, "javascript:alert(1)"),
		"/to-missing": redirect(301, "/nothing"),
		"/stairs": func(out http.ResponseWriter, in *http.Request) {
			redirect(302, in.URL.Path+"?"+in.URL.RawQuery+"x")(out, in)
		},
		"/gone":      page(410, "Gone"),
		"/forbidden": page(403, "Forbidden"),
		"/busy":      page(503, "Busy"),
		"/wall":      page(503, "Just a moment..."),
		"/wall-200":  page(200, "Attention Required! | Cloudflare"),
		"/soft":      page(200, "Page not found"),
		"/reset":     func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
	}
}

func TestAskAndJudge(t *testing.T) {
	w := newWeb(t, behaviors())
	for _, test := range []struct {
		address string
		want    Verdict
	}{
		{"https://example.com/page", Verdict{Fine, "", "", 200}},
		{"https://example.com/page?a=1&b=%20", Verdict{Fine, "", "", 200}},
		{"https://example.com/file", Verdict{Fine, "", "", 200}},
		{"https://example.com/no-head", Verdict{Fine, "", "", 200}},
		{"https://example.com/head-missing", Verdict{Fine, "", "", 200}},
		{"https://example.com/endless", Verdict{Fine, "", "", 200}},
		{"https://example.com/moved", Verdict{Moved, "moved for good to https://example.com/page", "https://example.com/page", 200}},
		{"https://example.com/moved-308", Verdict{Moved, "moved for good to https://other.example.com/page", "https://other.example.com/page", 200}},
		{"https://example.com/temporary", Verdict{Fine, "", "", 200}},
		{"https://example.com/circle", Verdict{Unclear, "its redirects lead in a circle", "", 0}},
		{"https://example.com/stairs", Verdict{Unclear, "its redirects lead in a circle", "", 0}},
		{"https://example.com/to-private", Verdict{Unclear, "it leads to a host that is not public: 192.168.0.1", "", 0}},
		{"https://example.com/to-script", Verdict{Unclear, "it leads to what is no address of the web: javascript:alert(1)", "", 0}},
		{"https://example.com/to-missing", Verdict{Missing, "the server answers 404 not found", "", 404}},
		{"https://example.com/nothing", Verdict{Missing, "the server answers 404 not found", "", 404}},
		{"https://example.com/gone", Verdict{Missing, "the server answers 410 gone", "", 410}},
		{"https://example.com/forbidden", Verdict{Unclear, "the server does not answer programs (403 forbidden)", "", 403}},
		{"https://example.com/busy", Verdict{Unclear, "the server is at fault (503 service unavailable)", "", 503}},
		{"https://example.com/wall", Verdict{Unclear, "a wall against programs answers (just a moment...)", "", 503}},
		{"https://example.com/wall-200", Verdict{Unclear, "a wall against programs answers (Cloudflare)", "", 200}},
		{"https://example.com/soft", Verdict{Unclear, `the page calls itself "Page not found"`, "", 200}},
		{"https://example.com/reset", Verdict{Unclear, "the connection broke: EOF", "", 0}},
		{"https://unknown.example/page", Verdict{Missing, "there is no host unknown.example", "", 0}},
		{"https://unserved.example/page", Verdict{Unclear, "the connection broke: the name service does not answer", "", 0}},
		{"https://closed.example/page", Verdict{Unclear, "the host refuses the connection", "", 0}},
		{"https://wrong.example/page", Verdict{Unclear, "the connection is not safe: its certificate is for another host", "", 0}},
		{"http://127.0.0.1/page", Verdict{Private, "its host is not public", "", 0}},
	} {
		t.Run(test.address, func(t *testing.T) {
			got := Judge(w.Ask(t.Context(), test.address))
			if got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestCertificateOfNobodyKnown(t *testing.T) {
	w := newWeb(t, behaviors())
	w.Transport.(*http.Transport).TLSClientConfig = &tls.Config{}
	got := Judge(w.Ask(t.Context(), "https://example.com/page"))
	if got.Outcome != Unclear || !strings.Contains(got.Reason, "signed by nobody known") {
		t.Errorf("got %+v", got)
	}
}

func TestPlainAddressThatAnswersWithEncryptionToo(t *testing.T) {
	w := newWeb(t, behaviors())
	addresses := []string{"http://example.com/page", "http://wrong.example/page", "http://example.com/moved"}
	got := make([]Verdict, len(addresses))
	w.AskAll(t.Context(), addresses, func(i int, r Reply) { got[i] = Judge(r) })
	if want := (Verdict{Fine, "", "https://example.com/page", 200}); got[0] != want {
		t.Errorf("got %+v, want %+v", got[0], want)
	}
	if want := (Verdict{Fine, "", "", 200}); got[1] != want {
		t.Errorf("without a good certificate: got %+v, want %+v", got[1], want)
	}
	if got[2].To != "http://example.com/page" {
		t.Errorf("moved: got %+v", got[2])
	}
}

func TestRobots(t *testing.T) {
	handlers := behaviors()
	handlers["/robots.txt"] = func(out http.ResponseWriter, in *http.Request) {
		switch in.Host {
		case "example.com":
			fmt.Fprint(out, "User-agent: *\nDisallow: /page\nAllow: /\n\nUser-agent: briefing-links\nDisallow: /gone\n")
		case "other.example.com":
			http.Error(out, "", http.StatusInternalServerError)
		case "a.example.com":
			redirect(301, "https://example.com/robots.txt")(out, in)
		}
	}
	w := newWeb(t, handlers)
	w.Transport.(*http.Transport).TLSClientConfig.InsecureSkipVerify = true
	for address, want := range map[string]string{
		"https://example.com/page":       "",
		"https://example.com/gone":       "the robots.txt of example.com asks programs not to look",
		"https://other.example.com/page": "the robots.txt of other.example.com cannot be read: 500 internal server error",
		"https://a.example.com/gone":     "the robots.txt of a.example.com asks programs not to look",
	} {
		if got := Judge(w.Ask(t.Context(), address)); got.Reason != want {
			t.Errorf("%s: got %+v, want %q", address, got, want)
		}
	}
	for _, asked := range w.asked {
		if strings.HasSuffix(asked, "/gone") || strings.Contains(asked, "other") {
			t.Errorf("%s, although robots.txt forbids it", asked)
		}
	}
}

func TestAHostThatCannotBeReachedIsTriedOnce(t *testing.T) {
	tries := 0
	c := &Client{Agent: "x", Timeout: time.Second, Transport: tripper(func(*http.Request) (*http.Response, error) {
		tries++
		return nil, &net.DNSError{IsNotFound: true}
	})}
	for i := range 3 {
		if r := c.Ask(t.Context(), fmt.Sprintf("https://gone.example/%d", i)); r.Fault != NoName {
			t.Errorf("got %+v", r)
		}
	}
	if tries != 1 {
		t.Errorf("tried %d times", tries)
	}
}

// tripper answers requests without a network.
type tripper func(*http.Request) (*http.Response, error)

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestStoppedWhileAsking(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := &Client{Agent: "x", Timeout: time.Hour, AtOnce: 1, Transport: tripper(func(r *http.Request) (*http.Response, error) {
		cancel()
		<-r.Context().Done()
		return nil, errors.Join(errors.New("stopped"), r.Context().Err())
	})}
	var faults []Fault
	c.AskAll(ctx, []string{"https://a.example/1", "https://a.example/2", "https://b.example/"}, func(_ int, r Reply) { faults = append(faults, r.Fault) })
	if len(faults) != 3 || faults[0] != Stopped || faults[1] != Stopped || faults[2] != Stopped {
		t.Errorf("faults %v, want three times Stopped", faults)
	}
}
