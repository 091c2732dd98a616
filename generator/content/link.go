package content

import (
	"path"
	"strings"
)

// published returns the function that turns a link between files of content,
// written in the named file, into a link between pages. A link to a Markdown file
// becomes one to its page; anything else stays as it is, seen from the page.
func published(name string) func(dest string) string {
	from := path.Dir(PagePath(name))
	return func(dest string) string {
		to, rest := dest, ""
		if i := strings.IndexAny(dest, "?#"); i >= 0 {
			to, rest = dest[:i], dest[i:]
		}
		if to == "" {
			return dest
		}
		return relative(from, PagePath(path.Join(path.Dir(name), to))) + rest
	}
}

// PagePath returns the path, from the root of the site, at which a file below
// content/ is published: the page of a Markdown file, or the file itself.
func PagePath(name string) string {
	name = strings.TrimPrefix(name, "content/")
	base, isMarkdown := strings.CutSuffix(name, ".md")
	switch {
	case !isMarkdown:
		return name
	case strings.HasPrefix(name, "pages/"):
		return strings.TrimPrefix(base, "pages/") + ".html"
	case strings.HasSuffix(base, "/article"):
		return strings.TrimSuffix(base, "article") + "index.html"
	}
	return strings.Replace(base, "/annotations/", "/", 1) + ".html"
}

// LinkTo returns the way from one file of content to another, as an author writes
// it in a link. Both names are seen from the root.
func LinkTo(from, to string) string { return relative(path.Dir(from), to) }

// relative returns the way from a folder to a file, both seen from the root.
func relative(from, to string) string {
	if from == "." {
		return to
	}
	here, there := strings.Split(from, "/"), strings.Split(to, "/")
	for len(here) > 0 && len(there) > 1 && here[0] == there[0] {
		here, there = here[1:], there[1:]
	}
	return strings.Repeat("../", len(here)) + strings.Join(there, "/")
}
