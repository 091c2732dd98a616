package links

import (
	"encoding/json"
	"maps"
	"slices"
	"time"
)

// deadAfter is on how many different days an address must have been missing to be
// called dead.
const deadAfter = 3

// fresh is for how long the outcome of a check is not asked for again.
const fresh = 24 * time.Hour

// historyVersion is the number of the form in which a history is written.
const historyVersion = 1

// History is what earlier checks found. It may be lost: then the days of an address
// that is missing are counted again.
type History struct {
	Version   int                  `json:"version"`
	Addresses map[string]Record    `json:"addresses"`
	Alone     map[string]time.Time `json:"alone,omitempty"` // hosts that asked not to be asked before a time
}

// Record is what is known of an address.
type Record struct {
	Checked time.Time `json:"checked"`
	Outcome Outcome   `json:"outcome"`
	Reason  string    `json:"reason,omitempty"`
	To      string    `json:"to,omitempty"`
	Status  int       `json:"status,omitempty"`
	Lacks   []string  `json:"lacks,omitempty"`   // extracts that its page did not hold when it was last read for them
	Missing []string  `json:"missing,omitempty"` // the days on which it was missing since it last answered, as 2026-01-31, in order
}

// ReadHistory reads what [History.Bytes] wrote. What cannot be read is an empty
// history.
func ReadHistory(text []byte) *History {
	h := &History{}
	if json.Unmarshal(text, h) != nil || h.Version != historyVersion {
		h = &History{Version: historyVersion}
	}
	if h.Addresses == nil {
		h.Addresses = map[string]Record{}
	}
	return h
}

// Bytes is the history as JSON, the addresses in alphabetical order.
func (h *History) Bytes() []byte {
	text, err := json.MarshalIndent(h, "", "\t")
	if err != nil {
		panic(err) // texts, numbers and times
	}
	return append(text, '\n')
}

// IsFresh reports whether an address was asked so recently that it need not be asked
// again. What could not be told because nothing answered is never fresh.
func (h *History) IsFresh(address string, now time.Time) bool {
	r, ok := h.Addresses[address]
	return ok && now.Sub(r.Checked) < fresh && !r.Checked.After(now) && (r.Outcome != Unclear || r.Status != 0)
}

// Add notes the outcome of a check. A good answer ends the days of an address that
// was missing; one that tells nothing leaves them.
func (h *History) Add(address string, v Verdict, now time.Time) {
	r := Record{
		Checked: now.UTC().Truncate(time.Second), Outcome: v.Outcome, Reason: v.Reason, To: v.To, Status: v.Status,
		Lacks: h.Addresses[address].Lacks,
	}
	if v.Outcome == Missing || v.Outcome == Unclear {
		r.Missing = slices.Clone(h.Addresses[address].Missing)
	}
	if day := now.UTC().Format(time.DateOnly); v.Outcome == Missing && !slices.Contains(r.Missing, day) {
		r.Missing = append(r.Missing, day)
		slices.Sort(r.Missing)
	}
	h.Addresses[address] = r
}

// Forget drops what is known of all addresses but the given ones.
func (h *History) Forget(allBut []Address) {
	kept := map[string]bool{}
	for _, a := range allBut {
		kept[a.URL] = true
	}
	maps.DeleteFunc(h.Addresses, func(address string, _ Record) bool { return !kept[address] })
}

// IsDead reports whether the address was missing when last asked, and on enough days.
func (r Record) IsDead() bool { return r.Outcome == Missing && len(r.Missing) >= deadAfter }

// Verdict is the last outcome.
func (r Record) Verdict() Verdict { return Verdict{r.Outcome, r.Reason, r.To, r.Status} }
