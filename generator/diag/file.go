package diag

import (
	"bytes"
	"hash/maphash"
	"io/fs"
	"unicode/utf8"
)

// File is a file as it was read.
type File struct {
	Name string // relative to the root folder, with slashes

	text []byte // nil after Release
	from fs.FS  // set after Release
	sum  uint64
}

// NewFile returns a file with its text. Do not change the bytes.
func NewFile(name string, text []byte) *File { return &File{Name: name, text: text} }

// seed is that of the sums of files that were released.
var seed = maphash.MakeSeed()

// Release lets go of the bytes, which were read from the file of that name in from: of
// many files hardly any is ever asked for its text again, and then it is read again.
func (f *File) Release(from fs.FS) {
	f.from, f.sum, f.text = from, maphash.Bytes(seed, f.text), nil
}

// Text returns the bytes as they were read, which are not to be changed. It is empty if
// they were released and the file is another one by now, or gone: nothing is said of
// places in it.
func (f *File) Text() []byte {
	if f.from == nil {
		return f.text
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
	return NewFile(f.Name, f.Text())
}

// Position converts a byte offset to what an editor shows: line and column from
// 1, the column in Unicode code points. An offset outside the file is moved to
// its nearest end.
func (f *File) Position(offset int) (line, column int) {
	all := f.Text()
	offset = min(max(offset, 0), len(all))
	before := all[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[start:]) + 1
}

// Offset is the opposite of [File.Position]. A place behind the end of a line is
// moved to that end.
func (f *File) Offset(line, column int) int {
	all := f.Text()
	at := 0
	for ; line > 1; line-- {
		next := bytes.IndexByte(all[at:], '\n')
		if next < 0 {
			return len(all)
		}
		at += next + 1
	}
	for ; column > 1 && at < len(all) && all[at] != '\n'; column-- {
		_, size := utf8.DecodeRune(all[at:])
		at += size
	}
	return at
}

// line returns the line that holds the offset, without its end, and the offset
// of its first byte.
func (f *File) line(offset int) (text []byte, start int) {
	all := f.Text()
	offset = min(max(offset, 0), len(all))
	start = bytes.LastIndexByte(all[:offset], '\n') + 1
	text = all[start:]
	if end := bytes.IndexByte(text, '\n'); end >= 0 {
		text = text[:end]
	}
	return bytes.TrimSuffix(text, []byte{'\r'}), start
}
