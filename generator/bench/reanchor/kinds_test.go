package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// Marks of a passage in a text that is being edited; they go where its words go.
const (
	openMark  = "\uE000"
	closeMark = "\uE001"
)

// draft is an article while it is edited: paragraphs of sentences, as it was and as it
// will be, with the marks of a passage in one sentence of both.
type draft struct {
	*rand.Rand
	old, now [][]string
	p, s     int // the sentence of the passage
	isGone   bool
	alien    []string // sentences of other articles in the same language
}

func (d *draft) sentence() *string { return &d.now[d.p][d.s] }

// kinds are ways of editing an article. Each reports whether it could be done there.
// What they leave of the passage's words is enough to tell where it is, if its place
// is known.
var kinds = []struct {
	name string
	edit func(*draft) bool
}{
	{"clauses swapped", clausesSwapped},
	{"sentences swapped", sentencesSwapped},
	{"sentences merged", sentencesMerged},
	{"sentence split", sentenceSplit},
	{"paragraph moved", paragraphMoved},
	{"paragraphs merged", paragraphsMerged},
	{"paragraph split", paragraphSplit},
	{"number changed", numberChanged},
	{"negation added", negationAdded},
	{"words changed", wordsChanged},
	{"words dropped", wordsDropped},
	{"remark inserted", remarkInserted},
	{"typography", typography},
	{"upper case", upperCase},
	{"doubled in length", doubled},
	{"deleted", deleted},
	{"deleted with its paragraph", paragraphDeleted},
	{"deleted beside a twin", twinKept},
	{"edited beside a twin", twinEdited},
	{"twin edited", twinOnlyEdited},
	{"replaced by another sentence", replaced},
	{"thrice, neighbors edited", thriceEdited},
	{"thrice, deleted here", thriceDeleted},
}

