package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences splits a text. A sentence ends
//
//   - at an empty line;
//   - behind . ! ? … ؟ or ۔, with any closing quotation marks and brackets, if white
//     space follows and then a capital letter, a letter of a script that has no
//     capitals, a digit, or an opening quotation mark or bracket;
//   - behind 。 ！ or ？, with the same marks.
//
// A point does not end a sentence behind a single capital letter (an initial), or one
// without capitals, or one of the usual abbreviations. The ranges hold no white space at their ends.
func Sentences(text string) []Range {
	var all []Range
	for start := 0; start < len(text); {
		stop := sentenceStop(text, start)
		if r := trim(text, Range{start, stop}); r.Start < r.Stop {
			all = append(all, r)
		}
		start = stop
	}
	return all
}

// FirstSentence returns the words of the first of [Sentences]; empty if there is
// none.
func FirstSentence(text string) string {
	for start := 0; start < len(text); {
		stop := sentenceStop(text, start)
		if r := trim(text, Range{start, stop}); r.Start < r.Stop {
			return text[r.Start:r.Stop]
		}
		start = stop
	}
	return ""
}

// sentenceStop returns where the sentence ends that begins at an offset of the text
// or, behind white space, after it: an offset that is greater.
func sentenceStop(text string, start int) int {
	for i := start; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\n' && i > start && strings.HasPrefix(strings.TrimLeft(text[i+1:], " \t\r"), "\n"):
			return i
		case c == '.' || c == '!' || c == '?' || c >= utf8.RuneSelf:
			mark, _ := utf8.DecodeRuneInString(text[i:])
			if !strings.ContainsRune(endMarks, mark) {
				continue
			}
			if stop, ok := sentenceEnd(text, start, i, mark); ok {
				return stop
			}
		}
	}
	return len(text)
}

// Marks that end sentences; those of wideMarks need no white space behind them.
const (
	endMarks  = ".!?" + ellipsis + "؟۔" + wideMarks
	wideMarks = "。！？"
)

func trim(text string, r Range) Range {
	words := text[r.Start:r.Stop]
	r.Start += len(words) - len(strings.TrimLeftFunc(words, unicode.IsSpace))
	r.Stop -= len(words) - len(strings.TrimRightFunc(words, unicode.IsSpace))
	return r
}

// sentenceEnd reports whether the mark at an offset ends the sentence that begins
// at start, and where.
func sentenceEnd(text string, start, at int, mark rune) (stop int, ok bool) {
	stop = at + utf8.RuneLen(mark)
	rest := strings.TrimLeftFunc(text[stop:], func(r rune) bool {
		return unicode.In(r, unicode.Pe, unicode.Pf) || strings.ContainsRune(`"'`+endMarks, r)
	})
	stop = len(text) - len(rest)
	if strings.ContainsRune(wideMarks, mark) {
		return stop, true
	}
	next := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if next == "" || next == rest {
		return stop, next == ""
	}
	r, _ := utf8.DecodeRuneInString(next)
	begins := unicode.IsUpper(r) || unicode.Is(unicode.Lo, r) || unicode.IsDigit(r) || unicode.In(r, unicode.Ps, unicode.Pi) || r == '"' || r == '\''
	return stop, begins && (mark != '.' || !isAbbreviation(text[start:at]))
}

var abbreviations = strings.Fields("Mr Mrs Ms Dr Prof St Gen Col Lt Sgt Gov Sen Rep No Nos vs etc e.g i.e cf al p pp art ch fig vol ed eds approx Jan Feb Mar Apr Aug Sept Oct Nov Dec")

// isAbbreviation reports whether a text ends with a word that is written with a
// point.
func isAbbreviation(text string) bool {
	word := text[strings.LastIndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.In(r, unicode.Ps, unicode.Pi) })+1:]
	word = strings.TrimLeftFunc(word, unicode.IsPunct)
	last := word[strings.LastIndexByte(word, '.')+1:]
	r, size := utf8.DecodeRuneInString(last)
	isInitial := size == len(last) && (unicode.IsUpper(r) || unicode.Is(unicode.Lo, r))
	return isInitial || slices.Contains(abbreviations, word)
}
