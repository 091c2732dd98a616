package biblio

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ReadCSL reads CSL-JSON: a list of items, one item, or an object with a list
// "items" or "references". An item that cannot be read is a mistake; the error is for
// a file that is no CSL-JSON at all.
func ReadCSL(text []byte) ([]Entry, []Mistake, error) {
	items, err := cslItems(text)
	if err != nil {
		return nil, nil, err
	}
	var entries []Entry
	var mistakes []Mistake
	from := 0
	for _, raw := range items {
		line := 1
		if i := bytes.Index(text[from:], raw); i >= 0 {
			from += i
			line += bytes.Count(text[:from], []byte{'\n'})
		}
		e, err := cslEntry(raw)
		if err != nil {
			mistakes = append(mistakes, Mistake{line, err.Error(), string(raw)})
			continue
		}
		entries = append(entries, e)
	}
	return entries, mistakes, nil
}

func cslItems(text []byte) ([]json.RawMessage, error) {
	text = bytes.TrimPrefix(bytes.TrimSpace(text), []byte("\ufeff"))
	var items []json.RawMessage
	if bytes.HasPrefix(text, []byte{'['}) {
		return items, json.Unmarshal(text, &items)
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(text, &object); err != nil {
		return nil, err
	}
	for _, key := range []string{"items", "references"} {
		if list, ok := object[key]; ok {
			return items, json.Unmarshal(list, &items)
		}
	}
	return []json.RawMessage{text}, nil
}

// value is a value of CSL-JSON: a text, a number, a list or an object.
type value = any

func cslEntry(raw json.RawMessage) (Entry, error) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber() // 1.10 stays 1.10
	var fields map[string]value
	if err := decoder.Decode(&fields); err != nil {
		return Entry{}, fmt.Errorf("the item is no object: %w", err)
	}
	e := Entry{Source: string(raw)}
	e.Key = words(fields["citation-key"])
	if e.Key == "" {
		e.Key = words(fields["id"])
	}
	e.cslType(words(fields["type"]), words(fields["genre"]))
	keys := make([]string, 0, len(fields))
	for key := range fields {
		keys = append(keys, key)
	}
	slices.Sort(keys) // maps have no order
	for _, key := range keys {
		e.cslField(key, fields[key])
	}
	e.tidy()
	return e, nil
}

// cslType finds the type of ours that is written as a type of CSL and a genre.
func (e *Entry) cslType(name, genre string) {
	e.Type = ""
	for ours, k := range kinds { // at most one has both
		if k.csl == name && k.genre == genre {
			e.Type = ours
		}
	}
	if e.Type == "" {
		ours, ok := cslTypes[name]
		for o, k := range kinds {
			if !ok && k.csl == name && k.genre == "" {
				ours, ok = o, true
			}
		}
		if !ok {
			ours = "report"
		}
		e.as(ours, name)
		if genre != "" {
			e.raw("genre", genre)
		}
	}
}

// cslTypes are the types of CSL 1.0.2 that are none of ours.
var cslTypes = map[string]string{
	"article": "article", "article-magazine": "news", "bill": "law", "broadcast": "video", "classic": "book", "collection": "book",
	"entry": "chapter", "entry-dictionary": "chapter", "entry-encyclopedia": "chapter", "event": "web", "figure": "image", "hearing": "transcript",
	"legal_case": "law", "manuscript": "letter", "musical_score": "book", "pamphlet": "book", "paper-conference": "article", "patent": "law",
	"performance": "video", "periodical": "article", "post-weblog": "post", "regulation": "law", "review": "article", "review-book": "article",
	"software": "web", "standard": "report", "document": "report",
}

// cslField reads a field.
func (e *Entry) cslField(key string, v value) {
	switch key {
	case "id", "citation-key", "type", "genre":
	case "title":
		e.fill(&e.Title, key, plainText(words(v)))
	case "author":
		e.Authors = cslReadNames(v)
	case "publisher":
		e.fill(&e.Publisher, key, words(v))
	case "container-title":
		e.fill(&e.Container, key, plainText(words(v)))
	case "issued":
		if e.Issued = cslReadDate(v); e.Issued.isZero() {
			e.rest(key, flat(v))
		}
	case "accessed":
		if e.Accessed = cslReadDate(v); e.Accessed.isZero() {
			e.rest(key, flat(v))
		}
	case "URL":
		e.fill(&e.URL, key, words(v))
	case "archive_location":
		if s := words(v); strings.HasPrefix(s, "http") {
			e.Archive = s
		} else {
			e.rawValue(key, v)
		}
	case "DOI":
		e.fill(&e.DOI, key, words(v))
	case "ISBN":
		e.fill(&e.ISBN, key, words(v))
	case "volume":
		e.fill(&e.Volume, key, words(v))
	case "issue":
		e.fill(&e.Issue, key, words(v))
	case "page":
		e.fill(&e.Pages, key, words(v))
	case "language":
		e.fill(&e.Language, key, words(v))
	default:
		e.rawValue(key, v)
	}
}

