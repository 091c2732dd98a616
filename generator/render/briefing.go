package render

import (
	"cmp"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/graph"
	"briefing/generator/markdown"
)

// BriefingView is an article with its notes.
type BriefingView struct {
	Frame
	Heading    string
	Date       Time
	Updated    Time // empty if it is the date
	Minutes    int  // to read the article, at 220 words a minute
	Authors    []Link
	Summary    string
	Image      string // address of the picture that stands above the article
	State      string // "draft", "withdrawn"; empty if it is published
	Because    string // it was withdrawn
	Tally      []Count
	Findings   []FindingView
	Whole      []Chip // annotations of the article as a whole
	Article    template.HTML
	Notes      []Note
	Coverage   CoverageView
	Sources    []SourceEntry
	SourceList Link // to the page that lists them, if they are many
	Experts    []Link
	Countries  []Link
	Topics     []Link
	Relations  []Link // to pictures of what it connects and when it happened
	Changes    []CorrectionView
	Cite       CiteView
}

// FindingView is a sentence to take away, with the notes that it rests on.
type FindingView struct {
	Words string
	On    []Chip
}

// Chip leads to a note.
type Chip struct {
	Standing
	ID   string // of an annotation that has no passage to bear it
	N    int
	Href string
}

// Note is an annotation beside the article.
type Note struct {
	Standing
	ID       string
	N        int
	Back     string // address of the passage
	Claim    string // as worded; empty if the article's words are the claim
	Speaker  Link   // of a quote
	Role     string // of the speaker, at the time
	Gist     string
	Body     template.HTML
	Folded   string // what the evidence consists of: "3 sources, 1 quote"
	Evidence EvidenceView
	Measures []string // counts that the list of evidence does not show
	Page     string   // its own page
	IsKey    bool
	IsDraft  bool // it is shown in the preview only
	Previous Chip // the notes around it; without address at an end
	Next     Chip
	Alike    Chip // the passage of the next note of the same standing
}

// CoverageView says how many sentences of the article are annotated.
type CoverageView struct {
	Sentences, Touched, Checked int
	Strip                       []string // of each sentence the standing of its note, else "none"
}

// wordsPerMinute is the speed of silent reading of English non-fiction: 238 words
// a minute in Marc Brysbaert, "How many words do we read per minute?", Journal of
// Memory and Language 109, 2019; a little less for a text with notes.
const wordsPerMinute = 220

func (r *Renderer) briefing(f *frame, p graph.Page) any {
	b := p.Subject.(*graph.Briefing)
	v := BriefingView{
		Frame: f.titled(b.Title.Value, b.Summary.Value), Heading: b.Title.Value, Date: when(b.Date), Summary: b.Summary.Value,
		Authors: parties(f, b.Authors), Changes: r.changes(f, b),
	}
	if r.hasCard(b) {
		v.Card = r.site.Settings.URL + cardPath(b)
	}
	if b.Status != content.Published {
		v.State, v.Because = string(b.Status), b.WithdrawnBecause.Value
	}
	if b.IsWithdrawn() {
		return v
	}
	if b.Picture != "" {
		v.Image = f.href(b.Picture)
	}
	if updated := b.Updated(); updated.First().After(b.Date.To.First()) {
		v.Updated = day(updated)
	}
	v.Minutes = max(1, countWords(b.Body.Text())/wordsPerMinute)
	v.Tally = r.labels.tally(b.Annotations, func(c graph.Count) string { return "#" + passageID(c.Of[0]) })
	for _, finding := range b.Findings {
		v.Findings = append(v.Findings, FindingView{finding.Words, r.chips(finding.On)})
	}
	v.Article = html(r.marked(f, b))
	cites := newCitations(b)
	for _, a := range b.Annotations {
		if a.Whole.IsSet() {
			chip := r.chip(a)
			chip.ID = passageID(a)
			v.Whole = append(v.Whole, chip)
		}
		v.Notes = append(v.Notes, r.note(f, a, cites))
	}
	v.Own = f.href(notesName + "?v=" + hash(r.notes.tied))
	v.Unscripted = f.href(pairsName + "?v=" + hash(r.notes.paired))
	v.Coverage = coverage(b)
	r.lists(f, b, &v)
	v.Cite = citeBriefing(f, b)
	return v
}

