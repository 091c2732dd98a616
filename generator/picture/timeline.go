package picture

import (
	"slices"
	"strconv"
	"time"
)

// Event is something dated. From and To are the days between which it began and
// ended; they are equal for what has one date, which is IsPeriod false.
type Event struct {
	From, To Days
	IsPeriod bool
}

// Days are the days that a date covers: one day, a month or a year. Last is
// included. Both are midnight UTC.
type Days struct{ First, Last time.Time }

// Strip is events along a line. It stretches with its page: lengths along the
// line are parts of its width, of [Whole]. It is laid out for the narrowest page,
// so that marks that do not overlap there do so nowhere.
type Strip struct {
	Lanes  int    // marks that stand above each other at most
	Marks  []Mark // in the order of the events
	Ticks  []Tick // with words, oldest first
	Minor  []int  // further ticks without
	Hidden int    // events without a mark, since too many stand above each other
}

// Whole is the width of a [Strip].
const Whole = 10000

// Mark is an event on a line. What is certain is solid: from Start to Stop. What
// is not is hollow around it: from Earliest to Latest. A day is a dot, where all
// four are equal.
type Mark struct {
	Event            int // its index
	Lane             int // from 0, which is nearest to the axis
	Earliest, Latest int
	HasCore          bool // false for a date that is only a month or a year
	Start, Stop      int
}

// Tick is a mark of the axis with its words.
type Tick struct {
	X     int
	Words string
}

const (
	narrowest = 320 // width of a strip on the narrowest page, in pixels
	dot       = 11  // room that a mark takes beyond its length, in pixels
	mostLanes = 30
)

// Along lays out events, which are sorted by their first day. Each takes the
// lowest lane in which it overlaps nothing. Without events everything is zero.
func Along(events []Event) Strip {
	if len(events) == 0 {
		return Strip{}
	}
	first, last := events[0].From.First, events[0].To.Last
	for _, e := range events {
		if e.From.First.Before(first) {
			first = e.From.First
		}
		if e.To.Last.After(last) {
			last = e.To.Last
		}
	}
	a := newAxis(first, last)
	var s Strip
	s.Ticks, s.Minor = a.ticks()
	var ends []int // of the last mark in each lane
	for i, e := range events {
		m := a.mark(e)
		m.Event = i
		from, to := m.Earliest-dot*Whole/narrowest/2, m.Latest+dot*Whole/narrowest/2
		m.Lane = slices.IndexFunc(ends, func(end int) bool { return end <= from })
		if m.Lane < 0 {
			m.Lane = len(ends)
			ends = append(ends, 0)
		}
		if m.Lane >= mostLanes {
			ends = ends[:mostLanes]
			s.Hidden++
			continue
		}
		ends[m.Lane] = to
		s.Marks = append(s.Marks, m)
	}
	s.Lanes = len(ends)
	return s
}

// axis runs from the first day of a fine unit to that of another.
type axis struct {
	from, to     time.Time // to is excluded
	coarse, fine int       // units of ticks with words and without, in months
}

// Units of the axis in months, and how many may have words on the narrowest page:
// "2019" is shorter than "Mar 2019".
const (
	mostYears  = 8
	mostMonths = 4
	mostFine   = 48
)

var units = []int{1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000}

// newAxis takes the least units that do not give too many ticks.
func newAxis(first, last time.Time) axis {
	var a axis
	for _, a.coarse = range units {
		if n := between(first, last, a.coarse); n <= mostMonths || a.coarse >= 12 && n <= mostYears {
			break
		}
	}
	for _, a.fine = range units {
		if a.coarse%a.fine == 0 && between(first, last, a.fine) <= mostFine {
			break
		}
	}
	a.from, a.to = floor(first, a.fine), floor(last, a.fine).AddDate(0, a.fine, 0)
	return a
}

// floor is the first day of the unit that holds t. Units count from the year 0.
func floor(t time.Time, months int) time.Time {
	n := t.Year()*12 + int(t.Month()) - 1
	return time.Date(0, time.Month(n-n%months+1), 1, 0, 0, 0, 0, time.UTC)
}

// between is the number of units that two days and what lies between them touch.
func between(first, last time.Time, months int) int {
	from, to := floor(first, months), floor(last, months)
	return ((to.Year()-from.Year())*12+int(to.Month()-from.Month()))/months + 1
}

// day counts days from 1970. A time.Duration would not hold the longest axis.
func day(t time.Time) int { return int(t.Unix() / (24 * 60 * 60)) }

// x is where a day begins, and with half a day where its middle is.
func (a axis) x(t time.Time, half int) int {
	return (2*(day(t)-day(a.from)) + half) * Whole / (2 * (day(a.to) - day(a.from)))
}

func (a axis) mark(e Event) Mark {
	m := Mark{Earliest: a.x(e.From.First, 1), Latest: a.x(e.To.Last, 1)}
	m.Start, m.Stop = a.x(e.From.Last, 1), a.x(e.To.First, 1)
	isDay := e.From.First.Equal(e.To.Last)
	m.HasCore = isDay || e.IsPeriod && !e.To.First.Before(e.From.Last)
	return m
}

// room is the part of the axis at its end in which words do not fit.
const room = Whole / 9

// ticks are those with words and those without.
func (a axis) ticks() (words []Tick, minor []int) {
	for t := a.from; t.Before(a.to); t = t.AddDate(0, a.fine, 0) {
		x := a.x(t, 0)
		switch {
		case !floor(t, a.coarse).Equal(t) || x > Whole-room:
			minor = append(minor, x)
		case a.coarse < 12:
			words = append(words, Tick{x, t.Format("Jan ") + strconv.Itoa(t.Year())})
		default:
			words = append(words, Tick{x, strconv.Itoa(t.Year())})
		}
	}
	return words, minor
}
