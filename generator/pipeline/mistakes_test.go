package pipeline_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"testing/fstest"
	"time"

	"briefing/generator/check"
	"briefing/generator/diag"
	"briefing/generator/pipeline"
)

// found are the findings of a small site with one more file.
func found(name, text string) diag.List { return foundIn(pipeline.Input{}, name, text) }

func foundIn(in pipeline.Input, name, text string) diag.List {
	files := fstest.MapFS{
		"content/site.yaml":               {Data: []byte("format: 1\ntitle: T\n")},
		"content/briefings/b/article.md":  {Data: []byte("---\ntitle: B\ndate: 2026-01-01\n---\nWords of the article.\n")},
		"content/briefings/b/media/m.png": {Data: []byte("x")},
		"content/sources/s.md":            {Data: []byte("---\ntitle: S\ntype: web\n---\n")},
	}
	files["content/pages/about.md"] = &fstest.MapFile{Data: []byte("---\ntitle: A\n---\n")}
	maps.Copy(files, fstest.MapFS{"content/" + name: {Data: []byte(text)}})
	in.Root, in.Drafts, in.Now = files, true, time.Unix(0, 0)
	site, list := pipeline.Connect(in)
	list = check.Run(site, list, check.Options{Now: time.Unix(0, 0)})
	list.Sort()
	return list
}

