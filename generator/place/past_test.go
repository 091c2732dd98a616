package place_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/place"
)

const (
	head   = "---\ntitle: B\ndate: 2026\n---\n"
	before = "The drill lasted four days and it ended in the valley. Nobody was hurt.\n\n" +
		"The ministry says that the loans carry ordinary commercial terms only. Two tunnels were paid for by Belmark in May. The road was closed.\n\n" +
		"Officials called the closing of the old bridge a routine matter. Trade went on.\n"
)

// since checks an annotation of an article that was written as before and is now.
func since(note, now string) (diag.List, *diag.File) {
	lib, list := content.Load(fstest.MapFS{
		"content/site.yaml":                       {Data: []byte("format: 1\ntitle: T\n")},
		"content/briefings/b/article.md":          {Data: []byte(head + now)},
		"content/briefings/b/annotations/note.md": {Data: []byte(note)},
	})
	_, faults := place.All(lib, place.Past{Versions: func(name string) iter.Seq[[]byte] {
		if name != "content/briefings/b/article.md" {
			panic("asked for " + name)
		}
		return slices.Values([][]byte{[]byte(head + now), []byte(head + before)})
	}})
	return append(list, faults...), lib.Briefings[0].Annotations[0].File
}

var spellings = []struct{ name, note, old, new string }{
	{"plain", "---\nx_a:   'b'\nquote:   the loans carry ordinary commercial terms\nkind: context\n---\nText.\n", "the loans carry ordinary commercial terms", "the loans carry usual commercial terms"},
	{"CRLF", "---\r\nquote: the loans carry ordinary commercial terms\r\n---\r\nText.\r\n", "the loans carry ordinary commercial terms", "the loans carry usual commercial terms"},
	{"single", "---\nquote: 'the loans carry ordinary commercial terms'\n---\nText.\n", "'the loans carry ordinary commercial terms'", "'the loans carry usual commercial terms'"},
	{"double", "---\nquote: \"the loans carry ordinary commercial terms\"\n---\nText.\n", `"the loans carry ordinary commercial terms"`, `"the loans carry usual commercial terms"`},
	{"brackets", "---\nquote: loans carry [[ordinary commercial terms]] only\n---\nText.\n", "loans carry [[ordinary commercial terms]] only", "usual commercial terms"},
	{"edited end of a gap", "---\nquote: the loans … ordinary commercial terms\n---\nText.\n", "the loans … ordinary commercial terms", "the loans … usual commercial terms"},
	{"flow list", "---\nquote: [Trade went on, the loans carry ordinary commercial terms]\n---\nText.\n", "the loans carry ordinary commercial terms", "the loans carry usual commercial terms"},
	{"list", "---\nquote:\n  - Trade went on\n  - 'the loans carry ordinary commercial terms'\n---\nText.\n", "'the loans carry ordinary commercial terms'", "'the loans carry usual commercial terms'"},
	{"long form", "---\nquote: {exact: the loans carry ordinary commercial terms, prefix: 'that '}\n---\nText.\n", "the loans carry ordinary commercial terms", "the loans carry usual commercial terms"},
	{"quotation", "---\nkind: context\n---\n> the loans carry ordinary\n> commercial terms\n\nText.\n", "> the loans carry ordinary\n> commercial terms", "> the loans carry usual commercial terms"},
}

func TestEditedWordsAreRewrittenAndNothingElse(t *testing.T) {
	now := strings.Replace(before, "ordinary", "usual", 1)
	for _, test := range spellings {
		t.Run(test.name, func(t *testing.T) {
			list, file := since(test.note, now)
			if len(list) != 1 || list[0].Code != "passage-edited" || len(list[0].Fixes) != 1 {
				t.Fatalf("findings %+v", list)
			}
			text, _ := file.Apply(list[0].Fixes[0].Edits)
			if want := strings.Replace(test.note, test.old, test.new, 1); string(text) != want {
				t.Errorf("got\n%s\nwant\n%s", text, want)
			}
			if after, _ := since(string(text), now); len(after) > 0 {
				t.Errorf("the mended file has findings %v", after)
			}
		})
	}
}

