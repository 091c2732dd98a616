package lsp

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/diag"
)

func TestHover(t *testing.T) {
	for _, test := range []struct {
		name, file, text string
		want             []string // parts of the answer; none if nothing is said
	}{
		{"passage of the article", articleName, strings.Replace(article, "such drill", "such ¦drill", 1), []string{"**supported** · third such drill", "agrees, Lida Orbeli: Lecture on roads, 00:41:10", "supports: Public debt bulletin, table 4", "`drill`"}},
		{"other words of the article", articleName, strings.Replace(article, "Nobody", "No¦body", 1), nil},
		{"quote", loanName, strings.Replace(loan, "two of", "two¦ of", 1), []string{"**contradicted** · Belmark paid for two tunnels.", "contradicts: Public debt bulletin, table 4", "contradicts: Lecture on roads"}},
		{"source", drillName, strings.Replace(drill, "bulletin", "bul¦letin", 1), []string{"**Public debt bulletin**", "report, primary, Ministry, 2026-02-01"}},
		{"source in an item", loanName, strings.Replace(loan, "bulletin", "bul¦letin", 1), []string{"**Public debt bulletin**"}},
		{"expert", drillName, strings.Replace(drill, "lida", "li¦da", 1), []string{"**Lida Orbeli**", "expert, roads", "professor, Hill University"}},
		{"annotation", drillName, strings.Replace(drill, "[loan", "[lo¦an", 1), []string{"Belmark paid for two tunnels."}},
		{"annotation in a finding", articleName, strings.Replace(article, "[drill", "[dr¦ill", 1), []string{"**supported**"}},
		{"country", loanName, strings.Replace(loan, "[kz", "[k¦z", 1), []string{"**Kazakhstan**"}},
		{"link", loanName, strings.Replace(loan, "(drill", "(dr¦ill", 1), []string{"**supported**"}},
		{"field", drillName, strings.Replace(drill, "assessment", "assess¦ment", 1), []string{"What the evidence says", "- `disputed`: Evidence of weight on both sides."}},
		{"field of an item", loanName, strings.Replace(loan, "source:", "sou¦rce:", 1), []string{"The source."}},
		{"field in braces", drillName, strings.Replace(drill, "said_in", "said¦_in", 1), []string{"Where the words were published."}},
		{"word of the format", drillName, strings.Replace(drill, ": supported", ": supp¦orted", 1), []string{"Adequate evidence supports the claim"}},
		{"unknown field", drillName, "---\nqo¦ute: x\n---\n", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := start(t, pass())
			var h *hover
			c.ask("textDocument/hover", test.file, test.text, &h)
			if (h == nil) != (test.want == nil) {
				t.Fatalf("got %+v", h)
			}
			for _, part := range test.want {
				if !strings.Contains(h.Contents.Value, part) {
					t.Errorf("%q is not in:\n%s", part, h.Contents.Value)
				}
			}
		})
	}
}

// words are the places of an answer with what stands there.
func shown(t *testing.T, files fstest.MapFS, places []location) []string {
	t.Helper()
	var all []string
	for _, p := range places {
		name := nameIn(root, fileOf(p.URI))
		text := files[name].Data
		start, stop := utf8Units.offset(text, p.Range.Start), utf8Units.offset(text, p.Range.End)
		all = append(all, fmt.Sprintf("%s %q", strings.TrimPrefix(name, "content/"), text[start:stop]))
	}
	return all
}

