package imports

import (
	"strings"
	"testing"

	"briefing/generator/foreign"
)

func TestWordsAreFoundByWhatStandsAroundThem(t *testing.T) {
	const text = "The guards leave. The pass\n\nThe guards stay; “the road”\nis closed. No where, nowhere. 両国は道路 тоннель"
	for _, c := range []struct {
		q    foreign.Quote
		want string // what stands there, and what stands before; empty if it is nowhere
	}{
		{foreign.Quote{Exact: "The guards", Suffix: " stay"}, "pass\n\n|The guards"},
		{foreign.Quote{Exact: "The guards", Prefix: "passThe", Suffix: "stay; \"the"}, "pass\n\n|The guards"},
		{foreign.Quote{Exact: "The guards"}, ""},
		{foreign.Quote{Exact: "The guards", Prefix: "Something else that stood before, ", Suffix: " stay"}, ""},
		{foreign.Quote{Exact: "The passThe guards"}, "ave. |The pass\n\nThe guards"},
		{foreign.Quote{Exact: "the road\"is closed"}, "ay; “|the road”\nis closed"},
		{foreign.Quote{Exact: "Nowhere"}, "sed. |No where"},
		{foreign.Quote{Exact: "no where"}, "ere, |nowhere"},
		{foreign.Quote{Exact: "how"}, ""},
		{foreign.Quote{Exact: "道 路", Prefix: "は"}, ""},
		{foreign.Quote{Exact: " \n"}, ""},
		{foreign.Quote{Exact: "nothing like it"}, ""},
	} {
		r, ok := lettersOf(text).find(c.q)
		got := text[:r.Start] + "|" + text[r.Start:r.Stop]
		if ok != (c.want != "") || ok && !strings.HasSuffix(got, c.want) {
			t.Errorf("%+v: %v, %q, not %q", c.q, ok, got, c.want)
		}
	}
}
