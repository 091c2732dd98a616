package lsp

import (
	"unicode/utf16"
	"unicode/utf8"
)

// encoding is the unit in which characters of a line are counted.
type encoding string

// The encodings that a client may choose. The protocol's own is UTF-16.
const (
	utf8Units  encoding = "utf-8"
	utf16Units encoding = "utf-16"
)

// lineStarts are the offsets at which lines begin. A line ends with \n, \r\n or \r.
func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, c := range text {
		if c == '\n' || c == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// position converts a byte offset. An offset outside of the text is moved to its
// nearest end, one inside a character to its beginning.
func (e encoding) position(text []byte, offset int) position {
	offset = min(max(offset, 0), len(text))
	starts := lineStarts(text)
	line := 0
	for line+1 < len(starts) && starts[line+1] <= offset {
		line++
	}
	p := position{Line: line}
	for at := starts[line]; at < offset; {
		r, size := utf8.DecodeRune(text[at:])
		if at+size > offset {
			break
		}
		p.Character += e.units(r, size)
		at += size
	}
	return p
}

// units is the length of a character that takes size bytes.
func (e encoding) units(r rune, size int) int {
	if e == utf8Units {
		return size
	}
	return max(utf16.RuneLen(r), 1)
}

// offset is the opposite of position. A place behind the end of a line is moved to
// that end, as the protocol demands, and one behind the last line to the end.
func (e encoding) offset(text []byte, p position) int {
	starts := lineStarts(text)
	if p.Line < 0 {
		return 0
	}
	if p.Line >= len(starts) {
		return len(text)
	}
	at := starts[p.Line]
	for n := 0; n < p.Character && at < len(text) && text[at] != '\n' && text[at] != '\r'; {
		r, size := utf8.DecodeRune(text[at:])
		n += e.units(r, size)
		at += size
	}
	return at
}

// span converts a range of byte offsets.
func (e encoding) span(text []byte, start, stop int) span {
	return span{e.position(text, start), e.position(text, stop)}
}
