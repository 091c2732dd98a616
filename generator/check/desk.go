package check

import (
	"slices"
	"time"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/graph"
	"briefing/generator/markdown"
)

// desk is what the rules look at: the site, the day, and what several rules would
// else gather for themselves.
type desk struct {
	*graph.Site
	now      time.Time
	standing []*graph.Annotation // that could be read and are not withdrawn
	texts    []text              // on the site
}

func newDesk(site *graph.Site, now time.Time) *desk {
	d := &desk{Site: site, now: now, texts: texts(site)}
	for _, a := range site.Written {
		if !a.IsBroken && a.Status != content.Withdrawn && a.Briefing.Status != content.Withdrawn {
			d.standing = append(d.standing, a)
		}
	}
	return d
}

// text is Markdown that is on the site.
type text struct {
	head  *content.Head
	doc   *markdown.Doc
	start int // offset of the Markdown in its file
}

func texts(site *graph.Site) []text {
	var all []text
	for _, b := range site.Briefings {
		all = append(all, text{&b.Head, b.Body, b.BodyStart})
		for _, a := range b.Annotations {
			all = append(all, text{&a.Head, a.Body, a.BodyStart})
		}
	}
	for _, p := range site.Library.Pages {
		all = append(all, text{&p.Head, p.Body, p.BodyStart})
	}
	for _, s := range site.Sources {
		all = append(all, text{&s.Head, s.Body, s.BodyStart})
	}
	for _, e := range site.Experts {
		all = append(all, text{&e.Head, e.Body, e.BodyStart})
	}
	for _, k := range site.Countries {
		if k.Own != nil {
			all = append(all, text{&k.Own.Head, k.Own.Body, k.Own.BodyStart})
		}
	}
	return all
}

// at is a place of the Markdown in its file.
func (t text) at(start, stop int) content.At {
	return content.At{Start: int32(t.start + start), Stop: int32(t.start + stop)}
}

// article is an article on the site with its text, which is put together once for
// all rules. Withdrawn articles are not judged.
type article struct {
	*graph.Briefing
	settings  *content.Site
	now       time.Time
	text      string
	sentences []anchor.Range // of paragraphs
}

func newArticle(b *graph.Briefing, settings *content.Site, now time.Time) *article {
	a := &article{Briefing: b, settings: settings, now: now, text: b.Body.Text()}
	for _, block := range b.Body.Blocks() {
		if block.Kind != markdown.Paragraph {
			continue
		}
		for _, s := range anchor.Sentences(a.text[block.Start:block.Stop]) {
			a.sentences = append(a.sentences, anchor.Range{Start: block.Start + s.Start, Stop: block.Start + s.Stop})
		}
	}
	return a
}

// at is a range of the text in the file.
func (a *article) at(r anchor.Range) content.At {
	if r.Stop <= r.Start {
		return content.At{}
	}
	start, stop := a.Body.Source(r.Start), a.Body.Source(r.Stop-1)+1
	return content.At{Start: int32(a.BodyStart + start), Stop: int32(a.BodyStart + max(start, stop))}
}

// isTouched reports whether an annotation is about some of the range.
func (a *article) isTouched(r anchor.Range) bool {
	return slices.ContainsFunc(a.Annotations, func(n *graph.Annotation) bool {
		return slices.ContainsFunc(n.Passages, func(p anchor.Range) bool { return p.Start < r.Stop && r.Start < p.Stop })
	})
}

// isPast reports whether a day, month or year is over.
func (d *desk) isPast(day content.Day) bool {
	return day.Last().AddDate(0, 0, 1).Before(d.now)
}

// isFuture reports whether a day, month or year has not begun anywhere on Earth.
func (d *desk) isFuture(day content.Day) bool {
	return !day.IsZero() && day.First().AddDate(0, 0, -1).After(d.now)
}
