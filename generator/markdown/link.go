package markdown

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// address returns what a destination becomes on the page; ok is false if it is
// refused.
func (w *recorder) address(dest string) (published string, ok bool) {
	u, err := url.Parse(dest)
	if err != nil || strings.HasPrefix(dest, "//") || strings.HasPrefix(dest, `\`) || strings.HasPrefix(dest, `/\`) {
		return "", false
	}
	switch strings.ToLower(u.Scheme) {
	case "http", "https", "mailto":
		return string(util.URLEscape([]byte(dest), false)), true
	case "":
	default:
		return "", false
	}
	if w.o.Link != nil && u.Path != "" {
		dest = w.o.Link(dest)
	}
	return string(util.URLEscape([]byte(dest), false)), true
}

// note remembers a link or picture and where its destination stands.
func (w *recorder) note(n ast.Node, dest, title []byte, isImage bool) {
	start := max(0, min(int(w.at), len(w.src)))
	if p := n.Pos(); p >= 0 && p <= len(w.src) {
		start = p
	}
	stop := start
	if i := bytes.Index(w.src[start:], dest); i >= 0 && len(dest) > 0 {
		start, stop = start+i, start+i+len(dest)
	}
	w.links = append(w.links, Link{Dest: string(dest), Words: plain(n, w.src), Title: string(title), IsImage: isImage, Start: start, Stop: stop})
}

func (w *recorder) refused() {
	l := w.links[len(w.links)-1]
	w.fault(l.Start, l.Stop, "the address is refused: it is not http, https, mailto or relative")
}

func link(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	l := n.(*ast.Link)
	if !entering {
		if _, ok := w.address(string(l.Destination)); ok {
			w.close("</a>")
		}
		return ast.WalkContinue
	}
	w.note(n, l.Destination, l.Title, false)
	to, ok := w.address(string(l.Destination))
	if !ok {
		w.refused()
		return ast.WalkContinue
	}
	w.element(true, `<a href="`, escape(to), `"`, title(l.Title), ">")
	return ast.WalkContinue
}

func title(words []byte) string {
	if len(words) == 0 {
		return ""
	}
	inner := &recorder{}
	inner.inline(words, 0)
	return ` title="` + escape(string(inner.seen)) + `"`
}

func autoLink(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	l := n.(*ast.AutoLink)
	if !entering {
		return ast.WalkContinue
	}
	dest := l.URL(w.src)
	if l.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(dest), []byte("mailto:")) {
		dest = append([]byte("mailto:"), dest...)
	}
	w.note(n, l.Label(w.src), nil, false)
	w.links[len(w.links)-1].Dest = string(dest)
	label := l.Label(w.src)
	at := int32(w.links[len(w.links)-1].Start)
	to, ok := w.address(string(dest))
	if !ok {
		w.refused()
		w.literal(label, at)
		return ast.WalkContinue
	}
	w.element(true, `<a href="`, escape(to), `">`)
	w.literal(label, at)
	w.close("</a>")
	return ast.WalkContinue
}

// image shows the alternative text where the address is refused. The text of a
// picture is no text of the article, since readers do not see it.
func image(w *recorder, n ast.Node, entering bool) ast.WalkStatus {
	i := n.(*ast.Image)
	if !entering {
		return ast.WalkContinue
	}
	w.note(n, i.Destination, i.Title, true)
	to, ok := w.address(string(i.Destination))
	if !ok {
		w.refused()
		return ast.WalkSkipChildren
	}
	w.tag(`<img src="`, escape(to), `" alt="`, escape(plain(n, w.src)), `"`, title(i.Title), ` loading="lazy">`)
	return ast.WalkSkipChildren
}
