package graph

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Topic is a word under which editors put briefings. Topics that differ in case
// only, or in signs, are one.
type Topic struct {
	Name      string // as the newest briefing writes it
	Path      string
	Briefings []*Briefing // newest first
}

// topics gathers those of the briefings, sorted by name.
func (c *connector) topics() {
	by := map[string]*Topic{}
	for _, b := range c.site.Briefings {
		for _, t := range b.Topics {
			slug := slug(t.Value)
			if slug == "" {
				continue
			}
			topic := by[slug]
			if topic == nil {
				topic = &Topic{Name: t.Value, Path: "briefings/topic-" + slug + ".html"}
				by[slug] = topic
				c.site.Topics = append(c.site.Topics, topic)
			}
			if !slices.Contains(b.Filed, topic) {
				topic.Briefings, b.Filed = append(topic.Briefings, b), append(b.Filed, topic)
			}
		}
	}
	slices.SortFunc(c.site.Topics, func(a, b *Topic) int { return strings.Compare(sortKey(a.Name), sortKey(b.Name)) })
}

// slug is a text as a part of a path: letters and digits in lower case with hyphens
// between; letters outside of ASCII are numbers.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r >= utf8.RuneSelf:
			fmt.Fprintf(&b, "u%x", r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}
