package serve

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"briefing/generator/anchor"
	"briefing/generator/content"
	"briefing/generator/content/country"
	"briefing/generator/edit"
	"briefing/generator/graph"
)

// selected is what every request about words of an article says.
type selected struct {
	Briefing  string         `json:"briefing"`
	Selection edit.Selection `json:"selection"`
	Whole     bool           `json:"whole"` // it is about the article as a whole
}

// find answers by itself if there is no such briefing, or not these words in it.
func (s *Server) find(w http.ResponseWriter, ask selected) (b *graph.Briefing, target edit.Target, ok bool) {
	if b = s.now.Load().briefing(ask.Briefing); b == nil {
		answer(w, http.StatusNotFound, problem{Error: "there is no such briefing"})
		return nil, edit.Target{}, false
	}
	if ask.Whole {
		return b, edit.Target{Words: "the whole article"}, true
	}
	target, err := ask.Selection.Find(b.Briefing)
	if err != nil {
		answer(w, http.StatusUnprocessableEntity, problem{Error: err.Error()})
	}
	return b, target, err == nil
}

// passage says what a selection is: the words that an annotation will be about.
func (s *Server) passage(w http.ResponseWriter, r *http.Request, _ *Desk) {
	var ask selected
	if !take(w, r, &ask) {
		return
	}
	b, target, ok := s.find(w, ask)
	if !ok {
		return
	}
	answer(w, http.StatusOK, struct {
		Words     string          `json:"words"`
		Passages  []string        `json:"passages"` // as they will be written
		Times     int             `json:"times"`
		Sentence  *edit.Selection `json:"sentence,omitempty"`
		Countries []suggestion    `json:"countries"`
	}{target.Words, target.Passages, target.Times, target.Sentence, named(b, target.Range)})
}

// named are the countries that the article names in a range, guessed for the claim.
func named(b *graph.Briefing, r anchor.Range) []suggestion {
	all := []suggestion{}
	for _, l := range b.Links {
		if int(l.Start) >= r.Start && int(l.Stop) <= r.Stop {
			if k := b.Mentions[l.Of].Country; k != nil {
				all = append(all, suggestion{Kind: "country", ID: k.Code, Title: k.Name})
			}
		}
	}
	return all
}

// suggestion is something that can be chosen in the dialog.
type suggestion struct {
	Kind      string          `json:"kind"` // source, expert, country or passage
	ID        string          `json:"id,omitempty"`
	Title     string          `json:"title"`
	Detail    string          `json:"detail,omitempty"`
	Selection *edit.Selection `json:"selection,omitempty"` // of a passage
}

// mostSuggestions is the greatest number of suggestions.
const mostSuggestions = 8

// suggest completes what was typed: sources, experts and countries, or sentences of
// an article.
func (s *Server) suggest(w http.ResponseWriter, r *http.Request, _ *Desk) {
	var ask struct {
		Briefing string `json:"briefing"`
		Kind     string `json:"kind"` // one kind only; empty for sources, experts and countries
		Text     string `json:"text"`
	}
	if !take(w, r, &ask) {
		return
	}
	all := []suggestion{}
	now := s.now.Load()
	switch b := now.briefing(ask.Briefing); {
	case ask.Kind == "passage" && b != nil:
		all = sentences(b, ask.Text)
	case ask.Kind != "passage":
		all = records(now.library(), ask.Kind, ask.Text)
	}
	answer(w, http.StatusOK, struct {
		Suggestions []suggestion `json:"suggestions"`
	}{all})
}

func sentences(b *graph.Briefing, text string) []suggestion {
	var taken []anchor.Range
	for _, a := range b.Annotations {
		taken = append(taken, a.Passages...)
	}
	all := []suggestion{}
	for _, m := range edit.Matches(b.Briefing, text, taken, mostSuggestions) {
		all = append(all, suggestion{Kind: "passage", Title: m.Exact, Selection: &m})
	}
	return all
}

// records finds records by the beginnings of their words. Those whose id or name
// begins so come first.
func records(library *content.Library, kind, text string) []suggestion {
	wanted := strings.Fields(searchable(text))
	if len(wanted) == 0 {
		return []suggestion{}
	}
	type ranked struct {
		suggestion
		rank int
	}
	var found []ranked
	add := func(s suggestion, more ...string) {
		if kind != "" && kind != s.Kind {
			return
		}
		words := strings.Fields(searchable(strings.Join(append([]string{s.ID, s.Title, s.Detail}, more...), " ")))
		for _, part := range wanted {
			if !slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, part) }) {
				return
			}
		}
		rank := 1
		if whole := strings.Join(wanted, " "); strings.HasPrefix(searchable(s.ID), whole) || strings.HasPrefix(searchable(s.Title), whole) {
			rank = 0
		}
		found = append(found, ranked{s, rank})
	}
	for _, x := range library.Sources {
		add(suggestion{"source", x.ID, x.Title.Value, joined(x.Publisher.Value, x.Date.Value), nil}, content.Values(x.Authors)...)
	}
	for _, x := range library.Experts {
		add(suggestion{"expert", x.ID, x.Name.Value, joined(content.Values(x.Field)...), nil}, content.Values(x.Aliases)...)
	}
	for _, x := range country.All() {
		add(suggestion{Kind: "country", ID: x.Code, Title: x.Name})
	}
	slices.SortStableFunc(found, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	all := []suggestion{}
	for _, f := range found[:min(len(found), mostSuggestions)] {
		all = append(all, f.suggestion)
	}
	return all
}

// searchable is a text in the form in which it is looked for.
func searchable(text string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if strings.ContainsRune("-_.,:;/()«»“”\"'", r) {
			return ' '
		}
		return r
	}, anchor.Fold(text)))
}

func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// readTime is how long reading a page may take.
const readTime = 10 * time.Second

// readPage says what is known of an address that was pasted: the source that has it,
// or what its page says of itself.
func (s *Server) readPage(w http.ResponseWriter, r *http.Request, d *Desk) {
	var ask struct {
		URL string `json:"url"`
	}
	if !take(w, r, &ask) {
		return
	}
	if !edit.IsAddress(ask.URL) {
		answer(w, http.StatusUnprocessableEntity, problem{Error: "that is no address on the web"})
		return
	}
	now := s.now.Load()
	var known struct {
		Known    *suggestion    `json:"known,omitempty"`
		Document *edit.Document `json:"document,omitempty"`
		Why      string         `json:"why,omitempty"` // nothing is known of the page
	}
	library := now.library()
	if id, ok := edit.SourceOf(library, ask.URL); ok {
		i := slices.IndexFunc(library.Sources, func(x *content.Source) bool { return x.ID == id })
		known.Known = &suggestion{Kind: "source", ID: id, Title: library.Sources[i].Title.Value}
		answer(w, http.StatusOK, known)
		return
	}
	known.Document = &edit.Document{URL: strings.TrimSpace(ask.URL)}
	if d.Read == nil {
		known.Why = "not read: the server runs with --offline"
		answer(w, http.StatusOK, known)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), readTime)
	defer cancel()
	document, err := d.Read(ctx, ask.URL)
	if err != nil {
		known.Why = "the page could not be read: " + err.Error()
		answer(w, http.StatusOK, known)
		return
	}
	document.URL = known.Document.URL
	known.Document = &document
	answer(w, http.StatusOK, known)
}
