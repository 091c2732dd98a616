package biblio

import (
	"regexp"
	"strings"
)

// risLine is a tag and its value; lines without a tag go on with the value above.
var risLine = regexp.MustCompile(`^([A-Z][A-Z0-9])  ?- ?(.*)$`)

// ReadRIS reads the RIS format. Whatever is no entry is a mistake.
func ReadRIS(text []byte) ([]Entry, []Mistake) {
	r := &risReader{}
	lines := strings.Split(strings.TrimPrefix(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(text)), "\ufeff"), "\n")
	for i, line := range lines {
		r.read(i+1, strings.TrimRight(line, " \t"))
	}
	if r.open {
		r.close()
	}
	return r.entries, r.mistakes
}

type risReader struct {
	entries  []Entry
	mistakes []Mistake
	open     bool
	lines    []string    // of the entry that is open
	tags     [][2]string // of it
}

func (r *risReader) read(n int, line string) {
	m := risLine.FindStringSubmatch(line)
	switch {
	case m != nil && m[1] == "TY":
		if r.open {
			r.close()
		}
		r.open, r.lines, r.tags = true, []string{line}, [][2]string{{m[1], m[2]}}
	case !r.open && strings.TrimSpace(line) == "":
	case !r.open:
		r.mistakes = append(r.mistakes, Mistake{n, "a line outside of an entry, which begins with TY", line})
	case m != nil && m[1] == "ER":
		r.lines = append(r.lines, line)
		r.close()
	case m != nil:
		r.lines, r.tags = append(r.lines, line), append(r.tags, [2]string{m[1], m[2]})
	default:
		r.lines = append(r.lines, line)
		last := &r.tags[len(r.tags)-1]
		last[1] = strings.TrimSpace(last[1] + " " + strings.TrimSpace(line))
	}
}

func (r *risReader) close() {
	e := Entry{Source: strings.Join(r.lines, "\n") + "\n"}
	pages := [2]string{}
	var year, day string
	for _, tag := range r.tags {
		switch name, v := tag[0], strings.TrimSpace(tag[1]); name {
		case "SP":
			pages[0] = v
		case "EP":
			pages[1] = v
		case "PY", "Y1":
			year = v
		case "DA":
			day = v
		default:
			e.ris(name, v)
		}
	}
	e.risDate(year, day)
	e.Pages = strings.Trim(pages[0]+"-"+pages[1], "-")
	e.tidy()
	r.entries, r.open = append(r.entries, e), false
}

// risDate takes the more exact of the two dates; a date may be followed by words.
func (e *Entry) risDate(year, day string) {
	e.Issued = Date{From: readDay(year)}
	if d := readDay(day); d[0] != 0 && (d[1] != 0 || e.Issued.isZero()) {
		e.Issued = Date{From: d}
	} else if day != "" && d[0] == 0 {
		e.rest("DA", day)
	}
	if year != "" && readDay(year)[0] == 0 {
		e.rest("PY", year)
	}
	if parts := strings.SplitN(year, "/", 4); len(parts) == 4 { // 2014/03/18/spring
		e.rest("PY", parts[3])
	}
}

// risTypes are the types of RIS by ours, and the names that CSL has for them.
var risTypes = map[string][2]string{
	"ABST": {"article", "article-journal"}, "ADVS": {"video", "motion_picture"}, "ANCIENT": {"book", "classic"}, "ART": {"image", "graphic"},
	"BILL": {"law", "bill"}, "BLOG": {"post", "post-weblog"}, "BOOK": {"book", "book"}, "CASE": {"law", "legal_case"}, "CHAP": {"chapter", "chapter"},
	"CHART": {"image", "figure"}, "CONF": {"article", "paper-conference"}, "CPAPER": {"article", "paper-conference"}, "DATA": {"dataset", "dataset"},
	"DBASE": {"dataset", "dataset"}, "DICT": {"chapter", "entry-dictionary"}, "EBOOK": {"book", "book"}, "ECHAP": {"chapter", "chapter"},
	"EDBOOK": {"book", "book"}, "EJOUR": {"article", "article-journal"}, "ELEC": {"web", "webpage"}, "ENCYC": {"chapter", "entry-encyclopedia"},
	"FIGURE": {"image", "figure"}, "GEN": {"report", "document"}, "GOVDOC": {"report", "report"}, "HEAR": {"transcript", "hearing"},
	"ICOMM": {"letter", "personal_communication"}, "INPR": {"article", "article-journal"}, "JFULL": {"article", "periodical"},
	"JOUR": {"article", "article-journal"}, "LEGAL": {"law", "legislation"}, "MANSCPT": {"letter", "manuscript"}, "MAP": {"map", "map"},
	"MGZN": {"news", "article-magazine"}, "MPCT": {"video", "motion_picture"}, "MULTI": {"video", "motion_picture"}, "MUSIC": {"audio", "song"},
	"NEWS": {"news", "article-newspaper"}, "PAMP": {"book", "pamphlet"}, "PAT": {"law", "patent"}, "PCOMM": {"letter", "personal_communication"},
	"RPRT": {"report", "report"}, "SLIDE": {"speech", "speech"}, "SOUND": {"audio", "song"}, "STAND": {"report", "standard"},
	"STAT": {"law", "legislation"}, "THES": {"thesis", "thesis"}, "UNBILL": {"law", "bill"}, "UNPB": {"report", "manuscript"}, "VIDEO": {"video", "motion_picture"},
	"WEB": {"web", "webpage"},
}

