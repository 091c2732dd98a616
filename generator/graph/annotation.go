package graph

import (
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
)

// Annotation is an annotation on the site.
type Annotation struct {
	*content.Annotation
	Briefing  *Briefing
	N         int // from 1, in the order of the article; 0 if it is withdrawn
	Path      string
	Passages  []anchor.Range // of the article's text, in order; empty for the whole article
	Words     string         // of the passage, on one line
	Claim     string         // as worded: by the editor, else the words of the article
	By        string         // who checked it
	CheckedOn content.Date
	Due       content.Day // when it is to be checked again; zero if never
	Countries []*Country
	Evidence  []*Evidence // by stance, in the order written
	Voices    []*Voice    // of experts on the claim
	Quote     *Voice      // of kind quote: the one who speaks
	About     *Annotation // of kind quote: the claim it bears on
	Quotes    []*Annotation
	See       []*Annotation
	Claimant  Party
	Drift     Drift // of kind quote
}

// ClaimID is the name of the annotation from anywhere: briefing/annotation.
func (a *Annotation) ClaimID() string { return a.Briefing.ID + "/" + a.ID }

// IsCheck reports whether the annotation has an assessment.
func (a *Annotation) IsCheck() bool { return a.Kind == content.Check }

// Updated is the day of its check, or of its newest correction if that is later.
func (a *Annotation) Updated() content.Day { return later(a.CheckedOn.To, a.Corrections) }

// Standing is the assessment of a check and the kind of anything else: what
// decides its sign, line and color.
func (a *Annotation) Standing() string {
	if a.IsCheck() && a.Assessment.IsSet() {
		return a.Assessment.Value
	}
	return a.Kind
}

// annotation makes a node without links back to it. text is that of the article.
func (c *connector) annotation(b *Briefing, text string, a *content.Annotation, passages []anchor.Range) *Annotation {
	node := &Annotation{
		Annotation: a, Briefing: b, Passages: passages,
		Path:  "briefings/" + b.ID + "/" + a.ID + ".html",
		Words: words(text, passages, quoted(a)), Countries: c.countries(&a.Head, a.Countries),
	}
	node.Claim = node.Words
	if a.Claim.IsSet() {
		node.Claim = a.Claim.Value
	} else if a.Whole.IsSet() {
		node.Claim = b.Title.Value
	} else if node.Words == "" {
		node.Claim = written(a.Passages)
	}
	c.inherit(node)
	c.unnamed(&a.Head, a.Unnamed)
	if a.ClaimedBy.IsSet() {
		node.Claimant = c.party(a.ClaimedBy)
	}
	for i := range a.Evidence {
		e := &a.Evidence[i]
		if s := c.source(&a.Head, e.Source); s != nil {
			node.Evidence = append(node.Evidence, &Evidence{Evidence: e, Annotation: node, Of: s})
		}
	}
	for i := range a.Voices {
		node.Voices = append(node.Voices, c.voice(node, &a.Voices[i]))
	}
	if a.Quote != nil {
		node.Quote = c.voice(node, a.Quote)
		node.Drift = drift(node)
	}
	return node
}

// words returns the passage as it stands in the article, on one line. The editor
// quoted it in the words given, mostly the same.
func words(text string, passages []anchor.Range, quoted string) string {
	if len(passages) == 1 {
		whole := text[passages[0].Start:passages[0].Stop]
		if whole == quoted {
			return quoted // no second copy
		}
		if !strings.ContainsAny(whole, "\n\t") && !strings.Contains(whole, "  ") {
			return strings.Clone(whole) // the rest of the article is not kept for it
		}
	}
	var parts []string
	for _, r := range passages {
		parts = append(parts, strings.Join(strings.Fields(text[r.Start:r.Stop]), " "))
	}
	return strings.Join(parts, " … ")
}

