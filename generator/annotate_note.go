package main

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/draft"
	"briefing/generator/edit"
)

// note is the annotation that the flags state.
func (c *annotateCommand) note(p *program, b *content.Briefing) (draft.Note, target, error) {
	n := draft.Note{
		Briefing: b.ID, Claim: c.Claim, Assessment: c.Assessment, Confidence: c.Confidence, Because: c.Because,
		Supports: c.Supports, Contradicts: c.Contradicts, Context: c.Context, Searched: c.Searched,
		Expert: c.Expert, Speaker: c.Speaker, Stance: c.Stance, SaidIn: c.SaidIn, SaidToUs: c.SaidToUs, About: c.About,
		ClaimedBy: c.ClaimedBy, Countries: c.Country, By: c.By, Gist: c.Gist, Text: c.Text,
	}
	if c.Question {
		n.Kind = content.Question
	}
	if err := c.side(&n); err != nil {
		return n, target{}, err
	}
	if c.Expert != "" && c.Assessment != "" && !slices.Contains(content.VoiceStances, c.Stance) {
		return n, target{}, errors.New("an expert on a claim has a stance: --stance " + strings.Join(content.VoiceStances, ", "))
	}
	at, err := c.passage(b)
	if err != nil {
		return n, target{}, err
	}
	n.Passages = at.passages
	if !c.JSON {
		p.others(b, at)
	}
	n.ID, err = p.annotationID(b, c.ID, at.words)
	return n, at, err
}

// side puts what stands in --source on the side that the assessment names.
func (c *annotateCommand) side(n *draft.Note) error {
	switch {
	case len(c.Source) == 0:
	case c.Assessment == content.Disputed:
		return errors.New("a disputed claim has sources on both sides: say --supports or --contradicts instead of --source")
	case c.Assessment == content.Contradicted:
		n.Contradicts = slices.Concat(c.Source, n.Contradicts)
	case c.Assessment == "" || c.Assessment == content.Unverified:
		n.Context = slices.Concat(c.Source, n.Context)
	default:
		n.Supports = slices.Concat(c.Source, n.Supports)
	}
	return nil
}

// annotationID is the id that was asked for, or one that is made of words and not
// taken yet.
func (p *program) annotationID(b *content.Briefing, id, words string) (string, error) {
	folder := path.Join("content/briefings", b.ID, "annotations")
	isTaken := func(id string) bool {
		_, err := os.Lstat(filepath.Join(p.root, filepath.FromSlash(folder), id+".md"))
		return err == nil
	}
	switch {
	case id != "" && !content.IsID(id):
		return "", badID(id)
	case id != "" && isTaken(id):
		return "", fmt.Errorf("%s/%s.md is there already", folder, id)
	case id != "":
		return id, nil
	}
	return edit.FreeID(idOf(words, "note"), isTaken), nil
}

// idOf is an id made of the first words of a text, or another one if nothing of them
// can be used.
func idOf(words, otherwise string) string {
	fields := strings.Fields(words)
	if id := content.Slug(strings.Join(fields[:min(6, len(fields))], " ")); id != "untitled" {
		return id
	}
	return otherwise
}
