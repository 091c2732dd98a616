package card

import (
	"image"
	"image/png"
	"io"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Painter draws cards. It keeps the letters that it has drawn, and may be used by
// several goroutines. Make one with [New].
type Painter struct {
	mu      sync.Mutex
	faces   map[style]font.Face
	letters map[letter]glyph

	// Large things are used again by later cards, which saves a third of the time of
	// a card.
	boards     sync.Pool // of *board
	compressor compressor
}

// style is a font at a size in pixels.
type style struct {
	size   int
	isBold bool
}

type letter struct {
	style
	of rune
}

// glyph is a letter as drawn: its mask, the way from the pen to the mask's upper
// left corner, and the way to the next letter.
type glyph struct {
	mask    *image.Alpha // nil for a space
	x, y    int
	advance int
	exists  bool
}

// compressor keeps what image/png compresses with.
type compressor struct{ pool sync.Pool }

func (c *compressor) Get() *png.EncoderBuffer {
	b, _ := c.pool.Get().(*png.EncoderBuffer) // nil lets the encoder make one
	return b
}

func (c *compressor) Put(b *png.EncoderBuffer) { c.pool.Put(b) }

// board returns an empty board.
func (p *Painter) board() *board {
	b, isUsed := p.boards.Get().(*board)
	if !isUsed {
		return newBoard()
	}
	clear(b.Pix)
	return b
}

func (p *Painter) encode(w io.Writer, b *board) error {
	e := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: &p.compressor}
	return e.Encode(w, b.Paletted)
}

// New returns a painter.
func New() *Painter {
	return &Painter{faces: map[style]font.Face{}, letters: map[letter]glyph{}}
}

// Knows reports whether the fonts have every letter of a text.
func (p *Painter) Knows(text string) bool {
	for _, r := range text {
		if !p.glyph(style{size: 34}, r).exists {
			return false
		}
	}
	return true
}

// glyph returns a letter, drawn at its first use. Whole pixels between letters
// cost little at these sizes, and let it be used again.
func (p *Painter) glyph(look style, r rune) glyph {
	p.mu.Lock()
	defer p.mu.Unlock()
	g, isDrawn := p.letters[letter{look, r}]
	if isDrawn {
		return g
	}
	box, mask, at, advance, ok := p.face(look).Glyph(fixed.Point26_6{}, r)
	if g = (glyph{x: box.Min.X, y: box.Min.Y, advance: advance.Round(), exists: ok}); !box.Empty() {
		g.mask = image.NewAlpha(image.Rect(0, 0, box.Dx(), box.Dy())) // the face draws the next letter over its own
		for y := range box.Dy() {
			for x := range box.Dx() {
				_, _, _, a := mask.At(at.X+x, at.Y+y).RGBA()
				g.mask.Pix[y*g.mask.Stride+x] = uint8(a >> 8)
			}
		}
	}
	p.letters[letter{look, r}] = g
	return g
}

func (p *Painter) face(look style) font.Face {
	if f := p.faces[look]; f != nil {
		return f
	}
	text := goregular.TTF
	if look.isBold {
		text = gobold.TTF
	}
	parsed, err := opentype.Parse(text)
	if err != nil {
		panic(err) // the font is built in
	}
	f, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: float64(look.size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(err)
	}
	p.faces[look] = f
	return f
}

// write draws a line of text from a place on its base line, and returns its width.
// Without a board it only measures.
func (p *Painter) write(b *board, look style, x, line int, with inkName, text string) int {
	pen := x
	for _, r := range text {
		g := p.glyph(look, r)
		if b != nil && g.mask != nil {
			b.stamp(g.mask, pen+g.x, line+g.y, with)
		}
		pen += g.advance
	}
	return pen - x
}

func (p *Painter) width(look style, text string) int { return p.write(nil, look, 0, 0, ink, text) }

// wrap cuts a text into lines that are not wider than so many pixels. A word that
// is wider by itself is cut off.
func (p *Painter) wrap(look style, text string, width int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		word = p.cut(look, word, width)
		if last := len(lines) - 1; last >= 0 && p.width(look, lines[last]+" "+word) <= width {
			lines[last] += " " + word
			continue
		}
		lines = append(lines, word)
	}
	return lines
}

// cut shortens a text to a width, with an ellipsis if it does not fit.
func (p *Painter) cut(look style, text string, width int) string {
	if p.width(look, text) <= width {
		return text
	}
	letters := []rune(text)
	for len(letters) > 0 && p.width(look, string(letters)+"…") > width {
		letters = letters[:len(letters)-1]
	}
	return strings.TrimRight(string(letters), " ") + "…"
}
