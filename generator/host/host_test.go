package host

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRedirectsOfAFolderHaveBothAddresses(t *testing.T) {
	s := Site{Redirects: []Redirect{{"briefings/old/index.html", "briefings/new/index.html"}, {"sources/old.html", "sources/new.html"}}}
	files, err := s.Files()
	if err != nil {
		t.Fatal(err)
	}
	want := "/briefings/old/index.html /briefings/new/ 301\n/briefings/old/ /briefings/new/ 301\n/sources/old.html /sources/new.html 301\n"
	if diff := cmp.Diff(want, files["_redirects"]); diff != "" {
		t.Error(diff)
	}
	// Headers of the same file would be joined.
	for line := range strings.Lines(files["_headers"]) {
		if strings.HasPrefix(line, "/") && strings.Count("\n"+files["_headers"], "\n"+line) > 1 {
			t.Errorf("%s twice", line)
		}
	}
	if files, err := (Site{}).Files(); err != nil || files["_redirects"] != "" {
		t.Errorf("%q, %v", files, err)
	}
}

func TestMoreRedirectsThanAHostReadsAreRefused(t *testing.T) {
	var s Site
	for i := range MostRedirects + 1 {
		s.Redirects = append(s.Redirects, Redirect{fmt.Sprintf("sources/%d.html", i), "sources/x.html"})
	}
	if _, err := s.Files(); err == nil {
		t.Error("no error")
	}
	s.Redirects = s.Redirects[1:]
	if _, err := s.Files(); err != nil {
		t.Error(err)
	}
}

func TestServersKnowTheFolderOfTheSite(t *testing.T) {
	for url, want := range map[string]string{
		"": "/", "https://a.example": "/", "https://a.example/": "/", "https://a.example/notes/": "/notes/", "https://a.example/a/b": "/a/b/",
	} {
		if got := (Site{URL: url}).prefix(); got != want {
			t.Errorf("%s: %s, want %s", url, got, want)
		}
	}
}
