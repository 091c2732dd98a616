package markdown

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// recorder is what the node renderers write to. It is a util.BufWriter that
// never fails, and remembers where text and inline elements are.
type recorder struct {
	places
	o    Options
	src  []byte
	out  []byte // HTML so far
	seen []byte // text so far
	open []int32
	ids  map[string]int
	// table is the one that is being written. Its Start is the index of its first block.
	table Table
	at    int32 // where in the source the last text stood
	atom  int   // number of links and code spans that are open
}

func (w *recorder) Write(p []byte) (int, error) {
	w.out = append(w.out, p...)
	return len(p), nil
}

func (w *recorder) WriteString(s string) (int, error) {
	w.out = append(w.out, s...)
	return len(s), nil
}

func (w *recorder) WriteByte(c byte) error {
	w.out = append(w.out, c)
	return nil
}

func (w *recorder) WriteRune(r rune) (int, error) {
	w.out = utf8.AppendRune(w.out, r)
	return utf8.RuneLen(r), nil
}

func (w *recorder) Available() int { return 0 }
func (w *recorder) Buffered() int  { return 0 }
func (w *recorder) Flush() error   { return nil }

func (w *recorder) tag(parts ...string) {
	for _, p := range parts {
		w.out = append(w.out, p...)
	}
}

// begin opens a block. Every begin has an end.
func (w *recorder) begin(kind BlockKind) {
	if n := len(w.blocks); n > 0 && w.blocks[n-1].Stop > w.blocks[n-1].Start {
		w.seen = append(w.seen, blockGap...)
	}
	w.blocks = append(w.blocks, Block{Range{len(w.seen), len(w.seen)}, kind})
}

// end closes the block. One without text is no block.
func (w *recorder) end() {
	last := len(w.blocks) - 1
	w.blocks[last].Stop = len(w.seen)
	if w.blocks[last].Start < len(w.seen) {
		return
	}
	w.blocks = w.blocks[:last]
	if last > 0 {
		w.seen = w.seen[:w.blocks[last-1].Stop]
	}
}

// element opens an inline element; isAtom says that it is a link or code.
func (w *recorder) element(isAtom bool, parts ...string) {
	start := int32(len(w.out))
	w.tag(parts...)
	w.open = append(w.open, int32(len(w.tags)))
	w.tags = append(w.tags, tag{start: start, stop: int32(len(w.out)), isOpen: true, isAtom: isAtom})
	if isAtom {
		w.atom++
	}
}

// close closes the inline element that was opened last.
func (w *recorder) close(end string) {
	start, opener := int32(len(w.out)), w.open[len(w.open)-1]
	w.open = w.open[:len(w.open)-1]
	w.tag(end)
	isAtom := w.tags[opener].isAtom
	w.tags[opener].partner = int32(len(w.tags))
	w.tags = append(w.tags, tag{start: start, stop: int32(len(w.out)), partner: opener, isAtom: isAtom})
	if isAtom {
		w.atom--
	}
}

// literal writes text that stands in the source as a reader sees it.
func (w *recorder) literal(text []byte, src int32) {
	from := 0
	for i, c := range text {
		escape := escapes[c]
		if escape == "" {
			continue
		}
		w.run(text[from:i], "", src+int32(from))
		w.run(text[i:i+1], escape, src+int32(i))
		from = i + 1
	}
	w.run(text[from:], "", src+int32(from))
}

// escapes are the characters that HTML text cannot hold as they are, and what a
// reader would see of a NUL.
var escapes = [256]string{'<': "&lt;", '>': "&gt;", '&': "&amp;", 0: "\uFFFD"}

// run writes text; html is how it is written, empty for as it is.
func (w *recorder) run(text []byte, html string, src int32) {
	if len(text) == 0 {
		return
	}
	if html == "" {
		html = string(text)
	}
	r := run{text: int32(len(w.seen)), html: int32(len(w.out)), src: src, n: int32(len(text)), hn: int32(len(html)), isAtom: w.atom > 0}
	w.seen, w.out = append(w.seen, text...), append(w.out, html...)
	w.at = src + r.n
	if last := len(w.runs) - 1; last >= 0 && w.runs[last].joins(r) {
		w.runs[last].n += r.n
		w.runs[last].hn += r.n
		return
	}
	w.runs = append(w.runs, r)
}

// joins reports whether o continues r, byte by byte on all three sides.
func (r run) joins(o run) bool {
	return r.n == r.hn && o.n == o.hn && r.isAtom == o.isAtom &&
		r.text+r.n == o.text && r.html+r.hn == o.html && r.src+r.n == o.src
}

// decoded writes a character that the source spells in another way.
func (w *recorder) decoded(text string, src int32) {
	w.run([]byte(text), escape(text), src)
}

func escape(s string) string { return escaper.Replace(s) }

var escaper = strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;", `"`, "&quot;", "\x00", "\uFFFD")

// id makes an id of words that no other element of the text has.
func (w *recorder) id(words string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(words) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	id := strings.TrimRight(b.String(), "-")
	if id == "" {
		id = "section"
	}
	if w.ids == nil {
		w.ids = map[string]int{}
	}
	for base := id; w.ids[id] > 0; id = base + "-" + strconv.Itoa(w.ids[base]) {
		w.ids[base]++
	}
	w.ids[id] = 1
	return w.o.IDPrefix + id
}

func (w *recorder) fault(start, stop int, message string) {
	w.faults = append(w.faults, Fault{start, stop, message})
}
