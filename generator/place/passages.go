package place

import (
	"fmt"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
)

// passages finds the passages of every annotation of a briefing that is on the
// site or may be one day.
func passages(b *content.Briefing, text *anchor.Text, known Past) ([][]anchor.Range, diag.List) {
	found := make([][]anchor.Range, len(b.Annotations))
	var list diag.List
	before := &past{b: b, known: known}
	defer before.close()
	for i, a := range b.Annotations {
		if a.Status == content.Withdrawn || a.Whole.IsSet() {
			continue
		}
		for _, p := range a.Passages {
			r, fault := find(text, before, a, p)
			if fault != nil {
				list = append(list, *fault)
				continue
			}
			found[i] = append(found[i], r)
		}
		slices.SortFunc(found[i], func(x, y anchor.Range) int { return x.Start - y.Start })
		list = append(list, overlaps(a, found[i])...)
	}
	return found, list
}

// find returns the one place of a passage, or what is wrong with it.
func find(text *anchor.Text, before *past, a *content.Annotation, p content.Passage) (anchor.Range, *diag.Diagnostic) {
	pattern, problem := pattern(p)
	if problem != "" {
		d := a.Error("passage-form", p.At, "the passage cannot be read: %s", problem).
			WithHint("words of the article; or: before [[words]] after; or: first words … last words")
		return anchor.Range{}, &d
	}
	result := text.Find(pattern)
	switch len(result.Found) {
	case 1:
		return result.Found[0], nil
	case 0:
		d := before.lost(text, a, p, pattern, result.Near)
		return anchor.Range{}, &d
	}
	d := ambiguous(before.b, a, p, result.Near)
	return anchor.Range{}, &d
}

func pattern(p content.Passage) (anchor.Pattern, string) {
	if p.IsLong() {
		return anchor.Pattern{Exact: p.Exact.Value, Prefix: p.Prefix.Value, Suffix: p.Suffix.Value}, ""
	}
	return anchor.ParsePattern(p.Value)
}

// missing reports words that are not in the article, with the nearest ones.
func missing(b *content.Briefing, a *content.Annotation, p content.Passage, near []anchor.Candidate) diag.Diagnostic {
	d := a.Error("passage-missing", p.At, "these words are not in the article %q", b.ID)
	if len(near) == 0 {
		return d.WithHint("nothing in the article is like them; copy the words from %s", b.File.Name)
	}
	d.Hint = Nearest(b, near)
	return d.WithPaste(spelled(p, near[0].Quote))
}

// Nearest names the candidates for words that are not in an article, of which there
// is one at least: lines of text.
func Nearest(b *content.Briefing, near []anchor.Candidate) string {
	lines := "nearest words, at " + candidate(b, near[0])
	if risk := near[0].Risk; len(risk) > 0 {
		lines += fmt.Sprintf("\ncheck them: they differ in a %s", strings.Join(risk, " and a "))
	}
	for _, c := range near[1:] {
		lines += "\nor, at " + candidate(b, c)
	}
	return lines
}

// ambiguous reports words that stand in the article more than once.
func ambiguous(b *content.Briefing, a *content.Annotation, p content.Passage, near []anchor.Candidate) diag.Diagnostic {
	d := a.Error("passage-ambiguous", p.At, "these words stand in the article %q %d times", b.ID, len(near))
	var pastes []string
	for i, c := range near {
		if i == 3 {
			break
		}
		d.Hint += "\nat " + candidate(b, c)
		pastes = append(pastes, spelled(p, c.Quote))
	}
	d.Hint = "say which by the words around them" + d.Hint
	return d.WithPaste(strings.Join(pastes, "\n"))
}

// candidate names a place of the article and its words.
func candidate(b *content.Briefing, c anchor.Candidate) string {
	line, column := b.File.Position(b.BodyStart + b.Body.Source(c.Start))
	return fmt.Sprintf("%s:%d:%d: “%s”", b.File.Name, line, column, strings.Join(strings.Fields(c.Words), " "))
}

// spelled returns the line to paste, as a quotation where the author used one.
func spelled(p content.Passage, words string) string {
	if p.InBody {
		return "> " + strings.Join(strings.Fields(words), " ")
	}
	return "quote: " + content.Scalar(words)
}

// overlaps reports passages of one annotation that share words.
func overlaps(a *content.Annotation, ranges []anchor.Range) diag.List {
	for i := 1; i < len(ranges); i++ {
		if ranges[i].Start < ranges[i-1].Stop {
			return diag.List{a.Error("passage-overlap", a.Passages[0].At, "two passages of the annotation share words").
				WithHint("join them, or use one annotation for each")}
		}
	}
	return nil
}
