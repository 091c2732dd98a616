package docx

import (
	"strconv"
	"strings"
)

// look is what a paragraph is by its style.
type look struct {
	kind  string // "title", "author", "heading", "quote", "code" or empty
	level int    // of a heading, from 1
	num   *node  // numPr
}

// styles are the looks by the id of the style.
func styles(tree *node) map[string]look {
	looks := map[string]look{}
	if tree == nil {
		return looks
	}
	byID := map[string]*node{}
	for _, s := range tree.children {
		if s.name == "style" && s.attr("type") != "character" {
			byID[s.attr("styleId")] = s
		}
	}
	for id := range byID {
		l := look{}
		for s, depth := byID[id], 0; s != nil && depth < 20; s, depth = byID[s.child("basedOn").attr("val")], depth+1 {
			l.take(s)
		}
		looks[id] = l
	}
	return looks
}

// take adds what a style says, unless one that is based on it said so.
func (l *look) take(s *node) {
	if l.num == nil {
		l.num = s.at("pPr", "numPr")
	}
	if l.kind != "" {
		return
	}
	name := strings.ToLower(s.child("name").attr("val"))
	switch {
	case name == "title", name == "author":
		l.kind = name
	case strings.HasPrefix(name, "heading "):
		if n, err := strconv.Atoi(strings.TrimPrefix(name, "heading ")); err == nil && n <= 9 {
			l.kind, l.level = "heading", n
		}
	case name == "quote", name == "intense quote", name == "quotations", name == "block text":
		l.kind = "quote"
	case strings.Contains(name, "preformatted"), name == "source code", name == "code":
		l.kind = "code"
	case s.at("pPr", "outlineLvl") != nil:
		if n, err := strconv.Atoi(s.at("pPr", "outlineLvl").attr("val")); err == nil && n < 9 {
			l.kind, l.level = "heading", n+1
		}
	}
}

// lists tells whether a list is numbered, by its id and level.
type lists map[[2]string]bool

func numbering(tree *node) lists {
	all := lists{}
	if tree == nil {
		return all
	}
	abstract := map[string]*node{}
	for _, n := range tree.children {
		if n.name == "abstractNum" {
			abstract[n.attr("abstractNumId")] = n
		}
	}
	for _, n := range tree.children {
		if n.name != "num" {
			continue
		}
		for _, level := range append(levels(abstract[n.child("abstractNumId").attr("val")]), levels(n)...) {
			form := level.child("numFmt").attr("val")
			all[[2]string{n.attr("numId"), level.attr("ilvl")}] = form != "bullet" && form != "none" && form != ""
		}
	}
	return all
}

// levels are those of a list, and those that an override has.
func levels(n *node) []*node {
	var all []*node
	if n == nil {
		return nil
	}
	for _, c := range n.children {
		switch c.name {
		case "lvl":
			all = append(all, c)
		case "lvlOverride":
			all = append(all, levels(c)...)
		}
	}
	return all
}
