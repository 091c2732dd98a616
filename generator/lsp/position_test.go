package lsp

import (
	"testing"
	"unicode/utf8"
)

func TestPositions(t *testing.T) {
	text := []byte("a𝄞ä\r\n\nb\rc")
	for _, test := range []struct {
		offset    int
		in8, in16 position
	}{
		{0, position{0, 0}, position{0, 0}},
		{1, position{0, 1}, position{0, 1}},
		{5, position{0, 5}, position{0, 3}},
		{7, position{0, 7}, position{0, 4}},
		{9, position{1, 0}, position{1, 0}},
		{10, position{2, 0}, position{2, 0}},
		{12, position{3, 0}, position{3, 0}},
		{13, position{3, 1}, position{3, 1}},
	} {
		if got := utf8Units.position(text, test.offset); got != test.in8 {
			t.Errorf("utf-8 of %d: %v, want %v", test.offset, got, test.in8)
		}
		if got := utf16Units.position(text, test.offset); got != test.in16 {
			t.Errorf("utf-16 of %d: %v, want %v", test.offset, got, test.in16)
		}
	}
	for _, e := range []encoding{utf8Units, utf16Units} {
		if got := e.offset(text, position{0, 99}); got != 7 {
			t.Errorf("%s: behind the end of a line is %d, want 7", e, got)
		}
		if got := e.offset(text, position{99, 0}); got != len(text) {
			t.Errorf("%s: behind the end is %d", e, got)
		}
	}
}

func FuzzPositionsAndOffsetsAreInverse(f *testing.F) {
	f.Add([]byte("a𝄞ä\r\n\nb\rc"), 3)
	f.Add([]byte("\xff\r"), 1)
	f.Fuzz(func(t *testing.T, text []byte, offset int) {
		for _, e := range []encoding{utf8Units, utf16Units} {
			p := e.position(text, offset)
			e.offset(text, position{offset, offset % 7})
			back := e.offset(text, p)
			isInside := offset >= 0 && offset <= len(text) && (offset == len(text) || utf8.RuneStart(text[offset]))
			isInEnding := offset > 0 && offset < len(text) && text[offset-1] == '\r' && text[offset] == '\n'
			if utf8.Valid(text) && isInside && !isInEnding && back != offset {
				t.Errorf("%s: %d became %v became %d", e, offset, p, back)
			}
		}
	})
}

func FuzzCursorIsInTheFile(f *testing.F) {
	for _, s := range []string{"---\nsupports: [{source: bulletin, at: 'p, 1'}, b]\n---\n", "---\nexperts:\n  - agrees: a\n    said_in: b\n- \n", "---\nquote: [[a]] # x\n---\n", "a: {b: [c, {d: e}]}\n- - -\n-"} {
		f.Add([]byte(s), 20, true)
	}
	f.Fuzz(func(t *testing.T, text []byte, offset int, isYAML bool) {
		if offset < 0 || offset > len(text) {
			return
		}
		c := cursorAt(text, offset, isYAML)
		if !c.isBody && (c.start < 0 || c.start > offset || c.stop < offset || c.stop > len(text) || string(text[c.start:offset]) != c.word) {
			t.Errorf("%d in %q: %+v", offset, text, c)
		}
	})
}
