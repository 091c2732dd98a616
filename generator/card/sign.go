package card

import (
	"image"

	"golang.org/x/image/vector"
)

// sign draws the sign of a standing and returns its width. The fonts have not all
// of them; those are drawn here. Without a board it only measures.
func (p *Painter) sign(b *board, look style, x, line int, with inkName, sign string) int {
	draw := shapes[sign]
	if draw == nil {
		return p.write(b, look, x, line, with, sign)
	}
	side := look.size * 3 / 4 // about the height of a capital
	if b != nil {
		r := vector.NewRasterizer(side, side)
		draw(r, float32(side))
		mask := image.NewAlpha(r.Bounds())
		r.Draw(mask, mask.Rect, image.Opaque, image.Point{})
		b.stamp(mask, x, line-side, with)
	}
	return side
}

// shapes are the signs that are drawn, in a square of a given side.
var shapes = map[string]func(r *vector.Rasterizer, side float32){
	"✓": func(r *vector.Rasterizer, side float32) {
		polygon(r, side, 0.02, 0.56, 0.14, 0.44, 0.37, 0.68, 0.86, 0.08, 0.98, 0.19, 0.38, 0.94)
	},
	"✗": func(r *vector.Rasterizer, side float32) {
		polygon(r, side, 0.06, 0.17, 0.17, 0.06, 0.5, 0.39, 0.83, 0.06, 0.94, 0.17, 0.61, 0.5, 0.94, 0.83, 0.83, 0.94, 0.5, 0.61, 0.17, 0.94, 0.06, 0.83, 0.39, 0.5)
	},
	"◐": func(r *vector.Rasterizer, side float32) {
		circle(r, side, 0.48, false)
		circle(r, side, 0.38, true)
		// The left half, within the ring: clockwise, as the outer circle.
		c, out := side/2, side*0.39
		r.MoveTo(c, c+out)
		r.CubeTo(c-out*bend, c+out, c-out, c+out*bend, c-out, c)
		r.CubeTo(c-out, c-out*bend, c-out*bend, c-out, c, c-out)
		r.ClosePath()
	},
}

// polygon fills points that are given as parts of the side: x, y, x, y, …
func polygon(r *vector.Rasterizer, side float32, at ...float32) {
	r.MoveTo(at[0]*side, at[1]*side)
	for i := 2; i < len(at); i += 2 {
		r.LineTo(at[i]*side, at[i+1]*side)
	}
	r.ClosePath()
}

// bend is how far out the control points of a quarter of a circle lie, as a part
// of its radius.
const bend = 0.5523

// circle fills a circle about the middle, clockwise, or the other way to cut one
// out.
func circle(r *vector.Rasterizer, side, part float32, isCut bool) {
	c, out, turn := side/2, side*part, float32(1)
	if isCut {
		turn = -1
	}
	r.MoveTo(c, c-out)
	r.CubeTo(c+turn*out*bend, c-out, c+turn*out, c-out*bend, c+turn*out, c)
	r.CubeTo(c+turn*out, c+out*bend, c+turn*out*bend, c+out, c, c+out)
	r.CubeTo(c-turn*out*bend, c+out, c-turn*out, c+out*bend, c-turn*out, c)
	r.CubeTo(c-turn*out, c-out*bend, c-turn*out*bend, c-out, c, c-out)
	r.ClosePath()
}
