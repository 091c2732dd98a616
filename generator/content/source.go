package content

import (
	"net/url"
	"reflect"
	"regexp"
	"strings"

	"briefing/generator/markdown"
)

// SourceTypes are the values of the field type. Do not change.
var SourceTypes = []string{
	"report", "news", "article", "book", "chapter", "thesis", "dataset", "law", "treaty", "press-release", "speech",
	"interview", "transcript", "post", "video", "audio", "image", "map", "letter", "web",
}

// Source is a document that evidence comes from.
type Source struct {
	Head
	Title        Text
	Type         Text
	Authors      []Text // expert ids or names
	Publisher    Text
	Date         Date
	URL          Text
	Nature       string
	IsNatureSaid bool // else it is the default
	Accessed     Date
	Archived     Text
	Access       string
	Seen         string // full, part or no; empty if not said
	Extracts     []Extract
	*Detail
	Body      *markdown.Doc
	BodyStart int // offset of the body in the file
}

// Detail holds the fields that only some sources have. Those that have none of them
// share one, as for [Rare]. Do not change.
type Detail struct {
	Container Text // the journal, paper or site it stands in
	Dead      Date // since when the address does not answer
	BasedOn   []Text
	CopyOf    []Text
	Retracted *Retraction
	DOI, ISBN Text
	Volume    Text
	Issue     Text
	Pages     Text
	CSL       []Extra // raw fields of CSL-JSON
	// Lang is the language of the document, BCP 47: that of its extracts, unless they
	// say another.
	Lang       Text
	Disclosure Text     // what readers should know of who is behind it
	Unnamed    *Unnamed // why nobody is named as its author; nil if not said
}

var noDetail Detail

// shared returns what to keep of a Detail.
func (d *Detail) shared() *Detail {
	if reflect.ValueOf(d).Elem().IsZero() {
		return &noDetail
	}
	return d
}

// Retraction says that the publisher took the source back.
type Retraction struct {
	Date   Date
	Reason Text
}

// Extract is words of a source, as they stand there.
type Extract struct {
	Place        Text // empty where the source has no places
	Words        Text
	Lang         Text
	Translation  Text
	TranslatedBy Text
}

// LongestExtract is the greatest number of words of an extract.
const LongestExtract = 60

func (r *reader) source() *Source {
	f := r.front()
	s := &Source{Head: f.head(), Detail: &Detail{}}
	s.Title, s.Type = f.words("title"), f.one("type", SourceTypes...)
	f.require("title", s.Title.IsSet(), "title: …")
	f.require("type", s.Type.IsSet(), "type: web")
	s.Authors, s.Publisher, s.Container = f.all("authors"), f.words("publisher"), f.words("container")
	s.Date, s.Accessed = f.date("date"), f.day("accessed")
	s.URL, s.Archived = f.link("url"), f.link("archived")
	s.Nature, s.IsNatureSaid = f.oneOr("secondary", "nature", Natures...), f.has("nature")
	s.Access = f.oneOr("open", "access", "open", "registration", "paywall", "offline", "unpublished")
	s.Seen = f.oneOr("", "seen", "full", "part", "no")
	s.BasedOn, s.CopyOf = f.all("based_on"), f.all("copy_of")
	s.Dead = f.day("dead")
	if g := f.group("retracted"); g != nil {
		s.Retracted = &Retraction{Date: g.day("date"), Reason: g.words("reason")}
		g.require("reason", s.Retracted.Reason.IsSet(), "reason: …")
		g.done()
	}
	s.Lang, s.Disclosure, s.Unnamed = f.tag("lang"), f.words("disclosure"), f.unnamed()
	s.Extracts = f.extracts()
	for i := range s.Extracts {
		if !s.Extracts[i].Lang.IsSet() {
			s.Extracts[i].Lang = s.Lang
		}
	}
	s.DOI, s.ISBN = f.name("doi"), f.name("isbn")
	s.Volume, s.Issue, s.Pages = f.name("volume"), f.name("issue"), f.name("pages")
	if g := f.group("csl"); g != nil {
		for _, p := range g.pairs {
			s.CSL = append(s.CSL, Extra{p.key.Value, p.value.flat()})
		}
	}
	s.Extras = f.done()
	s.Seldom, s.Detail = s.Seldom.shared(), s.Detail.shared()
	s.BodyStart, s.Body = r.body, r.markdown(r.body, markdown.Options{MinHeading: 2, Link: published(r.file.Name)})
	return s
}

// oneOr is [fields.one] with a value for a field that is not there.
func (f *fields) oneOr(byDefault, key string, of ...string) string {
	if t := f.one(key, of...); t.IsSet() {
		return t.Value
	}
	return byDefault
}

// nearScheme is a scheme with a slip.
var nearScheme = regexp.MustCompile(`^(?i:h+t{1,3}p?s?)[:;]?/{1,3}`)

// link reads an address on the web.
func (f *fields) link(key string) Text {
	t := f.name(key)
	if !t.IsSet() {
		return t
	}
	u, err := url.Parse(t.Value)
	if err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !strings.ContainsAny(t.Value, " <>\"") {
		return t
	}
	d := f.r.error("url-form", t.At, "%q is no address on the web", t.Value)
	d.Hint = "the whole address, with https://"
	if strings.Count(t.Value, "://") > 1 && strings.ContainsAny(t.Value, " ,;") {
		d.Hint = "one address: other documents are sources of their own, a copy is named in archived"
		return Text{}
	}
	if words := strings.Trim(t.Value, "<> "); words != t.Value {
		d.Hint = "write the address alone"
		t.replace(d, true, words)
		return Text{}
	}
	if strings.Contains(t.Value, " ") && err == nil && u.Host != "" {
		d.Hint = "a space is written %20 in an address; or it is cut off, and the rest does not belong to it"
		t.replace(d, false, strings.ReplaceAll(t.Value, " ", "%20"))
		return Text{}
	}
	if m := nearScheme.FindString(t.Value); m != "" && m != "https://" && m != "http://" {
		t.replace(d, false, "https://"+strings.TrimPrefix(t.Value, m))
		return Text{}
	}
	if err == nil && u.Scheme == "" && strings.Contains(t.Value, ".") && !strings.ContainsAny(t.Value, " \"'") {
		t.replace(d, false, "https://"+strings.TrimLeft(t.Value, "/"))
	}
	return Text{}
}

func (f *fields) extracts() []Extract {
	var extracts []Extract
	f.groups("extracts", func(g *fields) {
		e := Extract{
			Place: g.name("at"), Words: g.words("words"), Lang: g.tag("lang"),
			Translation: g.words("translation"), TranslatedBy: g.words("translated_by"),
		}
		g.require("words", e.Words.IsSet(), "words: …")
		f.r.checkPlace(e.Place)
		if n := len(strings.Fields(e.Words.Value)); n > LongestExtract {
			f.r.error("extract-long", e.Words.At, "the extract has %d words", n).
				Hint = "at most 60: take the ones that the evidence rests on"
		}
		if e.Words.IsSet() {
			extracts = append(extracts, e)
		}
	})
	return extracts
}
