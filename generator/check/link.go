package check

import (
	"maps"
	"path"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
)

// linkMissing looks at links between files of content. Whether an address on the
// web answers is not looked at, nor whether a heading of another page is there.
func linkMissing(d *desk, report reporter) {
	files := map[string]string{} // of pages, by path
	for _, p := range d.Pages {
		files[p.Path] = ""
	}
	for _, m := range d.Media {
		files[m.Path] = m.Name
	}
	for _, text := range d.texts {
		files[content.PagePath(text.head.File.Name)] = text.head.File.Name
	}
	known := slices.Sorted(maps.Keys(files))
	for _, text := range d.texts {
		for _, l := range text.doc.Links() {
			to := target(text.head.File.Name, l.Dest)
			if _, isThere := files[to]; isThere || to == "" {
				continue
			}
			at := content.At{Start: int32(text.start + l.Start), Stop: int32(text.start + l.Stop)}
			d := report(text.head, at, "%q leads to nothing on the site", l.Dest)
			d.Hint = "links between pages name the Markdown file: ../../sources/some-id.md"
			if l.IsImage {
				d.Hint = "put the picture into the folder media/ of the briefing, and name it as ![what it shows](media/name.png)"
			}
			if strings.HasPrefix(strings.ToLower(l.Dest), "www.") && text.start+l.Stop > text.start+l.Start {
				d.Hint = "an address on the web begins with https://"
				*d = d.WithFix(false, "write https:// before it", int(at.Start), int(at.Start), "https://")
				continue
			}
			near, ok := nearest(to, known)
			if !ok {
				continue
			}
			d.Hint = "did you mean the page " + near + "?"
			if name := files[near]; name != "" && text.start+l.Stop > text.start+l.Start {
				meant := content.LinkTo(text.head.File.Name, name)
				d.Hint, d.Paste = "did you mean "+meant+"?", meant
				isSpelling := strings.EqualFold(near, to)
				*d = d.WithFix(isSpelling, "write "+meant, int(at.Start), int(at.Start)+len(pathOf(l.Dest)), meant)
			}
		}
	}
}

// nearest is the path that differs only in case or in its folder, or the one that is
// spelled most alike.
func nearest(to string, known []string) (near string, ok bool) {
	for _, k := range known {
		if strings.EqualFold(k, to) {
			return k, true
		}
	}
	for _, k := range known {
		if path.Base(k) == path.Base(to) && path.Base(to) != "index.html" {
			return k, true
		}
	}
	return anchor.Suggest(to, known)
}

// pathOf is a destination without its query and fragment.
func pathOf(dest string) string {
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		return dest[:i]
	}
	return dest
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
