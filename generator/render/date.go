package render

import (
	"fmt"
	"strconv"
	"time"

	"briefing/generator/content"
)

// Time is a date for a time element: Machine is its datetime attribute, empty
// for an interval, which has none.
type Time struct{ Words, Machine string }

func when(d content.Date) Time {
	if d.IsInterval() {
		return Time{Words: interval(d.From, d.To)}
	}
	return day(d.From)
}

func day(d content.Day) Time { return Time{Words: words(d), Machine: d.String()} }

// words are "23 November 2026", "November 2026" or "2026"; empty for no date.
func words(d content.Day) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return strconv.Itoa(int(d.Year))
	case d.Day == 0:
		return time.Month(d.Month).String() + " " + strconv.Itoa(int(d.Year))
	}
	return strconv.Itoa(int(d.Day)) + " " + time.Month(d.Month).String() + " " + strconv.Itoa(int(d.Year))
}

// interval says what two days have in common once: "7–16 August 2019".
func interval(from, to content.Day) string {
	if from.Year == to.Year && from.Month != 0 && to.Month != 0 && (from.Day != 0) == (to.Day != 0) {
		switch {
		case from.Month == to.Month && from.Day != 0:
			return fmt.Sprintf("%d–%s", from.Day, words(to))
		case from.Day == 0:
			return fmt.Sprintf("%s–%s", time.Month(from.Month), words(to))
		}
		return fmt.Sprintf("%d %s – %s", from.Day, time.Month(from.Month), words(to))
	}
	if from.Month == 0 && to.Month == 0 {
		return fmt.Sprintf("%d–%d", from.Year, to.Year)
	}
	return words(from) + " – " + words(to)
}
