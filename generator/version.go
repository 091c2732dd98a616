package main

import (
	"runtime/debug"
	"strings"
)

// release is the name of the release that the program is of; the linker sets it.
var release string

// version is the line of --version: the release or the module's version or, of a
// program that was built in a working copy, the commit, and Go's version.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "briefing, version not known"
	}
	v := info.Main.Version
	if release != "" {
		v = release
	} else if v == "" || v == "(devel)" {
		v = "devel"
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v += " " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	return "briefing " + v + " " + strings.TrimSpace(info.GoVersion)
}
