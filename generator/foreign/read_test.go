package foreign

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/biblio"
)

// What is read of each file of testdata stands beside it.
func TestFilesOfOtherProgramsAreRead(t *testing.T) {
	names, err := filepath.Glob("testdata/*.*")
	if err != nil || len(names) < 15 {
		t.Fatalf("%d files, %v", len(names), err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, ".want") || filepath.Base(name) == "README.md" {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			b, err := Read(name, text, "")
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+".want", b)
		})
	}
}

func golden(t *testing.T, name string, b Batch) {
	t.Helper()
	for i := range b.Sources {
		b.Sources[i].Source = "" // it is the file
	}
	var got strings.Builder
	e := json.NewEncoder(&got)
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	if err := e.Encode(b); err != nil {
		t.Fatal(err)
	}
	text := short(got.String())
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Error(diff)
	}
}

// date is a date as JSON has it.
var date = regexp.MustCompile(`\{\s*"From": \[\s*(\d+),\s*(\d+),\s*(\d+)\s*\],\s*"To": \[\s*(\d+),\s*(\d+),\s*(\d+)\s*\]\s*\}`)

// short drops the lines of fields that are empty, and puts dates on one line.
func short(text string) string {
	text = date.ReplaceAllStringFunc(text, func(s string) string {
		var d biblio.Date
		for i, n := range date.FindStringSubmatch(s)[1:] {
			day := &d.From
			if i > 2 {
				day = &d.To
			}
			day[i%3], _ = strconv.Atoi(n) // they are digits
		}
		return strconv.Quote(d.String())
	})
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		value := strings.TrimRight(line, ",")
		if strings.HasSuffix(value, `: ""`) || strings.HasSuffix(value, ": null") || strings.HasSuffix(value, ": false") || strings.HasSuffix(value, `": 0`) {
			continue
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestFormsAreToldByNameOrContent(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.bib", "", BibTeX}, {"-", "@book{a,}", BibTeX}, {"-", "TY  - BOOK\nER  - ", RIS}, {"a.txt", "", ""}, {"-", "PK\x03\x04", Docx},
		{"a.json", `[{"id":"a","type":"book"}]`, CSL}, {"-", `{"rows":[{"uri":"x"}]}`, Hypothesis}, {"-", `{"annotations":[{"uri":"x"}]}`, Hypothesis},
		{"a.json", `{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation"}`, WebAnnotation}, {"a.json", `{`, CSL},
		{"a.jsonld", `{"first":{"items":[{"target":"x"}]}}`, WebAnnotation}, {"a.MD", "", Markdown}, {"a.csv", "", CSV},
	} {
		if got := formOf(c.name, []byte(c.text)); got != c.want {
			t.Errorf("%s %q: %q, not %q", c.name, c.text, got, c.want)
		}
	}
}

func TestRecordsOfOneOriginAreKeptApart(t *testing.T) {
	b, err := Read("a.bib", []byte("@book{a, title={One}}\n@book{a, title={Two}}\n@book{a, title={One}}\n"), "")
	if err != nil || len(b.Sources) != 2 || b.Sources[0].Origin.ID != "bibtex:a" || b.Sources[1].Origin.ID != "bibtex:a#2" {
		t.Errorf("%v, %v", b.Sources, err)
	}
	b, err = Read("a.csv", []byte("quote,claim\nsame words,one claim\nsame words,another\n"), "")
	if err != nil || len(b.Notes) != 2 || b.Notes[0].Origin.ID == b.Notes[1].Origin.ID {
		t.Errorf("%v, %v", b.Notes, err)
	}
}

// FuzzReadersDoNotPanic reads any bytes in every form.
func FuzzReadersDoNotPanic(f *testing.F) {
	names, _ := filepath.Glob("testdata/*.*")
	for _, name := range names {
		if text, err := os.ReadFile(name); err == nil && len(text) < 6000 {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, form := range Forms {
			b, err := Read("file", text, form)
			if err != nil {
				continue
			}
			for _, n := range b.Notes {
				if n.Origin.ID == "" {
					t.Errorf("%s: a note without an origin in %q", form, text)
				}
			}
		}
	})
}

func TestNotesInTheTextBecomeFootnotes(t *testing.T) {
	for text, want := range map[string]string{
		"a^[b [c](d)] e":    "a[^note-1] e\n\n[^note-1]: b [c](d)",
		"a^[b\n\nc] d":      "a^[b\n\nc] d",
		"`^[a]` ``^[`b]``":  "`^[a]` ``^[`b]``",
		"x^2 \\^[a]":        "x^2 \\^[a]",
		"{==a==}{>>b<<} c":  "a[^comment-1] c\n\n[^comment-1]: b",
		"{>>b<<} {==a==} c": "[^comment-1] a c\n\n[^comment-1]: b",
		"{==a {>>b":         "{==a {>>b",
		"a^[b] c^[b]":       "a[^note-1] c[^note-1]\n\n[^note-1]: b",
		"~~~\n^[a]\n~~~\nb": "~~~\n^[a]\n~~~\nb",
	} {
		got, _ := withFootnotes(text)
		if got = label.ReplaceAllString(got, "${1}1"); got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
	}
}

var label = regexp.MustCompile(`(\[\^(note|comment)-)[0-9a-f]+`)
