// Package card draws the picture that stands beside a link to a briefing where
// people share it: title, counts of the assessments with their signs, and the name
// of the site. It is a PNG of 1200 × 630 pixels, which is what
// https://ogp.me pictures are commonly shown at.
//
// The same card gives the same bytes with the same version of Go, whose packages
// image/png and compress/flate decide about the compression.
//
// The fonts are those of package gofont, which know Latin, Greek and Cyrillic. A
// title in another script cannot be drawn, and there is no card: boxes in place of
// letters would be worse.
package card

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
)

// Card is what a card shows.
type Card struct {
	Site, Title string
	Counts      []Count
}

// Count is a number of annotations of one standing.
type Count struct {
	Standing string // decides the color
	Sign     string
	N        int
	Word     string
}

//go:embed *.go
var code embed.FS

// version changes whenever cards may come out otherwise: with the code of this
// package, of the library that draws, and of Go.
var version = sync.OnceValue(func() string {
	sum := sha256.New()
	names, _ := fs.Glob(code, "*.go") // sorted, and never wrong
	for _, name := range names {
		text, _ := code.ReadFile(name) // it is embedded
		sum.Write(text)
	}
	sum.Write([]byte(runtime.Version()))
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, m := range build.Deps {
			if strings.HasPrefix(m.Path, "golang.org/x/") {
				sum.Write([]byte(m.Path + m.Version + m.Sum))
			}
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
})

// Key is the name of the card's bytes: cards of one key are equal.
func (c Card) Key() string {
	text, err := json.Marshal(c)
	if err != nil {
		panic(err) // texts and numbers
	}
	sum := sha256.Sum256(append([]byte(version()), text...))
	return hex.EncodeToString(sum[:])
}

// The card and what stands where, in pixels.
const (
	Width, Height = 1200, 630

	margin     = 64
	siteLine   = 92
	ruleTop    = 116
	ruleHeight = 4
	titleTop   = 176
	countsLine = Height - margin - 4 // of the last row
	countsRow  = 54
	countGap   = 44
)

// sizes are those that a title may have, and how many lines of each fit.
var sizes = []struct{ size, lines int }{{80, 2}, {68, 3}, {58, 3}, {48, 4}}

// Draw returns the card as PNG.
func (p *Painter) Draw(c Card) ([]byte, error) {
	b := p.board()
	defer p.boards.Put(b)
	p.write(b, style{size: 30}, margin, siteLine, quiet, p.cut(style{size: 30}, c.Site, Width-2*margin))
	b.fill(margin, ruleTop, Width-margin, ruleTop+ruleHeight, ink)
	p.title(b, c.Title)
	p.counts(b, c.Counts)
	var png bytes.Buffer
	err := p.encode(&png, b)
	return png.Bytes(), err
}

// title is set as large as it fits.
func (p *Painter) title(b *board, title string) {
	for i, s := range sizes {
		look := style{size: s.size, isBold: true}
		lines := p.wrap(look, title, Width-2*margin)
		if len(lines) > s.lines {
			if i < len(sizes)-1 {
				continue
			}
			lines = append(lines[:s.lines-1], p.cut(look, strings.Join(lines[s.lines-1:], " "), Width-2*margin))
		}
		for k, line := range lines {
			p.write(b, look, margin, titleTop+s.size*3/4+k*s.size*6/5, ink, line)
		}
		return
	}
}

// counts fills rows from the left; the last one stands at the foot of the card.
func (p *Painter) counts(b *board, counts []Count) {
	look := style{size: 34}
	var rows [][]Count
	x := Width
	for _, c := range counts {
		width := p.count(nil, look, 0, 0, c)
		if x+width > Width-margin {
			rows = append(rows, nil)
			x = margin
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], c)
		x += width + countGap
	}
	for i, row := range rows {
		x := margin
		for _, c := range row {
			x += p.count(b, look, x, countsLine-(len(rows)-1-i)*countsRow, c) + countGap
		}
	}
}

// count draws a sign, a number and a word, and returns their width. Without a
// board it only measures.
func (p *Painter) count(b *board, look style, x, line int, c Count) int {
	color := standing(c.Standing)
	width := p.sign(b, look, x, line, color, c.Sign) + look.size/3
	return width + p.write(b, look, x+width, line, color, strconv.Itoa(c.N)+" "+c.Word)
}
