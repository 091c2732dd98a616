package anchor

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

const article = "The “first” loan – of 2024 – finances two of the three tunnels. The loan isn’t secret.\n\nNaïve readers don’t see soft\u00adhyphens or no\u00a0break spaces. The tunnels, the tunnels …"

func TestFindSeesWhatAReaderSees(t *testing.T) {
	for _, test := range []struct{ name, quote, want string }{
		{"plain words", "two of the three tunnels", "two of the three tunnels"},
		{"straight quotation marks", `"first" loan`, "“first” loan"},
		{"another dash", "loan - of 2024", "loan – of 2024"},
		{"doubled hyphen", "loan -- of", "loan – of"},
		{"straight apostrophe", "isn't secret", "isn’t secret"},
		{"over blocks", "secret. Naive readers", ""},
		{"decomposed letter", "secret. Nai\u0308ve", "secret.\n\nNaïve"},
		{"soft hyphen", "softhyphens", "soft\u00adhyphens"},
		{"no-break space", "no break", "no\u00a0break"},
		{"context", "The [[loan]] isn't", "loan"},
		{"gap", "finances … tunnels", "finances two of the three tunnels"},
		{"gap with points", "finances ... tunnels", "finances two of the three tunnels"},
		{"gap over a literal ellipsis", "the tunnels …", "the tunnels …"},
		{"case is kept", "the loan isn't", ""},
		{"whole word before part of a word", "loan", ""},
		{"gap in context", "of 2024 – [[finances … three]] tunnels", "finances two of the three"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := New(article, nil)
			p, problem := ParsePattern(test.quote)
			if problem != "" {
				t.Fatal(problem)
			}
			var got string
			if r := text.Find(p); len(r.Found) == 1 {
				got = article[r.Found[0].Start:r.Found[0].Stop]
			}
			if got != test.want {
				t.Errorf("Find(%q) = %q, want %q", test.quote, got, test.want)
			}
		})
	}
}

func TestGapsEndWithinTheirSection(t *testing.T) {
	text := "one two three\n\nfour five"
	p, _ := ParsePattern("one … five")
	if r := New(text, nil).Find(p); len(r.Found) != 1 {
		t.Errorf("without sections: %v", r.Found)
	}
	if r := New(text, []int{15}).Find(p); len(r.Found) != 0 {
		t.Errorf("over the end of a section: %v", r.Found)
	}
	long := "one " + strings.Repeat("x", LongestGap) + " five"
	if r := New(long, nil).Find(p); len(r.Found) != 0 {
		t.Error("a gap longer than the greatest length is found")
	}
}

func TestParsePatternSaysWhatIsWrong(t *testing.T) {
	for _, quote := range []string{"", " … ", "a [[b", "a ]]b[[ c", "[[a]] [[b]]", "a [[ ]] b"} {
		if _, problem := ParsePattern(quote); problem == "" {
			t.Errorf("ParsePattern(%q) has no problem", quote)
		}
	}
}

func TestFindOffersTheNearestWords(t *testing.T) {
	text := New("The cables were laid in 1989 by a Swedish ship. The ship was not insured.", nil)
	for _, test := range []struct {
		quote, words string
		risk         []string
	}{
		{"the cabels were laid in 1989", "The cables were laid in 1989", nil},
		{"cables were laid in 1998", "cables were laid in 1989", []string{"number"}},
		{"The ship was insured", "The ship was not insured", []string{"negation"}},
		{"by a Danish ship", "by a Swedish ship", []string{"name"}},
	} {
		p, _ := ParsePattern(test.quote)
		r := text.Find(p)
		if len(r.Near) == 0 {
			t.Errorf("%q: no candidate", test.quote)
			continue
		}
		if r.Near[0].Words != test.words || !cmp.Equal(r.Near[0].Risk, test.risk) {
			t.Errorf("%q: nearest %q with risk %q, want %q with %q", test.quote, r.Near[0].Words, r.Near[0].Risk, test.words, test.risk)
		}
	}
	p, _ := ParsePattern("nothing like it at all, truly")
	if r := text.Find(p); len(r.Near) != 0 {
		t.Errorf("candidates for words that are not there: %+v", r.Near)
	}
}

func TestHas(t *testing.T) {
	text := New("The “road” loans\n\nof 2 tunnels. It rained.", nil)
	for words, want := range map[string]bool{
		`the road`: false, `The "road" loans of 2 tunnels`: true, "The … tunnels": true, "tunnels … The": false, "3 tunnels": false, "loans … rained.": true,
	} {
		if got := text.Has(words); got != want {
			t.Errorf("Has(%q) = %v", words, got)
		}
	}
}

