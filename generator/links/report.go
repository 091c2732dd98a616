package links

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

// Outcome is what is known of an address, by the word under which it is counted: fine,
// moved, dead, missing, unclear, private, not asked.
func (h *History) Outcome(a Address) (string, Record) {
	r := h.Addresses[a.URL]
	return wordOf(r), r
}
