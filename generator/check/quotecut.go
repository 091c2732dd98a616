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

// said is where somebody said something.
type said struct{ speaker, source, place string }

// quoteVersions compares quotes of one speaker from one place. One that differs from its
// source is reported for that; two that are each as it has them are no two versions.
func quoteVersions(d *desk, report reporter) {
	groups := map[said][]*graph.Annotation{}
	for _, a := range d.standing {
		if a.Quote != nil && a.Quote.In != nil && a.Drift.Outcome != graph.Differs && !strings.ContainsAny(a.Words, "…[") {
			key := said{sameName(a.Quote.By.Name), a.Quote.In.ID, sameName(a.Quote.SaidIn.Place.Value)}
			groups[key] = append(groups[key], a)
		}
	}
	for _, group := range groups {
		if len(group) > 1 {
			versions(group, report)
		}
	}
}

// versions reports those of a group that say the same as an earlier one otherwise.
func versions(group []*graph.Annotation, report reporter) {
	met := map[[shingle]string]*graph.Annotation{}
	for _, a := range group {
		first := meet(met, a)
		if first == nil || a.Drift.Outcome == graph.Verbatim && first.Drift.Outcome == graph.Verbatim || !isVersion(strings.ToLower(a.Words), strings.ToLower(first.Words)) {
			continue
		}
		f := report(&a.Head, placeOf(a), "%q quotes the same words otherwise", first.ClaimID())
		at := placeOf(first)
		*f = f.WithHint("%s", strings.ReplaceAll(spell(anchor.Compare(a.Words, first.Words)), "{+in the article+}", "{+here+}")).
			WithRelated(first.File, int(at.Start), int(at.Stop), "the other quote")
	}
}

// meet returns the first annotation that has some words in a row in common with another
// one, whose words it remembers.
func meet(met map[[shingle]string]*graph.Annotation, a *graph.Annotation) (first *graph.Annotation) {
	var words []string
	for _, w := range anchor.Words(a.Words) {
		words = append(words, w)
	}
	for i := 0; i+shingle <= len(words); i++ {
		run := [shingle]string(words[i : i+shingle])
		if other := met[run]; other == nil {
			met[run] = a
		} else if other != a && first == nil {
			first = other
		}
	}
	return first
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
		if a.Drift.Outcome != graph.Verbatim || a.Quote.Quoted == nil || strings.ContainsAny(a.Words, "…[") {
			continue
		}
		before, after, ok := surroundings(a.Words, a.Quote.Quoted.Words.Value)
		if !ok {
			continue
		}
		what := ""
		if first := firstWord(after); slices.Contains(turns, first) {
			what = "goes on: … " + strings.TrimLeft(shorten(after), " ,;")
		} else if isHedged(before) {
			what = "begins: " + shorten(before) + " …"
		}
		if what == "" {
			continue
		}
		f := report(&a.Head, placeOf(a), "the sentence in %q %s", a.Quote.In.ID, what)
		at := a.Quote.Quoted.Words.At
		*f = f.WithHint("quote the whole sentence; if it may be cut, accept that with the reason").
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

// nearby is how many words before a quote may hedge it.
const nearby = 6

// isHedged reports whether the words right before a quote deny or doubt it. “Not only”
// does neither.
func isHedged(before string) bool {
	var words []string
	for _, w := range anchor.Words(before) {
		words = append(words, w)
	}
	words = words[max(0, len(words)-nearby):]
	for i, w := range words {
		isDenied := slices.Contains(hedges, w) || strings.HasSuffix(w, "n't")
		if isDenied && (i+1 == len(words) || words[i+1] != "only" && words[i+1] != "just") {
			return true
		}
	}
	return false
}
