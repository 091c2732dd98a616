package reanchor

import (
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"briefing/generator/anchor"
)

const article = `Arvenia and Belmark held a four-day border drill at the Selim Pass in March 2026. It was the third such drill in five years, but the first with live ammunition.

The road over the pass was widened with loans from Belmark, which finance two of the three tunnels. Officials in Arvenia say that the loans carry commercial terms only. An annex to the contract provides for a joint guard at the northern portal.

Traders in the valley speak of longer queues since the guards arrived. “A road loan is a road loan until the guards arrive,” the economist Lida Orbeli said in a lecture. She had advised the road agency in 2021.

The ministry publishes the debt once a quarter. Its bulletin names the lender, the tunnel and the year in which each loan falls due.

Neither government answered our questions. We asked both twice, in writing, and waited three weeks.`

// mark splits a text at [[ and ]] and returns it without them, and the range between
// them; the range is empty if there are none.
func mark(t *testing.T, s string) (string, anchor.Range) {
	t.Helper()
	before, rest, ok := strings.Cut(s, "[[")
	if !ok {
		return s, anchor.Range{}
	}
	words, after, ok := strings.Cut(rest, "]]")
	if !ok {
		t.Fatalf("no ]] in %q", s)
	}
	return before + words + after, anchor.Range{Start: len(before), Stop: len(before) + len(words)}
}

// passage returns the passage at a range with 32 bytes around it.
func passage(text string, r anchor.Range) Passage {
	return Passage{Exact: text[r.Start:r.Stop], Prefix: text[max(0, r.Start-32):r.Start], Suffix: text[r.Stop:min(len(text), r.Stop+32)]}
}

// edits are the words of the article that a passage is about, and pairs of words to
// replace. The wanted place is between [[ and ]] in the last pair that has them; the
// passage is gone if none has.
var edits = []struct {
	name    string
	exact   string
	replace []string
	want    Outcome
}{
	{"elsewhere", "the loans carry commercial terms only",
		[]string{"three weeks.", "four weeks.", "the loans carry commercial terms only", "[[the loans carry commercial terms only]]"}, Unchanged},
	{"a word replaced inside", "the loans carry commercial terms only",
		[]string{"the loans carry commercial terms only", "[[the loans have commercial terms only]]"}, Edited},
	{"words put in inside", "the loans carry commercial terms only",
		[]string{"the loans carry commercial terms only", "[[the loans carry, as is usual between the two, commercial terms only]]"}, Edited},
	{"words taken out inside", "The road over the pass was widened with loans from Belmark",
		[]string{"The road over the pass was widened", "[[The road was widened", "loans from Belmark, which", "loans from Belmark]], which"}, Edited},
	{"the first word replaced", "Officials in Arvenia say that the loans carry commercial terms only.",
		[]string{"Officials in Arvenia say", "[[Diplomats in Arvenia say", "terms only.", "terms only.]]"}, Edited},
	{"the last words replaced", "It was the third such drill in five years",
		[]string{"It was the third such drill in five years,", "[[It was the third such drill in half a decade]],"}, Edited},
	{"a word put before the first", "loans carry commercial terms",
		[]string{"the loans carry commercial terms only", "the new [[loans carry commercial terms]] only"}, Unchanged},
	{"a sentence put before", "Traders in the valley speak of longer queues",
		[]string{"Traders in the valley speak of longer queues", "Traders in the towns are calm. [[Traders in the valley speak of longer queues]]"}, Unchanged},
	{"an inflection at the edge", "the loans carry commercial terms only",
		[]string{"say that the loans carry commercial terms only", "say that [[the loan carried commercial terms only]]"}, Edited},
	{"a number changed", "a four-day border drill at the Selim Pass in March 2026",
		[]string{"a four-day border drill at the Selim Pass in March 2026", "[[a five-day border drill at the Selim Pass in March 2025]]"}, Edited},
	{"marks changed", "“A road loan is a road loan until the guards arrive,”",
		[]string{"“A road loan is a road loan until the guards arrive,”", "[[\"A road loan is a road loan until the guards arrive,\"]]"}, Unchanged},
	{"a sentence split", "It was the third such drill in five years, but the first with live ammunition.",
		[]string{"It was the third such drill in five years, but the first with live ammunition.", "[[It was the third such drill in five years. It was the first with live ammunition.]]"}, Edited},
	{"two sentences joined", "Neither government answered our questions. We asked both twice",
		[]string{"Neither government answered our questions. We asked both twice", "[[Neither government answered our questions, although we asked both twice]]"}, Edited},
	{"lines broken", "the loans carry commercial terms only",
		[]string{"the loans carry commercial terms only", "[[the loans\ncarry commercial  terms only]]"}, Unchanged},
	{"its words repeated elsewhere", "finance two of the three tunnels",
		[]string{"three weeks.", "three weeks. They also finance two of the three tunnels of the old line.", "finance two of the three tunnels. Off", "[[finance two of the three tunnels]]. Off"}, Unchanged},
	{"deleted", "An annex to the contract provides for a joint guard at the northern portal.",
		[]string{" An annex to the contract provides for a joint guard at the northern portal.", ""}, Gone},
	{"replaced by another sentence", "She had advised the road agency in 2021.",
		[]string{"She had advised the road agency in 2021.", "Her students keep a list of such sayings."}, Gone},
}

