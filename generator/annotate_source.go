package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/draft"
	"briefing/generator/edit"
)

// documents are the sources to be made of the addresses in --url. Each address is put
// with the other sources of the annotation, by its id; one that is a source already is
// only named. A quote without a place is said there.
func (c *annotateCommand) documents(p *program, library *content.Library) ([]draft.Document, error) {
	if len(c.URL) == 0 && (c.Title != "" || len(c.Author) > 0 || c.Publisher != "" || c.Published != "") {
		return nil, errors.New("--title, --author, --publisher and --published are of the document at --url: say its address")
	}
	if len(c.URL) > 1 && (c.Title != "" || len(c.Author) > 0 || c.Publisher != "" || c.Published != "") {
		return nil, errors.New("of several addresses nobody could tell whose title and publisher they are: make the sources one by one")
	}
	var made []draft.Document
	for _, reference := range c.URL {
		address, at, _ := strings.Cut(strings.TrimSpace(reference), " ")
		id, _ := edit.SourceOf(library, address)
		for _, d := range made {
			if check.SameDocument(d.URL, address) {
				id = d.ID
			}
		}
		if id != "" && !c.JSON {
			fmt.Fprintf(p.stderr, "%s is a source already: %s\n", address, id)
		} else if id == "" {
			d, err := c.document(library, made, address)
			if err != nil {
				return nil, err
			}
			made, id = append(made, d), d.ID
		}
		named := strings.TrimSpace(id + " " + at)
		if c.Assessment == "" && (c.Expert != "" || c.Speaker != "") && c.SaidIn == "" && c.SaidToUs == "" {
			c.SaidIn = named
		} else {
			c.Source = append(c.Source, named)
		}
	}
	return made, nil
}

// document is a source of which no more is known than the flags and the address say.
func (c *annotateCommand) document(library *content.Library, made []draft.Document, address string) (draft.Document, error) {
	d := edit.Document{URL: address, Title: c.Title, Authors: c.Author, Publisher: c.Publisher, Date: c.Published}
	return d.Draft(today(), func(id string) bool {
		return slices.ContainsFunc(library.Sources, func(s *content.Source) bool { return s.ID == id }) ||
			slices.ContainsFunc(made, func(o draft.Document) bool { return o.ID == id })
	})
}
