package card

import (
	"image"
	"image/color"
)

// inkName is an entry of the colors below.
type inkName int

const (
	ink inkName = iota
	quiet
	supported
	disputed
	contradicted
	unverified
	context
)

// paper and inks are the light colors of static/css/tokens.css.
var (
	paper = color.RGBA{0xfb, 0xfa, 0xf6, 0xff}
	inks  = [...]color.RGBA{
		ink: {0x1c, 0x1b, 0x19, 0xff}, quiet: {0x5b, 0x57, 0x51, 0xff}, supported: {0x28, 0x6b, 0x61, 0xff}, disputed: {0x62, 0x15, 0x17, 0xff},
		contradicted: {0x8a, 0x3a, 0x00, 0xff}, unverified: {0x7d, 0x61, 0x05, 0xff}, context: {0x39, 0x33, 0x72, 0xff},
	}
)

// standing is the color of a standing, as the style sheet has it.
func standing(key string) inkName {
	switch key {
	case "supported", "partly-supported":
		return supported
	case "disputed":
		return disputed
	case "contradicted":
		return contradicted
	case "unverified":
		return unverified
	}
	return context
}

// shades is the number of steps from paper to a color, at the edges of letters.
const shades = 8

// palette holds the paper, and behind it the shades of each color.
var palette = func() color.Palette {
	all := color.Palette{paper}
	mix := func(a, b uint8, part int) uint8 { return uint8((int(a)*(shades-part) + int(b)*part) / shades) }
	for _, c := range inks {
		for part := 1; part <= shades; part++ {
			all = append(all, color.RGBA{mix(paper.R, c.R, part), mix(paper.G, c.G, part), mix(paper.B, c.B, part), 0xff})
		}
	}
	return all
}()

// board is what is drawn on.
type board struct{ *image.Paletted }

func newBoard() *board { return &board{image.NewPaletted(image.Rect(0, 0, Width, Height), palette)} }

// stamp colors what a mask covers, its upper left corner at a place.
func (b *board) stamp(mask *image.Alpha, x, y int, with inkName) {
	for dy := range mask.Rect.Dy() {
		row := mask.Pix[dy*mask.Stride : dy*mask.Stride+mask.Rect.Dx()]
		for dx, alpha := range row {
			part := (int(alpha)*shades + 127) / 255
			if part > 0 && (image.Point{X: x + dx, Y: y + dy}).In(b.Rect) {
				b.Pix[(y+dy)*b.Stride+x+dx] = uint8(int(with)*shades + part)
			}
		}
	}
}

// fill colors a rectangle, whose right and bottom are excluded.
func (b *board) fill(left, top, right, bottom int, with inkName) {
	for y := top; y < bottom; y++ {
		for x := left; x < right; x++ {
			b.Pix[y*b.Stride+x] = uint8(int(with)*shades + shades)
		}
	}
}
