package foreign

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"strings"

	"briefing/generator/biblio"
	"briefing/generator/markdown"
)

// selector is one of the Web Annotation Data Model
// (https://www.w3.org/TR/annotation-model/#selectors), as far as it quotes words.
type selector struct {
	Type      string          `json:"type"`
	Exact     string          `json:"exact"`
	Prefix    string          `json:"prefix"`
	Suffix    string          `json:"suffix"`
	Value     string          `json:"value"`
	RefinedBy json.RawMessage `json:"refinedBy"`
}

// quoteOf returns the words that selectors quote; ok is false if none does. The most
// exact of those that refine each other wins.
func quoteOf(all []selector) (q Quote, ok bool) {
	for _, s := range all {
		if inner, ok := quoteOf(many[selector](s.RefinedBy)); ok {
			return inner, true
		}
	}
	for _, s := range all {
		if s.Type == "TextQuoteSelector" && strings.TrimSpace(s.Exact) != "" {
			return Quote{s.Exact, s.Prefix, s.Suffix}, true
		}
	}
	for _, s := range all {
		if q, ok := textFragment(s.Value); ok && s.Type == "FragmentSelector" {
			return q, true
		}
	}
	return Quote{}, false
}

// textFragment reads the words of an address of the form #:~:text=words, if it spells
// all of them.
func textFragment(fragment string) (q Quote, ok bool) {
	_, directive, ok := strings.Cut(fragment, ":~:text=")
	if !ok {
		return Quote{}, false
	}
	directive, _, _ = strings.Cut(directive, "&")
	for _, part := range strings.Split(directive, ",") {
		words, err := url.PathUnescape(part)
		if err != nil {
			return Quote{}, false
		}
		switch {
		case strings.HasSuffix(part, "-") && q.Exact == "":
			q.Prefix = strings.TrimSuffix(words, "-") + " "
		case strings.HasPrefix(part, "-"):
			q.Suffix = " " + strings.TrimPrefix(words, "-")
		case q.Exact != "":
			q.Exact += " … " + words
		default:
			q.Exact = words
		}
	}
	return q, q.Exact != ""
}

// many reads a value that may be one or a list of them; what is of another form is left
// out.
func many[T any](raw json.RawMessage) []T {
	raw = bytes.TrimSpace(raw)
	var list []json.RawMessage
	if !bytes.HasPrefix(raw, []byte("[")) || json.Unmarshal(raw, &list) != nil {
		list = []json.RawMessage{raw}
	}
	var all []T
	for _, r := range list {
		var v T
		if len(r) > 0 && string(r) != "null" && json.Unmarshal(r, &v) == nil {
			all = append(all, v)
		}
	}
	return all
}

// webNote is an annotation of the Web Annotation Data Model.
type webNote struct {
	ID         string          `json:"id"`
	OldID      string          `json:"@id"`
	Motivation json.RawMessage `json:"motivation"`
	Creator    json.RawMessage `json:"creator"`
	Created    string          `json:"created"`
	Modified   string          `json:"modified"`
	Body       json.RawMessage `json:"body"`
	BodyValue  string          `json:"bodyValue"`
	Target     json.RawMessage `json:"target"`
	Canonical  string          `json:"canonical"`
	Fields     map[string]any  `json:"briefing:fields"` // front matter, written by a site like ours
}

// readWebAnnotation reads an annotation, a list, a page or a collection of them.
func readWebAnnotation(_ string, text []byte) (Batch, error) {
	rows, err := objects(text, "first", "items", "resources", "@graph")
	if err != nil {
		return Batch{}, err
	}
	var b Batch
	var replies []webReply
	for _, row := range rows {
		var n webNote
		if err := json.Unmarshal(row, &n); err != nil || len(n.Target) == 0 {
			b.Left = append(b.Left, biblio.Mistake{Message: "it is no annotation: it has no target", Source: string(row)})
			continue
		}
		note, answers := n.note(row)
		if answers != "" {
			replies = append(replies, webReply{answers, note})
			continue
		}
		b.Notes = append(b.Notes, note)
	}
	b.answer(replies)
	return b, nil
}

// webReply is a note whose target is another note.
type webReply struct {
	to   string
	note Note
}

// answer puts replies under the notes that they answer, also through other replies.
func (b *Batch) answer(replies []webReply) {
	parent := map[string]string{}
	for _, r := range replies {
		parent[r.note.Origin.ID] = r.to
	}
	for _, r := range replies {
		to := r.to
		for range replies { // a chain is not longer, and may be a ring
			next, ok := parent[to]
			if !ok {
				break
			}
			to = next
		}
		i := slices.IndexFunc(b.Notes, func(n Note) bool { return n.Origin.ID == to })
		if i < 0 {
			r.note.Comments = append(r.note.Comments, "an answer to "+to+", which is not in the file")
			b.Notes = append(b.Notes, r.note)
			continue
		}
		b.Notes[i].Replies = append(b.Notes[i].Replies, Reply{r.note.Origin.By, r.note.Origin.Date, r.note.Text})
		sortReplies(b.Notes[i].Replies)
	}
}

func sortReplies(all []Reply) {
	slices.SortStableFunc(all, func(a, b Reply) int { return cmp.Compare(a.Date, b.Date) })
}

