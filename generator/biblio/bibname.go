package biblio

import (
	"slices"
	"strings"
	"unicode"
)

// bibNames parts a list of names at "and" outside of braces.
func bibNames(v string) []Name {
	var names []Name
	depth, start := 0, 0
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" && s != "others" {
			names = append(names, bibName(s))
		}
	}
	for i := 0; i < len(v); i++ {
		switch {
		case v[i] == '{':
			depth++
		case v[i] == '}':
			depth--
		case depth == 0 && i > 0 && unicode.IsSpace(rune(v[i-1])) && len(v) > i+3 && strings.EqualFold(v[i:i+3], "and") && unicode.IsSpace(rune(v[i+3])):
			add(v[start:i])
			start = i + 3
		}
	}
	add(v[start:])
	return names
}

// bibName reads "Berg, Jan van der", "van der Berg, Jr, Jan", "Jan van der Berg",
// "{Name of an Organization}" and BibLaTeX's "family=Berg, given=Jan".
func bibName(s string) Name {
	if strings.HasPrefix(s, "{") && matching(s) == len(s)-1 {
		return Name{Literal: Plain(s)}
	}
	if strings.Contains(s, "family=") {
		return keyedName(s)
	}
	if parts := split(s, ','); len(parts) > 1 {
		for i := range parts {
			parts[i] = strings.ReplaceAll(Plain(parts[i]), ",", "\x00")
		}
		n := person(strings.Join(parts, ","))
		return Name{Family: strings.ReplaceAll(n.Family, "\x00", ","), Given: strings.ReplaceAll(n.Given, "\x00", ","), Literal: n.Literal}
	}
	fields := split(s, ' ')
	fields = slices.DeleteFunc(fields, func(f string) bool { return strings.TrimSpace(f) == "" })
	if len(fields) == 1 {
		return Name{Literal: Plain(s)}
	}
	family := len(fields) - 1
	for i := 1; i < len(fields)-1; i++ { // the particle begins the family name
		if first := []rune(Plain(fields[i]) + " ")[0]; unicode.IsLower(first) {
			family = i
			break
		}
	}
	return Name{Given: Plain(strings.Join(fields[:family], " ")), Family: Plain(strings.Join(fields[family:], " "))}
}

func keyedName(s string) Name {
	var n Name
	prefix := ""
	for _, part := range split(s, ',') {
		key, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch value = Plain(value); key {
		case "family":
			n.Family = value
		case "given":
			n.Given = value
		case "prefix":
			prefix = value
		}
	}
	n.Family = join(prefix, n.Family)
	return n
}

// matching is the offset of the brace that closes the one at the beginning; -1 if
// there is none.
func matching(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// split parts a text at a character outside of braces.
func split(s string, by byte) []string {
	var parts []string
	depth, start := 0, 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '{':
			depth++
		case s[i] == '}':
			depth--
		case depth == 0 && (s[i] == by || by == ' ' && (s[i] == '\n' || s[i] == '\t' || s[i] == '~')):
			parts = append(parts, s[start:i])
			start = i + 1
		}
	}
	return append(parts, s[start:])
}
