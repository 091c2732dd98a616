package serve

import (
	"net"
	"net/http"
	"strconv"
)

// hasKey reports whether a request has the key for reading: in its cookie, or in the
// link, which gives the cookie and leads to the same address without the key. It
// answers the request if it is false.
//
// The cookie's name holds the port, since browsers share cookies between the ports
// of a machine. It lets nothing but reading.
func (a Access) hasKey(w http.ResponseWriter, r *http.Request) bool {
	name := "briefing-" + portOf(r)
	if c, err := r.Cookie(name); err == nil && sameSecret(a.Key, c.Value) {
		return true
	}
	if !sameSecret(a.Key, r.URL.Query().Get("key")) || r.Method != http.MethodGet {
		refuse(w, r, http.StatusForbidden, "open the link that the terminal printed")
		return false
	}
	if a.Seen != nil {
		address, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil {
			address = r.RemoteAddr
		}
		a.Seen(Viewer{address, r.UserAgent()})
	}
	// Lax, since a link in a message is followed from another site.
	http.SetCookie(w, &http.Cookie{Name: name, Value: a.Key, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	w.Header().Set("Location", r.URL.EscapedPath())
	w.WriteHeader(http.StatusSeeOther)
	return false
}

func portOf(r *http.Request) string {
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr); ok {
		return strconv.Itoa(local.Port)
	}
	return ""
}
