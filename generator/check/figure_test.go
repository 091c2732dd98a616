package check

import (
	"slices"
	"strings"
	"testing"
)

func TestFiguresAreNoDatesAndNoNames(t *testing.T) {
	for text, want := range map[string]string{
		"It cost 450 million in 2019.":                  "450",
		"On 12 March 2026 and April 3, 2026, at 12:30.": "",
		"In 2019-03 and 2019/20":                        "",
		"1,200 men, 3.5 per cent, 7% and 7 percent":     "1,200 3.5% 7% 7%",
		"The J-20, an A380 and 5G":                      "",
		"two of 3.":                                     "3",
		"May 45 pass?":                                  "",
		"":                                              "",
		"9":                                             "9",
	} {
		if got := strings.Join(slices.Collect(undated(text)), " "); got != want {
			t.Errorf("undated(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestPlainAddressIsTheSameForOneDocument(t *testing.T) {
	for _, a := range [][2]string{
		{"http://www.A.example/x/", "https://a.example/x"},
		{"https://a.example/x?utm_source=b&id=1#top", "https://a.example/x?id=1"},
		{"https://a.example/x/?id=1", "https://a.example/x?id=1"},
	} {
		if plainAddress(a[0]) != plainAddress(a[1]) {
			t.Errorf("%s and %s differ: %s, %s", a[0], a[1], plainAddress(a[0]), plainAddress(a[1]))
		}
	}
	for _, a := range [][2]string{
		{"https://a.example/x?id=1", "https://a.example/x?id=2"},
		{"https://a.example/X", "https://a.example/x"},
		{"https://a.example/#!/x", "https://a.example/#!/y"},
	} {
		if plainAddress(a[0]) == plainAddress(a[1]) {
			t.Errorf("%s and %s are the same: %s", a[0], a[1], plainAddress(a[0]))
		}
	}
}

func TestISBN(t *testing.T) {
	for s, want := range map[string]bool{
		"978-0-306-40615-7": true, "9780306406157": true, "0-306-40615-2": true, "0-8044-2957-X": true,
		"978-0-306-40615-8": false, "0-8044-2957-1": false, "X-8044-2957-0": false, "": false, "97803064061570": false,
	} {
		if isISBN(s) != want {
			t.Errorf("isISBN(%q) = %v", s, !want)
		}
	}
}
