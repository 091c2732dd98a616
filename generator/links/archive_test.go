package links

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefing/generator/content"
	"briefing/generator/diag"
)

// archive answers every question with a text, and notes the last one.
func archive(status int, text string, query *string) *Client {
	return &Client{Agent: "x", Timeout: time.Minute, Transport: tripper(func(r *http.Request) (*http.Response, error) {
		if query != nil {
			*query = r.URL.RawQuery
		}
		a := answers(status)
		a.Body = io.NopCloser(strings.NewReader(text))
		return a, nil
	})}
}

func closest(status, timestamp, of string) string {
	return fmt.Sprintf(`{"url": "x", "archived_snapshots": {"closest": {"status": %q, "available": true, "url": "http://web.archive.org/web/%s/%s", "timestamp": %q}}}`, status, timestamp, of, timestamp)
}

func TestFindCopy(t *testing.T) {
	const of = "http://example.com:80/a"
	for _, test := range []struct {
		name, fields, answer string
		query                string
		want                 string // the fields afterwards; empty if nothing is written
		reason               string
	}{
		{
			"nearest to the day it was read", "url: https://example.com/a\ndate: 2026-01-02\naccessed: 2026-02-03\n", closest("200", "20260204101112", of),
			"timestamp=20260203&url=https%3A%2F%2Fexample.com%2Fa",
			"url: https://example.com/a\narchived: https://web.archive.org/web/20260204101112/http://example.com:80/a\ndate: 2026-01-02\naccessed: 2026-02-03\n", "",
		},
		{
			"nearest to its date", "url: 'https://example.com/a'   # long ago\ndate: 2026-01\n", closest("200", "20260204101112", of),
			"timestamp=20260101&url=https%3A%2F%2Fexample.com%2Fa",
			"url: 'https://example.com/a'   # long ago\narchived: https://web.archive.org/web/20260204101112/http://example.com:80/a\ndate: 2026-01\n", "",
		},
		{"no day", "url: https://example.com/a\n", closest("200", "20260204101112", of), "url=https%3A%2F%2Fexample.com%2Fa",
			"url: https://example.com/a\narchived: https://web.archive.org/web/20260204101112/http://example.com:80/a\n", ""},
		{"no copy", "url: https://example.com/a\n", `{"url": "x", "archived_snapshots": {}}`, "", "", "the archive has no copy"},
		{"copy of an error", "url: https://example.com/a\n", closest("404", "20260204101112", of), "", "", "the archive has no copy"},
		{"copy of another page", "url: https://example.com/a\n", closest("200", "20260204101112", "http://example.com/b"), "", "", "the copy is of another page, http://example.com/b"},
		{"copy from before", "url: https://example.com/a\ndate: 2026-05-05\n", closest("200", "20200204101112", of), "", "", "the only copy is of 2020-02-04, before the source was published"},
		{"odd day", "url: https://example.com/a\n", closest("200", "101112", of), "", "", `the archive answered with "https://web.archive.org/web/101112/http://example.com:80/a"`},
		{"odd address", "url: https://example.com/a\n", closest("200", "x", of), "", "", `the archive answered with "https://web.archive.org/web/x/http://example.com:80/a"`},
		{"folded", "url: >\n  https://example.com/a\n", closest("200", "20260204101112", of), "", "", "the line url: is written in another way than key: value, so write it yourself"},
		{"not public", "url: https://localhost/a\n", "", "", "", "its host is not public"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := library(t, map[string]string{"content/sources/a.md": source(test.fields)}).Sources[0]
			query := ""
			copy, err := archive(200, test.answer, &query).FindCopy(t.Context(), ArchiveService, s)
			if err != nil {
				t.Fatal(err)
			}
			if copy.Reason != test.reason || test.query != "" && query != test.query {
				t.Errorf("reason %q, query %q", copy.Reason, query)
			}
			if copy.Edit == nil {
				if test.want != "" {
					t.Error("nothing is written")
				}
				return
			}
			if text, _ := s.File.Apply([]diag.Edit{*copy.Edit}); string(text) != source(test.want) {
				t.Errorf("got:\n%s\nwant:\n%s", text, source(test.want))
			}
		})
	}
}

func TestFindCopyWhenTheArchiveIsAtFault(t *testing.T) {
	s := library(t, map[string]string{"content/sources/a.md": source("url: https://example.com/a\n")}).Sources[0]
	for _, test := range []struct {
		status     int
		text, want string
	}{
		{429, "", "ask the archive for a copy of a: the server was asked too often (429 too many requests)"},
		{503, "", "ask the archive for a copy of a: the server is at fault (503 service unavailable)"},
		{200, "<html>", "ask the archive for a copy of a: it answered with something else than JSON"},
	} {
		if _, err := archive(test.status, test.text, nil).FindCopy(t.Context(), ArchiveService, s); err == nil || err.Error() != test.want {
			t.Errorf("got %v, want %s", err, test.want)
		}
	}
}

// What is written into a record changes nothing else in it, and is read again.
func FuzzCopyIsAddedToAnyRecord(f *testing.F) {
	for _, fields := range []string{
		"url: https://example.com/a\n", "url: \"https://example.com/a\"\r\nnature: primary\r\n", "x_a: >\n  url: https://example.com/a\nurl: https://example.com/a # x\n",
		"csl: {url: x}\nurl: https://example.com/a\nextracts:\n  - {at: p. 1, words: x}\n", "url: 'https://example.com/a'\n# archived: none\n", "url: |\n  https://example.com/a\n",
	} {
		f.Add(fields)
	}
	f.Fuzz(func(t *testing.T, fields string) {
		read := func(text string) (*content.Source, int) {
			l, faults := content.Load(fstest.MapFS{"content/sources/a.md": {Data: []byte(text)}})
			return l.Sources[0], faults.Errors()
		}
		s, errors := read(source(fields))
		if errors > 1 || !NeedsCopy(s) { // site.yaml is missing
			return
		}
		const address = "https://web.archive.org/web/20260204101112/https://example.com/a"
		c := Copy{Source: s, Address: address}
		if c.place(); c.Edit == nil {
			return
		}
		text, _ := s.File.Apply([]diag.Edit{*c.Edit})
		if !bytes.Equal(append(append([]byte{}, text[:c.Edit.Start]...), text[c.Edit.Start+len(c.Edit.Text):]...), s.File.Text()) {
			t.Fatalf("more than a line was added:\n%s", text)
		}
		after, errors := read(string(text))
		if errors > 1 || after.Archived.Value != address || after.URL.Value != s.URL.Value {
			t.Fatalf("%d errors, archived %q, url %q in:\n%s", errors, after.Archived.Value, after.URL.Value, text)
		}
	})
}
