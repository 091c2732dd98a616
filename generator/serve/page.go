package serve

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"path"
	"regexp"
	"strings"
)

// page answers with a page or file of the site, or with its 404 page.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	now := s.now.Load()
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if name == "" || strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	p, found := now.pages[name]
	if !found {
		if _, isFolder := now.pages[path.Join(name, "index.html")]; isFolder {
			http.Redirect(w, r, r.URL.Path+"/", http.StatusFound)
			return
		}
		p = now.pages["404.html"]
	}
	var b bytes.Buffer
	if p.Render != nil {
		if err := p.Render(&b); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	} else {
		fmt.Fprintf(&b, "<!DOCTYPE html><html lang=\"en\"><head><title>Preview</title></head><body><main><h1>Nothing to show yet</h1></main></body></html>")
		p.Path = "404.html"
	}
	w.Header().Set("Content-Type", contentType(p.Path))
	if !found {
		w.WriteHeader(http.StatusNotFound)
	}
	text := b.Bytes()
	if path.Ext(p.Path) == ".html" {
		text = now.inject(p.Path, text, nonceOf(r))
	}
	_, _ = w.Write(text)
}

// inject adds the preview's files to a page, and lets the scripts of the site run:
// those of the head and, behind it, those that are files of the site and not media.
func (now *state) inject(name string, page []byte, nonce string) []byte {
	head, body, ok := bytes.Cut(page, []byte("</head>"))
	if !ok {
		return page
	}
	opening := []byte("<script nonce=\"" + nonce + "\" ")
	var b bytes.Buffer
	b.Write(bytes.ReplaceAll(head, []byte("<script "), opening))
	for _, f := range own {
		if path.Ext(f.name) == ".css" {
			fmt.Fprintf(&b, "<link rel=\"stylesheet\" href=\"%s%s\">\n", private, f.name)
		} else {
			fmt.Fprintf(&b, "<script nonce=\"%s\" src=\"%s%s\" data-version=\"%d\" defer></script>\n", nonce, private, f.name, now.version)
		}
	}
	b.WriteString("</head>")
	b.Write(scriptForm.ReplaceAllFunc(body, func(tag []byte) []byte {
		src, _, _ := strings.Cut(string(scriptForm.FindSubmatch(tag)[1]), "?")
		at := path.Join(path.Dir(name), src)
		if _, isFile := now.pages[at]; !isFile || strings.Contains(at, "/media/") {
			return tag
		}
		return bytes.Replace(tag, []byte("<script "), opening, 1)
	}))
	return b.Bytes()
}

// scriptForm is how templates name a script.
var scriptForm = regexp.MustCompile(`<script src="([^"]*)" defer></script>`)

func contentType(name string) string {
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}
