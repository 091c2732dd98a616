package card_test

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"sync"
	"testing"

	"briefing/generator/card"
)

var usual = card.Card{Site: "The site", Title: "Who keeps the pass open?", Counts: []card.Count{
	{Standing: "supported", Sign: "✓", N: 8, Word: "Supported"}, {Standing: "partly-supported", Sign: "◐", N: 2, Word: "Partly supported"},
	{Standing: "disputed", Sign: "≠", N: 1, Word: "Disputed"}, {Standing: "contradicted", Sign: "✗", N: 3, Word: "Contradicted"},
	{Standing: "unverified", Sign: "?", N: 1, Word: "Unverified"},
}}

func draw(t *testing.T, p *card.Painter, c card.Card) ([]byte, image.Image) {
	t.Helper()
	text, err := p.Draw(c)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if picture.Bounds() != image.Rect(0, 0, 1200, 630) {
		t.Fatalf("the card is %v", picture.Bounds())
	}
	return text, picture
}

// inked counts the pixels of a part that are not paper.
func inked(picture image.Image, part image.Rectangle) int {
	n := 0
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if picture.At(x, y) != picture.At(0, 0) {
				n++
			}
		}
	}
	return n
}

func TestCardShowsTitleAndCounts(t *testing.T) {
	p := card.New()
	text, whole := draw(t, p, usual)
	if len(text) > 40_000 {
		t.Errorf("%d bytes", len(text))
	}
	title, counts := image.Rect(64, 130, 1136, 420), image.Rect(64, 421, 1136, 620)
	without := usual
	without.Title = ""
	if _, picture := draw(t, p, without); inked(whole, title) == 0 || inked(picture, title) != 0 {
		t.Error("the title is not where it should be")
	}
	without = usual
	without.Counts = nil
	if _, picture := draw(t, p, without); inked(whole, counts) == 0 || inked(picture, counts) != 0 {
		t.Error("the counts are not where they should be")
	}
	for _, c := range usual.Counts {
		bare := card.Card{Counts: []card.Count{c}}
		bare.Counts[0].Sign = ""
		_, picture := draw(t, p, card.Card{Counts: []card.Count{c}})
		if _, none := draw(t, p, bare); inked(picture, counts) <= inked(none, counts) {
			t.Errorf("there is no sign of %s", c.Standing)
		}
	}
}

func TestTitlesOfAnyLengthStayInTheirPlace(t *testing.T) {
	p := card.New()
	for _, title := range []string{"A", strings.Repeat("word ", 100), strings.Repeat("m", 500), "Кто держит перевал открытым?"} {
		c := usual
		c.Title = title
		_, picture := draw(t, p, c)
		for _, edge := range []image.Rectangle{image.Rect(0, 0, 60, 630), image.Rect(1140, 0, 1200, 630), image.Rect(0, 405, 1200, 425), image.Rect(0, 600, 1200, 630)} {
			if n := inked(picture, edge); n > 0 {
				t.Errorf("%.20q leaves %d pixels in %v", title, n, edge)
			}
		}
	}
}

func TestSameCardGivesTheSameBytes(t *testing.T) {
	want, _ := draw(t, card.New(), usual)
	p := card.New()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got, err := p.Draw(usual); err != nil || !bytes.Equal(got, want) {
				t.Errorf("another card, error %v", err)
			}
		})
	}
	all.Wait()
}

func TestKeyNamesEverythingThatIsDrawn(t *testing.T) {
	keys := map[string]string{usual.Key(): "the card"}
	for name, change := range map[string]func(*card.Card){
		"site": func(c *card.Card) { c.Site += "x" }, "title": func(c *card.Card) { c.Title += "x" },
		"number": func(c *card.Card) { c.Counts[0].N++ }, "word": func(c *card.Card) { c.Counts[0].Word += "x" },
		"sign": func(c *card.Card) { c.Counts[0].Sign += "x" }, "standing": func(c *card.Card) { c.Counts[0].Standing += "x" },
		"counts": func(c *card.Card) { c.Counts = c.Counts[1:] },
	} {
		c := usual
		c.Counts = append([]card.Count(nil), usual.Counts...)
		change(&c)
		if same := keys[c.Key()]; same != "" {
			t.Errorf("another %s has the key of %s", name, same)
		}
		keys[c.Key()] = name
	}
	if again := usual.Key(); keys[again] != "the card" {
		t.Error("the key of a card changes")
	}
}

func TestLettersThatTheFontsLackAreKnown(t *testing.T) {
	p := card.New()
	for text, want := range map[string]bool{"Łódź – “naïve”": true, "Перевал": true, "峠": false, "ممر": false} {
		if got := p.Knows(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
