package render

import (
	"fmt"
	"strings"

	"briefing/generator/graph"
	"briefing/generator/picture"
)

// TileMap is countries as squares on a grid. A list beside it says the same.
// Lengths are in CSS pixels.
type TileMap struct {
	Name          string // for those who cannot see it
	Width, Height int
	Side, Middle  int    // of a tile
	Ground        string // squares of the quiet tiles, as data of a path
	Quiet         []QuietTile
	Tiles         []TileView
}

// QuietTile is the code of a country without a page: it only shows where the
// others are. X is its middle, Y its line.
type QuietTile struct {
	Code string
	X, Y int
}

// TileView is a country with its page.
type TileView struct {
	Link  // the words are for those who cannot see the map
	Code  string
	X, Y  int
	Line  int  // where the code stands, from the top of the tile
	N     int  // claims and notes; 0 is not shown
	IsLit bool // the page is about it
}

// LinkCount is a link with a number.
type LinkCount struct {
	Link
	N int
}

// mapMargin is the number of tiles around the countries that a map is about.
const mapMargin = 1

// Lines of text in a tile, as distances from its top and from its middle.
const (
	codeLine   = 13 // above a number
	middleLine = 4  // below the middle: alone
)

// tileMap draws the part of the world that the countries span, each with the
// number of annotations that count gives; nil counts all of them. Other countries
// in that part that have a page are links without a number.
func (r *Renderer) tileMap(f *frame, shown []*graph.Country, count func(*graph.Country) int) *TileMap {
	if count == nil {
		count = func(k *graph.Country) int { return len(k.Annotations) }
	}
	var codes []string
	numbers := map[string]int{}
	for _, k := range shown {
		codes = append(codes, k.Code)
		numbers[k.Code] = count(k)
	}
	tiles := picture.Around(codes, mapMargin)
	if len(tiles.Tiles) == 0 {
		return nil
	}
	m := &TileMap{Name: "Map of " + plural(len(shown), "country", "countries"), Width: tiles.Width, Height: tiles.Height, Side: tiles.Side, Middle: tiles.Side / 2}
	for _, t := range tiles.Tiles {
		code := strings.ToUpper(t.Code)
		if k := r.countryOf[t.Code]; k != nil {
			m.Tiles = append(m.Tiles, tile(f, k, t, tiles.Side, numbers[t.Code]))
		} else {
			m.Ground += fmt.Sprintf("M%d %dh%[3]dv%[3]dh-%[3]dz", t.X, t.Y, m.Side)
			m.Quiet = append(m.Quiet, QuietTile{code, t.X + m.Middle, t.Y + m.Middle + middleLine})
		}
	}
	return m
}

func tile(f *frame, k *graph.Country, t picture.Tile, side, n int) TileView {
	v := TileView{Link: Link{k.Name, f.href(k.Path)}, Code: strings.ToUpper(k.Code), X: t.X, Y: t.Y, Line: side/2 + middleLine, N: n, IsLit: f.path == k.Path}
	if n > 0 {
		v.Line = codeLine
		v.Text += ", " + plural(n, "claim or note", "claims and notes")
	}
	return v
}

// neighborhood is a country among those that its annotations are about too, with
// the list that says the same.
func (r *Renderer) neighborhood(f *frame, k *graph.Country) (*TileMap, []LinkCount) {
	shown := []*graph.Country{k}
	numbers := map[*graph.Country]int{k: len(k.Annotations)}
	var list []LinkCount
	for _, n := range k.Neighbors() {
		shown = append(shown, n.Country)
		numbers[n.Country] = n.Shared
		list = append(list, LinkCount{Link{n.Name, f.href(n.Path)}, n.Shared})
	}
	return r.tileMap(f, shown, func(k *graph.Country) int { return numbers[k] }), list
}
