package content

import (
	"io/fs"
	"path"
	"regexp"

	"briefing/generator/diag"
)

// Unplaced is the name of folders in which imports keep what they could not place. It is
// not read.
const Unplaced = "_unplaced"

// why is a comment of an import on a record that it could not place, or of which fields
// changed there and here.
var why = regexp.MustCompile(`(?m)^# (?:not placed: (.+?)|changed there and in (.+): (.+?))\r?$`)

// waiting notes what an import keeps in a folder, with the first reason.
func (f *finder) waiting(dir string) {
	if f.waits[dir] {
		return
	}
	f.waits[dir] = true
	for _, e := range f.dir(dir) {
		name := dir + "/" + e.Name()
		if e.IsDir() {
			continue
		}
		text, err := fs.ReadFile(f.fsys, name)
		if err != nil {
			f.report((&diag.File{Name: name}).Error("file-unreadable", 0, 0, "%s cannot be read: %s", path.Base(name), reason(err)))
			continue
		}
		f.report(waits(&diag.File{Name: name, Bytes: text}))
	}
}

// waits says of a file of an import what it waits for.
func waits(file *diag.File) diag.Diagnostic {
	home := path.Dir(path.Dir(file.Name)) + "/"
	if path.Base(file.Name) != "article.md" && path.Base(path.Dir(path.Clean(home))) == "briefings" {
		home += "annotations/"
	}
	m := why.FindSubmatchIndex(file.Bytes)
	switch {
	case m == nil && path.Ext(file.Name) == ".md":
		return file.Note("import-waiting", 0, 0, "an import could not place this").WithHint("put it right and move it to %s, or delete it", home)
	case m == nil:
		return file.Note("import-waiting", 0, 0, "an import could not read this").WithHint("make a record of it by hand, or delete it")
	case m[2] < 0:
		return file.Note("import-waiting", m[0], m[1], "it changed where it was imported from and in %s: %s", file.Bytes[m[4]:m[5]], file.Bytes[m[6]:m[7]]).
			WithHint("take over there what holds, then delete this file")
	}
	return file.Note("import-waiting", m[0], m[1], "an import could not place this: %s", file.Bytes[m[2]:m[3]]).WithHint("put it right and move it to %s, or delete it", home)
}
