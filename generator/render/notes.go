package render

import (
	"bytes"
	"fmt"
	"strings"

	"briefing/generator/graph"
)

// notesName is where the style sheet is published that ties notes to passages, and
// pairsName that of the one for readers without scripts.
const (
	notesName = "sheets/notes.css"
	pairsName = "sheets/pairs.css"
)

// noteSheets are style sheets with rules for the first so many notes: a selector must
// name a number, and the policy of the pages allows no styles in their elements.
type noteSheets struct {
	tied   []byte // a note beside the article hangs from its passage
	paired []byte // note and passage light each other under the pointer; else a script does it
}

func newNoteSheets(notes int) noteSheets {
	var tied, paired bytes.Buffer
	tied.WriteString("@layer component{\n")
	paired.WriteString("@layer component{\n")
	for n := range notes {
		fmt.Fprintf(&tied, "[data-a=\"%[1]d\"]{anchor-name:--c%[1]d}.note:nth-child(%[1]d){--c:--c%[1]d}\n", n+1)
		fmt.Fprintf(&paired, ".galley:has([data-n~=\"%[1]d\"]:is(:hover,:focus-within)) [data-n~=\"%[1]d\"]{--lit:14%%}\n", n+1)
	}
	tied.WriteString("}\n")
	paired.WriteString("}\n")
	return noteSheets{tied.Bytes(), paired.Bytes()}
}

// mostNotes is the greatest number of notes of a briefing of the site.
func mostNotes(site *graph.Site) int {
	most := 0
	for _, b := range site.Briefings {
		most = max(most, len(b.Annotations))
	}
	return most
}

// numbers joins the numbers of annotations for an attribute: "6 7".
func numbers(annotations []*graph.Annotation) string {
	var words []string
	for _, a := range annotations {
		words = append(words, fmt.Sprint(a.N))
	}
	return strings.Join(words, " ")
}

// Beside makes room for as many notes as a briefing of the rest of the site has, if
// this site is a part of one: all share a style sheet. It must be called before a page
// is rendered.
func (r *Renderer) Beside(notes int) { r.notes = newNoteSheets(max(mostNotes(r.site), notes)) }
