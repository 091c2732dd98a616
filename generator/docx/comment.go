package docx

import (
	"slices"
	"strings"
)

// comments are those of the document with their threads, in the order of the text;
// those that the text does not refer to come last.
func (r *reader) comments() []Comment {
	tree := r.parts.optional(r.part("comments"))
	if tree == nil {
		return nil
	}
	threads := r.threads()
	var all []Comment
	paragraphs := map[string]string{} // id of a comment by the paragraph that names it
	for _, n := range tree.children {
		if n.name != "comment" {
			continue
		}
		c := r.comment(n)
		paragraph := lastParagraph(n)
		paragraphs[paragraph] = c.ID
		c.IsResolved = threads.done[paragraph]
		all = append(all, c)
	}
	parent := map[string]string{}
	for child, p := range threads.parent {
		if paragraphs[child] != "" && paragraphs[p] != "" {
			parent[paragraphs[child]] = paragraphs[p]
		}
	}
	if !threads.isKnown {
		parent = sameWords(all)
	}
	return nested(all, parent, r.order)
}

// comment reads one; what it says is Markdown.
func (r *reader) comment(n *node) Comment {
	inner := r.inside(r.part("comments"))
	inner.blocks(n, "")
	c := Comment{ID: n.attr("id"), Author: n.attr("author"), Time: n.attr("date"), Text: strings.TrimSpace(inner.out.String())}
	if p := r.places[c.ID]; p != nil {
		c.Start, c.Stop, c.IsPlaced = p.start, max(p.start, p.stop), true
	}
	return c
}

func lastParagraph(n *node) string {
	id := ""
	for _, p := range n.children {
		if p.name == "p" && p.attr("paraId") != "" {
			id = p.attr("paraId")
		}
	}
	return id
}

// threads is what commentsExtended says, by paragraphs.
type threads struct {
	isKnown bool
	parent  map[string]string
	done    map[string]bool
}

func (r *reader) threads() threads {
	t := threads{parent: map[string]string{}, done: map[string]bool{}}
	tree := r.parts.optional(r.part("commentsExtended"))
	if tree == nil {
		return t
	}
	t.isKnown = true
	for _, n := range tree.children {
		id := n.attr("paraId")
		if p := n.attr("paraIdParent"); p != "" {
			t.parent[id] = p
		}
		t.done[id] = n.attr("done") == "1" || n.attr("done") == "true"
	}
	return t
}

// sameWords makes threads of comments on the same words where the file does not say
// which answer which, as in older files.
func sameWords(all []Comment) map[string]string {
	parent := map[string]string{}
	for i, c := range all {
		for _, first := range all[:i] {
			if c.IsPlaced && first.IsPlaced && c.Start == first.Start && c.Stop == first.Stop && c.Stop > c.Start && parent[first.ID] == "" {
				parent[c.ID] = first.ID
				break
			}
		}
	}
	return parent
}

// nested puts answers under the first comment of their thread.
func nested(all []Comment, parent map[string]string, order []string) []Comment {
	var tops []Comment
	index := map[string]int{}
	for _, c := range all {
		if parent[c.ID] == "" {
			index[c.ID] = len(tops)
			tops = append(tops, c)
		}
	}
	for _, c := range all {
		top := c.ID
		for range all { // a chain is not longer
			if parent[top] == "" {
				break
			}
			top = parent[top]
		}
		if i, ok := index[top]; ok && top != c.ID {
			tops[i].Replies = append(tops[i].Replies, c)
		}
	}
	rank := func(c Comment) int {
		if i := slices.Index(order, c.ID); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(tops, func(a, b Comment) int { return rank(a) - rank(b) })
	return tops
}