// TestKinds edits articles in three scripts in the ways that editors do, and finds
// passages of 3 to 60 words in them; and those of testdata/written.txt. The goals are
// reached.
func TestKinds(t *testing.T) {
	var b bytes.Buffer
	names := ruledKinds(t, &b)
	names = append(names, written(t, &b)...)
	for _, m := range []mode{{}, {noOld: true}} {
		kinds := map[string]group{}
		withOld, alone, err := answers(bytes.NewReader(b.Bytes()), ".", m, func(a answer) error {
			name := names[a.Case-1]
			if kinds[name] == nil {
				kinds[name] = group{}
			}
			kinds[name][a.Verdict]++
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		got := withOld
		if m.noOld {
			got = alone
		}
		var table bytes.Buffer
		if err := got.write(&table, "kinds", !m.noOld); err != nil {
			t.Fatal(err)
		}
		t.Log(&table)
		for _, name := range slices.Sorted(maps.Keys(kinds)) {
			t.Logf("%-30s %v", name, kinds[name])
		}
		for _, g := range got.goals(!m.noOld) {
			if !g.isReached() {
				t.Error(g)
			}
		}
	}
}

// ruledKinds writes cases made by all kinds of all articles, and returns the kind of
// each.
func ruledKinds(t *testing.T, b *bytes.Buffer) []string {
	articles := map[string][]string{
		"commentary-en.txt": {"pass-en.txt"}, "pass-en.txt": {"commentary-en.txt"},
		"pass-ru.txt": {"pass-en.txt"}, "pass-ar.txt": {"pass-ru.txt"},
	}
	encoder := json.NewEncoder(b)
	var names []string
	for _, name := range []string{"commentary-en.txt", "pass-en.txt", "pass-ru.txt", "pass-ar.txt"} {
		var alien []string
		for _, other := range articles[name] {
			for _, p := range paragraphs(t, other) {
				alien = append(alien, p...)
			}
		}
		for k, kind := range kinds {
			for seed := range uint64(8) {
				d := &draft{Rand: rand.New(rand.NewPCG(uint64(k), seed)), alien: alien}
				d.old = paragraphs(t, name)
				d.choose()
				c, ok := d.make(kind.edit)
				if !ok {
					continue
				}
				if err := encoder.Encode(c); err != nil {
					t.Fatal(err)
				}
				names = append(names, kind.name)
			}
		}
	}
	return names
}

// paragraphs reads an article.
func paragraphs(t *testing.T, name string) [][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for _, p := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		all = append(all, strings.SplitAfter(sentenceEnd.ReplaceAllString(p, "$1\x00"), "\x00"))
		last := all[len(all)-1]
		for i := range last {
			last[i] = strings.TrimSuffix(last[i], "\x00")
		}
	}
	return all
}

var sentenceEnd = regexp.MustCompile(`((?:\pL\pL|\d|%)[.?!؟]”?) `)

// choose chooses a passage: a sentence, or a part of one, or a few words.
func (d *draft) choose() {
	for {
		d.p = d.IntN(len(d.old))
		d.s = d.IntN(len(d.old[d.p]))
		words := strings.Fields(d.old[d.p][d.s])
		if len(words) < 6 {
			continue
		}
		from, to := 0, len(words)
		switch d.IntN(3) {
		case 0:
			from = d.IntN(len(words) - 4)
			to = min(len(words), from+4+d.IntN(8))
		case 1:
			if d.IntN(2) == 0 {
				from = d.IntN(len(words) - 4)
				to = from + 3 + d.IntN(2)
			}
		}
		words[from] = openMark + words[from]
		words[to-1] += closeMark
		d.old[d.p][d.s] = strings.Join(words, " ")
		break
	}
	d.now = clone(d.old)
}

func clone(all [][]string) [][]string {
	var copied [][]string
	for _, p := range all {
		copied = append(copied, slices.Clone(p))
	}
	return copied
}

// make edits the article and returns the case; ok is false if the kind cannot be done
// there, or nothing tells the passage from another.
func (d *draft) make(edit func(*draft) bool) (c testCase, ok bool) {
	if !edit(d) {
		return c, false
	}
	if d.IntN(4) == 0 { // somebody else edited, too
		d.elsewhere()
	}
	old, now := text(d.old), text(d.now)
	before, rest, _ := strings.Cut(old, openMark)
	exact, after, _ := strings.Cut(rest, closeMark)
	c = testCase{Old: before + exact + after, Exact: exact, Prefix: tail(before), Suffix: head(after), Want: json.RawMessage("null")}
	start := strings.Index(now, openMark)
	stop := strings.Index(now, closeMark)
	c.New = strings.NewReplacer(openMark, "", closeMark, "").Replace(now)
	if !d.isGone {
		if start < 0 || stop < start {
			return c, false
		}
		begin := utf8.RuneCountInString(now[:start])
		c.Want, _ = json.Marshal(place{begin, begin + utf8.RuneCountInString(now[start+len(openMark):stop])})
	}
	return c, !isTwice(c)
}

// elsewhere swaps two words in each of some other paragraphs.
func (d *draft) elsewhere() {
	for p := range d.now {
		for s := range d.now[p] {
			words := strings.Fields(d.now[p][s])
			if strings.ContainsAny(d.now[p][s], openMark+closeMark) || len(words) < 5 || d.IntN(2) == 0 {
				continue
			}
			words[2] = d.word()
			d.now[p][s] = strings.Join(words, " ")
		}
	}
}

func text(all [][]string) string {
	var joined []string
	for _, p := range all {
		if len(p) > 0 {
			joined = append(joined, strings.Join(p, " "))
		}
	}
	return strings.Join(joined, "\n\n")
}

// word is a word of another article.
func (d *draft) word() string {
	words := strings.Fields(d.alien[d.IntN(len(d.alien))])
	return strings.ToLower(strings.TrimFunc(words[d.IntN(len(words))], unicode.IsPunct))
}

// lower returns a sentence with a small first letter; marks before it are kept.
func lower(s string) string { return mapFirst(s, unicode.ToLower) }
func upper(s string) string { return mapFirst(s, unicode.ToUpper) }

func mapFirst(s string, to func(rune) rune) string {
	i := strings.IndexFunc(s, unicode.IsLetter)
	if i < 0 {
		return s
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	return s[:i] + string(to(r)) + s[i+n:]
}

// isSentence reports whether the passage is its whole sentence.
func (d *draft) isSentence() bool {
	s := *d.sentence()
	return strings.HasPrefix(s, openMark) && strings.HasSuffix(s, closeMark)
}

func clausesSwapped(d *draft) bool {
	s := strings.TrimSuffix(strings.TrimPrefix(*d.sentence(), openMark), closeMark)
	body := strings.TrimRight(s, ".?!؟”")
	sep := ", "
	if strings.Contains(body, "، ") {
		sep = "، "
	}
	a, b, ok := strings.Cut(body, sep)
	if !ok || !d.isSentence() || len(a) < 12 || len(b) < 12 {
		return false
	}
	*d.sentence() = openMark + upper(b) + sep + lower(a) + s[len(body):] + closeMark
	return true
}

func sentencesSwapped(d *draft) bool {
	p := d.now[d.p]
	if len(p) < 2 {
		return false
	}
	other := (d.s + 1) % len(p)
	p[d.s], p[other] = p[other], p[d.s]
	return true
}

func sentencesMerged(d *draft) bool {
	p := d.now[d.p]
	if d.s+1 >= len(p) {
		return false
	}
	first, mark := strings.TrimRight(p[d.s], ".?!؟"+closeMark), ""
	if strings.HasSuffix(p[d.s], closeMark) {
		mark = closeMark
	}
	and := map[bool]string{true: ", and ", false: "; "}[d.isLatin()]
	d.now[d.p] = slices.Replace(slices.Clone(p), d.s, d.s+2, first+mark+and+lower(p[d.s+1]))
	return true
}

func (d *draft) isLatin() bool {
	return strings.ContainsFunc(*d.sentence(), func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

func sentenceSplit(d *draft) bool {
	s := *d.sentence()
	a, b, ok := strings.Cut(s, ", ")
	if !ok {
		a, b, ok = strings.Cut(s, "، ")
	}
	if !ok || utf8.RuneCountInString(a) < 12 || utf8.RuneCountInString(b) < 12 {
		return false
	}
	d.now[d.p] = slices.Replace(slices.Clone(d.now[d.p]), d.s, d.s+1, a+".", upper(b))
	return true
}

func paragraphMoved(d *draft) bool {
	p := d.now[d.p]
	d.now = slices.Delete(d.now, d.p, d.p+1)
	d.p = d.IntN(len(d.now) + 1)
	d.now = slices.Insert(d.now, d.p, p)
	return true
}

func paragraphsMerged(d *draft) bool {
	if d.p+1 >= len(d.now) {
		return false
	}
	d.now = slices.Replace(d.now, d.p, d.p+2, slices.Concat(d.now[d.p], d.now[d.p+1]))
	return true
}

func paragraphSplit(d *draft) bool {
	p := d.now[d.p]
	if len(p) < 2 {
		return false
	}
	at := 1 + d.IntN(len(p)-1)
	d.now = slices.Replace(d.now, d.p, d.p+1, p[:at:at], p[at:])
	return true
}

func numberChanged(d *draft) bool {
	changed := false
	*d.sentence() = strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			changed = true
			return '0' + (r-'0'+3)%10
		}
		return r
	}, *d.sentence())
	return changed
}

func negationAdded(d *draft) bool {
	if d.isLatin() {
		verb := regexp.MustCompile(`\b(is|was|are|were|has|had|have|could|must|said|took)\b`)
		at := verb.FindStringIndex(*d.sentence())
		if at == nil {
			return false
		}
		s := *d.sentence()
		*d.sentence() = s[:at[1]] + " not" + s[at[1]:]
		return true
	}
	return d.inside(map[bool][]string{true: {"не"}, false: {"لم"}}[strings.Contains(*d.sentence(), "о")]...)
}

// inside puts words into the passage's middle, or into its sentence's if it is short.
func (d *draft) inside(more ...string) bool {
	words := strings.Fields(*d.sentence())
	from, to := d.bounds(words)
	if to-from < 4 {
		return false
	}
	*d.sentence() = strings.Join(slices.Insert(words, (from+to)/2, more...), " ")
	return true
}

// bounds are the words of the passage in its sentence, half-open.
func (d *draft) bounds(words []string) (from, to int) {
	for i, w := range words {
		if strings.Contains(w, openMark) {
			from = i
		}
		if strings.Contains(w, closeMark) {
			to = i + 1
		}
	}
	return from, to
}

// wordsChanged replaces about a quarter of the words inside the passage, and one beside
// it.
func wordsChanged(d *draft) bool {
	words := strings.Fields(*d.sentence())
	from, to := d.bounds(words)
	if to-from < 3 {
		return false
	}
	for range max(1, (to-from)/4) {
		words[from+1+d.IntN(to-from-2)] = d.word()
	}
	if from > 1 {
		words[from-1] = d.word()
	}
	*d.sentence() = strings.Join(words, " ")
	return true
}

func wordsDropped(d *draft) bool {
	words := strings.Fields(*d.sentence())
	from, to := d.bounds(words)
	if to-from < 6 {
		return false
	}
	at := from + 1 + d.IntN(to-from-4)
	*d.sentence() = strings.Join(slices.Delete(words, at, at+2), " ")
	return true
}

func remarkInserted(d *draft) bool {
	return d.inside("(" + strings.TrimRight(lower(d.alien[d.IntN(len(d.alien))]), ".?!؟") + ")")
}

func typography(d *draft) bool {
	changed := strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "«", "“", "»", "”", " — ", "\u2009–\u2009", "- ", "– ", " 1", "\u00a01", " 2", "\u202f2", "ё", "е\u0308")
	for p := range d.now {
		for s := range d.now[p] {
			d.now[p][s] = changed.Replace(d.now[p][s])
		}
	}
	return true
}

