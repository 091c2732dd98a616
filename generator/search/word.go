package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The words of a text are what static/js/search.js takes for words too, by the
// regular expression there: letters, digits and marks that follow each other, and
// each character alone in scripts that are written without spaces. (Segmenting by
// Unicode's rules would need the same rules, and the dictionaries of some
// languages, on both sides.)

// alone are the scripts whose characters are words of their own. Do not change.
var alone = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

// firstAlone is the first character of them.
const firstAlone = 0x0E00

func isLetterOrNumber(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// class says how a character takes part in words.
type class int

const (
	between class = iota
	inWord
	isWord // alone
	joins  // the words beside it, if there are: "J-20", "O’Brien", "1,000"
)

func classOf(r rune) class {
	switch {
	case r < utf8.RuneSelf:
		return ascii[r]
	case r == '’' || r == '‐' || r == '‑':
		return joins
	case r >= firstAlone && unicode.In(r, alone...):
		return isWord
	case isLetterOrNumber(r) || unicode.IsMark(r):
		return inWord
	}
	return between
}

// ascii holds the classes of the characters below 128. Do not change.
var ascii = func() (all [utf8.RuneSelf]class) {
	for r := range all {
		switch c := rune(r); {
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z':
			all[r] = inWord
		case strings.ContainsRune("'-.,", c):
			all[r] = joins
		}
	}
	return all
}()

// longestJoined bounds words that are joined, in bytes: what is longer is an
// address or a list.
const longestJoined = 24

// split calls add with the words of a text as they are written. Words with a
// hyphen, an apostrophe, a point or a comma inside are given in parts and, behind
// them, as one: "Su", "57" and "Su57".
func split(text string, add func(word string)) {
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		switch classOf(r) {
		case isWord:
			add(text[i : i+n])
			i += n
		case inWord:
			i = chain(text, i, add)
		default:
			i += n
		}
	}
}

// chain gives the words that are joined from start on, and returns where they end.
func chain(text string, start int, add func(string)) int {
	stop := start + run(text[start:])
	add(text[start:stop])
	first := stop
	for {
		r, n := utf8.DecodeRuneInString(text[stop:])
		if n == 0 || classOf(r) != joins {
			break
		}
		length := run(text[stop+n:])
		if length == 0 {
			break
		}
		add(text[stop+n : stop+n+length])
		stop += n + length
	}
	if stop > first && stop-start <= longestJoined {
		add(strings.Map(func(r rune) rune {
			if classOf(r) == joins {
				return -1
			}
			return r
		}, text[start:stop]))
	}
	return stop
}

// run returns the length of the word at the beginning of a text.
func run(text string) int {
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		if classOf(r) != inWord {
			return i
		}
		i += n
	}
	return len(text)
}

// fold makes the same of words that differ in case, accents or form: "É" and "e".
// What is left are letters and digits; it may be nothing.
func fold(word string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case !isLetterOrNumber(r):
			return -1
		case r == 'ς':
			return 'σ'
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(word))
}

// Initial returns the letter under which an index has a title: "É" is under "E",
// a digit under "0", and what has neither letter nor digit under "".
func Initial(title string) string {
	i := strings.IndexFunc(title, isLetterOrNumber)
	if i < 0 {
		return ""
	}
	_, n := utf8.DecodeRuneInString(title[i:])
	r, _ := utf8.DecodeRuneInString(fold(title[i : i+n]))
	switch {
	case r == utf8.RuneError:
		return ""
	case unicode.IsDigit(r):
		return "0"
	}
	return string(unicode.ToUpper(r))
}
