package picture

import (
	"fmt"
	"math"
	"strings"
)

// Point is a place in a picture.
type Point struct{ X, Y int }

// Straight is the data of a path through points.
func Straight(points []Point) string {
	var b strings.Builder
	for i, p := range points {
		fmt.Fprintf(&b, "%s%d %d", string("ML"[min(i, 1)]), p.X, p.Y)
	}
	return b.String()
}

// Half a wave, in pixels along the line and beside it.
const (
	waveLength = 5
	waveHeight = 4
)

// Wavy is the data of a path that swings about the line through points.
func Wavy(points []Point) string {
	var b strings.Builder
	fmt.Fprintf(&b, "M%d %d", points[0].X, points[0].Y)
	side := 1
	for i := range points[1:] {
		from, to := points[i], points[i+1]
		dx, dy := to.X-from.X, to.Y-from.Y
		length := math.Hypot(float64(dx), float64(dy))
		waves := max(1, int(length/waveLength))
		offX, offY := int(math.Round(float64(-dy)*waveHeight/length)), int(math.Round(float64(dx)*waveHeight/length))
		for k := range waves {
			// The control point of a curve lies twice as far out as the curve.
			fmt.Fprintf(&b, "Q%d %d %d %d", from.X+dx*(2*k+1)/(2*waves)+side*offX, from.Y+dy*(2*k+1)/(2*waves)+side*offY,
				from.X+dx*(k+1)/waves, from.Y+dy*(k+1)/waves)
			side = -side
		}
	}
	return b.String()
}
