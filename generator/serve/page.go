package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"mime"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/pipeline"
)

// page answers with a page or file of the site, or with its 404 page. Before there is
// a site it waits until the page can be shown.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if name == "" || strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	now, ok := s.ready(r, name)
	if !ok {
		return // nobody waits any more
	}
	if _, found := now.page(name); !found {
		if _, isFolder := now.page(path.Join(name, "index.html")); isFolder {
			http.Redirect(w, r, r.URL.Path+"/", http.StatusFound)
			return
		}
	}
	shown := s.show(now, name)
	w.Header().Set("Content-Type", contentType(shown.path))
	w.WriteHeader(shown.status)
	text := shown.text
	if path.Ext(shown.path) == ".html" {
		text = inject(text, shown, nonceOf(r), func(name string) bool { _, found := now.page(name); return found })
	}
	_, _ = w.Write(text)
}

// ready waits for a state that can tell what stands at a path. ok is false if the
// request ended before.
func (s *Server) ready(r *http.Request, name string) (now *state, ok bool) {
	for isAsked := false; ; isAsked = true {
		now, next := s.newest()
		if now.answers(name) {
			return now, true
		}
		if record, isOne := pipeline.Owner(name); isOne && !isAsked && strings.HasPrefix(name, "briefings/") {
			s.ask(record)
		}
		select {
		case <-next:
		case <-r.Context().Done():
			return nil, false
		}
	}
}

// ask has the pages of a record made before the whole site is.
func (s *Server) ask(r pipeline.Record) {
	s.mu.Lock()
	isNew := !s.asked[r]
	s.asked[r] = true
	s.mu.Unlock()
	if isNew {
		knock(s.ring)
	}
}

// shown is a page as it is shown.
type shown struct {
	name   string // path that was asked for
	path   string // of what is shown: that of the 404 page where nothing is
	status int
	text   []byte
	hash   string
	band   string    // what is said above the page; empty for most
	kept   time.Time // when it was shown last, if it cannot be rendered now
	faults diag.List
	err    error // of the machine or of us
}

// show renders what stands at a path. A page that cannot be rendered is shown as it was
// last, with what is wrong beside it.
func (s *Server) show(now *state, name string) *shown {
	once, _ := now.rendered.LoadOrStore(name, sync.OnceValue(func() *shown { return s.render(now, name) }))
	if now.kept.Add(1) > mostRendered {
		now.rendered.Clear()
		now.kept.Store(0)
	}
	return once.(func() *shown)()
}

// mostRendered is the number of requests after which the pages rendered of a state are
// let go: a program may ask for all pages of a large site.
const mostRendered = 64

func (s *Server) render(now *state, name string) *shown {
	p, found := now.page(name)
	v := &shown{name: name, path: name, status: http.StatusOK}
	if !found {
		v.status = http.StatusNotFound
		if p, found = now.page("404.html"); found {
			v.path = "404.html"
		}
	}
	if !found {
		v.path, v.text = "404.html", empty
	} else if text, err := run(p.Render); err == nil {
		v.text = text
	} else if d, isTemplate := s.memo.Fault(err); isTemplate {
		v.faults = diag.List{d}
	} else {
		v.err = err
	}
	if v.text == nil {
		if v.text, v.kept = s.last.get(name); v.text == nil {
			v.status, v.text = http.StatusInternalServerError, broken
		}
	} else if path.Ext(v.path) == ".html" {
		s.last.put(name, v.text)
	}
	if !s.options.AsPublished {
		v.band = band(now.site(name), name)
	}
	sum := sha256.Sum256(append([]byte(v.band), v.text...))
	v.hash = hex.EncodeToString(sum[:8])
	return v
}

