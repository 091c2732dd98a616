package imports

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/draft"
	"briefing/generator/foreign"
)

const (
	notPlaced = "not placed: "
	wordless  = "it has no text: write below what readers learn of these words" // a highlight
)

// draft is a note as it is written here. It is a draft: what other people wrote
// elsewhere is not for readers before an editor has looked. One that says nothing has no
// place.
func (p *planner) draft(t *target, n foreign.Note, at *placed) draft.Note {
	d := draft.Note{
		Briefing: t.ID, Passages: at.passages, Kind: n.Kind, Claim: n.Claim, Searched: n.Searched, Status: string(content.Draft),
		Origin: draft.Origin(n.Origin), Comments: slices.Clone(n.Comments), Text: text(n), Resolved: n.Resolved,
		Supports: p.cited(n.Supports), Contradicts: p.cited(n.Contradicts), Context: p.cited(n.Context),
	}
	if !at.ok {
		for _, why := range at.why {
			d.Comments = append(d.Comments, notPlaced+why)
		}
	}
	if len(n.Fields) > 0 {
		take(&d, n)
		return d
	}
	p.assess(&d, n)
	if d.Assessment != "" {
		d.Checked = n.Origin.Date
		d.By = p.editor(n.Origin.By)
	}
	if d.Assessment == "" && d.Text == "" && len(d.Context) == 0 {
		at.ok, at.why = false, append(at.why, wordless)
		d.Comments = append(d.Comments, notPlaced+wordless)
	}
	return d
}

// placing are the fields of a site like ours that say where a note stands and what became
// of it there. Do not change.
var placing = []string{"quote", "whole", "status", "withdrawn_because", "origin", "allow", "x_tags", "x_resolved"}

// plainKey is a key that may stand in front matter as it is.
var plainKey = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// take takes over the fields of an annotation of a site like ours. The kind is left out
// where it follows from the other fields.
func take(d *draft.Note, n foreign.Note) {
	d.Kind, d.Tags, d.Claim, d.Searched, d.Supports, d.Contradicts, d.Context = "", n.Tags, "", "", nil, nil, nil
	for _, f := range n.Fields {
		switch {
		case f.Key == "kind" && f.Value != content.Question:
		case slices.Contains(placing, f.Key), !plainKey.MatchString(f.Key):
			d.Comments = append(d.Comments, fmt.Sprintf("%s: %v", f.Key, f.Value))
		default:
			d.Fields = append(d.Fields, draft.Value(f))
		}
	}
}

// assess takes an assessment from the fields or tags of a note. One that lacks what it
// needs stays a comment, since nothing that a program wrote may look like a finding.
func (p *planner) assess(d *draft.Note, n foreign.Note) {
	value := n.Assessment
	if meant := p.meaning(value); meant != "" && meant != content.Question {
		value = meant
	}
	for _, tag := range n.Tags {
		meant := p.meaning(tag)
		if meant != "" {
			p.meant[tag] = meant
		}
		switch {
		case meant == content.Question && d.Kind == "":
			d.Kind = content.Question
		case meant != "" && meant != content.Question && value == "":
			value = meant
		default:
			d.Tags = append(d.Tags, tag)
		}
	}
	if value == "" {
		d.Context = append(d.Context, p.linked(*d)...)
		return
	}
	linked := p.linked(*d)
	switch {
	case value == content.Contradicted && len(d.Contradicts) == 0:
		d.Contradicts, linked = linked, nil
	case (value == content.Supported || value == content.PartlySupported) && len(d.Supports) == 0:
		d.Supports, linked = linked, nil
	}
	d.Context = append(d.Context, linked...)
	if lack := lacks(*d, value); lack != "" {
		d.Comments = append(d.Comments, fmt.Sprintf("assessment: %s – it needs %s", value, lack))
		d.Context = slices.Concat(d.Context, d.Supports, d.Contradicts)
		d.Supports, d.Contradicts, d.Searched = nil, nil, ""
		if n.Searched != "" {
			d.Comments = append(d.Comments, "searched: "+n.Searched)
		}
		return
	}
	d.Assessment, d.Kind = value, ""
}

