package place

import (
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
)

// rewritten returns the edits that make a passage stand for a range, in the kind of
// quotation marks its author used; nil where it cannot be said exactly which bytes
// they are, as for a value over several lines.
func rewritten(f *diag.File, p content.Passage, text *anchor.Text, words, spelling string, r anchor.Range) []diag.Edit {
	switch {
	case p.IsLong():
		return longForm(f, p, text, flat(words), r)
	case !isFound(text, spelling, r):
		return nil
	case p.InBody:
		return quotation(f, p, spelling)
	}
	return edits(scalar(f, p.Text, spelling))
}

// longForm changes exact, if that is enough to find the range.
func longForm(f *diag.File, p content.Passage, text *anchor.Text, words string, r anchor.Range) []diag.Edit {
	found := text.Find(anchor.Pattern{Exact: words, Prefix: p.Prefix.Value, Suffix: p.Suffix.Value}).Found
	if len(found) != 1 || found[0] != r {
		return nil
	}
	return edits(scalar(f, p.Exact, words))
}

// quotation changes a quotation of the body. Words that mean something in Markdown
// are left to the author.
func quotation(f *diag.File, p content.Passage, spelling string) []diag.Edit {
	plain := strings.NewReplacer("[[", "", "]]", "").Replace(spelling)
	if strings.ContainsAny(plain, "*_`[]<>&\\#|~!$^:") {
		return nil
	}
	return edits(diag.Edit{Span: span(f, p.At), Text: "> " + spelling}, true)
}

// scalar changes a value of the front matter; ok is false if its place is not exact.
func scalar(f *diag.File, old content.Text, words string) (e diag.Edit, ok bool) {
	e.Span = span(f, old.At)
	single, text := content.QuotedScalar(words), f.Text()
	if len(text) < e.Stop {
		return e, false // it changed meanwhile
	}
	switch string(text[e.Start:e.Stop]) {
	case old.Value:
		e.Text = content.FlowScalar(words) // it may stand in a list
	case `"` + old.Value + `"`:
		e.Text = `"` + words + `"`
		if strings.ContainsAny(words, `"\`) {
			e.Text = single
		}
	case "'" + strings.ReplaceAll(old.Value, "'", "''") + "'":
		e.Text = single
	default:
		return e, false
	}
	// Inside quotation marks the place may be that of the words alone.
	if e.Start > 0 && strings.ContainsRune(`"'`, rune(text[e.Start-1])) {
		return e, false
	}
	return e, true
}

func edits(e diag.Edit, ok bool) []diag.Edit {
	if !ok {
		return nil
	}
	return []diag.Edit{e}
}

func span(f *diag.File, at content.At) diag.Span {
	return diag.Span{File: f, Start: int(at.Start), Stop: int(at.Stop)}
}