func TestWhatBecameOfWords(t *testing.T) {
	note := func(quote string) string { return "---\nquote: " + quote + "\n---\nText.\n" }
	for _, test := range []struct {
		name, quote, old, new, code, hint string
		fixes                             int
	}{
		{"deleted", "the closing of the old bridge a routine matter", "Officials called the closing of the old bridge a routine matter. ", "", "passage-gone", "it said: “the closing", 0},
		{"a number differs", "The drill lasted four days", "four", "five", "passage-edited", "[-four-] {+five+}", 0},
		{"a negation differs", "the loans carry ordinary commercial terms", "carry ordinary", "do not carry ordinary", "passage-edited", "{+do not+}", 0},
		{"what stood beside them differs", "days and it [[ended in the valley]]", "days and it", "days, and", "passage-moved", "now at content/briefings/b/article.md:5:", 1},
		{"never there", "Quarterly zebras yawn", "four", "five", "passage-missing", "nothing in the article", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			list, _ := since(note(test.quote), strings.Replace(before, test.old, test.new, 1))
			if len(list) != 1 {
				t.Fatalf("findings %+v", list)
			}
			if d := list[0]; d.Code != test.code || !strings.Contains(d.Hint, test.hint) || len(d.Fixes) != test.fixes {
				t.Errorf("%s, hint %q, fixes %v", d.Code, d.Hint, d.Fixes)
			}
		})
	}
}

func TestNoVersionIsAskedForWhereNothingIsMissing(t *testing.T) {
	lib, _ := content.Load(fstest.MapFS{
		"content/site.yaml":                       {Data: []byte("format: 1\ntitle: T\n")},
		"content/briefings/b/article.md":          {Data: []byte(head + before)},
		"content/briefings/b/annotations/note.md": {Data: []byte("---\nquote: Trade went on\n---\nText.\n")},
	})
	_, list := place.All(lib, place.Past{Versions: func(name string) iter.Seq[[]byte] { panic(fmt.Sprint("asked for ", name)) }})
	if len(list) > 0 {
		t.Error(list)
	}
}

// Without a version of the article there are the words as they were published, else
// those that the author quoted. Nothing is called deleted then, nor changed unasked.
func TestWordsAreFoundAgainWithoutVersions(t *testing.T) {
	const now = "Prices rose in spring. Officials said that the loans for the tunnels carry the usual commercial terms only, as before. Nobody was hurt in the drill."
	for _, c := range []struct {
		name, quote string
		published   []string
		want        string
		isFound     bool
	}{
		{"as quoted", "the loans for the tunnels carry ordinary commercial terms only", nil, "passage-missing", true},
		{"as published", "carry ordinary commercial terms", []string{"Other [[words of the note]].", "said that the loans for the tunnels [[carry ordinary commercial terms]] only, as before"}, "passage-edited", true},
		{"too few words", "carry ordinary", nil, "passage-missing", false},
		{"words of another text", "Ministers met on the ice of a frozen lake at night", nil, "passage-missing", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			lib, _ := content.Load(fstest.MapFS{
				"content/site.yaml":                       {Data: []byte("format: 1\ntitle: T\n")},
				"content/briefings/b/article.md":          {Data: []byte(head + now)},
				"content/briefings/b/annotations/note.md": {Data: []byte("---\nquote: " + c.quote + "\n---\nText.\n")},
			})
			_, list := place.All(lib, place.Past{Published: func(id string) []string {
				if id != "briefings/b/note" {
					t.Errorf("asked for %q", id)
				}
				return c.published
			}})
			if len(list) != 1 || list[0].Code != c.want {
				t.Fatalf("findings %v, want %s", list, c.want)
			}
			if isFound := len(list[0].Fixes) > 0; isFound != c.isFound {
				t.Errorf("found again: %v (%s)", isFound, list[0].Hint)
			}
			for _, fix := range list[0].Fixes {
				if fix.Safe {
					t.Error("the words are changed without asking")
				}
			}
		})
	}
}