// TestMistakesAreMendedByTheirFix shows the mistakes that people make: each has
// its place, and its first fix makes the finding go away. A case without a place
// must simply work; one that is human needs a person.
func TestMistakesAreMendedByTheirFix(t *testing.T) {
	const a, s, art = "briefings/b/annotations/a.md", "sources/x.md", "briefings/b/article.md"
	ann := func(line string) string { return "---\nwhole: true\n" + line + "\n---\nText.\n" }
	src := func(line string) string { return "---\ntype: web\n" + line + "\n---\n" }
	for _, c := range []struct{ name, file, text, want string }{
		{"unquoted colon", s, src("title: One: two"), "3:11 value-unquoted"},
		{"colon in an entry", a, ann("see:\n  - One: two"), "4:5 value-form"},
		{"tab", s, src("title: A\nextracts:\n\t- words: b"), "5:1 indent-tab"},
		{"open quotation mark", s, src(`title: "One`), "3:8 quote-open"},
		{"quotation inside", s, src(`title: "One" two`), "3:14 quote-inside"},
		{"quotation inside quotation", s, src(`title: "He said "no" today"`), "3:18 quote-inside"},
		{"key twice", s, src("title: A\ntitle: A"), "4:1 key-twice"},
		{"misspelt key", s, src("title: A\npubliser: B"), "4:1 key-unknown"},
		{"key in capitals", s, src("Title: A"), "3:1 key-unknown"},
		{"impossible date", a, ann("checked: 2026-02-30"), "3:10 date-form"},
		{"date with points", a, ann("checked: 14.03.2026"), "3:10 date-form"},
		{"date with slashes", a, ann("checked: 2026/03/14"), "3:10 date-form"},
		{"date with short numbers", a, ann("checked: 2026-3-14"), "3:10 date-form"},
		{"date that may be two", a, ann("checked: 03/04/2026"), "3:10 date-form"},
		{"date in words", a, ann("checked: 14 March 2026"), "3:10 date-form"},
		{"interval turned about", a, ann("dates: [2026-02/2026-01]"), "3:9 date-order"},
		{"@", s, src("title: @a"), "3:8 value-unquoted"},
		{"*", s, src("title: *a"), "3:8 value-unquoted"},
		{"%", s, src("title: %a"), "3:8 value-unquoted"},
		{"backtick", s, src("title: `a"), "3:8 value-unquoted"},
		{"&", s, src("title: &a b"), "3:8 yaml-feature"},
		{"text behind brackets", s, src("title: [Draft] The pass"), "3:15 value-unquoted"},
		{"Norway", a, ann("countries: [no]"), ""},
		{"text after #", s, src("title: Rank # 1"), "3:8 text-lost"},
		{"value that is a comment", s, src("title: #1 of them"), "3:8 text-lost"},
		{"never closed", s, "---\ntype: web\ntitle: A\n\nText.\n", "1:1 front-matter-open"},
		{"fence with spaces", s, " ---\ntype: web\ntitle: A\n---\n", "1:1 fence-form"},
		{"fence of four", s, "----\ntype: web\ntitle: A\n---\n", "1:1 fence-form"},
		{"closing fence of four", s, "---\ntype: web\ntitle: A\n----\nText\n", "4:1 fence-form"},
		{"no opening fence", s, "type: web\ntitle: A\n---\n", "1:1 front-matter-missing"},
		{"heading", s, "# A: b\n\nText.\n", "1:1 front-matter-missing"},
		{"missing picture", a, ann("") + "![x](../media/n.png)\n", "6:6 link-missing"},
		{"link in another case", a, ann("") + "[x](../../../pages/About.md)\n", "6:5 link-missing"},
		{"id in another case", a, ann("context: S"), "3:10 source-unknown"},
		{"id as a file", a, ann("context: s.md p. 1"), "3:10 source-unknown"},
		{"byte order mark and Windows", s, "\ufeff---\r\ntype: web\r\ntitle: A\r\n---\r\n", ""},
		{"old Mac", s, "---\rtype: web\rtitle: A\r---\r", "1:4 line-end"},
		{"mixed line ends", s, "---\ntype: web\r\ntitle: A\n---\n", "2:10 line-ends-mixed"},
		{"Latin-1", s, src("title: \xe9"), "3:8 not-utf8"},
		{"UTF-16", s, "\xff\xfe-\x00-\x00-\x00\n\x00", "1:1 not-utf8"},
		{"no width", s, src("title: A\u200bb"), "3:9 character-invisible"},
		{"direction", s, src("title: A\u202eb"), "3:9 character-direction"},
		{"control character", s, src("title: A\x01b"), "3:9 character-control"},
		{"odd space before a key", s, src("title: A\n\u00a0container: b"), "4:1 space-odd"},
		{"odd space behind a colon", s, src("title:\u00a0A"), "3:7 space-odd"},
		{"typographic marks", s, src("title: “One: two”"), "3:8 quote-typographic"},
		{"list for a text", s, src("title: [A]"), "3:8 value-form"},
		{"text for a list", a, ann("countries: kz, kg"), "3:12 list-form"},
		{"space before the colon", s, src("title : A"), ""},
		{"no space behind the colon", s, src("title:A"), "3:6 key-space"},
		{"no hyphens", a, ann("countries:\n  kz\n  kg"), "4:3 list-form"},
		{"one hyphen missing", a, ann("countries:\n  - kz\n  kg\nkind: context"), "5:3 dash-missing"},
		{"mixed indentation", s, src("title: A\n  date: 2026"), "4:1 indent-wrong"},
		{"open bracket", a, ann("countries: [kz\nkind: context"), "3:12 bracket-open"},
		{"open brace", s, src("title: A\nextracts: {words: a\ndate: 2026"), "4:11 bracket-open"},
		{"value goes on without indentation", s, src("title: One\nand two\ndate: 2026"), "4:1 key-missing"},
		{"trailing comma", a, ann("kind: context,"), "3:7 value-unknown"},
		{"country by name", a, ann("countries: [Russia]"), "3:13 country-unknown"},
		{"UK", a, ann("countries: [UK]"), "3:13 country-unknown"},
		{"EN", a, ann("countries: [EN]"), "3:13 country-unknown"},
		{"place as a time with points", a, ann("context: s 00.41.10"), "3:12 place-form"},
		{"other word for an assessment", a, ann("assessment: refuted"), "3:13 value-unknown"},
		{"passage twice", a, "---\nquote: Words of\n---\n> Words of\n\nText.\n", "4:1 passage-twice"},
		{"empty value", s, src("title: A\ndate:"), "4:1 value-missing"},
		{"address without https", s, src("title: A\nurl: example.org"), "4:6 url-form"},
		{"address in angle brackets", s, src("title: A\nurl: <https://a.example/x>"), "4:6 url-form"},
		{"address as a link", s, src("title: A\nurl: [it](https://a.example/x)"), "4:6 value-unquoted"},
		{"address with a space", s, src("title: A\nurl: https://a.example/x y"), "4:6 url-form"},
		{"two addresses", s, src("title: A\nurl: https://a.example/x, https://b.example/y"), "4:6 url-form human"},
		{"misspelt scheme", s, src("title: A\nurl: htps://a.example/x"), "4:6 url-form"},
		{"one slash", s, src("title: A\nurl: http:/a.example/x"), "4:6 url-form"},
		{"interval with a dash", s, src("title: A\ndate: 2026-03-14–2026-03-16"), "4:7 date-form"},
		{"day with a time", s, src("title: A\naccessed: 2026-03-14 10:00"), "4:11 date-form"},
		{"month in words", s, src("title: A\ndate: March 2026"), "4:7 date-form"},
		{"American date", s, src("title: A\ndate: March 14, 2026"), "4:7 date-form"},
		{"page of another language", a, ann("context: s S. 14"), "3:12 place-form"},
		{"two citations in one", a, ann("context: s p. 1, s p. 2"), "3:12 place-form human"},
		{"comma behind an id", a, ann("context: s, p. 14"), "3:10 source-unknown"},
		{"address for a source", a, ann("context: https://a.example/x"), "3:10 source-unknown human"},
		{"path for a source", a, ann("context: ../../../sources/s.md"), "3:10 source-unknown"},
		{"medium confidence", a, ann("assessment: unverified\nsearched: x\nconfidence: medium\nbecause: x"), "5:13 value-unknown"},
		{"word for a kind", a, ann("kind: note"), "3:7 value-unknown"},
		{"word for a status", art, "---\ntitle: B\ndate: 2026-01-01\nstatus: live\n---\nWords of the article.\n", "4:9 value-unknown"},
		{"word for a type", s, "---\ntype: newspaper\ntitle: A\n---\n", "2:7 value-unknown"},
		{"word for off", "site.yaml", "format: 1\ntitle: T\nchecks: {one-source: none}\n", "3:22 value-unknown"},
		{"tags", art, "---\ntitle: B\ndate: 2026-01-01\ntags: [a]\n---\nWords of the article.\n", "4:1 key-unknown"},
		{"description", art, "---\ntitle: B\ndate: 2026-01-01\ndescription: x\n---\nWords of the article.\n", "4:1 key-unknown"},
		{"link for an address", s, src("title: A\nlink: https://a.example/x"), "4:1 key-unknown"},
		{"other key in a group", s, src("title: A\nextracts: [{page: p. 1, words: Two}]"), "4:13 key-unknown"},
		{"semicolons in a list", a, ann("countries: kz; kg"), "3:12 list-form"},
		{"and in a list", a, ann("countries: kz and kg"), "3:12 list-form"},
		{"the European Union", a, ann("countries: [EU]"), "3:13 country-unknown human"},
		{"the Soviet Union", a, ann("countries: [su]"), "3:13 country-withdrawn"},
		{"period in letters", a, ann("recheck_after: 6m"), "3:16 period-form"},
		{"period in words", a, ann("recheck_after: half a year"), "3:16 period-form"},
		{"yes for a group", s, src("title: A\nretracted: yes"), "4:12 value-form human"},
		{"text for groups", s, src("title: A\nextracts: Two tunnels"), "4:11 value-form human"},
		{"an editor's name", a, ann("by: Nora Kell"), "3:5 editor-unknown human"},
		{"picture without its folder", art, "---\ntitle: B\ndate: 2026-01-01\nimage: m.png\n---\nWords of the article.\n", "4:8 image-unknown"},
		{"backslash in a path", art, "---\ntitle: B\ndate: 2026-01-01\nimage: media\\m.png\n---\nWords of the article.\n", "4:8 image-unknown"},
		{"link without https", art, "---\ntitle: B\ndate: 2026-01-01\n---\nSee [it](www.a.example).\n", "5:10 link-missing"},
		{"words above the fields", s, "# A note\n---\ntype: web\ntitle: A\n---\n", "1:1 front-matter-missing"},
		{"empty line above the fields", s, "\n---\ntype: web\ntitle: A\n---\n", "1:1 fence-form"},
		{"dashes for hyphens", s, "———\ntype: web\ntitle: A\n---\n", "1:1 fence-form"},
		{"Chinese colon", s, "---\ntype: web\ntitle：A\n---\n", "3:1 key-missing"},
		{"fences in site.yaml", "site.yaml", "---\nformat: 1\ntitle: T\n---\n", "1:1 fence-form"},
		{"language by name", "site.yaml", "format: 1\ntitle: T\nlanguage: English\n", "3:11 value-form"},
		{"language with an underscore", "site.yaml", "format: 1\ntitle: T\nlanguage: en_GB\n", "3:11 value-form"},
		{"site.yml", "site.yml", "format: 1\ntitle: T\n", "1:1 file-ignored human"},
		{"editors as a list", "site.yaml", "format: 1\ntitle: T\neditors: [nk]\n", "3:10 value-form human"},
		{"a PDF among the sources", "sources/paper.pdf", "x", "1:1 file-ignored human"},
		{"name with capitals", "sources/Big File.md", src("title: A"), "1:1 id-form human"},
		{"underscore in a name", "sources/big_file.md", src("title: A"), "1:1 id-form human"},
		{"annotation beside the article", "briefings/b/a.md", ann(""), "1:1 file-ignored human"},
		{"name of a device", "sources/con.md", src("title: A"), "1:1 file-name human"},
		{"picture without a text", art, "---\ntitle: B\ndate: 2026-01-01\n---\n![](media/m.png)\n", "5:5 alt-missing human"},
	} {
		t.Run(c.name, func(t *testing.T) { mend(t, c.file, c.text, c.want) })
	}
}

