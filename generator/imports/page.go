package imports

import (
	"slices"
	"strings"

	"briefing/generator/foreign"
)

// IsLock reports whether a file is the one that keeps what was imported.
func IsLock(name string) bool { return name == lockName }

// Pages are the addresses of the pages that notes are on, without those that are the
// same but for spelling, in the order in which they come.
func Pages(notes []foreign.Note) []string {
	var pages []string
	for _, n := range notes {
		if n.Page != "" && !slices.ContainsFunc(pages, func(p string) bool { return SamePage(p, n.Page) }) {
			pages = append(pages, n.Page)
		}
	}
	return pages
}

// SamePage reports whether two addresses lead to the same page, as far as their spelling
// tells.
func SamePage(a, b string) bool {
	return a != "" && strings.TrimSuffix(bareAddress(a), "/index.html") == strings.TrimSuffix(bareAddress(b), "/index.html")
}
