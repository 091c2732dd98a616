package render_test

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"briefing/static"
)

var (
	nodeForm = regexp.MustCompile(`<a class="node ([^"]*)" href="([^"]*)"[^>]*><title>([^<]*)</title>`)
	lineForm = regexp.MustCompile(`<path class="line (t\d+ t\d+)" data-v="([^"]*)"`)
)

func TestPictureOfRelationsSaysWhatTheListSays(t *testing.T) {
	pages, _ := build(t, neighbors, nil)
	text := page(t, pages, "briefings/b/relations.html")
	picture, list, _ := strings.Cut(text, `<h2 id="list">`)
	number := map[string]string{} // class of each node by its address
	for _, m := range nodeForm.FindAllStringSubmatch(picture, -1) {
		class, _, _ := strings.Cut(m[1], " ")
		number[m[2]] = strings.TrimPrefix(class, "n")
		if !strings.Contains(list, `href="`+m[2]+`"`) {
			t.Errorf("the list has not %s", m[3])
		}
	}
	want := []string{"../../briefings/b/a.html", "../../briefings/b/c.html", "../../countries/cn.html", "../../countries/kz.html", "../../experts/e.html", "../../sources/s.html"}
	if got := slices.Sorted(maps.Keys(number)); !slices.Equal(got, want) {
		t.Fatalf("nodes %q, want %q", got, want)
	}
	var lines []string
	for _, m := range lineForm.FindAllStringSubmatch(picture, -1) {
		lines = append(lines, m[1]+" "+m[2])
	}
	for _, tie := range []struct{ from, to, standing string }{
		{"countries/cn", "briefings/b/a", "supported"}, {"countries/kz", "briefings/b/a", "supported"}, {"countries/kz", "briefings/b/c", "disputed"},
		{"briefings/b/a", "experts/e", "supported"}, {"experts/e", "sources/s", ""}, {"briefings/b/a", "sources/s", "supported"}, {"briefings/b/c", "sources/s", "disputed"},
	} {
		line := fmt.Sprintf("t%s t%s %s", number["../../"+tie.from+".html"], number["../../"+tie.to+".html"], tie.standing)
		i := slices.Index(lines, line)
		if i < 0 {
			t.Fatalf("no line %q from %s to %s among %q", line, tie.from, tie.to, lines)
		}
		lines = slices.Delete(lines, i, i+1)
	}
	if len(lines) > 0 {
		t.Errorf("lines %q too many", lines)
	}
	if strings.Contains(text, "The picture shows") {
		t.Error("a small picture says that it leaves something out")
	}
	if !strings.Contains(page(t, pages, "briefings/b/index.html"), `href="../../briefings/b/relations.html"`) {
		t.Error("the briefing does not lead to its relations")
	}
}

func TestPictureOfRelationsIsBounded(t *testing.T) {
	site := fstest.MapFS{"content/site.yaml": {Data: []byte("format: 1\ntitle: T\n")}}
	var article strings.Builder
	for i := range 50 {
		fmt.Fprintf(&article, "Sentence number %d holds.\n\n", i)
		site[fmt.Sprintf("content/sources/s%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: S%d\ntype: web\npublisher: P\nurl: https://x.example/\n---\n", i)}
		site[fmt.Sprintf("content/briefings/b/annotations/a%d.md", i)] = &fstest.MapFile{
			Data: fmt.Appendf(nil, "---\nquote: Sentence number %d holds\nassessment: supported\nsupports: [s%d, s0]\ncountries: [kz]\n---\n", i, i),
		}
	}
	site["content/briefings/b/article.md"] = &fstest.MapFile{Data: []byte("---\ntitle: B\ndate: 2026\n---\n" + article.String())}
	pages, codes := build(t, site, nil)
	if codes != nil {
		t.Fatalf("findings %v", codes)
	}
	text := page(t, pages, "briefings/b/relations.html")
	nodes := nodeForm.FindAllStringSubmatch(text, -1)
	if len(nodes) > 60 || len(nodes) < 50 {
		t.Errorf("%d nodes", len(nodes))
	}
	if !strings.Contains(text, fmt.Sprintf("The picture shows %d of 101,", len(nodes))) {
		t.Error("the page does not say what the picture leaves out")
	}
	if n := strings.Count(text, "<li value="); n != 50 {
		t.Errorf("the list has %d claims", n)
	}
}

func TestNoAnnotationTakesThePathOfRelations(t *testing.T) {
	site := maps.Clone(neighbors)
	site["content/briefings/b/annotations/relations.md"] = &fstest.MapFile{Data: []byte("---\nquote: One claim\nkind: context\n---\nText.\n")}
	if _, codes := build(t, site, nil); !slices.Contains(codes, "path-taken") {
		t.Errorf("findings %v", codes)
	}
}

func TestEveryNodeCanBeLit(t *testing.T) {
	sheet, err := fs.ReadFile(static.FS, "sheets/relations.css")
	if err != nil {
		t.Fatal(err)
	}
	lit := regexp.MustCompile(`has\(\.n(\d+):is\(:hover, :focus-visible\)\) :is\(\.n(\d+), \.t(\d+)\)`)
	n := 0
	for _, m := range lit.FindAllStringSubmatch(string(sheet), -1) {
		n++
		if m[1] != strconv.Itoa(n) || m[2] != m[1] || m[3] != m[1] {
			t.Errorf("rule %d is %s", n, m[0])
		}
	}
	if n != 60 {
		t.Errorf("%d nodes can be lit", n)
	}
}
