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

// Past is what is known of articles as they were. The zero Past knows nothing.
type Past struct {
	Versions Previous
	// Published returns the passages of an annotation as they were published, by
	// "briefings/pass/drill": before[[words]]after. Nil knows none.
	Published func(id string) []string
}

// beside is how many bytes of an article before and behind a passage tell where it
// went.
const beside = 100

// sure is the confidence from which on a passage may be rewritten without asking, if
// the words right beside it stand right beside its place, and no number, name or
// negation differs. Of 3,214 passages of manuals that were edited or moved between two
// releases, 1,648 were so, and none of them was put in a wrong place or less than half
// in the right one; 8 were a few words longer or shorter than wanted. From 0.90 it was
// 1,678 and the same number wrong, from 0.80 one was wrong.
const sure = 0.98

// isSafe reports whether a passage may be rewritten without asking, as far as its
// place tells. That its words may be is for [anchor.Safe] to say.
func (f fate) isSafe() bool {
	return f.isSeen && f.Features.Firm == 1 && f.Confidence >= sure
}

// past is the earlier versions of one article, read as far as they are needed. It is
// to be closed.
type past struct {
	b        *content.Briefing
	known    Past
	versions []*version // those read so far
	next     func() ([]byte, bool)
	stop     func()
	alone    *reanchor.Finder // without a version
}

// fate is what became of a passage.
type fate struct {
	reanchor.Result
	was    string // the words
	isSeen bool   // by a version of the article: only then is it known that words are gone
	isSure bool   // that they stood in the article: they were seen, or published
}

// became tells where a passage that is not in the article went: by the newest
// version that has it once, else by the words around it as they were published, else
// by what its author quoted.
func (h *past) became(a *content.Annotation, pattern anchor.Pattern) (f fate, ok bool) {
	if f, ok := h.seen(pattern); ok {
		return f, true
	}
	p, isSure := h.remembered(a, pattern)
	if p.Exact == "" {
		return fate{}, false
	}
	if h.alone == nil {
		h.alone = reanchor.New("", h.b.Body.Text())
	}
	f = fate{Result: h.alone.Find(p), was: p.Exact, isSure: isSure}
	return f, f.Outcome != reanchor.Gone
}

// remembered is a passage with the words around it as they were published, or as its
// author spelled it. Its words are empty if they were not spelled out.
func (h *past) remembered(a *content.Annotation, pattern anchor.Pattern) (p reanchor.Passage, isPublished bool) {
	if h.known.Published != nil {
		for _, spelled := range h.known.Published("briefings/" + h.b.ID + "/" + a.ID) {
			was, problem := anchor.ParsePattern(spelled)
			if problem == "" && len(anchor.New(was.Exact, nil).Find(anchor.Pattern{Exact: pattern.Exact, Gap: pattern.Gap}).Found) == 1 {
				return between(was), true
			}
		}
	}
	if first, _, isGap := strings.Cut(pattern.Exact, "…"); pattern.Gap && isGap && first != "" {
		return reanchor.Passage{}, false
	}
	return between(pattern), false
}

// between is a pattern's words between those around them, whose white space was cut.
func between(p anchor.Pattern) reanchor.Passage {
	return reanchor.Passage{Exact: p.Exact, Prefix: p.Prefix + " ", Suffix: " " + p.Suffix}
}

// seen tells where a passage went by the newest version that has it once.
func (h *past) seen(pattern anchor.Pattern) (f fate, ok bool) {
	for i := 0; ; i++ {
		v := h.version(i)
		if v == nil {
			return fate{}, false
		}
		if found := anchor.New(v.text, nil).Find(pattern).Found; len(found) == 1 {
			return v.fate(found[0], h.b.Body.Text()), true
		}
	}
}

// version is an article as it was.
type version struct {
	text   string
	finder *reanchor.Finder // made when it is needed
}

// version returns the i-th version, the newest first; nil if there are not so many.
// Each is read when it is asked for the first time.
func (h *past) version(i int) *version {
	if h.next == nil && h.known.Versions != nil {
		h.next, h.stop = iter.Pull(h.known.Versions(h.b.File.Name))
	}
	for len(h.versions) <= i && h.next != nil {
		file, ok := h.next()
		if !ok {
			return nil
		}
		h.versions = append(h.versions, &version{text: content.Prose(file)})
	}
	if i < len(h.versions) {
		return h.versions[i]
	}
	return nil
}

// close ends the reading of versions.
func (h *past) close() {
	if h.stop != nil {
		h.stop()
	}
}

// fate tells what became of words of the version in the article as it is.
func (v *version) fate(at anchor.Range, now string) fate {
	if v.finder == nil {
		v.finder = reanchor.New(v.text, now)
	}
	was := v.text[at.Start:at.Stop]
	return fate{v.finder.Find(reanchor.Passage{
		Exact:  was,
		Prefix: strings.ToValidUTF8(v.text[max(0, at.Start-beside):at.Start], ""),
		Suffix: strings.ToValidUTF8(v.text[at.Stop:min(len(v.text), at.Stop+beside)], ""),
	}), was, true, true}
}

// lost reports a passage that is not in the article, with what became of it.
func (h *past) lost(text *anchor.Text, a *content.Annotation, p content.Passage, pattern anchor.Pattern, near []anchor.Candidate) diag.Diagnostic {
	result, ok := h.became(a, pattern)
	if !ok {
		return missing(h.b, a, p, near)
	}
	was := result.was
	if result.Outcome == reanchor.Gone {
		return a.Error("passage-gone", p.At, "these words were deleted from the article %q", h.b.ID).
			WithHint("it said: “%s”\ngive other words, or withdraw the annotation: status: withdrawn", flat(was))
	}
	now := h.b.Body.Text()[result.Start:result.Stop]
	at := candidate(h.b, anchor.Candidate{Range: result.Range, Words: now})
	spelling := respelled(text, pattern, result.Range)
	edits := rewritten(a.File, p, text, now, spelling, result.Range)
	fix := diag.Fix{Title: "quote the words as they are now", Safe: result.isSafe(), Edits: edits}
	if !result.isSure {
		d := missing(h.b, a, p, near)
		if edits != nil && anchor.Safe(was, now) {
			d.Fixes = append(d.Fixes, fix)
		}
		return d
	}
	d := a.Error("passage-moved", p.At, "these words stand elsewhere in the article %q than before", h.b.ID).WithHint("now at %s", at)
	if result.Outcome == reanchor.Unchanged { // else they were found by their author's spelling
		d.Message = fmt.Sprintf("what stands around these words was edited in the article %q", h.b.ID)
	}
	isSame := anchor.Fold(was) == anchor.Fold(now)
	if !isSame {
		d = a.Error("passage-edited", p.At, "these words were edited in the article %q", h.b.ID).
			WithHint("now at %s", at)
		if changed := marked(was, now); changed != "" {
			d.Hint += "\nchanged: " + changed
		}
	}
	d = d.WithPaste(spelled(p, spelling))
	if !isSame && !anchor.Safe(was, now) {
		d.Hint += "\ncheck them: a number, a name or a negation may differ"
		return d
	}
	if edits != nil {
		d.Fixes = append(d.Fixes, fix)
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
