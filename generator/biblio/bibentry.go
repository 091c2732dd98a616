package biblio

import (
	"cmp"
	"slices"
	"strings"
)

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
