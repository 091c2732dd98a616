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
			near, isSure := nearest(to, known)
			if len(near) == 0 {
				continue
			}
			meant := make([]string, len(near))
			for i, n := range near {
				if meant[i] = "the page " + n; files[n] != "" {
					meant[i] = content.LinkTo(text.head.File.Name, files[n])
				}
			}
			d.Hint = "did you mean " + alternatives(meant) + "?"
			if len(near) == 1 && files[near[0]] != "" && text.start+l.Stop > text.start+l.Start {
				d.Paste = meant[0]
				*d = d.WithFix(isSure, "write "+meant[0], int(at.Start), int(at.Start)+len(pathOf(l.Dest)), meant[0])
			}
		}
	}
}

// mostNear is the number of pages that are named in place of one that is not there.
const mostNear = 3

// nearest returns the pages that may be meant by a path that is none, at most mostNear: the
// one that differs only in case, or by one slip; else those of the same name in another
// folder, and those that are spelled most alike. isSure says that no other can be meant.
func nearest(to string, known []string) (near []string, isSure bool) {
	var slips []string
	for _, k := range known {
		if strings.EqualFold(k, to) {
			return []string{k}, true
		}
		if anchor.IsSlip(k, to) {
			slips = append(slips, k)
		}
	}
	if len(slips) == 1 && digits(slips[0]) == digits(to) { // another year is another page
		return slips, true
	}
	near = slips
	for _, k := range known {
		if path.Base(k) == path.Base(to) && path.Base(to) != "index.html" && !slices.Contains(near, k) {
			near = append(near, k)
		}
	}
	rest := slices.DeleteFunc(slices.Clone(known), func(k string) bool { return slices.Contains(near, k) })
	for len(near) < mostNear {
		k, ok := anchor.Suggest(to, rest)
		if !ok {
			break
		}
		near = append(near, k)
		rest = slices.DeleteFunc(rest, func(r string) bool { return r == k })
	}
	return near[:min(len(near), mostNear)], false
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// alternatives writes “a”, “a or b”, “a, b or c”.
func alternatives(all []string) string {
	last := len(all) - 1
	if last == 0 {
		return all[0]
	}
	return strings.Join(all[:last], ", ") + " or " + all[last]
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
