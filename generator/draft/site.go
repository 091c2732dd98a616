package draft

import (
	"embed"
	"path"
	"strings"
	"unicode"

	"briefing/generator/content"
)

// samples are the files of the first briefing. It is about the form of briefings, and
// its source is a guide that comes with it: nothing in it is invented.
//
//go:embed sample
var samples embed.FS

// sampled are the files of a new site, by those in samples.
var sampled = [][2]string{
	{"content/briefings/first-briefing/article.md", "article.md"},
	{"content/briefings/first-briefing/annotations/five-assessments.md", "assessments.md"},
	{"content/briefings/first-briefing/annotations/quoting-the-article.md", "quoting.md"},
	{"content/briefings/first-briefing/media/guide.txt", "guide.txt"},
	{"content/sources/guide.md", "source.md"},
}

// Site is a site with a sample briefing. The editor is the name of who writes it, as
// readers see it; empty for the desk.
func Site(title, editor, today string) []File {
	if editor == "" {
		editor = "The desk"
	}
	key := Initials(editor)
	files := []File{{"content/site.yaml", "# yaml-language-server: $schema=.schema/site.schema.json\nformat: 1\ntitle: " + content.Scalar(title) + `
language: en
editors:
  ` + key + `: {name: ` + content.FlowScalar(editor) + `}
defaults: {by: ` + key + `, recheck_after: 12 months}
`}}
	fill := strings.NewReplacer("{today}", today, "{editor}", key)
	for _, s := range sampled {
		text, err := samples.ReadFile(path.Join("sample", s[1]))
		if err != nil {
			panic(err) // it is in the program
		}
		files = append(files, File{s[0], fill.Replace(string(text))})
	}
	return files
}

// Initials is the key of an editor: the first letters of the words of a name, "desk" for
// the desk and where that is no key.
func Initials(name string) string {
	if name == "The desk" {
		return "desk"
	}
	var letters []rune
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		letters = append(letters, []rune(word)[0], ' ')
	}
	key := strings.ReplaceAll(content.Slug(string(letters)), "-", "")
	if key == "" || key == "untitled" || !unicode.IsLetter(rune(key[0])) {
		return "desk"
	}
	return key
}
