package imports

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Each case is a field as it was imported, as it is here and as it is there now.
func TestOnlyWhatChangedThereAndNotHereIsChanged(t *testing.T) {
	file := func(lines string) form {
		f, ok := parse("content/sources/s.md", []byte("---\ntitle: T\ntype: web\n"+lines+"---\n"))
		if !ok {
			t.Fatal(lines)
		}
		return f
	}
	for _, c := range []struct{ name, was, here, there, want string }{
		{"the same", "pages: 1\n", "pages: 1\n", "pages: 1\n", "pages: 1\n"},
		{"spelled in another way", "pages: 1\n", "pages: '1' # one\n", "pages: 1\n", "pages: '1' # one\n"},
		{"changed there", "pages: 1\n", "pages: 1 # one\n", "pages: 2\n", "pages: 2\n"},
		{"changed here", "pages: 1\n", "pages: 3\n", "pages: 1\n", "pages: 3\n"},
		{"changed in both", "pages: 1\n", "pages: 3\n", "pages: 2\n", "pages: 3\n"},
		{"changed to the same", "pages: 1\n", "pages: 2\n", "pages: 2\n", "pages: 2\n"},
		{"deleted here", "pages: 1\n", "", "pages: 1\n", ""},
		{"deleted here and changed there", "pages: 1\n", "", "pages: 2\n", ""},
		{"deleted there", "pages: 1\n", "pages: 1\n", "", "pages: 1\n"},
		{"new there", "", "", "pages: 2\n", "pages: 2\n"},
		{"new there, written here", "", "pages: 3\n", "pages: 2\n", "pages: 3\n"},
		{"a list", "authors:\n  - A\n", "authors: [A]\n# about nobody\n", "authors:\n  - A\n  - B\n", "authors:\n  - A\n  - B\n# about nobody\n"},
		{"between others", "pages: 1\n", "pages: 1\n\n# why\nnature: primary\n", "pages: 2\n", "pages: 2\n\n# why\nnature: primary\n"},
		{"before the origin", "", "origin: a:b\nx_own: 1\n", "pages: 2\norigin: a:b\n", "pages: 2\norigin: a:b\nx_own: 1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			base := merged(file(c.was), file(c.was), nil, nil).base
			m := merged(file(c.here), file(c.there), base, nil)
			want := "---\ntitle: T\ntype: web\n" + c.want + "---\n"
			if diff := cmp.Diff(want, string(m.after)); diff != "" {
				t.Errorf("%s\nchanged %v, kept %v", diff, m.changed, m.kept)
			}
			now, _ := parse("content/sources/s.md", m.after)
			if again := merged(now, file(c.there), m.base, nil); string(again.after) != string(m.after) || len(again.changed)+len(again.kept) > 0 {
				t.Errorf("the second time: changed %v, kept %v", again.changed, again.kept)
			}
		})
	}
}

func TestLineEndsStayAsTheyAre(t *testing.T) {
	dos := func(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) }
	was, _ := parse("content/sources/s.md", []byte("---\ntitle: T\ntype: web\n---\nText.\n"))
	now, ok := parse("content/sources/s.md", dos("---\ntitle: T\ntype: web\n---\nText.\n"))
	fresh, _ := parse("content/sources/s.md", []byte("---\ntitle: U\ntype: web\npages: 1\n---\nText\nof two lines.\n"))
	if !ok {
		t.Fatal("not read")
	}
	m := merged(now, fresh, merged(was, was, nil, nil).base, nil)
	if diff := cmp.Diff(string(dos("---\ntitle: U\ntype: web\npages: 1\n---\nText\nof two lines.\n")), string(m.after)); diff != "" {
		t.Error(diff)
	}
}

func TestALockIsReadAsItWasWritten(t *testing.T) {
	l := lock{{"sources", "a b#ü:%"}: {"title": "1", "text": "2"}, {"pass", "x"}: {}}
	text := l.bytes()
	if diff := cmp.Diff(l, readLock(text)); diff != "" {
		t.Error(diff)
	}
	// What a merge leaves behind is no reason to forget the rest.
	if diff := cmp.Diff(l, readLock([]byte("<<<<<<< HEAD\n"+string(text)+"=======\n>>>>>>> x\n"))); diff == "" {
		t.Log("marks of a merge are left out")
	}
}
