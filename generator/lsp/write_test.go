package lsp

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/graph"
)

func TestCompletion(t *testing.T) {
	const source = "content/sources/new.md"
	for _, test := range []struct {
		name, file, text string
		first            string // label of the first item that is offered; empty if there is none
		after            string // the text after it was taken
		not              string // a label that is not offered
	}{
		{"first field", source, "---\n¦\n---\n", "title", "---\ntitle: \n---\n", "quote"},
		{"field begun", source, "---\ntitle: A\nty¦\n---\n", "type", "---\ntitle: A\ntype: \n---\n", "title"},
		{"name of a field with a value", source, "---\nti¦tle: A\n---\n", "title", "---\ntitle: A\n---\n", ""},
		{"value of a few", source, "---\ntype: ¦\n---\n", "report", "---\ntype: report\n---\n", ""},
		{"value before a comment", source, "---\nseen: f¦ # really\n---\n", "full", "---\nseen: full # really\n---\n", ""},
		{"assessment", drillName, "---\nassessment: sup¦\n---\n", "supported", "---\nassessment: supported\n---\n", ""},
		{"source, place kept", drillName, "---\nsupports: bul¦ table 4\n---\n", "bulletin", "---\nsupports: bulletin table 4\n---\n", ""},
		{"source in a list", drillName, "---\nsupports: [lecture, ¦]\n---\n", "bulletin", "---\nsupports: [lecture, bulletin]\n---\n", ""},
		{"source on a line of its own", drillName, "---\nsupports:\n  - lecture\n  - bu¦\n---\n", "bulletin", "---\nsupports:\n  - lecture\n  - bulletin\n---\n", ""},
		{"field of an item in braces", drillName, "---\nsupports: [{source: bulletin, ¦}]\n---\n", "at", "---\nsupports: [{source: bulletin, at: }]\n---\n", "source"},
		{"value of an item in braces", drillName, "---\nexperts: [{agrees: ¦, said_in: x}]\n---\n", "lida-orbeli", "---\nexperts: [{agrees: lida-orbeli, said_in: x}]\n---\n", ""},
		{"field of an item on lines", drillName, "---\nexperts:\n  - agrees: lida-orbeli\n    said¦\n---\n", "disagrees", "---\nexperts:\n  - agrees: lida-orbeli\n    disagrees: \n---\n", "agrees"},
		{"field of a new item", drillName, "---\nexperts:\n  - ¦\n---\n", "agrees", "---\nexperts:\n  - agrees: \n---\n", "quote"},
		{"expert", drillName, "---\nexpert: ¦\n---\n", "lida-orbeli", "---\nexpert: lida-orbeli\n---\n", "nk"},
		{"editor", drillName, "---\nby: ¦\n---\n", "nk", "---\nby: nk\n---\n", "lida-orbeli"},
		{"another annotation", drillName, "---\nsee: [¦]\n---\n", "loan", "---\nsee: [loan]\n---\n", "drill"},
		{"country", drillName, "---\ncountries: [¦]\n---\n", "ad", "---\ncountries: [ad]\n---\n", ""},
		{"group of the site", "content/site.yaml", "format: 1\ntitle: T\ndefaults:\n  ¦\n", "by", "format: 1\ntitle: T\ndefaults:\n  by: \n", ""},
		{"passage up to the pause", drillName, "---\nquote: The drill¦\n---\n", "The drill was the third such drill in five years", "---\nquote: The drill was the third such drill in five years\n---\n", ""},
		{"passage to the end of the sentence", drillName, "---\nquote: two of¦\n---\n", "two of the three tunnels", "---\nquote: two of the three tunnels\n---\n", ""},
		{"passage that needs words around it", drillName, "---\nquote: dri¦\n---\n", "drill was the third such drill in five years", "---\nquote: drill was the third such drill in five years\n---\n", ""},
		{"passage at the top of the text", drillName, "---\nassessment: supported\n---\n> Nobody¦\n", "Nobody counted “the guards”", "---\nassessment: supported\n---\n> Nobody counted “the guards”\n", ""},
		{"whole sentences", drillName, "---\nquote: ¦\n---\n", "The drill was the third such drill in five years, officers said", "---\nquote: The drill was the third such drill in five years, officers said\n---\n", ""},
		{"free text", drillName, "---\nclaim: ¦\n---\n", "", "", ""},
		{"text of the file", drillName, "---\nquote: x\n---\nth¦\n", "", "", ""},
		{"a file without fields", "content/briefings/pass/media/x.md", "---\nti¦\n---\n", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := start(t, pass())
			var list completionList
			c.ask("textDocument/completion", test.file, test.text, &list)
			if test.first == "" {
				if len(list.Items) > 0 {
					t.Errorf("offered: %+v", list.Items)
				}
				return
			}
			slices.SortStableFunc(list.Items, func(a, b completionItem) int { return strings.Compare(a.SortText, b.SortText) })
			if len(list.Items) == 0 || list.Items[0].Label != test.first {
				t.Fatalf("offered: %+v", list.Items)
			}
			if slices.ContainsFunc(list.Items, func(i completionItem) bool { return i.Label == test.not }) {
				t.Errorf("%q is offered", test.not)
			}
			text, _ := here(t, test.text)
			e := list.Items[0].TextEdit
			got := text[:utf8Units.offset([]byte(text), e.Range.Start)] + e.NewText + text[utf8Units.offset([]byte(text), e.Range.End):]
			if diff := cmp.Diff(test.after, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCountriesAndSourcesAreFoundByTheirNamesToo(t *testing.T) {
	c := start(t, pass())
	var list completionList
	c.ask("textDocument/completion", drillName, "---\ncountries: [Kaz¦]\n---\n", &list)
	i := slices.IndexFunc(list.Items, func(i completionItem) bool { return i.Label == "kz" })
	if i < 0 || list.Items[i].Detail != "Kazakhstan" || !strings.Contains(list.Items[i].FilterText, "Kazakhstan") {
		t.Errorf("kz at %d", i)
	}
}

// Every key that content reads is offered and explained, and no other.
func TestFieldsAreThoseOfTheFormat(t *testing.T) {
	var look func(t *testing.T, name, indent, above string, fields []field)
	look = func(t *testing.T, name, indent, above string, fields []field) {
		text := above + indent + "qqqqqqqqqqqq: 1\n"
		if name != "content/site.yaml" {
			text = "---\n" + text + "---\n"
		}
		_, list := content.Load(fstest.MapFS{name: {Data: []byte(text)}, "content/briefings/pass/article.md": {Data: []byte("---\n" + map[bool]string{true: strings.Trim(text, "-\n") + "\n"}[name == articleName] + "---\n")}})
		for _, d := range list {
			keys, isList := strings.CutPrefix(strings.Split(d.Hint, ";")[0], "fields: ")
			if d.Code != "key-unknown" || !isList || !strings.Contains(d.Message, "qqqq") {
				continue
			}
			want := strings.Split(keys, ", ")
			slices.Sort(want)
			var got []string
			for _, f := range fields {
				got = append(got, f.key)
				if f.meaning == "" || f.values == words && len(f.of) == 0 {
					t.Errorf("%s: %s is not explained", name, f.key)
				}
			}
			slices.Sort(got)
			if diff := cmp.Diff(slices.Compact(want), got); diff != "" {
				t.Errorf("%s below %q:\n%s", name, above, diff)
			}
			for _, f := range fields {
				if len(f.group) > 0 {
					look(t, name, indent+"  ", above+indent+f.key+":\n", f.group)
				}
			}
			return
		}
		t.Errorf("%s below %q: the fields are not named: %v", name, above, list)
	}
	for _, name := range []string{"content/site.yaml", articleName, drillName, "content/sources/s.md", "content/experts/e.md", "content/countries/kz.md", "content/pages/p.md"} {
		t.Run(name, func(t *testing.T) { look(t, name, "", "", fieldsOf(name)) })
	}
}

func TestCodeActionsAreTheChangesOfFindings(t *testing.T) {
	c := connect(t, pass(), func(_ string, files fs.FS) (*graph.Site, diag.List, error) {
		text, _ := fs.ReadFile(files, drillName)
		f, other := diag.NewFile(drillName, text), diag.NewFile(loanName, []byte("x\n"))
		two := f.Warning("second", 28, 35, "m")
		two.Fixes = []diag.Fix{{Title: "write elsewhere", Edits: []diag.Edit{{Span: diag.Span{File: other}, Text: "y"}}}}
		return nil, diag.List{f.Error("first", 4, 9, "m").WithFix(true, "write less", 4, 9, "q").WithFix(false, "write more", 9, 9, "!"), two}, nil
	})
	c.greet(`{"rootUri":"file:///pass"}`)
	ask := func(line int, only string) string {
		var actions []codeAction
		c.call("textDocument/codeAction", json.RawMessage(fmt.Sprintf(`{"textDocument":{"uri":%q},"range":{"start":{"line":%d,"character":0},"end":{"line":%[2]d,"character":0}},"context":{"only":[%s]}}`, address(drillName), line, only)), &actions)
		var all []string
		for _, a := range actions {
			of := ""
			if len(a.Diagnostics) > 0 {
				of = a.Diagnostics[0].Code
			}
			all = append(all, fmt.Sprintf("%s %s (%s) %v %s", a.Kind, a.Title, of, a.IsPreferred, quoted(a.Edit.Changes)))
		}
		return strings.Join(all, "\n")
	}
	want := `quickfix write less (first) true {"file:///pass/content/briefings/pass/annotations/drill.md":[{"range":{"start":{"line":1,"character":0},"end":{"line":1,"character":5}},"newText":"q"}]}
quickfix write more (first) false {"file:///pass/content/briefings/pass/annotations/drill.md":[{"range":{"start":{"line":1,"character":5},"end":{"line":1,"character":5}},"newText":"!"}]}`
	if diff := cmp.Diff(want, ask(1, `"quickfix"`)); diff != "" {
		t.Error(diff)
	}
	want = `quickfix write elsewhere (second) false {"file:///pass/content/briefings/pass/annotations/loan.md":[{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"newText":"y"}]}
source.fixAll.briefing make all safe changes () false {"file:///pass/content/briefings/pass/annotations/drill.md":[{"range":{"start":{"line":1,"character":0},"end":{"line":1,"character":5}},"newText":"q"}]}`
	if diff := cmp.Diff(want, ask(2, "")); diff != "" {
		t.Error(diff)
	}
	if got := ask(5, `"source.fixAll"`); !strings.HasPrefix(got, "source.fixAll.briefing") || strings.Contains(got, "\n") {
		t.Errorf("all safe changes: %s", got)
	}
	if got := ask(5, `"refactor"`); got != "" {
		t.Errorf("of another kind: %s", got)
	}
}
