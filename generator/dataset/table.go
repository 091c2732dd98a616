package dataset

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"

	"briefing/generator/graph"
)

// table is a file in CSV (RFC 4180, UTF-8, a header in the first line). Several values
// in a cell have a semicolon and a space between.
type table struct {
	name, what string
	columns    []string
	count      int
	rows       func(add func(cells ...string))
}

func (t table) file() File {
	return File{Path: Folder + t.name + ".csv", What: t.what, Media: mediaCSV, Count: t.count, Write: func(b *bytes.Buffer) error {
		w := csv.NewWriter(b)
		w.UseCRLF = true
		err := w.Write(t.columns)
		t.rows(func(cells ...string) {
			if err == nil {
				err = w.Write(cells)
			}
		})
		w.Flush()
		return err
	}}
}

// tables are the files in CSV.
func tables(site *graph.Site) []File {
	all := []table{claims(site), evidence(site), statements(site), sources(site)}
	files := make([]File, len(all))
	for i, t := range all {
		files[i] = t.file()
	}
	return files
}

func claims(site *graph.Site) table {
	all := checks(site)
	return table{"claims", "the checked claims", []string{"id", "path", "claim", "claimed_by", "assessment", "confidence", "key", "by", "checked", "due", "countries",
		"supporting_sources", "supporting_lines", "contradicting_sources", "contradicting_lines"}, len(all), func(add func(...string)) {
		for _, a := range all {
			c := claim(a)
			add(c.ID, c.Path, c.Claim, a.Claimant.Name, string(c.Assessment), c.Confidence, strconv.FormatBool(c.Key), c.By, string(c.Checked), string(c.Due), joined(c.Countries),
				strconv.Itoa(c.Supporting.Sources), strconv.Itoa(c.Supporting.Lines), strconv.Itoa(c.Contradicting.Sources), strconv.Itoa(c.Contradicting.Lines))
		}
	}}
}

func evidence(site *graph.Site) table {
	n := 0
	for _, a := range site.Annotations {
		n += len(a.Evidence)
	}
	return table{"evidence", "places in sources that bear on annotations", []string{"annotation", "stance", "source", "place", "nature", "note", "words"}, n, func(add func(...string)) {
		for _, a := range site.Annotations {
			for _, e := range a.Evidence {
				var words []string
				for _, x := range e.Extracts() {
					words = append(words, x.Words.Value)
				}
				add(a.ClaimID(), e.Stance, e.Of.ID, e.Place.Value, e.Nature(), e.Note.Value, strings.Join(words, " … "))
			}
		}
	}}
}

func statements(site *graph.Site) table {
	n := 0
	for _, a := range site.Annotations {
		n += len(a.AllVoices())
	}
	return table{"statements", "what experts and others said, in articles and on claims",
		[]string{"annotation", "person", "expert", "stance", "source", "place", "said", "organisation", "role", "country", "words"}, n, func(add func(...string)) {
			for _, a := range site.Annotations {
				for _, voice := range a.AllVoices() {
					s := statement(voice)
					words := s.Words
					if words == "" && s.Extract != nil {
						words = s.Extract.Words
					}
					add(a.ClaimID(), s.Person.Name, s.Person.Expert, s.Stance, s.Source, s.Place, string(s.Said), s.Organisation, s.Role, s.Country, words)
				}
			}
		}}
}

func sources(site *graph.Site) table {
	return table{"sources", "the sources", []string{"id", "path", "title", "type", "authors", "publisher", "container", "date", "url", "archived", "accessed", "nature", "access", "seen", "doi", "isbn", "used_by"},
		len(site.Sources), func(add func(...string)) {
			for _, o := range site.Sources {
				s := source(o)
				var authors []string
				for _, p := range s.Authors {
					authors = append(authors, p.Name)
				}
				add(s.ID, s.Path, s.Title, s.Type, joined(authors), s.Publisher, s.Container, string(s.Date), s.URL, s.Archived, string(s.Accessed), s.Nature, s.Access, s.Seen,
					s.DOI, s.ISBN, joined(s.Annotations))
			}
		}}
}

func joined(values []string) string { return strings.Join(values, "; ") }
