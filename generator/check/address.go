package check

import (
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"briefing/generator/content"
)

var tracking = []string{"fbclid", "gclid", "dclid", "msclkid", "yclid", "mc_cid", "mc_eid", "igshid", "phpsessid", "jsessionid", "sid", "_ga", "ref_src"}

func isTracking(pair string) bool {
	key, _, _ := strings.Cut(strings.ToLower(pair), "=")
	return strings.HasPrefix(key, "utm_") || slices.Contains(tracking, key)
}

// withoutTracking returns an address without the parameters that only count
// visitors; everything else stays as it is written.
func withoutTracking(address string) string {
	before, rest, found := strings.Cut(address, "?")
	if !found {
		return address
	}
	query, fragment, hasFragment := strings.Cut(rest, "#")
	pairs := slices.DeleteFunc(strings.Split(query, "&"), isTracking)
	if len(pairs) > 0 {
		before += "?" + strings.Join(pairs, "&")
	}
	if hasFragment {
		before += "#" + fragment
	}
	return before
}

// SameDocument reports whether two addresses are of one document: http and https, www,
// a slash at the end and what only counts visitors make no difference.
func SameDocument(a, b string) bool { return plainAddress(a) == plainAddress(b) }

// plainAddress is the same for addresses of one document.
func plainAddress(address string) string {
	_, rest, _ := strings.Cut(withoutTracking(address), "://")
	rest, fragment, _ := strings.Cut(rest, "#")
	host, path, _ := strings.Cut(rest, "/")
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	path = strings.TrimSuffix(strings.Replace(path, "/?", "?", 1), "/")
	if strings.HasPrefix(fragment, "!") || strings.HasPrefix(fragment, "/") {
		path += "#" + fragment // of pages that a script fills
	}
	return host + "/" + path
}

func addressTracking(d *desk, report reporter) {
	for _, s := range d.Library.Sources {
		if plain := withoutTracking(s.URL.Value); plain != s.URL.Value {
			f := report(&s.Head, s.URL.At, "the address counts visitors")
			f.Paste = "url: " + plain
			if written := s.Written(s.URL.At); strings.Contains(written, s.URL.Value) {
				start := int(s.URL.At.Start) + strings.Index(written, s.URL.Value)
				*f = f.WithFix(true, "delete what counts visitors", start, start+len(s.URL.Value), plain)
			}
		}
	}
}

var shorteners = []string{
	"bit.ly", "t.co", "goo.gl", "tinyurl.com", "ow.ly", "is.gd", "buff.ly", "lnkd.in", "t.ly", "cutt.ly", "rb.gy", "dlvr.it", "fb.me", "amzn.to",
	"webcache.googleusercontent.com", "cc.bingj.com", "news.google.com", "cdn.ampproject.org",
}

var searches = regexp.MustCompile(`^(www\.)?(google\.[a-z.]+/(search|url|amp)|bing\.com/(search|ck)|duckduckgo\.com/\?|yandex\.[a-z]+/search)`)

func addressShort(d *desk, report reporter) {
	for _, s := range d.Library.Sources {
		_, rest, _ := strings.Cut(s.URL.Value, "://")
		host, _, _ := strings.Cut(strings.ToLower(rest), "/")
		if slices.Contains(shorteners, host) || strings.HasSuffix(host, ".cdn.ampproject.org") || searches.MatchString(rest) {
			report(&s.Head, s.URL.At, "%q is no address of a document", host).Hint = "open it, and write the address that it leads to"
		}
	}
}

func addressLocal(d *desk, report reporter) {
	for _, s := range d.Library.Sources {
		for _, t := range []content.Text{s.URL, s.Archived} {
			if isLocal(t.Value) {
				report(&s.Head, t.At, "the address leads to a machine that readers have not").Hint = "write the address on the web"
			}
		}
	}
}

// isLocal reports whether an address is of this machine or a private network.
func isLocal(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := u.Hostname()
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsPrivate() || ip.IsLoopback() || ip.IsUnspecified() || ip.IsLinkLocalUnicast()
	}
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".internal")
}

var copied = regexp.MustCompile(`^https?://web\.archive\.org/web/(\d{8})\d*(?:[a-z]{2}_)?/(.+)$`)

func archiveOther(d *desk, report reporter) {
	for _, s := range d.Library.Sources {
		m := copied.FindStringSubmatch(s.Archived.Value)
		if m == nil || !s.URL.IsSet() {
			continue
		}
		of := m[2]
		if !strings.Contains(of, "://") {
			of = "http://" + of
		}
		if !strings.EqualFold(plainAddress(of), plainAddress(s.URL.Value)) {
			report(&s.Head, s.Archived.At, "the copy is of another page: %s", of).Hint = "correct archived or url"
		}
	}
}

func archiveEarly(d *desk, report reporter) {
	for _, s := range d.Library.Sources {
		m := copied.FindStringSubmatch(s.Archived.Value)
		if m == nil || s.Date.From.IsZero() {
			continue
		}
		if day, err := time.Parse("20060102", m[1]); err == nil && day.AddDate(0, 0, 1).Before(s.Date.From.First()) {
			report(&s.Head, s.Archived.At, "the copy of %s is older than the source", day.Format(time.DateOnly)).Hint = "correct the date of the source, or take a newer copy"
		}
	}
}

var doi = regexp.MustCompile(`^10\.\d{4,9}(\.\d+)*/\S+$`)

func doiForm(d *desk, report reporter) {
	for _, s := range d.Library.Sources {
		if !s.DOI.IsSet() || doi.MatchString(s.DOI.Value) {
			continue
		}
		f := report(&s.Head, s.DOI.At, "%q is no DOI", s.DOI.Value)
		f.Hint = "it begins with 10. and a number: 10.1000/182"
		if i := strings.Index(s.DOI.Value, "10."); i > 0 && doi.MatchString(s.DOI.Value[i:]) {
			f.Paste = "doi: " + s.DOI.Value[i:]
		}
	}
}

func isbnForm(d *desk, report reporter) {
	for _, s := range d.Library.Sources {
		if s.ISBN.IsSet() && !isISBN(s.ISBN.Value) {
			report(&s.Head, s.ISBN.At, "%q is no ISBN", s.ISBN.Value).Hint = "compare it with the book: 10 or 13 digits, the last one computed from the others"
		}
	}
}

// isISBN computes the last digit (ISO 2108).
func isISBN(s string) bool {
	digits := strings.ToUpper(strings.NewReplacer("-", "", " ", "", "–", "").Replace(s))
	sum := 0
	for i, r := range digits {
		n := int(r - '0')
		if r == 'X' && i == 9 && len(digits) == 10 {
			n = 10
		} else if r < '0' || r > '9' {
			return false
		}
		if len(digits) == 10 {
			sum += (10 - i) * n
		} else {
			sum += []int{1, 3}[i%2] * n
		}
	}
	return len(digits) == 10 && sum%11 == 0 || len(digits) == 13 && sum%10 == 0
}
