package foreign

import (
	"regexp"
	"slices"
	"sort"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/biblio"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/markdown"
)

// readMarkdown reads an article. Each footnote, and each note in the text, becomes a note
// on the sentence that refers to it, and is taken out of the text; what it links to
// becomes a source.
func readMarkdown(name string, text []byte) (Batch, error) {
	text = []byte(strings.ReplaceAll(strings.TrimPrefix(string(text), "\ufeff"), "\r\n", "\n"))
	base := strings.TrimSuffix(name, ".md")
	a := &Article{Origin: Origin{ID: "markdown:" + base}}
	src := a.front(text)
	noted, marked := withFootnotes(string(src))
	rest, footnotes := markdown.WithoutFootnotes([]byte(noted))
	body := a.heading(string(rest))
	cut := len(rest) - len(body)
	if a.Title == "" {
		a.Title = base
	}
	a.Text = body
	b := Batch{Article: a}
	doc := markdown.Parse([]byte(body), markdown.Options{})
	for _, f := range footnotes {
		n := Note{Origin: Origin{ID: a.Origin.ID + "#" + f.Label}, Text: f.Text}
		for _, at := range f.At {
			if q, ok := wordsBefore(doc, at-cut, marked[f.Label]); ok {
				n.Quotes = append(n.Quotes, q)
			} else if q, ok := sentenceAt(doc, at-cut); ok {
				n.Quotes = append(n.Quotes, q)
			}
		}
		n.Quotes = distinct(n.Quotes)
		b.Notes = append(b.Notes, n)
		b.link(f.Text)
	}
	return b, nil
}

// link adds the sources that a text links to, each once: its address, and as its title the
// words of the first link that has some.
func (b *Batch) link(text string) {
	for _, l := range markdown.Parse([]byte(text), markdown.Options{}).Links() {
		if !strings.HasPrefix(l.Dest, "https://") && !strings.HasPrefix(l.Dest, "http://") || l.IsImage {
			continue
		}
		i := slices.IndexFunc(b.Sources, func(s Source) bool { return s.URL == l.Dest })
		if i < 0 {
			i = len(b.Sources)
			b.Sources = append(b.Sources, Source{Origin: Origin{ID: l.Dest}, IsLinked: true, Entry: biblio.Entry{Item: biblio.Item{Type: "web", URL: l.Dest}}})
		}
		words := strings.Join(strings.Fields(l.Words), " ")
		if s := &b.Sources[i]; s.Title == "" && !strings.Contains(l.Dest, words) && !slices.Contains(vague, strings.ToLower(words)) {
			s.Title = words
		}
	}
}

// vague are words of links that are no title. Do not change.
var vague = []string{"here", "there", "this", "that", "link", "source", "see", "see here", "more", "website", "report", "article"}

// front reads the fields that an article has here, keeps the others as comments, and
// returns what is behind them.
func (a *Article) front(text []byte) []byte {
	if !strings.HasPrefix(string(text), "---\n") {
		return text
	}
	fields, body, ok := content.Front(&diag.File{Name: "article.md", Bytes: text})
	if !ok {
		_, rest, closed := strings.Cut(string(text[4:]), "\n---\n")
		if !closed {
			return text
		}
		head := strings.TrimSuffix(string(text[4:]), "\n---\n"+rest)
		a.Comments = append(a.Comments, strings.Split(head, "\n")...)
		return []byte(rest)
	}
	for _, f := range fields {
		switch f.Key {
		case "title":
			a.Title = strings.Join(f.Values, " ")
		case "author", "authors":
			a.Authors = f.Values
		case "date":
			if _, ok := content.ParseDay(f.Values[0]); ok {
				a.Date = f.Values[0]
				continue
			}
			fallthrough
		default:
			a.Comments = append(a.Comments, f.Key+": "+strings.Join(f.Values, ", "))
		}
	}
	return text[body:]
}

// first is a heading of the first level at the beginning of a text.
var first = regexp.MustCompile(`^\s*# ([^\n]*)\n`)

// heading takes the title from the text, if it begins with it.
func (a *Article) heading(text string) string {
	m := first.FindStringSubmatch(text)
	if m == nil || a.Title != "" && a.Title != strings.TrimSpace(m[1]) {
		return text
	}
	a.Title = markdown.Parse([]byte(m[1]), markdown.Options{}).Text()
	return text[len(m[0]):]
}

// wordsBefore returns words that end at an offset of the source; ok is false if they do
// not.
func wordsBefore(doc *markdown.Doc, source int, words string) (q Quote, ok bool) {
	text := doc.Text()
	at := sort.Search(len(text), func(i int) bool { return doc.Source(i) >= source })
	if words == "" || !strings.HasSuffix(text[:at], words) {
		return Quote{}, false
	}
	return around(text, at-len(words), at), true
}

// sentenceAt returns the sentence that ends at an offset of the source, or holds it.
func sentenceAt(doc *markdown.Doc, source int) (q Quote, ok bool) {
	text := doc.Text()
	at := sort.Search(len(text), func(i int) bool { return doc.Source(i) >= source })
	for _, b := range doc.Blocks() {
		if at < b.Start || at > b.Stop {
			continue
		}
		return sentenceIn(text, b.Start, b.Stop, at)
	}
	return Quote{}, false
}

// sentenceIn returns the sentence of a block that an offset ends or stands in, with the
// words around it.
func sentenceIn(text string, start, stop, at int) (q Quote, ok bool) {
	block := text[start:stop]
	for _, r := range anchor.Sentences(block) {
		if start+r.Stop >= at || start+r.Stop >= stop {
			return around(text, start+r.Start, start+r.Stop), true
		}
	}
	return around(text, start, stop), strings.TrimSpace(block) != ""
}

// context is how many bytes before and behind a quote tell it from others, about.
const context = 32

// around is a part of a text with what stands before and behind it.
func around(text string, start, stop int) Quote {
	before, after := max(0, start-context), min(len(text), stop+context)
	return Quote{text[start:stop], strings.ToValidUTF8(text[before:start], ""), strings.ToValidUTF8(text[stop:after], "")}
}

func distinct(all []Quote) []Quote {
	var kept []Quote
	for _, q := range all {
		if len(kept) == 0 || kept[len(kept)-1] != q {
			kept = append(kept, q)
		}
	}
	return kept
}
