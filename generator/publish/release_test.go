package publish

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func yes(Report) error { return nil }

func release1(t *testing.T, dir string, contents map[string]string) {
	t.Helper()
	if _, err := Release(dir, files(contents), nil, yes); err != nil {
		t.Fatal(err)
	}
}

func TestUndoBringsBackTheReleaseBefore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	first := map[string]string{"a.html": "1", "b/same.html": "same", "gone.html": "1"}
	second := map[string]string{"a.html": "2", "b/same.html": "same", "new.html": "2"}
	release1(t, dir, first)
	if _, err := Undo(dir, nil); !errors.Is(err, ErrNothing) {
		t.Errorf("error %v, want ErrNothing", err)
	}
	release1(t, dir, second)
	release1(t, dir, second) // the same again keeps nothing
	if err := os.WriteFile(filepath.Join(dir, "own.txt"), []byte("own"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, want := range []map[string]string{first, second, first} {
		r, err := Undo(dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		want = maps.Clone(want)
		want["own.txt"] = "own"
		if diff := cmp.Diff(want, read(t, dir)); diff != "" {
			t.Error(diff)
		}
		if r.Unchanged != 1 || len(r.Written) != 2 || len(r.Removed) != 1 {
			t.Errorf("%+v", r)
		}
	}
}

func TestEditionsKeepTheTimeOfTheirPublication(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	days := []time.Time{time.Date(2026, 4, 10, 6, 0, 0, 0, time.UTC), time.Date(2026, 4, 11, 6, 0, 0, 0, time.UTC)}
	editions := []Edition{{days[0], 1}, {days[1], 2}}
	look := func(shown, back Edition) {
		t.Helper()
		gotShown, gotBack, err := Editions(dir)
		if err != nil || !gotShown.Time.Equal(shown.Time) || !gotBack.Time.Equal(back.Time) || gotShown.Files != shown.Files || gotBack.Files != back.Files {
			t.Errorf("%v, %v, %v; want %v, %v", gotShown, gotBack, err, shown, back)
		}
	}
	if _, _, err := Editions(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of no folder: %v", err)
	}
	for i, contents := range []map[string]string{{"a.html": "1"}, {"a.html": "2", "b.html": "2"}} {
		release1(t, dir, contents)
		if err := os.Chtimes(filepath.Join(dir, Manifest), days[i], days[i]); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			look(editions[0], Edition{})
		}
	}
	look(editions[1], editions[0])
	for _, want := range [][2]int{{0, 1}, {1, 0}} {
		if _, err := Undo(dir, nil); err != nil {
			t.Fatal(err)
		}
		look(editions[want[0]], editions[want[1]])
	}
}

// A site whose list alone was damaged is no other release.
func TestAReleaseThatChangesOnlyTheListKeepsTheOneBefore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	first, second := map[string]string{"a.html": "1"}, map[string]string{"a.html": "2"}
	release1(t, dir, first)
	release1(t, dir, second)
	list, err := os.ReadFile(filepath.Join(dir, Manifest))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, Manifest), append(list, strings.Repeat("0", 64)+"  gone.html\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	release1(t, dir, second)
	if mended, err := os.ReadFile(filepath.Join(dir, Manifest)); err != nil || !bytes.Equal(mended, list) {
		t.Errorf("the list is %q, %v", mended, err)
	}
	if _, err := Undo(dir, nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, read(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestReleaseIsNotMadeUnlessConfirmed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	old := map[string]string{"a.html": "1", "b.html": "1"}
	release1(t, dir, old)
	no := errors.New("no")
	_, err := Release(dir, files(map[string]string{"a.html": "2"}), nil, func(r Report) error {
		if !slices.Equal(r.Removed, []string{"b.html"}) {
			t.Errorf("%+v", r)
		}
		return no
	})
	if !errors.Is(err, no) {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(old, read(t, dir)); diff != "" {
		t.Error(diff)
	}
	checkNothingBeside(t, dir)
}

func TestAnAbsentFileIsNotPartOfTheSite(t *testing.T) {
	top := t.TempDir()
	dir := filepath.Join(top, "site")
	all := append(files(map[string]string{"a.html": "1", "a.html.gz": "z"}), File{"b.html", func(*bytes.Buffer) error { return nil }})
	if _, err := Write(dir, all, nil); err != nil {
		t.Fatal(err)
	}
	absent := append(files(map[string]string{"a.html": "1", "b.html": ""}), File{"a.html.gz", func(*bytes.Buffer) error { return Absent }})
	r, err := Write(dir, absent, nil)
	if err != nil || r.Files() != 2 || !slices.Equal(r.Removed, []string{"a.html.gz"}) {
		t.Errorf("%+v, %v", r, err)
	}
	if diff := cmp.Diff(map[string]string{"a.html": "1", "b.html": ""}, read(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestZipHoldsTheSiteInOneFolder(t *testing.T) {
	name := filepath.Join(t.TempDir(), "notes.zip")
	site := version(1)
	var first []byte
	for range 2 { // an old one is replaced
		r, err := Zip(name, append(files(site), File{"a.gz", func(*bytes.Buffer) error { return Absent }}), nil)
		if err != nil || r.Files() != len(site) {
			t.Fatalf("%+v, %v", r, err)
		}
		text, err := os.ReadFile(name)
		if err != nil || first != nil && !bytes.Equal(first, text) {
			t.Errorf("two archives of a site differ, %v", err)
		}
		first = text
	}
	archive, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	got, names := map[string]string{}, []string{}
	for _, f := range archive.File {
		content, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(content)
		if err != nil || f.Mode() != 0o644 {
			t.Errorf("%s: %v, mode %v", f.Name, err, f.Mode())
		}
		got[f.Name], names = string(text), append(names, f.Name)
	}
	want := map[string]string{}
	for path, text := range site {
		want["notes/"+path] = text
	}
	if diff := cmp.Diff(want, got); diff != "" || !slices.IsSorted(names) {
		t.Error(diff, names)
	}
}

func TestZipKeepsTheOldArchiveWhenAFileCannotBeMade(t *testing.T) {
	name := filepath.Join(t.TempDir(), "notes.zip")
	if err := os.WriteFile(name, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	fault := errors.New("no")
	if _, err := Zip(name, []File{{"a.html", func(*bytes.Buffer) error { return fault }}}, nil); !errors.Is(err, fault) {
		t.Errorf("error %v", err)
	}
	if text, err := os.ReadFile(name); err != nil || string(text) != "old" {
		t.Errorf("%q, %v", text, err)
	}
	checkNothingBeside(t, name)
}

func TestPartsOfASiteAreTheWhole(t *testing.T) {
	top := t.TempDir()
	site := version(1)
	for _, path := range []string{"search/index.js", "search/1.js", "search/2.js", "d1/f1.html.gz", "d1/f1.html.br"} {
		site[path] = path
	}
	whole := filepath.Join(top, "whole")
	write(t, whole, site)
	for _, of := range []int{1, 2, 3, 8, 100} {
		var dirs []string
		union := map[string]string{}
		together := 0
		for n := 1; n <= of; n++ {
			dir := filepath.Join(top, Shard{n, of}.String())
			if _, err := Write(dir, Shard{n, of}.Part(inOrder(site), "origin", "search/"), nil); err != nil {
				t.Fatal(err)
			}
			part := read(t, dir)
			delete(part, ShardName)
			for path, text := range part {
				if _, twice := union[path]; twice {
					t.Errorf("%s is in two of %d parts", path, of)
				}
				union[path] = text
			}
			if _, some := part["search/1.js"]; some && part["search/2.js"] != "" && part["search/index.js"] != "" {
				together++
			}
			if part["d1/f1.html"] != "" && part["d1/f1.html.br"] == "" {
				t.Error("a compressed file is not with its original")
			}
			dirs = append([]string{dir}, dirs...)
		}
		if diff := cmp.Diff(read(t, whole), union); diff != "" || together != 1 {
			t.Errorf("%d parts: %s, together %d", of, diff, together)
		}
		joined, err := Join(dirs)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Write(whole, joined, nil)
		if err != nil || len(r.Written)+len(r.Removed) > 0 {
			t.Errorf("%d parts: %+v, %v", of, r, err)
		}
	}
}

// inOrder are the files of a site in the order of their paths.
func inOrder(site map[string]string) []File {
	all := files(site)
	slices.SortFunc(all, func(a, b File) int { return bytes.Compare([]byte(a.Path), []byte(b.Path)) })
	return all
}

func TestJoinRefusesWhatIsNoWhole(t *testing.T) {
	top := t.TempDir()
	part := func(name string, s Shard, origin string) string {
		dir := filepath.Join(top, name)
		if _, err := Write(dir, s.Part(inOrder(version(1)), origin), nil); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	one, two, twice := part("one", Shard{1, 2}, "x"), part("two", Shard{2, 2}, "x"), part("twice", Shard{1, 2}, "x")
	other, three := part("other", Shard{2, 2}, "y"), part("three", Shard{2, 3}, "x")
	empty := t.TempDir()
	for name, dirs := range map[string][]string{
		"missing": {one}, "twice": {one, twice, two}, "other": {one, other}, "another number": {one, three}, "nothing": {one, empty},
	} {
		if _, err := Join(dirs); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if err := os.WriteFile(filepath.Join(two, "d1/f1.html"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(one, "d1/f1.html"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	joined, err := Join([]string{one, two})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Write(filepath.Join(top, "whole"), joined, nil); err == nil {
		t.Error("a changed file was joined")
	}
}

func TestParseShard(t *testing.T) {
	for text, want := range map[string]Shard{
		"1/1": {1, 1}, "3/8": {3, 8}, "0/8": {}, "9/8": {}, "-1/8": {}, "1": {}, "1/": {}, "a/b": {}, "1/8x": {}, "01/8": {}, "": {}, "1/0": {},
		"10000/10000": {10000, 10000}, "1/10001": {}, "1/4294967296": {}, "1/99999999999999999999": {},
	} {
		if got, err := ParseShard(text); got != want || (err == nil) != (want.Of > 0) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

func TestVersionedFilesAreKeptForever(t *testing.T) {
	for name, want := range map[string]string{
		"css/site.css": KeepForever, "search/a/1.js": KeepForever, "css/own.css": AskAgain, "index.html": AskAgain, "feed.xml": AskAgain,
		"briefings/a/media/map.PNG": KeepAnHour, "x": AskAgain,
	} {
		if got := CacheOf(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
