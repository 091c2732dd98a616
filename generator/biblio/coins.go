package biblio

import (
	"net/url"
	"strings"
)

// COinS returns the item as a ContextObject in a span (OpenURL, ANSI/NISO Z39.88-2004,
// KEV format of Dublin Core): the title attribute of an element of class Z3988. Of a
// page with one, reference managers save the item and not the page.
func COinS(i Item) string {
	var b strings.Builder
	b.WriteString("ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc")
	add := func(key, value string) {
		if value != "" {
			b.WriteString("&" + key + "=" + strings.ReplaceAll(url.QueryEscape(value), "+", "%20"))
		}
	}
	add("rft.type", i.kind().zotero)
	add("rft.title", i.Title)
	for _, a := range i.Authors {
		switch {
		case a.Family == "":
			add("rft.creator", a.Literal)
		case a.Given == "":
			add("rft.creator", a.Family)
		default:
			add("rft.creator", a.Family+", "+a.Given)
		}
	}
	add("rft.source", i.Container)
	add("rft.publisher", i.Publisher)
	add("rft.date", day(i.Issued.From, "-"))
	add("rft.language", i.Language)
	if i.DOI != "" {
		add("rft_id", "info:doi/"+i.DOI)
	}
	add("rft_id", i.URL)
	add("rft.identifier", i.URL)
	return b.String()
}
