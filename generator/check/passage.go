package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
	"briefing/generator/markdown"
)

var attachmentRules = []Rule{
	{Code: "passage-none", Group: attachment, Severity: diag.Error, Fixed: true, run: passageNone,
		Title: "an annotation is about no words", Fix: "Write quote, or whole: true.",
		Doc:  "An annotation is about words of the article, or about the article as a whole.",
		Bad:  annotation("kind: question") + "Who pays for the third?\n",
		Good: annotation("kind: question\nwhole: true") + "Who pays for the third?\n"},
	{Code: "passages-cross", Group: attachment, Severity: diag.Warning, article: passagesCross,
		Title: "two annotations cross without one holding the other", Fix: "Let one of the two end where the other begins, or hold it.",
		Doc:  "Readers cannot tell two half-shared marks apart. A passage inside another one is fine.",
		Bad:  annotation("quote: Arvenia finances two of the three tunnels") + "One.\n" + another("quote: three tunnels under the pass") + "Two.\n",
		Good: annotation("quote: Arvenia finances two of the three tunnels") + "One.\n" + another("quote: two of the three tunnels") + "Two.\n"},
	{Code: "passage-shared", Group: attachment, Severity: diag.Warning, article: passageShared,
		Title: "two annotations of one kind are about the same words", Fix: "Join them, or give one of them the words that it is really about.",
		Doc:  "Two checks of the same words are mostly one claim that was checked twice. A quote and a check of the same words are fine.",
		Bad:  annotation("quote: two of the three tunnels") + "One.\n" + another("quote: two of the three tunnels") + "Two.\n",
		Good: annotation("quote: two of the three tunnels") + "One.\n" + another("quote: two of the three tunnels\nkind: question") + "Two?\n"},
	{Code: "passage-short", Group: attachment, Severity: diag.Warning, article: passageShort,
		Title: "a passage is too short to be found again", Fix: "Take the words around it too: before [[words]] after.",
		Doc:  "Fewer than 12 characters of at most two words are soon found somewhere else once the article is edited. Words with context around them are fine.",
		Bad:  annotation("quote: the north") + "Which?\n",
		Good: annotation("quote: are from [[the north]]") + "Which?\n"},
	{Code: "passage-long", Group: attachment, Severity: diag.Warning, article: passageLong,
		Title: "a passage has more than 60 words or several paragraphs", Fix: "Split the annotation: one sentence, one claim.",
		Doc:  "A mark over half an article says little about any sentence of it.",
		Bad:  written("", "The road is long.\n\nThe pass is high.") + annotation("quote: The road is long. … The pass is high.") + "Text.\n",
		Good: written("", "The road is long. The pass is high.") + annotation("quote: The road is long. … The pass is high.") + "Text.\n"},
	{Code: "passage-blocks", Group: attachment, Severity: diag.Error, article: passageBlocks,
		Title: "a passage crosses a heading, a table cell or code", Fix: "End it before, or make a list of two passages.",
		Doc:  "The words do not stand together for a reader, so nobody wrote them as one claim.",
		Bad:  written("", "The road is long.\n\n| a | b |\n|---|---|\n| one tunnel | two guards |") + annotation("quote: one tunnel … two guards") + "Text.\n",
		Good: written("", "The road is long.\n\n| a | b |\n|---|---|\n| one tunnel now | two guards |") + annotation("quote: one tunnel now") + "Text.\n"},
	{Code: "passage-typography", Group: attachment, Severity: diag.Note, article: passageTypography,
		Title: "a passage differs from the article in typography only", Fix: "Write it as the article does; check --fix does so.",
		Doc:  "Quotation marks, dashes and spaces are the same for the search, but two spellings confuse the next editor.",
		Bad:  written("", "The “third drill” was long.") + annotation("quote: 'The \"third drill\" was'") + "Text.\n",
		Good: written("", "The “third drill” was long.") + annotation("quote: The “third drill” was") + "Text.\n"},
}

func passageNone(d *desk, report reporter) {
	for _, a := range d.standing {
		if len(a.Annotation.Passages) == 0 && !a.Whole.IsSet() {
			report(&a.Head, content.At{}, "the annotation is about no words of the article").Paste = "quote: words of the article"
		}
	}
}