// countWords counts stretches between white space without making them.
func countWords(text string) int {
	n := 0
	for range strings.FieldsSeq(text) {
		n++
	}
	return n
}

// lists fills in what stands below the article.
func (r *Renderer) lists(f *frame, b *graph.Briefing, v *BriefingView) {
	if b.HasSourceList() {
		v.SourceList = Link{"All " + plural(len(b.Sources), "source") + " as a list", path.Base(b.SourcesPath())}
	} else {
		v.Sources = r.sourceList(f, b, "")
	}
	for _, e := range b.Experts {
		v.Experts = append(v.Experts, Link{e.Name.Value, f.href(e.Path)})
	}
	v.Countries = countryLinks(f, b.Countries)
	for _, t := range b.Filed {
		v.Topics = append(v.Topics, Link{t.Name, f.href(t.Path)})
	}
	if b.HasRelations() {
		v.Relations = relationsLinks(f, b)
	}
}

// passageID is the id of the first mark of an annotation in the article, or of
// the chip below the title for one about the whole article. It does not change
// when annotations are added.
func passageID(a *graph.Annotation) string { return "c-" + a.ID }

func noteID(a *graph.Annotation) string { return "n-" + a.ID }

func (r *Renderer) chip(a *graph.Annotation) Chip {
	return Chip{Standing: r.labels.of(a), N: a.N, Href: "#" + noteID(a)}
}

func (r *Renderer) chips(annotations []*graph.Annotation) []Chip {
	var chips []Chip
	for _, a := range annotations {
		chips = append(chips, r.chip(a))
	}
	return chips
}

// marked is the article with the passages marked and mentions linked.
func (r *Renderer) marked(f *frame, b *graph.Briefing) markdown.HTML {
	var m markdown.Marking
	var of []*graph.Annotation // of each mark
	last := map[*graph.Annotation]int{}
	for _, a := range b.Annotations {
		for _, p := range a.Passages {
			last[a] = len(m.Marks)
			m.Marks, of = append(m.Marks, markdown.Range(p)), append(of, a)
		}
	}
	begun := map[*graph.Annotation]bool{}
	m.Open = func(marks, first []int) string {
		var fresh []*graph.Annotation
		for _, i := range first {
			if !begun[of[i]] {
				begun[of[i]] = true
				fresh = append(fresh, of[i])
			}
		}
		return mark(of, marks, fresh)
	}
	m.After = func(i int) string {
		if last[of[i]] != i {
			return ""
		}
		return r.chipHTML(of[i])
	}
	for _, mention := range b.Links {
		m.Links = append(m.Links, markdown.Anchor{
			Range: markdown.Range{Start: int(mention.Start), Stop: int(mention.Stop)},
			Open:  `<a class="mention" href="` + template.HTMLEscapeString(f.href(b.Mentions[mention.Of].Path())) + `">`,
		})
	}
	return b.Body.Mark(m)
}

// mark is the start tag of a passage: ids of the annotations that begin here, and
// the standing of the one that begins last, which lies
// innermost.
func mark(of []*graph.Annotation, marks []int, fresh []*graph.Annotation) string {
	var b strings.Builder
	var covered []*graph.Annotation
	for _, i := range marks {
		covered = append(covered, of[i])
	}
	for i, a := range fresh {
		if i < len(fresh)-1 {
			fmt.Fprintf(&b, `<span id=%q data-a="%d"></span>`, passageID(a), a.N)
		}
	}
	fmt.Fprintf(&b, `<mark data-n=%q`, numbers(covered))
	if len(fresh) > 0 {
		last := fresh[len(fresh)-1]
		fmt.Fprintf(&b, ` id=%q data-a="%d"`, passageID(last), last.N)
	}
	top := of[slices.MaxFunc(marks, func(i, j int) int { return of[i].Passages[0].Start - of[j].Passages[0].Start })]
	fmt.Fprintf(&b, ` data-v=%q`, top.Standing())
	if len(marks) > 1 {
		fmt.Fprintf(&b, ` data-under=%q`, of[marks[0]].Standing())
	}
	// ARIA allows several notes here, but checkers and screen readers know one.
	fmt.Fprintf(&b, ` aria-details=%q>`, noteID(top))
	return b.String()
}

