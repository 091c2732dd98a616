package foreign

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"briefing/generator/biblio"
)

func readCSL(_ string, text []byte) (Batch, error) {
	entries, left, err := biblio.ReadCSL(text)
	return Batch{Sources: sources(CSL, entries), Left: left}, err
}

func readBibTeX(_ string, text []byte) (Batch, error) {
	entries, left := biblio.ReadBibTeX(text)
	return Batch{Sources: sources(BibTeX, entries), Left: left}, nil
}

func readRIS(_ string, text []byte) (Batch, error) {
	entries, left := biblio.ReadRIS(text)
	return Batch{Sources: sources(RIS, entries), Left: left}, nil
}

// sources gives entries their origins: the key, or what else names them.
func sources(form string, entries []biblio.Entry) []Source {
	all := make([]Source, len(entries))
	for i, e := range entries {
		id := form + ":" + e.Key
		switch {
		case e.Key != "":
		case e.DOI != "":
			id = "doi:" + strings.ToLower(e.DOI)
		case e.URL != "":
			id = e.URL
		default:
			id = form + ":" + sum(e.Title, fmt.Sprint(e.Issued.From[0]))
		}
		all[i] = Source{Entry: e, Origin: Origin{ID: id}}
	}
	return all
}

// sum is a short name for values that have none.
func sum(values ...string) string {
	h := sha256.Sum256([]byte(strings.Join(values, "\x00")))
	return hex.EncodeToString(h[:5])
}
