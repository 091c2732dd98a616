package edit_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/content"
	"briefing/generator/edit"
)

const name = "content/briefings/b/annotations/a.md"

func parse(t *testing.T, text string) *content.Annotation {
	t.Helper()
	a, list := content.ParseAnnotation(name, []byte(text))
	if list.Errors() > 0 {
		t.Fatalf("%s\n%v", text, list)
	}
	return a
}

func TestChangeTouchesOnlyWhatIsChanged(t *testing.T) {
	for _, c := range []struct {
		what         string
		before       string
		change       func(f *edit.Form)
		after        string
		cannotChange bool
	}{
		{
			"nothing", "---\r\nquote:   'a b'  # c\r\n\r\n# d\r\nassessment: supported\r\nsupports: [s]\r\n---\r\n\r\nT\r\n",
			func(*edit.Form) {},
			"---\r\nquote:   'a b'  # c\r\n\r\n# d\r\nassessment: supported\r\nsupports: [s]\r\n---\r\n\r\nT\r\n", false,
		},
		{
			"a value before a comment", "---\nquote: a b\nassessment:   supported   # for now\nsupports: s\n---\nT\n",
			func(f *edit.Form) { f.Assessment = "partly-supported" },
			"---\nquote: a b\nassessment:   partly-supported   # for now\nsupports: s\n---\nT\n", false,
		},
		{
			"a value in quotation marks, with a number sign", "---\nquote: a b\nclaim: \"He said \\\"# 1\\\"\" # why\nassessment: supported\nsupports: s\n---\n",
			func(f *edit.Form) { f.Claim = "It's: # 2" },
			"---\nquote: a b\nclaim: 'It''s: # 2' # why\nassessment: supported\nsupports: s\n---\n", false,
		},
		{
			"a value over several lines", "---\nquote: a b\nclaim: >\n  one\n  two\n# c\nassessment: supported\nsupports: s\n---\n",
			func(f *edit.Form) { f.Claim = "three" },
			"---\nquote: a b\nclaim: three\n# c\nassessment: supported\nsupports: s\n---\n", false,
		},
		{
			"a new field at its place", "---\nquote: a b\n# the claim\nassessment: supported\nsupports: s\nx_own: kept\n---\n",
			func(f *edit.Form) { f.Claim, f.Gist = "c", "g" },
			"---\nquote: a b\nclaim: c\n# the claim\nassessment: supported\nsupports: s\ngist: g\nx_own: kept\n---\n", false,
		},
		{
			"a field is taken away", "---\nquote: a b\ngist: g\n# c\nsearched: much\nassessment: unverified\n---\n",
			func(f *edit.Form) { f.Gist = "" },
			"---\nquote: a b\n# c\nsearched: much\nassessment: unverified\n---\n", false,
		},
		{
			"one more in a list with hyphens", "---\nquote: a b\nassessment: supported\nsupports:\n  - s p. 1   # first\n  - {source: t, note: 'long'} # second\n# behind\ngist: g\n---\n",
			func(f *edit.Form) {
				f.Evidence = append(f.Evidence, edit.Evidence{Stance: "supports", Source: "u", Place: "p. 3"})
			},
			"---\nquote: a b\nassessment: supported\nsupports:\n  - s p. 1   # first\n  - {source: t, note: 'long'} # second\n  - u p. 3\n# behind\ngist: g\n---\n", false,
		},
		{
			"one fewer in a list with hyphens", "---\nquote: a b\nassessment: supported\nsupports:\n- s p. 1   # first\n-   source: t\n    note: long\n- u\n---\n",
			func(f *edit.Form) { f.Evidence = slices.Delete(f.Evidence, 0, 1) },
			"---\nquote: a b\nassessment: supported\nsupports:\n-   source: t\n    note: long\n- u\n---\n", false,
		},
		{
			"another side", "---\nquote: a b\nassessment: supported\nsupports: [s p. 1, t] # both\n---\n",
			func(f *edit.Form) { f.Assessment = "disputed"; f.Evidence[1].Stance = "contradicts" },
			"---\nquote: a b\nassessment: disputed\nsupports: s p. 1 # both\ncontradicts: t\n---\n", false,
		},
		{
			"an expert more", "---\nquote: a b\nassessment: supported\nsupports: s\nexperts:\n  - agrees: ada   # she\n    said_in: s p. 1\n---\n",
			func(f *edit.Form) {
				f.Voices = append(f.Voices, edit.Voice{Stance: "disagrees", Expert: "bob", SaidIn: "s p. 2"})
			},
			"---\nquote: a b\nassessment: supported\nsupports: s\nexperts:\n  - agrees: ada   # she\n    said_in: s p. 1\n  - disagrees: bob\n    said_in: s p. 2\n---\n", false,
		},
		{
			"who says the words", "---\nquote: a b\nexpert: ada # she\nsaid_in: s 1:00\n---\n",
			func(f *edit.Form) { f.Voices[0].SaidIn = "s 2:00" },
			"---\nquote: a b\nexpert: ada # she\nsaid_in: s 2:00\n---\n", false,
		},
		{
			"the text, below a quotation", "---\nassessment: unverified\nsearched: x\n---\n> a b\n\n\nOld text.\n\n\n",
			func(f *edit.Form) { f.Text = "New\n\ntext." },
			"---\nassessment: unverified\nsearched: x\n---\n> a b\n\n\nNew\n\ntext.\n\n\n", false,
		},
		{
			"a text where there was none", "---\r\nquote: a b\r\nassessment: supported\r\nsupports: s\r\n---\r\n",
			func(f *edit.Form) { f.Text = "One\ntwo" },
			"---\r\nquote: a b\r\nassessment: supported\r\nsupports: s\r\n---\r\nOne\r\ntwo\r\n", false,
		},
		{
			"a group on one line", "---\nquote: a b\nassessment: supported\nsupports: [{source: s, note: n}, t]\n---\n",
			func(f *edit.Form) {
				f.Evidence = append(f.Evidence, edit.Evidence{Stance: "supports", Source: "u"})
			},
			"", true,
		},
	} {
		a := parse(t, c.before)
		form := edit.Read(a)
		c.change(&form)
		got, err := edit.Change(a, form)
		if errors.Is(err, edit.ErrByHand) != c.cannotChange || err != nil && !c.cannotChange {
			t.Errorf("%s: %v", c.what, err)
		} else if diff := cmp.Diff(c.after, string(got)); diff != "" {
			t.Errorf("%s:\n%s", c.what, diff)
		}
	}
}

