package picture_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"briefing/generator/picture"
)

// days are those of a year, a month or a day.
func days(t *testing.T, s string) picture.Days {
	t.Helper()
	for form, after := range map[string][3]int{"2006": {1, 0, -1}, "2006-01": {0, 1, -1}, "2006-01-02": {}} {
		if first, err := time.Parse(form, s); err == nil {
			return picture.Days{First: first, Last: first.AddDate(after[0], after[1], after[2])}
		}
	}
	t.Fatalf("%q is no date", s)
	return picture.Days{}
}

func once(t *testing.T, s string) picture.Event {
	return picture.Event{From: days(t, s), To: days(t, s)}
}

func period(t *testing.T, from, to string) picture.Event {
	return picture.Event{From: days(t, from), To: days(t, to), IsPeriod: true}
}

func TestMarksSayHowPreciseADateIs(t *testing.T) {
	s := picture.Along([]picture.Event{
		once(t, "2019-01-01"), once(t, "2019"), period(t, "2019-03-01", "2019-06-30"), period(t, "2019-03", "2019-06"), period(t, "2019", "2019"),
	})
	if len(s.Marks) != 5 {
		t.Fatalf("%d marks", len(s.Marks))
	}
	day, year, exact, vague, lost := s.Marks[0], s.Marks[1], s.Marks[2], s.Marks[3], s.Marks[4]
	if !day.HasCore || day.Earliest != day.Latest || day.Start != day.Stop {
		t.Errorf("a day is %+v", day)
	}
	if year.HasCore || year.Latest-year.Earliest < picture.Whole/2 {
		t.Errorf("a year is %+v", year)
	}
	if !exact.HasCore || exact.Earliest != exact.Start || exact.Latest != exact.Stop || exact.Start >= exact.Stop {
		t.Errorf("a period is %+v", exact)
	}
	if !vague.HasCore || vague.Earliest >= vague.Start || vague.Stop >= vague.Latest || vague.Start >= vague.Stop {
		t.Errorf("a period between months is %+v", vague)
	}
	if lost.HasCore {
		t.Errorf("a period within one year is certain: %+v", lost)
	}
}

func TestMarksOfOneLaneDoNotOverlap(t *testing.T) {
	var events []picture.Event
	for i := range 120 {
		events = append(events, once(t, fmt.Sprintf("%d", 1980+i/4)))
	}
	events = append(events, once(t, "2010-05-01"), once(t, "2010-05-02"), once(t, "2010-05-03"))
	s := picture.Along(events)
	last := map[int]int{}
	for _, m := range s.Marks {
		if m.Lane >= s.Lanes {
			t.Errorf("a mark in lane %d of %d", m.Lane, s.Lanes)
		}
		if m.Earliest < last[m.Lane] {
			t.Errorf("%+v begins before %d in its lane", m, last[m.Lane])
		}
		last[m.Lane] = m.Latest
	}
	if s.Lanes < 3 {
		t.Errorf("days in a row stand in %d lanes", s.Lanes)
	}
	if s.Hidden+len(s.Marks) != len(events) {
		t.Errorf("%d marks and %d hidden of %d events", len(s.Marks), s.Hidden, len(events))
	}
}

func TestTooManyEventsOfADayAreCounted(t *testing.T) {
	var events []picture.Event
	for range 40 {
		events = append(events, once(t, "2019-05-01"))
	}
	if s := picture.Along(events); s.Lanes != 30 || len(s.Marks) != 30 || s.Hidden != 10 {
		t.Errorf("%d lanes, %d marks, %d hidden", s.Lanes, len(s.Marks), s.Hidden)
	}
}

func TestAxisFitsItsEvents(t *testing.T) {
	tests := []struct {
		from, to string
		want     []string
	}{
		{"2019-05-03", "2019-05-03", []string{"May 2019"}},
		{"2019-05-31", "2019-07-01", []string{"May 2019", "Jun 2019", "Jul 2019"}},
		{"2018-11-20", "2019-05-02", []string{"Nov 2018", "Jan 2019", "Mar 2019", "May 2019"}},
		{"2015", "2019-02", []string{"2015", "2016", "2017", "2018"}},
		{"1992-05-29", "2019-06-27", []string{"1995", "2000", "2005", "2010", "2015"}},
		{"0900", "2019", []string{"1000", "1200", "1400", "1600", "1800"}},
		{"0001", "9999", []string{"0", "2000", "4000", "6000", "8000"}},
	}
	for _, test := range tests {
		s := picture.Along([]picture.Event{once(t, test.from), once(t, test.to)})
		var words []string
		for i, tick := range s.Ticks {
			words = append(words, tick.Words)
			if i > 0 && tick.X-s.Ticks[i-1].X < picture.Whole/9 {
				t.Errorf("%s to %s: ticks at %d and %d", test.from, test.to, s.Ticks[i-1].X, tick.X)
			}
		}
		if !slices.Equal(words, test.want) {
			t.Errorf("%s to %s: ticks %q, want %q", test.from, test.to, words, test.want)
		}
		if len(s.Minor) > 60 || !slices.IsSorted(s.Minor) {
			t.Errorf("%s to %s: further ticks %v", test.from, test.to, s.Minor)
		}
		for _, m := range s.Marks {
			if m.Earliest < 0 || m.Latest > picture.Whole {
				t.Errorf("%s to %s: a mark outside: %+v", test.from, test.to, m)
			}
		}
	}
	if s := picture.Along(nil); len(s.Ticks) != 0 {
		t.Errorf("no events give %+v", s)
	}
}
