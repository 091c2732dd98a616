package search

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// subject is something to be found.
type subject struct {
	title string
	texts []string
	tags  []string
}

func corpusOf(language string, kinds []int, subjects []subject) Corpus {
	return Corpus{
		Language: language, Kinds: kinds,
		Texts: func(i int, to Texts) {
			to.Title(subjects[i].title)
			for _, text := range subjects[i].texts {
				to.Text(text)
			}
			for _, tag := range subjects[i].tags {
				to.Tag(tag)
			}
		},
		Result: func(i int) Result { return Result{Path: fmt.Sprintf("%d.html", i), Title: subjects[i].title} },
	}
}

// bothWays makes an index in one file, and one in many.
func bothWays(t testing.TB, language string, subjects []subject) []*reader {
	t.Helper()
	c := corpusOf(language, []int{len(subjects)}, subjects)
	whole, divided := New(c), New(c)
	whole.plan = plan{}
	divided.plan = plan{words: 7, postings: 5, typos: 6, results: (len(subjects) + perFile - 1) / perFile}
	return []*reader{read(t, whole), read(t, divided)}
}

var bridge = []subject{
	{"The bridge at Selim was closed", []string{"Guards’ children’s drills, said Lida O’Brien of the J-20 unit."}, []string{"disputed", "tj"}},
	{"Two treaties on border posts", []string{"Exercises were repeated in Čimkent; 1,000 men of the U.S. army."}, []string{"supported", "kz"}},
	{"Переговоры о границе", []string{"中亞 的橋", "Straße ΟΔΟΣ ½"}, []string{"disputed"}},
}

func TestFindsWhatAReaderMeans(t *testing.T) {
	for _, r := range bothWays(t, "en", bridge) {
		for _, c := range []struct {
			query string
			tags  []string
			want  []int
		}{
			{query: "bridge", want: []int{0}},
			{query: "BRIDGES", want: []int{0}},          // a form that is not there
			{query: "exercise", want: []int{1}},         // stem of a form that is
			{query: "exercising", want: []int{1}},       // begins with a stem
			{query: "treaty", want: []int{1}},           // its stem is no word
			{query: "exerc", want: []int{1}},            // beginning
			{query: "exerc border", want: nil},          // only the last word may be begun
			{query: "border exerc", want: []int{1}},     //
			{query: "bridgd", want: []int{0}},           // other letter
			{query: "brdige", want: []int{0}},           // changed places
			{query: "ridge", want: []int{0}},            // first letter missing
			{query: "exerciises", want: []int{1}},       // one more
			{query: "brdgie", want: nil},                // two mistakes
			{query: "the", want: []int{0, 1}},           // of the third no word begins so
			{query: "children’s drill", want: []int{0}}, //
			{query: "o'brien", want: []int{0}},
			{query: "obrien", want: []int{0}},
			{query: "j20", want: []int{0}},
			{query: "J-20", want: []int{0}},
			{query: "1000", want: []int{1}},
			{query: "US army", want: []int{1}},
			{query: "cimkent", want: []int{1}}, // without the accent
			{query: "Čimkent", want: []int{1}},
			{query: "границе", want: []int{2}},
			{query: "橋", want: []int{2}},
			{query: "οδος", want: []int{2}},
			{query: "bridge border", want: nil},
			{query: "closed bridge", want: []int{0}},
			{query: "", want: nil},
			{query: "the", tags: []string{"kz"}, want: []int{1}},
			{query: "border", tags: []string{"disputed"}, want: nil},
			{query: "the", tags: []string{"disputed", "supported"}, want: []int{0, 1}},
		} {
			if got := r.find(c.query, c.tags...); !slices.Equal(got, c.want) {
				t.Errorf("%q with %v finds %v, not %v", c.query, c.tags, got, c.want)
			}
		}
	}
}

func TestResultsComeBack(t *testing.T) {
	for _, r := range bothWays(t, "en", bridge) {
		got := r.show([]int{2, 0})
		if got[0].Title != bridge[2].title || got[0].Path != "2.html" || got[1].Title != bridge[0].title {
			t.Errorf("results are %+v", got)
		}
	}
}

// The form of a word is that of the site's language.
func TestStemsByLanguage(t *testing.T) {
	for _, c := range []struct{ language, one, other string }{
		{"en", "connections", "connected"}, {"en-GB", "skies", "sky"}, {"de", "Häuser", "Haus"}, {"fr", "continuité", "continuer"},
		{"ru", "границы", "границе"}, {"es", "torneado", "tornear"}, {"nb", "havnene", "havn"}, {"tr", "kitaplar", "kitap"},
	} {
		if stem := stemmer(c.language); stem(c.one) != stem(c.other) {
			t.Errorf("%s: %q has the stem %q, %q has %q", c.language, c.one, stem(c.one), c.other, stem(c.other))
		}
	}
	if stem := stemmer("ky"); stem("Көпүрөлөр") != "көпүрөлөр" {
		t.Errorf("a language without a stemmer has the stem %q", stem("Көпүрөлөр"))
	}
}

