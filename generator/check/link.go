package check

import (
	"path"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/graph"
	"briefing/generator/markdown"
)

// linkMissing looks at links between files of content. Whether an address on the
// web answers is not looked at, nor whether a heading of another page is there.
func linkMissing(site *graph.Site, report reporter) {
	targets := map[string]bool{}
	for _, p := range site.Pages {
		targets[p.Path] = true
	}
	for _, m := range site.Media {
		targets[m.Path] = true
	}
	known := make([]string, 0, len(targets))
	for t := range targets {
		known = append(known, t)
	}
	slices.Sort(known)
	for _, text := range texts(site) {
		for _, l := range text.doc.Links() {
			to := target(text.head.File.Name, l.Dest)
			if to == "" || targets[to] {
				continue
			}
			at := content.At{Start: int32(text.start + l.Start), Stop: int32(text.start + l.Stop)}
			d := report(text.head, at, "%q leads to nothing on the site", l.Dest)
			d.Hint = "links between pages name the Markdown file: ../../sources/some-id.md"
			if near, ok := anchor.Suggest(to, known); ok {
				d.Hint = "did you mean the page " + near + "?"
			}
		}
	}
}

// text is Markdown that is on the site.
type text struct {
	head  *content.Head
	doc   *markdown.Doc
	start int // offset of the Markdown in its file
}

func texts(site *graph.Site) []text {
	var all []text
	for _, b := range site.Briefings {
		all = append(all, text{&b.Head, b.Body, b.BodyStart})
		for _, a := range b.Annotations {
			all = append(all, text{&a.Head, a.Body, a.BodyStart})
		}
	}
	for _, p := range site.Library.Pages {
		all = append(all, text{&p.Head, p.Body, p.BodyStart})
	}
	for _, s := range site.Sources {
		all = append(all, text{&s.Head, s.Body, s.BodyStart})
	}
	for _, e := range site.Experts {
		all = append(all, text{&e.Head, e.Body, e.BodyStart})
	}
	for _, k := range site.Countries {
		if k.Own != nil {
			all = append(all, text{&k.Own.Head, k.Own.Body, k.Own.BodyStart})
		}
	}
	return all
}

// target is the path on the site that a link in a file leads to; empty if it
// leads elsewhere or to the file itself.
func target(file, dest string) string {
	dest, _, _ = strings.Cut(dest, "#")
	dest, _, _ = strings.Cut(dest, "?")
	if dest == "" || strings.Contains(dest, ":") || strings.HasPrefix(dest, "//") {
		return ""
	}
	return content.PagePath(path.Join(path.Dir(file), dest))
}
