package anchor

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold returns a text as [New] folds it: two texts that a reader takes for the
// same are the same folded.
func Fold(text string) string {
	folded, _ := fold(text)
	return folded
}

// Words yields the words of a text in order, each with its folded form in lower
// case. A word is letters, digits and marks between them (isn't, 3.5, well-known);
// underscores around it, which may be emphasis in Markdown, are not part of the form.
// In scripts that are written without spaces every character is a word. The form
// is never empty.
func Words(text string) iter.Seq2[Range, string] {
	return func(yield func(Range, string) bool) {
		for i := 0; i < len(text); {
			n, ok := wordLength(text[i:])
			if ok {
				if form := wordForm(text[i : i+n]); form != "" && !yield(Range{i, i + n}, form) {
					return
				}
			}
			i += n
		}
	}
}

// wordLength is the length of the word that a text begins with, or of the
// character that it begins with; ok tells which.
func wordLength(s string) (n int, ok bool) {
	first, size := utf8.DecodeRuneInString(s)
	switch {
	case !isWord(first):
		return size, false
	case standsAlone(first):
		rest := strings.TrimLeftFunc(s[size:], unicode.IsMark)
		return len(s) - len(rest), true
	}
	n = tokenLength(s)
	if i := strings.IndexFunc(s[:n], standsAlone); i > 0 {
		n = i
	}
	return n, true
}

// standsAlone reports whether a character is of a script that is written without
// spaces.
func standsAlone(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && !unicode.IsMark(r)
}

func wordForm(word string) string {
	if !isASCII(word) {
		word = Fold(word)
	}
	word = strings.ToLower(word)
	if trimmed := strings.Trim(word, "_"); trimmed != "" {
		return trimmed
	}
	return word
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