func upperCase(d *draft) bool {
	s := strings.ToUpper(*d.sentence())
	isOther := s != *d.sentence()
	*d.sentence() = s
	return isOther
}

// doubled puts two sentences of another article behind each second one.
func doubled(d *draft) bool {
	for p := range d.now {
		var longer []string
		for i, s := range d.now[p] {
			longer = append(longer, s)
			if i%2 == 1 || len(d.now[p]) == 1 {
				longer = append(longer, d.alien[d.IntN(len(d.alien))], d.alien[d.IntN(len(d.alien))])
			}
		}
		d.now[p] = longer
	}
	return true
}

func deleted(d *draft) bool {
	d.isGone = true
	d.now[d.p] = slices.Delete(d.now[d.p], d.s, d.s+1)
	return true
}

func paragraphDeleted(d *draft) bool {
	d.isGone = true
	d.now = slices.Delete(d.now, d.p, d.p+1)
	return true
}

// twin returns the sentence of the passage without marks and with two other words.
func (d *draft) twin() (string, bool) {
	words := strings.Fields(strings.NewReplacer(openMark, "", closeMark, "").Replace(*d.sentence()))
	if len(words) < 8 {
		return "", false
	}
	from, to := d.bounds(strings.Fields(*d.sentence()))
	words[from+(to-from)/3] = d.word()
	words[max(from, to-2)] = d.word()
	return strings.Join(words, " "), true
}