// TestChangesOfWordsHoldForAnyEdit edits an article at random. Whatever change is
// offered touches the passage alone, makes the finding go away, and leaves numbers,
// names and negations as they were.
func TestChangesOfWordsHoldForAnyEdit(t *testing.T) {
	sentences := strings.SplitAfter(strings.TrimSpace(before+" Belmark stationed 40 guards at the northern gate in 2019. The valley council did not vote on the treaty. "+
		"Traders from Arvenia said that prices doubled within two winters. A second tunnel opened in March after long delays."), ". ")
	offered, safe := 0, 0
	for seed := range uint64(2400) {
		r := rand.New(rand.NewPCG(seed, 1))
		article := strings.Join(sentences, "")
		words := strings.Fields(sentences[r.IntN(len(sentences))])
		n := min(len(words), 4+r.IntN(8))
		at := r.IntN(len(words) - n + 1)
		quote := strings.Trim(strings.Join(words[at:at+n], " "), ".,“”")
		if strings.Count(article, quote) != 1 || strings.ContainsAny(quote, "#[") {
			continue
		}
		note := "---\nx_first: \"kept\"   \nquote: " + quote + "\nx_last: kept\n---\nText of " + quote + "\n"
		now := edited(r, sentences)
		list, file := since(note, now)
		if len(list) == 0 || len(list[0].Fixes) == 0 {
			continue
		}
		offered++
		fix := list[0].Fixes[0]
		text, left := file.Apply(fix.Edits)
		rest, isWhole := strings.CutPrefix(string(text), "---\nx_first: \"kept\"   \nquote: ")
		value, isRest := strings.CutSuffix(rest, "\nx_last: kept\n---\nText of "+quote+"\n")
		if !isWhole || !isRest || len(left) > 0 {
			t.Fatalf("seed %d: other bytes were changed:\n%s", seed, text)
		}
		if after, _ := since(string(text), now); len(after) > 0 {
			t.Errorf("seed %d: %q became %q, with findings %v", seed, quote, value, after)
		}
		if passage := inner(value); !slices.Equal(telling(quote), telling(passage)) {
			t.Errorf("seed %d: %q became %q: a number, a name or a negation differs", seed, quote, passage)
		}
		if fix.Safe {
			safe++
		}
	}
	if offered < 60 || safe < 10 {
		t.Errorf("only %d changes were offered, %d of them safe: the test shows little", offered, safe)
	}
}

// inner is the passage of a spelling: what stands in its brackets, if it has some.
func inner(spelling string) string {
	spelling = strings.Trim(spelling, "\"'")
	if _, rest, ok := strings.Cut(spelling, "[["); ok {
		spelling, _, _ = strings.Cut(rest, "]]")
	}
	return spelling
}

// telling are the numbers, names and negations of a text of the test, in order.
func telling(text string) []string {
	known := strings.Fields("four two second 40 60 2019 2018 May June March Belmark Arvenia Nobody nobody Nothing not never no without unable")
	var all []string
	for _, w := range strings.Fields(text) {
		if w = strings.Trim(w, ".,“”"); slices.Contains(known, w) {
			all = append(all, w)
		}
	}
	return all
}

// turn puts a word in the place of another that says something else, if a sentence
// has one, else a negation into it.
func turn(r *rand.Rand, words []string) []string {
	pairs := strings.Fields("four two two four 40 60 2019 2018 May June March May Belmark Arvenia Arvenia Belmark")
	for i := range words {
		for k := 0; k < len(pairs); k += 2 {
			if strings.Trim(words[i], ".,") == pairs[k] {
				words[i] = strings.Replace(words[i], pairs[k], pairs[k+1], 1)
				return words
			}
		}
	}
	return slices.Insert(words, r.IntN(len(words)), []string{"not", "never", "no", "without", "unable"}[r.IntN(5)])
}

// edited is an article with one to three edits: a word replaced, put in or taken out,
// a sentence deleted, moved or put in, a number or name replaced, a negation put in.
func edited(r *rand.Rand, sentences []string) string {
	all := slices.Clone(sentences)
	for range 1 + r.IntN(3) {
		i := r.IntN(len(all))
		words := strings.Fields(all[i])
		w := r.IntN(len(words))
		switch r.IntN(8) {
		case 0:
			words[w] = "certain"
		case 1:
			words = slices.Insert(words, w, "also")
		case 2:
			words = slices.Delete(words, w, w+1)
		case 3:
			all = append(slices.Delete(all, i, i+1), "Nothing else was decided. ")
			continue
		case 4:
			all[0], all[i] = all[i], all[0]
			continue
		case 5:
			all = slices.Insert(all, i, "Observers watched the road from the ridge above. ")
			continue
		default:
			words = turn(r, words)
		}
		all[i] = strings.Join(words, " ") + " "
	}
	return strings.Join(all, "") + "\n"
}
