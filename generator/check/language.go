package check

import (
	"slices"
	"strings"
	"unicode"

	"briefing/generator/content"
)

// scripts are those that tell by themselves that a text is not in a language that is
// written with Latin letters. Do not change.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
	langs []string // that are written with it
}{
	{"Cyrillic", unicode.Cyrillic, []string{"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "tt", "ba", "uz", "az"}},
	{"Arabic", unicode.Arabic, []string{"ar", "fa", "ur", "ps", "ug", "ku", "prs"}},
	{"Chinese", unicode.Han, []string{"zh", "ja"}},
	{"Japanese", unicode.Hiragana, []string{"ja"}},
	{"Korean", unicode.Hangul, []string{"ko"}},
	{"Greek", unicode.Greek, []string{"el"}},
	{"Hebrew", unicode.Hebrew, []string{"he", "yi"}},
	{"Georgian", unicode.Georgian, []string{"ka"}},
	{"Armenian", unicode.Armenian, []string{"hy"}},
	{"Devanagari", unicode.Devanagari, []string{"hi", "mr", "ne", "sa"}},
	{"Bengali", unicode.Bengali, []string{"bn", "as"}},
	{"Thai", unicode.Thai, []string{"th"}},
}

// languageUnsaid tells by letters alone: an extract in French on an English site is
// not seen.
func languageUnsaid(d *desk, report reporter) {
	for _, s := range d.Library.Sources {
		for _, e := range s.Extracts {
			if name, langs := scriptOf(e.Words.Value); name != "" && !e.Lang.IsSet() && !isOne(d.Settings.Language, langs) {
				report(&s.Head, e.Words.At, "the extract is in %s letters, but its language is not said", name).Paste = "lang: " + langs[0]
			}
		}
	}
}

func articleLanguage(a *article, report reporter) {
	if name, langs := scriptOf(a.text); name != "" && !isOne(a.settings.Language, langs) {
		report(&a.Head, content.At{}, "the article is in %s letters, but the language of the site is %s", name, a.settings.Language).
			Hint = "write into " + a.settings.File.Name + ": language: " + langs[0]
	}
}

func isOne(tag string, langs []string) bool {
	language, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return slices.Contains(langs, language)
}

// scriptOf returns the script that most letters of a text have, and languages that are
// written with it; empty if it is Latin, or none has most. Of a long text the
// beginning is enough.
func scriptOf(text string) (name string, langs []string) {
	letters := 0
	of := make([]int, len(scripts))
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		if r > unicode.MaxLatin1 {
			for i, s := range scripts {
				if unicode.Is(s.table, r) {
					of[i]++
				}
			}
		}
		if letters == 1000 {
			break
		}
	}
	for i, n := range of {
		if n*2 > letters {
			return scripts[i].name, scripts[i].langs
		}
	}
	return "", nil
}

// sourcesLanguage looks only at briefings whose sources all state a language.
func sourcesLanguage(a *article, report reporter) {
	list := a.Briefing.Sources
	if len(list) < 5 || len(a.Countries) < 2 {
		return
	}
	first, _, _ := strings.Cut(strings.ToLower(list[0].Lang.Value), "-")
	for _, s := range list {
		if !s.Lang.IsSet() || !isOne(s.Lang.Value, []string{first}) {
			return
		}
	}
	report(&a.Head, content.At{}, "all %d sources are in one language: %s", len(list), first).Hint = "look for a source in a language of those whom it is about"
}
