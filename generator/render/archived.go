package render

import (
	"regexp"

	"briefing/generator/content"
	"briefing/generator/graph"
)

// ArchivedView is a copy of a document at an archive. It is empty if there is none.
type ArchivedView struct {
	Href     string
	Original string // address of the document, whether it answers or not
	Day      string // of the copy, as far as it is known
}

func archived(s *graph.Source) ArchivedView {
	if !s.Archived.IsSet() {
		return ArchivedView{}
	}
	return ArchivedView{s.Archived.Value, s.URL.Value, archivedOn(s.Archived.Value, s.Accessed.From).String()}
}

// timestamp is the time in the address of a copy, as archives with the Wayback
// Machine's software have it.
var timestamp = regexp.MustCompile(`/(\d{4})(\d{2})(\d{2})(?:\d{6})?(?:[a-z]{2}_)?/`)

// archivedOn is the day of a copy by its address, else the day on which the editor
// read the document.
func archivedOn(address string, accessed content.Day) content.Day {
	if m := timestamp.FindStringSubmatch(address); m != nil {
		if day, ok := content.ParseDay(m[1] + "-" + m[2] + "-" + m[3]); ok {
			return day
		}
	}
	return accessed
}
