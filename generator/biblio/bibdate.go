package biblio

import (
	"strings"
	"unicode"
)

// bibDate reads date, or year with month and day. What is no date is kept.
func (e *Entry) bibDate(b *bibEntry) {
	if date := Plain(b.get("date")); date != "" {
		if e.Issued = readDate(date); e.Issued.isZero() {
			e.rest("date", date)
		}
		return
	}
	year := Plain(b.get("year"))
	e.Issued = Date{From: readDay(year)}
	if e.Issued.isZero() {
		e.rest("year", year)
		e.rest("month", Plain(b.get("month")))
		return
	}
	if e.Issued.From[1] == 0 {
		name, day := Plain(b.get("month")), Plain(b.get("day"))
		if m := strings.Fields(strings.NewReplacer("~", " ", ",", " ").Replace(name)); len(m) == 2 && day == "" { // "2 November", "nov 2"
			name, day = m[0], m[1]
			if month(name) == 0 || unicode.IsDigit(rune(name[0])) {
				name, day = day, name
			}
		}
		e.Issued.From[1] = month(name)
		if d := readDay("2000-01-" + day); e.Issued.From[1] != 0 {
			e.Issued.From[2] = d[2]
		}
		if name != "" && e.Issued.From[1] == 0 {
			e.rest("month", name)
		}
	}
}