// putTwin puts a sentence into both versions, two paragraphs from the passage or
// more. It returns where.
func (d *draft) putTwin(s string) (p, at int) {
	p = (d.p + 2 + d.IntN(len(d.old)-3)) % len(d.old)
	at = d.IntN(len(d.old[p]) + 1)
	d.old[p] = slices.Insert(d.old[p], at, s)
	d.now[p] = slices.Insert(d.now[p], at, s)
	return p, at
}

// twinKept takes whole sentences: what stands beside a part of one stands beside its twin,
// too, and nobody can tell them apart without the old text.
func twinKept(d *draft) bool {
	s, ok := d.twin()
	if !ok || !d.isSentence() {
		return false
	}
	d.putTwin(s)
	return deleted(d)
}

func twinEdited(d *draft) bool {
	s, ok := d.twin()
	if !ok {
		return false
	}
	d.putTwin(s)
	return wordsChanged(d)
}

// twinOnlyEdited makes the twin what the passage was, but for its neighbors.
func twinOnlyEdited(d *draft) bool {
	s, ok := d.twin()
	if !ok {
		return false
	}
	p, at := d.putTwin(s)
	d.now[p][at] = strings.NewReplacer(openMark, "", closeMark, "").Replace(*d.sentence())
	return true
}

// replaced puts a sentence of another article in the place of the passage's.
func replaced(d *draft) bool {
	d.isGone = true
	*d.sentence() = d.alien[d.IntN(len(d.alien))]
	return true
}

// thrice puts the passage's words into two other sentences of both versions.
func (d *draft) thrice() bool {
	s := *d.sentence()
	_, rest, _ := strings.Cut(s, openMark)
	words, _, _ := strings.Cut(rest, closeMark)
	if n := len(strings.Fields(words)); n > 6 {
		return false
	}
	for range 2 {
		other := strings.Fields(d.alien[d.IntN(len(d.alien))])
		d.putTwin(strings.Join(slices.Insert(other, len(other)/2, strings.TrimRight(words, ".?!؟")), " "))
	}
	return true
}

func thriceEdited(d *draft) bool {
	if !d.thrice() {
		return false
	}
	words := strings.Fields(*d.sentence())
	from, to := d.bounds(words)
	if from > 3 {
		words[from-3] = d.word()
	}
	if to+2 < len(words) {
		words[to+2] = d.word()
	}
	*d.sentence() = strings.Join(words, " ")
	return true
}

func thriceDeleted(d *draft) bool { return d.thrice() && deleted(d) }
