package permalink

import (
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/graph"
)

// asChecked notes of an annotation's entry what its check was about: the day, the
// section, and the whole sentence around the passage.
func (e *Entry) asChecked(a *graph.Annotation, text string) {
	if !a.IsCheck() || len(a.Passages) == 0 || a.CheckedOn.From.IsZero() {
		return
	}
	e.Checked = a.CheckedOn.From.String()
	for _, h := range a.Briefing.Body.Headings() {
		if h.Start < a.Passages[0].Start {
			e.Section = h.ID
		}
	}
	for i, r := range a.Passages {
		e.Passages[i] = spelled(text, r, longest(text, r))
	}
}

const (
	longestSentence = 300 // bytes of a sentence that are kept on each side of a passage
	beyond          = 8   // bytes more, which show that it begins and ends there
)

// longest is the room around a passage that holds its sentence.
func longest(text string, r anchor.Range) (room anchor.Range) {
	start := max(strings.LastIndex(text[:r.Start], "\n\n"), r.Start-longestSentence, 0)
	stop := min(len(text), r.Stop+longestSentence)
	if i := strings.Index(text[r.Stop:stop], "\n\n"); i >= 0 {
		stop = r.Stop + i
	}
	left, right := r.Start, r.Stop
	for _, s := range anchor.Sentences(text[start:stop]) {
		if start+s.Start < r.Stop && r.Start < start+s.Stop {
			left, right = min(left, start+s.Start), max(right, start+s.Stop)
		}
	}
	return anchor.Range{Start: max(0, min(left-beyond, r.Start-around)), Stop: min(len(text), max(right+beyond, r.Stop+around))}
}

// keep leaves in an entry what its check was about, as long as the check is the same
// and what changed since is to be looked at.
func (e *Entry) keep(old *Entry, b *Lock) {
	if !e.isSameCheck(old) {
		return
	}
	if i := e.changedSentence(old); i >= 0 {
		e.Passages = old.Passages
	}
	if e.isElsewhere(old, b) {
		e.Section = old.Section
	}
}

func (e *Entry) isSameCheck(old *Entry) bool {
	return old != nil && old.Checked != "" && old.Checked == e.Checked && len(old.Passages) == len(e.Passages)
}

// changedSentence returns the index of the first passage with the same words in another
// sentence; -1 if there is none.
func (e *Entry) changedSentence(old *Entry) int {
	for i, p := range e.Passages {
		if p != old.Passages[i] && anchor.Fold(words(p)) != anchor.Fold(words(old.Passages[i])) {
			return -1 // the words themselves are others: the claim is compared
		}
	}
	for i, p := range e.Passages {
		if p != old.Passages[i] && !sentenceOf(old.Passages[i]).same(sentenceOf(p)) {
			return i
		}
	}
	return -1
}

// isElsewhere reports whether the passage stands in another section, both of which
// there were before and are now: a new or renamed heading moves nothing.
func (e *Entry) isElsewhere(old *Entry, before *Lock) bool {
	if old.Section == "" || e.Section == "" || old.Section == e.Section {
		return false
	}
	folder := e.ID[:strings.LastIndexByte(e.ID, '/')+1]
	return slices.ContainsFunc(before.Entries, func(o Entry) bool { return strings.HasPrefix(o.ID, folder) && o.Section == e.Section })
}

// surroundings are what a sentence says before and behind a passage, folded. What was
// cut off has no beginning or no end.
type surroundings struct {
	before, after         string
	whole                 string // the sentence as it is written
	isCutLeft, isCutRight bool
}

var blocks = strings.NewReplacer("  ", "\n\n")

// sentenceOf reads a passage between its surroundings. Two spaces stand where blocks
// of the text met.
func sentenceOf(spelled string) surroundings {
	left, rest, _ := strings.Cut(spelled, "[[")
	i := max(strings.LastIndex(rest, "]]"), 0)
	inside, right := rest[:i], strings.TrimPrefix(rest[i:], "]]")
	left, right = blocks.Replace(left), blocks.Replace(right)
	text := left + inside + right
	start, stop := len(left), len(left)+len(inside)
	from, to := start, stop
	for _, s := range anchor.Sentences(text) {
		if s.Start < stop && start < s.Stop {
			from, to = min(from, s.Start), max(to, s.Stop)
		}
	}
	return surroundings{
		whole: text[from:to], before: anchor.Fold(text[from:start]), after: anchor.Fold(text[stop:to]),
		isCutLeft: from == 0, isCutRight: to == len(text),
	}
}

func (s surroundings) same(o surroundings) bool {
	isBefore := s.before == o.before || s.isCutLeft && strings.HasSuffix(o.before, s.before) || o.isCutLeft && strings.HasSuffix(s.before, o.before)
	isAfter := s.after == o.after || s.isCutRight && strings.HasPrefix(o.after, s.after) || o.isCutRight && strings.HasPrefix(s.after, o.after)
	return isBefore && isAfter
}

// checked reports that what stands around a passage is other than when it was checked.
func (c *comparison) checked(before *Lock, old, e Entry) {
	r, ok := c.heads[e.ID]
	if !ok || !e.isSameCheck(&old) {
		return
	}
	if i := e.changedSentence(&old); i >= 0 {
		c.list = append(c.list, r.Warning("sentence-changed", r.passage, "the sentence around these words changed since the check of %s", old.Checked).
			WithHint("was: %s\nnow: %s\nlook whether the assessment still holds, then write the day into checked", flat(old.Passages[i]), flat(e.Passages[i])).
			WithPaste("checked: "+c.today))
	}
	if e.isElsewhere(&old, before) && c.hasHeading(e.ID, old.Section) {
		c.list = append(c.list, r.Warning("passage-relocated", r.passage, "these words moved to another section since the check of %s", old.Checked).
			WithHint("from #%s to #%s: look whether the claim is the same there, then write the day into checked", old.Section, e.Section).
			WithPaste("checked: "+c.today))
	}
}

// flat is a passage in its sentence, on one line; an ellipsis stands where the lock cut
// it off.
func flat(spelled string) string {
	s := sentenceOf(spelled)
	words := strings.Join(strings.Fields(s.whole), " ")
	if s.isCutLeft && len(s.before) >= around {
		words = "…" + words
	}
	if s.isCutRight && len(s.after) >= around {
		words += "…"
	}
	return words
}

func (c *comparison) hasHeading(id, heading string) bool {
	b := c.bodies[id[:strings.LastIndexByte(id, '/')]]
	if b == nil {
		return false
	}
	for _, h := range b.Body.Headings() {
		if h.ID == heading {
			return true
		}
	}
	return false
}

// bodies are the articles by the ids of their briefings.
func bodies(site *graph.Site) map[string]*content.Briefing {
	all := map[string]*content.Briefing{}
	for _, b := range site.Library.Briefings {
		all["briefings/"+b.ID] = b
	}
	return all
}
