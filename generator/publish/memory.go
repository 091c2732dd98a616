package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Key names everything that the bytes of a file depend on: files of one key and one
// path are equal. The zero Key says that it is not known.
type Key [16]byte

// Memory is a file that says of each file of a folder which key its bytes were made
// for.
//
// It need not exist and may be deleted at any time. It may be damaged or that of
// another folder: it is believed only beside the manifest that was written with it.
type Memory struct {
	Name string
	Key  func(path string) Key // called from several goroutines
}

// IsThere reports whether a build left a memory, be it a good one or not.
func (m *Memory) IsThere() bool {
	if m == nil {
		return false
	}
	_, err := os.Stat(m.Name)
	return err == nil
}

// Update is [Write] with a memory. A file of the same key as before is not made
// again if nobody touched it since: it has the size, the time and the inode that it
// had.
func Update(dir string, files []File, memory *Memory, progress func(done int)) (Report, error) {
	return writeSite(dir, files, progress, nil, memory)
}

// remembered is what the memory says of a file.
type remembered struct {
	Key   Key
	Trace trace
	sum   [sha256.Size]byte // from the manifest
}

// trace tells whether somebody touched a file.
type trace struct {
	Size  int64
	Time  int64 // of the last change, in nanoseconds
	Inode uint64
}

func traceOf(info fs.FileInfo) trace {
	return trace{info.Size(), info.ModTime().UnixNano(), inode(info)}
}

// settled reports whether a change after a moment shows in the time of the file. One
// that follows at once may not: clocks of file systems tick every few milliseconds,
// or every two seconds.
func (t trace) settled(now time.Time) bool {
	tick := 20 * time.Millisecond
	if t.Time%int64(time.Second) == 0 {
		tick = 2 * time.Second
	}
	return t.Time < now.Add(-tick).UnixNano()
}

// memoryHead begins a memory. It is to be changed with the form of the file.
const memoryHead = "briefing memory 1\n"

// recall reads the memory of the folder whose manifest is given; empty if there is
// none that can be believed.
func recall(memory string, manifest []byte) map[string]remembered {
	text, err := os.ReadFile(memory)
	if err != nil || len(text) < len(memoryHead)+2*sha256.Size {
		return nil
	}
	text, check := text[:len(text)-sha256.Size], text[len(text)-sha256.Size:]
	sum, of := sha256.Sum256(text), sha256.Sum256(manifest)
	rest, isOurs := bytes.CutPrefix(text, append([]byte(memoryHead), of[:]...))
	if !isOurs || !bytes.Equal(sum[:], check) {
		return nil
	}
	all := make(map[string]remembered, bytes.Count(manifest, []byte("\n")))
	for line := range strings.Lines(string(manifest)) {
		var r remembered
		n, err := binary.Decode(rest, binary.LittleEndian, &r.Key)
		if err != nil {
			return nil
		}
		m, err := binary.Decode(rest[n:], binary.LittleEndian, &r.Trace)
		if err != nil {
			return nil
		}
		rest = rest[n+m:]
		digits, path, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if _, err := hex.Decode(r.sum[:], []byte(digits)); err == nil && r.Key != (Key{}) {
			all[path] = r
		}
	}
	return all
}

// remember writes the memory of what is in the folder now.
func (w *writer) remember(now time.Time) error {
	of := sha256.Sum256(w.manifest)
	text := append([]byte(memoryHead), of[:]...)
	for _, i := range w.order {
		key, seen := w.results[i].key, w.results[i].trace
		if !seen.settled(now) {
			key = Key{}
		}
		text, _ = binary.Append(text, binary.LittleEndian, key) // numbers have a size
		text, _ = binary.Append(text, binary.LittleEndian, seen)
	}
	sum := sha256.Sum256(text)
	if err := os.MkdirAll(filepath.Dir(w.memory.Name), 0o755); err != nil {
		return err
	}
	part := w.memory.Name + ".part"
	if err := os.WriteFile(part, append(text, sum[:]...), 0o644); err != nil {
		return err
	}
	return os.Rename(part, w.memory.Name)
}

// isKnown reports whether the folder holds a file as it would be made, and fills in
// what is known of it.
func (w *writer) isKnown(f File, r *result) bool {
	if w.memory == nil {
		return false
	}
	r.key = w.memory.Key(f.Path)
	before, ok := w.known[f.Path]
	if !ok || before.Key != r.key {
		return false // among them all whose key is not known
	}
	// No link can lead elsewhere here: another file has another trace.
	info, err := os.Lstat(filepath.Join(w.dir, filepath.FromSlash(f.Path)))
	if err != nil || !info.Mode().IsRegular() || traceOf(info) != before.Trace {
		return false
	}
	r.sum, r.size, r.trace = before.sum, int(before.Trace.Size), before.Trace
	return true
}
