package content

import (
	"regexp"
	"strings"
)

// tagForm is the form of a language tag (BCP 47) as far as editors need it.
var tagForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

// languages are names that people write for the tags of languages.
var languages = map[string]string{
	"english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es", "italian": "it", "portuguese": "pt",
	"russian": "ru", "русский": "ru", "ukrainian": "uk", "chinese": "zh", "mandarin": "zh", "japanese": "ja", "korean": "ko", "arabic": "ar", "persian": "fa", "farsi": "fa",
	"turkish": "tr", "kazakh": "kk", "kyrgyz": "ky", "tajik": "tg", "uzbek": "uz", "turkmen": "tk", "georgian": "ka", "armenian": "hy", "azerbaijani": "az", "polish": "pl",
	"czech": "cs", "greek": "el", "hebrew": "he", "hindi": "hi", "urdu": "ur", "dutch": "nl", "swedish": "sv", "finnish": "fi", "norwegian": "no", "danish": "da",
}

// tag reads the tag of a language.
func (f *fields) tag(key string) Text {
	t := f.name(key)
	if !t.IsSet() || tagForm.MatchString(t.Value) {
		return t
	}
	d := f.r.error("value-form", t.At, "%q is no tag of a language", t.Value)
	d.Hint = "two or three letters, and a region if it matters: en, en-GB, ru"
	meant := languages[strings.ToLower(t.Value)]
	if first, rest, _ := strings.Cut(strings.ReplaceAll(t.Value, "_", "-"), "-"); meant == "" && tagForm.MatchString(strings.ToLower(first)) {
		meant = strings.TrimSuffix(strings.ToLower(first)+"-"+rest, "-")
	}
	if meant != "" && tagForm.MatchString(meant) {
		d.Paste = key + ": " + meant
		t.replace(d, true, meant)
	}
	return Text{}
}
