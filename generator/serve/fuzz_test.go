package serve

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// seeds are requests as they come over the wire.
func seeds(token string) []string {
	head := "Host: 127.0.0.1:4321\r\nOrigin: http://127.0.0.1:4321\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n" + tokenHeader + ": " + token + "\r\n"
	post := func(name, body string) string {
		return fmt.Sprintf("POST /-/%s HTTP/1.1\r\n%sContent-Length: %d\r\n\r\n%s", name, head, len(body), body)
	}
	return []string{
		"GET / HTTP/1.1\r\nHost: 127.0.0.1:4321\r\n\r\n",
		"GET /briefings/pass/ HTTP/1.1\r\nHost: localhost:4321\r\nSec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\n\r\n",
		"HEAD /css/site.css HTTP/1.0\r\nHost: [::1]:4321\r\n\r\n",
		"GET /-/mode HTTP/1.1\r\nHost: 127.0.0.1:4321\r\nSec-Fetch-Site: same-origin\r\n\r\n",
		"OPTIONS /-/annotate HTTP/1.1\r\nHost: 127.0.0.1:4321\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n",
		post("annotate", strings.Replace(good, `"bulletin"`, `"no-such-source"`, 1)),
		post("annotate", `{"briefing":"pass","selection":{"exact":"guards","prefix":"The ","suffix":" stand"},"form":{"text":"x","evidence":[{"stance":"context","source":"","new":{"url":"https://a.example/","title":"t","type":"nonsense"}}]}}`),
		post("change", `{"briefing":"pass","annotation":"first","hash":"00","form":{"claim":"x","voices":[{"stance":"agrees","expert":"ada","said_in":"bulletin p. 1"}]}}`),
		post("delete", `{"briefing":"pass","annotation":"first","hash":"00"}`),
		post("undo", `{"undo":"20260101T000000.000-abcdefgh"}`),
		post("open", `{"briefing":"pass","annotation":"first"}`),
		post("passage", `{"briefing":"pass","selection":{"exact":"The guards stand at the pass, and"}}`),
		post("suggest", `{"briefing":"pass","kind":"","text":"debt bull"}`),
		post("suggest", `{"briefing":"pass","kind":"passage","text":"гран"}`),
		post("page", `{"url":"https://debt.example/2026/"}`),
	}
}

// nasty are pieces that parsers of requests were found to stumble over.
var nasty = []string{
	"\x00", "\r\n", "\n", "\r", "\r\n\r\n", "\xff\xfe", "\u2028", "%", "%00", "%2e%2e%2f", "..", "/", "\\", "//", ":", "[", "]", "[::1%25x]", "{", "}", "\"", "null", "-1", "1e999", "NaN",
	"\\ud800", "\\u0000", "\u202e", strings.Repeat("A", 5000), strings.Repeat("[", 500), "Transfer-Encoding: chunked\r\n", "Content-Length: 5\r\n", "Content-Length: -1\r\n",
	"Host: evil.example\r\n", "Expect: 100-continue\r\n", "Upgrade: websocket\r\nConnection: Upgrade\r\n", "X-Forwarded-Host: localhost\r\n", "Origin: null\r\n", "\t", " ", "\v", "é", "🏔",
}

// spoiled is a request with a few of its bytes changed.
func spoiled(r *rand.Rand, text string) string {
	for range 1 + r.IntN(6) {
		at := r.IntN(len(text) + 1)
		to := min(len(text), at+r.IntN(12))
		switch r.IntN(5) {
		case 0:
			text = text[:at] + nasty[r.IntN(len(nasty))] + text[at:]
		case 1:
			text = text[:at] + text[to:]
		case 2:
			text = text[:at] + text[at:to] + text[at:]
		case 3:
			text = text[:at] + nasty[r.IntN(len(nasty))] + text[to:]
		case 4:
			if at < len(text) {
				text = text[:at] + string([]byte{byte(r.IntN(256))}) + text[at+1:]
			}
		}
	}
	return text
}

func TestS03TenThousandBrokenRequestsBreakNothing(t *testing.T) {
	p := newProject(t)
	before, all := p.tree(), seeds(p.desk.Token)
	r := rand.New(rand.NewPCG(3, 14))
	seen := map[int]int{}
	for range 10_000 {
		p.desk.times = nil // so that most get as far as they can
		seen[p.answers(spoiled(r, all[r.IntN(len(all))]))]++
	}
	if diff := cmp.Diff(before, p.tree()); diff != "" {
		t.Error(diff)
	}
	for _, status := range []int{200, 400, 403, 404, 409, 422} {
		if seen[status] == 0 {
			t.Errorf("no request was answered with %d: %v", status, seen)
		}
	}
	if seen[500] > 0 {
		t.Errorf("answers %v", seen)
	}
}

// answers parses a request as the server of the library does and returns the status
// of the answer. A request that the library refuses is 400. Writing is off after ten
// wrong tokens, so every request has a guard of its own.
func (p *project) answers(text string) int {
	request, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text)))
	if err != nil {
		return http.StatusBadRequest
	}
	if strings.HasPrefix(request.URL.Path, private+"events") {
		return http.StatusOK // it would not end
	}
	request = request.WithContext(contextOf(request, net.IPv4(127, 0, 0, 1), 4321))
	w := httptest.NewRecorder()
	p.Handler(p.access).ServeHTTP(w, request)
	if strings.Contains(w.Header().Get("Content-Type"), "json") && w.Body.Len() > 0 && !json.Valid(w.Body.Bytes()) {
		p.t.Errorf("%q is answered with %q", text, w.Body)
	}
	return w.Code
}

func TestS03BrokenRequestsOverTheWire(t *testing.T) {
	p := newProject(t)
	before, all := p.tree(), seeds(p.desk.Token)
	server := httptest.NewServer(p.h)
	defer server.Close()
	r := rand.New(rand.NewPCG(2, 71))
	for range 300 {
		connection, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(spoiled(r, all[r.IntN(len(all))]), "4321", strings.Split(server.URL, ":")[2])
		if !strings.Contains(text, "events") {
			_, _ = io.WriteString(connection, text)
			_ = connection.(*net.TCPConn).CloseWrite()
			_, _ = io.Copy(io.Discard, connection)
		}
		connection.Close()
	}
	response, err := http.Get(server.URL)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Errorf("after it: %v, %v", response, err)
	}
	if diff := cmp.Diff(before, p.tree()); diff != "" {
		t.Error(diff)
	}
}