func TestQuoteWidensUntilItIsUnique(t *testing.T) {
	text := "The loan is long. The loan is secret."
	second := strings.LastIndex(text, "The loan")
	got := New(text, nil).Quote(Range{second, second + 8})
	if got != "long. [[The loan]]" {
		t.Errorf("Quote = %q", got)
	}
}

func FuzzQuoteFindsItsRangeAgain(f *testing.F) {
	f.Add(article, 4, 30)
	f.Add("a a a b a a a", 4, 5)
	f.Add("x … y … x [[z]]", 0, 9)
	f.Fuzz(func(t *testing.T, text string, a, b int) {
		if !utf8.ValidString(text) || len(text) > 2000 {
			return
		}
		prepared := New(text, nil)
		for i := 1; i < len(prepared.at); i++ {
			if prepared.at[i] < prepared.at[i-1] || int(prepared.at[i]) > len(text) {
				t.Fatalf("the map of offsets falls at %d", i)
			}
		}
		n := len(prepared.folded) + 1
		a, b = ((a%n)+n)%n, ((b%n)+n)%n
		if a > b {
			a, b = b, a
		}
		a, b = prepared.snapBack(onRune(prepared.folded, a)), prepared.snapForward(onRune(prepared.folded, b))
		r := prepared.original(a, b)
		quote := prepared.Quote(r)
		p, problem := ParsePattern(quote)
		isMark := strings.Contains(text, "[[") || strings.Contains(text, "]]") || strings.HasPrefix(p.Exact, "[") || strings.HasSuffix(p.Exact, "]")
		if problem != "" || p.Gap || isMark {
			return // the marks of the spelling cannot themselves be spelled, nor brackets beside them
		}
		found := prepared.Find(p)
		if len(found.Found) != 1 || found.Found[0] != prepared.trimmed(r) {
			t.Fatalf("Quote(%v) = %q finds %v in %q", r, quote, found.Found, text)
		}
	})
}

func onRune(s string, i int) int {
	for i > 0 && i < len(s) && !utf8.RuneStart(s[i]) {
		i--
	}
	return i
}

