package check_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/tools/txtar"

	"briefing/generator/check"
	"briefing/generator/diag"
	"briefing/generator/pipeline"
)

// today is the day on which the tests judge.
var today = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

// judge returns the findings of archives, later files in place of earlier ones.
func judge(archives ...*txtar.Archive) diag.List {
	files := fstest.MapFS{}
	for _, a := range archives {
		for _, f := range a.Files {
			files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	site, list := pipeline.Connect(pipeline.Input{Root: files, Drafts: true, Now: today})
	return check.Run(site, list, check.Options{Now: today})
}

// TestExamplesShowTheirRule lays the examples of each rule over a small site. The
// good one is the fault, mended.
func TestExamplesShowTheirRule(t *testing.T) {
	base, err := txtar.ParseFile("testdata/example.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range check.Rules {
		if check.Elsewhere[r.Code] != "" {
			continue // files alone do not show it
		}
		t.Run(r.Code, func(t *testing.T) {
			bad, good := judge(base, txtar.Parse([]byte(r.Bad))), judge(base, txtar.Parse([]byte(r.Good)))
			if !has(bad, r.Code) {
				t.Errorf("the bad example does not show it:\n%s\nfound: %v", r.Bad, codes(bad))
			}
			if has(good, r.Code) || good.Errors() > 0 {
				t.Errorf("the good example is not good:\n%s\nfound: %v", r.Good, codes(good))
			}
			if r.Bad == r.Good {
				t.Error("the examples are the same")
			}
		})
	}
}

// farthest is how many words, each counted once, a near miss may have more or less than
// the fault that it looks like.
const farthest = 16

// TestNearMissesAreLetPass looks, for each rule, at a case that looks like its fault.
func TestNearMissesAreLetPass(t *testing.T) {
	base, err := txtar.ParseFile("testdata/example.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range check.Rules {
		if !check.Judges(r) {
			continue
		}
		t.Run(r.Code, func(t *testing.T) {
			if len(check.Near[r.Code]) == 0 {
				t.Fatal("there is no near miss: add one to Near")
			}
			for _, near := range check.Near[r.Code] {
				if near == r.Good || near == r.Bad {
					t.Error("the near miss is an example")
				}
				if d := differing(overlay(base, near), overlay(base, r.Bad)); d > farthest {
					t.Errorf("the near miss differs from the fault by %d words, it is not near:\n%s", d, near)
				}
				if found := judge(base, txtar.Parse([]byte(near))); has(found, r.Code) || found.Errors() > 0 {
					t.Errorf("%s\nfound: %v", near, codes(found))
				}
			}
		})
	}
	for code := range check.Near {
		if _, ok := check.Find(code); !ok {
			t.Errorf("there is no rule %q", code)
		}
	}
}

// overlay is all text of a site with some files in place of its own.
func overlay(base *txtar.Archive, files string) string {
	over := txtar.Parse([]byte(files))
	text := ""
	for _, f := range append(over.Files, base.Files...) {
		if !strings.Contains(text, "-- "+f.Name+" --") {
			text += "-- " + f.Name + " --\n" + string(f.Data)
		}
	}
	return text
}

// differing counts the words that stand in one of two texts only.
func differing(a, b string) int {
	only := func(a, b string) (n int) {
		met := map[string]bool{}
		for _, w := range strings.Fields(b) {
			met[w] = true
		}
		for _, w := range strings.Fields(a) {
			if !met[w] {
				met[w] = true
				n++
			}
		}
		return n
	}
	return only(a, b) + only(b, a)
}

func has(list diag.List, code string) bool {
	for _, d := range list {
		if d.Code == code {
			return true
		}
	}
	return false
}

func codes(list diag.List) []string {
	var all []string
	for _, d := range list {
		all = append(all, d.Severity.String()+" "+d.Code+": "+d.Message)
	}
	return all
}

var word = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// TestEveryCodeIsExplained reads the sources of all stages for the calls that make
// findings.
func TestEveryCodeIsExplained(t *testing.T) {
	emitted := map[string]bool{}
	for _, r := range check.Rules {
		if check.Judges(r) {
			emitted[r.Code] = true
		}
	}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "docx" {
			return fs.SkipDir // it finds nothing: it reads another program's files
		}
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool { emit(n, emitted); return true })
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for code := range emitted {
		if _, ok := check.Find(code); !ok {
			t.Errorf("%q is reported, but not explained: add it to stageRules", code)
		}
	}
	for _, r := range check.Rules {
		if !emitted[r.Code] {
			t.Errorf("%q is explained, but never reported", r.Code)
		}
	}
}

// emit notes the codes that a call reports: the first text of the call that looks
// like one.
func emit(n ast.Node, emitted map[string]bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return
	}
	name := ""
	switch f := call.Fun.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
		if x, ok := f.X.(*ast.Ident); ok && (x.Name == "log" || f.Sel.Name == "note") {
			return // a message of the server, or a note of what is imported
		}
	}
	switch name {
	case "Error", "Warning", "Note", "error", "warning", "note", "unknown", "at", "wrong":
	default:
		return
	}
	for _, arg := range call.Args[:min(2, len(call.Args))] {
		if lit, ok := arg.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if code, err := strconv.Unquote(lit.Value); err == nil && word.MatchString(code) {
				emitted[code] = true
			}
		}
	}
}