// risRaw are the tags that CSL-JSON has a field for and an Item has not.
var risRaw = map[string]string{
	"A2": "editor", "A3": "collection-editor", "A4": "translator", "ED": "editor", "AB": "abstract", "N2": "abstract", "KW": "keyword", "CY": "publisher-place",
	"ET": "edition", "T3": "collection-title", "N1": "note", "CN": "call-number", "DP": "source", "ST": "title-short", "J2": "container-title-short",
	"NV": "number-of-volumes", "PP": "publisher-place",
}

// ris reads a tag.
func (e *Entry) ris(name, v string) {
	if v == "" {
		return
	}
	switch name {
	case "TY":
		e.risType(v)
	case "ID":
		e.Key = v
	case "TI", "T1":
		e.fill(&e.Title, name, v)
	case "CT", "BT":
		if e.Title == "" {
			e.Title = v
		} else {
			e.fill(&e.Container, name, v)
		}
	case "AU", "A1":
		e.Authors = append(e.Authors, person(v))
	case "T2", "JO", "JF", "JA":
		e.fill(&e.Container, name, v)
	case "PB":
		e.fill(&e.Publisher, name, v)
	case "VL":
		e.fill(&e.Volume, name, v)
	case "IS":
		if e.Type == "report" {
			e.raw("number", v)
		} else {
			e.fill(&e.Issue, name, v)
		}
	case "DO":
		e.fill(&e.DOI, name, v)
	case "SN":
		e.number(v)
	case "UR":
		for _, address := range strings.Split(v, ";") {
			e.fill(&e.URL, name, address)
		}
	case "L2":
		if strings.HasPrefix(v, "http") {
			e.fill(&e.Archive, name, v)
		} else {
			e.rest(name, v)
		}
	case "Y2":
		if e.Accessed.From = readDay(v); e.Accessed.isZero() {
			e.rest(name, v)
		}
	case "LA":
		e.fill(&e.Language, name, v)
	case "M3":
		e.risGenre(v)
	default:
		e.risOther(name, v)
	}
}

func (e *Entry) risType(name string) {
	t, ok := risTypes[strings.ToUpper(name)]
	if !ok {
		t = risTypes["GEN"]
		e.rest("TY", name)
	}
	e.as(t[0], t[1])
}

// risGenre knows the types that are written as another one with a genre.
func (e *Entry) risGenre(v string) {
	for ours, k := range kinds {
		if k.genre != "" && strings.EqualFold(k.genre, v) && k.ris == e.kind().ris {
			e.Type = ours
			return
		}
	}
	e.raw("genre", v)
}

func (e *Entry) risOther(name, v string) {
	key, ok := risRaw[name]
	if !ok {
		e.rest(name, v)
		return
	}
	for i := range e.Raw {
		if e.Raw[i].Key == key {
			e.Raw[i].Values = append(e.Raw[i].Values, v)
			return
		}
	}
	e.raw(key, v)
}

// number is an ISBN, an ISSN or the number of a report.
func (e *Entry) number(v string) {
	digits := 0
	for _, c := range v {
		if c >= '0' && c <= '9' || c == 'X' || c == 'x' {
			digits++
		}
	}
	switch {
	case digits == 8:
		e.raw("ISSN", v)
	case digits == 10 || digits == 13:
		e.fill(&e.ISBN, "SN", v)
	default:
		e.raw("number", v)
	}
}
