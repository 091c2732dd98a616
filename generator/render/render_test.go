package render_test

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"briefing/generator/check"
	"briefing/generator/diag"
	"briefing/generator/pipeline"
	"briefing/generator/render"
	"briefing/static"
	"briefing/templates"
)

func build(t *testing.T, content, own fstest.MapFS) ([]render.Page, []string) {
	t.Helper()
	out, list, err := pipeline.Build(pipeline.Input{
		Root: content, Drafts: true, Now: time.Unix(1<<31, 0),
		Templates: pipeline.Overlay{Over: own, Under: templates.FS},
		Static:    pipeline.Overlay{Over: fstest.MapFS{}, Under: static.FS},
	})
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, d := range list {
		if r, _ := check.Find(d.Code); d.Severity == diag.Error || !check.Judges(*r) {
			codes = append(codes, d.Code) // what a desk would improve in an example is no matter here
		}
	}
	return out.Pages, codes
}

func TestEveryTemplateRunsOnTheEmptiestSite(t *testing.T) {
	pages, codes := build(t, fstest.MapFS{
		"content/site.yaml":              {Data: []byte("format: 1\ntitle: T\n")},
		"content/briefings/b/article.md": {Data: []byte("---\ntitle: B\ndate: 2026\n---\n")},
	}, nil)
	if codes != nil {
		t.Errorf("findings %v", codes)
	}
	for _, p := range pages {
		var b bytes.Buffer
		if err := p.Render(&b); err != nil {
			t.Errorf("%s: %v", p.Path, err)
		}
	}
}

// A template that is rendered in the slow way is right, but costs ten times as much.
func TestNoBuiltInTemplateIsSlow(t *testing.T) {
	site, _ := pipeline.Connect(pipeline.Input{Root: os.DirFS("../.."), Now: time.Unix(1<<40, 0)})
	r, list := render.New(site, templates.FS, static.FS)
	if len(list) > 0 {
		t.Fatal(list)
	}
	for _, p := range r.Pages() {
		if err := p.Render(&bytes.Buffer{}); err != nil {
			t.Errorf("%s: %v", p.Path, err)
		}
	}
	if slow := r.Slow(); slow != nil {
		t.Errorf("slow templates: %v", slow)
	}
}

// hostile is put into every field that takes words.
const hostile = `<script>alert(1)</script>" onmouseover="x`

func TestWordsOfEditorsNeverBecomeMarkup(t *testing.T) {
	quoted := "'" + hostile + "'"
	pages, codes := build(t, fstest.MapFS{
		"content/site.yaml": {Data: []byte("format: 1\ntitle: " + quoted + "\nurl: https://x.example/\npublisher: " + quoted +
			"\nlicense: " + quoted + "\ncorrections: " + quoted + "\neditors: {nk: {name: " + quoted + "}}\nassessments: {disputed: " + quoted + "}\n")},
		"content/pages/about.md": {Data: []byte("---\ntitle: " + quoted + "\n---\n" + hostile)},
		"content/sources/s.md": {Data: []byte("---\ntitle: " + quoted + "\ntype: web\npublisher: " + quoted + "\nauthors: [" + quoted + "]\nurl: 'https://y.example/\"><script>'\n" +
			"retracted: {reason: " + quoted + "}\nextracts: [{words: " + quoted + ", lang: " + quoted + ", translation: " + quoted + "}]\n---\n" + hostile)},
		"content/experts/e.md": {Data: []byte("---\nname: " + quoted + "\nlinks: ['javascript:alert(1)']\naffiliations: [{organisation: " + quoted + ", role: " + quoted + "}]\ndisclosures: [{what: " + quoted + "}]\n---\n" + hostile)},
		"content/briefings/b/article.md": {Data: []byte("---\ntitle: " + quoted + "\ndate: 2026-01-01\nsummary: " + quoted + "\nfindings: [" + quoted +
			"]\nauthors: [e]\nevents: [{date: 2026, what: " + quoted + "}]\ncorrections: [{date: 2026-01-02, what: " + quoted + "}]\n---\nWords of it. " + hostile)},
		"content/briefings/b/annotations/a.md": {Data: []byte("---\nquote: Words of it\nclaim: " + quoted + "\nassessment: disputed\nsupports: {source: s, note: " + quoted +
			"}\nexperts: [{disagrees: e, said_in: s, note: " + quoted + "}]\nbecause: " + quoted + "\nconfidence: low\ngist: " + quoted + "\nclaimed_by: " + quoted + "\nby: nk\n---\n" + hostile)},
	}, nil)
	for _, code := range codes {
		if code != "markdown-refused" && code != "source-retracted" && code != "url-form" && code != "value-form" { // of lang
			t.Errorf("finding %s", code)
		}
	}
	for _, p := range pages {
		if filepath.Ext(p.Path) != ".html" {
			continue
		}
		var b bytes.Buffer
		if err := p.Render(&b); err != nil {
			t.Errorf("%s: %v", p.Path, err)
		}
		checkMarkup(t, p.Path, &b)
	}
}

