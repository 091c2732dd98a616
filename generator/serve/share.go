package serve

import (
	"fmt"
	"io"

	"rsc.io/qr"
)

// quietZone is how many light modules stand around a code.
const quietZone = 2

// Code writes a text as a QR code for a camera, dark on light whatever the colors of
// the terminal are. A line holds two rows of modules.
func Code(w io.Writer, text string) error {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return err
	}
	for y := -quietZone; y < code.Size+quietZone; y += 2 {
		line := ""
		for x := -quietZone; x < code.Size+quietZone; x++ {
			line += half(code.Black(x, y), code.Black(x, y+1))
		}
		if _, err := fmt.Fprintf(w, "\x1b[30;107m%s\x1b[0m\n", line); err != nil {
			return err
		}
	}
	return nil
}

// half is a character whose halves are dark or not.
func half(upper, lower bool) string {
	switch {
	case upper && lower:
		return "█"
	case upper:
		return "▀"
	case lower:
		return "▄"
	}
	return " "
}
