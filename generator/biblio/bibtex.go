package biblio

import (
	"fmt"
	"strings"
)

// BibTeX returns the items as BibTeX with the entry types and fields of biblatex, in
// UTF-8. What TeX would take for a command is escaped, except in addresses, which
// biblatex reads to the letter.
func BibTeX(items []Item) []byte {
	var b strings.Builder
	for n, i := range items {
		if n > 0 {
			b.WriteByte('\n')
		}
		i.bibtex(&b)
	}
	return []byte(b.String())
}

func (i Item) bibtex(b *strings.Builder) {
	k := i.kind()
	fmt.Fprintf(b, "@%s{%s,\n", k.bibtex, i.ID)
	field := func(key, value string) {
		if value != "" {
			fmt.Fprintf(b, "  %s = {%s},\n", key, value)
		}
	}
	field("title", "{"+tex(i.Title)+"}") // braces keep the capitals
	field("author", texNames(i.Authors))
	field(containerField(k.bibtex), tex(i.Container))
	field(publisherField(k.bibtex), tex(i.Publisher))
	field("type", tex(k.genre))
	field("date", i.Issued.String())
	field("volume", tex(i.Volume))
	field("number", tex(i.Issue))
	field("pages", strings.ReplaceAll(tex(i.Pages), "-", "--"))
	field("doi", verbatim(i.DOI))
	field("isbn", tex(i.ISBN))
	field("url", verbatim(i.URL))
	field("urldate", i.Accessed.String())
	if i.Archive != "" {
		field("note", "Archived: \\url{"+verbatim(i.Archive)+"}")
	}
	b.WriteString("}\n")
}

// containerField is where an entry of a type names what it stands in.
func containerField(entry string) string {
	switch entry {
	case "article":
		return "journaltitle"
	case "incollection":
		return "booktitle"
	case "online":
		return "maintitle"
	}
	return "howpublished"
}

// publisherField is where an entry of a type names who issued it.
func publisherField(entry string) string {
	switch entry {
	case "report", "thesis":
		return "institution"
	case "online", "misc":
		return "organization"
	}
	return "publisher"
}

// texNames joins names. One in braces is not taken apart.
func texNames(authors []Name) string {
	names := make([]string, len(authors))
	for n, a := range authors {
		switch {
		case a.Family == "":
			names[n] = "{" + tex(a.Literal) + "}"
		case a.Given == "":
			names[n] = "{" + tex(a.Family) + "}"
		default:
			names[n] = tex(a.Family) + ", " + tex(a.Given)
		}
	}
	return strings.Join(names, " and ")
}

// special are the characters that TeX takes for commands. Braces need not stand in
// pairs then.
var special = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `$`, `\$`, `&`, `\&`, `#`, `\#`, `%`, `\%`, `_`, `\_`, `~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`,
	"\n", " ", "\r", " ", "\t", " ",
)

func tex(s string) string { return special.Replace(s) }

// verbatim keeps an address as it is, but for braces, which would end the field.
func verbatim(address string) string { return unbraced.Replace(address) }

var unbraced = strings.NewReplacer("{", "%7B", "}", "%7D", "\n", "", "\r", "", `\`, "%5C")

// String is the date as ISO 8601-2 has it: 2026-03-14, or 2025-11/2026-01.
func (d Date) String() string {
	if d.isZero() {
		return ""
	}
	if d.isInterval() {
		return day(d.From, "-") + "/" + day(d.To, "-")
	}
	return day(d.From, "-")
}

// day joins the known parts of a day.
func day(day [3]int, by string) string {
	var b strings.Builder
	for n, part := range known(day) {
		if n > 0 {
			b.WriteString(by)
		}
		fmt.Fprintf(&b, "%0*d", []int{4, 2, 2}[n], part)
	}
	return b.String()
}
