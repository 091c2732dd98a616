package biblio

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// ReadBibTeX reads BibTeX and BibLaTeX. LaTeX is turned into the characters that it
// stands for; names of @string are replaced by their values. What stands between
// entries is a comment, as it is for BibTeX. An entry that cannot be read is a mistake, and
// does not hide those behind it.
//
// The kept readers for Go stop at the first entry with a mistake, and at letters that
// BibTeX allows in keys and values; and they leave LaTeX as it is.
func ReadBibTeX(text []byte) ([]Entry, []Mistake) {
	r := &bibReader{text: strings.ReplaceAll(string(text), "\r\n", "\n"), strings: map[string]string{}}
	for n, name := range monthNames {
		r.strings[name] = fmt.Sprint(n + 1)
	}
	var mistakes []Mistake
	for r.next() {
		start := r.at
		if err := r.entry(); err != nil {
			r.at = r.recover(start)
			mistakes = append(mistakes, Mistake{1 + strings.Count(r.text[:start], "\n"), err.Error(), strings.TrimSpace(r.text[start:r.at])})
		}
	}
	r.inherit()
	entries := make([]Entry, len(r.found))
	for i, b := range r.found {
		entries[i] = b.entry()
	}
	return entries, mistakes
}

// bibEntry is an entry as it is written: LaTeX in its values.
type bibEntry struct {
	kind, key, source string
	fields            []bibField
}

type bibField struct{ name, value string }

func (b *bibEntry) get(name string) string {
	for _, f := range b.fields {
		if f.name == name {
			return f.value
		}
	}
	return ""
}

type bibReader struct {
	text    string
	at      int
	strings map[string]string
	found   []bibEntry
}

// next goes to the next @ that stands first in a line, or behind an entry.
func (r *bibReader) next() bool {
	for {
		if r.space(); r.at >= len(r.text) {
			return false
		}
		if r.text[r.at] == '@' {
			return true
		}
		i := strings.IndexByte(r.text[r.at:], '\n')
		if i < 0 {
			return false
		}
		r.at += i
	}
}

// recover finds the line behind an entry that could not be read: the next one that
// begins with @.
func (r *bibReader) recover(start int) int {
	if i := strings.Index(r.text[start+1:], "\n@"); i >= 0 {
		return start + 1 + i + 1
	}
	return len(r.text)
}