// apply replaces words of the article and returns the new text and the wanted place.
func apply(t *testing.T, replace []string) (string, anchor.Range) {
	t.Helper()
	text := article
	for i := 0; i < len(replace); i += 2 {
		if strings.Count(text, replace[i]) != 1 {
			t.Fatalf("%q is not once in the article", replace[i])
		}
		text = strings.Replace(text, replace[i], replace[i+1], 1)
	}
	return mark(t, text)
}

func TestFindFollowsEdits(t *testing.T) {
	for _, test := range edits {
		for _, withOld := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s/old=%v", test.name, withOld), func(t *testing.T) {
				start := strings.Index(article, test.exact)
				p := passage(article, anchor.Range{Start: start, Stop: start + len(test.exact)})
				text, want := apply(t, test.replace)
				old := ""
				if withOld {
					old = article
				}
				got := New(old, text).Find(p)
				if got.Outcome != test.want || got.Range != want {
					t.Errorf("%v %q, want %v %q (%.2f, %+v)", got.Outcome, text[got.Start:got.Stop], test.want, text[want.Start:want.Stop], got.Confidence, got.Features)
				}
			})
		}
	}
}

func TestFindFollowsAParagraphThatMoved(t *testing.T) {
	paragraphs := strings.Split(article, "\n\n")
	paragraphs[1], paragraphs[2], paragraphs[3] = paragraphs[2], paragraphs[3], paragraphs[1]
	text := strings.Join(paragraphs, "\n\n")
	for exact, want := range map[string]Outcome{
		"An annex to the contract provides for a joint guard": Moved,
		"Its bulletin names the lender":                       Unchanged,
		"Traders in the valley":                               Unchanged,
	} {
		start := strings.Index(article, exact)
		got := New(article, text).Find(passage(article, anchor.Range{Start: start, Stop: start + len(exact)}))
		if text[got.Start:got.Stop] != exact || got.Outcome != want {
			t.Errorf("%q: %v %q", exact, got.Outcome, text[got.Start:got.Stop])
		}
	}
}

func TestFindRefusesWhatCouldBeTwoPlaces(t *testing.T) {
	text := "The bridge was closed in May. The bridge was closed in May."
	for _, old := range []string{"", text} {
		if got := New(old, text).Find(Passage{Exact: "The bridge was closed in May."}); got.Outcome != Gone {
			t.Errorf("%v %v", got.Outcome, got.Range)
		}
	}
	got := New("", text).Find(Passage{Exact: "The bridge was closed in May.", Prefix: "was closed in May. "})
	if got.Outcome != Unchanged || got.Start != 30 {
		t.Errorf("with a prefix: %v %v", got.Outcome, got.Range)
	}
}

