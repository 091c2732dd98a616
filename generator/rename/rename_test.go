package rename_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"briefing/generator/content"
	"briefing/generator/rename"
)

// site is a site in which everything names everything.
var site = map[string]string{
	"site.yaml":                           "format: 1\ntitle: T\n",
	"sources/bulletin.md":                 "---\ntitle: Bulletin\ntype: report\nauthors: [ada-lane, Ada Berg]\n---\n",
	"sources/copy.md":                     "---\ntitle: Copy\ntype: web\ncopy_of: bulletin\nbased_on: [bulletin]\nformerly: [old-copy]\n---\n",
	"sources/list.md":                     "---\ntitle: List\ntype: web\nformerly:\n  - one\n  - two\n---\n",
	"sources/single.md":                   "---\ntitle: Single\ntype: web\nformerly: one-more\n---\n",
	"sources/windows.md":                  "---\r\ntitle: Windows\r\ntype: web\r\n---\r\n",
	"sources/back.md":                     "---\ntitle: Back\ntype: web\nformerly: [front, side]\n---\n",
	"experts/ada-lane.md":                 "---\nname: Ada Lane\naffiliations: [{organisation: Hill, source: bulletin p. 2}]\n---\n",
	"briefings/pass/article.md":           "---\ntitle: Pass\ndate: 2026-04-10\nauthors: [ada-lane]\nfindings: ['Two tunnels. [loans]']\nevents: [{date: 2026, what: It, sources: [bulletin]}]\n---\nTwo tunnels. See [it](../../sources/bulletin.md#x).\n",
	"briefings/pass/annotations/loans.md": "---\nquote: Two tunnels\nassessment: supported\nsupports: bulletin p. 2\ncontext: [{source: bulletin, at: p. 3}]\n---\n",
	"briefings/pass/annotations/other.md": "---\nquote: Two tunnels\nassessment: supported\nsupports: copy\nsee: [loans]\nexperts: [{agrees: ada-lane, said_in: bulletin 00:41:10}]\n---\n",
	"briefings/next/article.md":           "---\ntitle: Next\ndate: 2026-04-11\n---\nWords. See [it](../pass/article.md) and [that](../pass/annotations/loans.md).\n",
	"briefings/next/annotations/far.md":   "---\nwhole: true\nsee: [pass/loans]\n---\nText.\n",
}

