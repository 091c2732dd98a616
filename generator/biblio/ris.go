package biblio

import (
	"fmt"
	"strings"
)

// RIS returns the items in the RIS format of Research Information Systems, in UTF-8
// with the line ends that it asks for.
func RIS(items []Item) []byte {
	var b strings.Builder
	for _, i := range items {
		i.ris(&b)
	}
	return []byte(b.String())
}

func (i Item) ris(b *strings.Builder) {
	tag := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, "%s  - %s\r\n", name, oneLine(value))
		}
	}
	k := i.kind()
	tag("TY", k.ris)
	tag("ID", i.ID)
	tag("TI", i.Title)
	for _, a := range i.Authors {
		tag("AU", a.ris())
	}
	tag("T2", i.Container)
	tag("PB", i.Publisher)
	tag("M3", k.genre)
	tag("PY", day([3]int{i.Issued.From[0]}, "/"))
	tag("DA", day(i.Issued.From, "/"))
	tag("VL", i.Volume)
	tag("IS", i.Issue)
	start, end, _ := strings.Cut(i.Pages, "-")
	tag("SP", start)
	tag("EP", end)
	tag("DO", i.DOI)
	tag("SN", i.ISBN)
	tag("UR", i.URL)
	tag("L2", i.Archive)
	tag("Y2", day(i.Accessed.From, "/"))
	tag("LA", i.Language)
	b.WriteString("ER  - \r\n\r\n")
}

// ris is a name with the family first. A comma of an organization's name would part
// it; RIS has no way to escape one, so it becomes a semicolon.
func (n Name) ris() string {
	switch {
	case n.Family == "":
		return strings.ReplaceAll(n.Literal, ",", ";")
	case n.Given == "":
		return n.Family
	}
	return n.Family + ", " + n.Given
}

// oneLine joins the lines of a value: a new line would begin a tag.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
