package dataset

import (
	"bytes"
	"encoding/json"
	"slices"

	"briefing/generator/graph"
)

// File is a file of the data.
type File struct {
	Path   string // from the root of the site
	What   string // what it holds, in a few words; empty for one of a briefing
	Media  string // its media type
	Schema string // path of its schema; empty for a table or a schema
	Count  int    // entries
	Write  func(*bytes.Buffer) error
}

// Header stands at the top of every file.
type Header struct {
	Schema  string `json:"$schema" jsonschema_description:"The address of the schema, relative to the file."`
	Version int    `json:"version" jsonschema:"const=1"`
}

// Index is what there is.
type Index struct {
	Site
	Files []Entry `json:"files"`
}

// Site is the site itself.
type Site struct {
	Header
	Title     string `json:"title"`
	URL       string `json:"url,omitempty" jsonschema_description:"The address of the site. Paths follow it."`
	Language  string `json:"language"`
	Publisher string `json:"publisher,omitempty"`
	License   string `json:"license,omitempty"`
}

// Entry is a file in the index.
type Entry struct {
	Path   string `json:"path"`
	What   string `json:"what"`
	Media  string `json:"media"`
	Schema string `json:"schema,omitempty"`
	Count  int    `json:"count" jsonschema_description:"The number of entries."`
}

// The files of lists.
type (
	// BriefingList has the newest first.
	BriefingList struct {
		Header
		Briefings []Briefing `json:"briefings"`
	}
	// BriefingFile is a briefing with its text and its annotations.
	BriefingFile struct {
		Article
		Notes []Annotation `json:"notes" jsonschema_description:"The annotations in the order of the article, the withdrawn ones last."`
	}
	// Article is a briefing with its text.
	Article struct {
		Header
		Briefing
		Text string `json:"text,omitempty" jsonschema_description:"The article as its reader sees it, without Markdown. Places of passages count its characters."`
	}
	// ClaimList has every check.
	ClaimList struct {
		Header
		Claims []Claim `json:"claims"`
	}
	// SourceList is sorted by title.
	SourceList struct {
		Header
		Sources []Source `json:"sources"`
	}
	// ExpertList is sorted by last name.
	ExpertList struct {
		Header
		Experts []Expert `json:"experts"`
	}
	// CountryList is sorted by name.
	CountryList struct {
		Header
		Countries []Country `json:"countries"`
	}
	// CorrectionList has the newest first.
	CorrectionList struct {
		Header
		Corrections []Corrected `json:"corrections"`
	}
)

// mediaJSON and mediaCSV are media types.
const (
	mediaJSON   = "application/json"
	mediaCSV    = "text/csv"
	mediaSchema = "application/schema+json"
)

// Files lists the files: the index first, then lists, tables, one for each briefing, and
// the schemas. They are made when they are written.
func Files(site *graph.Site) []File {
	listed := Listed(site)
	files := append([]File{index(site, listed)}, listed...)
	for _, b := range site.Briefings {
		files = append(files, one(b))
	}
	return append(files, schemas()...)
}

// Listed are the files that the index lists: those of the whole site.
func Listed(site *graph.Site) []File { return append(lists(site), tables(site)...) }

// lists are the files of everything of one kind.
func lists(site *graph.Site) []File {
	return []File{
		list("briefings", "the briefings; each has a file of its own, with text and annotations", site.Briefings, briefing),
		list("claims", "the checked claims", checks(site), claim),
		list("sources", "the sources, with their extracts", site.Sources, source),
		list("experts", "the experts", site.Experts, expert),
		list("countries", "the countries", site.Countries, country),
		list("corrections", "the corrections", site.Corrections, corrected),
	}
}

func checks(site *graph.Site) []*graph.Annotation {
	var checks []*graph.Annotation
	for _, a := range site.Annotations {
		if a.IsCheck() {
			checks = append(checks, a)
		}
	}
	return checks
}

// list is the file of a list, which is named as its only field.
func list[From, To any](name, what string, all []From, one func(From) To) File {
	return File{Folder + name + ".json", what, mediaJSON, schemaPath(name), len(all), func(b *bytes.Buffer) error {
		return entries(b, header(name), name, all, one)
	}}
}

// one is the file of a briefing.
func one(b *graph.Briefing) File {
	return File{BriefingPath(b), "", mediaJSON, schemaPath("briefing"), 1, func(buffer *bytes.Buffer) error {
		head := article(b)
		return entries(buffer, head, "notes", slices.Concat(b.Annotations, b.Withdrawn), func(a *graph.Annotation) Annotation {
			return annotation(a, head.Text)
		})
	}}
}

func article(b *graph.Briefing) Article {
	v := Article{Header: Header{"../briefing.schema.json", Version}, Briefing: briefing(b)}
	if !b.IsWithdrawn() {
		v.Text = b.Body.Text()
	}
	return v
}

// BriefingPath is where the data of a briefing is.
func BriefingPath(b *graph.Briefing) string { return Folder + "briefings/" + b.ID + ".json" }

func index(site *graph.Site, files []File) File {
	return File{Folder + "index.json", "", mediaJSON, schemaPath("index"), len(files), func(b *bytes.Buffer) error {
		return entries(b, about(site), "files", files, func(f File) Entry { return Entry{f.Path, f.What, f.Media, f.Schema, f.Count} })
	}}
}

func about(site *graph.Site) Site {
	s := site.Settings
	return Site{header("index"), s.Title.Value, s.URL, s.Language, s.Publisher.Value, s.License.Value}
}

func header(name string) Header { return Header{name + ".schema.json", Version} }

func schemaPath(name string) string { return Folder + name + ".schema.json" }

// entries writes an object: the fields of head, and a last field with a list. Each entry
// has a line of its own, so that a change of one record is the change of one line.
func entries[From, To any](b *bytes.Buffer, head any, key string, all []From, one func(From) To) error {
	encoder := json.NewEncoder(b) // keys of maps come sorted
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(head); err != nil {
		return err
	}
	b.Truncate(b.Len() - len("}\n"))
	b.WriteString(`,"` + key + `":[`)
	for i, v := range all {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		if err := encoder.Encode(one(v)); err != nil {
			return err
		}
		b.Truncate(b.Len() - len("\n"))
	}
	b.WriteString("\n]}\n")
	return nil
}
