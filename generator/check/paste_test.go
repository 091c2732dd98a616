package check_test

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// What a hint tells to run holds the ids and words of the place that it is about.
func TestCommandsInHintsCanBePasted(t *testing.T) {
	for article, want := range map[string]string{
		"The road is long and steep. It cost 450 million.":           `briefing new annotation pass "It cost 450 million"`,
		"The road is long and steep. Nobody pays.":                   `briefing new annotation pass "The road is long and steep"`,
		"She said: “no $5”. `rm` it. Who pays for the pass, and why": `briefing new annotation pass "Who pays for the pass, and why"`,
		"Say \"no\".": "briefing annotate pass",
	} {
		list := judge(txtar.Parse([]byte("-- content/site.yaml --\nformat: 1\ntitle: T\n-- content/briefings/pass/article.md --\n---\ntitle: T\ndate: 2026-04-10\nstatus: published\n---\n" + article + "\n")))
		isFound := false
		for _, d := range list {
			if d.Code == "article-bare" {
				isFound = true
				if !strings.HasSuffix(d.Hint, want) {
					t.Errorf("%q: hint %q, want %q", article, d.Hint, want)
				}
			}
		}
		if !isFound {
			t.Errorf("%q: not found bare", article)
		}
	}
}
