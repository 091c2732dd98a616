package draft_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/draft"
)

func TestWhatIsDraftedIsReadAsItWasMeant(t *testing.T) {
	for _, words := range []string{
		"Plain words", "Who pays: the lender?", `He said "no", and 'yes'`, "- a list", "[brackets]", "# a comment", "no", "null", "~", "1.10",
		"*b*", "a: b # c", "{a: b}", "ends with a colon:", "@at", "`tick`", "  spaces   inside ", "тоннель", "a\nb", "100 %", "---",
	} {
		want := strings.Join(strings.Fields(words), " ")
		files := fstest.MapFS{}
		all := draft.Site(words, words, "2026-04-10")
		all = append(all, draft.Briefing("b", words, "2026-04-10")...)
		all = append(all, draft.Annotation("b", "a", []string{draft.Passage(anchor.New(words, nil), anchor.Range{Stop: len(words)})})...)
		all = append(all, draft.Source("s", words)...)
		all = append(all, draft.Expert("e", words)...)
		for _, f := range all {
			files[f.Path] = &fstest.MapFile{Data: []byte(f.Text)}
		}
		lib, list := content.Load(files)
		if len(list) > 0 {
			t.Errorf("%q: findings %v", words, list)
			continue
		}
		for what, got := range map[string]string{
			"site": lib.Site.Title.Value, "editor": lib.Site.Editors[0].Name.Value, "briefing": lib.Briefings[0].Title.Value, "annotation": lib.Briefings[0].Annotations[0].Passages[0].Value,
			"source": lib.Sources[1].Title.Value, "expert": lib.Experts[0].Name.Value,
		} {
			if got != want {
				t.Errorf("%q is read as %q in a %s", words, got, what)
			}
		}
	}
}

func TestEditorsAreKnownByTheirInitials(t *testing.T) {
	for name, want := range map[string]string{
		"Nora Kell": "nk", "The desk": "desk", "Jean-Luc d'Arc": "jlda", "Нора Келл": "nk", "Ægir": "ae", "42": "desk", "— ": "desk",
	} {
		if got := draft.Initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestWriteMakesAllFilesOrNone(t *testing.T) {
	root := t.TempDir()
	if err := draft.Write(root, draft.Source("one", "One")); err != nil {
		t.Fatal(err)
	}
	text := "by its author"
	name := filepath.Join(root, "content", "sources", "one.md")
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	err := draft.Write(root, append(draft.Source("two", "Two"), draft.Source("one", "One again")...))
	if err == nil || !strings.Contains(err.Error(), "content/sources/one.md is there already") {
		t.Errorf("error %v", err)
	}
	if got, _ := os.ReadFile(name); string(got) != text {
		t.Errorf("the author's file holds %q", got)
	}
	if _, err := os.Stat(filepath.Join(root, "content", "sources", "two.md")); err == nil {
		t.Error("the other file was made")
	}
}
