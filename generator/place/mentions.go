package place

import (
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/content/country"
	"briefing/generator/diag"
	"briefing/generator/markdown"
)

// entity is what a name may mean. Both fields are empty for something that has no
// page, such as the State of Georgia.
type entity struct{ country, expert string }

// names holds the words by which articles mention countries and experts.
type names struct {
	entities []entity
	words    []anchor.Name
	index    *anchor.Names
	faults   diag.List
}

// stop is the ID of words that are no mention.
const stop = -1

func newNames(lib *content.Library) *names {
	n := &names{}
	if lib.Site.Detect.Countries {
		n.countries(lib.Countries)
	}
	if lib.Site.Detect.Experts {
		for _, e := range lib.Experts {
			n.expert(e)
		}
	}
	n.index = anchor.NewNames(n.words)
	return n
}

func (n *names) add(e entity, words []string) {
	n.entities = append(n.entities, e)
	for _, w := range words {
		n.words = append(n.words, anchor.Name{Words: w, ID: len(n.entities) - 1})
	}
}

func (n *names) stops(words []content.Text) {
	for _, w := range words {
		n.words = append(n.words, anchor.Name{Words: w.Value, ID: stop})
	}
}

// countries adds the built-in words of every country and those of the editors. A
// word that an editor gives to a country means that country alone.
func (n *names) countries(own []*content.Country) {
	byCode := map[string]*content.Country{}
	claimed := map[string]bool{}
	for _, c := range own {
		byCode[c.ID] = c
		for _, alias := range c.Aliases {
			claimed[alias.Value] = true
		}
	}
	for _, c := range country.All() {
		var words []string
		for _, w := range c.Words() {
			if !claimed[w] {
				words = append(words, w)
			}
		}
		record := byCode[c.Code]
		if record != nil {
			n.stops(record.Detect.Not)
			if record.Detect.Off {
				continue
			}
			words = append(words, content.Values(record.Aliases)...)
		}
		n.add(entity{country: c.Code}, words)
		n.elsewhere(c, claimed)
	}
}

// elsewhere adds a second meaning to the words of a country that mean something
// outside the table too.
func (n *names) elsewhere(c country.Country, claimed map[string]bool) {
	words := slices.DeleteFunc(slices.Clone(c.Ambiguous), func(w string) bool { return claimed[w] })
	if len(words) > 0 {
		n.add(entity{}, words)
	}
}

func (n *names) expert(e *content.Expert) {
	n.stops(e.Detect.Not)
	if !e.Detect.Off && e.Name.IsSet() {
		n.add(entity{expert: e.ID}, append([]string{e.Name.Value}, content.Values(e.Aliases)...))
	}
}

// in finds what an article names, and reports words that mean two things.
func (n *names) in(b *content.Briefing, text string, prepared *anchor.Text, a *Article) diag.List {
	var list diag.List
	var last int                // section of the mention before
	indexes := map[entity]int{} // in a.Named
	seen := map[entity]bool{}   // in the section
	starts := sections(b)
	for _, hit := range n.index.In(prepared, unread(b.Body), content.Values(b.NotMentions)) {
		of := n.entities[hit.IDs[0]]
		if len(hit.IDs) > 1 {
			list = append(list, n.twofold(b, text, hit))
			continue
		}
		if slices.ContainsFunc(b.NoDetect, func(t content.Text) bool { return t.Value == of.country+of.expert }) {
			continue
		}
		i, isKnown := indexes[of]
		if !isKnown {
			i = len(a.Named)
			indexes[of] = i
			a.Named = append(a.Named, Named{Country: of.country, Expert: of.expert})
		}
		a.Named[i].Times++
		if section, _ := slices.BinarySearch(starts, hit.Start+1); section != last {
			last = section
			clear(seen)
		}
		if !seen[of] {
			seen[of] = true
			a.Mentions = append(a.Mentions, Mention{int32(hit.Start), int32(hit.Stop), int32(i)})
		}
	}
	a.Mentions = slices.Clone(a.Mentions) // without the room that appending left
	return list
}

// unread returns the parts of a text where nothing is mentioned: headings and code.
func unread(doc *markdown.Doc) []anchor.Range {
	var ranges []anchor.Range
	for _, b := range doc.Blocks() {
		if b.Kind == markdown.Title || b.Kind == markdown.CodeBlock {
			ranges = append(ranges, anchor.Range{Start: b.Start, Stop: b.Stop})
		}
	}
	return ranges
}

// twofold reports a word that means two things, with its sentence.
func (n *names) twofold(b *content.Briefing, text string, hit anchor.Mention) diag.Diagnostic {
	word := text[hit.Start:hit.Stop]
	var meanings []string
	for _, id := range hit.IDs {
		switch e := n.entities[id]; {
		case e.country != "":
			c, _ := country.Lookup(e.country)
			meanings = append(meanings, c.Name+" ("+c.Code+")")
		case e.expert != "":
			meanings = append(meanings, e.expert)
		default:
			meanings = append(meanings, "something that is no country")
		}
	}
	start := b.BodyStart + b.Body.Source(hit.Start)
	stop := b.BodyStart + b.Body.Source(hit.Stop-1) + 1
	return b.File.Note("mention-ambiguous", start, stop, "%q may mean %s, so it is not linked, in “%s”",
		word, strings.Join(meanings, " or "), sentenceOf(text, hit.Range)).
		WithHint("give the word to one country as an alias in its file, or list it in not_mentions")
}
