// Package foreign reads what other programs wrote: sources, annotations and articles.
//
// [Read] takes a file apart into a [Batch] of plain values, whatever its form; what
// cannot be read is in [Batch.Left], so nothing is dropped. It knows nothing of the site
// that the values are for. Package imports brings them into one.
package foreign

import "briefing/generator/biblio"

// Batch is what a foreign file holds.
type Batch struct {
	Form    string // how the form is called: "BibTeX"
	Sources []Source
	Notes   []Note
	Article *Article
	Left    []biblio.Mistake // parts that could not be read
}

// Source is a source of a reference manager, or one that a text links to.
type Source struct {
	biblio.Entry
	// IsLinked says that nothing is known of it but a link in a text: whoever wrote the
	// text may have read it, nobody here has.
	IsLinked bool
	Origin   Origin
}

// Note is an annotation as it is elsewhere.
type Note struct {
	Origin     Origin
	Page       string  // address of the page that it is on
	Quotes     []Quote // the words that it is about; none for the page as a whole
	Lost       string  // why it is not known which words it is about; empty if it is
	Kind       string
	Claim      string
	Assessment string
	Supports   []string // each the id of a source, its address or its title, and mostly a place
	Contradicts,
	Context []string
	Searched string
	Tags     []string
	Text     string // Markdown
	Replies  []Reply
	Resolved bool
	Comments []string // what has no field
	ID       string   // the id of its file that is wished for; may be empty
	Fields   []Field  // of an annotation of a site like ours, as it has them
}

// Field is a field of front matter.
type Field struct {
	Key   string
	Value any // of JSON: a text, a list or a map
}

// Quote is words of a page with what stands right before and behind them, which may be
// cut inside a word.
type Quote struct{ Exact, Prefix, Suffix string }

// Reply is an answer to a note.
type Reply struct{ By, Date, Text string }

// Article is a text to annotate.
type Article struct {
	Title, Date string
	Authors     []string
	Text        string // Markdown
	Media       []File
	Comments    []string // what has no field
	Origin      Origin
}

// File is a picture of an article.
type File struct {
	Name  string // without folders
	Bytes []byte
}

// Origin says where a record comes from. ID names it there for good.
type Origin struct{ ID, By, Date, Link string }