// rawValue keeps a field of CSL-JSON that an Item has no field for. Names are
// "Family, Given", dates as EDTF; what is neither a text nor one of these is
// kept in the rest.
func (e *Entry) rawValue(key string, v value) {
	switch {
	case isNames(key):
		var names []string
		for _, n := range cslReadNames(v) {
			names = append(names, n.Sorted())
		}
		e.raw(key, names...)
	case isDate(key) && !cslReadDate(v).isZero():
		e.raw(key, cslReadDate(v).String())
	case words(v) != "":
		e.raw(key, oneLine(words(v)))
	case isList(v):
		e.raw(key, list(v)...)
	default:
		e.rest(key, flat(v))
	}
}

// words is a text or a number as text; empty for anything else.
func words(v value) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// isList reports whether a value is a list of texts.
func isList(v value) bool {
	all, ok := v.([]any)
	return ok && len(all) > 0 && !slices.ContainsFunc(all, func(v any) bool { return words(v) == "" })
}

func list(v value) []string {
	var all []string
	for _, one := range v.([]any) {
		all = append(all, oneLine(words(one)))
	}
	return all
}

// flat is a value on one line.
func flat(v value) string {
	if s := words(v); s != "" || v == nil {
		return s
	}
	text, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(text)
}

// names and dates are the fields of CSL 1.0.2 that hold such. Do not change.
var (
	names = strings.Fields(`author chair collection-editor compiler composer container-author contributor curator director editor
		editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author
		performer producer recipient reviewed-author script-writer series-creator translator`)
	dates = strings.Fields("accessed available-date event-date issued original-date submitted")
)

func isNames(key string) bool { return slices.Contains(names, key) }
func isDate(key string) bool  { return slices.Contains(dates, key) }

func cslReadNames(v value) []Name {
	all, _ := v.([]any)
	var names []Name
	for _, one := range all {
		n, ok := one.(map[string]any)
		if !ok {
			if s := words(one); s != "" {
				names = append(names, Name{Literal: s})
			}
			continue
		}
		family := strings.TrimSpace(join(words(n["non-dropping-particle"]), words(n["family"])))
		given := join(words(n["given"]), words(n["dropping-particle"]))
		if suffix := words(n["suffix"]); suffix != "" {
			family += ", " + suffix
		}
		if family == "" {
			names = append(names, Name{Literal: join(words(n["literal"]), given)})
			continue
		}
		names = append(names, Name{Family: family, Given: given})
	}
	return names
}

func join(a, b string) string { return strings.TrimSpace(a + " " + b) }

// Sorted is a name with the family first.
func (n Name) Sorted() string {
	switch {
	case n.Family == "":
		return n.Literal
	case n.Given == "":
		return n.Family
	}
	return n.Family + ", " + n.Given
}

// Words is a name as it is read.
func (n Name) Words() string {
	if n.Family == "" {
		return n.Literal
	}
	family, suffix, ok := strings.Cut(n.Family, ", ")
	if ok {
		return join(join(n.Given, family), suffix)
	}
	return join(n.Given, family)
}

// cslReadDate reads date-parts, raw or EDTF; it is zero for anything else.
func cslReadDate(v value) Date {
	if s := words(v); s != "" {
		return readDate(s)
	}
	o, ok := v.(map[string]any)
	if !ok {
		return Date{}
	}
	var days [2][3]int
	parts, _ := o["date-parts"].([]any)
	for i, part := range parts {
		numbers, _ := part.([]any)
		for k, n := range numbers {
			if i < 2 && k < 3 {
				days[i][k], _ = strconv.Atoi(words(n))
			}
		}
	}
	if days[0][0] > 0 {
		return Date{From: days[0], To: days[1]}
	}
	for _, key := range []string{"raw", "literal"} {
		if s := words(o[key]); s != "" {
			return readDate(s)
		}
	}
	return Date{}
}

// tag is the markup that CSL-JSON allows in titles.
var tag = regexp.MustCompile(`</?(i|b|sc|sub|sup|span)\b[^>]*>`)

// plainText is a title without the markup that CSL-JSON allows in it.
func plainText(s string) string { return tag.ReplaceAllString(s, "") }
