package foreign

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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
	text = date.ReplaceAllString(text, `"$1-$2-$3/$4-$5-$6"`)
	text = strings.NewReplacer("/0-0-0", "", "-0", "", `"0"`, `""`).Replace(text)
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
