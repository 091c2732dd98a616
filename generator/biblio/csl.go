package biblio

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// CSL returns the items as CSL-JSON, an array in their order
// (https://docs.citationstyles.org, schema csl-data.json of 1.0.2). Characters are
// not escaped beyond what JSON needs.
func CSL(items []Item) ([]byte, error) {
	if len(items) == 0 {
		return []byte("[]\n"), nil
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b) // keys of maps come sorted
	encoder.SetEscapeHTML(false)
	encoder.SetIndent(" ", " ")
	// One at a time: all of a large site at once would take as much memory as the rest of it.
	before := "[\n "
	for _, i := range items {
		b.WriteString(before)
		before = ",\n "
		if err := encoder.Encode(i.csl()); err != nil {
			return nil, err
		}
		b.Truncate(b.Len() - len("\n"))
	}
	b.WriteString("\n]\n")
	return b.Bytes(), nil
}

func (i Item) csl() map[string]any {
	k := i.kind()
	fields := map[string]any{"id": i.ID, "type": k.csl}
	for key, value := range map[string]string{
		"title": i.Title, "publisher": i.Publisher, "container-title": i.Container, "URL": i.URL, "DOI": i.DOI, "ISBN": i.ISBN,
		"volume": i.Volume, "issue": i.Issue, "page": i.Pages, "language": i.Language, "genre": k.genre, "archive_location": i.Archive,
	} {
		if value != "" {
			fields[key] = value
		}
	}
	if len(i.Authors) > 0 {
		fields["author"] = cslNames(i.Authors)
	}
	for key, d := range map[string]Date{"issued": i.Issued, "accessed": i.Accessed} {
		if !d.isZero() {
			fields[key] = d.csl()
		}
	}
	for _, f := range i.Raw {
		fields[f.Key] = f.csl()
	}
	return fields
}

func cslNames(authors []Name) []map[string]string {
	names := make([]map[string]string, len(authors))
	for n, a := range authors {
		names[n] = map[string]string{"literal": a.Literal}
		if a.Family != "" {
			names[n] = map[string]string{"family": a.Family}
			if a.Given != "" {
				names[n]["given"] = a.Given
			}
		}
	}
	return names
}

// csl is the date with as many parts as are known, twice for an interval.
func (d Date) csl() map[string]any {
	parts := [][]int{known(d.From)}
	if d.isInterval() {
		parts = append(parts, known(d.To))
	}
	return map[string]any{"date-parts": parts}
}

// known returns the parts of a day that are known.
func known(day [3]int) []int {
	n := 0
	for n < len(day) && day[n] != 0 {
		n++
	}
	return day[:n]
}

// numbers are the fields of CSL-JSON that may hold a number. Do not change.
var numbers = map[string]bool{"volume": true, "issue": true, "edition": true, "number": true, "number-of-pages": true, "number-of-volumes": true, "chapter-number": true}

// csl is the value as JSON has it: a number if the field holds numbers and the text is
// one. Of the fields for texts only categories is a list; in others several values are
// one text.
func (f Field) csl() any {
	switch {
	case isNames(f.Key):
		return f.names()
	case isDate(f.Key) && len(f.Values) == 1 && !readDate(f.Values[0]).isZero():
		return readDate(f.Values[0]).csl()
	case f.Key == "categories":
		return f.Values
	case len(f.Values) != 1:
		return strings.Join(f.Values, ", ")
	}
	if n, err := strconv.Atoi(f.Values[0]); err == nil && numbers[f.Key] {
		return n
	}
	return f.Values[0]
}

// names are those of a field, each "Family, Given" or as it is.
func (f Field) names() []map[string]string {
	all := make([]Name, len(f.Values))
	for i, v := range f.Values {
		all[i] = person(v)
	}
	return cslNames(all)
}
