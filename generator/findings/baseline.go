package findings

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"briefing/generator/diag"
)

// Entry is a finding that a desk has accepted. It does not hold a line, so that
// text may move in its file.
type Entry struct {
	Code string
	Hash string // of the words that are marked and of the message
	File string
}

// entryOf is what a baseline keeps of a finding.
func entryOf(d diag.Diagnostic) Entry {
	sum := sha256.Sum256([]byte(marked(d) + "\x00" + d.Message))
	return Entry{d.Code, hex.EncodeToString(sum[:6]), d.File.Name}
}

// String is the line of the entry in the file.
func (e Entry) String() string { return e.Code + " " + e.Hash + " " + e.File }

// Baseline is a number of accepted findings. The same entry may stand in it
// several times, once for each finding.
type Baseline []Entry

const baselineHead = `# Findings that are accepted: code, hash, file. Written by: briefing check --write-baseline
`

// BaselineOf accepts all findings.
func BaselineOf(list diag.List) Baseline {
	b := make(Baseline, len(list))
	for i, d := range list {
		b[i] = entryOf(d)
	}
	return b
}

// Bytes is the file of the baseline: a line for each entry, sorted by file so that
// two people's changes seldom meet.
func (b Baseline) Bytes() []byte {
	lines := make([]string, len(b))
	for i, e := range slices.SortedFunc(slices.Values(b), func(x, y Entry) int {
		return strings.Compare(x.File+" "+x.String(), y.File+" "+y.String())
	}) {
		lines[i] = e.String() + "\n"
	}
	return []byte(baselineHead + strings.Join(lines, ""))
}

// ParseBaseline reads what Bytes wrote. Empty lines and those that begin with #
// mean nothing; an error names the line of any other that is no entry.
func ParseBaseline(text []byte) (Baseline, error) {
	var b Baseline
	lines := bufio.NewScanner(bytes.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		parts := strings.SplitN(line, " ", 3)
		if len(parts) < 3 {
			return nil, fmt.Errorf("line %d: an entry is a code, a hash and a file", n)
		}
		b = append(b, Entry{parts[0], parts[1], parts[2]})
	}
	return b, lines.Err()
}

// Split returns the findings that the baseline does not accept, how many it does,
// and the entries among those that are wanted which no finding corresponds to.
func (b Baseline) Split(list diag.List, wanted Choice) (left diag.List, accepted int, removable []Entry) {
	rest := map[Entry]int{}
	for _, e := range b {
		rest[e]++
	}
	for _, d := range list {
		if e := entryOf(d); rest[e] > 0 {
			rest[e]--
			accepted++
			continue
		}
		left = append(left, d)
	}
	for _, e := range b {
		if rest[e] > 0 && wanted.wants(e.Code) {
			removable = append(removable, e)
			rest[e]--
		}
	}
	return left, accepted, removable
}
