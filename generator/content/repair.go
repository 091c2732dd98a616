package content

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"briefing/generator/anchor"
	"briefing/generator/diag"
)

// This file makes of a value that is refused the one that was probably meant.

// replace gives a finding a change of a value.
func (t Text) replace(d *diag.Diagnostic, safe bool, text string) {
	*d = d.WithFix(safe, "write "+text, int(t.At.Start), int(t.At.Stop), text)
}

// synonyms are words that people write for the values of fields, and ours. Where a
// field has none, those of the empty key hold.
var synonyms = map[string]map[string]string{
	"assessment": {
		"true": Supported, "correct": Supported, "confirmed": Supported, "verified": Supported, "accurate": Supported, "proven": Supported,
		"false": Contradicted, "refuted": Contradicted, "wrong": Contradicted, "incorrect": Contradicted, "debunked": Contradicted, "disproven": Contradicted,
		"mixed": PartlySupported, "half-true": PartlySupported, "mostly-true": PartlySupported, "partly-true": PartlySupported, "partly": PartlySupported,
		"contested": Disputed, "controversial": Disputed,
		"unproven": Unverified, "unknown": Unverified, "unclear": Unverified, "unsupported": Unverified, "unverifiable": Unverified,
	},
	"kind":       {"claim": Check, "fact": Check, "fact-check": Check, "note": Context, "background": Context, "comment": Context, "quotation": Quote, "open": Question},
	"confidence": {"medium": "moderate", "middle": "moderate", "certain": "high", "strong": "high", "weak": "low"},
	"status":     {"live": "published", "final": "published", "public": "published", "online": "published", "publish": "published", "private": "draft", "wip": "draft", "retracted": "withdrawn", "deleted": "withdrawn"},
	"type": {
		"website": "web", "webpage": "web", "page": "web", "site": "web", "newspaper": "news", "press": "news", "blog": "web", "pdf": "report", "paper": "article", "study": "article",
		"journal": "article", "tweet": "post", "podcast": "audio", "film": "video", "photo": "image", "picture": "image", "statement": "press-release", "data": "dataset", "statute": "law", "email": "letter",
	},
	"nature": {"first-hand": "primary", "firsthand": "primary", "original": "primary", "second-hand": "secondary", "report": "secondary"},
	"seen":   {"yes": "full", "all": "full", "whole": "full", "read": "full", "partly": "part", "partial": "part", "excerpt": "part", "unseen": "no"},
	"access": {"free": "open", "public": "open", "paid": "paywall", "subscription": "paywall", "login": "registration", "print": "offline", "private": "unpublished"},
	"stance": {"yes": "agrees", "no": "disagrees", "pro": "agrees", "contra": "disagrees", "supports": "agrees", "contradicts": "disagrees"},
	"": {
		"none": "off", "no": "off", "false": "off", "never": "off", "disabled": "off", "ignore": "off", "ignored": "off", "0": "off", "fatal": "error", "warn": "warning", "info": "note", "hint": "note",
	},
}

// unknown reports a word that is none of the known ones, with the nearest.
func (r *reader) unknown(code string, t Text, key string, known []string) {
	d := r.error(code, t.At, "%q is no value of %q", t.Value, key)
	d.Hint = "one of: " + strings.Join(known, ", ")
	word := strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(strings.TrimRight(t.Value, ",;.")))
	near, isOther := meant(key, word, known)
	if !isOther {
		var ok bool
		if near, ok = anchor.Suggest(word, known); !ok {
			return
		}
	}
	d.Hint = "did you mean " + near + "? It is " + d.Hint
	d.Paste = key + ": " + near
	t.replace(d, !isOther && anchor.IsSlip(word, near), near)
}

// meant is the value that another word stands for.
func meant(key, word string, known []string) (value string, ok bool) {
	words := synonyms[key]
	if words == nil {
		words = synonyms[""]
	}
	value = words[word]
	return value, value != "" && slices.Contains(known, value)
}

