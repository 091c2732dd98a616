package content

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Date is a date or an interval as EDTF level 0 has it
// (https://www.loc.gov/standards/datetime/): a year, a month or a day, and two
// of them with a slash between.
type Date struct {
	Text
	From, To Day // equal unless the date is an interval
}

// Day is a year, a month or a day of the Gregorian calendar. Month and Day are
// from 1; 0 says that they were not given. The zero Day is no date.
type Day struct {
	Year       int16
	Month, Day int8
}

var dayForm = regexp.MustCompile(`^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$`)

// ParseDay reads 2026, 2026-03 or 2026-03-14; ok is false for anything else,
// days that do not exist among them.
func ParseDay(s string) (d Day, ok bool) {
	m := dayForm.FindStringSubmatch(s)
	if m == nil {
		return Day{}, false
	}
	var parts [3]int
	for i := range parts {
		if m[i+1] == "" {
			break
		}
		if parts[i], _ = strconv.Atoi(m[i+1]); i > 0 && parts[i] == 0 {
			return Day{}, false
		}
	}
	d = Day{int16(parts[0]), int8(parts[1]), int8(parts[2])}
	return d, d.Month <= 12 && (d.Day == 0 || DayOf(d.First()) == d)
}

// DayOf returns the day of a time, in its zone.
func DayOf(t time.Time) Day {
	return Day{int16(t.Year()), int8(t.Month()), int8(t.Day())}
}

// First returns the first day that d covers, at midnight UTC.
func (d Day) First() time.Time {
	return time.Date(int(d.Year), time.Month(max(d.Month, 1)), int(max(d.Day, 1)), 0, 0, 0, 0, time.UTC)
}

// Last returns the last day that d covers, at midnight UTC.
func (d Day) Last() time.Time {
	switch {
	case d.Month == 0:
		return time.Date(int(d.Year), 12, 31, 0, 0, 0, 0, time.UTC)
	case d.Day == 0:
		return time.Date(int(d.Year), time.Month(d.Month)+1, 0, 0, 0, 0, 0, time.UTC)
	}
	return d.First()
}

// String returns the form that ParseDay reads.
func (d Day) String() string {
	t := d.First()
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return t.Format("2006")
	case d.Day == 0:
		return t.Format("2006-01")
	}
	return t.Format("2006-01-02")
}

// IsZero reports whether there is no date.
func (d Day) IsZero() bool { return d.Year == 0 }

// IsInterval reports whether the date has two ends.
func (d Date) IsInterval() bool { return d.From != d.To }

// date reads one date, interval or not; a wrong one is reported and dropped.
func (f *fields) date(key string) Date {
	t := f.name(key)
	if !t.IsSet() {
		return Date{}
	}
	return f.r.date(key, t)
}

// day reads a date that has no second end.
func (f *fields) day(key string) Date {
	d := f.date(key)
	if d.IsInterval() {
		f.r.error("date-form", d.At, "%q is one date, not an interval", key)
		return Date{}
	}
	return d
}

func (f *fields) dates(key string) []Date {
	var dates []Date
	for _, t := range f.all(key) {
		if d := f.r.date(key, t); !d.From.IsZero() {
			dates = append(dates, d)
		}
	}
	return dates
}

func (r *reader) date(key string, t Text) Date {
	from, to, isInterval := strings.Cut(t.Value, "/")
	d := Date{Text: t}
	var ok1, ok2 bool
	d.From, ok1 = ParseDay(from)
	d.To, ok2 = d.From, ok1
	if isInterval {
		d.To, ok2 = ParseDay(to)
	}
	if !ok1 || !ok2 {
		r.badDate(t)
		return Date{}
	}
	if d.To.Last().Before(d.From.First()) {
		d := r.error("date-order", t.At, "%q ends before it begins", t.Value)
		t.replace(d, false, to+"/"+from)
		return Date{}
	}
	return d
}

// Period is a length of time in calendar units. The zero Period is none.
type Period struct{ Years, Months, Days int }

// After returns the day that lies the period after t.
func (p Period) After(t time.Time) time.Time { return t.AddDate(p.Years, p.Months, p.Days) }

// IsZero reports whether the period is none.
func (p Period) IsZero() bool { return p == Period{} }

var periodForm = regexp.MustCompile(`^(\d{1,4}) (day|week|month|year)s?$`)

// period reads a length of time: "6 months".
func (f *fields) period(key string) Period {
	t := f.name(key)
	if !t.IsSet() {
		return Period{}
	}
	m := periodForm.FindStringSubmatch(t.Value)
	if m == nil {
		d := f.r.error("period-form", t.At, "%q is no length of time", t.Value)
		d.Hint = "a number and a unit: 30 days, 2 weeks, 6 months, 1 year"
		if meant := periodMeant(t.Value); meant != "" {
			d.Paste = key + ": " + meant
			t.replace(d, false, meant)
		}
		return Period{}
	}
	n, _ := strconv.Atoi(m[1])
	return map[string]Period{"day": {Days: n}, "week": {Days: 7 * n}, "month": {Months: n}, "year": {Years: n}}[m[2]]
}

// moment reads a time with its zone: 2026-05-01T06:00+02:00.
func (f *fields) moment(key string) time.Time {
	t := f.name(key)
	if !t.IsSet() {
		return time.Time{}
	}
	for _, layout := range []string{"2006-01-02T15:04Z07:00", time.RFC3339} {
		if at, err := time.Parse(layout, t.Value); err == nil {
			return at.UTC()
		}
	}
	f.r.error("time-form", t.At, "%q is no time with a zone", t.Value).
		Hint = "day, T, hour and minute, and the distance from UTC: 2026-05-01T06:00+02:00"
	return time.Time{}
}