// note is the annotation; answers is the id of the note that it answers, if it does.
func (n webNote) note(raw json.RawMessage) (note Note, answers string) {
	id := cmp.Or(n.ID, n.OldID, n.Canonical, sum(string(raw)))
	if !strings.Contains(id, ":") {
		id = "webannotation:" + id
	}
	note = Note{Origin: Origin{ID: id, By: n.by(), Date: day(cmp.Or(n.Created, n.Modified))}}
	for _, m := range many[string](n.Motivation) {
		switch strings.TrimPrefix(m, "oa:") {
		case "questioning":
			note.Kind = "question"
		case "replying":
			answers = "?"
		}
	}
	for _, t := range many[json.RawMessage](n.Target) {
		to := note.target(t)
		if answers != "" {
			answers = to
		}
	}
	note.fields(n.Fields)
	for _, body := range many[json.RawMessage](n.Body) {
		note.body(body)
	}
	if note.Text == "" && n.BodyValue != "" {
		note.Text = markdown.Escape(n.BodyValue)
	}
	return note, answers
}

// fields takes over front matter, in the order of its keys, and the id of its file.
func (n *Note) fields(all map[string]any) {
	for _, key := range slices.Sorted(maps.Keys(all)) {
		n.Fields = append(n.Fields, Field{key, all[key]})
	}
	if _, id, ok := strings.Cut(n.Origin.ID, "#"); ok && len(all) > 0 {
		n.ID = id
	}
}

func (n webNote) by() string { return agents(n.Creator) }

// agents are those who made something, by name if there is one.
func agents(raw json.RawMessage) string {
	var names []string
	for _, c := range many[json.RawMessage](raw) {
		var agent struct {
			ID, Name, Nickname string
		}
		var iri string
		if json.Unmarshal(c, &iri) == nil {
			names = append(names, iri)
		} else if json.Unmarshal(c, &agent) == nil {
			names = append(names, cmp.Or(agent.Name, agent.Nickname, agent.ID))
		}
	}
	return strings.Join(names, ", ")
}

// target reads what a note is about, and returns its address.
func (n *Note) target(raw json.RawMessage) string {
	var iri string
	if json.Unmarshal(raw, &iri) == nil {
		n.Page, _, _ = strings.Cut(iri, "#")
		if q, ok := textFragment(iri); ok {
			n.Quotes = append(n.Quotes, q)
		}
		return iri
	}
	var t struct {
		ID       string          `json:"id"`
		Source   json.RawMessage `json:"source"`
		Selector json.RawMessage `json:"selector"`
	}
	if json.Unmarshal(raw, &t) != nil {
		return ""
	}
	source := t.ID
	for _, s := range many[json.RawMessage](t.Source) {
		var object struct{ ID string }
		if json.Unmarshal(s, &source) != nil && json.Unmarshal(s, &object) == nil {
			source = object.ID
		}
	}
	n.Page, _, _ = strings.Cut(source, "#")
	if len(t.Selector) == 0 {
		return source
	}
	q, ok := quoteOf(many[selector](t.Selector))
	if !ok {
		n.Lost = "its selector quotes no words: " + oneLine(t.Selector)
		return source
	}
	n.Quotes = append(n.Quotes, q)
	return source
}

// body reads what a note says: words, tags, or an address.
func (n *Note) body(raw json.RawMessage) {
	var iri string
	if json.Unmarshal(raw, &iri) == nil {
		n.say("<" + iri + ">")
		return
	}
	var b struct {
		ID, Type, Value, Format string
		Purpose                 json.RawMessage
		Items                   json.RawMessage
		Source, Creator         json.RawMessage
		Created                 string
	}
	if err := json.Unmarshal(raw, &b); err != nil {
		n.Comments = append(n.Comments, "body: "+oneLine(raw))
		return
	}
	purposes := many[string](b.Purpose)
	switch {
	case len(n.Fields) > 0 && len(purposes) == 1 && (purposes[0] == "classifying" || purposes[0] == "linking"): // the fields say it
	case slices.Contains(purposes, "replying") && b.Value != "":
		n.Replies = append(n.Replies, Reply{cmp.Or(agents(b.Creator), n.Origin.By), day(b.Created), asMarkdown(b.Value, b.Format)})
	case slices.Contains(purposes, "tagging") || slices.Contains(purposes, "classifying"):
		n.Tags = append(n.Tags, cmp.Or(b.Value, b.ID, strings.Join(many[string](b.Source), " ")))
	case b.Value != "":
		n.say(asMarkdown(b.Value, b.Format))
	case len(b.Items) > 0:
		for _, item := range many[json.RawMessage](b.Items) {
			n.body(item)
		}
	case b.ID != "":
		n.say("<" + b.ID + ">")
	case len(many[string](b.Source)) > 0:
		n.say("<" + many[string](b.Source)[0] + ">")
	default:
		n.Comments = append(n.Comments, "body: "+oneLine(raw))
	}
}

// say adds a paragraph.
func (n *Note) say(words string) {
	n.Text = strings.TrimSpace(n.Text + "\n\n" + words)
}

func oneLine(raw json.RawMessage) string {
	var b bytes.Buffer
	if json.Compact(&b, raw) != nil {
		return string(raw)
	}
	return b.String()
}

// asMarkdown turns words of a media type into Markdown.
func asMarkdown(words, format string) string {
	switch {
	case strings.Contains(format, "markdown"):
		return words
	case strings.Contains(format, "html"):
		return fromHTML(words)
	}
	return markdown.Escape(words)
}
