package check

import (
	"fmt"
	"path"
	"strings"

	"briefing/generator/content"
	"briefing/generator/markdown"
)

// pictures calls see for each picture of every text.
func (d *desk) pictures(see func(t text, l markdown.Link)) {
	d.links(func(t text, l markdown.Link) {
		if l.IsImage {
			see(t, l)
		}
	})
}

// creditMissing looks at what stands in quotation marks behind the address, which
// readers see when they point at the picture.
func creditMissing(d *desk, report reporter) {
	d.pictures(func(t text, l markdown.Link) {
		if strings.TrimSpace(l.Title) == "" {
			report(t.head, t.at(l.Start, l.Stop), "it is not said who made the picture, and under which license").
				Hint = "write it behind the address: ![…](" + l.Dest + ` "Photo: name, license")`
		}
	})
}

func pictureElsewhere(d *desk, report reporter) {
	d.pictures(func(t text, l markdown.Link) {
		if dest := strings.ToLower(l.Dest); strings.HasPrefix(dest, "http:") || strings.HasPrefix(dest, "https:") || strings.HasPrefix(dest, "//") {
			report(t.head, t.at(l.Start, l.Stop), "the picture is on another host").
				Hint = "put it into the folder media/ of the briefing, if its license allows it: ![…](media/" + path.Base(dest) + ")"
		}
	})
}

// heaviest is how many bytes the pictures of one page may have together.
const heaviest = 2_000_000

// pageHeavy adds up the pictures of each text and, of an article, its image.
func pageHeavy(d *desk, report reporter) {
	size := map[string]int64{}
	for _, m := range d.Library.Media {
		size[m.Path] = m.Size
	}
	if len(size) == 0 {
		return
	}
	pages := map[*content.Head]*load{}
	add := func(h *content.Head, at content.At, dest string) {
		p := pages[h]
		if p == nil {
			p = &load{met: map[string]bool{}}
			pages[h] = p
		}
		p.add(target(h.File.Name, dest), dest, size[target(h.File.Name, dest)], at)
	}
	for _, b := range d.Briefings {
		add(&b.Head, b.Image.At, b.Image.Value)
	}
	d.pictures(func(t text, l markdown.Link) { add(t.head, t.at(l.Start, l.Stop), l.Dest) })
	for h, p := range pages {
		if p.bytes > heaviest {
			report(h, p.at, "the pictures of the page have %s, this one %s", megabytes(p.bytes), megabytes(p.largest)).
				Hint = "at most " + megabytes(heaviest) + ": save " + path.Base(p.dest) + " smaller, as JPEG or WebP of at most 1600 pixels"
		}
	}
}

// load is the pictures of a page.
type load struct {
	met            map[string]bool
	bytes, largest int64
	dest           string // of the largest
	at             content.At
}

func (p *load) add(path, dest string, bytes int64, at content.At) {
	if p.met[path] {
		return
	}
	p.met[path] = true
	if p.bytes += bytes; bytes > p.largest {
		p.largest, p.dest, p.at = bytes, dest, at
	}
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
