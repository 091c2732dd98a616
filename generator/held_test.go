package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"regexp"

	"github.com/andybalholm/brotli"
	"github.com/rogpeppe/go-internal/testscript"
)

// heldWords are in nothing but what is held back.
var heldWords = regexp.MustCompile(`(?i)zirconi|\bzw\b|Zimbabwe`)

// held fails if folders and archives hold, in the name or in the text of a file, a
// word of what is held back; compressed files are read too.
func held(ts *testscript.TestScript, neg bool, args []string) {
	leaks := ""
	look := func(name string, text []byte) {
		if heldWords.MatchString(name) || heldWords.Match(text) {
			leaks += " " + name
		}
	}
	for _, arg := range args {
		err := filepath.WalkDir(ts.MkAbs(arg), func(name string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			text, err := os.ReadFile(name)
			ts.Check(err)
			rel, err := filepath.Rel(ts.MkAbs("."), name)
			ts.Check(err)
			switch filepath.Ext(name) {
			case ".gz":
				r, err := gzip.NewReader(bytes.NewReader(text))
				ts.Check(err)
				text, err = io.ReadAll(r)
				ts.Check(err)
			case ".br":
				text, err = io.ReadAll(brotli.NewReader(bytes.NewReader(text)))
				ts.Check(err)
			case ".zip":
				archive, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
				ts.Check(err)
				for _, f := range archive.File {
					r, err := f.Open()
					ts.Check(err)
					text, err := io.ReadAll(r)
					ts.Check(err)
					look(f.Name, text)
				}
				return nil
			}
			look(rel, text)
			return nil
		})
		ts.Check(err)
	}
	if neg == (leaks == "") {
		ts.Fatalf("words of what is held back are in:%s", leaks)
	}
}
