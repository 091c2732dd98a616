package main

import (
	"runtime/debug"
	"strings"
)

// version is the line of --version: the module's version or, of a program that was
// built in a working copy, the commit, and Go's version.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "briefing, version not known"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "devel"
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v += " " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	return "briefing " + v + " " + strings.TrimSpace(info.GoVersion)
}