// passagesCross looks at neighbors only: annotations come in the order of the
// article, so the first that begins behind the end ends the search.
func passagesCross(a *article, report reporter) {
	for i, n := range a.Annotations {
		for _, m := range a.Annotations[i+1:] {
			if len(n.Passages) != 1 || len(m.Passages) != 1 || m.Passages[0].Start >= n.Passages[0].Stop {
				break
			}
			if m.Passages[0].Start > n.Passages[0].Start && m.Passages[0].Stop > n.Passages[0].Stop {
				d := report(&m.Head, placeOf(m), "the passage begins inside that of %q and ends behind it", n.ID)
				*d = d.WithHint("let one hold the other, or end one before").WithRelated(n.File, int(placeOf(n).Start), int(placeOf(n).Stop), "the other passage")
			}
		}
	}
}

// placeOf is where the passage of an annotation is written.
func placeOf(a *graph.Annotation) content.At {
	if len(a.Annotation.Passages) == 0 {
		return content.At{}
	}
	return a.Annotation.Passages[0].At
}

func passageShared(a *article, report reporter) {
	for i, n := range a.Annotations {
		if len(n.Passages) == 0 {
			continue
		}
		j := slices.IndexFunc(a.Annotations[:i], func(m *graph.Annotation) bool {
			return m.Kind == n.Kind && slices.Equal(n.Passages, m.Passages)
		})
		if j >= 0 {
			first := a.Annotations[j]
			d := report(&n.Head, placeOf(n), "%q is about the same words", first.ID)
			*d = d.WithHint("join the two").WithRelated(first.File, int(placeOf(first).Start), int(placeOf(first).Stop), "first used here")
		}
	}
}

func passageShort(a *article, report reporter) {
	for _, n := range a.Annotations {
		for _, p := range n.Annotation.Passages {
			if p.IsLong() || strings.Contains(p.Value, "[[") || strings.Contains(p.Value, "…") {
				continue
			}
			if utf8.RuneCountInString(p.Value) < 12 && len(strings.Fields(p.Value)) < 3 {
				report(&n.Head, p.At, "the passage is too short to be found again safely").Hint = "add the words around it: before [[" + p.Value + "]] after"
			}
		}
	}
}

func passageLong(a *article, report reporter) {
	for _, n := range a.Annotations {
		for i, r := range n.Passages {
			words := a.text[r.Start:r.Stop]
			count := len(strings.Fields(words))
			if count > 60 {
				report(&n.Head, spelled(n, i), "the passage has %d words", count).Hint = "at most 60: split the annotation"
			} else if strings.Contains(words, "\n\n") && onlyParagraphs(a, r) {
				report(&n.Head, spelled(n, i), "the passage goes over several paragraphs").Hint = "split the annotation, or make a list of passages"
			}
		}
	}
}

// spelled is where a passage is written; the passages are sorted by place, so
// with several the first one is named.
func spelled(a *graph.Annotation, i int) content.At {
	if len(a.Annotation.Passages) == len(a.Passages) && len(a.Passages) == 1 {
		return a.Annotation.Passages[i].At
	}
	return placeOf(a)
}

func onlyParagraphs(a *article, r anchor.Range) bool {
	return !slices.ContainsFunc(a.Body.Blocks(), func(b markdown.Block) bool {
		return b.Start < r.Stop && r.Start < b.Stop && b.Kind != markdown.Paragraph
	})
}

func passageBlocks(a *article, report reporter) {
	for _, n := range a.Annotations {
		for i, r := range n.Passages {
			if strings.Contains(a.text[r.Start:r.Stop], "\n\n") && !onlyParagraphs(a, r) {
				report(&n.Head, spelled(n, i), "the passage crosses a heading, a cell or code").Hint = "end it before, or make a list of passages"
			}
		}
	}
}

// passageTypography compares only passages that are spelled as plain words.
func passageTypography(a *article, report reporter) {
	for _, n := range a.Annotations {
		if len(n.Annotation.Passages) != 1 || len(n.Passages) != 1 {
			continue
		}
		p, there := n.Annotation.Passages[0], a.text[n.Passages[0].Start:n.Passages[0].Stop]
		if p.IsLong() || p.InBody || strings.Contains(p.Value, "[[") || strings.Contains(p.Value, "…") || strings.ContainsAny(there, "\n") {
			continue
		}
		if p.Value != there && anchor.Fold(p.Value) == anchor.Fold(there) {
			d := report(&n.Head, p.At, "the article spells the passage %s", there)
			if written := n.Written(p.At); written == p.Value && !strings.ContainsAny(there, `"'#:`) { // others need quotation marks in YAML
				*d = d.WithFix(true, "write it as the article does", int(p.At.Start), int(p.At.Stop), there)
			}
		}
	}
}
