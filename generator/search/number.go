package search

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

// separator stands between lists of numbers; it is no symbol.
const separator = " "

// everywhere stands for the list of a term that nearly every result has; it is no
// symbol.
const everywhere = "!"
