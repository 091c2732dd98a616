package check

import (
	"regexp"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/markdown"
)

// headingMissing looks at links within a text and to articles: other pages have
// headings of their own making.
func headingMissing(d *desk, report reporter) {
	articles := map[string]*markdown.Doc{}
	for _, b := range d.Briefings {
		articles[b.Path] = b.Body
	}
	for _, t := range d.texts {
		for _, l := range t.doc.Links() {
			before, id, found := strings.Cut(l.Dest, "#")
			if !found || id == "" || strings.HasPrefix(id, "fn") {
				continue
			}
			doc := t.doc
			if before != "" {
				doc = articles[target(t.head.File.Name, l.Dest)]
			}
			if doc == nil {
				continue
			}
			var known []string
			for _, h := range doc.Headings() {
				known = append(known, h.ID)
			}
			// Ids in the text of an annotation begin with the annotation's own.
			if !slices.Contains(known, id) && !slices.Contains(known, t.head.ID+"-"+id) {
				f := report(t.head, t.at(l.Start, l.Stop), "there is no heading %q", id)
				f.Hint = "headings: " + strings.Join(known, ", ")
				if near, ok := anchor.Suggest(id, known); ok {
					f.Hint = "did you mean #" + near + "?"
				} else if len(known) == 0 {
					f.Hint = "the text has no headings"
				}
			}
		}
	}
}

// links calls see for each link or picture of every text.
func (d *desk) links(see func(t text, l markdown.Link)) {
	for _, t := range d.texts {
		for _, l := range t.doc.Links() {
			see(t, l)
		}
	}
}

func altMissing(d *desk, report reporter) {
	d.links(func(t text, l markdown.Link) {
		if l.IsImage && strings.TrimSpace(l.Words) == "" {
			report(t.head, t.at(l.Start, l.Stop), "the picture has no words for those who do not see it").Hint = "write what it shows between the brackets: ![…](…)"
		}
	})
}

var nameOfFile = regexp.MustCompile(`(?i)^(?:\S+\.(?:jpe?g|png|gif|svg|webp|avif)|image|picture|photo|img|dsc[_-]?\d+|img[_-]?\d+|untitled|screenshot)$`)

func altUseless(d *desk, report reporter) {
	d.links(func(t text, l markdown.Link) {
		if l.IsImage && nameOfFile.MatchString(strings.TrimSpace(l.Words)) {
			report(t.head, t.at(l.Start, l.Stop), "%q does not say what the picture shows", l.Words).Hint = "say it in a few words"
		}
	})
}

var vague = []string{"here", "click here", "this", "this link", "link", "more", "read more", "this page", "see here", "source"}

func linkVague(d *desk, report reporter) {
	d.links(func(t text, l markdown.Link) {
		if !l.IsImage && slices.Contains(vague, strings.ToLower(strings.Trim(l.Words, " .:…"))) && !strings.HasPrefix(l.Dest, "#") {
			report(t.head, t.at(l.Start, l.Stop), "%q does not say where the link leads", l.Words).Hint = "name what stands there"
		}
	})
}

func headingSkipped(d *desk, report reporter) {
	for _, t := range d.texts {
		last := 0
		for _, h := range t.doc.Headings() {
			if last > 0 && h.Level > last+1 {
				report(t.head, t.at(t.doc.Source(h.Start), t.doc.Source(h.Stop-1)+1), "the heading skips a level").Hint = "take one # less"
			}
			last = h.Level
		}
	}
}

func headingTwice(d *desk, report reporter) {
	for _, t := range d.texts {
		all := t.doc.Headings()
		if len(all) < 2 {
			continue
		}
		text, met := t.doc.Text(), map[string]bool{}
		for _, h := range all {
			if words := strings.ToLower(text[h.Start:h.Stop]); met[words] {
				report(t.head, t.at(t.doc.Source(h.Start), t.doc.Source(h.Stop-1)+1), "another heading is %q too", text[h.Start:h.Stop]).Hint = "name what is different"
			} else {
				met[words] = true
			}
		}
	}
}

var portable = regexp.MustCompile(`^[A-Za-z0-9._/-]+$`)

func nameCase(d *desk, report reporter) {
	met := map[string]string{}
	for _, m := range d.Library.Media {
		h := &content.Head{File: &diag.File{Name: m.Name}}
		folded := strings.ToLower(m.Name)
		switch {
		case !portable.MatchString(m.Name):
			report(h, content.At{}, "the file name does not work everywhere").Hint = "rename it: letters of English, digits, hyphens and dots"
		case met[folded] != "":
			report(h, content.At{}, "%s differs only in capital letters", met[folded]).Hint = "rename one of the two"
		}
		met[folded] = m.Name
	}
}

func mediaUnused(d *desk, report reporter) {
	if len(d.Library.Media) == 0 {
		return
	}
	used := map[string]bool{}
	d.links(func(t text, l markdown.Link) { used[target(t.head.File.Name, l.Dest)] = true })
	for _, b := range d.Briefings {
		used[target(b.File.Name, b.Image.Value)] = true
	}
	for _, m := range d.Site.Media {
		if !used[m.Path] {
			report(&content.Head{File: &diag.File{Name: m.Name}}, content.At{}, "no text uses the file").Hint = "use or delete it"
		}
	}
}
