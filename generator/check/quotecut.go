package check

import (
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/graph"
)

// isUnmarked reports whether words of a quote were only left out, or only added: a
// mark would be enough.
func isUnmarked(d anchor.Diff) bool {
	has := map[anchor.OpKind]bool{}
	for _, op := range d.Ops {
		has[op.Kind] = true
	}
	return has[anchor.Equal] && has[anchor.Quoted] != has[anchor.Published]
}

// shingle is how many words in a row two quotes share before they are compared.
const shingle = 5

// quoteVersions compares quotes of one speaker from one place. One that differs from its
// source is reported for that; two that are each as it has them are no two versions.
func quoteVersions(d *desk, report reporter) {
	type run struct {
		speaker, source, place string
		words                  [shingle]string
	}
	met := map[run]*graph.Annotation{}
	for _, a := range d.standing {
		if a.Quote == nil || a.Quote.In == nil || a.Drift.Outcome == graph.Differs || strings.ContainsAny(a.Words, "…[") {
			continue
		}
		key := run{speaker: sameName(a.Quote.By.Name), source: a.Quote.In.ID, place: sameName(a.Quote.SaidIn.Place.Value)}
		var words []string
		for _, w := range anchor.Words(a.Words) {
			words = append(words, w)
		}
		var first *graph.Annotation
		for i := 0; i+shingle <= len(words); i++ {
			key.words = [shingle]string(words[i : i+shingle])
			if other := met[key]; other == nil {
				met[key] = a
			} else if other != a && first == nil {
				first = other
			}
		}
		if first == nil || a.Drift.Outcome == graph.Verbatim && first.Drift.Outcome == graph.Verbatim || !isVersion(strings.ToLower(a.Words), strings.ToLower(first.Words)) {
			continue
		}
		f := report(&a.Head, placeOf(a), "%q quotes the same words otherwise", first.ClaimID())
		at := placeOf(first)
		*f = f.WithHint("%s", strings.ReplaceAll(spell(anchor.Compare(a.Words, first.Words)), "{+in the article+}", "{+here+}")).
			WithRelated(first.File, int(at.Start), int(at.Stop), "the other quote")
	}
}

// isVersion reports whether two texts say the same in part in other words: most words
// of the shorter one are in the other, and neither is a part of the other.
func isVersion(a, b string) bool {
	if anchor.Compare(a, b).Outcome == anchor.Verbatim || anchor.Compare(b, a).Outcome == anchor.Verbatim {
		return false
	}
	shared := 0
	for _, op := range anchor.Compare(a, b).Ops {
		if op.Kind == anchor.Equal {
			shared += len(strings.Fields(op.Words))
		}
	}
	return shared*10 >= 7*min(len(strings.Fields(a)), len(strings.Fields(b)))
}

// turns are words behind which a sentence takes back what was said, and hedges words
// before which it was never meant. They are English.
var (
	turns  = []string{"but", "unless", "except", "although", "though", "if", "provided", "however", "yet", "without"}
	hedges = []string{"not", "never", "nobody", "neither", "unless", "if", "whether", "deny", "denied", "denies", "doubt", "doubted", "hardly", "unlikely", "supposedly", "allegedly"}
)

// quoteClipped looks at quotes whose words are all in the extract, and at what stands
// in the same sentence of the extract.
func quoteClipped(d *desk, report reporter) {
	for _, a := range d.standing {
		if a.Drift.Outcome != graph.Verbatim || a.Quote.Quoted == nil || a.Annotation.Differs.IsSet() || strings.ContainsAny(a.Words, "…[") {
			continue
		}
		before, after, ok := surroundings(a.Words, a.Quote.Quoted.Words.Value)
		if !ok {
			continue
		}
		what := ""
		if first := firstWord(after); slices.Contains(turns, first) {
			what = "goes on: … " + strings.TrimLeft(shorten(after), " ,;")
		} else if w := lastHedge(before); w != "" {
			what = "begins: " + shorten(before) + " …"
		}
		if what == "" {
			continue
		}
		f := report(&a.Head, placeOf(a), "the sentence in %q %s", a.Quote.In.ID, what)
		at := a.Quote.Quoted.Words.At
		*f = f.WithHint("quote the whole sentence, or say in differs why it may be cut").
			WithRelated(a.Quote.In.File, int(at.Start), int(at.Stop), "as published")
	}
}

// surroundings returns what stands before and behind words in the same sentence of a
// text; ok is false if they are not in one sentence.
func surroundings(words, text string) (before, after string, ok bool) {
	found := anchor.New(text, nil).Find(anchor.Pattern{Exact: words}).Found
	if len(found) != 1 {
		return "", "", false
	}
	for _, s := range anchor.Sentences(text) {
		if s.Start <= found[0].Start && found[0].Stop <= s.Stop {
			return text[s.Start:found[0].Start], text[found[0].Stop:s.Stop], true
		}
	}
	return "", "", false
}

func firstWord(text string) string {
	for _, w := range anchor.Words(text) {
		return w
	}
	return ""
}

// lastHedge is a hedge among the words of a text.
func lastHedge(text string) string {
	found := ""
	for _, w := range anchor.Words(text) {
		if slices.Contains(hedges, w) || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n'") {
			found = w
		}
	}
	return found
}
