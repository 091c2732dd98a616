package links

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
)

// textOf returns the text of a page as a reader may see it: blocks are apart by empty
// lines. ok is false for what is no text in UTF-8, which cannot be judged.
func textOf(page []byte) (text string, ok bool) {
	if !utf8.Valid(page) {
		return "", false
	}
	var b strings.Builder
	z := html.NewTokenizer(bytes.NewReader(page))
	hidden := atom.Atom(0) // the element that is passed over
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return b.String(), true
		}
		name, _ := z.TagName()
		element := atom.Lookup(name)
		switch {
		case hidden != 0:
			if kind == html.EndTagToken && element == hidden {
				hidden = 0
			}
		case kind == html.TextToken:
			b.Write(z.Text())
		case kind == html.StartTagToken && slices.Contains(unseen, element):
			hidden = element
		case kind != html.CommentToken && !slices.Contains(inline, element):
			b.WriteString("\n\n")
		}
	}
}

// unseen are elements without text for readers, inline those inside a line.
var (
	unseen = []atom.Atom{atom.Script, atom.Style, atom.Template, atom.Noscript}
	inline = []atom.Atom{
		atom.A, atom.Abbr, atom.B, atom.Bdi, atom.Bdo, atom.Cite, atom.Code, atom.Data, atom.Dfn, atom.Em, atom.Font, atom.I, atom.Img, atom.Ins,
		atom.Kbd, atom.Mark, atom.Q, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.U, atom.Var, atom.Wbr,
	}
)

// leastWords is how many words a page has at least of which it can be told that it
// lacks others. One with less gets its words by a script, or asks for a login.
const leastWords = 100

// AddWords notes which extracts of the sources at an address its page does not hold,
// if the reply tells that: a good answer with a page in UTF-8.
func (h *History) AddWords(a Address, r Reply) {
	outcome := Judge(r).Outcome
	text, ok := textOf(r.Body)
	if outcome != Fine && outcome != Moved || !ok || len(strings.Fields(text)) < leastWords || !strings.Contains(r.Header.Get("Content-Type"), "html") {
		return
	}
	known := h.Addresses[a.URL]
	known.Lacks = nil
	page := anchor.New(text, nil)
	for _, e := range a.extracts() {
		if !page.Has(e.Words.Value) && !slices.Contains(known.Lacks, e.Words.Value) {
			known.Lacks = append(known.Lacks, e.Words.Value)
		}
	}
	h.Addresses[a.URL] = known
}

// extracts are those of the sources whose address it is.
func (a Address) extracts() []content.Extract {
	var all []content.Extract
	for _, p := range a.Places {
		if p.Role == Original {
			all = append(all, p.Source.Extracts...)
		}
	}
	return all
}

// HasWords reports whether there are extracts to look for at the address.
func (a Address) HasWords() bool { return len(a.extracts()) > 0 }

// lost finds the extracts that the page of a source did not hold when it was read.
func lost(a Address, r Record) diag.List {
	var list diag.List
	for _, p := range a.Places {
		if p.Role != Original {
			continue
		}
		for _, e := range p.Source.Extracts {
			if slices.Contains(r.Lacks, e.Words.Value) {
				list = append(list, p.File.Warning("extract-gone", int(e.Words.At.Start), int(e.Words.At.Stop), "the page does not hold these words").
					WithHint("open %s: was it changed, or do its words come by a script or behind a login? An archived copy keeps them", a.URL))
			}
		}
	}
	return list
}
