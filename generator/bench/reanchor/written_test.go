package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// written writes the cases of testdata/written.txt, and returns the kind of each.
func written(t *testing.T, b *bytes.Buffer) []string {
	t.Helper()
	file, err := os.ReadFile("testdata/written.txt")
	if err != nil {
		t.Fatal(err)
	}
	encoder := json.NewEncoder(b)
	var names []string
	for _, part := range strings.Split(string(file), "\n=== ")[1:] {
		name, body, _ := strings.Cut(part, "\n")
		was, is, ok := strings.Cut(body, "\n---\n")
		if !ok {
			t.Fatalf("%s: no ---", name)
		}
		if err := encoder.Encode(writtenCase(t, name, strings.TrimSpace(was), strings.TrimSpace(is))); err != nil {
			t.Fatal(err)
		}
		names = append(names, "written: "+name)
	}
	return names
}

// writtenCase makes a case of two texts with [[ and ]] around the passage; the second
// has none if it is gone.
func writtenCase(t *testing.T, name, was, is string) testCase {
	t.Helper()
	before, rest, ok := strings.Cut(was, "[[")
	exact, after, closed := strings.Cut(rest, "]]")
	if !ok || !closed {
		t.Fatalf("%s: no passage", name)
	}
	c := testCase{Old: before + exact + after, New: is, Exact: exact, Prefix: tail(before), Suffix: head(after), Want: json.RawMessage("null")}
	if head, rest, ok := strings.Cut(is, "[["); ok {
		words, foot, closed := strings.Cut(rest, "]]")
		if !closed {
			t.Fatalf("%s: no ]]", name)
		}
		start := utf8.RuneCountInString(head)
		c.New = head + words + foot
		c.Want, _ = json.Marshal(place{start, start + utf8.RuneCountInString(words)})
	}
	return c
}
