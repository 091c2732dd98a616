package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/markdown"
)

func articleBare(a *article, report reporter) {
	if a.Status == content.Published && len(a.Briefing.Annotations) == 0 {
		d := report(&a.Head, content.At{}, "the article has no annotation")
		d.Hint = "select words of it in briefing serve and press a; or in the terminal: " + a.toAnnotate()
	}
}

// toAnnotate is the command that annotates the sentence of the article that readers will
// doubt first, or its first one.
func (a *article) toAnnotate() string {
	best := anchor.Range{}
	for _, r := range a.sentences {
		if words := a.shown(r); words != "" && (best == anchor.Range{} || checkable(a.text[r.Start:r.Stop]) != "") {
			best = r
			if checkable(a.text[r.Start:r.Stop]) != "" {
				break
			}
		}
	}
	if best == (anchor.Range{}) {
		return "briefing annotate " + a.ID
	}
	return fmt.Sprintf("briefing new annotation %s \"%s\"", a.ID, a.shown(best))
}

// mostWords is the number of words of a sentence that are offered.
const mostWords = 8

// shown are the first words of a sentence that can be pasted between quotation marks of
// a shell and stand in the article once; empty if there are none.
func (a *article) shown(r anchor.Range) string {
	words := strings.Fields(a.text[r.Start:r.Stop])
	shown := strings.TrimRight(strings.Join(words[:min(len(words), mostWords)], " "), ".,;:!?")
	if len(words) < 3 || strings.ContainsAny(shown, "\"$`\\!") || strings.Count(a.text, shown) != 1 {
		return ""
	}
	return shown
}

// weighty are words after which readers want to know how anybody knows.
var weighty = []string{
	" million", " billion", " trillion", "ccording to ", "he largest ", "he biggest ", "he smallest ", "he longest ", "he highest ", "he worst ", "he first ",
}

// mostBare is how many sentences of an article are named; the others are counted.
const mostBare = 5

// sentenceBare names sentences without an annotation that say what can be checked.
func sentenceBare(a *article, report reporter) {
	n := 0
	for _, r := range a.sentences {
		if a.isTouched(r) {
			continue
		}
		found := checkable(a.text[r.Start:r.Stop])
		if found == "" {
			continue
		}
		if n++; n <= mostBare {
			d := report(&a.Head, a.at(r), "no annotation is about this sentence with %q", found)
			d.Hint = "annotate what can be checked in it"
			if words := a.shown(r); words != "" {
				d.Hint += fmt.Sprintf(": briefing new annotation %s \"%s\"", a.ID, words)
			}
		}
	}
	if n > mostBare {
		report(&a.Head, content.At{}, "%d further sentences with figures or superlatives have no annotation", n-mostBare).
			Hint = "begin with what readers will doubt"
	}
}

// checkable returns what makes a sentence worth a check; empty if nothing does.
func checkable(sentence string) string {
	if strings.Contains(sentence, "“") || strings.Contains(sentence, `"`) {
		sentence = speech.ReplaceAllString(sentence, "")
	}
	for n := range undated(sentence) {
		if len(n) > 1 {
			return n
		}
	}
	for _, w := range weighty {
		if strings.Contains(sentence, w) {
			return strings.TrimSpace(strings.TrimPrefix(strings.Replace(w, "ccording", "according", 1), "he "))
		}
	}
	return ""
}

var speech = regexp.MustCompile(`“[^”\n]+”|"[^"\n]+"`)

func speechBare(a *article, report reporter) {
	for _, b := range a.Body.Blocks() {
		if b.Kind != markdown.Paragraph {
			continue
		}
		words := a.text[b.Start:b.Stop]
		if !strings.Contains(words, "“") && !strings.Contains(words, `"`) {
			continue
		}
		for _, at := range speech.FindAllStringIndex(words, -1) {
			r := anchor.Range{Start: b.Start + at[0], Stop: b.Start + at[1]}
			if len(strings.Fields(a.text[r.Start:r.Stop])) >= 5 && !a.isTouched(r) {
				report(&a.Head, a.at(r), "no annotation says who spoke here, and where").Hint = "annotate it with expert and said_in"
			}
		}
	}
}

func findingBare(a *article, report reporter) {
	for _, f := range a.Briefing.Briefing.Findings {
		if len(f.Annotations) == 0 {
			report(&a.Head, f.At, "the finding rests on no annotation").Hint = "name it in brackets at the end: [annotation-id]"
		}
	}
}

// findingHidden looks at published articles.
func findingHidden(a *article, report reporter) {
	if a.Status != content.Published {
		return
	}
	hidden := map[string]content.Status{}
	for _, n := range a.Briefing.Briefing.Annotations {
		if n.Status != content.Published {
			hidden[n.ID] = n.Status
		}
	}
	for _, f := range a.Briefing.Briefing.Findings {
		for _, t := range f.Annotations {
			if status := hidden[t.Value]; status != "" {
				report(&a.Head, t.At, "%q is not published: %s", t.Value, status).Hint = "publish it, or rest the finding on another one"
			}
		}
	}
}

func summaryNumber(a *article, report reporter) {
	for _, t := range []content.Text{a.Title, a.Summary} {
		for n := range undated(t.Value) {
			n = strings.TrimRight(n, "%")
			if len(n) > 1 && !holdsFigure(a.text, n) && !figuresOf(a.text)[plainFigure(n)] {
				report(&a.Head, t.At, "the article does not say %s", n).Hint = "correct the figure, or write it into the article"
			}
		}
	}
}

func publishersAlike(a *article, report reporter) {
	list := a.Briefing.Sources
	if len(list) < 3 || list[0].Issuer() == "" {
		return
	}
	for _, s := range list[1:] {
		if !strings.EqualFold(s.Issuer(), list[0].Issuer()) {
			return
		}
	}
	report(&a.Head, content.At{}, "all %d sources are published by %s", len(list), list[0].Issuer()).Hint = "look for a source from elsewhere"
}

var unfinished = regexp.MustCompile(`\b(?:TK|TKTK|TODO|FIXME|XXX)\b|\?\?|[Ll]orem ipsum|LOREM IPSUM`)

// marks are what a text with a match has.
var marks = []string{"TK", "TODO", "FIXME", "XXX", "??", "orem ", "OREM "}

func placeholder(d *desk, report reporter) {
	drafts := map[*diag.File]bool{}
	for _, a := range d.Written {
		drafts[a.File] = a.Status == content.Draft || a.Briefing.Status == content.Draft
	}
	for _, b := range d.Briefings {
		drafts[b.File] = b.IsDraft()
	}
	for _, t := range d.texts {
		// The HTML is looked at first, since most texts hold no mark.
		if written := string(t.doc.HTML()); !slices.ContainsFunc(marks, func(m string) bool { return strings.Contains(written, m) }) {
			continue
		}
		text := t.doc.Text()
		for _, at := range unfinished.FindAllStringIndex(text, -1) {
			if slices.ContainsFunc(t.doc.Code(), func(r markdown.Range) bool { return r.Start <= at[0] && at[1] <= r.Stop }) {
				continue
			}
			f := report(t.head, t.at(t.doc.Source(at[0]), t.doc.Source(at[1]-1)+1), "unfinished: %q", text[at[0]:at[1]])
			f.Hint = "finish the sentence"
			if drafts[t.head.File] {
				f.Severity = diag.Warning
			}
		}
	}
}
