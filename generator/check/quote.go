package check

import (
	"fmt"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
)

func speakerMissing(d *desk, report reporter) {
	for _, a := range d.standing {
		if a.Kind == content.Quote && a.Quote == nil {
			report(&a.Head, content.At{}, "a quote says who speaks").Paste = "expert: id-of-the-expert"
		}
	}
}

func saidMissing(d *desk, report reporter) {
	for _, a := range d.standing {
		if a.Quote != nil && !a.Quote.SaidIn.IsSet() && a.Quote.SaidToUs.From.IsZero() {
			report(&a.Head, a.Quote.Voice.At, "a quote says where the words were published").Paste = "said_in: id-of-the-source p. 1"
		}
	}
}

func quoteDiffers(d *desk, report reporter) {
	differing(d, func(a *graph.Annotation) {
		if isUnmarked(a.Drift.Diff) {
			return // quoteUnmarked says so
		}
		f := report(&a.Head, a.Quote.SaidIn.At, "the words in the article differ from those in %q", a.Quote.In.ID)
		*f = beside(f, a)
	})
}

func quoteUnmarked(d *desk, report reporter) {
	differing(d, func(a *graph.Annotation) {
		if !isUnmarked(a.Drift.Diff) {
			return
		}
		what, mark := "leaves words out", "put … in their place"
		if slices.ContainsFunc(a.Drift.Diff.Ops, func(op anchor.Op) bool { return op.Kind == anchor.Quoted }) {
			what, mark = "adds words", "put them in square brackets"
		}
		f := report(&a.Head, a.Quote.SaidIn.At, "the article %s without a mark, compared with %q", what, a.Quote.In.ID)
		*f = beside(f, a)
		f.Hint += "\n" + mark + " in the article"
	})
}

// differing calls see for quotes that differ from their source and do not say why.
func differing(d *desk, see func(*graph.Annotation)) {
	for _, a := range d.standing {
		if a.Drift.Outcome == graph.Differs && !a.Annotation.Differs.IsSet() {
			see(a)
		}
	}
}

// beside shows what differs, and where the words were published.
func beside(f *diag.Diagnostic, a *graph.Annotation) diag.Diagnostic {
	words := a.Quote.Quoted.Words.At
	return f.WithHint("%s", spell(a.Drift.Diff)).WithPaste("differs: why the difference is right").
		WithRelated(a.Quote.In.File, int(words.Start), int(words.Stop), "as published")
}

// spell writes a difference on one line: [-published-] {+quoted+}, as wdiff does.
func spell(d anchor.Diff) string {
	var words []string
	for _, op := range d.Ops {
		switch op.Kind {
		case anchor.Equal:
			words = append(words, shorten(op.Words))
		case anchor.Published:
			words = append(words, fmt.Sprintf("[-%s-]", op.Words))
		case anchor.Quoted:
			words = append(words, fmt.Sprintf("{+%s+}", op.Words))
		}
	}
	return strings.Join(words, " ") + "   ([-published-] {+in the article+})"
}

// shorten keeps the first and the last words of a long run that does not differ.
func shorten(s string) string {
	words := strings.Fields(s)
	if len(words) <= 8 {
		return s
	}
	return strings.Join(words[:3], " ") + " … " + strings.Join(words[len(words)-3:], " ")
}

func differsUseless(d *desk, report reporter) {
	for _, a := range d.standing {
		if a.Annotation.Differs.IsSet() && a.Drift.Outcome != graph.Differs {
			d := report(&a.Head, a.Annotation.Differs.At, "a difference is explained, but there is none")
			d.Hint = "delete differs"
			if a.Drift.Outcome == graph.CannotCheck {
				d.Message = "a difference is explained, but nothing was compared"
				d.Hint = "put the words of the source into its extracts, or say why they were not seen in unseen"
			}
		}
	}
}

// wordsMissing compares after folding, as passages are compared.
func wordsMissing(d *desk, report reporter) {
	for _, a := range d.standing {
		for _, v := range a.AllVoices() {
			if !v.Words.IsSet() || v.In == nil {
				continue
			}
			if v.Quoted == nil {
				report(&a.Head, v.Words.At, "%q has no extract at this place", v.In.ID).Hint = "add the words to extracts in " + v.In.File.Name
			} else if anchor.Compare(v.Words.Value, v.Quoted.Words.Value).Outcome != anchor.Verbatim {
				d := report(&a.Head, v.Words.At, "these words are not in the extract of %q", v.In.ID)
				at := v.Quoted.Words.At
				*d = d.WithHint("%s", spell(anchor.Compare(v.Words.Value, v.Quoted.Words.Value))).
					WithRelated(v.In.File, int(at.Start), int(at.Stop), "the extract")
			}
		}
	}
}