// otherKeys are names that people give to fields, and ours: those that the place has
// are tried in this order.
var otherKeys = map[string][]string{
	"tags": {"topics"}, "keywords": {"topics"}, "category": {"topics"}, "categories": {"topics"}, "description": {"summary"}, "abstract": {"summary"}, "excerpt": {"summary"},
	"teaser": {"summary"}, "lead": {"summary"}, "byline": {"authors"}, "writer": {"authors"}, "headline": {"title"}, "heading": {"title"}, "name": {"title"}, "title": {"name"},
	"link": {"url", "links"}, "address": {"url"}, "website": {"url", "links"}, "web": {"url"}, "published": {"date"}, "day": {"date"}, "created": {"date"}, "retrieved": {"accessed"},
	"visited": {"accessed"}, "archive": {"archived"}, "language": {"lang"}, "page": {"at", "pages"}, "place": {"at"}, "location": {"at"}, "text": {"words"}, "quote": {"words"},
	"quotation": {"words", "quote"}, "translator": {"translated_by"}, "verdict": {"assessment"}, "rating": {"assessment"}, "result": {"assessment"}, "evidence": {"supports"},
	"sources": {"supports"}, "source": {"supports"}, "for": {"supports"}, "against": {"contradicts"}, "refutes": {"contradicts"}, "disputes": {"contradicts"},
	"background": {"context"}, "passage": {"quote"}, "who": {"speaker", "by"}, "editor": {"by"}, "reviewer": {"by"}, "institution": {"organisation"}, "employer": {"organisation"},
	"affiliation": {"affiliations"}, "position": {"role"}, "job": {"role"}, "start": {"from"}, "end": {"to"}, "since": {"from"}, "until": {"to"}, "reason": {"because"}, "photo": {"image"},
	"picture": {"image"}, "key_findings": {"findings"}, "journal": {"container"}, "newspaper": {"container"}, "number": {"issue"}, "state": {"country", "countries"},
	"conflicts": {"disclosures"}, "interests": {"disclosures"}, "licence": {"license"}, "contact": {"corrections"},
}

// keyMeant is the field that another name stands for, as far as the place has it.
func (f *fields) keyMeant(word string) (key string, ok bool) {
	for _, key := range otherKeys[word] {
		if slices.Contains(f.asked, key) {
			return key, true
		}
	}
	return "", false
}

// lists are the fields whose entries are ids, and so hold neither spaces nor commas.
var lists = []string{"countries", "see", "formerly", "no_detect", "based_on", "copy_of"}

// entries takes one text for the list that it was meant to be, where it cannot be
// anything else.
func (f *fields) entries(key string, t Text) []Text {
	if !slices.Contains(lists, key) || !strings.ContainsAny(t.Value, ",; \n") {
		return []Text{t}
	}
	words := strings.FieldsFunc(t.Value, func(c rune) bool { return strings.ContainsRune(",; \n", c) })
	words = slices.DeleteFunc(words, func(w string) bool { return w == "and" || w == "&" })
	if len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return !IsID(strings.ToLower(w)) }) {
		return []Text{t}
	}
	at := t.At
	for at.Start > 0 && strings.IndexByte(" \n", f.r.file.Text()[at.Start-1]) >= 0 {
		at.Start-- // entries on lines of their own, to the colon
	}
	if !strings.HasSuffix(string(f.r.file.Text()[:at.Start]), ":") || f.isQuoted(t) {
		at = t.At
	}
	list := "[" + strings.Join(words, ", ") + "]"
	d := f.r.error("list-form", t.At, "%q is a list, but its entries are written as one text", key)
	d.Hint, d.Paste = "a list stands in brackets, with commas between its entries", key+": "+list
	stop := f.r.valueStop(t)
	*d = d.WithFix(true, "write a list", int(at.Start), stop, strings.Repeat(" ", int(min(t.At.Start-at.Start, 1)))+list)
	return nil
}

func (f *fields) isQuoted(t Text) bool {
	return strings.IndexByte("\"'", f.r.file.Text()[t.At.Start]) >= 0
}

// valueStop is where a value of one or several lines ends.
func (r *reader) valueStop(t Text) int {
	rest, stop := string(r.file.Text()[t.At.Start:]), int(t.At.Start)
	words := strings.Fields(t.Value)
	for _, w := range words {
		i := strings.Index(rest, w)
		if i < 0 {
			return int(t.At.Stop)
		}
		rest, stop = rest[i+len(w):], stop+i+len(w)
	}
	return max(stop, int(t.At.Stop))
}

