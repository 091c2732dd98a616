package findings

import (
	"fmt"
	"strconv"

	"briefing/generator/diag"
)

// mostBrief is how many findings of one rule that only warns a brief list shows.
const mostBrief = 10

// Brief returns the errors of a list and the first few warnings of each rule, for who
// wanted something else than to read them, and a line for each rule that has more.
func Brief(list diag.List) (shown diag.List, more []string) {
	seen := map[string]int{}
	var order []string
	for _, d := range list {
		switch d.Severity {
		case diag.Error:
			shown = append(shown, d)
		case diag.Warning:
			if seen[d.Code]++; seen[d.Code] <= mostBrief {
				shown = append(shown, d)
			} else if seen[d.Code] == mostBrief+1 {
				order = append(order, d.Code)
			}
		}
	}
	for _, code := range order {
		more = append(more, fmt.Sprintf("… and %s more of %s: briefing check --only %s lists them", grouped(seen[code]-mostBrief), code, code))
	}
	return shown, more
}

// grouped writes a number with commas between thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
