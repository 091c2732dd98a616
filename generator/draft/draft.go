// Package draft makes the first version of a file, for its author.
//
// What it makes passes the checks, so that an author begins with something that
// works. It never writes over a file that is there.
package draft

import (
	"fmt"
	"os"
	"path"
	"path/filepath"

	"briefing/generator/content"
	"briefing/generator/whole"
)

// File is a file to be made: its path from the root, with slashes, and its text.
type File struct{ Path, Text string }

// Write makes the files below a root folder. If one of them is there already it
// makes none.
func Write(root string, files []File) error {
	for _, f := range files {
		if _, err := os.Lstat(filepath.Join(root, filepath.FromSlash(f.Path))); err == nil {
			return whole.Taken(f.Path)
		}
	}
	if err := os.MkdirAll(root, 0o755); err != nil {
		return err
	}
	folder, err := os.OpenRoot(root)
	if err != nil {
		return err
	}
	defer folder.Close()
	for _, f := range files {
		if err := whole.Create(folder, filepath.FromSlash(f.Path), []byte(f.Text), 0); err != nil {
			return err
		}
	}
	return nil
}

// Briefing is an article that is a draft.
func Briefing(id, title, today string) []File {
	return []File{{path.Join("content/briefings", id, "article.md"), fmt.Sprintf(`---
title: %s
date: %s
summary: One sentence that says what the article is about.
status: draft
---

Write the article here, in Markdown. It stays clean: annotations are files of
their own and point at it by quoting its words.
`, content.Scalar(title), today)}}
}

// Annotation is a context on words of an article, ready to become a check; a draft, so that
// what stands in it for its author is not published.
// Passages are as [Passage] writes them.
func Annotation(briefing, id string, passages []string) []File {
	return []File{{path.Join("content/briefings", briefing, "annotations", id+".md"), fmt.Sprintf(`---
%sstatus: draft
# Once it says what readers should know, delete the line above: that publishes it with the article.
# For a check, add what the editor finds and on which source:
# assessment: supported
# supports: id-of-the-source p. 1
---
Say in a sentence or two what a reader should know about these words.
`, quotes(passages))}}
}

// Source is a document of the web.
func Source(id, title string) []File {
	return []File{{path.Join("content/sources", id+".md"), fmt.Sprintf(`---
title: %s
type: web
# authors: [Name of the author]
# publisher: Name of the publisher
# date: 2026-01-31
# url: https://example.org/document
# nature: primary
# seen: full
# extracts:
#   - {at: p. 1, words: "Words of the document, exactly as they stand there."}
---
`, content.Scalar(title))}}
}

// Expert is a person.
func Expert(id, name string) []File {
	return []File{{path.Join("content/experts", id+".md"), fmt.Sprintf(`---
name: %s
# field: [economics]
# affiliations:
#   - {organisation: Name of the institution, role: professor, from: 2020, country: kz}
---
`, content.Scalar(name))}}
}
