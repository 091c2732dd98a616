package check

import (
	"slices"
	"unicode/utf8"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
)

var publishingRules = []Rule{
	{Code: "site-url-local", Group: publishing, Severity: diag.Error, run: siteURLLocal,
		Title: "the address of the site is local", Fix: "Write the address at which readers find the site.",
		Doc: "Feeds, search engines and links from elsewhere would lead to the editor's machine.",
		Bad: siteFile("url: http://localhost:8080/"), Good: siteFile("url: https://localhost.example/")},
	{Code: "site-url-missing", Group: publishing, Severity: diag.Note, run: siteURLMissing,
		Title: "the site has no address", Fix: "Write url, if the site is to have a feed.",
		Doc: "Pages work without it; feed, sitemap and links with pictures need it. Said once an article is published.",
		Bad: siteFile("language: en"), Good: siteFile("url: https://notes.example/")},
	{Code: "contact-missing", Group: publishing, Severity: diag.Note, run: contactMissing,
		Title: "the site does not say where to report mistakes", Fix: "Write corrections: an address of mail or of a page.",
		Doc: "Readers find mistakes that no program finds, and need somebody to tell. Said once an article is published.",
		Bad: siteFile("language: en"), Good: siteFile("corrections: desk@notes.example")},
	{Code: "license-missing", Group: publishing, Severity: diag.Note, run: licenseMissing,
		Title: "the site has no license", Fix: "Write license: CC-BY-4.0, or what holds.",
		Doc: "Without one nobody may reuse claims and data. Said once an article is published.",
		Bad: siteFile("language: en"), Good: siteFile("license: CC-BY-4.0")},
	{Code: "authors-missing", Group: publishing, Severity: diag.Note, article: authorsMissing,
		Title: "a published article has no author", Fix: "Write authors: an editor's key, an expert's id or a name, in brackets.",
		Doc: "Readers should know who answers for the text.",
		Bad: written("", words), Good: written("authors: [Nora Kell]", words)},
	{Code: "summary-missing", Group: publishing, Severity: diag.Note, article: summaryMissing,
		Title: "a published article has no summary", Fix: "Write one or two sentences that say what the article is about.",
		Doc: "Lists, feeds and search engines show it; without one they show nothing, or a piece of the text.",
		Bad: written("", words), Good: written("summary: Who pays, and who guards.", words)},
	{Code: "summary-long", Group: publishing, Severity: diag.Note, article: summaryLong,
		Title: "a summary has more than 300 characters", Fix: "Keep what a reader must know to go on, at most 300 characters.",
		Doc:  "Lists and feeds cut it, mostly before the point.",
		Bad:  written("summary: "+long+long+long+long, words),
		Good: written("summary: "+long, words)},
	{Code: "title-long", Group: publishing, Severity: diag.Note, article: titleLong,
		Title: "a title has more than 110 characters", Fix: "Shorten it to 110 characters; the rest belongs into the summary.",
		Doc:  "Lists, tabs and search engines cut it.",
		Bad:  bare("title: " + long + long + "\ndate: 2026-04-10"),
		Good: bare("title: " + long + "\ndate: 2026-04-10")},
	{Code: "published-future", Group: publishing, Severity: diag.Warning, article: publishedFuture,
		Title: "a published article has a date in the future", Fix: "Correct the date, or set an embargo.",
		Doc: "It is published with the next build, whatever its date. A day is let pass for time zones.",
		Bad: bare("title: T\ndate: 2027-01-01\nstatus: published"), Good: bare("title: T\ndate: 2027-01-01\nstatus: published\nembargo: 2027-01-01T06:00+00:00")},
	{Code: "correction-unsigned", Group: publishing, Severity: diag.Note, run: correctionUnsigned,
		Title: "a correction is not signed", Fix: "Write by: the editor's key.",
		Doc:  "Readers should know who answers for it. Said only where the site lists editors.",
		Bad:  siteFile("editors: {nk: Nora Kell}") + written("corrections: [{date: 2026-04-12, what: The year was wrong.}]", words),
		Good: siteFile("editors: {nk: Nora Kell}") + written("corrections: [{date: 2026-04-12, what: The year was wrong., by: nk}]", words)},
	{Code: "formerly-twice", Group: publishing, Severity: diag.Error, Fixed: true, run: formerlyTwice,
		Title: "two records claim one old address", Fix: "Delete the id from formerly in one of them.",
		Doc:  "An old address leads to one page. Reported at both records, whether they are on the site or not.",
		Bad:  "-- content/sources/one.md --\n---\ntitle: One\ntype: web\nformerly: [zero]\n---\n-- content/sources/two.md --\n---\ntitle: Two\ntype: web\nformerly: [zero]\n---\n",
		Good: "-- content/sources/one.md --\n---\ntitle: One\ntype: web\nformerly: [zero]\n---\n-- content/experts/two.md --\n---\nname: Two\nformerly: [zero]\n---\n"},
}

