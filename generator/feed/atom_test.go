package feed

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestAtomHasWhatAFeedMustHave(t *testing.T) {
	day := time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC)
	f := Feed{ID: "https://x.example/corrections.xml", Page: "https://x.example/corrections.html", Self: "https://x.example/corrections.xml",
		Title: "Corrections & more", Language: "en", Author: "The <desk>", Updated: day,
		Entries: []Entry{{ID: "https://x.example/a.html#1", Page: "https://x.example/a.html", Title: "“A” > B", Text: "It said \"2024\"; it is 2025.", Updated: day}}}
	got, err := f.Atom()
	if err != nil {
		t.Fatal(err)
	}
	want := `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
 <id>https://x.example/corrections.xml</id>
 <title>Corrections &amp; more</title>
 <updated>2026-04-20T00:00:00Z</updated>
 <author>
  <name>The &lt;desk&gt;</name>
 </author>
 <link rel="self" type="application/atom+xml" href="https://x.example/corrections.xml"></link>
 <link rel="alternate" type="text/html" href="https://x.example/corrections.html"></link>
 <entry>
  <id>https://x.example/a.html#1</id>
  <title>“A” &gt; B</title>
  <updated>2026-04-20T00:00:00Z</updated>
  <link rel="alternate" type="text/html" href="https://x.example/a.html"></link>
  <content>It said &#34;2024&#34;; it is 2025.</content>
 </entry>
</feed>
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}