func load(t *testing.T, files map[string]string) *content.Library {
	t.Helper()
	root := fstest.MapFS{}
	for name, text := range files {
		root["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, list := content.Load(root)
	if len(list) > 0 {
		t.Fatalf("the site has faults: %v", list)
	}
	return lib
}

// renamed is the site after a renaming: the files at their new places.
func renamed(t *testing.T, from content.Record, id string) (map[string]string, error) {
	t.Helper()
	lib := load(t, site)
	edits, to, err := rename.Plan(lib, lib.References(), from, id)
	if err != nil {
		return nil, err
	}
	after := map[string]string{}
	for _, h := range lib.Heads() {
		text, left := h.File.Apply(edits)
		if len(left) > 0 {
			t.Fatalf("edits overlap: %v", left)
		}
		name := strings.TrimPrefix(h.File.Name, "content/")
		switch old, now := strings.TrimPrefix(from.File(), "content/"), strings.TrimPrefix(to.File(), "content/"); {
		case name == old:
			name = now
		case from.Register == content.Articles && strings.HasPrefix(name, "briefings/"+from.ID+"/"):
			name = "briefings/" + id + strings.TrimPrefix(name, "briefings/"+from.ID)
		}
		after[name] = string(text)
	}
	return after, nil
}

func TestEveryReferenceLeadsToTheNewID(t *testing.T) {
	source := func(id string) content.Record { return content.Record{Register: content.Sources, ID: id} }
	for _, test := range []struct {
		name string
		from content.Record
		id   string
		want map[string][]string // what stands in a file
	}{
		{"a source", source("bulletin"), "debt", map[string][]string{
			"sources/debt.md":                     {"formerly: [bulletin]\ntitle: Bulletin"},
			"sources/copy.md":                     {"copy_of: debt", "based_on: [debt]"},
			"experts/ada-lane.md":                 {"source: debt p. 2"},
			"briefings/pass/article.md":           {"sources: [debt]", "(../../sources/debt.md#x)"},
			"briefings/pass/annotations/loans.md": {"supports: debt p. 2", "{source: debt, at: p. 3}"},
			"briefings/pass/annotations/other.md": {"said_in: debt 00:41:10"},
		}},
		{"an expert", content.Record{Register: content.Experts, ID: "ada-lane"}, "a-lane", map[string][]string{
			"experts/a-lane.md":                   {"formerly: [ada-lane]"},
			"sources/bulletin.md":                 {"authors: [a-lane, Ada Berg]"},
			"briefings/pass/article.md":           {"authors: [a-lane]"},
			"briefings/pass/annotations/other.md": {"agrees: a-lane"},
		}},
		{"an annotation", content.Record{Register: content.Annotations, ID: "loans", Briefing: "pass"}, "tunnels", map[string][]string{
			"briefings/pass/annotations/tunnels.md": {"formerly: [loans]"},
			"briefings/pass/article.md":             {"[tunnels]'"},
			"briefings/pass/annotations/other.md":   {"see: [tunnels]"},
			"briefings/next/annotations/far.md":     {"see: [pass/tunnels]"},
			"briefings/next/article.md":             {"(../pass/annotations/tunnels.md)"},
		}},
		{"a briefing", content.Record{Register: content.Articles, ID: "pass"}, "selim-pass", map[string][]string{
			"briefings/selim-pass/article.md":           {"formerly: [pass]"},
			"briefings/selim-pass/annotations/loans.md": {"supports: bulletin"},
			"briefings/next/annotations/far.md":         {"see: [selim-pass/loans]"},
			"briefings/next/article.md":                 {"(../selim-pass/article.md)", "(../selim-pass/annotations/loans.md)"},
		}},
		{"an old id in brackets", source("copy"), "copies", map[string][]string{
			"sources/copies.md": {"formerly: [copy, old-copy]"}, "briefings/pass/annotations/other.md": {"supports: copies"},
		}},
		{"old ids in lines", source("list"), "lists", map[string][]string{"sources/lists.md": {"formerly:\n  - list\n  - one\n  - two\n"}}},
		{"an old id alone", source("single"), "alone", map[string][]string{"sources/alone.md": {"formerly: [single, one-more]"}}},
		{"line ends of Windows", source("windows"), "dos", map[string][]string{"sources/dos.md": {"---\r\nformerly: [windows]\r\ntitle"}}},
		{"back to an old id", source("back"), "front", map[string][]string{"sources/front.md": {"formerly: [back, side]"}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			after, err := renamed(t, test.from, test.id)
			if err != nil {
				t.Fatal(err)
			}
			for name, all := range test.want {
				for _, want := range all {
					if !strings.Contains(after[name], want) {
						t.Errorf("%s does not hold %q:\n%s", name, want, after[name])
					}
				}
			}
			load(t, after)
			for name, text := range after {
				was := site[strings.Replace(name, "briefings/selim-pass/", "briefings/pass/", 1)]
				if _, isNamed := test.want[name]; !isNamed && was != text {
					t.Errorf("%s was changed to\n%s", name, text)
				}
			}
		})
	}
}

func TestWhatCannotBeRenamedIsRefused(t *testing.T) {
	source := func(id string) content.Record { return content.Record{Register: content.Sources, ID: id} }
	for _, test := range []struct {
		name string
		from content.Record
		id   string
		want string
	}{
		{"no id", source("bulletin"), "Debt Bulletin", `such as "debt-bulletin"`},
		{"nothing there", source("nothing"), "debt", `there is no source/nothing`},
		{"the same id", source("bulletin"), "bulletin", "already"},
		{"an id that is taken", source("bulletin"), "copy", `there is a source "copy" already`},
		{"an old id of another one", source("bulletin"), "old-copy", `"copy" was called "old-copy"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, err := renamed(t, test.from, test.id); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q", err, test.want)
			}
		})
	}
}

func TestAnIDThatIsSpeltOtherwiseIsNamed(t *testing.T) {
	files := map[string]string{
		"site.yaml": "format: 1\ntitle: T\n", "sources/a-b.md": "---\ntitle: A\ntype: web\n---\n",
		"sources/c.md": "---\ntitle: C\ntype: web\nbased_on: [\"a\\x2db\"]\n---\n",
	}
	lib := load(t, files)
	_, _, err := rename.Plan(lib, lib.References(), content.Record{Register: content.Sources, ID: "a-b"}, "d")
	if err == nil || !strings.Contains(err.Error(), "content/sources/c.md:4:") {
		t.Errorf("error %v", err)
	}
}
