package search

import "strings"

// Numbers are written as text that can stand in a script: 91 characters that need
// no escape there, of which the first 64 end a number. Small numbers take one
// character, and gzip gives frequent ones few bits.
const (
	firstSymbol = '#'
	skipped     = '\\'
	ends        = 64 // symbols that end a number
	goesOn      = 27 // symbols that do not
)

// appendNumber appends a number, which must not be negative.
func appendNumber(b []byte, n int) []byte {
	var digits [16]byte
	i := len(digits) - 1
	digits[i] = symbol(n % ends)
	for n /= ends; n > 0; n /= goesOn {
		n--
		i--
		digits[i] = symbol(ends + n%goesOn)
	}
	return append(b, digits[i:]...)
}

func symbol(d int) byte {
	c := byte(firstSymbol + d)
	if c >= skipped {
		c++
	}
	return c
}

// number reads a number from the beginning of a text and returns the rest. ok is
// false if there is none.
func number(s string) (n int, rest string, ok bool) {
	for i := range len(s) {
		c := s[i]
		d := int(c) - firstSymbol
		if c > skipped {
			d--
		}
		switch {
		case c < firstSymbol || c == skipped || c > '~' || n > 1<<40:
			return 0, s, false
		case d < ends:
			return n*ends + d, s[i+1:], true
		}
		n = n*goesOn + d - ends + 1
	}
	return 0, s, false
}

// numbers reads all numbers of a text. ok is false if it holds anything else.
func numbers(s string) (all []int, ok bool) {
	for s != "" {
		n, rest, ok := number(s)
		if !ok {
			return nil, false
		}
		all, s = append(all, n), rest
	}
	return all, true
}

// separator stands between lists of numbers; it is no symbol.
const separator = " "

// everywhere stands for the list of a term that nearly every result has; it is no
// symbol.
const everywhere = "!"

// lists splits what was joined with separators.
func lists(s string) []string { return strings.Split(s, separator) }
