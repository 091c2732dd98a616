package links

import (
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
)

// Fault is why there is no answer to judge.
type Fault int

const (
	NoFault   Fault = iota
	NoName          // the name service knows no such host
	NoAnswer        // the time is over
	Refused         // nothing listens there
	Insecure        // the certificate or the encryption is wrong
	Broken          // anything else between the machines
	Loop            // the redirects have no end
	Forbidden       // robots.txt asks programs to stay away
	Postponed       // the host asked to be left alone for a time
	NotPublic       // it leads to a host that readers cannot reach
	NotWeb          // it leads to what is no address of the web
	Stopped         // the one who asked stopped
)

// Hop is a redirect that was followed.
type Hop struct {
	Status int
	To     string // without fragment
}

// Reply is what came of asking for an address.
type Reply struct {
	Asked  string
	Hops   []Hop
	Status int // of the last answer; 0 with a fault
	Header http.Header
	Body   []byte // the beginning, if it was read
	Fault  Fault
	Detail string // of a fault, for people; may be empty
	Secure string // of an address with http: the same with https, if that answers too
}

// last is the address that gave the last answer.
func (r Reply) last() string {
	if n := len(r.Hops); n > 0 {
		return r.Hops[n-1].To
	}
	return r.Asked
}

// Judge says what a reply means. Only 404, 410 and an unknown name are missing:
// what else goes wrong may be the fault of the network, of this machine, or a wall.
func Judge(r Reply) Verdict {
	v := Verdict{Outcome: Unclear, Status: r.Status}
	if r.Fault != NoFault {
		v.Outcome, v.Reason = judgeFault(r)
		return v
	}
	if wall := wallOf(r); wall != "" {
		v.Reason = "a wall against programs answers (" + wall + ")"
		return v
	}
	switch {
	case r.Status == http.StatusNotFound, r.Status == http.StatusGone:
		v.Outcome, v.Reason = Missing, fmt.Sprintf("the server answers %s", status(r.Status))
	case r.Status >= 200 && r.Status < 300, r.Status == http.StatusRequestedRangeNotSatisfiable:
		return judgeAnswer(r, v)
	default:
		v.Reason = unclear(r.Status)
	}
	return v
}

// JudgeAll judges the replies of one run. Where nothing at all answered it may be this
// machine that is not connected: then unknown names tell nothing.
func JudgeAll(replies []Reply) []Verdict {
	anyAnswer := slices.ContainsFunc(replies, func(r Reply) bool { return r.Status != 0 })
	verdicts := make([]Verdict, len(replies))
	for i, r := range replies {
		verdicts[i] = Judge(r)
		if r.Fault == NoName && !anyAnswer {
			verdicts[i].Outcome = Unclear
			verdicts[i].Reason += ", but no other host answered: perhaps this machine is not connected"
		}
	}
	return verdicts
}

func judgeFault(r Reply) (Outcome, string) {
	detail := ""
	if r.Detail != "" {
		detail = ": " + r.Detail
	}
	switch r.Fault {
	case NoName:
		return Missing, "there is no host " + hostname(r.last())
	case NoAnswer:
		return Unclear, "it did not answer in time"
	case Refused:
		return Unclear, "the host refuses the connection"
	case Insecure:
		return Unclear, "the connection is not safe" + detail
	case Loop:
		return Unclear, "its redirects lead in a circle"
	case Forbidden:
		if r.Detail != "" {
			return Unclear, "the robots.txt of " + hostname(r.last()) + " cannot be read" + detail
		}
		return Unclear, "the robots.txt of " + hostname(r.last()) + " asks programs not to look"
	case Postponed:
		return Unclear, hostname(r.last()) + " asked not to be asked for a time" + detail
	case NotPublic:
		if len(r.Hops) == 0 {
			return Private, "its host is not public"
		}
		return Unclear, "it leads to a host that is not public: " + hostname(r.last())
	case NotWeb:
		return Unclear, "it leads to what is no address of the web" + detail
	}
	return Unclear, "the connection broke" + detail
}

// judgeAnswer looks at an answer that the server calls good.
func judgeAnswer(r Reply, v Verdict) Verdict {
	if sign := softMissing(r); sign != "" {
		v.Reason = sign
		return v
	}
	v.Outcome, v.To = Fine, r.Secure
	if to := movedTo(r); to != "" {
		v.Outcome, v.To, v.Reason = Moved, to, "moved for good to "+to
	}
	return v
}

// movedTo is where the permanent redirects lead that come before any temporary
// one; empty if there are none.
func movedTo(r Reply) string {
	to := ""
	for _, h := range r.Hops {
		if h.Status != http.StatusMovedPermanently && h.Status != http.StatusPermanentRedirect {
			break
		}
		to = h.To
	}
	if to == r.Asked {
		return ""
	}
	return to
}

// softMissing says why a good answer may be a page that says that there is none.
func softMissing(r Reply) string {
	if heading := headingOf(r.Body); heading != "" && saysMissing(heading) {
		return fmt.Sprintf("the page calls itself %q", heading)
	}
	from, to := pathOf(r.Asked), pathOf(r.last())
	switch base := strings.ToLower(path.Base(to)); {
	case len(r.Hops) == 0:
	case from != "/" && to == "/":
		return "it leads to the front page of " + hostname(r.last())
	case strings.HasPrefix(base, "404"), strings.HasPrefix(base, "notfound"), strings.HasPrefix(base, "not-found"), strings.HasPrefix(base, "error"):
		return "it leads to a page of errors, " + r.last()
	case strings.HasPrefix(base, "login"), strings.HasPrefix(base, "signin"), strings.HasPrefix(base, "sign-in"):
		return "it leads to a page that asks for a login"
	}
	return ""
}

// pathOf is the path and query of an address; / if it has none.
func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "/"
	}
	return u.RequestURI()
}

// unclear says in words what a status tells, which is little.
func unclear(code int) string {
	switch {
	case code == http.StatusUnauthorized || code == http.StatusProxyAuthRequired:
		return "it asks for a login (" + status(code) + ")"
	case code == http.StatusPaymentRequired:
		return "it asks for a payment (" + status(code) + ")"
	case code == http.StatusForbidden || code == 999: // 999 is LinkedIn's
		return "the server does not answer programs (" + status(code) + ")"
	case code == http.StatusTooManyRequests:
		return "the server was asked too often (" + status(code) + ")"
	case code == http.StatusUnavailableForLegalReasons:
		return "it is withheld for legal reasons here (" + status(code) + ")"
	case code >= 500:
		return "the server is at fault (" + status(code) + ")"
	}
	return "the server answers " + status(code)
}

func status(code int) string {
	return strings.TrimSpace(fmt.Sprintf("%d %s", code, strings.ToLower(http.StatusText(code))))
}

func hostname(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Hostname()
}
