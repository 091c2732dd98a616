package markdown

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"io/fs"
	"slices"
	"sync"

	"github.com/alecthomas/chroma/v2"
)

// packed are the grammars of chroma's languages in chroma's XML, one file each, in
// an archive. Chroma's own package of them would be 2 MB more in the program and
// 6 ms more before each command. A test makes it and says when it is not current.
//
//go:embed languages.zip.gz
var packed []byte

// around tells which language stands around a language of templates.
var around = map[string]string{"ERB": "HTML", "Go HTML Template": "HTML", "PHTML": "HTML", "Svelte": "HTML", "YAML+Jinja": "YAML"}

// languages unpacks the grammars when a block of code first names its language.
var languages = sync.OnceValue(func() *chroma.LexerRegistry {
	files, err := unpack(packed)
	if err != nil {
		panic(err) // it is a part of the program
	}
	return registry(files)
})

// unpack opens an archive of grammars. The files in it are stored, and compressed
// together, since they resemble each other.
func unpack(packed []byte) (fs.FS, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	stored, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(stored), int64(len(stored)))
}

// registry reads of each grammar what it is called. The rest is read when it is
// first used, by chroma. Files are registered in the order of their names, those of
// templates last.
func registry(files fs.FS) *chroma.LexerRegistry {
	names, err := fs.Glob(files, "*.xml")
	if err != nil {
		panic(err)
	}
	all := chroma.NewLexerRegistry()
	var within []chroma.Lexer
	for _, name := range slices.Sorted(slices.Values(names)) {
		lexer := chroma.MustNewXMLLexer(files, name)
		if around[lexer.Config().Name] != "" {
			within = append(within, lexer)
			continue
		}
		all.Register(lexer)
	}
	for _, lexer := range within {
		all.Register(chroma.DelegatingLexer(all.Get(around[lexer.Config().Name]), lexer))
	}
	return all
}
