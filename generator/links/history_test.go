package links

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var (
	fine    = Verdict{Outcome: Fine, Status: 200}
	missing = Verdict{Outcome: Missing, Reason: "the server answers 404 not found", Status: 404}
	untold  = Verdict{Outcome: Unclear, Reason: "it did not answer in time"}
)

func TestDeadOnlyAfterDifferentDays(t *testing.T) {
	const address = "https://a.example/"
	day := func(n, hour int) time.Time { return time.Date(2026, 5, n, hour, 0, 0, 0, time.UTC) }
	type check struct {
		at time.Time
		v  Verdict
	}
	for _, test := range []struct {
		name   string
		checks []check
		want   []string
		isDead bool
	}{
		{"once", []check{{day(1, 8), missing}}, []string{"2026-05-01"}, false},
		{"three times on a day", []check{{day(1, 8), missing}, {day(1, 9), missing}, {day(1, 10), missing}}, []string{"2026-05-01"}, false},
		{"on two days", []check{{day(1, 8), missing}, {day(2, 8), missing}}, []string{"2026-05-01", "2026-05-02"}, false},
		{"on three days", []check{{day(1, 8), missing}, {day(4, 8), missing}, {day(9, 8), missing}}, []string{"2026-05-01", "2026-05-04", "2026-05-09"}, true},
		{"nothing told between", []check{{day(1, 8), missing}, {day(2, 8), missing}, {day(3, 8), untold}, {day(4, 8), missing}}, []string{"2026-05-01", "2026-05-02", "2026-05-04"}, true},
		{"nothing told at last", []check{{day(1, 8), missing}, {day(2, 8), missing}, {day(3, 8), missing}, {day(4, 8), untold}}, []string{"2026-05-01", "2026-05-02", "2026-05-03"}, false},
		{"answered between", []check{{day(1, 8), missing}, {day(2, 8), missing}, {day(3, 8), fine}, {day(4, 8), missing}}, []string{"2026-05-04"}, false},
		{"never told", []check{{day(1, 8), untold}, {day(2, 8), untold}, {day(3, 8), untold}}, nil, false},
		{"the clock went back", []check{{day(5, 8), missing}, {day(3, 8), missing}, {day(5, 9), missing}}, []string{"2026-05-03", "2026-05-05"}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := ReadHistory(nil)
			for _, c := range test.checks {
				h.Add(address, c.v, c.at)
				h = ReadHistory(h.Bytes())
			}
			r := h.Addresses[address]
			if diff := cmp.Diff(test.want, r.Missing); diff != "" || r.IsDead() != test.isDead {
				t.Errorf("dead: %v, want %v\n%s", r.IsDead(), test.isDead, diff)
			}
		})
	}
}

func TestFresh(t *testing.T) {
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		name string
		v    Verdict
		age  time.Duration
		want bool
	}{
		{"an hour old", fine, time.Hour, true},
		{"a day old", fine, 24 * time.Hour, false},
		{"missing an hour ago", missing, time.Hour, true},
		{"a wall an hour ago", Verdict{Outcome: Unclear, Status: 403}, time.Hour, true},
		{"no answer an hour ago", untold, time.Hour, false},
		{"from the future", fine, -time.Hour, false},
	} {
		h := ReadHistory(nil)
		h.Add("https://a.example/", test.v, now.Add(-test.age))
		if got := h.IsFresh("https://a.example/", now); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
	if ReadHistory(nil).IsFresh("https://a.example/", now) {
		t.Error("what was never asked is fresh")
	}
}

func TestHistoryThatCannotBeReadIsEmpty(t *testing.T) {
	for _, text := range []string{"", "{", `{"version":2,"addresses":{"https://a.example/":{"outcome":"fine"}}}`, `[]`, `{"version":1,"addresses":null}`} {
		h := ReadHistory([]byte(text))
		if len(h.Addresses) != 0 || h.Version != historyVersion {
			t.Errorf("%q: %+v", text, h)
		}
		h.Add("https://a.example/", fine, time.Now())
	}
}

func TestForget(t *testing.T) {
	h := ReadHistory(nil)
	h.Add("https://a.example/", fine, time.Now())
	h.Add("https://b.example/", fine, time.Now())
	h.Forget([]Address{{URL: "https://b.example/"}})
	if _, ok := h.Addresses["https://b.example/"]; len(h.Addresses) != 1 || !ok {
		t.Errorf("kept %v", h.Addresses)
	}
}
