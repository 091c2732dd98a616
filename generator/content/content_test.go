package content

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// load reads one annotation beside a site and an article.
func load(t testing.TB, name, text string) (*Library, []string) {
	t.Helper()
	files := fstest.MapFS{
		siteName:                         {Data: []byte("format: 1\ntitle: T\n")},
		"content/briefings/b/article.md": {Data: []byte("---\ntitle: B\ndate: 2026-01-01\n---\nWords.\n")},
	}
	files["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	lib, list := Load(files)
	list.Sort()
	var got []string
	for _, d := range list {
		if d.Start < 0 || d.Stop > len(d.File.Text()) || d.Stop < d.Start {
			t.Errorf("%s: span %d-%d of a file of %d bytes", d.Code, d.Start, d.Stop, len(d.File.Text()))
		}
		line, column := d.File.Position(d.Start)
		got = append(got, fmt.Sprintf("%d:%d %s", line, column, d.Code))
	}
	return lib, got
}

func TestMistakesAreNamedWithTheirPlace(t *testing.T) {
	const annotation, source = "briefings/b/annotations/a.md", "sources/s.md"
	for _, test := range []struct {
		name, file, text string
		want             []string
	}{
		{"nothing wrong", annotation, "---\nquote: Words\n---\n", nil},
		{"byte order mark and line ends of Windows", annotation, "\ufeff---\r\nquote: Words\r\n---\r\nText.\r\n", nil},
		{"no front matter", annotation, "quote: Words\n", []string{"1:1 front-matter-missing"}},
		{"front matter never closed", annotation, "---\nquote: Words\n", []string{"1:1 front-matter-open"}},
		{"unquoted colon", source, "---\ntitle: One: two\ntype: web\n---\n", []string{"2:11 value-unquoted"}},
		{"tab", annotation, "---\nexpert: a\n\tquote: b\n---\n", []string{"3:1 indent-tab"}},
		{"quotation mark never closed", annotation, "---\nquote: \"Words\n---\n", []string{"2:8 quote-open"}},
		{"quotation inside quotation", annotation, "---\nquote: \"A\" b\n---\n", []string{"2:12 quote-inside"}},
		{"value that begins with @", annotation, "---\nquote: @b\n---\n", []string{"2:8 value-unquoted"}},
		{"value that begins with *", annotation, "---\nquote: *b\n---\n", []string{"2:8 value-unquoted"}},
		{"list never closed", annotation, "---\ncountries: [kz\nquote: b\n---\n", []string{"2:12 bracket-open"}},
		{"anchor", annotation, "---\nquote: &x b\n---\n", []string{"2:8 yaml-feature"}},
		{"text lost as a comment", annotation, "---\nquote: ranked # 1\n---\n", []string{"2:8 text-lost"}},
		{"comment behind a word of the format", annotation, "---\nkind: context # why not\n---\n", nil},
		{"unknown key", annotation, "---\nqoute: b\n---\n", []string{"2:1 key-unknown"}},
		{"own key", annotation, "---\nx_note: b\n---\n", nil},
		{"key twice", annotation, "---\nquote: b\nquote: c\n---\n", []string{"3:1 key-twice"}},
		{"key without value", annotation, "---\nquote:\n---\n", []string{"2:1 value-missing"}},
		{"list where a text is meant", annotation, "---\nclaim: [b]\n---\n", []string{"2:8 value-form"}},
		{"text where a list is meant", annotation, "---\ncountries: kz\n---\n", nil},
		{"unknown value", annotation, "---\nassessment: suported\n---\n", []string{"2:13 value-unknown"}},
		{"date that does not exist", annotation, "---\nchecked: 2026-02-30\n---\n", []string{"2:10 date-form"}},
		{"interval that ends before it begins", annotation, "---\ndates: [2026-02/2026-01]\n---\n", []string{"2:9 date-order"}},
		{"no length of time", annotation, "---\nrecheck_after: soon\n---\n", []string{"2:16 period-form"}},
		{"no place in a source", annotation, "---\nsupports: s somewhere\n---\n", []string{"2:13 place-form"}},
		{"missing field", source, "---\ntype: web\n---\n", []string{"2:1 field-missing"}},
		{"no address", source, "---\ntitle: S\ntype: web\nurl: example.org\n---\n", []string{"4:6 url-form"}},
		{"not UTF-8", source, "---\ntitle: \xe9\ntype: web\n---\n", []string{"2:8 not-utf8"}},
		{"id with capitals", "sources/Bulletin.md", "---\ntitle: S\ntype: web\n---\n", []string{"1:1 id-form"}},
		{"misspelt folder", "source/s.md", "", []string{"1:1 file-ignored"}},
		{"file that is no Markdown", "sources/s.txt", "", []string{"1:1 file-ignored"}},
		{"no country", "countries/qq.md", "---\naliases: [Q]\n---\n", []string{"1:1 country-unknown"}},
		{"passage twice", annotation, "---\nquote: b\n---\n> b\n", []string{"4:1 passage-twice"}},
		{"line ends of old Macs", source, "---\ntitle: \"S\"\rtype: wrong\n---\n", []string{"2:11 line-end"}},
		{"line separator inside a text", source, "---\ntitle: \"S\u2028T\"\ntype: wrong\n---\n", []string{"3:7 value-unknown"}},
		{"paragraph separator inside a text", source, "---\ntitle: \"S\u2029T\"\ntype: wrong\n---\n", []string{"3:7 value-unknown"}},
		{"next line inside a text", source, "---\ntitle: \"S\u0085T\"\ntype: wrong\n---\n", []string{"3:7 value-unknown"}},
		{"raw HTML", annotation, "---\nquote: b\n---\nA <b>bold</b> word.\n", []string{"4:3 markdown-refused", "4:10 markdown-refused"}},
		{"script as an address", annotation, "---\nquote: b\n---\nA [link](javascript:x).\n", []string{"4:10 markdown-refused"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, got := load(t, test.file, test.text)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestValuesStayTextUntilAFieldGivesThemAType(t *testing.T) {
	lib, got := load(t, "sources/s.md", "---\ntitle: 1.10\ntype: web\nvolume: 012\nissue: no\npages: 00:41:10\nx_own: {a: [1.0, ~]}\n---\n")
	if got != nil {
		t.Fatal(got)
	}
	s := lib.Sources[0]
	if diff := cmp.Diff([]string{"1.10", "012", "no", "00:41:10"}, []string{s.Title.Value, s.Volume.Value, s.Issue.Value, s.Pages.Value}); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Extra{{"x_own", []string{"a: 1.0"}}}, s.Extras); diff != "" {
		t.Error(diff)
	}
}

func TestShortAndLongSpellingsSayTheSame(t *testing.T) {
	short, _ := load(t, "briefings/b/annotations/a.md", "---\nquote: Words\nassessment: supported\nsupports: bulletin table 4\n---\n")
	long, _ := load(t, "briefings/b/annotations/a.md", "---\nassessment: supported\nsupports:\n  - {source: bulletin, at: table 4}\n---\n\n> Words\n\nText.\n")
	a, b := short.Briefings[0].Annotations[0], long.Briefings[0].Annotations[0]
	if a.Kind != Check || b.Kind != Check || a.Passages[0].Value != b.Passages[0].Value ||
		a.Evidence[0].Source.Value != b.Evidence[0].Source.Value || a.Evidence[0].Place.Value != b.Evidence[0].Place.Value {
		t.Errorf("short: %+v\nlong: %+v", a, b)
	}
	if got := b.Body.Text(); got != "Text." {
		t.Errorf("the text behind the quotation is %q", got)
	}
}

func TestKindFollowsFromTheFields(t *testing.T) {
	for fields, want := range map[string]string{
		"assessment: disputed": Check, "expert: e\nsaid_in: s": Quote, "speaker: A ministry\nsaid_to_us: 2026-01-01": Quote,
		"context: s": Context, "kind: question": Question, "expert: e\nassessment: supported": Check,
	} {
		lib, got := load(t, "briefings/b/annotations/a.md", "---\nquote: Words\n"+fields+"\n---\nText.\n")
		if kind := lib.Briefings[0].Annotations[0].Kind; kind != want || got != nil {
			t.Errorf("%q is of kind %q (findings %v), want %q", fields, kind, got, want)
		}
	}
}

func TestDatesAreThoseOfEDTFLevel0(t *testing.T) {
	for s, want := range map[string]string{
		"2026": "2026", "2026-03": "2026-03", "2026-02-28": "2026-02-28", "2024-02-29": "2024-02-29",
		"2026-02-29": "", "2026-13": "", "2026-00": "", "26": "", "2026-3-1": "", "2026-03-14T10:00": "",
	} {
		d, ok := ParseDay(s)
		if ok != (want != "") || ok && d.String() != want {
			t.Errorf("ParseDay(%q) = %v, %v; want %q", s, d, ok, want)
		}
	}
	d, _ := ParseDay("2024-02")
	if got := d.Last().Format("2006-01-02"); got != "2024-02-29" {
		t.Errorf("the last day of 2024-02 is %s", got)
	}
}

func TestLinksBetweenFilesBecomeLinksBetweenPages(t *testing.T) {
	for _, test := range []struct{ file, dest, want string }{
		{"content/briefings/b/article.md", "../../sources/s.md", "../../sources/s.html"},
		{"content/briefings/b/article.md", "annotations/a.md#x", "a.html#x"},
		{"content/briefings/b/annotations/a.md", "../article.md", "index.html"},
		{"content/briefings/b/annotations/a.md", "../media/map.png", "media/map.png"},
		{"content/briefings/b/article.md", "../c/article.md", "../c/index.html"},
		{"content/pages/about.md", "../countries/kz.md", "countries/kz.html"},
		{"content/sources/s.md", "../pages/about.md?x=1", "../about.html?x=1"},
		{"content/sources/s.md", "#here", "#here"},
	} {
		if got := published(test.file)(test.dest); got != test.want {
			t.Errorf("%s in %s is %s, want %s", test.dest, test.file, got, test.want)
		}
	}
}

func TestSlugsAreIDs(t *testing.T) {
	for words, want := range map[string]string{
		"Who keeps the Selim Pass open?": "who-keeps-the-selim-pass-open", "  ": "untitled", "Ünder": "under", "Кто держит перевал?": "kto-derzhit-pereval", "谁守山口": "shui-shou-shan-kou", "–": "untitled", "don’t": "don-t",
		strings.Repeat("long ", 40): strings.TrimSuffix(strings.Repeat("long-", 16), "-"),
	} {
		if got := Slug(words); got != want || !IsID(got) {
			t.Errorf("Slug(%q) = %q, want %q", words, got, want)
		}
	}
}

func FuzzAnyFileIsReadWithoutPanic(f *testing.F) {
	for _, s := range []string{
		"---\nquote: [[a]]\nassessment: supported\nsupports: [a p. 1, {source: b, at: x}]\n---\n> q\n\nText",
		"---\nexperts:\n  - {agrees: a, said_in: b 00:01}\n---\n", "---\n? a\n: b\n---\n", "\xff---\n", "---\nextracts: [{words: a}]\n---\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"briefings/b/annotations/a.md", "briefings/b/article.md", "sources/s.md", "experts/e.md", "countries/kz.md", "site.yaml"} {
			load(t, name, text)
		}
	})
}

func TestREADMENamesEveryField(t *testing.T) {
	readme, err := os.ReadFile("../../content/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"briefings/b/annotations/a.md", "briefings/b/article.md", "sources/s.md", "experts/e.md", "countries/kz.md", "pages/p.md", "site.yaml"} {
		text := "---\nqqqqqqqqqqqq: 1\n---\n"
		if name == "site.yaml" {
			text = "qqqqqqqqqqqq: 1\n"
		}
		_, list := Load(fstest.MapFS{"content/" + name: {Data: []byte(text)}, "content/briefings/b/article.md": {Data: []byte(text)}})
		for _, d := range list {
			fields, ok := strings.CutPrefix(strings.Split(d.Hint, ";")[0], "fields: ")
			if !ok {
				continue
			}
			for field := range strings.SplitSeq(fields, ", ") {
				if !strings.Contains(string(readme), field) {
					t.Errorf("%s: the field %q is not in content/README.md", name, field)
				}
			}
		}
	}
}
