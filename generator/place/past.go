package place

import (
	"fmt"
	"iter"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/reanchor"
)

// Previous returns earlier versions of a file by its name, the newest first. It is
// asked only where words are missing. nil knows none.
type Previous func(name string) iter.Seq[[]byte]

const (
	beside = 100  // bytes of an article before and behind a passage that tell where it went
	sure   = 0.99 // confidence from which on a passage may be rewritten without asking
)

// past is the earlier versions of one article, read when the first is needed.
type past struct {
	b        *content.Briefing
	previous Previous
	versions []string
	isRead   bool
	finders  map[int]*reanchor.Finder // by version
}

// became tells where a passage that is not in the article went, by the newest
// version that has it once.
func (h *past) became(pattern anchor.Pattern) (was string, r reanchor.Result, ok bool) {
	h.read()
	for i, text := range h.versions {
		found := anchor.New(text, nil).Find(pattern).Found
		if len(found) != 1 {
			continue
		}
		at := found[0]
		if h.finders[i] == nil {
			h.finders[i] = reanchor.New(text, h.b.Body.Text())
		}
		was = text[at.Start:at.Stop]
		return was, h.finders[i].Find(reanchor.Passage{
			Exact:  was,
			Prefix: strings.ToValidUTF8(text[max(0, at.Start-beside):at.Start], ""),
			Suffix: strings.ToValidUTF8(text[at.Stop:min(len(text), at.Stop+beside)], ""),
		}), true
	}
	return "", reanchor.Result{}, false
}

func (h *past) read() {
	if h.isRead || h.previous == nil {
		return
	}
	h.isRead, h.finders = true, map[int]*reanchor.Finder{}
	for file := range h.previous(h.b.File.Name) {
		h.versions = append(h.versions, content.Prose(file))
	}
}

// lost reports a passage that is not in the article, with what became of it.
func (h *past) lost(text *anchor.Text, a *content.Annotation, p content.Passage, pattern anchor.Pattern, near []anchor.Candidate) diag.Diagnostic {
	was, result, ok := h.became(pattern)
	if !ok {
		return missing(h.b, a, p, near)
	}
	if result.Outcome == reanchor.Gone {
		return a.Error("passage-gone", p.At, "these words were deleted from the article %q", h.b.ID).
			WithHint("it said: “%s”\ngive other words, or withdraw the annotation: status: withdrawn", flat(was))
	}
	now := h.b.Body.Text()[result.Start:result.Stop]
	at := candidate(h.b, anchor.Candidate{Range: result.Range, Words: now})
	d := a.Error("passage-moved", p.At, "these words stand elsewhere in the article %q than before", h.b.ID).WithHint("now at %s", at)
	isSame := anchor.Fold(was) == anchor.Fold(now)
	if !isSame {
		d = a.Error("passage-edited", p.At, "these words were edited in the article %q", h.b.ID).
			WithHint("now at %s", at)
		if changed := marked(was, now); changed != "" {
			d.Hint += "\nchanged: " + changed
		}
	}
	spelling := respelled(text, pattern, result.Range)
	d = d.WithPaste(spelled(p, spelling))
	if !isSame && !anchor.Safe(was, now) {
		d.Hint += "\ncheck them: a number, a name or a negation may differ"
		return d
	}
	if edits := rewritten(a.File, p, text, now, spelling, result.Range); edits != nil {
		d.Fixes = append(d.Fixes, diag.Fix{Title: "quote the words as they are now", Safe: result.Confidence >= sure, Edits: edits})
	}
	return d
}

// marked returns words with [-those deleted-] and {+those added+}; empty if there
// are only words more at the ends.
func marked(was, now string) string {
	ops := anchor.Compare(was, now).Ops
	for i := range len(ops) - 1 {
		if ops[i].Kind == anchor.Published && ops[i+1].Kind == anchor.Quoted {
			ops[i], ops[i+1] = ops[i+1], ops[i]
		}
	}
	var parts []string
	for _, op := range ops {
		form := map[anchor.OpKind]string{anchor.Equal: "%s", anchor.Quoted: "[-%s-]", anchor.Published: "{+%s+}"}[op.Kind]
		parts = append(parts, fmt.Sprintf(form, strings.TrimSpace(op.Words)))
	}
	return flat(strings.Join(parts, " "))
}

// respelled returns the spelling of a range; as first … last where the author had that
// and as many words of each say it.
func respelled(text *anchor.Text, was anchor.Pattern, r anchor.Range) string {
	first, last, isGap := strings.Cut(was.Exact, "…")
	if !isGap {
		first, last, isGap = strings.Cut(was.Exact, "...")
	}
	quote := flat(text.Quote(r))
	if !isGap || !was.Gap || strings.Contains(quote, "[[") {
		return quote
	}
	words := strings.Fields(quote)
	n, m := len(strings.Fields(first)), len(strings.Fields(last))
	if n == 0 || m == 0 || n+m >= len(words) {
		return quote
	}
	short := strings.Join(words[:n], " ") + " … " + strings.Join(words[len(words)-m:], " ")
	if !isFound(text, short, r) {
		return quote
	}
	return short
}

// isFound reports whether a spelling stands for a range and nothing else.
func isFound(text *anchor.Text, spelling string, r anchor.Range) bool {
	pattern, problem := anchor.ParsePattern(spelling)
	if problem != "" {
		return false
	}
	found := text.Find(pattern).Found
	return len(found) == 1 && found[0] == r
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }
