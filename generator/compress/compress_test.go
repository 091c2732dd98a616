package compress

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"briefing/generator/publish"
)

// Of pages whose copies alone are asked for, most are let go of.
func TestOriginalsAreNotHeldToTheEnd(t *testing.T) {
	var pages []publish.File
	for i := range 10 * mostHeld {
		pages = append(pages, publish.File{Path: fmt.Sprintf("%d.html", i), Content: func(b *bytes.Buffer) error {
			b.WriteString(strings.Repeat(fmt.Sprint(i), smallest))
			return nil
		}})
	}
	held := &originals{}
	var all []*original
	for _, page := range pages {
		o := &original{file: page, left: 3, held: held}
		all = append(all, o)
		if _, err := o.use(); err != nil {
			t.Fatal(err)
		}
	}
	left := 0
	for _, o := range all {
		if o.made != nil {
			left++
		}
	}
	if left != mostHeld {
		t.Errorf("%d files are held, want %d", left, mostHeld)
	}
	if text, err := all[0].use(); err != nil || len(text) != smallest {
		t.Errorf("a file that was let go of is not made again: %d bytes, %v", len(text), err)
	}
}

func TestKeysOfCopiesAreThoseOfTheirOriginals(t *testing.T) {
	keys := Keys([]Form{Gzip}, func(name string) string {
		return map[string]string{"a.html": "A", "b.tar.gz": "B", "c.html.br": "C"}[name]
	})
	for name, want := range map[string]string{"a.html": "A", "a.html.gz": "A.gz" + levels, "none.html.gz": "", "b.tar.gz": "B", "c.html.br": "C"} {
		if got := keys(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
