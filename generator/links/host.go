package links

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// host is the door of one host: requests pass it one at a time.
type host struct {
	turn  chan struct{} // holds a token while somebody is inside
	times sync.Mutex    // of what follows
	delay time.Duration // after each request
	next  time.Time     // no request before
	alone time.Time     // the host asked to be left alone until then; zero if it did not

	robots chan struct{}    // holds a token while somebody reads or looks into rules
	rules  map[string]rules // of each origin (scheme, host and port)
}

// rules are what the robots.txt of an origin says.
type rules struct {
	group *robotstxt.Group // nil allows everything
	fault answer           // why nothing of the origin can be asked for
}

// host returns the door of the host of an address.
func (c *Client) host(address string) *host {
	c.once.Do(func() {
		c.slots = make(chan struct{}, max(c.AtOnce, 1))
		c.hosts = map[string]*host{}
	})
	c.mutex.Lock()
	defer c.mutex.Unlock()
	name := hostOf(address)
	h := c.hosts[name]
	if h == nil {
		h = &host{turn: make(chan struct{}, 1), robots: make(chan struct{}, 1), delay: c.Delay, rules: map[string]rules{}}
		c.hosts[name] = h
	}
	return h
}

// hostOf is the name of the host of an address: what is asked one at a time.
func hostOf(address string) string { return strings.ToLower(hostname(address)) }

// LeaveAlone tells the client that a host asked not to be asked before a time. To
// be called before the first question.
func (c *Client) LeaveAlone(name string, until time.Time) {
	c.host("http://" + name + "/").alone = until
}

// Alone returns the hosts that asked to be left alone longer than now, and until
// when.
func (c *Client) Alone(now time.Time) map[string]time.Time {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	alone := map[string]time.Time{}
	for name, h := range c.hosts {
		h.times.Lock()
		if h.alone.After(now) {
			alone[name] = h.alone
		}
		h.times.Unlock()
	}
	return alone
}

// leaveAlone notes that the host asked to wait.
func (h *host) leaveAlone(wait time.Duration) {
	h.times.Lock()
	defer h.times.Unlock()
	h.alone = time.Now().Add(wait)
}

// enter waits for the turn, the pause of the host, and a slot. With a fault the
// door was not passed.
func (h *host) enter(ctx context.Context, slots chan struct{}) (Fault, string) {
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		return Stopped, ""
	}
	h.times.Lock()
	next, alone := h.next, h.alone
	h.times.Unlock()
	if time.Until(alone) > patience {
		<-h.turn
		return Postponed, "until " + alone.UTC().Format("2006-01-02 15:04") + " UTC"
	}
	if alone.After(next) {
		next = alone
	}
	if !sleep(ctx, time.Until(next)) {
		<-h.turn
		return Stopped, ""
	}
	select {
	case slots <- struct{}{}:
		return NoFault, ""
	case <-ctx.Done():
		<-h.turn
		return Stopped, ""
	}
}

// leave lets the next one in, after the pause.
func (h *host) leave(slots chan struct{}) {
	<-slots
	h.times.Lock()
	h.next = time.Now().Add(h.delay)
	h.times.Unlock()
	<-h.turn
}

// sleep waits; it is false if the context ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	if ctx.Err() != nil {
		return false
	}
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// longestCrawlDelay is the greatest pause that a robots.txt is granted.
const longestCrawlDelay = 30 * time.Second

// mayAsk reads the robots.txt of the host of an address, once, and says whether the
// address may be asked for. What breaks the connection to robots.txt breaks it for
// all addresses of the host, which are not tried.
func (c *Client) mayAsk(ctx context.Context, address string) answer {
	u, err := url.Parse(address)
	if err != nil {
		return answer{fault: NotWeb, detail: address}
	}
	h := c.host(address)
	select {
	case h.robots <- struct{}{}:
	case <-ctx.Done():
		return answer{fault: Stopped}
	}
	defer func() { <-h.robots }()
	origin := u.Scheme + "://" + u.Host
	known, isKnown := h.rules[origin]
	if !isKnown {
		known = c.readRobots(ctx, h, origin)
		if known.fault.fault != Stopped && known.fault.fault != Postponed {
			h.rules[origin] = known
		}
	}
	if known.group != nil && !known.group.Test(u.RequestURI()) {
		return answer{fault: Forbidden}
	}
	return known.fault
}

// readRobots reads the rules of an origin. A host that gives none has none; one that
// is at fault (5xx) wants none of its addresses asked, by the rules of robots.txt
// (RFC 9309, 2.3.1.4).
func (c *Client) readRobots(ctx context.Context, h *host, origin string) rules {
	at := origin + "/robots.txt"
	var a answer
	for range 5 {
		a = c.patient(ctx, http.MethodGet, at, robotsBytes)
		to, ok := key(a.redirect(at))
		if a.fault != NoFault || !ok || !c.Anywhere && !isPublic(hostname(to)) {
			break
		}
		at = to
	}
	isOwn := strings.HasPrefix(at, origin+"/") // else it is another host that is at fault
	switch {
	case a.fault == Stopped, isOwn && (a.fault == NoName || a.fault == Refused || a.fault == Insecure || a.fault == Postponed):
		return rules{fault: a}
	case a.fault != NoFault, a.status == http.StatusTooManyRequests, a.status >= 300 && a.status < 500:
		return rules{}
	case a.status >= 500:
		return rules{fault: answer{fault: Forbidden, detail: status(a.status)}}
	}
	read, err := robotstxt.FromBytes(a.body)
	if err != nil {
		return rules{} // not a robots.txt: a page in its place
	}
	group := read.FindGroup(c.Agent)
	h.times.Lock()
	defer h.times.Unlock()
	h.delay = max(h.delay, min(group.CrawlDelay, longestCrawlDelay))
	return rules{group: group}
}

// retryAfter is how long an answer asks to wait, at most a day; ok is false if it
// does not.
func retryAfter(a answer, now time.Time) (wait time.Duration, ok bool) {
	if a.status != http.StatusTooManyRequests && a.status != http.StatusServiceUnavailable {
		return 0, false
	}
	value := strings.TrimSpace(a.header.Get("Retry-After"))
	if seconds, err := strconv.Atoi(value); err == nil && seconds >= 0 {
		return time.Duration(min(seconds, 24*60*60)) * time.Second, true
	}
	if at, err := http.ParseTime(value); err == nil {
		return min(max(at.Sub(now), 0), 24*time.Hour), true
	}
	return 0, false
}
