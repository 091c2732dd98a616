package links

import (
	"fmt"
	"net/url"
	"strings"

	"briefing/generator/content"
	"briefing/generator/diag"
)

// Findings says what the last checks mean for the content, in the order of the
// addresses:
//
//	address-dead      error    missing on several days
//	address-missing   warning  missing, but not on enough days
//	address-private   warning  readers cannot reach the host
//	address-moved     note     moved for good
//	address-plain     note     http where https answers
//	address-unclear   note     nothing can be told
//	address-alive     note     the record says dead, but it answers
//	extract-gone      warning  the page does not hold the words of an extract
//
// and what can be told from the addresses alone: address-detour, archive-other,
// archive-early (all warnings). An address that its record calls dead is expected to
// be missing. An address without a record in the history gives nothing of the first.
func Findings(addresses []Address, h *History) diag.List {
	var list diag.List
	for _, a := range addresses {
		if r, ok := h.Addresses[a.URL]; ok {
			if d, ok := finding(a, r); ok {
				list = append(list, a.everywhere(d))
			}
		}
		list = append(list, lost(a, h.Addresses[a.URL])...)
		if d, ok := detour(a, h.Addresses[a.URL]); ok {
			list = append(list, a.everywhere(d))
		}
		for _, p := range a.Places {
			if d, ok := copyAtFault(p); ok {
				list = append(list, d)
			}
		}
	}
	return list
}

// finding says what one record means.
func finding(a Address, r Record) (diag.Diagnostic, bool) {
	p := a.Places[0]
	at := func(severity diag.Severity, code, format string, args ...any) diag.Diagnostic {
		return diag.Diagnostic{Span: p.Span, Severity: severity, Code: code, Message: fmt.Sprintf(format, args...)}
	}
	saysDead := p.Role == Original && !p.Source.Dead.From.IsZero()
	switch {
	case r.Outcome == Missing && saysDead:
		return diag.Diagnostic{}, false
	case r.IsDead():
		return mourn(p, at(diag.Error, "address-dead", "the address is dead: %s, on %d days since %s", r.Reason, len(r.Missing), r.Missing[0]), r), true
	case r.Outcome == Missing:
		return at(diag.Warning, "address-missing", "the address does not answer: %s", r.Reason).
			WithHint("it is called dead when this is so on %d different days; so far on %s. Is it spelled right?", deadAfter, strings.Join(r.Missing, ", ")), true
	case r.Outcome == Private:
		return at(diag.Warning, "address-private", "readers cannot reach the address: %s", r.Reason).WithHint("give the address at which it is published"), true
	case r.Outcome == Unclear:
		return at(diag.Note, "address-unclear", "it cannot be told whether the address answers: %s", r.Reason).WithHint("open it in a browser"), true
	case saysDead:
		return at(diag.Note, "address-alive", "the record says that the address is dead since %s, but it answers", p.Source.Dead.Value).
			WithHint("delete the line dead: if it is the same page"), true
	case r.Outcome == Moved:
		d := at(diag.Note, "address-moved", "the address has %s", r.Reason)
		return a.renamed(d, r.To, isSameSite(a.URL, r.To)), true
	case r.To != "":
		return a.renamed(at(diag.Note, "address-plain", "the address answers with https too"), r.To, true), true
	}
	return diag.Diagnostic{}, false
}

// mourn says what to do about a dead address.
func mourn(p Place, d diag.Diagnostic, r Record) diag.Diagnostic {
	switch p.Role {
	case Archived:
		return d.WithHint("delete the line archived:, then look for another copy: briefing links archive --source %s", p.Source.ID)
	case Original:
		line := "dead: " + r.Missing[0]
		d = d.WithPaste(line)
		if at, ending, ok := lineBehind(p.Source); ok {
			d = d.WithFix(false, "say that the address is dead since "+r.Missing[0], at, at, line+ending)
		}
		if p.Source.Archived.IsSet() {
			return d.WithHint("readers are then led to the archived copy first")
		}
		return d.WithHint("readers are then led to an archived copy first; look for one: briefing links archive --source %s", p.Source.ID)
	}
	return d.WithHint("link to another page, or to a copy at an archive")
}

// everywhere names the other places of the address.
func (a Address) everywhere(d diag.Diagnostic) diag.Diagnostic {
	for _, p := range a.Places[1:] {
		d = d.WithRelated(p.File, p.Start, p.Stop, "also here")
	}
	return d
}