func TestFindRefusesASimilarSentenceElsewhere(t *testing.T) {
	sentence := "The ministry raised the toll for lorries in the spring of that year."
	old := strings.Replace(article, "Neither government", sentence+" Neither government", 1)
	text := strings.Replace(article, "Traders in", "The ministry lowered the toll for lorries in the autumn of that year. Traders in", 1)
	p := passage(old, anchor.Range{Start: strings.Index(old, sentence), Stop: strings.Index(old, sentence) + len(sentence)})
	old = strings.Replace(old, "Traders in", "The ministry lowered the toll for lorries in the autumn of that year. Traders in", 1)
	if got := New(old, text).Find(p); got.Outcome != Gone {
		t.Errorf("%v %q (%.2f, %+v)", got.Outcome, text[got.Start:got.Stop], got.Confidence, got.Features)
	}
}

// A sentence that was deleted is not a sentence much like it elsewhere, if what stood
// around it stands together now.
func TestFindRefusesATwinOfWhatWasDeleted(t *testing.T) {
	sentence := "The ministry publishes the debt once a quarter."
	twin := "The ministry publishes the budget once a year."
	old := strings.Replace(article, "Neither government", twin+" Neither government", 1)
	text := strings.Replace(old, sentence+" ", "", 1)
	start := strings.Index(old, sentence)
	p := passage(old, anchor.Range{Start: start, Stop: start + len(sentence)})
	for _, known := range []string{"", old} {
		if got := New(known, text).Find(p); got.Outcome != Gone {
			t.Errorf("%v %q (%.2f, %+v)", got.Outcome, text[got.Start:got.Stop], got.Confidence, got.Features)
		}
	}
	moved := text + " " + sentence
	if got := New("", moved).Find(p); moved[got.Start:got.Stop] != sentence {
		t.Errorf("moved: %v %q", got.Outcome, moved[got.Start:got.Stop])
	}
}

func TestFindTakesAWholeSentenceWhoseClausesChangedPlaces(t *testing.T) {
	was := "The road over the pass was widened with loans from Belmark, which finance two of the three tunnels."
	is := "Two of the three tunnels are financed by loans from Belmark, with which the road over the pass was widened."
	text := strings.Replace(article, was, is, 1)
	start := strings.Index(article, was)
	for _, old := range []string{"", article} {
		got := New(old, text).Find(passage(article, anchor.Range{Start: start, Stop: start + len(was)}))
		if text[got.Start:got.Stop] != is {
			t.Errorf("%v %q (%+v)", got.Outcome, text[got.Start:got.Stop], got.Features)
		}
	}
}

// Other programs write the same passage in other characters.
func TestFindReadsPassagesOfOtherPrograms(t *testing.T) {
	const exact = "“A road loan is a road loan until the guards arrive,” the economist Lida Orbeli said"
	text := strings.Replace(article, "the economist Lida Orbeli", "the economist L\u00fcda Orbeli", 1)
	start := strings.Index(article, exact)
	p := passage(article, anchor.Range{Start: start, Stop: start + len(exact)})
	want := strings.Replace(exact, "Lida", "L\u00fcda", 1)
	forms := map[string]func(string) string{
		"stripped":         strings.TrimSpace,
		"decomposed":       func(s string) string { return strings.ReplaceAll(s, "Lida", "Lu\u0308da") },
		"other spaces":     func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0\r\n") },
		"entities":         html.EscapeString,
		"named entities":   strings.NewReplacer("“", "&ldquo;", "”", "&rdquo;", " a ", "&nbsp;a ").Replace,
		"straight quotes":  strings.NewReplacer("“", `"`, "”", `"`).Replace,
		"nothing around":   func(s string) string { return strings.Repeat(s, min(1, len(s)/40)) },
		"not in old texts": func(s string) string { return strings.Replace(s, "is a road", "was a road", 1) },
	}
	for name, form := range forms {
		for _, old := range []string{"", article, strings.ReplaceAll(article, "\n", "\r\n")} {
			got := New(old, text).Find(Passage{form(p.Exact), form(p.Prefix), form(p.Suffix)})
			if text[got.Start:got.Stop] != want {
				t.Errorf("%s: %v %q (%.2f, %+v)", name, got.Outcome, text[got.Start:got.Stop], got.Confidence, got.Features)
			}
		}
	}
}