// quoted is a passage that is one line as its author wrote it; empty if it has
// another form.
func quoted(a *content.Annotation) string {
	if len(a.Passages) != 1 || strings.ContainsAny(a.Passages[0].Value, "\n\t") || strings.Contains(a.Passages[0].Value, "  ") {
		return ""
	}
	return a.Passages[0].Value
}

// written returns passages as the author wrote them: of an annotation that was
// withdrawn, whose words are not looked for in the article.
func written(passages []content.Passage) string {
	var parts []string
	for _, p := range passages {
		words := p.Value
		if p.IsLong() {
			words = p.Exact.Value
		} else if _, inside, hasContext := strings.Cut(words, "[["); hasContext {
			words, _, _ = strings.Cut(inside, "]]")
		}
		parts = append(parts, strings.Join(strings.Fields(words), " "))
	}
	return strings.Join(parts, " … ")
}

// inherit fills in what the annotation leaves to the briefing and the site, in
// this order.
func (c *connector) inherit(a *Annotation) {
	here, site := a.Briefing.Defaults, c.site.Settings.Defaults
	by := firstSet(a.Annotation.By, here.By, site.By)
	a.By = by.Value
	if name := c.editors[by.Value]; name != "" {
		a.By = name
	} else if a.Annotation.By.IsSet() {
		a.By = c.editor(&a.Head, by)
	}
	for _, d := range []content.Date{a.Annotation.Checked, here.Checked, site.Checked, a.Briefing.Date} {
		if a.CheckedOn.From.IsZero() {
			a.CheckedOn = d
		}
	}
	if len(a.Countries) == 0 {
		a.Countries = c.countries(&a.Briefing.Head, here.Countries)
	}
	if len(a.Countries) == 0 {
		a.Countries = c.countries(&c.site.Settings.Head, site.Countries)
	}
	a.Due = due(a, here.RecheckAfter, site.RecheckAfter)
}

func firstSet(texts ...content.Text) content.Text {
	for _, t := range texts {
		if t.IsSet() {
			return t
		}
	}
	return content.Text{}
}

// due is the day that the editor named, or the end of the period after the check.
func due(a *Annotation, periods ...content.Period) content.Day {
	if !a.Recheck.From.IsZero() {
		return a.Recheck.From
	}
	for _, p := range append([]content.Period{a.RecheckAfter}, periods...) {
		if !p.IsZero() && !a.CheckedOn.From.IsZero() {
			return content.DayOf(p.After(a.CheckedOn.To.Last()))
		}
	}
	return content.Day{}
}

// AllVoices returns the experts on the claim and the speaker of a quote.
func (a *Annotation) AllVoices() []*Voice {
	if a.Quote == nil {
		return a.Voices
	}
	return append([]*Voice{a.Quote}, a.Voices...)
}

// Sources returns the sources of evidence and words, each once, in the order in
// which they are shown.
func (a *Annotation) Sources() []*Source {
	var sources []*Source
	for _, v := range a.AllVoices() {
		if v.In != nil {
			sources = appendNew(sources, v.In)
		}
	}
	for _, e := range a.Evidence {
		sources = appendNew(sources, e.Of)
	}
	return sources
}

// Stance returns the evidence of one stance.
func (a *Annotation) Stance(stance string) []*Evidence {
	return slices.DeleteFunc(slices.Clone(a.Evidence), func(e *Evidence) bool { return e.Stance != stance })
}

// link adds the links back from what the annotation uses.
func (a *Annotation) link() {
	for _, k := range a.Countries {
		k.Annotations = append(k.Annotations, a)
	}
	for _, e := range a.Evidence {
		e.Of.Uses = append(e.Of.Uses, e)
	}
	for _, v := range a.AllVoices() {
		if v.In != nil {
			v.In.Voices = append(v.In.Voices, v)
		}
		if v.By.Expert != nil {
			v.By.Expert.Voices = append(v.By.Expert.Voices, v)
		}
	}
	if e := a.Claimant.Expert; e != nil {
		e.Claims = append(e.Claims, a)
	}
}