func (r *bibReader) entry() error {
	start := r.at
	r.at++
	kind := strings.ToLower(r.name(" \t\n{(\"#%'(),=}@"))
	r.space()
	open := r.peek()
	if open != '{' && open != '(' {
		return fmt.Errorf("@%s without a brace behind it", kind)
	}
	if kind == "comment" {
		_, err := r.group(open)
		return err
	}
	r.at++
	r.space()
	switch kind {
	case "preamble":
		if _, err := r.value(); err != nil {
			return err
		}
		return r.end(open)
	case "string":
		f, err := r.field()
		if err != nil {
			return err
		}
		r.strings[f.name] = f.value
		return r.end(open)
	}
	b := bibEntry{kind: kind, key: r.name(" \t\n,}")}
	for {
		r.space()
		if r.peek() != ',' {
			break
		}
		r.at++
		if r.space(); r.peek() == closing(open) || r.peek() == ',' {
			continue
		}
		f, err := r.field()
		if err != nil {
			return err
		}
		b.fields = append(b.fields, f)
	}
	if err := r.end(open); err != nil {
		return err
	}
	b.source = r.text[start:r.at] + "\n"
	r.found = append(r.found, b)
	return nil
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

// inherit gives entries what they have of the one that crossref or xdata names. The
// title of that one is the title of the book here.
func (r *bibReader) inherit() {
	byKey := map[string]*bibEntry{}
	for i := range r.found {
		byKey[strings.ToLower(r.found[i].key)] = &r.found[i]
	}
	for i := range r.found {
		b := &r.found[i]
		name := strings.ToLower(cmp.Or(b.get("crossref"), b.get("xdata")))
		from := byKey[name]
		if name == "" || from == nil || from == b {
			continue
		}
		isCross := b.get("crossref") != ""
		for _, f := range slices.Clone(from.fields) {
			if isCross && f.name == "title" {
				f.name = "booktitle"
			}
			if b.get(f.name) == "" && !strings.HasPrefix(f.name, "cross") {
				b.fields = append(b.fields, f)
			}
		}
	}
	r.found = slices.DeleteFunc(r.found, func(b bibEntry) bool { return b.kind == "xdata" })
}

// bibTypes are the types of BibTeX and BibLaTeX by ours, and the names that CSL has for
// them.
var bibTypes = map[string][2]string{
	"article": {"article", "article-journal"}, "artwork": {"image", "graphic"}, "audio": {"audio", "song"}, "book": {"book", "book"},
	"bookinbook": {"chapter", "chapter"}, "booklet": {"book", "pamphlet"}, "collection": {"book", "book"}, "conference": {"article", "paper-conference"},
	"dataset": {"dataset", "dataset"}, "electronic": {"web", "webpage"}, "image": {"image", "graphic"}, "inbook": {"chapter", "chapter"},
	"incollection": {"chapter", "chapter"}, "inproceedings": {"article", "paper-conference"}, "inreference": {"chapter", "entry"},
	"jurisdiction": {"law", "legal_case"}, "legal": {"treaty", "treaty"}, "legislation": {"law", "legislation"}, "letter": {"letter", "personal_communication"},
	"manual": {"report", "report"}, "mastersthesis": {"thesis", "thesis"}, "movie": {"video", "motion_picture"}, "music": {"audio", "song"},
	"mvbook": {"book", "book"}, "mvcollection": {"book", "book"}, "online": {"web", "webpage"}, "patent": {"law", "patent"},
	"periodical": {"article", "periodical"}, "phdthesis": {"thesis", "thesis"}, "proceedings": {"book", "book"}, "reference": {"book", "book"},
	"report": {"report", "report"}, "software": {"web", "software"}, "standard": {"report", "standard"}, "suppbook": {"chapter", "chapter"},
	"suppcollection": {"chapter", "chapter"}, "techreport": {"report", "report"}, "thesis": {"thesis", "thesis"}, "unpublished": {"letter", "manuscript"},
	"video": {"video", "motion_picture"}, "www": {"web", "webpage"},
}

// bibRaw are the fields that CSL-JSON has and an Item has not.
var bibRaw = map[string]string{
	"abstract": "abstract", "address": "publisher-place", "location": "publisher-place", "edition": "edition", "editor": "editor", "translator": "translator",
	"issn": "ISSN", "series": "collection-title", "keywords": "keyword", "note": "note", "annote": "annote", "annotation": "annote",
	"chapter": "chapter-number", "eventtitle": "event-title", "origdate": "original-date", "pagetotal": "number-of-pages", "pmid": "PMID", "pmcid": "PMCID",
	"shorttitle": "title-short", "shortjournal": "container-title-short", "venue": "event-place", "volumes": "number-of-volumes", "version": "version",
	"pubstate": "status", "origlocation": "original-publisher-place", "origpublisher": "original-publisher", "origtitle": "original-title",
}

func (b *bibEntry) entry() Entry {
	e := Entry{Key: b.key, Source: b.source}
	t, ok := bibTypes[b.kind]
	switch {
	case !ok && (b.get("url") != "" || b.get("howpublished") != ""):
		t = [2]string{"web", "document"}
	case !ok:
		t = [2]string{"report", "document"}
	case t[0] == "article" && strings.Contains("newspaper magazine", cmp.Or(b.get("entrysubtype"), "-")):
		t = map[bool][2]string{true: {"news", "article-newspaper"}, false: {"news", "article-magazine"}}[b.get("entrysubtype") == "newspaper"]
	}
	e.as(t[0], t[1])
	if !ok && b.kind != "misc" {
		e.rest("type of the entry", b.kind)
	}
	for _, f := range b.fields {
		e.bibtex(b, f.name, f.value)
	}
	e.bibDate(b)
	e.tidy()
	return e
}

// bibtex reads a field.
func (e *Entry) bibtex(b *bibEntry, name, v string) {
	plain := Plain(v)
	switch name {
	case "title":
		e.fill(&e.Title, name, plain+subtitle(b.get("subtitle"))+subtitle(b.get("titleaddon")))
	case "author":
		e.Authors = append(e.Authors, bibNames(v)...)
	case "journaltitle", "journal", "booktitle", "maintitle":
		e.fill(&e.Container, name, plain+subtitle(b.get(strings.TrimSuffix(name, "title")+"subtitle")))
	case "publisher", "institution", "school", "organization", "organisation":
		e.fill(&e.Publisher, name, plain)
	case "howpublished":
		if address := Address(v); strings.HasPrefix(address, "http") {
			e.fill(&e.URL, name, address)
		} else {
			e.fill(&e.Container, name, plain)
		}
	case "volume":
		e.fill(&e.Volume, name, plain)
	case "number":
		if e.Type == "report" || e.Type == "law" {
			e.raw("number", plain)
		} else {
			e.fill(&e.Issue, name, plain)
		}
	case "issue":
		e.fill(&e.Issue, name, plain)
	case "pages":
		e.fill(&e.Pages, name, plain)
	case "doi":
		e.fill(&e.DOI, name, Address(v))
	case "isbn":
		e.fill(&e.ISBN, name, plain)
	case "url":
		e.fill(&e.URL, name, Address(v))
	case "language", "langid":
		e.fill(&e.Language, name, plain)
	case "urldate":
		e.Accessed.From = readDay(plain)
	case "note":
		if address := Address(strings.TrimPrefix(v, "Archived: ")); strings.HasPrefix(v, "Archived: ") && strings.HasPrefix(address, "http") {
			e.Archive = address
		} else {
			e.raw("note", plain)
		}
	case "type":
		e.bibGenre(b, plain)
	case "date", "year", "month", "day", "subtitle", "titleaddon", "journalsubtitle", "booksubtitle", "mainsubtitle", "entrysubtype", "crossref", "xdata":
	default:
		e.bibOther(name, v, plain)
	}
}

func (e *Entry) bibOther(name, v, plain string) {
	key, ok := bibRaw[name]
	switch {
	case plain == "":
	case !ok:
		e.rest(name, v) // a path, say, is no LaTeX
	case isNames(key):
		var names []string
		for _, n := range bibNames(v) {
			names = append(names, n.Sorted())
		}
		e.raw(key, names...)
	default:
		e.raw(key, plain)
	}
}

// bibGenre keeps the type of a report or thesis.
func (e *Entry) bibGenre(b *bibEntry, v string) {
	for ours, k := range kinds {
		if k.genre != "" && strings.EqualFold(k.genre, v) && (k.bibtex == b.kind || b.kind == "techreport") {
			e.Type = ours
			e.Raw = slices.DeleteFunc(e.Raw, func(f Field) bool { return f.Key == "type" })
			return
		}
	}
	if v != "" {
		e.raw("genre", v)
	}
}

func subtitle(v string) string {
	if v = Plain(v); v == "" {
		return ""
	}
	return ": " + v
}

// bibDate reads date, or year with month and day. What is no date is kept.
func (e *Entry) bibDate(b *bibEntry) {
	if date := Plain(b.get("date")); date != "" {
		if e.Issued = readDate(date); e.Issued.isZero() {
			e.rest("date", date)
		}
		return
	}
	year := Plain(b.get("year"))
	e.Issued = Date{From: readDay(year)}
	if e.Issued.isZero() {
		e.rest("year", year)
		e.rest("month", Plain(b.get("month")))
		return
	}
	if e.Issued.From[1] == 0 {
		name, day := Plain(b.get("month")), Plain(b.get("day"))
		if m := strings.Fields(strings.NewReplacer("~", " ", ",", " ").Replace(name)); len(m) == 2 && day == "" { // "2 November", "nov 2"
			name, day = m[0], m[1]
			if month(name) == 0 || unicode.IsDigit(rune(name[0])) {
				name, day = day, name
			}
		}
		e.Issued.From[1] = month(name)
		if d := readDay("2000-01-" + day); e.Issued.From[1] != 0 {
			e.Issued.From[2] = d[2]
		}
		if name != "" && e.Issued.From[1] == 0 {
			e.rest("month", name)
		}
	}
}

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
