package picture

import (
	"math"
	"strconv"
)

// Point is a place in a picture.
type Point struct{ X, Y int }

// data is that of a path: a letter and numbers, again and again.
type data []byte

func (d data) add(letter byte, numbers ...int) data {
	d = append(d, letter)
	for i, n := range numbers {
		if i > 0 {
			d = append(d, ' ')
		}
		d = strconv.AppendInt(d, int64(n), 10)
	}
	return d
}

// Straight is the data of a path through points.
func Straight(points []Point) string {
	d := make(data, 0, 64)
	for i, p := range points {
		d = d.add("ML"[min(i, 1)], p.X, p.Y)
	}
	return string(d)
}

// Half a wave, in pixels along the line and beside it.
const (
	waveLength = 5
	waveHeight = 4
)

// Wavy is the data of a path that swings about the line through points.
func Wavy(points []Point) string {
	d := make(data, 0, 1024).add('M', points[0].X, points[0].Y)
	side := 1
	for i := range points[1:] {
		from, to := points[i], points[i+1]
		dx, dy := to.X-from.X, to.Y-from.Y
		length := math.Sqrt(float64(dx*dx + dy*dy)) // exact on every machine, as math.Hypot is not
		waves := max(1, int(length/waveLength))
		offX, offY := int(math.Round(float64(-dy)*waveHeight/length)), int(math.Round(float64(dx)*waveHeight/length))
		for k := range waves {
			// The control point of a curve lies twice as far out as the curve.
			d = d.add('Q', from.X+dx*(2*k+1)/(2*waves)+side*offX, from.Y+dy*(2*k+1)/(2*waves)+side*offY, from.X+dx*(k+1)/waves, from.Y+dy*(k+1)/waves)
			side = -side
		}
	}
	return string(d)
}
