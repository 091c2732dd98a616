package links

import (
	"fmt"
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
// What can be told from the addresses alone is for package check. An address that its
// record calls dead is expected to be missing; one without a record in the history
// gives nothing.
func Findings(addresses []Address, h *History) diag.List {
	var list diag.List
	for _, a := range addresses {
		if r, ok := h.Addresses[a.URL]; ok {
			if d, ok := finding(a, r); ok {
				list = append(list, a.everywhere(d))
			}
		}
		list = append(list, lost(a, h.Addresses[a.URL])...)
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
	written := string(p.File.Text()[p.Start:p.Stop])
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

// isBefore reports whether a day is surely before a date.
func isBefore(day content.Day, date content.Date) bool {
	return !date.From.IsZero() && day.Last().Before(date.From.First().AddDate(0, 0, -1)) // a day for the time zones
}
