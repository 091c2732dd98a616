package main

import (
	"io"
	"strings"
	"testing"
)

func TestALineIsAsked(t *testing.T) {
	for typed, want := range map[string]string{"Nora Kell\nmore\n": "Nora Kell", "  Nora   Kell \r\n": "Nora Kell", "\n": "", "": "", "Nora": "Nora"} {
		var b strings.Builder
		if got := ask(strings.NewReader(typed), io.Writer(&b), "Your name? "); got != want || b.String() != "Your name? " {
			t.Errorf("%q: %q after %q, want %q", typed, got, b.String(), want)
		}
	}
}