func TestWordsOfAText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The bridge, closed.", "the bridge closed"},
		{"J-20s of the U.S. Army", "j 20s j20s of the u s us army"},
		{"children’s don't", "children s childrens don t dont"},
		{"3.14 1,000", "3 14 314 1 000 1000"},
		{"a - b", "a b"},
		{"-a-", "a"},
		{"www.example.org/some-longer-path-of-words", "www example org wwwexampleorg some longer path of words"},
		{"中亞的橋ABC", "中 亞 的 橋 abc"},
		{"ไทย", "ไ ท ย"},
		{"ÉTÉ été", "ete ete"},
		{"½ Ⅳ ²", "12 iv 2"},
		{"naïve\u00adly", "naive ly"},
		{"\xff\xfeab\xff", "ab"},
		{"", ""},
	} {
		var got []string
		split(c.text, func(w string) { got = append(got, fold(w)) })
		if joined := strings.Join(got, " "); joined != c.want {
			t.Errorf("%q has the words %q, not %q", c.text, joined, c.want)
		}
	}
}

func TestInitials(t *testing.T) {
	for title, want := range map[string]string{
		"“A claim”": "A", "Émile": "E", "9 May": "0", "½ cup": "0", "…": "", "": "", "жаз": "Ж", "橋": "橋", "\xff": "",
	} {
		if got := Initial(title); got != want {
			t.Errorf("%q is under %q, not %q", title, got, want)
		}
	}
}

// vocabulary is words with endings, and names, as texts have them.
func vocabulary(r *rand.Rand, n int) []string {
	var all []string
	for range n {
		var w strings.Builder
		for range 1 + r.IntN(4) {
			w.WriteByte("bcdfghklmnprstvz"[r.IntN(16)])
			w.WriteString([]string{"a", "e", "i", "o", "u", "ai", "ou", "ä", "ы"}[r.IntN(9)])
		}
		w.WriteString([]string{"", "n", "s", "ing", "ed", "tion", "ations", "er"}[r.IntN(8)])
		all = append(all, w.String())
	}
	return all
}

// random makes subjects of random words, the frequent ones first in the list.
func random(r *rand.Rand, n int, words []string) []subject {
	some := func(k int) string {
		var all []string
		for range k {
			all = append(all, words[int(float64(len(words))*r.Float64()*r.Float64()*r.Float64())])
		}
		return strings.Join(all, []string{" ", " ", "-", ", "}[r.IntN(4)])
	}
	var all []subject
	for i := range n {
		all = append(all, subject{some(1 + r.IntN(8)), []string{some(r.IntN(30)), some(3)}, []string{fmt.Sprint("tag", i%3)}})
	}
	return all
}

func TestEveryWordFindsWhatHasIt(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	subjects := random(r, 120, vocabulary(r, 600))
	for _, reader := range bothWays(t, "en", subjects) {
		for i, s := range subjects {
			split(strings.Join(append(s.texts, s.title), "\n"), func(w string) {
				if !slices.Contains(reader.find(w), i) {
					t.Fatalf("%q does not find %d", w, i)
				}
				if !slices.Contains(reader.find(w, fmt.Sprint("tag", i%3)), i) || slices.Contains(reader.find(w, fmt.Sprint("tag", (i+1)%3)), i) {
					t.Fatalf("%q finds %d with the wrong tag", w, i)
				}
			})
		}
	}
}

func TestBeginningsFindWords(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	subjects := random(r, 80, vocabulary(r, 300))
	whole := bothWays(t, "en", subjects)[0] // a divided index tries the most frequent only
	for i, s := range subjects {
		split(s.title, func(w string) {
			if form := fold(w); len(units(form)) > 2 && !slices.Contains(whole.find(cut(form, 0, len(units(form))-1)), i) {
				t.Fatalf("what %q begins with does not find %d", w, i)
			}
		})
	}
}