// meaning is the assessment that a tag means, or the word question; empty if it means
// none.
func (p *planner) meaning(tag string) string {
	tag = hyphened(tag)
	if meant := p.Tags[tag]; meant != "" {
		return meant
	}
	if tag == content.Question || slices.Contains(content.Assessments, tag) {
		return tag
	}
	return ""
}

// meanings are what tags mean, by the tags as they are compared. The error is that two of
// them are the same and mean different things.
func meanings(tags map[string]string) (map[string]string, error) {
	all, written := map[string]string{}, map[string]string{}
	for _, of := range slices.Sorted(maps.Keys(tags)) {
		tag := hyphened(of)
		if first := written[tag]; first != "" && all[tag] != tags[of] {
			return nil, fmt.Errorf("the tags %q and %q are the same, and cannot mean both %s and %s", first, of, all[tag], tags[of])
		}
		all[tag], written[tag] = tags[of], of
	}
	return all, nil
}

// hyphened is a word as values of the format are written.
func hyphened(s string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(s)), " ", "-")
}

// lacks says what an assessment needs and has not; empty if it has everything.
func lacks(d draft.Note, value string) string {
	switch {
	case !slices.Contains(content.Assessments, value):
		return "to be one of " + strings.Join(content.Assessments, ", ")
	case value == content.Unverified && d.Searched == "":
		return "searched: what was searched"
	case value == content.Disputed && (len(d.Supports) == 0 || len(d.Contradicts) == 0):
		return "sources on both sides"
	case value == content.Contradicted && len(d.Contradicts) == 0:
		return "a source in contradicts"
	case (value == content.Supported || value == content.PartlySupported) && len(d.Supports) == 0:
		return "a source in supports"
	case value == content.PartlySupported && d.Text == "":
		return "a text that says what does not hold"
	}
	return ""
}

var address = regexp.MustCompile(`https?://[^\s<>"'\]]+`)

// linked are the sources whose addresses stand in the text of a note, but for those it
// cites already.
func (p *planner) linked(d draft.Note) []string {
	var ids []string
	cited := slices.Concat(d.Supports, d.Contradicts, d.Context)
	for _, a := range address.FindAllString(d.Text, -1) {
		s := p.shelf.within(a)
		if s == nil || slices.Contains(ids, s.ID) {
			continue
		}
		if !slices.ContainsFunc(cited, func(c string) bool { id, _, _ := strings.Cut(c, " "); return id == s.ID }) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// cited turns addresses and titles of sources into their ids, as far as there are such
// sources. What is none it leaves.
func (p *planner) cited(all []string) []string {
	var ids []string
	for _, c := range all {
		if s := p.shelf.at(c); s != nil {
			c = s.ID
		} else if s := p.shelf.titled(c); s != nil {
			c = s.ID
		}
		ids = append(ids, c)
	}
	return ids
}

// editor is the key of an editor by name or key; empty if there is none.
func (p *planner) editor(name string) string {
	for _, e := range p.Library.Site.Editors {
		if name != "" && (e.Key == name || e.Name.Value == name) {
			return e.Key
		}
	}
	return ""
}

// text is what a note says, with the answers to it.
func text(n foreign.Note) string {
	b := strings.TrimSpace(strings.ReplaceAll(n.Text, "\r\n", "\n"))
	if strings.HasPrefix(b, ">") { // a quotation at the top would be a passage
		b = "<!-- -->\n\n" + b
	}
	for _, r := range n.Replies {
		head := strings.Trim(r.By+", "+r.Date, ", ")
		b += "\n\n"
		if head != "" {
			b += "**" + head + ":** "
		}
		b += strings.TrimSpace(strings.ReplaceAll(r.Text, "\r\n", "\n"))
	}
	return strings.TrimSpace(b)
}
