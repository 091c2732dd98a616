// Package lookup asks for one page of the web and says what it tells of itself: its
// title, publisher, authors and date.
//
// The address comes from somebody's clipboard, so that what it leads to is not
// trusted: only http and https, and only servers that anybody can reach. That is
// looked at when the connection is made, after names were resolved, for each redirect
// anew, so that no answer of a name server leads to this machine or its network. No
// cookies are sent and none are kept.
package lookup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"syscall"
	"time"
)

// The bounds of asking.
const (
	mostHops  = 5
	mostBytes = 2 << 20 // of a page, what is behind them is not read
	patience  = 10 * time.Second
)

// Client asks public servers. Agent is the name that it gives to them.
type Client struct {
	Agent string

	allows func(address string) error // in place of isPublic, in tests
}

// Read asks for a page. The error is for people.
func (c Client) Read(ctx context.Context, address string) (Page, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Page{}, errors.New("that is no address on the web")
	}
	if err := isWeb(request); err != nil {
		return Page{}, err
	}
	request.Header.Set("User-Agent", c.Agent)
	request.Header.Set("Accept", "text/html,application/xhtml+xml,*/*;q=0.5")
	response, err := c.http().Do(request)
	if err != nil {
		return Page{}, plainError(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return Page{}, fmt.Errorf("the server answered %s", response.Status)
	}
	kind := response.Header.Get("Content-Type")
	if strings.Contains(kind, "pdf") {
		return Page{Type: "report"}, nil
	}
	if kind != "" && !strings.Contains(kind, "html") {
		return Page{}, fmt.Errorf("it is no page but %s", kind)
	}
	return parse(io.LimitReader(response.Body, mostBytes), kind)
}

// http is a client for one question.
func (c Client) http() *http.Client {
	dialer := &net.Dialer{Timeout: patience, ControlContext: func(_ context.Context, _, address string, _ syscall.RawConn) error {
		if c.allows != nil {
			return c.allows(address)
		}
		return isPublic(address)
	}}
	return &http.Client{
		Timeout: patience,
		Transport: &http.Transport{ // no proxy: it would resolve names itself
			DialContext: dialer.DialContext, DisableKeepAlives: true, ForceAttemptHTTP2: true, MaxResponseHeaderBytes: 64 << 10,
			TLSHandshakeTimeout: patience, ResponseHeaderTimeout: patience,
		},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) > mostHops {
				return errHops
			}
			r.Header.Del("Referer")
			return isWeb(r)
		},
	}
}

var (
	errHops    = errors.New("it leads from page to page")
	errPrivate = errors.New("it is no public server")
	errScheme  = errors.New("only http and https are asked")
)

func isWeb(r *http.Request) error {
	if r.URL.Scheme != "http" && r.URL.Scheme != "https" || r.URL.User != nil {
		return errScheme
	}
	return nil
}

// closed are networks that are no part of the public internet though they look so:
// shared addresses of providers, translated and tunneled ones, documentation,
// benchmarks, reserved. 168.63.129.16 is the host's own server for virtual machines in
// Azure (learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
var closed = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("192.88.99.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("fec0::/10"), netip.MustParsePrefix("168.63.129.16/32"),
}

// isPublic reports whether an address with its port is one of the public internet.
func isPublic(address string) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return errPrivate
	}
	ip := at.Addr().Unmap().WithZone("")
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return errPrivate
	}
	for _, p := range closed {
		if p.Contains(ip) {
			return errPrivate
		}
	}
	return nil
}

// plainError is an error in plain words, without the address.
func plainError(err error) error {
	var dns *net.DNSError
	switch {
	case errors.Is(err, errPrivate):
		return errPrivate
	case errors.Is(err, errHops):
		return errHops
	case errors.Is(err, errScheme):
		return errScheme
	case errors.As(err, &dns):
		return errors.New("there is no server of that name")
	case errors.Is(err, context.DeadlineExceeded), isTimeout(err):
		return errors.New("the server did not answer in time")
	}
	return errors.New("the server could not be reached")
}

func isTimeout(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}
