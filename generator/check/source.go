package check

import (
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/graph"
)

// unlinked are types of sources that need no address.
var unlinked = []string{"book", "chapter", "thesis", "interview", "letter", "law", "treaty", "speech"}

// sourceIncomplete leaves out what nothing uses yet: its author is still at it.
func sourceIncomplete(d *desk, report reporter) {
	for _, s := range d.Sources {
		if s.IsBroken {
			continue
		}
		var lacks []string
		if !s.Publisher.IsSet() && !s.Container.IsSet() && len(s.Authors) == 0 {
			lacks = append(lacks, "publisher")
		}
		if s.Date.From.IsZero() && s.Date.At == (content.At{}) && s.Type.Value != "web" && s.Type.Value != "dataset" {
			lacks = append(lacks, "date")
		}
		isOnline := s.Seen != "no" && s.Access != "offline" && s.Access != "unpublished" && !slices.Contains(unlinked, s.Type.Value)
		if isOnline && s.URL.At == (content.At{}) && !s.DOI.IsSet() && !s.Archived.IsSet() {
			lacks = append(lacks, "url")
		}
		if len(lacks) > 0 {
			report(&s.Head, content.At{}, "the source lacks: %s", strings.Join(lacks, ", ")).Paste = strings.Join(lacks, ": …\n") + ": …"
		}
	}
}

func sourceTwice(d *desk, report reporter) {
	met := map[string]*content.Source{}
	look := func(s *content.Source, key string, t content.Text) {
		first := met[key]
		if first == nil {
			met[key] = s
			return
		}
		f := report(&s.Head, t.At, "the source %q is the same document", first.ID)
		at := first.URL.At
		*f = f.WithHint("join the two").WithRelated(first.File, int(at.Start), int(at.Stop), "first listed here")
	}
	for _, s := range d.Library.Sources {
		switch {
		case s.DOI.IsSet():
			look(s, "doi:"+strings.ToLower(s.DOI.Value), s.DOI)
		case s.URL.IsSet():
			look(s, plainAddress(s.URL.Value), s.URL)
		}
	}
}

func placeMissing(d *desk, report reporter) {
	for _, a := range d.standing {
		for _, e := range a.Evidence {
			isLong := slices.Contains([]string{"book", "thesis", "video", "audio"}, e.Of.Type.Value) ||
				strings.HasSuffix(strings.ToLower(e.Of.URL.Value), ".pdf")
			if isLong && !e.Place.IsSet() && e.Stance != content.Background {
				f := report(&a.Head, e.Source.At, "%q is cited without page or time", e.Of.ID)
				f.Hint, f.Paste = "add the place behind the id", e.Of.ID+" p. 1"
			}
		}
	}
}

func paywallUnquoted(d *desk, report reporter) {
	for _, s := range d.Sources {
		if s.Access == "paywall" && len(s.Extracts) == 0 && len(s.Uses) > 0 {
			report(&s.Head, content.At{}, "the source is behind a paywall and has no extract").Paste = "extracts:\n  - {at: p. 1, words: \"…\"}"
		}
	}
}

func translationMissing(d *desk, report reporter) {
	home, _, _ := strings.Cut(d.Settings.Language, "-")
	for _, s := range d.Library.Sources {
		for _, e := range s.Extracts {
			lang, _, _ := strings.Cut(e.Lang.Value, "-")
			if lang != "" && !strings.EqualFold(lang, home) && !e.Translation.IsSet() {
				report(&s.Head, e.Words.At, "the extract is in another language (%s) and has no translation", e.Lang.Value).Paste = "translation: …"
			}
		}
	}
}

func accessedMissing(d *desk, report reporter) {
	for _, s := range d.Library.Sources {
		if s.URL.IsSet() && s.Accessed.At == (content.At{}) && !s.Archived.IsSet() && !s.DOI.IsSet() && s.Seen != "no" && !s.IsBroken {
			report(&s.Head, s.URL.At, "the source does not say when it was read").Paste = "accessed: …"
		}
	}
}

// archiveMissing looks at sources that carry an assessment alone: with any other one
// the claim would keep its evidence if the page vanished.
func archiveMissing(d *desk, report reporter) {
	met := map[*graph.Source]bool{}
	for _, a := range d.standing {
		for _, side := range needs[a.Assessment.Value] {
			list := a.Distinct(side)
			if len(list) != 1 || met[list[0]] {
				continue
			}
			s := list[0]
			met[s] = true
			if s.URL.IsSet() && !s.Archived.IsSet() && !s.DOI.IsSet() {
				f := report(&s.Head, s.URL.At, "the page carries an assessment alone and has no archive copy: %q", a.ClaimID())
				f.Paste = "archived: https://web.archive.org/…"
			}
		}
	}
}
