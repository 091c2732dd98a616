package publish

import (
	"path"
	"slices"
	"strings"
)

// Kind says when a file may be seen by readers: no file of a kind refers to one
// that comes later.
type Kind int

// The kinds, in the order in which they are put where a site cannot be swapped as a
// whole.
const (
	Asset Kind = iota // what pages are made of, and what they link to: styles, pictures, data
	Page
	Feed // what tells others of new pages
)

// KindOf returns the kind of a file, which follows from its path. A compressed file
// is of the kind of what it holds.
func KindOf(name string) Kind {
	base := plainName(path.Base(name))
	switch ext := path.Ext(base); {
	case base == Manifest, base == "robots.txt", base == "_redirects", base == "_headers":
		return Feed
	case ext == ".xml", ext == ".atom", ext == ".rss", strings.HasPrefix(base, "sitemap"), strings.HasPrefix(base, "feed") && ext == ".json":
		return Feed
	case ext == ".html":
		return Page
	}
	return Asset
}

// plainName is a name without the ending of a compressed file.
func plainName(name string) string {
	for _, ending := range compressed {
		name = strings.TrimSuffix(name, ending)
	}
	return name
}

// types are the types of files by their endings. The table of the machine is not
// asked, which differs from one to another.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".jsonld": "application/ld+json", ".webmanifest": "application/manifest+json",
	".xml": "application/xml", ".atom": "application/atom+xml", ".rss": "application/rss+xml",
	".txt": "text/plain; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".sha256": "text/plain; charset=utf-8",
	".bib": "application/x-bibtex; charset=utf-8", ".ris": "application/x-research-info-systems; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".ico": "image/x-icon", ".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf",
	".pdf": "application/pdf", ".mp3": "audio/mpeg", ".mp4": "video/mp4", ".webm": "video/webm", ".zip": "application/zip",
	".gz": "application/gzip", ".sqlite": "application/vnd.sqlite3", ".epub": "application/epub+zip",
}

// TypeOf returns the type of a file for the header Content-Type.
func TypeOf(name string) string {
	if t, known := types[strings.ToLower(path.Ext(name))]; known {
		return t
	}
	return "application/octet-stream"
}

// Versioned are the files, and folders with a slash at the end, whose addresses
// carry a hash of their bytes wherever a page uses them: ?v=…. Do not change.
var Versioned = []string{"css/site.css", "sheets/relations.css", "sheets/notes.css", "js/page.js", "js/search.js", "search/"}

// How long browsers may keep files.
const (
	KeepForever = "public, max-age=31536000, immutable"
	KeepAnHour  = "public, max-age=3600"
	AskAgain    = "no-cache" // kept, but each use asks whether it still holds
)

// CacheOf returns the header Cache-Control of a file for servers that know a file
// by its path alone.
func CacheOf(name string) string {
	switch {
	case slices.ContainsFunc(Versioned, func(v string) bool { return v == name || strings.HasSuffix(v, "/") && strings.HasPrefix(name, v) }):
		return KeepForever
	case slices.ContainsFunc(pictures, func(kind string) bool { return strings.HasPrefix(TypeOf(name), kind) }):
		return KeepAnHour
	}
	return AskAgain
}

// pictures are the types of what seldom changes.
var pictures = []string{"image/", "font/", "audio/", "video/"}
