package check

import (
	"slices"
	"testing"
)

func TestNearestPagesAreOfferedAndOnlyASlipIsSure(t *testing.T) {
	known := []string{"briefings/pass/index.html", "briefings/past/index.html", "experts/post.html", "sources/bulletin-2025.html", "sources/desk.html", "sources/post.html", "sources/valley-post.html"}
	for _, test := range []struct {
		to     string
		near   []string
		isSure bool
	}{
		{"sources/Valley-Post.html", []string{"sources/valley-post.html"}, true},
		{"sources/valey-post.html", []string{"sources/valley-post.html"}, true},
		{"sources/bulletin-2026.html", []string{"sources/bulletin-2025.html"}, false}, // another year
		{"sources/desks.html", []string{"sources/desk.html"}, true},
		{"briefings/pas/index.html", []string{"briefings/pass/index.html", "briefings/past/index.html"}, false},
		{"pages/valley-post.html", []string{"sources/valley-post.html"}, false},
		{"countries/post.html", []string{"experts/post.html", "sources/post.html"}, false},
		{"sources/nothing-like-it.html", nil, false},
	} {
		near, isSure := nearest(test.to, known)
		if !slices.Equal(near, test.near) || isSure != test.isSure {
			t.Errorf("%s: %q, sure %v; want %q, %v", test.to, near, isSure, test.near, test.isSure)
		}
	}
}
