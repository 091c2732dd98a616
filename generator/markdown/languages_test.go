package markdown

import (
	"archive/zip"
	"bytes"
	stdcmp "cmp"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/google/go-cmp/cmp"
)

const archive = "languages.zip.gz"

// unlike lists the languages whose grammar is code in chroma that its XML cannot
// hold, and what is done about it. All others give chroma's tokens.
var unlike = map[string]string{
	"Common Lisp":      "names of the language have the class of other names",
	"EmacsLisp":        "names of the language have the class of other names",
	"Go":               "a raw string is a string, even if it looks like a template",
	"HTTP":             "the body has no colors",
	"Haxe":             "after #else, what #if left open is open still",
	"Org Mode":         "as the Lisp of Emacs in it",
	"Raku":             "left out",
	"reStructuredText": "code in it is in the language that it names, without line ends of its own",
	"markdown":         "front matter may end with its last line",
}

// grammars are the XML of chroma's languages, in the order in which it registers
// them.
func grammars(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	for i, lexer := range lexers.GlobalLexerRegistry.Lexers {
		name := lexer.Config().Name
		if strings.HasPrefix(unlike[name], "left out") {
			continue
		}
		text, err := chroma.Marshal(regexLexer(t, lexer))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		files[fmt.Sprintf("%03d.xml", i)] = inOrder(string(text))
	}
	return files
}

// inOrder sorts the states of a grammar, which chroma writes in any order.
func inOrder(grammar string) string {
	const state = "    <state "
	head, rest, found := strings.Cut(grammar, state)
	rest, tail, ended := strings.Cut(rest, "  </rules>")
	if !found || !ended {
		return grammar
	}
	return head + state + strings.Join(slices.Sorted(strings.SplitSeq(rest, state)), state) + "  </rules>" + tail
}

// regexLexer is a lexer that XML can hold. Of one within another it is the inner one.
func regexLexer(t *testing.T, lexer chroma.Lexer) *chroma.RegexLexer {
	t.Helper()
	config := lexer.Config()
	for {
		regex, ok := lexer.(*chroma.RegexLexer)
		if ok {
			return simple(t, config, regex)
		}
		v := reflect.ValueOf(lexer).Elem()
		inner := v.FieldByName("language") // of a template
		for _, name := range []string{"lexer", "Lexer"} {
			if !inner.IsValid() {
				inner = v.FieldByName(name)
			}
		}
		lexer = *(*chroma.Lexer)(unsafe.Pointer(inner.UnsafeAddr()))
	}
}

