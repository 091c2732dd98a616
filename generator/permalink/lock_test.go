package permalink

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"briefing/generator/diag"
)

func TestLockIsReadAsItWasWritten(t *testing.T) {
	lock := &Lock{Entries: []Entry{
		{ID: "briefings/b", First: "2026-02-01", Assessment: "-", Hash: "-"},
		{ID: "briefings/b/a", First: "2026-02", Assessment: "partly-supported", Hash: "0123456789ab", Corrections: 12, Checked: "2026-02-03", Section: "über-die-straße",
			Passages: []string{"Der [[„Weg“ \"war\"]] zu\u2028", `\[[x]]`, "[[]]"}},
		{ID: "experts/e", First: "-", Assessment: "-", Hash: "-"},
	}}
	read, list := Parse(diag.NewFile(Name, lock.Bytes()))
	if diff := cmp.Diff(lock.Entries, read.Entries, cmpopts.IgnoreUnexported(Entry{})); diff != "" || len(list) > 0 {
		t.Errorf("%s%v", diff, list)
	}
	if !read.Has("briefings/b/index.html") || !read.Has("experts/e.html") || read.Has("experts/f.html") {
		t.Error("addresses are not found by their paths")
	}
}

func TestLinesThatAreNoneAreNamed(t *testing.T) {
	f := diag.NewFile(Name, []byte("# A comment\n\nsources/b - - - 0\r\n"+
		"sources/a - - - 0\nsources/a - - - 1\n"+ // of a merge
		"=======\nsources/c - - - x\nsources/d - - - 0 \"open\n../e - - - 0\n"))
	lock, list := Parse(f)
	var ids []string
	for _, e := range lock.Entries {
		ids = append(ids, e.ID)
	}
	if diff := cmp.Diff([]string{"sources/a", "sources/b"}, ids); diff != "" {
		t.Error(diff)
	}
	if lock.Find("sources/a").Corrections != 1 {
		t.Error("of two lines the first was taken")
	}
	var lines []int
	for _, d := range list {
		line, _ := f.Position(d.Start)
		lines = append(lines, line)
	}
	if diff := cmp.Diff([]int{6, 7, 8, 9}, lines); diff != "" {
		t.Error(diff)
	}
}

func FuzzAnyLockIsRead(f *testing.F) {
	f.Add([]byte("# x\nbriefings/b/a 2026-02-02 supported 0123456789ab 1 \"a[[b]]c\" \"d\"\n"))
	f.Add([]byte("briefings/b/a 2026-02-02 supported 0123456789ab 1 2026-02 #a-b \"a[[b]]c\"\n"))
	f.Add([]byte("sources/a - - - 0 \"\\\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		file := diag.NewFile(Name, text)
		lock, list := Parse(file)
		for _, d := range list {
			if d.Start < 0 || d.Stop < d.Start || d.Stop > len(text) {
				t.Fatalf("a finding at %d to %d of %d bytes", d.Start, d.Stop, len(text))
			}
		}
		again, list := Parse(diag.NewFile(Name, lock.Bytes()))
		if len(list) > 0 || !bytes.Equal(again.Bytes(), lock.Bytes()) {
			t.Fatalf("%q is not read again: %v", lock.Bytes(), list)
		}
	})
}
