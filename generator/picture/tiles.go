package picture

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// tiles.txt is the world as a reader sees it: a line for each row, a code of ISO
// 3166-1 for each tile, two dots for none. Neighbors touch where they can. It was
// drawn by hand for this program.
//
//go:embed tiles.txt
var tiles string

// cell is a place in the grid. Both count from 0.
type cell struct{ column, row int }

// world is where each country stands in the grid.
var world = sync.OnceValue(func() map[string]cell {
	cells := map[string]cell{}
	row := 0
	for line := range strings.Lines(tiles) {
		for column, code := range strings.Fields(line) {
			if code != ".." {
				cells[code] = cell{column, row}
			}
		}
		row++
	}
	return cells
})

// Tiles are countries as squares of one size.
type Tiles struct {
	Width, Height int
	Side          int    // of a tile
	Tiles         []Tile // row by row
}

// Tile is the square of a country, with its upper left corner.
type Tile struct {
	Code string // as in content: lower case
	X, Y int
}

const (
	tileGap      = 2
	leastColumns = 9 // so that one country is not alone
	leastRows    = 7
)

// side is the length of a tile's side. Up to 11 columns fit on a phone of 390
// pixels, whose text is 358 wide; 28 columns, the whole world, fit in a column of
// text on a screen. It is never less than 24, the least target that WCAG 2.2
// asks for (success criterion 2.5.8).
func side(columns int) int {
	if columns <= 11 {
		return 30
	}
	return 27
}

// Around returns the part of the world that the countries span, with a margin of
// tiles around them, the tiles of other countries in it included. Countries that
// the grid does not have stand in rows of their own below. Without countries
// there is no picture: everything is zero.
func Around(codes []string, margin int) Tiles {
	crop, unplaced := span(codes, margin)
	if crop.isEmpty() && len(unplaced) == 0 {
		return Tiles{}
	}
	if crop.isEmpty() {
		crop = area{right: leastColumns}
	}
	columns := crop.right - crop.left
	pitch := side(columns) + tileGap
	t := Tiles{Side: side(columns)}
	rows := crop.bottom - crop.top
	for code, c := range world() {
		if crop.holds(c) {
			t.Tiles = append(t.Tiles, Tile{code, (c.column - crop.left) * pitch, (c.row - crop.top) * pitch})
		}
	}
	for i, code := range unplaced {
		t.Tiles = append(t.Tiles, Tile{code, i % columns * pitch, (rows + i/columns) * pitch})
	}
	rows += (len(unplaced) + columns - 1) / columns
	slices.SortFunc(t.Tiles, func(a, b Tile) int { return cmp.Or(a.Y-b.Y, a.X-b.X) }) // a map has no order
	t.Width, t.Height = columns*pitch-tileGap, rows*pitch-tileGap
	return t
}

// area is a part of the grid. right and bottom are excluded.
type area struct{ left, top, right, bottom int }

func (a area) isEmpty() bool { return a.left == a.right }

func (a area) holds(c cell) bool {
	return a.left <= c.column && c.column < a.right && a.top <= c.row && c.row < a.bottom
}

// span is the least area that holds the countries and a margin, as far as the
// grid goes, and the countries that the grid does not have.
func span(codes []string, margin int) (a area, unplaced []string) {
	for _, code := range codes {
		c, ok := world()[code]
		switch {
		case !ok:
			unplaced = append(unplaced, code)
		case a.isEmpty():
			a = area{c.column, c.row, c.column + 1, c.row + 1}
		default:
			a = area{min(a.left, c.column), min(a.top, c.row), max(a.right, c.column+1), max(a.bottom, c.row+1)}
		}
	}
	if a.isEmpty() {
		return a, unplaced
	}
	columns, rows := gridSize()
	a.left, a.right = widen(a.left, a.right, margin, leastColumns, columns)
	a.top, a.bottom = widen(a.top, a.bottom, margin, leastRows, rows)
	return a, unplaced
}

func gridSize() (columns, rows int) {
	for _, c := range world() {
		columns, rows = max(columns, c.column+1), max(rows, c.row+1)
	}
	return columns, rows
}

// widen gives an interval a margin on both sides and a least length, within 0 and
// limit.
func widen(from, to, margin, least, limit int) (int, int) {
	from, to = max(0, from-margin), min(limit, to+margin)
	for to-from < min(least, limit) {
		from = max(0, from-1)
		if to-from < least {
			to = min(limit, to+1)
		}
	}
	return from, to
}