// run renders a page; a panic is an error, since the preview has to answer.
func run(render func(*bytes.Buffer) error) (text []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			text, err = nil, fmt.Errorf("this page cannot be rendered; that is a fault of the program: %v", v)
		}
	}()
	var b bytes.Buffer
	if err := render(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// plain is a page of the preview's own.
func plain(title, words string) []byte {
	return []byte("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + html.EscapeString(title) +
		"</title>\n</head>\n<body>\n<main id=\"main\"><h1>" + html.EscapeString(title) + "</h1>\n<p>" + html.EscapeString(words) + "</p></main>\n</body>\n</html>\n")
}

var (
	empty  = plain("Nothing to show yet", "The bar at the foot says why. The page is here as soon as it can be shown.")
	broken = plain("This page cannot be shown", "The bar at the foot says why. The page is here as soon as that is mended.")
)

// shelf keeps pages as they were shown last, the newest few.
type shelf struct {
	mu    sync.Mutex
	names []string // the newest last
	texts map[string]kept
}

// kept is a page and when it was shown.
type kept struct {
	text []byte
	at   time.Time
}

// mostKept is the number of pages on a shelf.
const mostKept = 16

func (k *shelf) put(name string, text []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.texts == nil {
		k.texts = map[string]kept{}
	}
	k.names = append(slices.DeleteFunc(k.names, func(n string) bool { return n == name }), name)
	k.texts[name] = kept{text, time.Now()}
	if len(k.names) > mostKept {
		delete(k.texts, k.names[0])
		k.names = slices.Delete(k.names, 0, 1)
	}
}

func (k *shelf) get(name string) (text []byte, at time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.texts[name].text, k.texts[name].at
}

// band says why a build would not show the page; empty if it would.
func band(site *graph.Site, name string) string {
	r, ok := pipeline.Owner(name)
	if site == nil || !ok {
		return ""
	}
	id, _ := strings.CutPrefix(string(r), "briefings/")
	for _, b := range site.Briefings {
		switch {
		case b.ID != id:
			continue
		case b.IsDraft():
			return "Draft: readers do not see this page until the article says status: published."
		case b.Embargo.After(time.Now()):
			return "Under embargo: readers do not see this page before " + b.Embargo.Format("2 January 2006, 15:04 MST") + "."
		}
		for _, a := range b.Annotations {
			if a.Path == name && a.Status == content.Draft {
				return "Draft: readers do not see this annotation until it says status: published."
			}
		}
	}
	return ""
}

// inject adds the preview's files to a page, before its own scripts, and the band. It
// lets the scripts of the site run: those of the head and, behind it, those that are
// files of the site and not media.
func inject(page []byte, v *shown, nonce string, isFile func(name string) bool) []byte {
	opening := []byte("<script nonce=\"" + nonce + "\" ")
	var b bytes.Buffer
	for _, f := range own {
		if path.Ext(f.name) == ".css" {
			fmt.Fprintf(&b, "<link rel=\"stylesheet\" href=\"%s%s\">\n", private, f.name)
		} else {
			fmt.Fprintf(&b, "%ssrc=\"%s%s\" data-path=\"%s\" data-page=\"%s\" defer></script>\n", opening, private, f.name, html.EscapeString(v.name), v.hash)
		}
	}
	before, rest, _ := bytes.Cut(page, []byte("<head>"))
	head, body, _ := bytes.Cut(rest, []byte("</head>"))
	if v.band != "" {
		body = bytes.Replace(body, []byte("<body>"), []byte("<body>\n<p class=\"preview-band\">"+html.EscapeString(v.band)+"</p>"), 1)
	}
	body = scriptForm.ReplaceAllFunc(body, func(tag []byte) []byte {
		src, _, _ := strings.Cut(string(scriptForm.FindSubmatch(tag)[1]), "?")
		at := path.Join(path.Dir(v.path), src)
		if strings.Contains(at, "/media/") || !isFile(at) {
			return tag
		}
		return bytes.Replace(tag, []byte("<script "), opening, 1)
	})
	head = bytes.ReplaceAll(head, []byte("<script "), opening)
	return slices.Concat(before, []byte("<head>\n"), b.Bytes(), head, []byte("</head>"), body)
}

// scriptForm is how templates name a script.
var scriptForm = regexp.MustCompile(`<script src="?([^" >]*)"? defer></script>`)

func contentType(name string) string {
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}