var (
	dayFirst  = regexp.MustCompile(`^(\d{1,2})([./-])(\d{1,2})[./-](\d{4})$`)
	yearFirst = regexp.MustCompile(`^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$`)
	withTime  = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[T ]+\d{1,2}[:.h]`)
	interval  = regexp.MustCompile(`^(\d{4}(?:-\d\d){0,2})(?: ?[–—] ?| - | (?:to|until|bis) )(\d{4}(?:-\d\d){0,2})$`)
	yearMonth = regexp.MustCompile(`^(\d{4})[./-](\d)$`)
	wordForms = []string{"2 January 2006", "2 Jan 2006", "2. January 2006", "January 2, 2006", "Jan 2, 2006", "January 2 2006", "January 2006", "Jan 2006"}
)

// dateMeant returns the dates that a text in another form may mean: one if it is
// certain, two if day and month cannot be told apart.
func dateMeant(s string) []string {
	s = strings.TrimRight(strings.TrimSpace(s), ",;.")
	var found []string
	add := func(year, month, day string) {
		d := fmt.Sprintf("%s-%02s-%02s", year, month, day)
		if _, ok := ParseDay(d); ok && !slices.Contains(found, d) {
			found = append(found, d)
		}
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		add(m[4], m[3], m[1])
		if m[2] != "." { // with points the day comes first wherever it is used
			add(m[4], m[1], m[3])
		}
		return found
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		add(m[1], m[2], m[3])
		return found
	}
	if m := yearMonth.FindStringSubmatch(s); m != nil {
		return []string{m[1] + "-0" + m[2]}
	}
	if m := withTime.FindStringSubmatch(s); m != nil {
		if _, ok := ParseDay(m[1]); ok {
			return []string{m[1]}
		}
	}
	if m := interval.FindStringSubmatch(s); m != nil {
		_, ok1 := ParseDay(m[1])
		if _, ok2 := ParseDay(m[2]); ok1 && ok2 {
			return []string{m[1] + "/" + m[2]}
		}
	}
	if _, ok := ParseDay(s); ok {
		return []string{s}
	}
	for _, form := range wordForms {
		if t, err := time.Parse(form, s); err == nil && strings.Contains(form, "2 ") || err == nil && strings.Contains(form, "2,") {
			return []string{t.Format("2006-01-02")}
		} else if err == nil {
			return []string{t.Format("2006-01")}
		}
	}
	return nil
}

// badDate reports a text that is no date.
func (r *reader) badDate(t Text) {
	d := r.error("date-form", t.At, "%q is no date", t.Value)
	d.Hint = "year-month-day: 2026-03-14, or 2026-03, or 2026; an interval has a slash between two of them"
	if m := dayForm.FindStringSubmatch(t.Value); m != nil && m[3] != "" && m[2] >= "01" && m[2] <= "12" {
		year, _ := time.Parse("2006-01", m[1]+"-"+m[2])
		last := year.AddDate(0, 1, -1)
		d.Hint = fmt.Sprintf("%s has %d days", last.Format("January 2006"), last.Day())
		t.replace(d, false, last.Format("2006-01-02"))
		return
	}
	meant := dateMeant(t.Value)
	if len(meant) == 2 {
		d.Hint = "it is not clear which is the day and which the month; " + d.Hint
	}
	for _, s := range meant {
		t.replace(d, len(meant) == 1, s)
	}
	if len(meant) > 0 {
		d.Paste = strings.Join(meant, "\n")
	}
}

// places are spellings of places in a source that people use, and ours.
var places = []struct {
	form *regexp.Regexp
	ours string
}{
	{regexp.MustCompile(`^(?i:p|pg|page)\.? ?([0-9]+)$`), "p. $1"},
	{regexp.MustCompile(`^(?i:p|pp|pages)\.? ?([0-9]+) ?[-–—] ?([0-9]+)$`), "pp. $1-$2"},
	{regexp.MustCompile(`^(?i:s|seite|стр|с)\.? ?([0-9]+)$`), "p. $1"},
	{regexp.MustCompile(`^(?i:para|par|paragraph|paras)\.? ?([0-9]+)$`), "¶ $1"},
	{regexp.MustCompile(`^(?i:sec|sect|section)\.? ?([0-9.]+[0-9])$`), "§ $1"},
	{regexp.MustCompile(`^(?i:article|art)\.? ?([0-9]+)$`), "art. $1"},
	{regexp.MustCompile(`^(?i:chapter|chap|ch)\.? ?([0-9]+)$`), "ch. $1"},
	{regexp.MustCompile(`^(?i:figure|fig)\.? ?([0-9]+)$`), "fig. $1"},
	{regexp.MustCompile(`^(?i:table|tab)\.? ?([0-9]+)$`), "table $1"},
	{regexp.MustCompile(`^(?i:line|ln)\.? ?([0-9]+)$`), "line $1"},
	{regexp.MustCompile(`^(?:at )?([0-9]{1,2})[.:h]([0-9]{2})[.:m]([0-9]{2})s?$`), "$1:$2:$3"},
	{regexp.MustCompile(`^(?:at )?([0-9]{1,2})[.m]([0-9]{2})s?$`), "$1:$2"},
	{regexp.MustCompile(`^at ([0-9]{1,2}:[0-9]{2})$`), "$1"},
	{regexp.MustCompile(`^([0-9]+)$`), "p. $1"},
}

// placeMeant returns a place in our spelling; empty if it is not known.
func placeMeant(s string) string {
	s = strings.TrimRight(s, ",;.")
	for _, p := range places {
		if p.form.MatchString(s) {
			return p.form.ReplaceAllString(s, p.ours)
		}
	}
	return ""
}

var periodWords = regexp.MustCompile(`^(half a|an?|one|two|three|four|five|six|nine|twelve|\d{1,4}) ?-?(d|days?|w|wks?|weeks?|mo?|mos|mths?|months?|y|yrs?|years?)\.?$`)

var numberWords = map[string]string{"a": "1", "an": "1", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "nine": "9", "twelve": "12"}

// periodMeant is a length of time in our spelling; empty if it is not known.
func periodMeant(s string) string {
	m := periodWords.FindStringSubmatch(strings.ToLower(strings.TrimSpace(s)))
	if m == nil {
		return ""
	}
	n, unit := m[1], map[byte]string{'d': "day", 'w': "week", 'm': "month", 'y': "year"}[m[2][0]]
	if n == "half a" {
		if unit != "year" {
			return ""
		}
		return "6 months"
	}
	if number := numberWords[n]; number != "" {
		n = number
	}
	if n != "1" {
		unit += "s"
	}
	return n + " " + unit
}

// groupForms are examples of fields that hold groups of fields, where people write a
// text or a list.
var groupForms = map[string]string{
	"retracted": "retracted: {date: 2026-04-20, reason: …}", "extracts": "extracts: [{at: p. 2, words: …}]",
	"corrections": "corrections: [{date: 2026-04-20, what: …}]", "allow": "allow: [{code: one-source, because: …}]",
	"editors": "editors: {nk: {name: Nora Kell}}", "detect": "detect: {countries: on, experts: on}", "defaults": "defaults: {by: nk, recheck_after: 6 months}",
	"checks": "checks: {one-source: error}", "theme": "theme: {link: '#7a1f4f'}", "assessments": "assessments: {contradicted: Refuted}",
	"disclosures": "disclosures: [{what: …}]", "affiliations": "affiliations: [{organisation: …, from: 2019}]", "experts": "experts: [{agrees: id-of-the-expert, said_in: id-of-the-source}]",
	"events": "events: [{date: 2026-04-20, what: …}]", "facts": "facts: [{date: 2026-04-20, what: …}]", "unnamed": "unnamed: {because: …, approved_by: nk}",
	"disclose": "disclose: {Valley Post: It belongs to the road builder.}", "csl": "csl: {medium: Print}",
}

// notGroup reports that a field holds something else than its groups.
func (f *fields) notGroup(key, what string, n node) {
	d := f.r.error("value-form", n.text.At, "%q is %s, but this is %s", key, what, n.form)
	if example := groupForms[key]; example != "" {
		d.Hint, d.Paste = "write it in this form", example
	}
}