func TestDefinitionAndReferences(t *testing.T) {
	for _, test := range []struct {
		name, file, text string
		definition       []string
		references       []string
	}{
		{"quote", drillName, strings.Replace(drill, "third", "thi¦rd", 1), []string{`briefings/pass/article.md "third such drill"`},
			[]string{`briefings/pass/annotations/drill.md ""`, `briefings/pass/article.md "drill"`, `briefings/pass/annotations/loan.md "drill"`}},
		{"passage", articleName, strings.Replace(article, "of the three", "of ¦the three", 1), []string{`briefings/pass/annotations/loan.md "two of the three tunnels"`}, []string{`briefings/pass/annotations/loan.md "two of the three tunnels"`}},
		{"source", drillName, strings.Replace(drill, "bulletin", "bul¦letin", 1), []string{`sources/bulletin.md ""`},
			[]string{`sources/bulletin.md ""`, `briefings/pass/annotations/drill.md "bulletin"`, `briefings/pass/annotations/loan.md "bulletin"`, `sources/lecture.md "bulletin"`, `sources/lecture.md "bulletin"`}},
		{"own record", "content/sources/lecture.md", strings.Replace(string(pass()["content/sources/lecture.md"].Data), "speech", "spe¦ech", 1), nil,
			[]string{`sources/lecture.md ""`, `briefings/pass/annotations/drill.md "lecture"`, `briefings/pass/annotations/loan.md "lecture"`, `experts/lida-orbeli.md "lecture"`}},
		{"nothing", articleName, strings.Replace(article, "Nobody", "No¦body", 1), nil, nil},
		{"country without a file", loanName, strings.Replace(loan, "[kz", "[k¦z", 1), nil, []string{`briefings/pass/annotations/loan.md "kz"`, `experts/lida-orbeli.md "kz"`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := pass()
			c := start(t, files)
			var places []location
			c.ask("textDocument/definition", test.file, test.text, &places)
			if diff := cmp.Diff(test.definition, shown(t, files, places)); diff != "" {
				t.Errorf("definition: %s", diff)
			}
			_, at := here(t, test.text)
			p := referenceParams{positionParams: positionParams{documentID{address(test.file)}, at}}
			p.Context.IncludeDeclaration = true
			c.call("textDocument/references", p, &places)
			if diff := cmp.Diff(test.references, shown(t, files, places)); diff != "" {
				t.Errorf("references: %s", diff)
			}
		})
	}
}

func TestParagraphsSayWhatStandsOnThem(t *testing.T) {
	c := start(t, pass())
	text := strings.Replace(article, "Nobody", "\n\nNobody", 1)
	c.open(articleName, text)
	var lenses []codeLens
	c.call("textDocument/codeLens", codeLensParams{documentID{address(articleName)}}, &lenses)
	if len(lenses) != 1 || lenses[0].Command.Title != "1 supported, 1 contradicted" || lenses[0].Range.Start != (position{7, 0}) {
		t.Errorf("got %+v", lenses)
	}
}

func TestRename(t *testing.T) {
	for _, test := range []struct {
		name, file, text, to string
		file2                string // where the record is afterwards
		begins               string // how it begins
	}{
		{"source", drillName, strings.Replace(drill, "bulletin", "bul¦letin", 1), "debt-2026", "content/sources/debt-2026.md", "---\nformerly: [bulletin]\ntitle: Public"},
		{"expert", drillName, strings.Replace(drill, "lida", "li¦da", 1), "l-orbeli", "content/experts/l-orbeli.md", "---\nformerly: [lida-orbeli]\nname:"},
		{"annotation", drillName, strings.Replace(drill, "[loan", "[lo¦an", 1), "tunnels", "content/briefings/pass/annotations/tunnels.md", "---\nformerly: [loan]\nquote:"},
		{"own file", drillName, strings.Replace(drill, "assess", "as¦sess", 1), "third-drill", "content/briefings/pass/annotations/third-drill.md", "---\nformerly: [drill]\nquote:"},
		{"again", drillName, strings.Replace(drill, "---\n", "---\nform¦erly: [old]\n", 1), "third-drill", "content/briefings/pass/annotations/third-drill.md", "---\nformerly: [drill, old]\nquote:"},
		{"again, one", drillName, strings.Replace(drill, "---\n", "---\nform¦erly: old\n", 1), "third-drill", "content/briefings/pass/annotations/third-drill.md", "---\nformerly: [drill, old]\nquote:"},
		{"again, on lines", drillName, strings.Replace(drill, "---\n", "---\nform¦erly:\n  - old\n", 1), "third-drill", "content/briefings/pass/annotations/third-drill.md", "---\nformerly:\n  - drill\n  - old\nquote:"},
		{"Windows", drillName, strings.ReplaceAll(strings.Replace(drill, "assess", "as¦sess", 1), "\n", "\r\n"), "third-drill", "content/briefings/pass/annotations/third-drill.md", "---\r\nformerly: [drill]\r\nquote:"},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := pass()
			text, at := here(t, test.text)
			files[test.file] = &fstest.MapFile{Data: []byte(text)}
			c := start(t, files)
			c.open(test.file, text)
			var w workspaceEdit
			c.call("textDocument/rename", renameParams{positionParams{documentID{address(test.file)}, at}, test.to}, &w)
			after := edited(t, files, w)
			if f := after[test.file2]; f == nil || !strings.HasPrefix(string(f.Data), test.begins) {
				t.Fatalf("%s: %v", test.file2, f)
			}
			_, before, _ := build("", files)
			_, list, err := build("", after)
			if err != nil || len(list) != len(before) || list.Errors() > 0 {
				var b strings.Builder
				_ = diag.Print(&b, list, diag.Style{})
				t.Errorf("findings afterwards: %v\n%s", err, b.String())
			}
		})
	}
}

