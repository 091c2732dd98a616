package findings

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"briefing/generator/diag"
)

// sample has one finding of each severity, one with everything a finding may have.
func sample() diag.List {
	a := diag.NewFile("content/ä b.md", []byte("---\nquote: ünder fire\n---\n"))
	b := diag.NewFile("content/b.md", []byte("\xff100% <b>\r\n"))
	whole := a.Error("passage-missing", 11, 17, "%q is not in the article,\n100%%: see", "ünder").
		WithHint("nearest words: %q", "under").WithPaste("quote: under").WithRelated(b, 0, 1, "begins here").
		WithFix(true, "put the nearest words", 11, 17, "under").WithFix(false, "delete the line", 4, 23, "")
	return diag.List{whole, b.Warning("not-utf8", 0, 1, "no text"), (&diag.File{Name: "content/c.md"}).Note("source-unused", 0, 0, "nothing uses it")}
}

func sampleReport() Report {
	return Report{
		Findings: sample(), Docs: map[string]string{"passage-missing": "The words are there. Always."}, Site: "T & U",
		Desks: []Desk{{"content/ä", "On <passes>", []string{"Nora Kell"}}}, Accepted: 2, Removable: []Entry{{"a-b", "00", "content/gone.md"}},
	}
}

func written(t *testing.T, r Report, format string) string {
	t.Helper()
	var b strings.Builder
	if err := r.Write(&b, format, diag.Style{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSarifIsAsItsSchemaSays(t *testing.T) {
	text, err := os.Open("testdata/sarif-2.1.0-rtm.5.json")
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	schema, err := jsonschema.UnmarshalJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("sarif.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []Report{sampleReport(), {}} {
		out := written(t, r, "sarif")
		log, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled.Validate(log); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}

func TestSarifHasPlacesAndFixes(t *testing.T) {
	var log struct {
		Runs []struct {
			Results []struct {
				Level     string
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           struct{ StartLine, StartColumn, EndColumn, ByteOffset, ByteLength int }
					}
				}
				Fixes []struct {
					ArtifactChanges []struct {
						Replacements []struct {
							DeletedRegion   struct{ ByteOffset, ByteLength int }
							InsertedContent *struct{ Text string }
						}
					}
				}
			}
		}
	}
	if err := json.Unmarshal([]byte(written(t, sampleReport(), "sarif")), &log); err != nil {
		t.Fatal(err)
	}
	first := log.Runs[0].Results[0]
	if p := first.Locations[0].PhysicalLocation; p.ArtifactLocation.URI != "content/%C3%A4%20b.md" ||
		p.Region.StartLine != 2 || p.Region.StartColumn != 8 || p.Region.EndColumn != 13 || p.Region.ByteOffset != 11 || p.Region.ByteLength != 6 {
		t.Errorf("place: %+v", p)
	}
	if f := first.Fixes[0].ArtifactChanges[0].Replacements[0]; f.DeletedRegion.ByteOffset != 11 || f.DeletedRegion.ByteLength != 6 || f.InsertedContent.Text != "under" {
		t.Errorf("fix: %+v", f)
	}
	if f := first.Fixes[1].ArtifactChanges[0].Replacements[0]; f.InsertedContent != nil {
		t.Errorf("a fix that deletes inserts %v", f.InsertedContent)
	}
	if got := log.Runs[0].Results[2].Level; got != "note" {
		t.Errorf("level of a note: %s", got)
	}
}

func TestJSONHasBothColumnsAndFixesInBytes(t *testing.T) {
	var got jsonReport
	if err := json.Unmarshal([]byte(written(t, sampleReport(), "json")), &got); err != nil {
		t.Fatal(err)
	}
	first := got.Findings[0]
	if want := (place{2, 8, 8, 11}); first.Start != want {
		t.Errorf("start %+v, want %+v", first.Start, want)
	}
	if want := (place{2, 13, 14, 17}); first.Stop != want {
		t.Errorf("stop %+v, want %+v", first.Stop, want)
	}
	if diff := cmp.Diff([]jsonEdit{{"content/ä b.md", 11, 17, "under"}}, first.Fixes[0].Edits); diff != "" {
		t.Error(diff)
	}
	if got.Version != Version || got.Counts != (jsonCounts{1, 1, 1}) || got.Baseline.Accepted != 2 || len(got.Baseline.Removable) != 1 {
		t.Errorf("version %d, counts %+v, baseline %+v", got.Version, got.Counts, got.Baseline)
	}
	if empty := written(t, Report{}, "json"); !strings.Contains(empty, `"findings": []`) {
		t.Errorf("without findings there is no empty list:\n%s", empty)
	}
}

func TestGitHubCommandsAreEscaped(t *testing.T) {
	f := diag.NewFile("content/a,b:c%.md", []byte("x\ny\n"))
	list := diag.List{f.Error("a-b", 0, 1, "50%%, a: b\r\nc"), f.Note("a-c", 0, 3, "over two lines")}
	want := "::error file=content/a%2Cb%3Ac%25.md,line=1,endLine=1,col=1,endColumn=2,title=a-b::50%25, a: b%0D%0Ac\n" +
		"::notice file=content/a%2Cb%3Ac%25.md,line=1,endLine=2,title=a-c::over two lines\n" +
		"1 error, 0 warnings, 1 note in 1 file\n"
	if diff := cmp.Diff(want, written(t, Report{Findings: list}, "github")); diff != "" {
		t.Error(diff)
	}
}

func TestHTMLStandsAloneAndIsEscaped(t *testing.T) {
	page := written(t, sampleReport(), "html")
	for _, want := range []string{
		"<h1>What to mend in T &amp; U</h1>", "<h2>On &lt;passes&gt;</h2>", `<th scope="row">Nora Kell</th><td class="n">1</td>`,
		"quote: <mark>ünder</mark> fire", "mended by briefing check --fix", "100% &lt;b&gt;", "<h3>1 warning</h3>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("there is no %s in\n%s", want, page)
		}
	}
	for _, bad := range []string{"<script", "http:", "https:", "src=", "ZgotmplZ", "<b>"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
}

func TestTheSameProblemIsShownThreeTimesAndCounted(t *testing.T) {
	var list diag.List
	for i := range 40 {
		f := diag.NewFile(fmt.Sprintf("content/%02d.md", i), []byte("x\n"))
		list = append(list, f.Error("field-missing", 0, 1, "%q is missing", "title"))
	}
	list = append(list, list[39].File.Warning("other", 0, 1, "another one"))
	got := written(t, Report{Findings: list}, "text")
	if n := strings.Count(got, `error: "title" is missing`); n != 3 {
		t.Errorf("shown %d times", n)
	}
	for _, want := range []string{
		"\nand 37 more: \"title\" is missing [field-missing]\n", "another one [other]", "\n40 errors, 1 warning in 40 files\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("there is no %q in\n%s", want, got)
		}
	}
	if n := strings.Count(written(t, Report{Findings: list}, "short"), "\n"); n != 41 {
		t.Errorf("the short form has %d lines", n)
	}
}

func TestBaselineHoldsWhenLinesMove(t *testing.T) {
	old := diag.NewFile("a.md", []byte("word\n"))
	baseline, err := ParseBaseline(BaselineOf(diag.List{
		old.Error("x", 0, 4, "m"), old.Error("x", 0, 4, "m"), old.Error("gone", 0, 4, "m"), old.Error("skipped", 0, 4, "m"),
	}).Bytes())
	if err != nil || len(baseline) != 4 {
		t.Fatalf("%v: %v", baseline, err)
	}
	now := diag.NewFile("a.md", []byte("new\nword\nthing"))
	left, accepted, removable := baseline.Split(diag.List{
		now.Error("x", 4, 8, "m"), now.Error("x", 4, 8, "m"), now.Error("x", 4, 8, "m"), now.Error("x", 9, 14, "m"),
	}, Choice{Skip: []string{"skipped"}})
	if accepted != 2 || len(left) != 2 || left[0].Start != 4 || left[1].Start != 9 {
		t.Errorf("%d accepted, left %v; want 2 of 3 alike accepted, and other words left", accepted, left)
	}
	if len(removable) != 1 || removable[0].Code != "gone" {
		t.Errorf("removable: %v, want only what is wanted and gone", removable)
	}
}

func TestBaselineNamesTheLineThatIsNoEntry(t *testing.T) {
	if _, err := ParseBaseline([]byte("# head\n\nx\n")); err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("error %v", err)
	}
}