// Whatever is changed of a real annotation, lines that say nothing of it stay.
func TestChangesOfRealAnnotationsKeepEveryOtherLine(t *testing.T) {
	files, err := filepath.Glob("../../content/briefings/*/annotations/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no annotations: %v", err)
	}
	r := rand.New(rand.NewPCG(5, 8))
	changed, byHand := 0, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		a, list := content.ParseAnnotation(name, text)
		if list.Errors() > 0 {
			continue
		}
		for range 8 {
			form := edit.Read(a)
			touched := vary(r, &form)
			got, err := edit.Change(a, form)
			if errors.Is(err, edit.ErrByHand) {
				byHand++
				continue
			}
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			changed++
			read, list := content.ParseAnnotation(name, got)
			if list.Errors() > 0 {
				t.Fatalf("%s: %v\n%s", file, list, got)
			}
			if diff := cmp.Diff(form.Tidy().Claim, edit.Read(read).Claim); diff != "" {
				t.Errorf("%s: %s", file, diff)
			}
			for line := range strings.Lines(string(text)) {
				key, _, _ := strings.Cut(line, ":")
				if !slices.Contains(touched, key) && !strings.HasPrefix(line, " ") && !strings.Contains(string(got), line) && !slices.Contains(touched, "text") {
					t.Fatalf("%s, touching %q, lost %q:\n%s", file, touched, line, got)
				}
			}
		}
	}
	if changed < 5*byHand || changed == 0 {
		t.Errorf("%d changes were made, %d could not be", changed, byHand)
	}
}

// vary changes a form and returns the keys of the fields that it changed.
func vary(r *rand.Rand, f *edit.Form) (touched []string) {
	some := func() string {
		return []string{"plain words", "with: a colon", `"quoted" and 'so'`, "# a sign", "- a hyphen", "Перевал", "no", "a, b [c] {d}", "100 % & more"}[r.IntN(9)]
	}
	for range 1 + r.IntN(3) {
		switch r.IntN(7) {
		case 0:
			f.Claim, touched = some(), append(touched, "claim")
		case 1:
			f.Gist, touched = some(), append(touched, "gist")
		case 2:
			f.Because, touched = some(), append(touched, "because")
		case 3:
			f.Text, touched = some()+"\n\n"+some(), append(touched, "text")
			if strings.HasPrefix(f.Text, "#") || strings.HasPrefix(f.Text, "-") {
				f.Text = "x " + f.Text
			}
		case 4:
			f.Evidence = append(f.Evidence, edit.Evidence{Stance: "context", Source: fmt.Sprintf("s%d", r.IntN(9)), Place: "p. 2"})
			touched = append(touched, "context")
		case 5:
			if n := len(f.Evidence); n > 0 {
				i := r.IntN(n)
				touched = append(touched, f.Evidence[i].Stance)
				f.Evidence = slices.Delete(slices.Clone(f.Evidence), i, i+1)
			}
		case 6:
			f.Countries, touched = append(slices.Clone(f.Countries), "ke"), append(touched, "countries")
		}
	}
	return touched
}

func FuzzChange(f *testing.F) {
	f.Add("---\nquote: a b\nclaim: c # d\nassessment: supported\nsupports:\n  - s p. 1\n---\nText.\n", "x: # y", "s2", "New *text*.")
	f.Add("---\r\nquote: [a, b]\r\nexperts:\r\n- {agrees: ada, said_in: s}\r\n---\r\n> q\r\n", "", "", "")
	f.Fuzz(func(t *testing.T, text, claim, source, body string) {
		a, _ := content.ParseAnnotation(name, []byte(text))
		form := edit.Read(a)
		form.Claim, form.Text = claim, body
		form.Evidence = append(form.Evidence, edit.Evidence{Stance: "supports", Source: source})
		got, err := edit.Change(a, form)
		if err != nil {
			return
		}
		read, list := content.ParseAnnotation(name, got)
		if want := form.Tidy(); string(got) != text && (list.Errors() > 0 || edit.Read(read).Claim != want.Claim || edit.Read(read).Text != want.Text) {
			t.Errorf("%q became %q, which reads as %+v (%v)", text, got, edit.Read(read), list)
		}
	})
}
