package diag

import (
	"cmp"
	"slices"
)

// Edit puts Text in place of the bytes of a span. An empty span inserts.
type Edit struct {
	Span
	Text string
}

// Fix is a change that mends a finding. Its edits may lie in several files and do
// not overlap.
type Fix struct {
	Title string // what it does, for a menu: lower case, no period
	// Safe says that the change cannot alter what the author means, so that it may
	// be made without asking: the others are for a person to choose.
	Safe  bool
	Edits []Edit
}

// WithFix returns d with one more change that mends it, of one edit in the file
// of the finding. Start and stop are as in [Span].
func (d Diagnostic) WithFix(safe bool, title string, start, stop int, text string) Diagnostic {
	fix := Fix{title, safe, []Edit{{Span{d.File, start, stop}, text}}}
	d.Fixes = append(slices.Clip(d.Fixes), fix)
	return d
}

// Apply returns a file's bytes after the edits that are for it, and the edits
// that were left out because they overlap an earlier one. Bytes outside of the
// edits stay as they are. The order of the edits does not matter, save that of
// insertions at one place.
func (f *File) Apply(edits []Edit) (text []byte, left []Edit) {
	mine := slices.DeleteFunc(slices.Clone(edits), func(e Edit) bool { return e.File != f })
	slices.SortStableFunc(mine, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Stop, b.Stop))
	})
	all, at := f.Text(), 0
	for _, e := range mine {
		if e.Start < at {
			left = append(left, e)
			continue
		}
		text = append(append(text, all[at:e.Start]...), e.Text...)
		at = e.Stop
	}
	return append(text, all[at:]...), left
}
