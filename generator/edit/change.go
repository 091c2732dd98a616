package edit

import (
	"cmp"
	"errors"
	"reflect"
	"slices"
	"strings"

	"briefing/generator/content"
	"briefing/generator/draft"
)

// ErrByHand says that a file is written in a way that only its author can change.
var ErrByHand = errors.New("this is written in a way that cannot be changed here: change it in the file")

// Change returns the bytes of an annotation's file with the fields of a form. All
// other bytes stay. The error is [ErrByHand] if that cannot be done so that the file
// reads as the form says, and nothing else in it changes.
func Change(a *content.Annotation, after Form) ([]byte, error) {
	before := Read(a)
	if same(before, after) {
		return a.File.Text(), nil
	}
	text := string(a.File.Text())
	if before.Text != after.Text {
		text = text[:a.BodyStart] + body(text[a.BodyStart:], after.Text, strings.Contains(text, "\r\n"))
	}
	f, ok := split([]byte(text))
	if !ok {
		return nil, ErrByHand
	}
	for _, e := range []struct{ key, before, after string }{
		{"kind", before.Kind, after.Kind}, {"claim", before.Claim, after.Claim}, {"assessment", before.Assessment, after.Assessment},
		{"confidence", before.Confidence, after.Confidence}, {"because", before.Because, after.Because}, {"searched", before.Searched, after.Searched},
		{"gist", before.Gist, after.Gist},
	} {
		if e.before != e.after {
			f.set(e.key, e.after)
		}
	}
	for _, stance := range content.Stances {
		if f.wouldLose(stance, before, after) {
			return nil, ErrByHand
		}
		f.setList(stance, before.cited(stance), after.cited(stance), nil)
	}
	f.setList("countries", before.Countries, after.Countries, nil)
	if slices.ContainsFunc(before.Voices, func(v Voice) bool { return v.IsLong }) && f.isOneLine("experts", len(before.Voices)) && !slices.Equal(before.Voices, after.Voices) {
		return nil, ErrByHand
	}
	f.voices(a, before.Voices, after.Voices)
	return verified(a, []byte(f.String()), after)
}

// wouldLose reports whether the evidence of a stance would be written anew though some
// of it says more than a form does.
func (f *front) wouldLose(stance string, before, after Form) bool {
	isLong := slices.ContainsFunc(before.Evidence, func(e Evidence) bool { return e.Stance == stance && e.IsLong })
	all := before.cited(stance)
	return isLong && !slices.Equal(all, after.cited(stance)) && f.isOneLine(stance, len(all))
}

// isOneLine reports whether the lines of a list are not those of its items.
func (f *front) isOneLine(key string, items int) bool {
	s, ok := f.field(key)
	return ok && len(f.items(s)) != items
}

// verified returns a text if it reads as a form says, and the words that it is about
// and the author's own fields are as they were.
func verified(a *content.Annotation, text []byte, want Form) ([]byte, error) {
	read, list := content.ParseAnnotation(a.File.Name, text)
	if list.Errors() > 0 || !same(Read(read), want) || !slices.Equal(passages(a), passages(read)) || !reflect.DeepEqual(a.Extras, read.Extras) {
		return nil, ErrByHand
	}
	return text, nil
}

func passages(a *content.Annotation) []string {
	var all []string
	for _, p := range a.Passages {
		all = append(all, p.Prefix.Value+"[["+p.Value+p.Exact.Value+"]]"+p.Suffix.Value)
	}
	return all
}

// body puts a text in the place of another one, white space around it apart.
func body(old, text string, isWindows bool) string {
	start := len(old) - len(strings.TrimLeft(old, " \t\r\n"))
	stop := len(strings.TrimRight(old, " \t\r\n"))
	ending := "\n"
	if isWindows {
		ending = "\r\n"
	}
	text = strings.ReplaceAll(text, "\n", ending)
	switch {
	case start < stop:
		return old[:start] + text + old[stop:]
	case strings.HasSuffix(old, "\n") || old == "":
		return old + text + ending
	}
	return old + ending + text + ending
}

// voices changes the experts on a claim, or who says the words.
func (f *front) voices(a *content.Annotation, before, after []Voice) {
	if slices.Equal(before, after) {
		return
	}
	if a.Quote != nil && len(before) > 0 {
		old := before[0]
		before = before[1:]
		var now Voice
		if len(after) > 0 {
			now, after = after[0], after[1:]
		}
		for _, e := range [][3]string{{"expert", old.Expert, now.Expert}, {"stance", old.Stance, now.Stance}, {"said_in", old.SaidIn, now.SaidIn}, {"said_to_us", old.SaidToUs, now.SaidToUs}} {
			if e[1] != e[2] {
				f.set(e[0], e[2])
			}
		}
	}
	f.setList("experts", keysOf(before), keysOf(after), item(after))
}

// keysOf are voices as values of a list.
func keysOf(voices []Voice) []string {
	all := make([]string, len(voices))
	for i, v := range voices {
		all[i] = strings.Join([]string{v.Stance, v.Expert, v.SaidIn, v.SaidToUs}, "\n")
	}
	return all
}

// item makes the lines of the voice of a key.
func item(voices []Voice) func(string) []string {
	keys := keysOf(voices)
	return func(key string) []string {
		v := voices[slices.Index(keys, key)]
		text := draft.Voice{Stance: v.Stance, Expert: v.Expert, SaidIn: v.SaidIn, SaidToUs: v.SaidToUs}.Item()
		var lines []string
		for line := range strings.Lines(text) {
			lines = append(lines, strings.TrimRight(strings.TrimPrefix(line, "  "), "\n"))
		}
		return lines
	}
}

// same reports whether two forms say the same. The order of evidence of different
// stances, and of items that were added, is of no importance; nor is whether an item
// is long.
func same(a, b Form) bool {
	return reflect.DeepEqual(a.sorted(), b.sorted())
}

func (f Form) sorted() Form {
	f = f.Tidy()
	for i := range f.Evidence {
		f.Evidence[i].IsLong = false
	}
	for i := range f.Voices {
		f.Voices[i].IsLong = false
	}
	slices.SortStableFunc(f.Evidence, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(a.Stance, b.Stance), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Place, b.Place))
	})
	slices.SortStableFunc(f.Voices, func(a, b Voice) int { return cmp.Compare(a.Expert, b.Expert) })
	slices.Sort(f.Countries)
	if len(f.Evidence) == 0 {
		f.Evidence = nil
	}
	if len(f.Voices) == 0 {
		f.Voices = nil
	}
	if len(f.Countries) == 0 {
		f.Countries = nil
	}
	return f
}