func TestMendRepeatsUntilNothingChanges(t *testing.T) {
	root := fstest.MapFS{"a.md": {Data: []byte("aaa b")}, "b.md": {Data: []byte("b")}}
	find := func(fsys fs.FS) (diag.List, error) {
		var list diag.List
		for _, name := range []string{"a.md", "b.md"} {
			text, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil, err
			}
			f := diag.NewFile(name, text)
			if i := bytes.IndexByte(text, 'a'); i >= 0 {
				list = append(list, f.Error("x", i, i+1, "m").WithFix(false, "unsafe", i, i+1, "!").WithFix(true, "", i, i+1, "c"))
				list = append(list, f.Error("y", i, i+1, "m").WithFix(true, "", i, i+1, "overlaps"))
			}
			if i := bytes.IndexByte(text, 'b'); i >= 0 {
				list = append(list, f.Error("z", i, i+1, "m").WithFix(false, "unsafe", i, i+1, "!"))
			}
		}
		return list, nil
	}
	changes, list, err := Mend(root, find)
	if err != nil || len(changes) != 1 || string(changes[0].After) != "ccc b" || changes[0].Findings != 3 {
		t.Fatalf("%+v: %v", changes, err)
	}
	if len(list) != 2 {
		t.Errorf("left: %v, want the two that need a person", list)
	}
	want := "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-aaa b\n\\ No newline at end of file\n+ccc b\n\\ No newline at end of file\n"
	if diff := cmp.Diff(want, changes[0].Diff()); diff != "" {
		t.Error(diff)
	}
	if string(root["a.md"].Data) != "aaa b" {
		t.Error("the file was written")
	}
}