// renamed offers to write another address at every place where it stands as it is.
func (a Address) renamed(d diag.Diagnostic, to string, isSafe bool) diag.Diagnostic {
	fix := diag.Fix{Title: "write " + to, Safe: isSafe}
	for _, p := range a.Places {
		if text, ok := p.spelled(to); ok {
			fix.Edits = append(fix.Edits, diag.Edit{Span: p.Span, Text: text})
		}
	}
	if first := a.Places[0]; first.Role == Original {
		d = d.WithPaste("url: " + first.withFragment(to))
	} else {
		d = d.WithHint("write %s", first.withFragment(to))
	}
	if len(fix.Edits) == len(a.Places) {
		d.Fixes = append(d.Fixes, fix)
	}
	return d
}

// withFragment gives an address the fragment that the author wrote, unless it has
// one.
func (p Place) withFragment(to string) string {
	if _, fragment, ok := strings.Cut(p.Shown, "#"); ok && !strings.Contains(to, "#") {
		return to + "#" + fragment
	}
	return to
}

// spelled is an address as it is to be written at a place; ok is false if the place
// is not one plain word, so that nobody knows what to replace.
func (p Place) spelled(to string) (text string, ok bool) {
	to = p.withFragment(to)
	written := string(p.File.Bytes[p.Start:p.Stop])
	switch {
	case strings.ContainsAny(to, " \"'<>\\`{}|^\n"):
		return "", false
	case written == p.Shown && p.Role == Text:
		return strings.NewReplacer("(", "%28", ")", "%29").Replace(to), true
	case written == p.Shown:
		return to, !strings.ContainsAny(to, ",[]") // might stand in a list
	case written == `"`+p.Shown+`"`, written == "'"+p.Shown+"'":
		return written[:1] + to + written[:1], true
	}
	return "", false
}

// isSameSite reports whether two addresses have the same host, www. aside.
func isSameSite(a, b string) bool {
	return strings.TrimPrefix(hostOf(a), "www.") == strings.TrimPrefix(hostOf(b), "www.")
}

// shorteners are hosts whose addresses say nothing and live as long as the host.
var shorteners = " bit.ly t.co tinyurl.com goo.gl ow.ly buff.ly is.gd lnkd.in dlvr.it trib.al shorturl.at rebrand.ly cutt.ly t.ly fb.me amzn.to clck.ru vk.cc "

// detour finds addresses that lead to a document by way of somebody else.
func detour(a Address, r Record) (diag.Diagnostic, bool) {
	u, err := url.Parse(a.URL)
	p := a.Places[0]
	if err != nil || p.Role == Archived {
		return diag.Diagnostic{}, false
	}
	host := strings.TrimPrefix(u.Hostname(), "www.")
	isGoogle := strings.HasPrefix(host, "google.") || strings.Contains(host, ".google.")
	what := ""
	switch {
	case strings.Contains(shorteners, " "+host+" "):
		what = "a shortener"
	case isGoogle && (u.Path == "/search" || u.Path == "/url"), host == "bing.com" && u.Path == "/search", host == "duckduckgo.com" && u.RawQuery != "":
		what = "a search engine"
	case host == "webcache.googleusercontent.com":
		what = "a cache"
	case strings.HasSuffix(host, ".cdn.ampproject.org"), isGoogle && strings.HasPrefix(u.Path, "/amp/"):
		what = "a copy for telephones"
	default:
		return diag.Diagnostic{}, false
	}
	d := p.File.Warning("address-detour", p.Start, p.Stop, "the address is that of %s", what).WithHint("give the address of the document itself")
	if r.Outcome == Moved {
		d.Hint += ", " + r.To
	}
	return d, true
}

// copyAtFault finds archived copies of another page, or from before the source was
// published. Only copies at the Internet Archive say what they are of.
func copyAtFault(p Place) (diag.Diagnostic, bool) {
	if p.Role != Archived || !p.Source.URL.IsSet() {
		return diag.Diagnostic{}, false
	}
	day, of, ok := ParseSnapshot(p.Shown)
	switch {
	case !ok:
	case !isSamePage(of, p.Source.URL.Value):
		return p.File.Warning("archive-other", p.Start, p.Stop, "the archived copy is of another page").
			WithHint("it is of %s", of).WithRelated(p.File, int(p.Source.URL.At.Start), int(p.Source.URL.At.Stop), "the address of the source"), true
	case isBefore(day, p.Source.Date):
		return p.File.Warning("archive-early", p.Start, p.Stop, "the archived copy is of %s, before the source was published", day).
			WithRelated(p.File, int(p.Source.Date.At.Start), int(p.Source.Date.At.Stop), "published then"), true
	}
	return diag.Diagnostic{}, false
}

// isBefore reports whether a day is surely before a date.
func isBefore(day content.Day, date content.Date) bool {
	return !date.From.IsZero() && day.Last().Before(date.From.First().AddDate(0, 0, -1)) // a day for the time zones
}
