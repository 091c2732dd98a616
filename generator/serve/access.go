package serve

import (
	"crypto/rand"
	"crypto/subtle"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
)

// Access says what may be done over one listener. The zero Access lets the pages be
// read by whoever is on this machine and names it by the listener's own address.
type Access struct {
	Hosts    []string     // further names for Host, exactly as they come, with or without port
	Key      string       // reading needs it; empty if nobody is asked
	Desk     *Desk        // takes changes; nil if nothing is written
	IsShared bool         // the listener is for other machines: nothing is ever written, whatever Desk is
	Seen     func(Viewer) // is told of each that opened a link with a key
	Viewers  func() int   // how many have opened a shared link; nil if nothing is shared
}

// Viewer is somebody who opened the link to a listener that asks for a key.
type Viewer struct{ Address, Agent string }

// Secret returns 130 bits of the system's randomness as text, for a token or key.
func Secret() string { return rand.Text() }

// sameSecret compares in constant time.
func sameSecret(a, b string) bool {
	return a != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}

// mostWrong is after how many wrong tokens writing is off.
const mostWrong = 10

// lock opens for the token of the run, until too many wrong ones were tried.
type lock struct {
	token string
	wrong atomic.Int32
}

func (l *lock) opens(token string) bool {
	if l.wrong.Load() >= mostWrong {
		return false
	}
	if sameSecret(l.token, token) {
		return true
	}
	l.wrong.Add(1)
	return false
}

// isShut reports whether too many wrong tokens were tried.
func (l *lock) isShut() bool { return l.wrong.Load() >= mostWrong }

// names reports whether a Host is one of this listener: its own address, on the
// loopback also by the other two names of that, or one that the user allowed.
func (a Access) names(r *http.Request) bool {
	host := strings.ToLower(r.Host)
	local, _ := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if tcp, ok := local.(*net.TCPAddr); ok {
		port := strconv.Itoa(tcp.Port)
		own := []string{net.JoinHostPort(tcp.IP.String(), port)}
		if tcp.IP.IsLoopback() && !a.IsShared {
			own = []string{"127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port}
		}
		for _, name := range own {
			if host == name || tcp.Port == 80 && host == strings.TrimSuffix(name, ":80") {
				return true
			}
		}
		if slices.ContainsFunc(a.Hosts, func(name string) bool { return host == strings.ToLower(name)+":"+port }) {
			return true
		}
	}
	return slices.ContainsFunc(a.Hosts, func(name string) bool { return host == strings.ToLower(name) })
}

// isOwnOrigin reports whether an Origin is that of a page which this request's Host
// gave. A name that the user allowed may stand behind a server that adds encryption.
func (a Access) isOwnOrigin(r *http.Request, origin string) bool {
	if origin == "http://"+r.Host {
		return true
	}
	return origin == "https://"+r.Host && slices.ContainsFunc(a.Hosts, func(name string) bool {
		return strings.EqualFold(name, r.Host)
	})
}

// mode tells the page what can be done over this listener.
func (a Access) mode(l *lock) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		mode := "read"
		switch {
		case a.IsShared:
			mode = "shared"
		case a.Desk != nil && !l.isShut():
			mode = "write"
		}
		viewers := 0
		if a.Viewers != nil {
			viewers = a.Viewers()
		}
		answer(w, http.StatusOK, struct {
			Mode    string `json:"mode"`
			Viewers int    `json:"viewers,omitempty"`
		}{mode, viewers})
	}
}
