package links

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestExtractsThatAPageNoLongerHolds(t *testing.T) {
	filler := "<p>" + strings.Repeat("Some more words of the page. ", 30) + "</p>"
	for _, test := range []struct {
		name, page, kind string
		status           int
		want             int // extracts that are gone
	}{
		{"there", "<p>Tunnels 2 and&nbsp;<b>3</b>: ext<i>er</i>nal.</p><p>The <a href=x>loan’s</a> terms</p>" + filler, "text/html", 200, 0},
		{"across two blocks", "<td>Tunnels 2 and 3:</td> <td>external</td><p>The loan's … long … terms</p>" + filler, "text/html", 200, 0},
		{"one gone", "<p>Tunnels 2 and 3: external</p>" + filler, "text/html", 200, 1},
		{"both gone", filler, "text/html", 200, 2},
		{"a number differs", "<p>Tunnels 2 and 4: external. The loan's terms</p>" + filler, "text/html", 200, 1},
		{"in a script only", "<script>x = 'Tunnels 2 and 3: external The loan’s terms'</script>" + filler, "text/html", 200, 2},
		{"hardly any words", "<div id=app></div>", "text/html", 200, 0},
		{"not UTF-8", filler + "\xe9", "text/html", 200, 0},
		{"no page", filler, "application/pdf", 200, 0},
		{"a wall", "<title>Just a moment...</title>" + filler, "text/html", 200, 0},
		{"an error", filler, "text/html", 404, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			l := library(t, map[string]string{"content/sources/a.md": source("url: https://example.com/a\nextracts:\n  - {at: p. 1, words: 'Tunnels 2 and 3: external'}\n  - words: The loan’s … terms\n")})
			addresses := Addresses(l, "")
			r := Reply{Asked: addresses[0].URL, Status: test.status, Header: http.Header{"Content-Type": {test.kind}}, Body: []byte(test.page)}
			h := ReadHistory(nil)
			h.Add(r.Asked, Judge(r), time.Now())
			h.AddWords(addresses[0], r)
			h.Add(r.Asked, fine, time.Now()) // what was found stays until pages are read again
			list := Findings(addresses, ReadHistory(h.Bytes()))
			n := 0
			for _, d := range list {
				if d.Code == "extract-gone" {
					n++
				}
			}
			if n != test.want {
				t.Errorf("%d extracts are gone, want %d: %v", n, test.want, list)
			}
		})
	}
}
