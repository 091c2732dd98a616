package bucket

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// releaseOf makes a release of pairs of path and hash.
func releaseOf(pairs ...string) release {
	var r release
	for i := 0; i < len(pairs); i += 2 {
		f := describeOne(pairs[i], nil)
		f.Sum = pairs[i+1]
		r.Files = append(r.Files, f)
	}
	return r
}

func paths(files []file) []string {
	var all []string
	for _, f := range files {
		all = append(all, f.Path)
	}
	return all
}

func TestPlanPutsWhatPagesNeedFirst(t *testing.T) {
	there := releaseOf("index.html", "1", "old.html", "1", "same.html", "1", "old.html.gz", "1")
	next := releaseOf("api/v1/claims.json", "1", "atom.xml", "1", "briefings/x/annotations.jsonld", "1", "briefings/x/new.html", "1", "briefings/x/new.html.br", "1",
		"feed.json", "1", "files.sha256", "1", "index.html", "2", "robots.txt", "1", "same.html", "1", "sheets/x.css", "1", "sitemap-2.xml.gz", "1")
	p := newPlan(there, nil, next)
	var got [][]string
	for _, files := range p.put {
		got = append(got, paths(files))
	}
	want := [][]string{
		{"api/v1/claims.json", "briefings/x/annotations.jsonld", "sheets/x.css"},
		{"briefings/x/new.html", "briefings/x/new.html.br"},
		{"index.html"},
		{"atom.xml", "feed.json", "files.sha256", "robots.txt", "sitemap-2.xml.gz"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"old.html", "old.html.gz"}, paths(p.remove)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"index.html", "old.html", "old.html.gz"}, paths(p.old)); diff != "" {
		t.Error(diff)
	}
}

func TestPlanAfterAKilledRunDoesWhatThatMayHaveDone(t *testing.T) {
	there := releaseOf("a.html", "1", "b.html", "1", "c.html", "1")
	pending := []release{releaseOf("a.html", "2", "b.html", "1", "new.html", "1"), releaseOf("a.html", "1", "b.html", "2", "c.html", "1")}
	p := newPlan(there, pending, there)
	if diff := cmp.Diff([][]file{{there.Files[0], there.Files[1], there.Files[2]}}, p.put); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"new.html"}, paths(p.remove)); diff != "" {
		t.Error(diff)
	}
}

func TestAChangedTypeIsAChange(t *testing.T) {
	there := releaseOf("a.html", "1")
	there.Files[0].Cache = "max-age=1"
	if p := newPlan(there, nil, releaseOf("a.html", "1")); len(p.put) != 1 {
		t.Errorf("%+v", p)
	}
}

func TestParseAddress(t *testing.T) {
	for text, want := range map[string]Address{
		"s3://b": {Bucket: "b"}, "s3://b/": {Bucket: "b"}, "s3://b/p/q": {Bucket: "b", Prefix: "p/q/"}, "s3://b/p/": {Bucket: "b", Prefix: "p/"},
		"s3://": {}, "b": {}, "https://b": {},
	} {
		if got, ok := ParseAddress(text); got != want || ok != (want.Bucket != "") {
			t.Errorf("%s: %+v, %v", text, got, ok)
		}
	}
}
