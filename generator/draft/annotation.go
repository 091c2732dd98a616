package draft

import (
	"fmt"
	"path"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/content"
)

// Note is an annotation that its author has stated in full. Empty fields are left
// out. Whether it has what its kind needs is for the checks to say.
type Note struct {
	Briefing, ID string
	Passages     []string // each as [Passage] writes it; none is the whole article
	Kind         string   // only where it cannot be inferred: question
	Claim        string
	Assessment   string
	Confidence   string
	Because      string
	Supports     []string // each a source and mostly a place: "loan-annex art. 7"
	Contradicts  []string
	Context      []string
	Searched     string
	Expert       string // id
	Speaker      string // name of somebody without a file
	Stance       string
	SaidIn       string
	SaidToUs     string // date
	About        string
	ClaimedBy    string
	Countries    []string
	Gist         string
	By           string // editor's key
	Checked      string // date
	Status       string // published if it is empty
	Tags         []string
	Resolved     bool // a thread that its writers have closed
	Origin       Origin
	Comments     []string // lines for the editors
	Fields       []Value  // further ones, none of those above
	Text         string   // Markdown
	Voices       []Voice
}

// Voice is an expert on the claim and where that was said.
type Voice struct{ Stance, Expert, SaidIn, SaidToUs string }

// Passage returns the value of the field quote that finds a range of an article and
// nothing else, as YAML: the shortest spelling, or the long form where the words
// hold characters of a spelling. It is empty for a range without words.
func Passage(text *anchor.Text, r anchor.Range) string {
	if quote := text.Quote(r); quote == "" || text.Finds(quote, r) {
		if quote == "" {
			return ""
		}
		return content.Scalar(quote)
	}
	p, ok := text.Selector(r)
	if !ok {
		return ""
	}
	fields := "{exact: " + content.QuotedScalar(p.Exact)
	if p.Prefix != "" {
		fields += ", prefix: " + content.QuotedScalar(p.Prefix)
	}
	if p.Suffix != "" {
		fields += ", suffix: " + content.QuotedScalar(p.Suffix)
	}
	return fields + "}"
}

// Words returns words as a value of YAML.
func Words(s string) string { return content.Scalar(s) }

// File is the file of the annotation.
func (n Note) File() File {
	var b strings.Builder
	b.WriteString("---\n")
	b.WriteString(quotes(n.Passages))
	field(&b, "kind", n.Kind)
	field(&b, "claim", n.Claim)
	field(&b, "assessment", n.Assessment)
	field(&b, "confidence", n.Confidence)
	field(&b, "because", n.Because)
	field(&b, "supports", n.Supports...)
	field(&b, "contradicts", n.Contradicts...)
	field(&b, "context", n.Context...)
	field(&b, "searched", n.Searched)
	n.voice(&b)
	if len(n.Voices) > 0 {
		b.WriteString("experts:\n")
	}
	for _, v := range n.Voices {
		b.WriteString(v.Item())
	}
	field(&b, "about", n.About)
	field(&b, "claimed_by", n.ClaimedBy)
	field(&b, "countries", n.Countries...)
	field(&b, "gist", n.Gist)
	field(&b, "by", n.By)
	field(&b, "checked", n.Checked)
	field(&b, "status", n.Status)
	for _, f := range n.Fields {
		f.write(&b)
	}
	list(&b, "x_tags", n.Tags)
	if n.Resolved {
		field(&b, "x_resolved", "yes")
	}
	n.Origin.write(&b)
	comments(&b, n.Comments)
	b.WriteString("---\n")
	if text := body(n.Text); text != "" {
		b.WriteString(text + "\n")
	}
	return File{path.Join("content/briefings", n.Briefing, "annotations", n.ID+".md"), b.String()}
}

// quotes is the field of passages that are written as YAML.
func quotes(passages []string) string {
	switch len(passages) {
	case 0:
		return "whole: true\n"
	case 1:
		return "quote: " + passages[0] + "\n"
	}
	return "quote:\n  - " + strings.Join(passages, "\n  - ") + "\n"
}

// voice writes who says the passage or, with an assessment, the expert on the claim.
func (n Note) voice(b *strings.Builder) {
	indent := ""
	if n.Assessment != "" && n.Expert != "" {
		fmt.Fprintf(b, "experts:\n  - %s: %s\n", n.Stance, content.Scalar(n.Expert))
		indent = "    "
	} else {
		field(b, "expert", n.Expert)
		field(b, "speaker", n.Speaker)
		field(b, "stance", n.Stance)
	}
	field(b, indent+"said_in", n.SaidIn)
	field(b, indent+"said_to_us", n.SaidToUs)
}

// Item is the voice as an item of the field experts, ending its line.
func (v Voice) Item() string {
	var b strings.Builder
	fmt.Fprintf(&b, "  - %s: %s\n", v.Stance, content.Scalar(v.Expert))
	field(&b, "    said_in", v.SaidIn)
	field(&b, "    said_to_us", v.SaidToUs)
	return b.String()
}

// field writes a field of one value or a list; one without a value it leaves out.
func field(b *strings.Builder, key string, values ...string) {
	switch {
	case len(values) == 0 || len(values) == 1 && strings.TrimSpace(values[0]) == "":
	case len(values) == 1:
		fmt.Fprintf(b, "%s: %s\n", key, content.Scalar(values[0]))
	default:
		fmt.Fprintf(b, "%s:\n", key)
		for _, v := range values {
			fmt.Fprintf(b, "  - %s\n", content.Scalar(v))
		}
	}
}
