package links

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// answers makes an answer of HTTP.
func answers(status int, header ...string) *http.Response {
	r := &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(""))}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return r
}

// meter counts requests under way, and notes when each began and ended.
type meter struct {
	now, most     int
	nowAt, mostAt map[string]int
	began, ended  map[string][]time.Time
	turn          chan struct{}
}

func newMeter() *meter {
	return &meter{
		nowAt: map[string]int{}, mostAt: map[string]int{}, turn: make(chan struct{}, 1),
		began: map[string][]time.Time{}, ended: map[string][]time.Time{},
	}
}

func (m *meter) during(host string, f func()) {
	m.turn <- struct{}{}
	m.now++
	m.nowAt[host]++
	m.most, m.mostAt[host] = max(m.most, m.now), max(m.mostAt[host], m.nowAt[host])
	m.began[host] = append(m.began[host], time.Now())
	<-m.turn
	f()
	m.turn <- struct{}{}
	m.now--
	m.nowAt[host]--
	m.ended[host] = append(m.ended[host], time.Now())
	<-m.turn
}

func TestFewRequestsAtOnceAndOneForEachHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMeter()
		c := &Client{Agent: "x", Timeout: time.Minute, Delay: 3 * time.Second, AtOnce: 4, Transport: tripper(func(r *http.Request) (*http.Response, error) {
			m.during(r.URL.Host, func() { time.Sleep(700 * time.Millisecond) })
			if strings.HasSuffix(r.URL.Path, "/across") { // to a host that is asked itself
				return answers(302, "Location", "https://h0.example/landing"), nil
			}
			return answers(200, "Content-Type", "text/html"), nil
		})}
		var addresses []string
		for host := range 10 {
			for i := range 4 {
				addresses = append(addresses, fmt.Sprintf("https://h%d.example/%d", host, i))
			}
			addresses = append(addresses, fmt.Sprintf("https://h%d.example/across", host))
		}
		n := 0
		c.AskAll(t.Context(), addresses, func(_ int, r Reply) {
			if n++; r.Status != 200 {
				t.Errorf("%+v", r)
			}
		})
		if n != len(addresses) {
			t.Errorf("%d of %d are done", n, len(addresses))
		}
		if m.most != 4 {
			t.Errorf("%d requests at once, want 4", m.most)
		}
		for host, most := range m.mostAt {
			if most != 1 {
				t.Errorf("%d requests at once to %s", most, host)
			}
			for i := range m.began[host][1:] {
				if pause := m.began[host][i+1].Sub(m.ended[host][i]); pause < 3*time.Second {
					t.Errorf("%s was asked again after %s", host, pause)
				}
			}
		}
	})
}

func TestCrawlDelayIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &Client{Agent: "x", Timeout: time.Minute, Transport: tripper(func(r *http.Request) (*http.Response, error) {
			a := answers(200, "Content-Type", "application/pdf")
			if r.URL.Path == "/robots.txt" {
				a.Body = io.NopCloser(strings.NewReader("User-agent: *\nCrawl-delay: 7\n"))
			}
			return a, nil
		})}
		began := time.Now()
		c.AskAll(t.Context(), []string{"https://a.example/1", "https://a.example/2", "https://a.example/3"}, func(int, Reply) {})
		if took := time.Since(began); took != 14*time.Second { // the pause is known only after robots.txt
			t.Errorf("took %s", took)
		}
	})
}

func TestTimeOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := &Client{Agent: "x", Timeout: 5 * time.Second, Transport: tripper(func(r *http.Request) (*http.Response, error) {
			if r.URL.Path == "/robots.txt" {
				return answers(404), nil
			}
			<-r.Context().Done()
			return nil, r.Context().Err()
		})}
		began := time.Now()
		r := c.Ask(t.Context(), "https://slow.example/")
		if r.Fault != NoAnswer {
			t.Errorf("got %+v", r)
		}
		if took := time.Since(began); took != 10*time.Second { // HEAD and GET
			t.Errorf("took %s", took)
		}
	})
}

func TestRetryAfterIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var asked []string
		busy := true
		c := &Client{Agent: "x", Timeout: time.Minute, Transport: tripper(func(r *http.Request) (*http.Response, error) {
			if r.URL.Path == "/robots.txt" {
				return answers(404), nil
			}
			asked = append(asked, r.URL.Host+r.URL.Path)
			switch {
			case r.URL.Host == "short.example" && busy:
				busy = false
				return answers(429, "Retry-After", "30"), nil
			case r.URL.Host == "long.example":
				return answers(503, "Retry-After", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)), nil
			}
			return answers(200, "Content-Type", "application/pdf"), nil
		})}
		began := time.Now()
		if r := c.Ask(t.Context(), "https://short.example/a"); r.Status != 200 || time.Since(began) != 30*time.Second {
			t.Errorf("%+v after %s", r, time.Since(began))
		}
		c.Ask(t.Context(), "https://long.example/a")
		before := len(asked)
		r := c.Ask(t.Context(), "https://long.example/b")
		if r.Fault != Postponed || len(asked) != before {
			t.Errorf("%+v, asked %v", r, asked[before:])
		}
		alone := c.Alone(time.Now())
		if until, ok := alone["long.example"]; !ok || len(alone) != 1 || time.Until(until) > time.Hour || time.Until(until) < 59*time.Minute {
			t.Errorf("alone: %v", alone)
		}

		next := &Client{Agent: "x", Timeout: time.Minute, Transport: c.Transport}
		next.LeaveAlone("long.example", alone["long.example"])
		if r := next.Ask(t.Context(), "https://long.example/a"); r.Fault != Postponed || len(asked) != before {
			t.Errorf("in the next run: %+v, asked %v", r, asked[before:])
		}
	})
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		status int
		value  string
		wait   time.Duration
		ok     bool
	}{
		{429, "10", 10 * time.Second, true},
		{503, "0", 0, true},
		{429, "999999999", 24 * time.Hour, true},
		{429, "Fri, 01 May 2026 12:01:00 GMT", time.Minute, true},
		{429, "Fri, 01 May 2020 12:01:00 GMT", 0, true},
		{429, "Fri, 01 May 2099 12:01:00 GMT", 24 * time.Hour, true},
		{429, "", 0, false},
		{429, "-1", 0, false},
		{429, "soon", 0, false},
		{200, "10", 0, false},
	} {
		wait, ok := retryAfter(answer{status: test.status, header: http.Header{"Retry-After": {test.value}}}, now)
		if wait != test.wait || ok != test.ok {
			t.Errorf("%d %q: %s, %v; want %s, %v", test.status, test.value, wait, ok, test.wait, test.ok)
		}
	}
}
