package content

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"briefing/generator/diag"
)

// This file looks at names of files that some computers cannot hold.

// unportable are the characters that a file name cannot have on Windows, control
// characters, and a point or space at the end.
var unportable = regexp.MustCompile(`[<>:"\\|?*\x00-\x1f]|[. ]$`)

// devices are names that Windows keeps for itself, whatever stands behind the point.
var devices = strings.Fields("con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9")

// portable reports a name that Windows cannot hold, and one that differs from
// another in the case of letters only, which is the same name on Windows and Macs.
func (f *finder) portable(name string) {
	base := path.Base(name)
	stem, ext, _ := strings.Cut(base, ".")
	file := &diag.File{Name: name}
	if slices.Contains(devices, strings.ToLower(stem)) || unportable.MatchString(base) {
		d := file.Warning("file-name", 0, 0, "a file cannot be named %q on Windows", base)
		clean := Slug(stem)
		if slices.Contains(devices, clean) {
			clean += "-1"
		}
		f.report(d.WithHint("rename it, for instance to %q", clean+"."+ext))
	}
	if first, ok := f.names[strings.ToLower(name)]; ok {
		f.report(file.Error("file-clash", 0, 0, "%s and %s are one file on Windows and Macs", name, path.Base(first)).
			WithHint("rename one of them"))
		return
	}
	if f.names == nil {
		f.names = map[string]string{}
	}
	f.names[strings.ToLower(name)] = name
}

// astray says of the Markdown files in a folder that is not read where they may
// belong.
func (f *finder) astray(dir string) {
	if path.Base(dir) != "annotations" {
		return
	}
	last := &f.list[len(f.list)-1]
	last.Hint = "annotations stand in the folder of their briefing: content/briefings/<id>/annotations/"
}
