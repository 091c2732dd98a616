package docx

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"briefing/generator/markdown"
)

// span is text of one look.
type span struct {
	text                       string
	bold, italic, struck, code bool
	link                       string
	raw                        string // Markdown that is no text
}

// field is a field of a document that is open: its result is shown, its instruction is
// not.
type field struct {
	instruction strings.Builder
	inResult    bool
}

// inline reads the runs of a paragraph. It writes their plain text, and returns
// their spans.
func (r *reader) inline(parent *node, look span, fields *[]*field) []span {
	if fields == nil {
		fields = &[]*field{}
	}
	var spans []span
	for _, n := range parent.children {
		switch n.name {
		case "r":
			spans = append(spans, r.run(n, look, fields)...)
		case "hyperlink":
			inner := look
			if rel, ok := r.relations[n.attr("id")]; ok && rel.isExternal {
				inner.link = rel.target
			}
			spans = append(spans, r.inline(n, inner, fields)...)
		case "fldSimple":
			inner := look
			if to := target(n.attr("instr")); to != "" {
				inner.link = to
			}
			spans = append(spans, r.inline(n, inner, fields)...)
		case "ins", "moveTo", "smartTag", "customXml", "bdo", "dir":
			spans = append(spans, r.inline(n, look, fields)...)
		case "sdt":
			if c := n.child("sdtContent"); c != nil {
				spans = append(spans, r.inline(c, look, fields)...)
			}
		case "oMath", "oMathPara":
			spans = append(spans, r.text(formula(n), look))
		case "commentRangeStart", "commentRangeEnd":
			r.mark(n, r.plain.Len())
		}
	}
	return spans
}

// run reads a run of one look.
func (r *reader) run(n *node, look span, fields *[]*field) []span {
	props := n.child("rPr")
	look.bold, look.italic = look.bold || props.is("b"), look.italic || props.is("i")
	look.struck = look.struck || props.is("strike") || props.is("dstrike")
	if props.is("vanish") {
		return nil
	}
	switch props.child("rStyle").attr("val") {
	case "VerbatimChar", "HTMLCode", "SourceText":
		look.code = true
	}
	var spans []span
	for _, c := range n.children {
		if open := *fields; len(open) > 0 {
			f := open[len(open)-1]
			if c.name == "instrText" {
				f.instruction.WriteString(c.text)
			}
			if !f.inResult && c.name != "fldChar" {
				continue
			}
			if to := target(f.instruction.String()); to != "" {
				look.link = to
			}
		}
		switch c.name {
		case "fldChar":
			change(fields, c.attr("fldCharType"))
		case "t":
			spans = append(spans, r.text(c.text, look))
		case "tab", "ptab":
			spans = append(spans, r.text(" ", look))
		case "br", "cr":
			if c.attr("type") == "" || c.attr("type") == "textWrapping" {
				spans = append(spans, r.text("\n", look))
			}
		case "noBreakHyphen":
			spans = append(spans, r.text("\u2011", look))
		case "sym":
			spans = append(spans, r.text(symbol(c.attr("char")), look))
		case "commentReference":
			r.mark(c, r.plain.Len())
		case "footnoteReference", "endnoteReference":
			spans = append(spans, r.note(c)...)
		case "drawing", "pict", "object":
			spans = append(spans, r.picture(c)...)
		case "AlternateContent":
			if d := c.child("Choice"); d != nil && d.find("blip") != nil {
				spans = append(spans, r.picture(d)...)
			}
		}
	}
	return spans
}

// change opens a field, goes on to its result, or closes it.
func change(fields *[]*field, kind string) {
	last := len(*fields) - 1
	switch {
	case kind == "begin":
		*fields = append(*fields, &field{})
	case kind == "separate" && last >= 0:
		(*fields)[last].inResult = true
	case kind == "end" && last >= 0:
		*fields = (*fields)[:last]
	}
}

var hyperlink = regexp.MustCompile(`^\s*HYPERLINK\s+"([^"]+)"`)

// target is the address that the instruction of a field leads to.
func target(instruction string) string {
	if m := hyperlink.FindStringSubmatch(instruction); m != nil {
		return m[1]
	}
	return ""
}

