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

// synonyms are words of other fact-checkers for the assessments.
var synonyms = map[string]string{
	"true": Supported, "correct": Supported, "confirmed": Supported, "verified": Supported, "accurate": Supported, "proven": Supported,
	"false": Contradicted, "refuted": Contradicted, "wrong": Contradicted, "incorrect": Contradicted, "debunked": Contradicted, "disproven": Contradicted,
	"mixed": PartlySupported, "half-true": PartlySupported, "mostly-true": PartlySupported, "partly-true": PartlySupported, "partly": PartlySupported,
	"contested": Disputed, "controversial": Disputed,
	"unproven": Unverified, "unknown": Unverified, "unclear": Unverified, "unsupported": Unverified, "unverifiable": Unverified,
}

// unknown reports a word that is none of the known ones, with the nearest.
func (r *reader) unknown(code string, t Text, key string, known []string) {
	d := r.error(code, t.At, "%q is no value of %q", t.Value, key)
	d.Hint = "one of: " + strings.Join(known, ", ")
	word := strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(strings.TrimRight(t.Value, ",;.")))
	near, ok := anchor.Suggest(word, known)
	if !ok && key == "assessment" {
		near, ok = synonyms[word], synonyms[word] != ""
	}
	if !ok {
		return
	}
	d.Hint = "did you mean " + near + "? It is " + d.Hint
	d.Paste = key + ": " + near
	t.replace(d, anchor.IsSlip(word, near), near)
}

// lists are the fields whose entries are ids, and so hold neither spaces nor commas.
var lists = []string{"countries", "see", "formerly", "no_detect", "based_on", "copy_of"}

// entries takes one text for the list that it was meant to be, where it cannot be
// anything else.
func (f *fields) entries(key string, t Text) []Text {
	if !slices.Contains(lists, key) || !strings.ContainsAny(t.Value, ", \n") {
		return []Text{t}
	}
	words := strings.FieldsFunc(t.Value, func(c rune) bool { return c == ',' || c == ' ' || c == '\n' })
	if len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return !IsID(strings.ToLower(w)) }) {
		return []Text{t}
	}
	at := t.At
	for at.Start > 0 && strings.IndexByte(" \n", f.r.file.Bytes[at.Start-1]) >= 0 {
		at.Start-- // entries on lines of their own, to the colon
	}
	if !strings.HasSuffix(string(f.r.file.Bytes[:at.Start]), ":") || f.isQuoted(t) {
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
	return strings.IndexByte("\"'", f.r.file.Bytes[t.At.Start]) >= 0
}

// valueStop is where a value of one or several lines ends.
func (r *reader) valueStop(t Text) int {
	rest, stop := string(r.file.Bytes[t.At.Start:]), int(t.At.Start)
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
	if day, _, isTime := strings.Cut(s, "T"); isTime {
		if _, ok := ParseDay(day); ok {
			return []string{day}
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