// long is a sentence of 88 characters.
const long = "The road over the pass is long and steep and nobody knows who pays for it all the while "

// isLive reports whether the site has something to publish: before, its settings
// can wait.
func (d *desk) isLive() bool {
	return !d.Settings.IsBroken && slices.ContainsFunc(d.Briefings, func(b *graph.Briefing) bool { return b.Status == content.Published })
}

func siteURLLocal(d *desk, report reporter) {
	if isLocal(d.Settings.URL) {
		report(&d.Settings.Head, content.At{}, "%s is an address of this machine", d.Settings.URL).Hint = "write the address at which readers find the site"
	}
}

func siteURLMissing(d *desk, report reporter) {
	if d.Settings.URL == "" && d.isLive() {
		report(&d.Settings.Head, content.At{}, "the site has no address").Paste = "url: https://…"
	}
}

func contactMissing(d *desk, report reporter) {
	if !d.Settings.Contact.IsSet() && d.isLive() {
		report(&d.Settings.Head, content.At{}, "the site does not say where to report mistakes").Paste = "corrections: …"
	}
}

func licenseMissing(d *desk, report reporter) {
	if !d.Settings.License.IsSet() && d.isLive() {
		report(&d.Settings.Head, content.At{}, "the site has no license").Paste = "license: …"
	}
}

func authorsMissing(a *article, report reporter) {
	if a.Status == content.Published && len(a.Briefing.Authors) == 0 {
		report(&a.Head, content.At{}, "the article has no author").Paste = "authors: […]"
	}
}

func summaryMissing(a *article, report reporter) {
	if a.Status == content.Published && !a.Summary.IsSet() {
		report(&a.Head, content.At{}, "the article has no summary").Paste = "summary: …"
	}
}

func summaryLong(a *article, report reporter) { tooLong(a, a.Summary, "summary", 300, report) }

func titleLong(a *article, report reporter) { tooLong(a, a.Title, "title", 110, report) }

func tooLong(a *article, t content.Text, what string, most int, report reporter) {
	if n := utf8.RuneCountInString(t.Value); n > most {
		report(&a.Head, t.At, "the %s has %d characters", what, n).Hint = "lists cut it: shorten it"
	}
}

func publishedFuture(a *article, report reporter) {
	day := a.Date.From
	if a.Status == content.Published && a.Embargo.IsZero() && !day.IsZero() && day.First().AddDate(0, 0, -1).After(a.now) {
		report(&a.Head, a.Date.At, "the article is published, but its date lies in the future").Hint = "correct the date, or set an embargo"
	}
}

func correctionUnsigned(d *desk, report reporter) {
	if len(d.Settings.Editors) == 0 {
		return
	}
	onSite(d.Site, func(h *content.Head) {
		for _, c := range h.Corrections {
			if !c.By.IsSet() {
				report(h, c.At, "the correction is not signed").Paste = "by: …"
			}
		}
	})
}