// symbol is a character by its number; those of symbol fonts are shown as a dot.
func symbol(hex string) string {
	var c rune
	if _, err := fmt.Sscanf(hex, "%x", &c); err != nil || c >= 0xe000 && c <= 0xf8ff {
		return "•"
	}
	return string(c)
}

func (r *reader) text(words string, look span) span {
	words = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\n' {
			return ' '
		}
		return c
	}, words)
	r.plain.WriteString(words)
	look.text = words
	return look
}

// formula is the text of a formula.
func formula(n *node) string {
	if n.name == "t" {
		return n.text
	}
	var b strings.Builder
	for _, c := range n.children {
		b.WriteString(formula(c))
	}
	return b.String()
}

// note refers to a footnote or endnote.
func (r *reader) note(n *node) []span {
	note, ok := r.notes[strings.TrimSuffix(n.name, "Reference")+n.attr("id")]
	if !ok {
		return nil
	}
	r.noted = append(r.noted, note)
	return []span{{raw: fmt.Sprintf("[^%d]", len(r.noted))}}
}

// picture shows a picture of the document, or one that it links to.
func (r *reader) picture(n *node) []span {
	id := ""
	if blip := n.find("blip"); blip != nil {
		id = cmp.Or(blip.attr("embed"), blip.attr("link"))
	} else if data := n.find("imagedata"); data != nil {
		id = data.attr("id")
	}
	rel, ok := r.relations[id]
	if !ok {
		return nil
	}
	address := rel.target
	if !rel.isExternal {
		name := r.inArchive(rel.target)
		bytes := r.parts.bytes(name)
		if bytes == nil {
			return nil
		}
		address = "media/" + r.stored(fileName(path.Base(name)), bytes)
	}
	words := ""
	if about := n.find("docPr"); about != nil {
		words = cmp.Or(about.attr("descr"), about.attr("title"))
	}
	return []span{{raw: "![" + markdown.EscapeInline(strings.Join(strings.Fields(words), " ")) + "](" + linked.Replace(address) + ")"}}
}

// stored keeps a picture, once, and returns its name.
func (r *reader) stored(name string, bytes []byte) string {
	wished := name
	for n := 2; ; n++ {
		i := slices.IndexFunc(r.pictures, func(p Picture) bool { return p.Name == name })
		if i < 0 {
			r.pictures = append(r.pictures, Picture{name, bytes})
			return name
		}
		if slices.Equal(r.pictures[i].Bytes, bytes) {
			return name
		}
		name = fmt.Sprintf("%d-%s", n, wished)
	}
}

// fileName is a name that every system takes.
func fileName(name string) string {
	name = strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '-' {
			return c
		}
		return '-'
	}, strings.ToLower(name))
	return "picture-" + strings.Trim(name, ".-")
}

// linked escapes an address as the destination of a link.
var linked = strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E")

// render writes spans as Markdown, with marks around the words and not around the white
// space at their ends.
func render(spans []span) string {
	var b strings.Builder
	for i := 0; i < len(spans); {
		s := spans[i]
		for i++; i < len(spans) && s.raw == "" && spans[i].raw == "" && s.same(spans[i]); i++ {
			s.text += spans[i].text
		}
		b.WriteString(s.markdown())
	}
	return strings.TrimSpace(b.String())
}

func (s span) same(o span) bool {
	s.text, o.text = "", ""
	return s == o
}

func (s span) markdown() string {
	if s.raw != "" {
		return s.raw
	}
	core := strings.TrimSpace(s.text)
	if core == "" {
		return strings.ReplaceAll(s.text, "\n", "\\\n")
	}
	before, after, _ := strings.Cut(s.text, core)
	words := ""
	if s.code && !strings.ContainsAny(core, "`\n") {
		words = "`" + core + "`"
	} else {
		words = strings.ReplaceAll(markdown.EscapeInline(core), "\n", "\\\n")
	}
	for _, m := range []struct {
		on   bool
		mark string
	}{{s.struck, "~~"}, {s.italic, "*"}, {s.bold, "**"}} {
		if m.on {
			words = m.mark + words + m.mark
		}
	}
	if s.link != "" {
		words = "[" + words + "](" + linked.Replace(s.link) + ")"
	}
	return strings.ReplaceAll(before, "\n", "\\\n") + words + strings.ReplaceAll(after, "\n", "\\\n")
}
