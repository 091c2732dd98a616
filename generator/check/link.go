package check

import (
	"path"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
)

// linkMissing looks at links between files of content. Whether an address on the
// web answers is not looked at, nor whether a heading of another page is there.
func linkMissing(d *desk, report reporter) {
	targets := map[string]bool{}
	for _, p := range d.Pages {
		targets[p.Path] = true
	}
	for _, m := range d.Media {
		targets[m.Path] = true
	}
	known := make([]string, 0, len(targets))
	for t := range targets {
		known = append(known, t)
	}
	slices.Sort(known)
	for _, text := range d.texts {
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
