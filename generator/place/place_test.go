package place_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/place"
)

// article holds one of each construct that passages may run through.
const article = `The **four-day *border* drill** was ` + "`the third`" + ` in [five years](https://example.org/x "t") &amp; “the last” – so far.
A line
that breaks. See https://example.org/auto now.[^1] The end. The end.

| Tunnel | Lender |
|---|---|
| two | Kazakhstan |

- First item
- Second item with ![a map](map.png) in it

> Quoted block.

Last words.

## Part

Words of the part.

[^1]: A footnote.
`

// placed places one annotation with a passage on the article.
func placed(t *testing.T, front, body string) (words []string, faults diag.List) {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"site.yaml":                        "format: 1\ntitle: T\n",
		"briefings/b/article.md":           "---\ntitle: B\ndate: 2026\n---\n" + article,
		"briefings/b/media/map.png":        "",
		"briefings/b/annotations/note.md":  "---\n" + front + "\n---\n" + body,
		"briefings/b/annotations/other.md": "---\nquote: drill\n---\nText.\n", // lies inside many of the passages
	} {
		files["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, list := content.Load(files)
	articles, faults := place.All(lib, place.Past{})
	b := lib.Briefings[0]
	text := b.Body.Text()
	i := slices.IndexFunc(b.Annotations, func(a *content.Annotation) bool { return a.ID == "note" })
	for _, r := range articles[0].Passages[i] {
		words = append(words, strings.Join(strings.Fields(text[r.Start:r.Stop]), " "))
	}
	return words, append(list, faults...)
}

func TestPassagesAreFoundAsTheyAreRead(t *testing.T) {
	for _, test := range []struct {
		name, front, body string
		want              []string
	}{
		{"through emphasis", "quote: four-day border drill was", "", []string{"four-day border drill was"}},
		{"through code and a link", "quote: was the third in five years", "", []string{"was the third in five years"}},
		{"through an entity and other quotation marks and dashes", `quote: years & "the last" - so far`, "", []string{"years & “the last” – so far"}},
		{"over a line break", "quote: A line that breaks", "", []string{"A line that breaks"}},
		{"an autolink", "quote: See https://example.org/auto now", "", []string{"See https://example.org/auto now"}},
		{"through the number of a footnote", "quote: now. The end", "", []string{"now. The end"}},
		{"in a table", "quote: Kazakhstan", "", []string{"Kazakhstan"}},
		{"over several blocks", "quote: Kazakhstan … First item", "", []string{"Kazakhstan First item"}},
		{"in a list", "quote: Second item with", "", []string{"Second item with"}},
		{"through an image", "quote: item with in it", "", []string{"item with in it"}},
		{"in a quotation", "quote: Quoted block", "", []string{"Quoted block"}},
		{"in a footnote", "quote: A footnote", "", []string{"A footnote"}},
		{"by the words before", "quote: now. [[The end]]", "", []string{"The end"}},
		{"in the long form", "quote: {exact: The end, prefix: 'end. '}", "", []string{"The end"}},
		{"several, in the order of the text", "quote: [Last words, A line]", "", []string{"A line", "Last words"}},
		{"as quotations", "kind: context", "> Last words\n\n> A line\n\nText.", []string{"A line", "Last words"}},
		{"of the whole article", "whole: true", "Text.", nil},
		{"withdrawn, and so not looked for", "quote: gone\nstatus: withdrawn\nwithdrawn_because: x", "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, faults := placed(t, test.front, test.body)
			if !slices.Equal(got, test.want) || len(faults) > 0 {
				t.Errorf("got %q, want %q; findings %v", got, test.want, faults)
			}
		})
	}
}

func TestWordsThatCannotBePlacedAreReported(t *testing.T) {
	for _, test := range []struct{ name, front, code, hint, paste string }{
		{"a word differs", "quote: four-day border drills was", "passage-missing", "content/briefings/b/article.md:5:", "quote: four-day border drill was"},
		{"a number differs", "quote: the third in six years", "passage-missing", "the third in five years", "quote: the third in five years"},
		{"nothing is like them", "quote: Quarterly zebras yawn", "passage-missing", "nothing in the article is like them", ""},
		{"the description of an image, which no mark can be on", "quote: with a map", "passage-missing", "", ""},
		{"two places", "quote: The end", "passage-ambiguous", "say which", "[[The end]]"},
		{"over the end of a section", "quote: Last … of the part", "passage-missing", "", ""},
		{"brackets never closed", "quote: a [[b", "passage-form", "before [[words]] after", ""},
		{"passages that share words", "quote: [border drill, four-day border]", "passage-overlap", "join them", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, faults := placed(t, test.front, "")
			if len(faults) != 1 {
				t.Fatalf("findings %v", faults)
			}
			d := faults[0]
			if d.Code != test.code || !strings.Contains(d.Hint, test.hint) || !strings.Contains(d.Paste, test.paste) {
				t.Errorf("%s, hint %q, paste %q", d.Code, d.Hint, d.Paste)
			}
		})
	}
}

func TestTwofoldWordsAreReportedWithTheirSentence(t *testing.T) {
	for _, word := range []string{"Georgia", "Congo", "Korea"} {
		files := fstest.MapFS{
			"content/site.yaml":              {Data: []byte("format: 1\ntitle: T\n")},
			"content/briefings/b/article.md": {Data: fmt.Appendf(nil, "---\ntitle: B\ndate: 2026\n---\nOne sentence. It is\nsaid that %s agreed. Another.\n", word)},
		}
		lib, _ := content.Load(files)
		articles, faults := place.All(lib, place.Past{})
		if len(faults) != 1 || faults[0].Severity != diag.Note || !strings.Contains(faults[0].Message, "“It is said that "+word+" agreed.”") {
			t.Errorf("%s: %v", word, faults)
		}
		if len(articles[0].Mentions) != 0 {
			t.Errorf("%s is linked", word)
		}
	}
}