func TestRenameIsRefused(t *testing.T) {
	c := start(t, pass())
	text, at := here(t, strings.Replace(drill, "bulletin", "bul¦letin", 1))
	c.open(drillName, text)
	for to, want := range map[string]string{
		"Bulletin!": `cannot be an id`, "lecture": `there is a source "lecture" already`, "bulletin": `already`, "": "cannot be an id",
	} {
		if code, message := c.refused("textDocument/rename", renameParams{positionParams{documentID{address(drillName)}, at}, to}); code == 0 || !strings.Contains(message, want) {
			t.Errorf("to %q: %q, want %q", to, message, want)
		}
	}
	country, there := here(t, strings.Replace(loan, "[kz", "[k¦z", 1))
	c.open(loanName, country)
	if code, message := c.refused("textDocument/rename", renameParams{positionParams{documentID{address(loanName)}, there}, "kg"}); code == 0 || !strings.Contains(message, "can be renamed") {
		t.Errorf("a country: %q", message)
	}

	plain := connect(t, pass(), build)
	plain.greet(`{"rootUri":"file:///pass"}`)
	plain.open(drillName, text)
	if code, message := plain.refused("textDocument/rename", renameParams{positionParams{documentID{address(drillName)}, at}, "debt"}); code == 0 || !strings.Contains(message, "cannot rename files") {
		t.Errorf("with an editor that cannot: %q", message)
	}
}

func TestPrepareRename(t *testing.T) {
	c := start(t, pass())
	var r *prepareRenameResult
	c.ask("textDocument/prepareRename", drillName, strings.Replace(drill, "bulletin", "bul¦letin", 1), &r)
	if want := (prepareRenameResult{span{position{3, 10}, position{3, 18}}, "bulletin"}); r == nil || *r != want {
		t.Errorf("got %+v, want %+v", r, want)
	}
	r = nil
	c.ask("textDocument/prepareRename", loanName, strings.Replace(loan, "[kz", "[k¦z", 1), &r)
	if r != nil {
		t.Errorf("a country: %+v", r)
	}
}

func TestFilesThatAreRenamedOtherwise(t *testing.T) {
	files := pass()
	c := start(t, files)
	var w *workspaceEdit
	var p renameFilesParams
	p.Files = append(p.Files, struct {
		OldURI string `json:"oldUri"`
		NewURI string `json:"newUri"`
	}{address("content/sources/bulletin.md"), address("content/sources/debt.md")})
	c.call("workspace/willRenameFiles", p, &w)
	if w == nil {
		t.Fatal("no edits")
	}
	after := edited(t, files, *w)
	after["content/sources/debt.md"] = after["content/sources/bulletin.md"]
	delete(after, "content/sources/bulletin.md")
	if _, list, err := build("", after); err != nil || list.Errors() > 0 {
		t.Errorf("%v %v", err, list)
	}
	p.Files[0].NewURI = address("content/experts/debt.md")
	w = nil
	if c.call("workspace/willRenameFiles", p, &w); w != nil {
		t.Errorf("to another folder: %+v", w)
	}
}
