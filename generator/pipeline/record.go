package pipeline

import (
	"strings"

	"briefing/generator/content"
)

// Record is a file of content with what belongs to it, by its place: a briefing
// ("briefings/pass"), a source ("sources/annex"), an expert ("experts/orbeli") or a
// further page ("pages/about").
type Record string

// RecordOf returns the record that a file or folder of content belongs to; ok is false
// for what bears on all of the site.
func RecordOf(name string) (r Record, ok bool) {
	register, rest, _ := strings.Cut(strings.TrimPrefix(name, "content/"), "/")
	if !strings.HasPrefix(name, "content/") || rest == "" {
		return "", false
	}
	switch register {
	case "briefings":
		id, _, _ := strings.Cut(rest, "/")
		return Record("briefings/" + id), content.IsID(id)
	case "sources", "experts", "pages":
		id, isMarkdown := strings.CutSuffix(rest, ".md")
		return Record(register + "/" + id), isMarkdown && content.IsID(id)
	}
	return "", false
}

// Owner returns the record whose page stands at a path; ok is false for a page that
// shows more than one.
func Owner(path string) (r Record, ok bool) {
	register, rest, inFolder := strings.Cut(path, "/")
	switch register {
	case "briefings":
		id, _, isOne := strings.Cut(rest, "/")
		return Record("briefings/" + id), isOne
	case "sources", "experts":
		id, isPage := strings.CutSuffix(rest, ".html")
		return Record(register + "/" + id), isPage && id != "index"
	}
	if id, isPage := strings.CutSuffix(path, ".html"); isPage && !inFolder {
		return Record("pages/" + id), true
	}
	return "", false
}

// split returns the register and the ID.
func (r Record) split() (register, id string) {
	register, id, _ = strings.Cut(string(r), "/")
	return register, id
}

// Holds reports whether a file of content is of the record.
func (r Record) Holds(name string) bool {
	of, ok := RecordOf(name)
	return ok && of == r
}
