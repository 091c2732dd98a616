package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// below lists, for each package of ours, the packages of ours that it may import.
// The order is that of the data: a stage never imports one that comes later.
var below = map[string][]string{
	"diag":             {},
	"anchor":           {},
	"reanchor":         {"anchor"},
	"markdown":         {},
	"publish":          {},
	"compress":         {"publish"},
	"bucket":           {"publish"},
	"host":             {"publish"},
	"bucket/storetest": {},
	"picture":          {},
	"card":             {},
	"search":           {},
	"cache":            {},
	"imprint":          {"content", "diag", "graph"},
	"whole":            {},
	"history":          {},
	"parallel":         {},
	"content/country":  {"anchor"},
	"content":          {"anchor", "diag", "markdown", "content/country", "parallel"},
	"place":            {"anchor", "reanchor", "diag", "markdown", "content", "content/country", "parallel"},
	"graph":            {"anchor", "diag", "content", "content/country", "place"},
	"check":            {"anchor", "diag", "markdown", "content", "graph", "parallel"},
	"markup":           {},
	"biblio":           {},
	"docx":             {"markdown"},
	"foreign":          {"anchor", "biblio", "content", "diag", "docx", "markdown"},
	"imports":          {"anchor", "biblio", "content", "diag", "draft", "foreign", "place"},
	"rename":           {"anchor", "content", "diag"},
	"feed":             {},
	"dataset":          {"content", "graph"},
	"database":         {"dataset"},
	"jsonld":           {"anchor", "content", "dataset", "graph"},
	"sitemap":          {},
	"permalink":        {"anchor", "content", "diag", "graph"},
	"render":           {"anchor", "biblio", "card", "diag", "feed", "markdown", "content", "graph", "markup", "picture", "search", "dataset", "jsonld", "sitemap", "imprint"},
	"pipeline":         {"diag", "content", "place", "graph", "permalink", "check", "render"},
	"findings":         {"diag"},
	"report":           {"anchor", "content", "diag", "graph", "place"},
	"edit":             {"anchor", "check", "content", "draft", "place"},
	"journal":          {"content", "whole"},
	"lookup":           {},
	"serve":            {"anchor", "content", "content/country", "diag", "edit", "graph", "journal", "pipeline", "render"},
	"draft":            {"anchor", "content", "whole"},
	"links":            {"anchor", "content", "diag", "markdown"},
	"lsp":              {"anchor", "diag", "content", "content/country", "graph", "rename"},
}

// doors lists, for each library, the packages that may import it.
var doors = map[string][]string{
	"github.com/yuin/goldmark":         {"markdown"},
	"github.com/alecthomas/chroma":     {"markdown"},
	"go.yaml.in/yaml":                  {"content"},
	"golang.org/x/text":                {"anchor", "search", "biblio"},
	"github.com/blevesearch":           {"search"},
	"github.com/fsnotify/fsnotify":     {"serve"},
	"net/http":                         {"serve", "links", "lookup", "", "bucket", "bench/preview"},
	"github.com/minio/minio-go":        {"bucket"},
	"github.com/andybalholm/brotli":    {"compress"},
	"golang.org/x/net":                 {"links", "foreign", "lookup"}, // and tests
	"github.com/temoto/robotstxt":      {"links"},
	"github.com/mozillazg":             {"content"},
	"github.com/tdewolff/minify":       {"render"},
	"github.com/klauspost/compress":    {"markdown"},
	"html/template":                    {"render", "markup", "findings", "report"},
	"github.com/alecthomas/kong":       {""},
	"github.com/lmittmann/tint":        {""},
	"github.com/schollz/progressbar":   {""},
	"github.com/creack/pty":            {},
	"golang.org/x/image":               {"card"},
	"golang.org/x/sys":                 {"publish"},
	"golang.org/x/term":                {""},
	"rsc.io/qr":                        {"serve"},
	"archive/zip":                      {"docx", "markdown", "publish"},
	"os":                               {"publish", "draft", "serve", "whole", "cache", "history", "journal", "", "bench", "bench/corpus", "bench/reanchor", "bench/preview", "bucket/storetest"},
	"github.com/sourcegraph/jsonrpc2":  {"lsp"},
	"github.com/aymanbagabas/go-udiff": {"findings"},
	"github.com/invopop/jsonschema":    {}, // tests make the schemas
	"modernc.org/sqlite":               {"database"},
}

func TestPackagesImportOnlyWhatTheyMay(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "briefing/generator"), "/")
		for _, imported := range p.Imports {
			checkImport(t, name, imported)
		}
	}
}

func checkImport(t *testing.T, name, imported string) {
	t.Helper()
	if ours, ok := strings.CutPrefix(imported, "briefing/generator/"); ok && name != "" && !strings.HasPrefix(name, "bench") {
		if allowed, known := below[name]; !known || !slices.Contains(allowed, ours) {
			t.Errorf("%s must not import %s", name, ours)
		}
	}
	for library, allowed := range doors {
		if (imported == library || strings.HasPrefix(imported, library+"/")) && !slices.Contains(allowed, name) && library != "os" ||
			imported == "os" && library == "os" && !slices.Contains(allowed, name) {
			t.Errorf("%s must not import %s", name, imported)
		}
	}
}