func mend(t *testing.T, file, text, want string) {
	if all, brief := printed(found(file, text)), printed(foundIn(pipeline.Input{ReleaseText: true}, file, text)); all != brief {
		t.Errorf("without the bytes of files the findings read\n%s, not\n%s", brief, all)
	}
	var seen []string
	for _, d := range found(file, text) {
		if d.File.Name != "content/"+file {
			continue
		}
		line, column := d.File.Position(d.Start)
		got := fmt.Sprintf("%d:%d %s", line, column, d.Code)
		seen = append(seen, got)
		switch {
		case got+" human" == want && d.Hint != "":
			return
		case got != want:
			continue
		case len(d.Fixes) == 0:
			t.Fatalf("%s has no fix", got)
		}
		after, left := d.File.Apply(d.Fixes[0].Edits)
		if len(left) > 0 {
			t.Errorf("edits overlap: %v", left)
		}
		if slices.ContainsFunc(found(file, string(after)), func(e diag.Diagnostic) bool { return e.Code == d.Code && e.File.Name == d.File.Name }) {
			t.Errorf("the fix left the finding:\n%s", after)
		}
		return
	}
	seen = slices.DeleteFunc(seen, func(s string) bool { return want == "" && s == "1:1 source-unused" })
	if want != "" || len(seen) > 0 {
		t.Errorf("want %q, got %q", want, seen)
	}
}
