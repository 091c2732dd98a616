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

func TestJSONFeedHasWhatAFeedMustHave(t *testing.T) {
	day := time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC)
	f := Feed{Page: "https://x.example/a&b.html", Self: "https://x.example/feed.json", Title: "A \"title\"", Language: "en", Author: "The <desk>",
		Entries: []Entry{{ID: "https://x.example/a.html", Page: "https://x.example/a.html", Title: "A", Text: "B", Updated: day},
			{ID: "https://x.example/c.html", Page: "https://x.example/c.html", Title: "C", Published: day.AddDate(-1, 0, 0), Updated: day}}}
	got, err := f.JSON()
	if err != nil {
		t.Fatal(err)
	}
	want := `{
 "version": "https://jsonfeed.org/version/1.1",
 "title": "A \"title\"",
 "home_page_url": "https://x.example/a&b.html",
 "feed_url": "https://x.example/feed.json",
 "language": "en",
 "authors": [
  {
   "name": "The <desk>"
  }
 ],
 "items": [
  {
   "id": "https://x.example/a.html",
   "url": "https://x.example/a.html",
   "title": "A",
   "content_text": "B",
   "date_published": "2026-04-20T00:00:00Z",
   "date_modified": "2026-04-20T00:00:00Z"
  },
  {
   "id": "https://x.example/c.html",
   "url": "https://x.example/c.html",
   "title": "C",
   "content_text": "",
   "date_published": "2025-04-20T00:00:00Z",
   "date_modified": "2026-04-20T00:00:00Z"
  }
 ]
}
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}
