// Package biblio writes and reads bibliographic records in the forms that reference
// managers have: CSL-JSON ([CSL], [ReadCSL]), BibTeX ([BibTeX], [ReadBibTeX]) and RIS
// ([RIS], [ReadRIS]); and writes them for pages ([COinS]).
//
// It is given [Item]s, which are plain values with the types of source that editors
// write, and returns bytes; or the other way around. It knows nothing of the site.
// CSL-JSON loses least and is the one to offer first: BibTeX has no laws and treaties,
// RIS no raw fields.
package biblio

// Item is a document. Empty fields are left out of every form.
type Item struct {
	ID        string // unique among the items written together: lower-case letters, digits, hyphens
	Type      string // one of the types of package content, "press-release"
	Title     string
	Authors   []Name
	Publisher string
	Container string // the journal, paper or site it stands in
	Issued    Date
	Accessed  Date
	URL       string
	Archive   string // address of an archived copy
	DOI, ISBN string
	Volume    string
	Issue     string
	Pages     string
	Language  string  // BCP 47 tag
	Raw       []Field // of CSL-JSON; they win over what the other fields say
}

// Name is that of an author.
type Name struct {
	Family, Given string // of a person
	Literal       string // of an organization, or a person whose names were not told apart
}

// Field is a field of CSL-JSON as an editor wrote it. Several values are a list.
type Field struct {
	Key    string
	Values []string
}

// Date is a date or an interval. Days are {year, month, day}; month and day are 0 if
// they are not known. A zero From is no date; a zero To is no interval.
type Date struct{ From, To [3]int }

// isZero reports whether there is no date.
func (d Date) isZero() bool { return d.From[0] == 0 }

// isInterval reports whether the date has two ends.
func (d Date) isInterval() bool { return d.To[0] != 0 && d.To != d.From }

// kind is what the forms call a type of source.
type kind struct {
	csl, genre string // genre tells what the CSL type does not
	bibtex     string
	ris        string
	zotero     string // for COinS
}

// kinds follow the types of CSL 1.0.2, of biblatex 3.19 and of the RIS format
// specification (2011), as Zotero and pandoc read them. Do not change.
var kinds = map[string]kind{
	"report":        {"report", "", "report", "RPRT", "report"},
	"news":          {"article-newspaper", "", "article", "NEWS", "newspaperArticle"},
	"article":       {"article-journal", "", "article", "JOUR", "journalArticle"},
	"book":          {"book", "", "book", "BOOK", "book"},
	"chapter":       {"chapter", "", "incollection", "CHAP", "bookSection"},
	"thesis":        {"thesis", "", "thesis", "THES", "thesis"},
	"dataset":       {"dataset", "", "dataset", "DATA", "dataset"},
	"law":           {"legislation", "", "legislation", "STAT", "statute"},
	"treaty":        {"treaty", "", "misc", "GOVDOC", "statute"},
	"press-release": {"report", "Press release", "report", "RPRT", "report"},
	"speech":        {"speech", "", "misc", "GEN", "presentation"},
	"interview":     {"interview", "", "misc", "GEN", "interview"},
	"transcript":    {"document", "Transcript", "misc", "GEN", "document"},
	"post":          {"post", "", "online", "BLOG", "blogPost"},
	"video":         {"motion_picture", "", "video", "VIDEO", "videoRecording"},
	"audio":         {"song", "", "audio", "SOUND", "audioRecording"},
	"image":         {"graphic", "", "image", "ART", "artwork"},
	"map":           {"map", "", "misc", "MAP", "map"},
	"letter":        {"personal_communication", "", "letter", "PCOMM", "letter"},
	"web":           {"webpage", "", "online", "ELEC", "webpage"},
}

// kind returns what the forms call the item's type; a document for an unknown one.
func (i Item) kind() kind {
	if k, ok := kinds[i.Type]; ok {
		return k
	}
	return kind{"document", "", "misc", "GEN", "document"}
}