func TestOneWrongLetterInALongWordFindsIt(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	subjects := random(r, 60, vocabulary(r, 400))
	tried := 0
	for _, reader := range bothWays(t, "en", subjects) {
		reader.root.Most = 1000 // of several words that it may be misspelt for, all are wanted here
		for i, s := range subjects {
			split(s.title, func(w string) {
				wrong := misspell(r, units(fold(w)))
				if len(units(fold(w))) < 6 || len(reader.meantWithoutTypos(wrong)) > 0 {
					return // it means another word
				}
				tried++
				if !slices.Contains(reader.find(wrong), i) {
					t.Fatalf("%q for %q does not find %d", wrong, w, i)
				}
			})
		}
	}
	if tried < 100 {
		t.Errorf("only %d words were tried", tried)
	}
}

// meantWithoutTypos are the terms of a word that is taken as it is.
func (r *reader) meantWithoutTypos(text string) []int {
	var terms []int
	for _, f := range r.between(cut(text, 0, max(3, len(units(text))-4)), text+afterAll) {
		if strings.HasPrefix(f.text, text) || f.isStem && strings.HasPrefix(text, f.text) {
			terms = append(terms, f.term)
		}
	}
	return terms
}

// misspell makes one mistake anywhere.
func misspell(r *rand.Rand, word []uint16) string {
	at := r.IntN(len(word))
	other := uint16("abcdefghijklmnopqrstuvwxyz"[r.IntN(26)])
	switch r.IntN(4) {
	case 0:
		word = slices.Insert(word, at, other)
	case 1:
		word = slices.Delete(word, at, at+1)
	case 2:
		word[at] = other
	case 3:
		if at+1 < len(word) {
			word[at], word[at+1] = word[at+1], word[at]
		}
	}
	return stringOf(word)
}

func TestTheSameCorpusGivesTheSameBytes(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	subjects := random(r, 3000, vocabulary(r, 3000))
	files := func() map[string]string {
		all := map[string]string{}
		for _, f := range New(corpusOf("en", []int{1000, 0, 2000}, subjects)).Files() {
			var b bytes.Buffer
			f.Write(&b)
			all[f.Name] = b.String()
		}
		return all
	}
	first, second := files(), files()
	if len(first) < 50 {
		t.Errorf("the index has only %d files", len(first))
	}
	for name, text := range first {
		if second[name] != text {
			t.Errorf("%s differs", name)
		}
	}
}

func TestTheVersionChangesWithWhatIsShown(t *testing.T) {
	c := corpusOf("en", []int{3}, bridge)
	before := New(c).Version()
	c.Result = func(i int) Result { return Result{Path: "moved.html", Title: bridge[i].title} }
	if after := New(c).Version(); after == before {
		t.Error("a moved page leaves the version as it was")
	}
}

func TestAnEmptySiteHasAnIndex(t *testing.T) {
	if found := read(t, New(corpusOf("en", []int{0, 0}, nil))).find("anything"); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

func FuzzNumbersComeBack(f *testing.F) {
	for _, n := range []int{0, 1, 63, 64, 65, 64 + 27, 64 * 28, 64*28 - 1, 1 << 20, 1 << 40} {
		f.Add(n, n/3)
	}
	f.Fuzz(func(t *testing.T, a, b int) {
		a, b = max(0, a)&(1<<45-1), max(0, b)&(1<<45-1)
		text := string(appendNumber(appendNumber(nil, a), b))
		if all, ok := numbers(text); !ok || !slices.Equal(all, []int{a, b}) {
			t.Errorf("%d and %d come back from %q as %v", a, b, text, all)
		}
	})
}

func FuzzReadingNumbersDoesNotPanic(f *testing.F) {
	f.Add("#~~~~~~~~~~~~~~~~~~~~~~~~~\\")
	f.Fuzz(func(t *testing.T, text string) {
		for _, part := range lists(text) {
			if all, ok := numbers(part); ok && slices.ContainsFunc(all, func(n int) bool { return n < 0 }) {
				t.Errorf("%q holds a number below zero", part)
			}
		}
	})
}

// What is put in can be found, whatever the characters.
func FuzzWordsFindTheirText(f *testing.F) {
	f.Add("The bridge at Selim", "“J-20” 中亞 ÉTÉ")
	f.Add("\xff ﬁ ℌ 𝔄𝔅 \ud7ff", "a'b'c d-e-f \U00020000")
	f.Add("Ꭰ ꭰ İ ı ς", "İstanbul ΟΔΟΣ")
	f.Fuzz(func(t *testing.T, title, text string) {
		if len(title)+len(text) > 400 {
			return
		}
		subjects := []subject{{title: "nothing of it"}, {title: title, texts: []string{text}}}
		for _, r := range bothWays(t, "en", subjects) {
			split(title+" "+text, func(w string) {
				if fold(w) != "" && !slices.Contains(r.find(w), 1) {
					t.Errorf("%q does not find %q", w, title+" "+text)
				}
			})
		}
	})
}