func TestFindSaysGoneInAnUnrelatedText(t *testing.T) {
	text := "Bees keep the temperature of the hive at thirty-five degrees.\n\nIn winter they form a ball, and those inside change places with those outside."
	for _, old := range []string{"", article} {
		for _, r := range anchor.Sentences(article) {
			if got := New(old, text).Find(passage(article, r)); got.Outcome != Gone || got.Range != (anchor.Range{}) {
				t.Errorf("%q: %v %q", article[r.Start:r.Stop], got.Outcome, text[got.Start:got.Stop])
			}
		}
	}
}

func TestFindIsSureOfUnchangedText(t *testing.T) {
	for _, old := range []string{"", article} {
		f := New(old, article)
		for _, r := range anchor.Sentences(article) {
			got := f.Find(passage(article, r))
			if got.Outcome != Unchanged || got.Range != r || got.Confidence < 0.9 {
				t.Errorf("%v: %v %v, confidence %.2f", r, got.Outcome, got.Range, got.Confidence)
			}
		}
	}
}

func TestFindOfNothingIsGone(t *testing.T) {
	for _, p := range []Passage{{}, {Exact: "…"}, {Prefix: "the loans", Suffix: "terms"}} {
		for _, texts := range [][2]string{{"", article}, {article, ""}, {article, article}, {"", ""}} {
			if got := New(texts[0], texts[1]).Find(p); got.Outcome != Gone {
				t.Errorf("%q: %v %v", p, got.Outcome, got.Range)
			}
		}
	}
}

func FuzzFindStaysInTheText(f *testing.F) {
	for _, e := range edits {
		f.Add(article, strings.NewReplacer(append([]string{}, e.replace...)...).Replace(article), strings.Index(article, e.exact), len(e.exact))
	}
	f.Add("a b a b a b c", "b a b a c", 2, 3)
	f.Add("中亚的道路 _x_ no\u00adte", "道路 _x_ no\u00adte 中亚", 3, 9)
	f.Fuzz(func(t *testing.T, old, text string, start, length int) {
		if len(old) > 3000 || len(text) > 3000 {
			return
		}
		start = ((start % (len(old) + 1)) + len(old) + 1) % (len(old) + 1)
		p := passage(old, anchor.Range{Start: start, Stop: min(len(old), start+max(0, length%200))})
		for _, known := range []string{old, ""} {
			got := New(known, text).Find(p)
			checkResult(t, text, got)
			if again := New(known, text).Find(p); again != got {
				t.Fatalf("not the same twice: %v, %v", got, again)
			}
		}
	})
}

// checkResult checks what is true of every result.
func checkResult(t *testing.T, text string, r Result) {
	t.Helper()
	if r.Confidence < 0 || r.Confidence > 1 || r.Confidence != r.Confidence {
		t.Fatalf("confidence %v", r.Confidence)
	}
	if r.Outcome == Gone {
		if r.Range != (anchor.Range{}) {
			t.Fatalf("gone, at %v", r.Range)
		}
		return
	}
	if r.Outcome < Unchanged || r.Start < 0 || r.Stop > len(text) || r.Start >= r.Stop {
		t.Fatalf("%v %v in %d bytes", r.Outcome, r.Range, len(text))
	}
	for w := range anchor.Words(text) {
		if w.Start < r.Start && r.Start < w.Stop || w.Start < r.Stop && r.Stop < w.Stop {
			t.Fatalf("%v cuts the word %q of %q", r.Range, text[w.Start:w.Stop], text)
		}
	}
}

