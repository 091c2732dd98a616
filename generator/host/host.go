// Package host writes what servers and hosts want to be told about a site: how long
// browsers may keep its files, and where its old addresses lead.
//
// A site works without any of this. Redirects are pages too, and files without a
// header are only asked for more often.
package host

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"briefing/generator/publish"
)

// Redirect is an old address. Both are paths of files from the root of the site.
type Redirect struct{ From, To string }

// Site is what a host is told about.
type Site struct {
	URL       string // absolute address; empty if it is not known
	Redirects []Redirect
}

// MostRedirects is the number of lines that Cloudflare Pages reads of _redirects.
const MostRedirects = 2000

// referrer is sent for each page: another site learns from which site a reader
// comes, but not from which page.
const referrer = "strict-origin-when-cross-origin"

// Files returns _headers and _redirects, as Netlify and Cloudflare Pages read them
// at the root of a site. It fails if there are more redirects than the latter
// reads.
func (s Site) Files() (map[string]string, error) {
	files := map[string]string{"_headers": headers()}
	var b strings.Builder
	lines := 0
	for _, r := range s.Redirects {
		for _, from := range addresses(r.From) {
			fmt.Fprintf(&b, "/%s /%s 301\n", escape(from), escape(address(r.To)))
			lines++
		}
	}
	if lines > MostRedirects {
		return nil, fmt.Errorf("there are %d lines of redirects, and Cloudflare Pages reads %d; build without --host-files: every redirect is a page too", lines, MostRedirects)
	}
	if lines > 0 {
		files["_redirects"] = b.String()
	}
	return files, nil
}

// headers are rules of which no two set one header for one file, since hosts
// would join their values. Both hosts let browsers ask again for the rest.
func headers() string {
	var b strings.Builder
	fmt.Fprintf(&b, "/*\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: %s\n", referrer)
	for _, name := range publish.Versioned {
		if strings.HasSuffix(name, "/") {
			name += "*"
		}
		fmt.Fprintf(&b, "/%s\n  Cache-Control: %s\n", name, publish.KeepForever)
	}
	return b.String()
}

// addresses are those at which readers may ask for a file.
func addresses(file string) []string {
	if folder, isIndex := strings.CutSuffix(file, "index.html"); isIndex {
		return []string{file, folder}
	}
	return []string{file}
}

// address is the shortest address of a file.
func address(file string) string { return strings.TrimSuffix(file, "index.html") }

// escape makes a path of a file part of an address.
func escape(file string) string { return (&url.URL{Path: file}).EscapedPath() }

// prefix is the path at which the site lies on its host, with a slash at both ends.
func (s Site) prefix() string {
	u, err := url.Parse(s.URL)
	if err != nil || strings.Trim(u.Path, "/") == "" {
		return "/"
	}
	return path.Clean("/"+u.Path) + "/"
}
