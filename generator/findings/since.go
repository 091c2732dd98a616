package findings

import (
	"path"
	"slices"
	"strings"

	"briefing/generator/diag"
)

// Since returns the findings that a change of files may have made: those in a changed
// file or that name a place in one, and those of the annotations of a changed article.
// Nil is no set of files: all findings are returned.
func Since(list diag.List, changed map[string]bool) diag.List {
	if changed == nil {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(d diag.Diagnostic) bool {
		if changed[d.File.Name] || changed[article(d.File.Name)] {
			return false
		}
		return !slices.ContainsFunc(d.Related, func(r diag.Related) bool { return changed[r.File.Name] })
	})
}

// article is the article of an annotation's file; empty for another file.
func article(name string) string {
	if folder, isAnnotation := strings.CutSuffix(path.Dir(name), "/annotations"); isAnnotation {
		return folder + "/article.md"
	}
	return ""
}