func TestCompareKeepsThreeOutcomesApart(t *testing.T) {
	for _, test := range []struct {
		name, quoted, published string
		want                    []Op
	}{
		{"same words", "the loan is long", "Indeed the loan is long, he said.", nil},
		{"other quotation marks", "a ‘sphere of influence’ in Asia", "in a “sphere of influence” in Asia now", nil},
		{"quotation marks around", "a loan", "“a loan” (2024)", nil},
		{"parts in order", "the loan … is […] long", "the loan of 2024 is very long", nil},
		{"a comma", "parties involved, in all", "parties involved in all", []Op{{Equal, "parties involved"}, {Quoted, ","}, {Equal, "in all"}}},
		{"a word", "the next step", "a next step", []Op{{Quoted, "the"}, {Equal, "next step"}}},
		{"words left out", "it is quite long", "it is, frankly, quite long", []Op{{Equal, "it is"}, {Published, ", frankly,"}, {Equal, "quite long"}}},
		{"case", "The loan", "the loan", []Op{{Quoted, "The"}, {Equal, "loan"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := Compare(test.quoted, test.published)
			if diff := cmp.Diff(test.want, got.Ops); diff != "" {
				t.Error(diff)
			}
			if (got.Outcome == Verbatim) != (test.want == nil) {
				t.Errorf("outcome %v", got.Outcome)
			}
		})
	}
}

func FuzzCompareAccountsForEveryWord(f *testing.F) {
	f.Add("needs political stability. Everybody needs to", "is in need of political stability and everyone should")
	f.Add("a, b … c", "a b c (d)")
	f.Add("'", `"`)
	f.Fuzz(func(t *testing.T, quoted, published string) {
		if len(quoted) > 500 || len(published) > 500 {
			return
		}
		d := Compare(quoted, published)
		if d.Outcome == Verbatim || !utf8.ValidString(quoted) || !utf8.ValidString(published) {
			return
		}
		var left, right []string
		for _, op := range d.Ops {
			if op.Kind != Published {
				left = append(left, folds(op.Words)...)
			}
			if op.Kind != Quoted {
				right = append(right, folds(op.Words)...)
			}
		}
		if want := folds(quoted); !slices.Equal(left, want) {
			t.Fatalf("quoted side %q, want %q", left, want)
		}
		if all := folds(published); len(right) > 0 && !holds(all, right) {
			t.Fatalf("published side %q is no part of %q", right, all)
		}
	})
}

// folds are the characters of the tokens of a text: how they are grouped depends
// on the words beside them.
func folds(s string) []string {
	var all []string
	for _, t := range tokens(s) {
		all = append(all, strings.Split(t.folded, "")...)
	}
	return all
}

func holds(all, part []string) bool {
	for i := range len(all) - len(part) + 1 {
		if slices.Equal(all[i:i+len(part)], part) {
			return true
		}
	}
	return false
}

func TestNamesFindWholeWordsLongestFirst(t *testing.T) {
	names := NewNames([]Name{
		{"Tajikistan", 1}, {"Tajik", 1}, {"Moscow", 2}, {"Guinea", 3}, {"Papua New Guinea", 4}, {"Congo", 5}, {"Congo", 6},
		{"Moscow Times", -1}, {"Côte d'Ivoire", 7}, {"U.S.", 8}, {"US", 8},
	})
	text := "Tajikistan’s army; the Tajik–Afghan border. Moscow's man at the Moscow Times, Muscovite Moscows. Papua New Guinea, Guinea, Congo, Côte d’Ivoire, the U.S. and US, but not USA or bus. moscow"
	var got []string
	for _, m := range names.In(New(text, nil), []Range{{0, 5}}, []string{"US"}) {
		got = append(got, text[m.Start:m.Stop])
		if text[m.Start:m.Stop] == "Congo" && !slices.Equal(m.IDs, []int{5, 6}) {
			t.Errorf("Congo means %v", m.IDs)
		}
	}
	want := []string{"Tajik", "Moscow", "Papua New Guinea", "Guinea", "Congo", "Côte d’Ivoire", "U.S."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzNamesAreInOrderAndApart(f *testing.F) {
	f.Add(article, "loan", "The loan")
	f.Fuzz(func(t *testing.T, text, a, b string) {
		last := 0
		for _, m := range NewNames([]Name{{a, 1}, {b, 2}, {"x", -1}}).Find(text, nil) {
			if m.Start < last || m.Stop <= m.Start || m.Stop > len(text) {
				t.Fatalf("mention %v after %d in %q", m, last, text)
			}
			last = m.Stop
		}
	})
}

func TestSentencesEndWhereAReaderPauses(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string
	}{
		{"One. Two! Three? Four…", []string{"One.", "Two!", "Three?", "Four…"}},
		{"He said “no.” She left.", []string{"He said “no.”", "She left."}},
		{"Dr. No met J. Smith at 3.5 p. 4 of No. 7. Then", []string{"Dr. No met J. Smith at 3.5 p. 4 of No. 7.", "Then"}},
		{"The U.S. Army left. e.g. this", []string{"The U.S. Army left. e.g. this"}},
		{"A title\n\nA text", []string{"A title", "A text"}},
		{"Well... Then he left.\" And", []string{"Well...", "Then he left.\"", "And"}},
		{"about 1.2 km. 30 of them", []string{"about 1.2 km.", "30 of them"}},
		{"A title\r\n \r\nA text", []string{"A title", "A text"}},
		{"كتبنا إليه. لم يرد؟ نعم. قال د. سليم", []string{"كتبنا إليه.", "لم يرد؟", "نعم.", "قال د. سليم"}},
		{"他来了。“谁？”没有人。", []string{"他来了。", "“谁？”", "没有人。"}},
		{"", nil},
	} {
		var got []string
		for _, r := range Sentences(test.text) {
			got = append(got, test.text[r.Start:r.Stop])
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%q: %s", test.text, diff)
		}
	}
}

func FuzzSentencesHoldEveryCharacterOnce(f *testing.F) {
	f.Add("He said “no...” She left. J. Smith?! 3 of them")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, r := range Sentences(text) {
			if strings.TrimSpace(text[last:r.Start]) != "" || r.Stop <= r.Start {
				t.Fatalf("%v after %d in %q", r, last, text)
			}
			last = r.Stop
		}
		if strings.TrimSpace(text[last:]) != "" {
			t.Fatalf("%q is in no sentence of %q", text[last:], text)
		}
	})
}

func TestSuggestBoundsTheDistance(t *testing.T) {
	known := []string{"supported", "supports", "source", "iea-2024"}
	for word, want := range map[string]string{"suported": "supported", "suports": "supports", "iea-2023": "iea-2024", "soruce": "source", "quote": "", "x": ""} {
		if got, _ := Suggest(word, known); got != want {
			t.Errorf("Suggest(%q) = %q, want %q", word, got, want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat(article+"\n\n", 40) + "the words that are wanted"
	p, _ := ParsePattern("words that are wanted")
	for b.Loop() {
		New(text, nil).Find(p)
	}
}

func BenchmarkFindNear(b *testing.B) {
	text := New(strings.Repeat(article+"\n\n", 40)+"the words that are wanted", nil)
	p, _ := ParsePattern("words taht were wanted here")
	for b.Loop() {
		text.Find(p)
	}
}
