package diag

import (
	"bytes"
	"unicode/utf8"
)

// File is a file as it was read. Do not change the bytes.
type File struct {
	Name  string // relative to the root folder, with slashes
	Bytes []byte
}

// Position converts a byte offset to what an editor shows: line and column from
// 1, the column in Unicode code points. An offset outside the file is moved to
// its nearest end.
func (f *File) Position(offset int) (line, column int) {
	offset = min(max(offset, 0), len(f.Bytes))
	before := f.Bytes[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[start:]) + 1
}

// Offset is the opposite of [File.Position]. A place behind the end of a line is
// moved to that end.
func (f *File) Offset(line, column int) int {
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
	offset = min(max(offset, 0), len(f.Bytes))
	start = bytes.LastIndexByte(f.Bytes[:offset], '\n') + 1
	text = f.Bytes[start:]
	if end := bytes.IndexByte(text, '\n'); end >= 0 {
		text = text[:end]
	}
	return bytes.TrimSuffix(text, []byte{'\r'}), start
}
