package links

import (
	"time"

	"briefing/generator/diag"
)

// Number counts the addresses with one outcome.
type Number struct {
	N    int
	Word string // as it is printed: "dead", "moved"
}

// words are the outcomes as they are counted, in this order. An address that is
// missing is counted as dead once it is.
var words = []string{"fine", "moved", "dead", "missing", "unclear", "private", "not asked"}

// wordOf is the word under which a record is counted; empty without a record.
func wordOf(r Record) string {
	switch {
	case r.IsDead():
		return "dead"
	case r.Outcome == "":
		return "not asked"
	}
	return string(r.Outcome)
}

// Count counts addresses by what is known of them; outcomes without any are left out.
func Count(addresses []Address, h *History) []Number {
	counts := map[string]int{}
	for _, a := range addresses {
		counts[wordOf(h.Addresses[a.URL])]++
	}
	var numbers []Number
	for _, word := range words {
		if counts[word] > 0 {
			numbers = append(numbers, Number{counts[word], word})
		}
	}
	if numbers == nil {
		numbers = []Number{{0, "fine"}}
	}
	return numbers
}

// Report is what is known of all addresses, for programs. Keys are not renamed or
// removed while the version stays.
type Report struct {
	Version   int               `json:"version"` // 1
	Addresses []ReportAddress   `json:"addresses"`
	Findings  []ReportedFinding `json:"findings"`
}

// ReportAddress is what is known of an address.
type ReportAddress struct {
	Address string     `json:"address"`
	Outcome string     `json:"outcome"` // fine, moved, dead, missing, unclear, private, not asked
	Reason  string     `json:"reason,omitempty"`
	To      string     `json:"to,omitempty"`
	Status  int        `json:"status,omitempty"`
	Checked *time.Time `json:"checked,omitempty"`
	Missing []string   `json:"missing,omitempty"` // days
	Places  []Spot     `json:"places"`
}

// Spot is a place in a file: line and column from 1, the column in code points, and
// the same as offsets in bytes from 0, Stop excluded.
type Spot struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	Start  int    `json:"start"`
	Stop   int    `json:"stop"`
}

// ReportedFinding is a finding with its place.
type ReportedFinding struct {
	Spot
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	Paste    string `json:"paste,omitempty"`
}

func spot(s diag.Span) Spot {
	line, column := s.File.Position(s.Start)
	return Spot{s.File.Name, line, column, s.Start, s.Stop}
}

// NewReport puts together what is known.
func NewReport(addresses []Address, h *History, list diag.List) Report {
	r := Report{Version: 1, Addresses: []ReportAddress{}, Findings: []ReportedFinding{}}
	for _, a := range addresses {
		known := h.Addresses[a.URL]
		one := ReportAddress{
			Address: a.URL, Outcome: wordOf(known), Reason: known.Reason, To: known.To, Status: known.Status, Missing: known.Missing,
		}
		if !known.Checked.IsZero() {
			one.Checked = &known.Checked
		}
		for _, p := range a.Places {
			one.Places = append(one.Places, spot(p.Span))
		}
		r.Addresses = append(r.Addresses, one)
	}
	for _, d := range list {
		r.Findings = append(r.Findings, ReportedFinding{spot(d.Span), d.Severity.String(), d.Code, d.Message, d.Hint, d.Paste})
	}
	return r
}
