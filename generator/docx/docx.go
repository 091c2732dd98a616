// Package docx reads documents of Word, LibreOffice and Google Docs (Office Open XML,
// ECMA-376): the text as Markdown, and the comments with the words that they are on.
//
// It takes what a reader of the finished text sees: insertions are kept, deletions left
// out. Headings, emphasis, links, lists, tables, quotations, code, footnotes and pictures
// are kept; page layout, headers and footers are not text.
//
// It is the only package that knows of the format.
package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Document is what a file holds.
type Document struct {
	Title    string // of its properties, or of a paragraph that is a title; may be empty
	Authors  []string
	Created  string // date
	Markdown string
	Plain    string // the text as a reader sees it, blocks parted by empty lines
	Comments []Comment
	Pictures []Picture
}

// Comment is a remark in the margin. Start and Stop are offsets in [Document.Plain];
// they are equal if it is on a place and not on words.
type Comment struct {
	ID          string // in the file; another program may count anew
	Author      string
	Time        string // as RFC 3339 has it, mostly; may be empty
	Text        string // Markdown
	IsResolved  bool
	Start, Stop int
	IsPlaced    bool // the text refers to it
	Replies     []Comment
}

// Picture is a file that the text shows.
type Picture struct {
	Name  string
	Bytes []byte
}

// The most that is read of a part of a file and of all parts, in bytes, and of parts:
// more is no text that somebody wrote.
const (
	mostBytes = 64 << 20
	mostInAll = 256 << 20
	mostParts = 10_000
)

// Read reads a file. The error is for one that is no such document.
func Read(file []byte) (*Document, error) {
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	if len(archive.File) > mostParts {
		return nil, fmt.Errorf("it has %d parts", len(archive.File))
	}
	p := &parts{archive: archive, left: mostInAll}
	main := p.main()
	body, err := p.tree(main)
	if err != nil {
		return nil, err
	}
	if body == nil || body.find("body") == nil {
		return nil, errors.New("it holds no document")
	}
	r := newReader(p, main)
	r.blocks(body.find("body"), "")
	return r.document(), p.err
}

// parts are the files in the archive.
type parts struct {
	archive *zip.Reader
	left    int   // bytes that may still be read
	err     error // the first
}

// bytes returns a part; nil if there is none.
func (p *parts) bytes(name string) []byte {
	for _, f := range p.archive.File {
		if !strings.EqualFold(f.Name, name) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			p.fail(name, err)
			return nil
		}
		defer r.Close()
		most := min(mostBytes, p.left)
		text, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
		if len(text) > most {
			err = errors.New("it is too large")
		}
		p.left -= min(len(text), p.left)
		if err != nil {
			p.fail(name, err)
			return nil
		}
		return text
	}
	return nil
}

func (p *parts) fail(name string, err error) {
	if p.err == nil {
		p.err = fmt.Errorf("%s: %w", name, err)
	}
}

// optional is the tree of a part that a document may have; nil if it has none.
func (p *parts) optional(name string) *node {
	n, err := p.tree(name)
	if err != nil {
		p.fail(name, err)
	}
	return n
}

func (p *parts) tree(name string) (*node, error) {
	text := p.bytes(name)
	if text == nil {
		return nil, p.err
	}
	return parse(text)
}

// main is the name of the part that holds the text.
func (p *parts) main() string {
	for _, r := range p.relations("_rels/.rels") {
		if strings.HasSuffix(r.kind, "/officeDocument") {
			return strings.TrimPrefix(r.target, "/")
		}
	}
	return "word/document.xml"
}

// relation is a link from a part to another one, or to an address.
type relation struct {
	id, kind, target string
	isExternal       bool
}

func (p *parts) relations(name string) []relation {
	tree := p.optional(name)
	if tree == nil {
		return nil
	}
	var all []relation
	for _, n := range tree.children {
		all = append(all, relation{n.attr("Id"), n.attr("Type"), n.attr("Target"), n.attr("TargetMode") == "External"})
	}
	return all
}

// links are the relations of a part by their ids.
func (p *parts) links(part string) map[string]relation {
	all := map[string]relation{}
	for _, rel := range p.relations(path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")) {
		all[rel.id] = rel
	}
	return all
}
