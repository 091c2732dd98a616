package sitemap

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSitemapHasAddressesAndTheirChanges(t *testing.T) {
	urls := []URL{{"https://x.example/a&b", time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC)}, {Address: "https://x.example/"}}
	for _, test := range []struct {
		what  string
		write func([]URL) ([]byte, error)
		want  string
	}{
		{"set", Set, `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <url>
  <loc>https://x.example/a&amp;b</loc>
  <lastmod>2026-04-20</lastmod>
 </url>
 <url>
  <loc>https://x.example/</loc>
 </url>
</urlset>
`},
		{"index", Index, `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <sitemap>
  <loc>https://x.example/a&amp;b</loc>
  <lastmod>2026-04-20</lastmod>
 </sitemap>
 <sitemap>
  <loc>https://x.example/</loc>
 </sitemap>
</sitemapindex>
`},
	} {
		got, err := test.write(urls)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, string(got)); diff != "" {
			t.Errorf("%s:\n%s", test.what, diff)
		}
	}
}
