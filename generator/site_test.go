package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"briefing/generator/publish"
)

// root is the folder of this repository, whose own content is the golden test.
const root = ".."

func TestSiteIsWhatTheContentBuildsTo(t *testing.T) {
	p := &program{root: root, stdout: os.Stdout, stderr: os.Stderr}
	out := built(t, p)
	report, err := publish.Diff(filepath.Join(root, "site"), files(out))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range report.Written {
		t.Errorf("site/%s differs%s", name, firstDifference(t, name, out))
	}
	for _, name := range report.Removed {
		t.Errorf("site/%s is no longer produced", name)
	}
	if t.Failed() {
		t.Log("run: go run ./generator build; then read git diff site")
	}
}

// hygiene looks at one page.
type hygiene struct {
	t     *testing.T
	name  string
	ids   map[string]bool
	links []string
	text  strings.Builder
	h1    int
	lang  string
	title string
}

func TestPagesAreClean(t *testing.T) {
	site := filepath.Join(root, "site")
	pages := map[string]*hygiene{}
	err := filepath.WalkDir(site, func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(file) != ".html" {
			return err
		}
		text, err := os.ReadFile(file)
		rel, _ := filepath.Rel(site, file)
		h := &hygiene{t: t, name: filepath.ToSlash(rel), ids: map[string]bool{}}
		h.read(text)
		pages[h.name] = h
		return err
	})
	if err != nil || len(pages) < 100 {
		t.Fatalf("%d pages, error %v", len(pages), err)
	}
	for _, h := range pages {
		h.checkLinks(site, pages)
	}
}

// templateAction is the beginning of an action of a template. Two braces alone are
// BibTeX.
var templateAction = regexp.MustCompile(`\{\{-?\s*([.$(/]|(if|else|end|range|with|template|block|define|and|or|not)\b)`)

func (h *hygiene) read(text []byte) {
	for _, residue := range []string{"ZgotmplZ", "<no value>", "%!", "&amp;amp;", "&amp;lt;", "<nil>"} {
		if bytes.Contains(text, []byte(residue)) {
			h.t.Errorf("%s contains %q", h.name, residue)
		}
	}
	if action := templateAction.Find(text); action != nil {
		h.t.Errorf("%s contains %q", h.name, action)
	}
	if !bytes.HasSuffix(text, []byte(">\n")) || bytes.HasSuffix(text, []byte("\n\n")) {
		h.t.Errorf("%s does not end with one line end", h.name)
	}
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if h.h1 != 1 || h.lang == "" {
				h.t.Errorf("%s has %d h1 and the language %q", h.name, h.h1, h.lang)
			}
			return
		case html.TextToken:
			h.text.WriteString(z.Token().Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			h.element(z.Token())
		}
	}
}

func (h *hygiene) element(e html.Token) {
	if e.Data == "h1" {
		h.h1++
	}
	hasAlt := false
	for _, a := range e.Attr {
		switch {
		case a.Key == "id":
			if h.ids[a.Val] {
				h.t.Errorf("%s: id %q twice", h.name, a.Val)
			}
			h.ids[a.Val] = true
		case e.Data == "html" && a.Key == "lang":
			h.lang = a.Val
		case a.Key == "href" || a.Key == "src":
			h.links = append(h.links, a.Val)
		case a.Key == "alt":
			hasAlt = true
		case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
			h.t.Errorf("%s: inline %s", h.name, a.Key)
		}
	}
	if e.Data == "img" && !hasAlt {
		h.t.Errorf("%s: a picture without alt", h.name)
	}
	if e.Data == "style" {
		h.t.Errorf("%s: an inline style sheet", h.name)
	}
}

func (h *hygiene) checkLinks(site string, pages map[string]*hygiene) {
	for _, link := range h.links {
		absolute, isAbsolute := strings.CutPrefix(link, "https://briefings.example/")
		to, fragment, _ := strings.Cut(absolute, "#")
		fragment, words, _ := strings.Cut(fragment, ":~:text=")
		to, _, _ = strings.Cut(to, "?")
		if strings.Contains(to, ":") {
			continue
		}
		target := path.Join(path.Dir(h.name), to)
		switch {
		case isAbsolute && (to == "" || strings.HasSuffix(to, "/")):
			target = to + "index.html"
		case isAbsolute:
			target = to
		case to == "":
			target = h.name
		}
		if page := pages[target]; page != nil {
			if fragment != "" && !page.ids[fragment] {
				h.t.Errorf("%s: %q leads to no place on the page", h.name, link)
			}
			for part := range strings.SplitSeq(words, ",") {
				if said, err := url.PathUnescape(part); err != nil || !strings.Contains(page.text.String(), said) {
					h.t.Errorf("%s: %q leads to words that are not on the page", h.name, link)
				}
			}
		} else if _, err := os.Stat(filepath.Join(site, target)); err != nil {
			h.t.Errorf("%s: %q leads nowhere", h.name, link)
		}
	}
}

// Two builds differ in everything that a machine may differ in, and give the same
// bytes.
func TestTwoBuildsGiveTheSameBytes(t *testing.T) {
	var first map[string]string
	for i, machine := range []struct {
		umask string
		env   []string
	}{
		{"022", []string{"TZ=UTC", "LC_ALL=C", "GOMAXPROCS=1"}},
		{"077", []string{"TZ=Asia/Bishkek", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8", "GOMAXPROCS=2"}},
		{"002", []string{"TZ=America/St_Johns", "LC_ALL=ar_EG.UTF-8", "GOMAXPROCS=7", "GOGC=10", "USER=else", "NO_COLOR=1"}},
	} {
		top := t.TempDir()
		dir := filepath.Join(top, fmt.Sprint("a folder, копия ", i))
		if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(root, "content"))); err != nil {
			t.Fatal(err)
		}
		command := briefingCommand(t, "build", "--root", dir, "--out", filepath.Join(dir, "out"), "--compress", "gz")
		command.Args = append([]string{"sh", "-c", "umask " + machine.umask + `; exec "$0" "$@"`, command.Path}, command.Args[1:]...)
		command.Path = "/bin/sh"
		command.Env = append(command.Env, machine.env...)
		if text, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		files := folderOf(t, filepath.Join(dir, "out"))
		if i == 0 {
			first = files
			continue
		}
		for name := range first {
			if files[name] != first[name] {
				t.Errorf("%s differs with umask %s and %q", name, machine.umask, machine.env)
			}
		}
		if len(files) != len(first) {
			t.Errorf("%d files, and %d", len(files), len(first))
		}
	}
}
