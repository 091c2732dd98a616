package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	head = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w" xmlns:r="r" xmlns:a="a" xmlns:wp="wp" xmlns:mc="mc" xmlns:m="m" xmlns:v="v"><w:body>`
	foot = `</w:body></w:document>`
)

// packed is a document with parts by their names below word/.
func packed(t *testing.T, body string, others ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(others)+2; i += 2 {
		name, text := "document.xml", head+body+foot
		if i > 0 {
			name, text = others[i-2], others[i-1]
		}
		w, err := z.Create("word/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func p(runs ...string) string { return "<w:p>" + strings.Join(runs, "") + "</w:p>" }
func r(text string) string    { return `<w:r><w:t xml:space="preserve">` + text + "</w:t></w:r>" }
func bold(text string) string { return `<w:r><w:rPr><w:b/></w:rPr><w:t>` + text + "</w:t></w:r>" }

func TestTextIsWrittenAsMarkdown(t *testing.T) {
	styles := `<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
		<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H2"/></w:style>
		<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style></w:styles>`
	numbering := `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
	links := `<Relationships><Relationship Id="r1" Type="x/hyperlink" Target="https://a.example/b(c)" TargetMode="External"/></Relationships>`
	for _, c := range []struct{ name, body, want string }{
		{"marks", p(r("a "), bold("b"), bold(" c "), r("d * e_f 1_000 &amp; g")), "a **b c** d \\* e_f 1_000 & g\n"},
		{"a mark that is off", p(`<w:r><w:rPr><w:b w:val="0"/><w:i/></w:rPr><w:t>x</w:t></w:r>`), "*x*\n"},
		{"beginnings", p(r("1. no list")) + p(r("# no heading")) + p(r("- no")), "1\\. no list\n\n\\# no heading\n\n\\- no\n"},
		{"changes", p(r("kept "), `<w:ins>`+r("new")+`</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFrom>`+r("gone")+`</w:moveFrom>`), "kept new\n"},
		{"hidden", p(r("a"), `<w:r><w:rPr><w:vanish/></w:rPr><w:t>b</w:t></w:r>`), "a\n"},
		{"line break", p(`<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:br w:type="page"/></w:r>`), "a\\\nb\n"},
		{"link", p(`<w:hyperlink r:id="r1">`+r("words")+`</w:hyperlink>`, r(".")), "[words](https://a.example/b%28c%29).\n"},
		{"field", p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://a.example/" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>`, r("there"), `<w:r><w:fldChar w:fldCharType="end"/></w:r>`, r(" x")), "[there](https://a.example/) x\n"},
		{"headings", `<w:p><w:pPr><w:pStyle w:val="Mine"/></w:pPr>` + r("A") + `</w:p><w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr>` + r("B") + `</w:p>`, "## A\n\n### B\n"},
		{"quotation", `<w:p><w:pPr><w:pStyle w:val="Q"/></w:pPr>` + r("A") + `</w:p><w:p><w:pPr><w:pStyle w:val="Q"/></w:pPr>` + r("B") + `</w:p>`, "> A\n>\n> B\n"},
		{"list", item(0, "A") + item(1, "B") + item(0, "C") + p(r("D")), "1. A\n   - B\n1. C\n\nD\n"},
		{"table", `<w:tbl><w:tr><w:tc>` + p(r("A|B")) + `</w:tc><w:tc>` + p(r("C")) + p(r("D")) + `</w:tc></w:tr><w:tr><w:tc>` + p(r("E")) + `</w:tc></w:tr></w:tbl>`, "| A\\|B | C D |\n| --- | --- |\n| E |  |\n"},
		{"control", `<w:sdt><w:sdtContent>` + p(r("A")) + `</w:sdtContent></w:sdt>`, "A\n"},
		{"alternatives", `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>` + p(r("box")) + `</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>` + p(r("box")) + `</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>` + r("A") + `</w:p>`, "box\n\nA\n"},
		{"nothing", p() + p(r(" ")), "\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Read(packed(t, c.body, "styles.xml", styles, "numbering.xml", numbering, "_rels/document.xml.rels", links))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, d.Markdown); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func item(level int, text string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="` + string(rune('0'+level)) + `"/><w:numId w:val="5"/></w:numPr></w:pPr>` + r(text) + `</w:p>`
}

func TestPicturesAndFootnotesAreKept(t *testing.T) {
	body := p(r("A"), `<w:r><w:footnoteReference w:id="2"/></w:r>`, `<w:r><w:drawing><wp:docPr descr="A [pass]"/><a:blip r:embed="r2"/></w:drawing></w:r>`)
	d, err := Read(packed(t, body, "media/Image1.PNG", "png", "footnotes.xml", `<w:footnotes xmlns:w="w"><w:footnote w:id="2">`+p(r("One."))+p(r("Two."))+`</w:footnote></w:footnotes>`,
		"_rels/document.xml.rels", `<Relationships><Relationship Id="r2" Type="x/image" Target="media/Image1.PNG"/></Relationships>`))
	if err != nil {
		t.Fatal(err)
	}
	if want := "A[^1]![A \\[pass\\]](media/picture-image1.png)\n\n[^1]: One.\n\n    Two.\n"; d.Markdown != want {
		t.Errorf("%q, not %q", d.Markdown, want)
	}
	if len(d.Pictures) != 1 || d.Pictures[0].Name != "picture-image1.png" || string(d.Pictures[0].Bytes) != "png" {
		t.Errorf("pictures %v", d.Pictures)
	}
}

// Each part has links of its own, which are counted anew.
func TestLinksOfNotesAreThoseOfTheirPart(t *testing.T) {
	link := func(to string) string {
		return `<Relationships><Relationship Id="r1" TargetMode="External" Target="` + to + `"/></Relationships>`
	}
	there := `<w:hyperlink r:id="r1">` + r("there") + `</w:hyperlink>`
	d, err := Read(packed(t, p(there, `<w:r><w:footnoteReference w:id="1"/></w:r>`), "_rels/document.xml.rels", link("https://a.example/"),
		"footnotes.xml", `<w:footnotes xmlns:w="w" xmlns:r="r"><w:footnote w:id="1">`+p(there)+`</w:footnote></w:footnotes>`, "_rels/footnotes.xml.rels", link("https://b.example/")))
	if err != nil {
		t.Fatal(err)
	}
	if want := "[there](https://a.example/)[^1]\n\n[^1]: [there](https://b.example/)\n"; d.Markdown != want {
		t.Errorf("%q, not %q", d.Markdown, want)
	}
}

// Older files do not say which comment answers which: those on the same words do.
func TestCommentsOnTheSameWordsAreAThreadInOlderFiles(t *testing.T) {
	body := p(r("A "), `<w:commentRangeStart w:id="1"/><w:commentRangeStart w:id="2"/>`, r("b c"), `<w:commentRangeEnd w:id="1"/><w:commentRangeEnd w:id="2"/>`, r(" d.")) +
		`<w:commentRangeStart w:id="3"/>` + p(r("E")) + p(r("F")) + `<w:commentRangeEnd w:id="3"/>`
	comments := `<w:comments xmlns:w="w">`
	for _, id := range []string{"3", "1", "2", "4"} {
		comments += `<w:comment w:id="` + id + `" w:author="N">` + p(r("says "+id)) + `</w:comment>`
	}
	d, err := Read(packed(t, body, "comments.xml", comments+`</w:comments>`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range d.Comments {
		line := c.ID + ":" + d.Plain[c.Start:c.Stop]
		for _, r := range c.Replies {
			line += " < " + r.Text
		}
		got = append(got, line)
	}
	if diff := cmp.Diff([]string{"1:b c < says 2", "3:\n\nE\n\nF", "4:"}, got); diff != "" {
		t.Error(diff)
	}
	if d.Comments[2].IsPlaced {
		t.Error("a comment that the text does not refer to has a place")
	}
}

// As Word writes them today: answers have ranges of their own, threads and what is
// resolved stand in another part, by the last paragraph of each comment, and the names of
// parts are those that relations say.
func TestThreadsOfWordAreRead(t *testing.T) {
	ranges := func(mark string, ids ...string) (all string) {
		for _, id := range ids {
			all += `<w:` + mark + ` w:id="` + id + `"/>`
		}
		return all
	}
	reference := func(id string) string {
		return `<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="` + id + `"/></w:r>`
	}
	body := p(r("A "), ranges("commentRangeStart", "0", "1"), r("b c"), ranges("commentRangeEnd", "0"), reference("0"), ranges("commentRangeEnd", "1"), reference("1"), r(" d "),
		ranges("commentRangeStart", "2"), r("e"), ranges("commentRangeEnd", "2"), reference("2"))
	comment := func(id, by, at, last string, words ...string) string {
		all := `<w:comment w:id="` + id + `" w:author="` + by + `" w:date="` + at + `" w:initials="X">`
		for i, text := range words {
			paragraph := "0000000" + id
			if i == len(words)-1 {
				paragraph = last
			}
			all += `<w:p w14:paraId="` + paragraph + `"><w:r><w:annotationRef/></w:r>` + r(text) + `</w:p>`
		}
		return all + `</w:comment>`
	}
	d, err := Read(packed(t, body,
		"_rels/document.xml.rels", `<Relationships><Relationship Id="rId8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments2.xml"/>`+
			`<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="/word/more/extended.xml"/></Relationships>`,
		"comments2.xml", `<w:comments xmlns:w="w" xmlns:w14="w14">`+comment("0", "Ada Berg", "2026-03-02T10:00:00Z", "5E1D0A01", "One.", "Two.")+
			comment("1", "Nora Kell", "2026-03-02T10:00:00Z", "5E1D0A02", "Yes.")+comment("2", "Ada Berg", "2026-03-02T10:00:00Z", "5E1D0A03", "Done.")+`</w:comments>`,
		"more/extended.xml", `<w15:commentsEx xmlns:w15="w15"><w15:commentEx w15:paraId="5E1D0A01" w15:done="0"/><w15:commentEx w15:paraId="5E1D0A02" w15:paraIdParent="5E1D0A01" w15:done="0"/>`+
			`<w15:commentEx w15:paraId="5E1D0A03" w15:done="1"/></w15:commentsEx>`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range d.Comments {
		line := fmt.Sprintf("%s %s on %q, resolved %v", c.Author, c.Text, d.Plain[c.Start:c.Stop], c.IsResolved)
		for _, r := range c.Replies {
			line += " < " + r.Author + " " + r.Text
		}
		got = append(got, line)
	}
	want := []string{"Ada Berg One.\n\nTwo. on \"b c\", resolved false < Nora Kell Yes.", `Ada Berg Done. on "e", resolved true`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsNoDocumentIsAnError(t *testing.T) {
	for name, file := range map[string][]byte{
		"no archive": []byte("words"), "no document": packed(t, "")[:40], "broken": packed(t, "<w:p>"),
		"broken comments": packed(t, p(r("A")), "comments.xml", "<w:comments"), "deep": packed(t, strings.Repeat("<w:sdt>", 500)),
	} {
		if _, err := Read(file); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// FuzzReadDoesNotPanic reads documents whose parts are any bytes.
func FuzzReadDoesNotPanic(f *testing.F) {
	names, err := filepath.Glob("../foreign/testdata/*.docx")
	if err != nil || len(names) == 0 {
		f.Fatal(names, err)
	}
	for _, name := range names {
		file, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			f.Fatal(err)
		}
		parts := &parts{archive: archive}
		f.Add(parts.bytes("word/document.xml"), parts.bytes("word/comments.xml"), parts.bytes("word/commentsExtended.xml"))
	}
	f.Fuzz(func(t *testing.T, document, comments, extended []byte) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, text := range map[string][]byte{"document.xml": document, "comments.xml": comments, "commentsExtended.xml": extended} {
			w, err := z.Create("word/" + name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(text); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		d, err := Read(b.Bytes())
		if err != nil {
			return
		}
		for _, c := range d.Comments {
			if c.Start < 0 || c.Start > c.Stop || c.Stop > len(d.Plain) {
				t.Errorf("a comment from %d to %d of %d", c.Start, c.Stop, len(d.Plain))
			}
		}
	})
}

func TestPartsTogetherAreBounded(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"one", "two", "three"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(make([]byte, 1000)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	p := &parts{archive: archive, left: 2000}
	for _, name := range []string{"one", "two"} {
		if text := p.bytes(name); len(text) != 1000 || p.err != nil {
			t.Errorf("%s: %d bytes, %v", name, len(text), p.err)
		}
	}
	if text := p.bytes("three"); text != nil || p.err == nil {
		t.Errorf("%d bytes more than there may be were read", len(text))
	}
}
