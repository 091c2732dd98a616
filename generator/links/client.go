package links

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// The bounds of asking.
const (
	mostHops    = 10
	pageBytes   = 64 << 10  // read of a page, enough for its title and the signs of a wall
	wholeBytes  = 4 << 20   // read of a whole page
	robotsBytes = 500 << 10 // read of a robots.txt
)

// Client asks servers. Its fields are set before the first question and not changed
// afterwards. Its methods may be called from several goroutines.
type Client struct {
	Transport http.RoundTripper
	Agent     string          // the name it gives to servers
	Delay     time.Duration   // between the end of a request to a host and the next one
	Timeout   time.Duration   // for each request with its answer
	AtOnce    int             // most requests at a time, at least 1
	Anywhere  bool            // ask hosts that are not public too
	Whole     map[string]bool // addresses whose pages are read whole, not their beginnings only

	once  sync.Once
	slots chan struct{}
	mutex sync.Mutex
	hosts map[string]*host
}

// AskAll asks for each of the addresses and calls done with its index and reply as
// they come, one call at a time. What was not asked when the context ended has the
// fault Stopped.
//
// Addresses of one host are asked in their order, one after the other; hosts beside
// each other.
func (c *Client) AskAll(ctx context.Context, addresses []string, done func(i int, r Reply)) {
	queues := map[string][]int{}
	for i, a := range addresses {
		queues[hostOf(a)] = append(queues[hostOf(a)], i)
	}
	var turn sync.Mutex
	var asking sync.WaitGroup
	for _, queue := range queues {
		asking.Go(func() {
			for _, i := range queue {
				reply := c.Ask(ctx, addresses[i])
				reply.Secure = c.secure(ctx, reply)
				turn.Lock()
				done(i, reply)
				turn.Unlock()
			}
		})
	}
	asking.Wait()
}

// Ask asks for one address and follows its redirects.
func (c *Client) Ask(ctx context.Context, address string) Reply {
	r := Reply{Asked: address}
	seen, limit := []string{address}, int64(pageBytes)
	if c.Whole[address] {
		limit = wholeBytes
	}
	for at := address; ; {
		a := c.askOnce(ctx, at, limit)
		if a.fault != NoFault {
			r.Fault, r.Detail = a.fault, a.detail
			return r
		}
		to := a.redirect(at)
		if to == "" {
			r.Status, r.Header, r.Body = a.status, a.header, a.body
			return r
		}
		next, ok := key(to)
		if !ok {
			r.Fault, r.Detail = NotWeb, to
			return r
		}
		r.Hops = append(r.Hops, Hop{a.status, next})
		if slices.Contains(seen, next) || len(r.Hops) > mostHops {
			r.Fault = Loop
			return r
		}
		seen, at = append(seen, next), next
	}
}

// secure asks for an address that answers without encryption with it, and returns
// the address that does; empty if there is none, or the server redirects there.
func (c *Client) secure(ctx context.Context, r Reply) string {
	rest, isPlain := strings.CutPrefix(r.Asked, "http://")
	if !isPlain || Judge(r).Outcome != Fine || strings.HasPrefix(r.last(), "https://") {
		return ""
	}
	other := c.Ask(ctx, "https://"+rest)
	if len(other.Hops) > 0 || Judge(other).Outcome != Fine {
		return ""
	}
	return other.Asked
}

// answer is what came of one request.
type answer struct {
	status int
	header http.Header
	body   []byte
	fault  Fault
	detail string
}

// redirect is where the answer leads; empty if it is none.
func (a answer) redirect(from string) string {
	location := a.header.Get("Location")
	if !slices.Contains([]int{301, 302, 303, 307, 308}, a.status) || location == "" {
		return ""
	}
	base, err := url.Parse(from)
	if err != nil {
		return ""
	}
	to, err := base.Parse(location)
	if err != nil {
		return location
	}
	return to.String()
}

// askOnce asks for one address without following redirects: for its head, and if
// that does not settle it, for at most limit bytes of the page.
func (c *Client) askOnce(ctx context.Context, address string, limit int64) answer {
	if !c.Anywhere && !isPublic(hostname(address)) {
		return answer{fault: NotPublic}
	}
	if a := c.mayAsk(ctx, address); a.fault != NoFault {
		return a
	}
	if a := c.patient(ctx, http.MethodHead, address, 0); settles(a) {
		return a
	}
	return c.patient(ctx, http.MethodGet, address, limit)
}

// settles reports whether the answer to HEAD is enough. A page must be seen, since
// it may be a wall, or say that there is none; and servers that do not know HEAD
// answer with any error.
func settles(a answer) bool {
	switch a.fault {
	case NoName, Refused, Insecure, Postponed, Stopped:
		return true
	case NoFault:
	default:
		return false
	}
	kind := a.header.Get("Content-Type")
	isPage := kind == "" || strings.Contains(kind, "html")
	return a.status == http.StatusTooManyRequests || a.redirect("http://any/") != "" || a.status == http.StatusOK && !isPage
}

// patience is the longest time that a host may ask to wait within a run.
const patience = time.Minute

// patient sends a request, and once more if the host asks for a short time to wait.
func (c *Client) patient(ctx context.Context, method, address string, limit int64) answer {
	a := c.send(ctx, method, address, limit)
	if wait, ok := retryAfter(a, time.Now()); ok {
		c.host(address).leaveAlone(wait)
		if wait <= patience {
			return c.send(ctx, method, address, limit)
		}
	}
	return a
}

// send sends one request when it is its turn, and reads at most limit bytes.
func (c *Client) send(ctx context.Context, method, address string, limit int64) answer {
	h := c.host(address)
	if fault, detail := h.enter(ctx, c.slots); fault != NoFault {
		return answer{fault: fault, detail: detail}
	}
	defer h.leave(c.slots)
	ctx, cancel := context.WithTimeoutCause(ctx, c.Timeout, errTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return answer{fault: NotWeb, detail: address}
	}
	request.Header.Set("User-Agent", c.Agent)
	request.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
	response, err := c.Transport.RoundTrip(request)
	if err != nil {
		fault, detail := faultOf(ctx, err)
		return answer{fault: fault, detail: detail}
	}
	defer response.Body.Close()
	a := answer{status: response.StatusCode, header: response.Header}
	if method != http.MethodHead {
		a.body, _ = io.ReadAll(io.LimitReader(response.Body, limit)) // a page cut short still says something
	}
	return a
}

var errTime = errors.New("time is over")
