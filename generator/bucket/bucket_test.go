package bucket

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/minio/minio-go/v7"

	"briefing/generator/publish"
)

// site is a site as a map of paths to contents.
type site map[string]string

func (s site) files() []publish.File {
	var all []publish.File
	for _, name := range slices.Sorted(maps.Keys(s)) {
		all = append(all, publish.File{Path: name, Content: func(b *bytes.Buffer) error { b.WriteString(s[name]); return nil }})
	}
	return all
}

// Two versions: the new index links to a new page, which needs a new picture, and
// no longer to the page that is gone.
var (
	before = site{"index.html": "old index", "a/gone.html": "gone", "a/page.html": "old", "css/site.css": "old style", "feed.xml": "old feed", "same.html": "same", "empty.txt": ""}
	after  = site{"index.html": "new index", "a/new.html": "new", "a/page.html": "edited", "a/new.png": "picture", "css/site.css": "new style", "feed.xml": "new feed", "same.html": "same", "empty.txt": ""}
)

// objects reads what is in a bucket, without the notes.
func objects(t *testing.T, b *Bucket) site {
	t.Helper()
	names, err := b.list(t.Context(), "", unlimited)
	if err != nil {
		t.Fatal(err)
	}
	found := site{}
	for _, name := range names {
		if strings.HasPrefix(name, notes) {
			continue
		}
		text, _, err := b.get(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		found[name] = string(text)
	}
	return found
}

func put(t *testing.T, b *Bucket, s site) *Change {
	t.Helper()
	c, err := b.Compare(t.Context(), s.files(), nil)
	if err != nil {
		t.Fatal(err)
	}
	c.Resume = true
	if err := c.Apply(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return c
}

func undo(t *testing.T, b *Bucket) {
	t.Helper()
	c, err := b.CompareUndo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c.Resume = true
	if err := c.Apply(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

func wantObjects(t *testing.T, b *Bucket, want site) {
	t.Helper()
	if diff := cmp.Diff(want, objects(t, b)); diff != "" {
		t.Errorf("objects (-want +got):\n%s", diff)
	}
}

func TestPublishUploadsOnlyWhatChanged(t *testing.T) {
	a := server(t)
	a.Prefix = "notes/"
	b := opened(t, a)
	put(t, b, before)
	wantObjects(t, b, before)

	c := &cutter{left: -1}
	a.Transport = c
	b = opened(t, a)
	put(t, b, before)
	if len(c.sent) > 0 {
		t.Errorf("the same site was written again: %q", c.sent)
	}
	word := maps.Clone(before)
	word["a/page.html"] = "old, edited"
	change := put(t, b, word)
	wantObjects(t, b, word)
	if diff := cmp.Diff([]string{"a/page.html"}, change.Written); diff != "" || change.Unchanged != len(before)-1 || len(change.Removed) > 0 {
		t.Errorf("%+v", change.Report)
	}
	var own []string
	for _, request := range c.sent {
		if !strings.Contains(request, notes) {
			own = append(own, request)
		}
	}
	if diff := cmp.Diff([]string{"PUT /site/notes/a/page.html"}, own); diff != "" || len(c.sent) > 8 {
		t.Errorf("%s of %q", diff, c.sent)
	}
}

func TestObjectsHaveTheirTypeAndCacheClass(t *testing.T) {
	b := opened(t, server(t))
	put(t, b, before)
	put(t, b, after)
	undo(t, b)
	for name, want := range map[string][2]string{
		"index.html":   {"text/html; charset=utf-8", publish.AskAgain},
		"css/site.css": {"text/css; charset=utf-8", publish.KeepForever},
		"feed.xml":     {"application/xml", publish.AskAgain},
	} {
		info, err := other(t, b.Address).StatObject(t.Context(), b.Bucket, name, minio.StatObjectOptions{})
		if got := [2]string{info.ContentType, info.Metadata.Get("Cache-Control")}; err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, want)
		}
	}
}

func TestCompareChangesNothing(t *testing.T) {
	a := server(t)
	put(t, opened(t, a), before)
	c := &cutter{left: -1}
	a.Transport = c
	b := opened(t, a)
	change, err := b.Compare(t.Context(), after.files(), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := Report{
		Written: []string{"a/new.html", "a/new.png", "a/page.html", "css/site.css", "feed.xml", "index.html"},
		Removed: []string{"a/gone.html"}, Unchanged: 2, There: len(before), Bytes: change.Bytes,
	}
	if diff := cmp.Diff(want, change.Report); diff != "" || len(c.sent) > 0 {
		t.Errorf("%s, sent %q", diff, c.sent)
	}
}

func TestUndoGoesBackAndForth(t *testing.T) {
	b := opened(t, server(t))
	if _, err := b.CompareUndo(t.Context()); !errors.Is(err, ErrNothing) {
		t.Errorf("error %v, want ErrNothing", err)
	}
	put(t, b, before)
	if _, err := b.CompareUndo(t.Context()); !errors.Is(err, ErrNothing) {
		t.Errorf("error %v, want ErrNothing", err)
	}
	put(t, b, after)
	for _, want := range []site{before, after, before} {
		undo(t, b)
		wantObjects(t, b, want)
	}
	// What cannot be taken back is said before anything is changed.
	names, err := b.list(t.Context(), kept, unlimited)
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	if err := b.remove(t.Context(), names[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := b.CompareUndo(t.Context()); !errors.Is(err, ErrNothing) {
		t.Errorf("error %v, want ErrNothing", err)
	}
	wantObjects(t, b, before)
}

func TestEditionsKeepTheTimeOfTheirPublication(t *testing.T) {
	b := opened(t, server(t))
	days := []time.Time{time.Date(2026, 4, 10, 6, 0, 0, 0, time.UTC), time.Date(2026, 4, 11, 6, 0, 0, 0, time.UTC)}
	look := func(shown, back publish.Edition) {
		t.Helper()
		gotShown, gotBack, err := b.Editions(t.Context())
		if err != nil || gotShown != shown || gotBack != back {
			t.Errorf("%v, %v, %v; want %v, %v", gotShown, gotBack, err, shown, back)
		}
	}
	look(publish.Edition{}, publish.Edition{})
	first, second := publish.Edition{Time: days[0], Files: len(before)}, publish.Edition{Time: days[1], Files: len(after)}
	b.now = func() time.Time { return days[0] }
	put(t, b, before)
	look(first, publish.Edition{})
	b.now = func() time.Time { return days[1] }
	put(t, b, after)
	look(second, first)
	b.now = func() time.Time { return days[1].AddDate(0, 0, 1) }
	undo(t, b)
	look(first, second)
	undo(t, b)
	look(second, first)
	put(t, b, before) // anew: the same files at another time
	look(publish.Edition{Time: days[1].AddDate(0, 0, 1), Files: len(before)}, second)
}

func TestNotesDoNotGrow(t *testing.T) {
	b := opened(t, server(t))
	var sizes []int
	for range 3 {
		put(t, b, before)
		put(t, b, after)
		names, err := b.list(t.Context(), notes, unlimited)
		if err != nil {
			t.Fatal(err)
		}
		sizes = append(sizes, len(names))
	}
	if sizes[1] != sizes[0] || sizes[2] != sizes[0] {
		t.Errorf("%d notes", sizes)
	}
}

func TestPublishLeavesObjectsOfOthers(t *testing.T) {
	a := server(t)
	b := opened(t, a)
	if err := b.put(t.Context(), "thesis.doc", []byte("x"), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Compare(t.Context(), before.files(), nil); !errors.Is(err, ErrForeign) {
		t.Errorf("error %v, want ErrForeign", err)
	}
	a.Prefix = "below/"
	put(t, opened(t, a), before)
	put(t, opened(t, a), after)
	want := site{"thesis.doc": "x"}
	for name, text := range after {
		want["below/"+name] = text
	}
	got := objects(t, b)
	maps.DeleteFunc(got, func(name, _ string) bool { return strings.HasPrefix(name, "below/"+notes) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A site that another program copied is taken over: what is no longer part of it
// goes.
func TestPublishTakesOverABuiltSite(t *testing.T) {
	b := opened(t, server(t))
	for name, text := range map[string]string{
		publish.Manifest: strings.Repeat("0", 64) + "  gone.html\n" + strings.Repeat("1", 64) + "  index.html\n", "gone.html": "gone", "index.html": "older", "own.txt": "x",
	} {
		if err := b.put(t.Context(), name, []byte(text), nil); err != nil {
			t.Fatal(err)
		}
	}
	put(t, b, site{"index.html": "new", publish.Manifest: "list"})
	wantObjects(t, b, site{"index.html": "new", publish.Manifest: "list", "own.txt": "x"})
}

func TestTwoWhoPublishAtATimeAreTold(t *testing.T) {
	b := opened(t, server(t))
	first, err := b.Compare(t.Context(), before.files(), nil)
	if err != nil {
		t.Fatal(err)
	}
	put(t, b, after)
	if err := first.Apply(t.Context(), nil); !errors.Is(err, ErrMeantime) {
		t.Errorf("error %v, want ErrMeantime", err)
	}
	wantObjects(t, b, after)
}

// A second run that comes while the first puts its objects waits, unless it is told
// that there is no first. Then the first one stops, and what it noted is not lost.
func TestWhoComesWhileAnotherPublishesIsTold(t *testing.T) {
	b := opened(t, server(t))
	put(t, b, before)
	first, err := b.Compare(t.Context(), after.files(), nil)
	if err != nil {
		t.Fatal(err)
	}
	upload, came := first.contents, sync.Once{}
	third := site{"index.html": "third"}
	first.contents = func(ctx context.Context, f file) error {
		came.Do(func() {
			second, err := b.Compare(ctx, third.files(), nil)
			if err != nil || !second.Unfinished {
				t.Error(err)
				return
			}
			if err := second.Apply(ctx, nil); !errors.Is(err, ErrMeantime) || !strings.Contains(err.Error(), "--resume") {
				t.Errorf("error %v, want ErrMeantime", err)
			}
			second.Resume = true
			if err := second.Apply(ctx, nil); err != nil {
				t.Error(err)
			}
		})
		return upload(ctx, f)
	}
	if err := first.Apply(t.Context(), nil); !errors.Is(err, ErrMeantime) {
		t.Errorf("error %v, want ErrMeantime", err)
	}
	last, err := b.Compare(t.Context(), third.files(), nil)
	if err != nil || last.Unfinished || len(last.Written) > 0 {
		t.Errorf("the first run wrote over the notes of the second: %+v, %v", last.Report, err)
	}
}

// A run that goes on for long tells so, and one that stopped with an error tells that.
func TestARunIsHeardOf(t *testing.T) {
	b := opened(t, server(t))
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	b.now = func() time.Time { now = now.Add(silent / 2); return now }
	c, err := b.Compare(t.Context(), before.files(), nil)
	if err != nil {
		t.Fatal(err)
	}
	upload, fault := c.contents, errors.New("no")
	c.contents = func(ctx context.Context, f file) error {
		if f.Path != "feed.xml" {
			return upload(ctx, f)
		}
		other, err := b.Compare(ctx, after.files(), nil)
		if err != nil || !other.state.Since.Equal(now) {
			t.Errorf("heard of at %v, not %v, %v", other.state.Since, now, err)
		}
		return fault
	}
	if err := c.Apply(t.Context(), nil); !errors.Is(err, fault) {
		t.Errorf("error %v", err)
	}
	next, err := b.Compare(t.Context(), after.files(), nil)
	if err != nil || !next.Unfinished {
		t.Fatalf("it is not known that a run stopped, %v", err)
	}
	if err := next.Apply(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	wantObjects(t, b, after)
}

func TestAFileThatChangesMeanwhileStopsTheRun(t *testing.T) {
	b := opened(t, server(t))
	text := "1"
	files := []publish.File{{Path: "a.html", Content: func(b *bytes.Buffer) error { b.WriteString(text); return nil }}}
	c, err := b.Compare(t.Context(), files, nil)
	if err != nil {
		t.Fatal(err)
	}
	text = "2"
	if err := c.Apply(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "a.html changed") {
		t.Errorf("error %v", err)
	}
}

// A run is cut off behind each of its requests in turn, and what follows puts it
// right: the same again, another version, or going back.
func TestAKilledRunIsPutRight(t *testing.T) {
	a := server(t)
	third := site{"index.html": "third index", "a/page.html": "third", "a/gone.html": "gone", "only/third.html": "3"}
	for _, loose := range []bool{false, true} {
		for cut, ended := 0, false; !ended; cut++ {
			for name, mend := range map[string]func(*testing.T, *Bucket) site{
				"the same again":  func(t *testing.T, b *Bucket) site { put(t, b, after); return after },
				"another version": func(t *testing.T, b *Bucket) site { put(t, b, third); return third },
				"back":            goBack,
				"killed again, and then the same": func(t *testing.T, b *Bucket) site {
					cutOff(t, b.Address, third, cut, loose)
					put(t, b, after)
					return after
				},
				"killed again, and then another": func(t *testing.T, b *Bucket) site {
					cutOff(t, b.Address, third, cut/2, loose)
					cutOff(t, b.Address, before, cut, loose)
					put(t, b, third)
					return third
				},
			} {
				if loose && strings.HasPrefix(name, "killed") {
					continue // once is enough
				}
				a.Prefix += "x"
				b := opened(t, Address{Endpoint: a.Endpoint, Region: a.Region, Bucket: a.Bucket, Prefix: a.Prefix + "/"})
				put(t, b, oldest)
				put(t, b, before)
				whole := cutOff(t, b.Address, after, cut, loose)
				checkReadable(t, objects(t, b))
				wantObjects(t, b, mend(t, b))
				if t.Failed() {
					t.Fatalf("cut behind request %d, loose %v, then %s", cut, loose, name)
				}
				ended = ended || whole
			}
			if len(a.Prefix) > 200 {
				a.Prefix = string(rune('a' + cut%20))
			}
		}
	}
}

var oldest = site{"index.html": "oldest"}

// goBack takes back a killed run, or else a whole one.
func goBack(t *testing.T, b *Bucket) site {
	c, err := b.CompareUndo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := before
	if there := objects(t, b); !c.Unfinished && cmp.Equal(there, before) {
		want = oldest // it was killed before it began
	}
	undo(t, b)
	return want
}

// cutOff publishes, and is killed behind a number of requests that change
// something. It reports whether the run came to its end.
func cutOff(t *testing.T, a Address, s site, requests int, loose bool) (whole bool) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	a.Transport = &cutter{left: requests, loose: loose, kill: stop}
	change, err := opened(t, a).Compare(ctx, s.files(), nil)
	if err != nil {
		t.Fatal(err)
	}
	change.Resume = true
	return change.Apply(ctx, nil) == nil
}

// checkReadable fails if readers find something that is neither of the two versions,
// or a link to nothing.
func checkReadable(t *testing.T, found site) {
	t.Helper()
	for name, text := range found {
		if text != before[name] && text != after[name] {
			t.Errorf("%s is neither old nor new: %q", name, text)
		}
	}
	need := func(what string, names ...string) {
		for _, name := range names {
			if _, there := found[name]; !there {
				t.Errorf("%s is there and %s is not", what, name)
			}
		}
	}
	need("the site", "index.html", "a/page.html", "same.html", "css/site.css", "feed.xml")
	switch found["index.html"] {
	case "old index":
		need("the old index", "a/gone.html")
	case "new index":
		need("the new index", "a/new.html", "a/new.png")
	}
	if _, there := found["a/new.html"]; there {
		need("the new page", "a/new.png")
	}
	if found["feed.xml"] == "new feed" && found["index.html"] != "new index" {
		t.Error("the feed tells of what is not there")
	}
}