// simple replaces what is code in the rules of a lexer.
func simple(t *testing.T, config *chroma.Config, lexer *chroma.RegexLexer) *chroma.RegexLexer {
	t.Helper()
	rules := lexer.MustRules()
	if config.Name == "markdown" {
		rules["root"] = slices.Insert(slices.Clone(rules["root"]), 0, chroma.Rule{Pattern: `\A---\r?\n(?:.*\n)*?---\r?(?:\n|\z)`, Type: chroma.Using("YAML")})
	}
	for state := range rules {
		for i, rule := range rules[state] {
			if rule.Mutator != nil && config.Name == "Haxe" && rule.Pattern == `(#)(if|elseif|else|end|error)\b` {
				rules[state][i].Mutator = nil
			}
			if emitter := instead(config.Name, rule.Pattern); emitter != nil {
				rules[state][i].Type = emitter
			}
			if rule.Pattern == hereDocument {
				rules[state][i].Pattern = "(<<)([a-zA-Z0-9_-]+)(\\n(?:.*|\\n)*)(\\s*)(\\2)"
			}
		}
	}
	made, err := chroma.NewLexer(config, func() chroma.Rules { return rules })
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// hereDocument is a rule of Caddyfile with a group that gives no token, which XML
// has no word for.
const hereDocument = `(<<([a-zA-Z0-9_-]+))(\n(.*|\n)*)(\s*)(\2)`

// instead is what does the work of a function in a rule; nil for all other rules.
func instead(language, pattern string) chroma.Emitter {
	const text = chroma.Text
	switch {
	case language == "Go" && strings.HasPrefix(pattern, "(`)"):
		return chroma.ByGroups(chroma.LiteralString, chroma.LiteralString, chroma.LiteralString)
	case pattern == hereDocument:
		return chroma.ByGroups(chroma.StringHeredoc, chroma.StringHeredoc, chroma.String, chroma.String, chroma.StringHeredoc)
	case language == "HTTP" && strings.HasPrefix(pattern, `([^\s:]+)`):
		return chroma.ByGroups(chroma.Name, text, chroma.Operator, text, chroma.Literal, text)
	case language == "HTTP" && strings.HasPrefix(pattern, `([\t ]+)`):
		return chroma.ByGroups(text, chroma.Literal, text)
	case language == "HTTP" && pattern == ".+":
		return text
	case language == "reStructuredText" && strings.Contains(pattern, "code(?:-block)?"):
		return chroma.UsingByGroup(6, 11, chroma.Punctuation, text, chroma.OperatorWord, chroma.Punctuation, text, chroma.Keyword, text, text, text, text, text)
	}
	return nil
}

func TestLanguagesAreThoseOfChroma(t *testing.T) {
	want := grammars(t)
	if *update {
		if err := os.WriteFile(archive, pack(t, want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	files, err := unpack(text)
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(files, "*")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		got[name] = string(text)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s is not what chroma's languages give; run go test -update (-want +got):\n%.2000s", archive, diff)
	}
}

// pack is the reverse of unpack.
func pack(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	compressed, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(compressed)
	for i := range lexers.GlobalLexerRegistry.Lexers {
		name := fmt.Sprintf("%03d.xml", i)
		if files[name] == "" {
			continue
		}
		one, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := one.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := compressed.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestLanguagesHaveTheNamesThatChromaGivesThem(t *testing.T) {
	for _, lexer := range lexers.GlobalLexerRegistry.Lexers {
		want := lexer.Config()
		if strings.HasPrefix(unlike[want.Name], "left out") {
			continue
		}
		for _, name := range append([]string{want.Name, strings.ToUpper(want.Name)}, want.Aliases...) {
			got := languages().Get(name)
			if wanted := lexers.Get(name).Config().Name; got == nil || got.Config().Name != wanted {
				t.Errorf("%q is %v, want %s", name, got, wanted)
			}
		}
	}
}

// The examples by which chroma tests its languages.
func TestLanguagesGiveTheTokensOfChroma(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/alecthomas/chroma/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(strings.TrimSpace(string(out)), "lexers", "testdata")
	compared := 0
	err = filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && entry.Name() == "analysis" {
			return stdcmp.Or(err, fs.SkipDir)
		}
		if filepath.Ext(name) != ".actual" {
			return nil
		}
		language, _, _ := strings.Cut(entry.Name(), ".")
		if parent := filepath.Dir(name); parent != folder {
			language = filepath.Base(parent)
		}
		theirs, ours := lexers.Get(language), languages().Get(language)
		if unlike[theirs.Config().Name] != "" && ours == nil {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		compared++
		want, got := tokens(t, theirs, string(text)), tokens(t, ours, string(text))
		if !slices.Equal(want, got) && unlike[theirs.Config().Name] == "" {
			t.Errorf("%s: other tokens than chroma's:\n%.1000s", name, cmp.Diff(want, got))
		}
		return nil
	})
	if err != nil || compared < 300 {
		t.Fatalf("%d examples: %v", compared, err)
	}
}

func tokens(t *testing.T, lexer chroma.Lexer, text string) []chroma.Token {
	t.Helper()
	iterator, err := chroma.Coalesce(lexer).Tokenise(nil, text)
	if err != nil {
		return []chroma.Token{{Value: err.Error()}} // a fault of chroma's
	}
	return iterator.Tokens()
}
