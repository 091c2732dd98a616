package serve

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// guard lets through what an access allows, and answers everything else before it is
// routed. What browsers send for a foreign page decides the order: a name that was
// rebound to this machine is known only by its Host; a page on another port of this
// machine has our cookies; and only scripts of our own pages can send the token in a
// header of its own. The key comes before the token, so that who has not the link cannot
// use up the tries.
func guard(a Access, l *lock, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		nonce := Secret()
		headers(w.Header(), nonce)
		r = r.WithContext(context.WithValue(r.Context(), nonceKey{}, nonce))
		if status, why := a.refuses(r); status != 0 {
			refuse(w, r, status, why)
			return
		}
		if a.Key != "" && !a.hasKey(w, r) {
			return
		}
		if r.Method == http.MethodPost {
			if status, why := a.refusesWriting(r, l); status != 0 {
				refuse(w, r, status, why)
				return
			}
			r.Body = http.MaxBytesReader(w, r.Body, mostBytes)
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTime)) // a recorder of tests has none
		}
		next.ServeHTTP(w, r)
	})
}

// The bounds of a request that writes.
const (
	mostBytes = 64 << 10
	bodyTime  = 10 * time.Second
)

type nonceKey struct{}

// nonceOf is the number that lets the scripts of this answer run, and no others.
func nonceOf(r *http.Request) string {
	nonce, _ := r.Context().Value(nonceKey{}).(string)
	return nonce
}

// headers are on every answer, refusals too.
func headers(h http.Header, nonce string) {
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", fmt.Sprintf("default-src 'none'; script-src 'nonce-%s' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; "+
		"font-src 'self'; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'", nonce))
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
}

// refuses says why a request of any kind is not answered; status 0 if it is.
func (a Access) refuses(r *http.Request) (status int, why string) {
	site, origin := r.Header.Get("Sec-Fetch-Site"), r.Header.Values("Origin")
	switch {
	case !a.names(r):
		return http.StatusForbidden, "this server is not called by that name"
	case !slices.Contains([]string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions}, r.Method):
		return http.StatusMethodNotAllowed, "this is not done here"
	case r.Method == http.MethodOptions:
		return http.StatusForbidden, "other sites may ask for nothing"
	case !isPath(r.URL):
		return http.StatusBadRequest, "that is no address of a page"
	case len(origin) > 1 || len(origin) == 1 && !a.isOwnOrigin(r, origin[0]):
		return http.StatusForbidden, "only pages of this server are answered"
	case site == "" || site == "same-origin" || site == "none":
		return 0, ""
	case r.Method == http.MethodGet && r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document" &&
		!strings.HasPrefix(r.URL.Path, private):
		return 0, "" // a link that somebody followed: the page that had it sees nothing of the answer
	}
	return http.StatusForbidden, "only pages of this server are answered"
}

// refusesWriting says why a request that would change something is not answered.
// The token is looked at last, so that only our own pages can use up its tries.
func (a Access) refusesWriting(r *http.Request, l *lock) (status int, why string) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case a.Desk == nil || a.IsShared:
		return http.StatusMethodNotAllowed, "nothing can be changed here"
	case r.Header.Get("Origin") == "" || r.Header.Get("Sec-Fetch-Site") != "same-origin":
		return http.StatusForbidden, "only pages of this server change something"
	case !strings.HasPrefix(r.URL.Path, private):
		return http.StatusMethodNotAllowed, "nothing can be changed here"
	case err != nil || kind != "application/json":
		return http.StatusUnsupportedMediaType, "changes come as application/json"
	case r.ContentLength > mostBytes:
		return http.StatusRequestEntityTooLarge, "that is too long"
	case l.isShut():
		return http.StatusForbidden, "writing is off: too many wrong tokens were tried; start the server again"
	case !l.opens(r.Header.Get(tokenHeader)):
		return http.StatusForbidden, "open the link that the terminal printed"
	}
	return 0, ""
}

// tokenHeader holds the token of the run. Other sites cannot send a header of their
// own without asking first, and are refused then.
const tokenHeader = "Briefing-Token"

// isPath reports whether an address can be that of a page: no characters that some
// file system takes for something else, and no way up.
func isPath(u *url.URL) bool {
	return strings.HasPrefix(u.Path, "/") && !strings.Contains(u.Path, "//") && !strings.ContainsAny(u.Path, "\\:\x00") && !strings.ContainsFunc(u.Path, func(r rune) bool { return r < ' ' || r == 0x7f }) &&
		!slices.ContainsFunc(strings.Split(u.Path, "/"), func(s string) bool { return s == ".." || s == "." })
}

// refuse answers with the reason. Programs of ours get it as JSON.
func refuse(w http.ResponseWriter, r *http.Request, status int, why string) {
	if r.Method == http.MethodPost {
		answer(w, status, problem{Error: why})
		return
	}
	http.Error(w, why, status)
}
