package lsp

import (
	"net/url"
	"path/filepath"
	"strings"
)

// uriOf is the address of a file of this machine.
func uriOf(name string) string {
	name = filepath.ToSlash(name)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name // of Windows: C:/…
	}
	return (&url.URL{Scheme: "file", Path: name}).String()
}

// fileOf is the file of this machine that an address means; empty if it is none, as
// a document without a name.
func fileOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" {
		return ""
	}
	name := u.Path
	if len(name) > 2 && name[0] == '/' && name[2] == ':' {
		name = name[1:] // of Windows: /C:/…
	}
	return filepath.FromSlash(name)
}

// nameIn is the name of a file from a root folder, with slashes; empty if it does not
// lie in it. The root is tried as it is and without symbolic links.
func nameIn(root, file string) string {
	if file == "" {
		return ""
	}
	roots := []string{root}
	if real, err := filepath.EvalSymlinks(root); err == nil {
		roots = append(roots, real)
	}
	for _, root := range roots {
		if rel, err := filepath.Rel(root, file); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return filepath.ToSlash(rel)
		}
	}
	return ""
}
