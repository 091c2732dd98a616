package diag

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPrintShowsPlaceCaretHintAndPaste(t *testing.T) {
	f := NewFile("content/a.md", []byte("---\nquote: ünder\tfire\n---\n"))
	d := f.Error("passage-missing", 11, 17, "%q is not in the article", "ünder").
		WithHint("nearest words, at article.md:3:1: %q", "under").
		WithPaste("quote: under").
		WithRelated(f, 0, 3, "begins here")
	var b strings.Builder
	if err := Print(&b, List{d}, Style{}); err != nil {
		t.Fatal(err)
	}
	want := `content/a.md:2:8: error: "ünder" is not in the article [passage-missing]
    2 | quote: ünder	fire
      |        ^^^^^
  content/a.md:1:1: begins here
    1 | ---
      | ^^^
  hint: nearest words, at article.md:3:1: "under"
  paste: quote: under
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
}

func TestPrintShortensLongLinesAroundThePlace(t *testing.T) {
	f := NewFile("a", []byte(strings.Repeat("a", 300)+"X"+strings.Repeat("b", 300)))
	var b strings.Builder
	if err := Print(&b, List{f.Error("x", 300, 301, "m")}, Style{}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(b.String(), "\n")
	if got := strings.Index(lines[1], "X") - strings.Count(lines[1][:strings.Index(lines[1], "X")], "…")*2; got != strings.Index(lines[2], "^") {
		t.Errorf("caret is not below the place:\n%s\n%s", lines[1], lines[2])
	}
}

func TestPrintColorsOnlyWhenAsked(t *testing.T) {
	f := NewFile("a", []byte("x"))
	for _, color := range []bool{false, true} {
		var b strings.Builder
		if err := Print(&b, List{f.Warning("x", 0, 1, "m")}, Style{Color: color}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(b.String(), "\x1b["); got != color {
			t.Errorf("color %v: escape sequences %v", color, got)
		}
	}
}

func TestPositionAndOffsetAreInverse(t *testing.T) {
	f := NewFile("a", []byte("ab\n\nçd\r\ne"))
	for _, test := range []struct{ offset, line, column int }{
		{0, 1, 1}, {2, 1, 3}, {3, 2, 1}, {4, 3, 1}, {6, 3, 2}, {9, 4, 1}, {10, 4, 2},
	} {
		line, column := f.Position(test.offset)
		if line != test.line || column != test.column {
			t.Errorf("Position(%d) = %d:%d, want %d:%d", test.offset, line, column, test.line, test.column)
		}
		if got := f.Offset(line, column); got != test.offset {
			t.Errorf("Offset(%d, %d) = %d, want %d", line, column, got, test.offset)
		}
	}
}

func FuzzPrintNeverPanics(f *testing.F) {
	f.Add("a\nb", 1, 2)
	f.Add("\xff\t", -3, 99)
	f.Fuzz(func(t *testing.T, text string, start, stop int) {
		file := NewFile("a", []byte(text))
		if err := Print(&strings.Builder{}, List{file.Error("x", start, stop, "m")}, Style{}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestSortOrdersByFileThenPlace(t *testing.T) {
	a, b := NewFile("a", []byte("xxxx")), NewFile("b", []byte("xxxx"))
	list := List{b.Error("e", 0, 1, "m"), a.Note("n", 2, 3, "m"), a.Warning("w", 1, 2, "m"), a.Error("e", 1, 2, "m")}
	list.Sort()
	var got []string
	for _, d := range list {
		got = append(got, d.File.Name+":"+d.Severity.String())
	}
	if diff := cmp.Diff([]string{"a:error", "a:warning", "a:note", "b:error"}, got); diff != "" {
		t.Error(diff)
	}
	if list.Errors() != 2 || list.Warnings() != 1 {
		t.Errorf("counts: %d errors, %d warnings", list.Errors(), list.Warnings())
	}
}

func TestApplyMakesEditsAndLeavesOverlappingOnesOut(t *testing.T) {
	f, other := NewFile("a", []byte("0123456789")), &File{Name: "b"}
	edits := []Edit{
		{Span{f, 8, 10}, ""},
		{Span{f, 2, 4}, "xx "},
		{Span{f, 3, 5}, "overlaps"},
		{Span{f, 0, 0}, "first "},
		{Span{f, 0, 0}, "second "},
		{Span{other, 0, 0}, "elsewhere"},
	}
	text, left := f.Apply(edits)
	if got, want := string(text), "first second 01xx 4567"; got != want {
		t.Errorf("Apply = %q, want %q", got, want)
	}
	if len(left) != 1 || left[0].Text != "overlaps" {
		t.Errorf("left out %v, want the overlapping edit", left)
	}
	if string(f.Text()) != "0123456789" {
		t.Errorf("Apply changed the file to %q", f.Text())
	}
}