// FuzzFindAgain checks that a passage that was found is found again with its new
// words, in the same text, at the same place.
func FuzzFindAgain(f *testing.F) {
	for i := range edits {
		f.Add(uint64(i), 10)
	}
	f.Fuzz(func(t *testing.T, seed uint64, changes int) {
		random := rand.New(rand.NewPCG(seed, 1))
		old := strings.Fields(invented(400, seed))
		text := strings.Join(vary(random, old, max(0, changes%40)), " ")
		start := random.IntN(len(old) - 20)
		exact := strings.Join(old[start:start+6+random.IntN(12)], " ")
		whole := strings.Join(old, " ")
		at := strings.Index(whole, exact)
		got := New(whole, text).Find(passage(whole, anchor.Range{Start: at, Stop: at + len(exact)}))
		checkResult(t, text, got)
		if got.Outcome == Gone {
			return
		}
		for _, known := range []string{text, ""} {
			if again := New(known, text).Find(passage(text, got.Range)); again.Range != got.Range || again.Outcome != Unchanged {
				t.Fatalf("%v %v, then %v %v", got.Outcome, got.Range, again.Outcome, again.Range)
			}
		}
	})
}

// vary makes changes of single words.
func vary(random *rand.Rand, words []string, changes int) []string {
	words = append([]string{}, words...)
	for range changes {
		at := random.IntN(len(words))
		switch random.IntN(3) {
		case 0:
			words[at] = fmt.Sprintf("new%d", random.IntN(1000))
		case 1:
			words = append(words[:at], words[at+1:]...)
		case 2:
			words = append(words[:at+1], words[at:]...)
		}
	}
	return words
}

// invented returns a text of a number of words in sentences and paragraphs, with few
// common words and many rare ones, as in prose.
func invented(words int, seed uint64) string {
	random := rand.New(rand.NewPCG(seed, 2))
	zipf := rand.NewZipf(random, 1.1, 4, 4000)
	var b strings.Builder
	for i := range words {
		b.WriteString(name(zipf.Uint64()))
		switch {
		case i%90 == 89:
			b.WriteString(".\n\n")
		case i%17 == 16:
			b.WriteString(". ")
		default:
			b.WriteString(" ")
		}
	}
	return b.String()
}

// name spells a number as a word.
func name(n uint64) string {
	const syllables = "kalomirusetopenadofi"
	s := ""
	for n++; n > 0; n /= 10 {
		s += syllables[2*(n%10) : 2*(n%10)+2]
	}
	return s
}

// BenchmarkFind finds a passage of an article of 5,000 words after one word in 40 was
// changed, and compares that with anchor.Find of words that are in it.
func BenchmarkFind(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 3))
	old := strings.Fields(invented(5000, 1))
	text := strings.Join(vary(random, old, len(old)/40), " ")
	whole := strings.Join(old, " ")
	exact := strings.Join(old[2500:2520], " ")
	at := strings.Index(whole, exact)
	p := passage(whole, anchor.Range{Start: at, Stop: at + len(exact)})
	pattern := anchor.Pattern{Exact: text[len(text)/2 : len(text)/2+len(exact)]}
	began := time.Now()
	const times = 50
	for range times {
		anchor.New(text, nil).Find(pattern)
	}
	find := float64(time.Since(began).Nanoseconds()) / times
	for _, known := range []struct{ name, old string }{{"old", whole}, {"quote", ""}} {
		b.Run(known.name, func(b *testing.B) {
			for b.Loop() {
				New(known.old, text).Find(p)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/find, "ratio-to-anchor.Find")
		})
	}
}
