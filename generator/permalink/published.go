package permalink

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/graph"
)

// Of returns the lock of a site at a time. Drafts, and what is under embargo then,
// are not in it. What the lock before knows of a first day is kept.
//
// What a check was about stays as it was checked, until it is checked again.
func Of(site *graph.Site, before *Lock, now time.Time) *Lock {
	lock := published(site, before, now)
	for i := range lock.Entries {
		lock.Entries[i].keep(before.Find(lock.Entries[i].ID), before)
	}
	return lock
}

// published is the lock of a site as it is.
func published(site *graph.Site, before *Lock, now time.Time) *Lock {
	p := &publisher{before: before}
	for _, b := range site.Briefings {
		if b.Status == content.Draft || b.Embargo.After(now) {
			continue
		}
		text := b.Body.Text()
		p.add(Entry{ID: briefingID(b), Assessment: state(b.IsWithdrawn()), First: b.Date.From.String(), Corrections: len(b.Corrections)})
		for _, a := range b.Annotations {
			if a.Status == content.Published {
				p.add(annotation(a, text))
			}
		}
		for _, a := range b.Withdrawn {
			if p.was(annotationID(a)) {
				p.add(annotation(a, text))
			}
		}
	}
	for _, s := range site.Sources {
		p.add(Entry{ID: "sources/" + s.ID, Assessment: none, First: s.Accessed.From.String(), Corrections: len(s.Corrections)})
	}
	for _, e := range site.Experts {
		p.add(Entry{ID: "experts/" + e.ID, Assessment: none, Corrections: len(e.Corrections)})
	}
	slices.SortFunc(p.entries, func(a, b Entry) int { return strings.Compare(a.ID, b.ID) })
	return &Lock{File: before.File, Entries: p.entries}
}

const (
	none      = "-"
	withdrawn = string(content.Withdrawn)
)

type publisher struct {
	before  *Lock
	entries []Entry
}

func (p *publisher) was(id string) bool { return p.before.Find(id) != nil }

func (p *publisher) add(e Entry) {
	if e.Hash == "" {
		e.Hash = none
	}
	if e.First == "" {
		e.First = none
	}
	if old := p.before.Find(e.ID); old != nil {
		e.First = old.First
	}
	p.entries = append(p.entries, e)
}

func briefingID(b *graph.Briefing) string { return "briefings/" + b.ID }

func annotationID(a *graph.Annotation) string { return briefingID(a.Briefing) + "/" + a.ID }

func state(isWithdrawn bool) string {
	if isWithdrawn {
		return withdrawn
	}
	return none
}

// annotation is the entry of an annotation on a text. Only what is claimed has a hash:
// notes may be worded anew.
func annotation(a *graph.Annotation, text string) Entry {
	e := Entry{ID: annotationID(a), First: a.CheckedOn.From.String(), Assessment: state(a.N == 0), Corrections: len(a.Corrections)}
	if a.N == 0 {
		return e
	}
	if a.IsCheck() && a.Assessment.IsSet() {
		e.Assessment, e.Hash = a.Assessment.Value, hash(a.Claim, a.Assessment.Value)
	}
	for _, r := range a.Passages {
		e.Passages = append(e.Passages, spelled(text, r, anchor.Range{Start: max(0, r.Start-around), Stop: min(len(text), r.Stop+around)}))
	}
	e.asChecked(a, text)
	return e
}

// hash is the beginning of the SHA-256 of a claim, as compared, and its assessment.
func hash(claim, assessment string) string {
	sum := sha256.Sum256([]byte(anchor.Fold(claim) + "\x00" + assessment))
	return hex.EncodeToString(sum[:6])
}

// around is how many bytes of the article are kept on each side of a passage, or a
// few less, so that no letter is cut.
const around = 32

// spelled is a passage between its surroundings, as far as there is room, on one line.
func spelled(text string, r, room anchor.Range) string {
	cut := func(s string) string { return oneLine.Replace(strings.ToValidUTF8(s, "")) }
	return cut(text[room.Start:r.Start]) + "[[" + cut(text[r.Start:r.Stop]) + "]]" + cut(text[r.Stop:room.Stop])
}

var oneLine = strings.NewReplacer("\n", " ", "\t", " ")
