package biblio

import (
	"fmt"
	"strings"
)

// bibReader reads a file from its beginning to its end.
type bibReader struct {
	text    string
	at      int
	strings map[string]string
	found   []bibEntry
}

func closing(open byte) byte {
	if open == '(' {
		return ')'
	}
	return '}'
}

func (r *bibReader) peek() byte {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

func (r *bibReader) space() {
	for r.at < len(r.text) && strings.IndexByte(" \t\n\r", r.text[r.at]) >= 0 {
		r.at++
	}
}

// name reads until one of some characters.
func (r *bibReader) name(until string) string {
	start := r.at
	for r.at < len(r.text) && strings.IndexByte(until, r.text[r.at]) < 0 {
		r.at++
	}
	return r.text[start:r.at]
}

func (r *bibReader) end(open byte) error {
	if r.space(); r.peek() != closing(open) {
		return fmt.Errorf("a comma or %c is missing before %q", closing(open), firstWord(r.text[r.at:]))
	}
	r.at++
	return nil
}

func firstWord(s string) string {
	fields := strings.Fields(s)
	if len(fields) == 0 {
		return "the end of the file"
	}
	return string([]rune(fields[0])[:min(20, len([]rune(fields[0])))])
}

func (r *bibReader) field() (bibField, error) {
	name := strings.ToLower(strings.TrimSpace(r.name("=,{}\"\n")))
	if r.space(); r.peek() != '=' || name == "" {
		return bibField{}, fmt.Errorf("an equals sign is missing before %q", firstWord(r.text[r.at:]))
	}
	r.at++
	value, err := r.value()
	return bibField{name, value}, err
}

// value reads pieces that # joins: in braces, in quotation marks, numbers and names of
// @string.
func (r *bibReader) value() (string, error) {
	var b strings.Builder
	for {
		r.space()
		switch c := r.peek(); {
		case c == '{':
			piece, err := r.group('{')
			if err != nil {
				return "", err
			}
			b.WriteString(piece)
		case c == '"':
			piece, err := r.quoted()
			if err != nil {
				return "", err
			}
			b.WriteString(piece)
		default:
			name := r.name(" \t\n,#{}()\"=")
			if name == "" {
				return "", fmt.Errorf("a value is missing before %q", firstWord(r.text[r.at:]))
			}
			if v, ok := r.strings[strings.ToLower(name)]; ok {
				name = v
			}
			b.WriteString(name)
		}
		if r.space(); r.peek() != '#' {
			return b.String(), nil
		}
		r.at++
	}
}

// group reads what stands in braces that are closed. Inside of parentheses braces
// count, too.
func (r *bibReader) group(open byte) (string, error) {
	start, depth := r.at+1, 0
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == '\\':
			r.at++
		case c == open:
			depth++
		case c == closing(open):
			if depth--; depth == 0 {
				r.at++
				return r.text[start : r.at-1], nil
			}
		}
	}
	return "", fmt.Errorf("a brace is never closed")
}

func (r *bibReader) quoted() (string, error) {
	start, depth := r.at+1, 0
	for r.at++; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; {
		case c == '\\':
			r.at++
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == '"' && depth == 0:
			r.at++
			return r.text[start : r.at-1], nil
		}
	}
	return "", fmt.Errorf("a quotation mark is never closed")
}
