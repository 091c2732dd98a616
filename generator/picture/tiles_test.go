package picture_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"briefing/generator/content/country"
	"briefing/generator/picture"
)

func TestEveryCountryHasOneTile(t *testing.T) {
	text, err := os.ReadFile("tiles.txt")
	if err != nil {
		t.Fatal(err)
	}
	times := map[string]int{}
	width := 0
	for line := range strings.Lines(string(text)) {
		codes := strings.Fields(line)
		if width == 0 {
			width = len(codes)
		}
		if len(codes) != width {
			t.Errorf("a row has %d tiles, the first has %d", len(codes), width)
		}
		for _, code := range codes {
			times[code]++
		}
	}
	delete(times, "..")
	for _, k := range country.All() {
		if times[k.Code] != 1 {
			t.Errorf("%s has %d tiles", k.Code, times[k.Code])
		}
		delete(times, k.Code)
	}
	for code := range times {
		t.Errorf("%s is no country", code)
	}
}

func TestTilesDoNotOverlapAndCanBeHit(t *testing.T) {
	for _, codes := range [][]string{{"kz"}, {"kz", "cn", "ru"}, {"us", "nz", "aq", "gl"}, {"ca", "jp", "za"}} {
		m := picture.Around(codes, 1)
		if m.Side < 24 {
			t.Errorf("%v: a tile of %d pixels", codes, m.Side)
		}
		taken := map[picture.Tile]string{}
		for _, tile := range m.Tiles {
			if tile.X < 0 || tile.Y < 0 || tile.X+m.Side > m.Width || tile.Y+m.Side > m.Height {
				t.Errorf("%v: %+v is outside %d × %d", codes, tile, m.Width, m.Height)
			}
			at := picture.Tile{X: tile.X, Y: tile.Y}
			if taken[at] != "" {
				t.Errorf("%v: %s and %s stand at one place", codes, taken[at], tile.Code)
			}
			taken[at] = tile.Code
		}
	}
}

func TestMapIsCroppedToItsCountries(t *testing.T) {
	small, large := picture.Around([]string{"kz", "kg"}, 1), picture.Around([]string{"us", "nz"}, 1)
	if small.Width > 358 {
		t.Errorf("two neighbors take %d pixels: more than a phone has", small.Width)
	}
	if large.Width <= small.Width || large.Width > 828 {
		t.Errorf("the world takes %d pixels", large.Width)
	}
	codes := func(m picture.Tiles) []string {
		var all []string
		for _, tile := range m.Tiles {
			all = append(all, tile.Code)
		}
		return all
	}
	if near := codes(small); !slices.Contains(near, "cn") || slices.Contains(near, "fr") {
		t.Errorf("around Kazakhstan and Kyrgyzstan are %v", near)
	}
	if !slices.Equal(codes(small), codes(picture.Around([]string{"kg", "kz"}, 1))) {
		t.Error("the order of the countries changes the map")
	}
}

func TestCountriesOffTheGridStandBelow(t *testing.T) {
	with, without := picture.Around([]string{"kz", "xk"}, 1), picture.Around([]string{"kz"}, 1)
	last := with.Tiles[len(with.Tiles)-1]
	if last.Code != "xk" || last.Y < without.Height {
		t.Errorf("an unknown country stands at %+v", last)
	}
	if alone := picture.Around([]string{"xk"}, 1); len(alone.Tiles) != 1 || alone.Height != alone.Side {
		t.Errorf("an unknown country alone gives %+v", alone)
	}
	if none := picture.Around(nil, 1); len(none.Tiles) != 0 || none.Width != 0 {
		t.Errorf("no country gives %+v", none)
	}
}
