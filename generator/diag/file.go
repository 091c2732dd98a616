package diag

import (
	"bytes"
	"hash/maphash"
	"io/fs"
	"unicode/utf8"
)

// File is a file as it was read. Do not change the bytes.
type File struct {
	Name  string // relative to the root folder, with slashes
	Bytes []byte // nil after [File.Release]: ask Text

	from fs.FS // set after Release
	sum  uint64
}

// seed is that of the sums of files that were released.
var seed = maphash.MakeSeed()

// Release lets go of the bytes, which were read from the file of that name in from: of
// many files hardly any is ever asked for its text again, and then it is read again.
func (f *File) Release(from fs.FS) {
	f.from, f.sum, f.Bytes = from, maphash.Bytes(seed, f.Bytes), nil
}

// Text returns the bytes as they were read. It is empty if they were released and the
// file is another one by now, or gone: nothing is said of places in it.
func (f *File) Text() []byte {
	if f.from == nil {
		return f.Bytes
	}
	text, err := fs.ReadFile(f.from, f.Name)
	if err != nil || maphash.Bytes(seed, text) != f.sum {
		return nil
	}
	return text
}

// held returns the file with its bytes.
func (f *File) held() *File {
	if f.from == nil {
		return f
	}
	return &File{Name: f.Name, Bytes: f.Text()}
}

// Position converts a byte offset to what an editor shows: line and column from
// 1, the column in Unicode code points. An offset outside the file is moved to
// its nearest end.
func (f *File) Position(offset int) (line, column int) {
	f = f.held()
	offset = min(max(offset, 0), len(f.Bytes))
	before := f.Bytes[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[start:]) + 1
}

// Offset is the opposite of [File.Position]. A place behind the end of a line is
// moved to that end.
func (f *File) Offset(line, column int) int {
	f = f.held()
	at := 0
	for ; line > 1; line-- {
		next := bytes.IndexByte(f.Bytes[at:], '\n')
		if next < 0 {
			return len(f.Bytes)
		}
		at += next + 1
	}
	for ; column > 1 && at < len(f.Bytes) && f.Bytes[at] != '\n'; column-- {
		_, size := utf8.DecodeRune(f.Bytes[at:])
		at += size
	}
	return at
}

// line returns the line that holds the offset, without its end, and the offset
// of its first byte.
func (f *File) line(offset int) (text []byte, start int) {
	f = f.held()
	offset = min(max(offset, 0), len(f.Bytes))
	start = bytes.LastIndexByte(f.Bytes[:offset], '\n') + 1
	text = f.Bytes[start:]
	if end := bytes.IndexByte(text, '\n'); end >= 0 {
		text = text[:end]
	}
	return bytes.TrimSuffix(text, []byte{'\r'}), start
}