func checkMarkup(t *testing.T, path string, r io.Reader) {
	t.Helper()
	z := html.NewTokenizer(r)
	for z.Next() != html.ErrorToken {
		token := z.Token()
		if token.Type == html.StartTagToken && token.Data == "script" && !isOurs(token) {
			t.Errorf("%s: %s", path, token)
		}
		for _, a := range token.Attr {
			if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.TrimSpace(a.Val), "javascript:") {
				t.Errorf("%s: %s=%q", path, a.Key, a.Val)
			}
		}
	}
}

// isOurs reports whether an element is the script of every page, or of the search
// page, or is data that no browser runs.
func isOurs(script html.Token) bool {
	for _, a := range script.Attr {
		if a.Key == "type" && a.Val == "application/ld+json" {
			return true
		}
		if a.Key == "src" {
			own, isAbsolute := strings.CutPrefix(a.Val, "https://x.example/") // of the page 404
			name, _, _ := strings.Cut(strings.TrimLeft(own, "./"), "?v=")
			return slices.Contains([]string{"js/page.js", "js/search.js", "search/index.js"}, name) && (isAbsolute || !strings.HasPrefix(a.Val, "/"))
		}
	}
	return false
}

func TestFaultsOfTemplatesAreFindings(t *testing.T) {
	site := fstest.MapFS{"content/site.yaml": {Data: []byte("format: 1\ntitle: T\n")}}
	_, codes := build(t, site, fstest.MapFS{"home.html": {Data: []byte("{{if}}")}, "part/hme.html": {Data: []byte("x")}})
	if strings.Join(codes, " ") != "template template-unused" {
		t.Errorf("findings %v", codes)
	}
	own := fstest.MapFS{"home.html": {Data: []byte("a\n{{.Nonsense}}")}}
	pages, _ := build(t, site, own)
	for _, p := range pages {
		if p.Path != "index.html" {
			continue
		}
		d, ok := render.Fault(own, p.Render(&bytes.Buffer{}))
		if line, _ := d.File.Position(d.Start); !ok || d.File.Name != "templates/home.html" || line != 2 {
			t.Errorf("finding %+v, %v", d, ok)
		}
	}
}

// TestTemplatesThatAreNotThereAreFindings looks at a folder without them, and at one
// that the machine refuses to give.
func TestTemplatesThatAreNotThereAreFindings(t *testing.T) {
	for _, test := range []struct {
		templates fs.FS
		want      string
	}{
		{fstest.MapFS{"home.html": {Data: []byte("a")}}, "template-missing"},
		{unreadable{}, "template-unreadable"},
	} {
		site, _ := pipeline.Connect(pipeline.Input{Root: fstest.MapFS{"content/site.yaml": {Data: []byte("format: 1\ntitle: T\n")}}})
		_, list := render.New(site, test.templates, static.FS)
		if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == test.want }) {
			t.Errorf("%s was not reported: %v", test.want, list)
		}
	}
}

type unreadable struct{}

func (unreadable) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

func TestViewsArePlainData(t *testing.T) {
	for _, view := range []any{
		render.HomeView{}, render.BriefingView{}, render.BriefingSourcesView{}, render.AnnotationView{}, render.CountryView{}, render.ExpertView{}, render.SourceView{},
		render.ListView{}, render.CorrectionsView{}, render.MethodView{}, render.TimelineView{}, render.RelationsView{}, render.NotFoundView{}, render.FurtherView{}, render.RedirectView{},
		render.SearchView{}, render.LetterView{}, render.RowView{}, render.EvidenceView{}, render.MastheadView{}, render.FootView{},
	} {
		checkPlain(t, reflect.TypeOf(view), reflect.TypeOf(view).Name())
	}
}

// checkPlain walks a type: text, numbers, booleans, and structs, slices and
// pointers of such from this package.
func checkPlain(t *testing.T, typ reflect.Type, where string) {
	t.Helper()
	switch typ.Kind() {
	case reflect.String, reflect.Int, reflect.Bool:
	case reflect.Slice, reflect.Pointer:
		checkPlain(t, typ.Elem(), where)
	case reflect.Struct:
		if !strings.HasSuffix(typ.PkgPath(), "/render") {
			t.Errorf("%s is of package %s", where, typ.PkgPath())
			return
		}
		for i := range typ.NumField() {
			f := typ.Field(i)
			if !f.IsExported() {
				t.Errorf("%s.%s is not exported", where, f.Name)
			}
			checkPlain(t, f.Type, where+"."+f.Name)
		}
	default:
		t.Errorf("%s is a %s", where, typ.Kind())
	}
}

func TestOnlyOneFileMakesHTMLOfText(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "template.HTML(") && name != "html.go" && !strings.HasSuffix(name, "_test.go") {
			t.Errorf("%s converts text to template.HTML", name)
		}
	}
}