func TestMendEndsThoughAChangeMendsNothing(t *testing.T) {
	root := fstest.MapFS{"a.md": {Data: []byte("a")}}
	_, list, err := Mend(root, func(fsys fs.FS) (diag.List, error) {
		text, err := fs.ReadFile(fsys, "a.md")
		return diag.List{diag.NewFile("a.md", text).Error("x", 0, 0, "m").WithFix(true, "", 0, 0, "a")}, err
	})
	if err != nil || len(list) != 1 {
		t.Errorf("left %v: %v", list, err)
	}
}

func FuzzMendLeavesOtherBytes(f *testing.F) {
	f.Add([]byte("one two\r\n\xffthree"), 4, 7, "2", 8, 9, "x")
	f.Fuzz(func(t *testing.T, text []byte, s1, e1 int, t1 string, s2, e2 int, t2 string) {
		clip := func(s, e int) (int, int) {
			s = min(max(s, 0), len(text))
			return s, min(max(e, s), len(text))
		}
		s1, e1 = clip(s1, e1)
		s2, e2 = clip(s2, e2)
		root := fstest.MapFS{"a": {Data: text}}
		isFirst := true
		changes, _, err := Mend(root, func(fsys fs.FS) (diag.List, error) {
			if !isFirst {
				return nil, nil
			}
			isFirst = false
			file := diag.NewFile("a", text)
			return diag.List{
				file.Error("x", s1, e1, "m").WithFix(true, "", s1, e1, t1), file.Error("y", s2, e2, "m").WithFix(true, "", s2, e2, t2),
			}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		after := text
		if len(changes) > 0 {
			after = changes[0].After
		}
		one := string(text[:s1]) + t1 + string(text[e1:])
		both := string(text[:s1]) + t1 + string(text[e1:max(e1, s2)]) + t2 + string(text[e2:])
		if s2 < s1 {
			both = string(text[:s2]) + t2 + string(text[e2:max(e2, s1)]) + t1 + string(text[e1:])
		}
		if got := string(after); got != one && got != both {
			t.Errorf("%q became %q, want %q or %q", text, got, one, both)
		}
	})
}
