package foreign

import (
	"encoding/csv"
	"errors"
	"fmt"
	"path"
	"strings"

	"briefing/generator/biblio"
	"briefing/generator/markdown"
)

// columns are the names that the columns of a table of claims may have.
var columns = map[string][]string{
	"id": {"id", "nr", "no", "number", "#"}, "quote": {"quote", "passage", "words", "text in article"}, "claim": {"claim", "statement"},
	"assessment": {"assessment", "verdict", "rating", "status", "result"}, "supports": {"supports", "source", "sources", "evidence"},
	"contradicts": {"contradicts", "against"}, "context": {"context"}, "searched": {"searched", "search"}, "text": {"text", "note", "notes", "comment", "comments", "explanation"},
	"by": {"by", "checker", "author", "checked by"}, "date": {"date", "checked", "checked on"}, "tags": {"tags", "tag"}, "kind": {"kind"},
	"prefix": {"prefix", "before"}, "suffix": {"suffix", "after"},
}

// readCSV reads a table with a row for each claim. The first row names the columns;
// one that is none of ours is kept as a comment. Several sources stand in one cell with
// semicolons between them.
func readCSV(name string, text []byte) (Batch, error) {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
	head, _, _ := strings.Cut(string(text), "\n")
	for _, comma := range []rune{'\t', ';'} {
		if strings.ContainsRune(head, comma) && strings.Count(head, string(comma)) > strings.Count(head, ",") {
			r.Comma = comma
		}
	}
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	rows, err := r.ReadAll()
	if err != nil {
		return Batch{}, err
	}
	if len(rows) == 0 {
		return Batch{}, errors.New("it is empty")
	}
	keys := keysOf(rows[0])
	var b Batch
	for i, row := range rows[1:] {
		cells := map[string]string{}
		var rest []string
		for k, cell := range row {
			cell = strings.TrimSpace(cell)
			switch {
			case cell == "":
			case k < len(keys) && keys[k] != "" && cells[keys[k]] == "":
				cells[keys[k]] = cell
			case k < len(rows[0]):
				rest = append(rest, rows[0][k]+": "+cell)
			default:
				rest = append(rest, cell)
			}
		}
		switch n, ok := rowNote(name, cells); {
		case ok:
			n.Comments = rest
			b.Notes = append(b.Notes, n)
		case len(cells)+len(rest) > 0:
			b.Left = append(b.Left, biblio.Mistake{Line: i + 2, Message: "the row has neither a quote nor a claim", Source: strings.Join(row, "\t") + "\n"})
		}
	}
	if len(b.Notes) == 0 && len(b.Left) > 0 {
		return Batch{}, fmt.Errorf("its first row must name a column quote or claim")
	}
	return b, nil
}

// keysOf are the columns by their names; empty for one that is none of ours.
func keysOf(head []string) []string {
	keys := make([]string, len(head))
	for i, h := range head {
		h = strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(h, "_", " ")), " "))
		for key, names := range columns {
			for _, name := range names {
				if name == h {
					keys[i] = key
				}
			}
		}
	}
	return keys
}

func rowNote(name string, cells map[string]string) (Note, bool) {
	n := Note{
		Kind: cells["kind"], Claim: cells["claim"], Assessment: strings.ReplaceAll(strings.ToLower(cells["assessment"]), " ", "-"),
		Supports: listed(cells["supports"]), Contradicts: listed(cells["contradicts"]), Context: listed(cells["context"]),
		Searched: cells["searched"], Text: markdown.Escape(cells["text"]), Tags: listed(cells["tags"]),
		Origin: Origin{By: cells["by"], Date: day(cells["date"])},
	}
	quote := cells["quote"]
	if quote == "" {
		quote, n.Claim = n.Claim, ""
	}
	if quote == "" {
		return n, false
	}
	n.Quotes = []Quote{{quote, cells["prefix"], cells["suffix"]}}
	id := cells["id"]
	if id == "" {
		id = sum(quote)
	}
	n.Origin.ID = "csv:" + strings.TrimSuffix(name, path.Ext(name)) + "#" + id
	return n, true
}

func listed(cell string) []string {
	var all []string
	for part := range strings.SplitSeq(cell, ";") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}
