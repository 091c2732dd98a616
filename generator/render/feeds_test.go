package render_test

import (
	"strings"
	"testing"
)

func TestFeedOfCorrections(t *testing.T) {
	text := shown(t, assessed("corrections: [{date: 2026-02-03, what: Seen again., from: unverified, to: supported}]\n"), "corrections.xml")
	for what, want := range map[string]string{
		"place":  `<link rel="alternate" type="text/html" href="https://x.example/briefings/b/a.html">`,
		"words":  "<content>Unverified → Supported. Seen again.</content>",
		"date":   "<updated>2026-02-03T00:00:00Z</updated>",
		"id":     "<id>https://x.example/briefings/b/a.html#2026-02-03-",
		"itself": `<link rel="self" type="application/atom+xml" href="https://x.example/corrections.xml">`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%s: no %q in\n%s", what, want, text)
		}
	}
}
