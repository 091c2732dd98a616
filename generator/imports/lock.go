package imports

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// lockName is the file that keeps what was imported, from the root.
const lockName = "content/imports.lock"

const lockHead = "# Written by briefing import: what was imported, so that it is known again. Commit it.\n"

// lock holds hashes of the fields of a record as they were imported, by its scope and
// origin.
type lock map[[2]string]map[string]string

// readLock reads a lock. Lines that are none, as after a merge, it leaves out: then a
// record is compared with what is here.
func readLock(text []byte) lock {
	l := lock{}
	for line := range bytes.Lines(text) {
		words := strings.Fields(string(line))
		if len(words) < 2 || words[0] == "#" {
			continue
		}
		origin, err := url.PathUnescape(words[1])
		if err != nil {
			continue
		}
		fields := map[string]string{}
		for _, w := range words[2:] {
			if key, hash, ok := strings.Cut(w, "="); ok {
				fields[key] = hash
			}
		}
		l[[2]string{words[0], origin}] = fields
	}
	return l
}

// bytes is the lock as a file, sorted, so that two branches merge; nil if it is empty.
func (l lock) bytes() []byte {
	if len(l) == 0 {
		return nil
	}
	lines := make([]string, 0, len(l))
	for record, fields := range l {
		line := record[0] + " " + url.PathEscape(record[1])
		for _, key := range slices.Sorted(maps.Keys(fields)) {
			line += " " + key + "=" + fields[key]
		}
		lines = append(lines, line+"\n")
	}
	slices.Sort(lines) // maps have no order
	return []byte(lockHead + strings.Join(lines, ""))
}

// hash is that of the values of a field. White space does not count.
func hash(values ...string) string {
	h := sha256.New()
	for _, v := range values {
		h.Write([]byte(strings.Join(strings.Fields(v), " ") + "\x00"))
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}

func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
