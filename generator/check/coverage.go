package check

import (
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
		report(&a.Head, content.At{}, "the article has no annotation").Hint = "briefing new annotation"
	}
}

var months = `(?:January|February|March|April|May|June|July|August|September|October|November|December)`

// dated are figures that are dates; they are taken away before figures are looked for.
var dated = regexp.MustCompile(months + ` [12]\d{3}\b|\b\d{1,2} ` + months + `(?: \d{4})?|` + months + ` \d{1,2}(?:, \d{4})?|\b[12]\d{3}(?:[-–/]\d{2,4})*s?\b|\b\d{1,2}:\d{2}\b`)

var weighty = regexp.MustCompile(`\d\d|\d ?(?:%|per cent|percent)|\b(?:million|billion|trillion)\b|\b[Aa]ccording to\b|\b[Tt]he (?:first|largest|biggest|smallest|longest|highest|most|only|worst) `)

// sentenceBare is for articles that are annotated; others are reported as a whole.
func sentenceBare(a *article, report reporter) {
	if a.Status == content.Published && len(a.Briefing.Annotations) == 0 && len(a.sentences) > 40 {
		return
	}
	for _, r := range a.sentences {
		sentence := a.text[r.Start:r.Stop]
		if found := weighty.FindString(dated.ReplaceAllString(speech.ReplaceAllString(sentence, ""), "")); found != "" && len(a.touching(r)) == 0 {
			report(&a.Head, a.at(r), "no annotation is about this sentence with %q", strings.TrimSpace(found)).
				Hint = "annotate what can be checked in it"
		}
	}
}

var speech = regexp.MustCompile(`“[^”\n]+”|"[^"\n]+"`)

func speechBare(a *article, report reporter) {
	for _, b := range a.Body.Blocks() {
		if b.Kind != markdown.Paragraph {
			continue
		}
		for _, at := range speech.FindAllStringIndex(a.text[b.Start:b.Stop], -1) {
			r := anchor.Range{Start: b.Start + at[0], Stop: b.Start + at[1]}
			if len(strings.Fields(a.text[r.Start:r.Stop])) >= 5 && len(a.touching(r)) == 0 {
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
	known := map[string]bool{}
	for _, n := range figure.FindAllString(a.text, -1) {
		known[plainFigure(n)] = true
	}
	for _, t := range []content.Text{a.Title, a.Summary} {
		for _, n := range figure.FindAllString(dated.ReplaceAllString(t.Value, ""), -1) {
			if n = plainFigure(n); len(n) > 1 && !known[n] {
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

var unfinished = regexp.MustCompile(`\b(?:TK|TKTK|TODO|FIXME|XXX)\b|\?\?|(?i:lorem ipsum)`)

func placeholder(d *desk, report reporter) {
	drafts := map[*diag.File]bool{}
	for _, a := range d.Written {
		drafts[a.File] = a.Status == content.Draft || a.Briefing.Status == content.Draft
	}
	for _, b := range d.Briefings {
		drafts[b.File] = b.IsDraft()
	}
	for _, t := range d.texts {
		// The bytes are looked at first: most texts hold no mark, and need no second look.
		if !unfinished.Match(t.head.File.Bytes[t.start:]) {
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
