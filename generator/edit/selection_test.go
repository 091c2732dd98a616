package edit_test

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/edit"
	"briefing/generator/place"
)

// demonstration is the article of this repository.
func demonstration(t *testing.T) *content.Briefing {
	t.Helper()
	library, list := content.Load(os.DirFS("../.."))
	if list.Errors() > 0 || len(library.Briefings) == 0 {
		t.Fatal(list)
	}
	return library.Briefings[0]
}

// What a browser sends of a selection has other white space than the article, and may
// begin and end inside words.
func TestAnySelectionIsFoundWhereItWas(t *testing.T) {
	b := demonstration(t)
	text, prepared := b.Body.Text(), place.Text(b)
	r := rand.New(rand.NewPCG(9, 4))
	spaces := func(s string) string {
		return strings.ReplaceAll(s, " ", []string{" ", "\n", "  ", "\u00a0"}[r.IntN(4)])
	}
	for range 300 {
		start := r.IntN(len(text) - 20)
		stop := min(len(text), start+3+r.IntN(200))
		exact := strings.ToValidUTF8(text[start:stop], "")
		if strings.TrimSpace(exact) == "" {
			continue
		}
		s := edit.Selection{
			Exact: spaces(exact), Prefix: spaces(strings.ToValidUTF8(text[max(0, start-120):start], "")), Suffix: spaces(strings.ToValidUTF8(text[stop:min(len(text), stop+120)], "")),
		}
		got, err := s.Find(b)
		if err != nil {
			t.Errorf("%q: %v", exact, err)
			continue
		}
		if !strings.Contains(flat(got.Words), flat(strings.Trim(exact, "\u00ad"))) || got.Start > start+4 || got.Stop < stop-4 || got.Start < start-40 || got.Stop > stop+40 {
			t.Errorf("%q at %d gives %q at %d", exact, start, got.Words, got.Start)
		}
		if len(got.Passages) == 1 {
			if pattern, problem := anchor.ParsePattern(strings.Trim(got.Passages[0], "'")); problem == "" && !strings.HasPrefix(got.Passages[0], "{") && !strings.Contains(got.Passages[0], "''") {
				if found := prepared.Find(pattern).Found; len(found) != 1 || found[0] != got.Range {
					t.Errorf("%q is written as %s and found at %v", exact, got.Passages[0], found)
				}
			}
		}
	}
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestSelectionsThatGiveNothing(t *testing.T) {
	b := demonstration(t)
	for _, c := range []struct {
		s    edit.Selection
		says string
	}{
		{edit.Selection{}, "select words"},
		{edit.Selection{Exact: " \n\u00ad\u200b"}, "select words"},
		{edit.Selection{Exact: "zzzz qqqq xxxx wwww"}, "not in the article"},
		{edit.Selection{Exact: "the"}, "select a few more"},
		{edit.Selection{Exact: strings.Repeat("Central Asia ", 3)}, "not in the article"},
	} {
		if got, err := c.s.Find(b); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: %+v, %v", c.s.Exact, got, err)
		}
	}
}

func TestSentencesThatHaveNoNoteAreOfferedFirst(t *testing.T) {
	b := demonstration(t)
	all := place.Sentences(b)
	offered := edit.Matches(b, "", all[:3], 2)
	if len(offered) != 2 || flat(b.Body.Text()[all[3].Start:all[3].Stop]) != offered[0].Exact {
		t.Errorf("offered are %+v", offered)
	}
	if found := edit.Matches(b, "  RIVALS in equal ", all, 5); len(found) != 1 || !strings.Contains(found[0].Exact, "allies and rivals in equal measure") {
		t.Errorf("found are %+v", found)
	}
	if _, err := offered[0].Find(b); err != nil {
		t.Error(err)
	}
}