// chipHTML is the link from a passage to its note.
func (r *Renderer) chipHTML(a *graph.Annotation) string {
	s := r.labels.of(a)
	return fmt.Sprintf(`<a class="chip" data-v=%q data-n="%d" href="#%s" role="doc-noteref"><span class="sign" aria-hidden="true">%s</span>%d<span class="hidden"> note, %s</span></a>`,
		s.Key, a.N, noteID(a), s.Sign, a.N, template.HTMLEscapeString(s.lower()))
}

func (r *Renderer) note(f *frame, a *graph.Annotation, cites *citations) Note {
	n := Note{
		Standing: r.labels.of(a), ID: noteID(a), N: a.N, Back: "#" + passageID(a), Gist: gist(a), Page: path.Base(a.Path),
		Body: html(a.Body.HTML()), Folded: folded(a), Evidence: cites.brief(f, a), IsKey: a.IsKey, IsDraft: a.Status == content.Draft,
	}
	if a.Annotation.Claim.IsSet() {
		n.Claim = a.Claim
	}
	if q := n.Evidence.Quote; q != nil {
		n.Speaker, n.Role = q.Person, q.Role
	}
	for _, m := range measures(f, a) {
		if !m.IsPlain {
			n.Measures = append(n.Measures, m.Words)
		}
	}
	r.steps(a, &n)
	return n
}

// steps fills in the ways to other notes.
func (r *Renderer) steps(a *graph.Annotation, n *Note) {
	all := a.Briefing.Annotations
	if a.N > 1 {
		n.Previous = r.chip(all[a.N-2])
	}
	if a.N < len(all) {
		n.Next = r.chip(all[a.N])
	}
	if i := slices.IndexFunc(all[a.N:], func(o *graph.Annotation) bool { return o.Standing() == a.Standing() }); i >= 0 {
		n.Alike = r.chip(all[a.N+i])
		n.Alike.Href = "#" + passageID(all[a.N+i])
	}
}

// folded says what the evidence of an annotation consists of.
func folded(a *graph.Annotation) string {
	var parts []string
	if n := len(a.Sources()); n > 0 {
		parts = append(parts, plural(n, "source"))
	}
	if n := len(a.Voices); n > 0 {
		parts = append(parts, plural(n, "expert"))
	}
	if len(parts) == 0 {
		return "More"
	}
	return strings.Join(parts, ", ")
}

func coverage(b *graph.Briefing) CoverageView {
	c := CoverageView{Sentences: len(b.Coverage.Sentences), Touched: b.Coverage.Touched, Checked: b.Coverage.Checked}
	for _, s := range b.Coverage.Sentences {
		standing := "none"
		if s.Annotation > 0 {
			standing = b.Annotations[cmp.Or(s.Check, s.Annotation)-1].Standing()
		}
		c.Strip = append(c.Strip, standing)
	}
	return c
}

// parties links people who have a page.
func parties(f *frame, all []graph.Party) []Link {
	var links []Link
	for _, p := range all {
		l := Link{Text: p.Name}
		if p.Expert != nil {
			l.Href = f.href(p.Expert.Path)
		}
		links = append(links, l)
	}
	return links
}

func countryLinks(f *frame, all []*graph.Country) []Link {
	var links []Link
	for _, k := range all {
		links = append(links, Link{k.Name, f.href(k.Path)})
	}
	return links
}

// changes are the corrections of a briefing and its annotations, newest first.
func (r *Renderer) changes(f *frame, b *graph.Briefing) []CorrectionView {
	found := slices.Clone(r.corrected[b.Path])
	for _, a := range slices.Concat(b.Annotations, b.Withdrawn) {
		found = append(found, r.corrected[a.Path]...)
	}
	slices.SortStableFunc(found, func(a, b graph.Correction) int { return b.Date.From.First().Compare(a.Date.From.First()) })
	var all []CorrectionView
	for _, k := range found {
		all = append(all, r.correction(f, k))
	}
	return all
}