// TestRulesAreDocumented looks at what explain and the list print.
func TestRulesAreDocumented(t *testing.T) {
	met := map[string]bool{}
	for _, r := range check.Rules {
		if met[r.Code] {
			t.Errorf("%s stands twice", r.Code)
		}
		met[r.Code] = true
		if r.Severity == 0 || r.Title == "" || strings.HasSuffix(r.Title, ".") || !strings.HasSuffix(r.Doc, ".") || !strings.HasSuffix(r.Fix, ".") {
			t.Errorf("%s is not documented", r.Code)
		}
		if !strings.Contains(strings.Join(check.Groups, "|"), r.Group) || r.Group == "" {
			t.Errorf("%s is in no group: %q", r.Code, r.Group)
		}
	}
}

// TestStagesFindTheirFaults looks at a fault and a near miss for each code of another
// stage, as far as files show them.
func TestStagesFindTheirFaults(t *testing.T) {
	base, err := txtar.ParseFile("testdata/example.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range check.Rules {
		c, isHere := check.Staged[r.Code]
		switch where := check.Elsewhere[r.Code]; {
		case check.Judges(r):
			if isHere || where != "" {
				t.Errorf("%s is a rule", r.Code)
			}
			continue
		case !isHere && where == "":
			t.Errorf("%s is not shown: add it to Staged, or say in Elsewhere where it is", r.Code)
			continue
		case !isHere:
			if text, err := os.ReadFile(filepath.Join("..", where)); err != nil || !strings.Contains(string(text), r.Code) {
				t.Errorf("%s does not show %s: %v", where, r.Code, err)
			}
			continue
		}
		t.Run(r.Code, func(t *testing.T) {
			if found := judge(base, txtar.Parse([]byte(c.Bad))); !has(found, r.Code) {
				t.Errorf("the fault is not found:\n%s\nfound: %v", c.Bad, codes(found))
			}
			if found := judge(base, txtar.Parse([]byte(c.Near))); has(found, r.Code) {
				t.Errorf("the near miss is found:\n%s\nfound: %v", c.Near, codes(found))
			}
			if d := differing(overlay(base, c.Near), overlay(base, c.Bad)); d > farthest {
				t.Errorf("the near miss differs by %d words, it is not near", d)
			}
		})
	}
}

// TestWhatIsNotThereIsNamed looks at faults that lie in the folder and not in a file.
func TestWhatIsNotThereIsNamed(t *testing.T) {
	list := judge(&txtar.Archive{})
	if !has(list, "site-missing") {
		t.Errorf("an empty folder: %v", codes(list))
	}
	root := fstest.MapFS{
		"content/site.yaml":    {Data: []byte("format: 1\ntitle: T\n")},
		"content/sources/a.md": {Mode: fs.ModeDir}, // a folder with the name of a file
		"content/sources/b.md": {Data: []byte("---\ntitle: B\ntype: web\n---\n")},
	}
	_, list = pipeline.Connect(pipeline.Input{Root: unreadable{root, "content/sources/b.md"}, Now: today})
	if !has(list, "file-unreadable") || !has(list, "file-ignored") {
		t.Errorf("a file that cannot be read: %v", codes(list))
	}
}

// unreadable refuses to open one file.
type unreadable struct {
	fs.FS
	name string
}

func (u unreadable) Open(name string) (fs.File, error) {
	if name == u.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return u.FS.Open(name)
}
