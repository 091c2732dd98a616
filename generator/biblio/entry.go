package biblio

import (
	"regexp"
	"strconv"
	"strings"
)

// Entry is an item as a file of a reference manager has it.
type Entry struct {
	Item            // ID is empty: ids are for the reader of the entry to give
	Key    string   // names it in its file; may be any text, and empty
	Rest   []string // what an Item has no field for, each "field: value" on one line
	Source string   // the entry as it stands in the file
}

// Mistake is a part of a file that could not be read.
type Mistake struct {
	Line    int // from 1
	Message string
	Source  string // the part
}

// rest keeps a value that an Item has no field for.
func (e *Entry) rest(field, value string) {
	if value = oneLine(value); value != "" {
		e.Rest = append(e.Rest, field+": "+value)
	}
}

// raw keeps a value as a field of CSL-JSON.
func (e *Entry) raw(key string, values ...string) {
	e.Raw = append(e.Raw, Field{key, values})
}

// fill puts a value in a field of the item that is empty yet, and keeps it in the
// rest otherwise.
func (e *Entry) fill(into *string, field, value string) {
	if value = oneLine(value); value == "" || *into == value {
		return
	}
	if *into != "" {
		e.rest(field, value)
		return
	}
	*into = value
}

// as sets the type by the name that a form has for it. What is not one of ours is
// kept as a field of CSL-JSON.
func (e *Entry) as(name, csl string) {
	e.Type = name
	if e.kind().csl != csl {
		e.raw("type", csl)
	}
}

// doiPrefix is how people write a DOI as an address.
var doiPrefix = regexp.MustCompile(`(?i)^(https?://(dx\.)?doi\.org/|doi:\s*)`)

// tidy brings what people write in several ways into one.
func (e *Entry) tidy() {
	e.DOI = doiPrefix.ReplaceAllString(e.DOI, "")
	if isbn, more, ok := strings.Cut(e.ISBN, " "); ok && strings.ContainsAny(more, "0123456789") && len(isbn) >= 10 {
		e.ISBN = isbn
		e.rest("isbn", more)
	}
	e.Pages = strings.NewReplacer("---", "-", "--", "-", "–", "-").Replace(e.Pages)
	if e.URL == "" && strings.HasPrefix(e.DOI, "10.") {
		e.URL = "https://doi.org/" + e.DOI
	}
}

var (
	numericDate = regexp.MustCompile(`^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?`)
	monthNames  = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}
)

// readDay reads a day of numbers, with a time or without; all 0 if it is none.
func readDay(s string) (day [3]int) {
	m := numericDate.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return day
	}
	for i := range day {
		day[i], _ = strconv.Atoi(m[i+1])
		if i > 0 && (day[i] == 0 || day[i] > []int{0, 12, 31}[i]) {
			day[i] = 0
			break
		}
	}
	return day
}

// readDate reads a day, or an interval as 2025-11/2026-01.
func readDate(s string) Date {
	from, to, ok := strings.Cut(s, "/")
	if d := readDay(from); ok && d[0] != 0 && readDay(to)[0] != 0 && len(strings.TrimSpace(to)) >= 4 {
		return Date{From: d, To: readDay(to)}
	}
	return Date{From: readDay(s)}
}

// month reads the number or the English name of a month; 0 if it is none.
func month(s string) int {
	s = strings.ToLower(strings.Trim(s, " .{}"))
	if n, err := strconv.Atoi(s); err == nil && n <= 12 {
		return max(n, 0)
	}
	for i, name := range monthNames {
		if strings.HasPrefix(s, name) {
			return i + 1
		}
	}
	return 0
}

// person parts a name at its comma: "Berg, Jan" or "Berg, Jr, Jan".
func person(s string) Name {
	parts := strings.Split(s, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	switch len(parts) {
	case 1:
		return Name{Literal: parts[0]}
	case 2:
		return Name{Family: parts[0], Given: parts[1]}
	}
	return Name{Family: parts[0] + ", " + parts[1], Given: strings.Join(parts[2:], ", ")}
}
