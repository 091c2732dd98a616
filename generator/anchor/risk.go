package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Safe reports whether the same numbers, names and negations stand in two texts in the
// same order, so that one may take the place of the other in a quote without an
// editor's look. It says nothing about their other words.
//
// A number has a digit or is one of the usual numerals; its currency sign, percent
// sign and minus belong to it. A name has a capital letter; the first word of a
// sentence is none if it is a common word, or if the other text has it in lower case.
// So a sentence that begins with another word than before is not safe, as far as one
// may be a name. A negation is one of the usual words, an ending as of “hopeless”, or a
// word that the other text has without un-, in-, dis- and the like. What is said by
// other words, as in “stopped short of”, is not seen.
func Safe(old, new string) bool { return len(risks(old, new)) == 0 }

// risks names what differs between two texts that must not differ without an
// editor's look.
func risks(a, b string) []string {
	left, right := riskWords(a), riskWords(b)
	var risk []string
	for _, r := range []struct {
		name string
		is   func(w riskWord, other []riskWord) bool
	}{{"number", isNumber}, {"name", isName}, {"negation", isNegation}} {
		if !slices.Equal(only(left, right, r.is), only(right, left, r.is)) {
			risk = append(risk, r.name)
		}
	}
	return risk
}

// riskWord is a folded word without the punctuation around it.
type riskWord struct {
	words  string
	begins bool // it is the first of a sentence
}

func riskWords(s string) []riskWord {
	var all []riskWord
	for _, r := range Sentences(s) {
		begins := true
		for _, w := range strings.Fields(plainWords(s[r.Start:r.Stop])) {
			if w = trimWord(w); w != "" {
				all = append(all, riskWord{w, begins})
				begins = false
			}
		}
	}
	return all
}

// plainWords drops punctuation that is never part of a word.
func plainWords(s string) string {
	return strings.Map(func(r rune) rune {
		if isWord(r) || strings.ContainsRune("'-.,%", r) || unicode.Is(unicode.Sc, r) {
			return r
		}
		return ' '
	}, Fold(s))
}

// trimWord drops punctuation around a word, but for the minus of a number.
func trimWord(w string) string {
	w = strings.TrimRight(strings.TrimLeft(w, ".,'"), ".,-'")
	word := strings.TrimLeft(w, "-.,'")
	if first, _ := utf8.DecodeRuneInString(word); len(word) < len(w) && (unicode.IsDigit(first) || unicode.Is(unicode.Sc, first)) {
		return "-" + word
	}
	return word
}

// only keeps the words of one kind, in lower case and without a possessive ending.
func only(words, other []riskWord, is func(riskWord, []riskWord) bool) []string {
	var kept []string
	for _, w := range words {
		if is(w, other) {
			kept = append(kept, strings.TrimSuffix(strings.ToLower(w.words), "'s"))
		}
	}
	return kept
}

var numerals = strings.Fields(`zero one two three four five six seven eight nine ten eleven twelve thirteen
	fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
	hundred hundreds thousand thousands million millions billion billions trillion trillions dozen dozens
	first second third fourth fifth sixth seventh eighth ninth tenth thirds fourths fifths tenths
	half halves quarter quarters once twice double triple`)

func isNumber(w riskWord, _ []riskWord) bool {
	if strings.ContainsFunc(w.words, unicode.IsDigit) {
		return true
	}
	return slices.ContainsFunc(strings.Split(strings.ToLower(w.words), "-"), func(part string) bool {
		return slices.Contains(numerals, part)
	})
}

// common are words that often begin sentences and are no names.
var common = strings.Fields(`a an the this that these those it its he she they we you his her their our your my
	there here who what when where why how which and but or nor so yet for as at by in on of to from with without
	under over after before since until while during between among if although though because unless whether
	however moreover therefore also then now still even only just both either neither all some many most more few
	each every any no not never none one two three another other others such several is are was were be has have
	had do does did can could may might must shall should will would let`)

func isName(w riskWord, other []riskWord) bool {
	if !strings.ContainsFunc(w.words, unicode.IsUpper) {
		return false
	}
	lower := strings.ToLower(w.words)
	isPlain := slices.Contains(common, lower) || slices.ContainsFunc(other, func(o riskWord) bool { return o.words == lower })
	return !w.begins || !isPlain
}

var negations = strings.Fields(`no not never none nobody nothing nowhere neither nor without cannot hardly
	scarcely barely rarely seldom unable fail fails failed failing lack lacks lacked lacking
	refuse refuses refused refusing deny denies denied denying except unless unlike false`)

// opposing are what may stand before a word and make its opposite.
var opposing = strings.Fields("un in im il ir dis non mis")

// mild are words that end as negations do.
var mild = strings.Fields("less unless nonetheless nevertheless regardless")

func isNegation(w riskWord, other []riskWord) bool {
	lower := strings.ToLower(w.words)
	if slices.Contains(negations, lower) || strings.HasSuffix(lower, "n't") || strings.HasPrefix(lower, "non-") {
		return true
	}
	if strings.HasSuffix(lower, "less") && !slices.Contains(mild, lower) {
		return true
	}
	return slices.ContainsFunc(opposing, func(before string) bool {
		rest, isLonger := strings.CutPrefix(lower, before)
		return isLonger && len(rest) > 2 && slices.ContainsFunc(other, func(o riskWord) bool { return strings.ToLower(o.words) == rest })
	})
}
