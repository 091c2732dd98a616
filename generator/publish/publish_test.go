package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// files makes files of a map of paths to contents.
func files(contents map[string]string) []File {
	var all []File
	for path, text := range contents {
		all = append(all, File{path, func(b *bytes.Buffer) error { b.WriteString(text); return nil }})
	}
	return all
}

// read returns what is in a folder, the manifest apart.
func read(t testing.TB, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == Manifest {
			return err
		}
		text, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		found[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func write(t testing.TB, dir string, contents map[string]string) Report {
	t.Helper()
	r, err := Write(dir, files(contents), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestWriteWritesOnlyWhatDiffers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	write(t, dir, map[string]string{"a.html": "1", "b/c.html": "2", "b/d.html": "3"})
	before, _ := os.Stat(filepath.Join(dir, "a.html"))
	r := write(t, dir, map[string]string{"a.html": "1", "b/c.html": "changed", "e.html": "4"})
	if diff := cmp.Diff(map[string]string{"a.html": "1", "b/c.html": "changed", "e.html": "4"}, read(t, dir)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"b/c.html", "e.html"}, r.Written); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"b/d.html"}, r.Removed); diff != "" || r.There != 3 {
		t.Error(diff, r.There)
	}
	after, _ := os.Stat(filepath.Join(dir, "a.html"))
	if !os.SameFile(before, after) {
		t.Error("an unchanged file was written again")
	}
}

func TestWriteLeavesAnUnchangedSiteAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	site := map[string]string{"a.html": "1", "b/c.html": "2"}
	write(t, dir, site)
	before, _ := os.Stat(dir)
	r := write(t, dir, site)
	after, _ := os.Stat(dir)
	if !os.SameFile(before, after) || len(r.Written)+len(r.Removed) != 0 || r.Unchanged != 2 {
		t.Errorf("the folder was replaced: %+v", r)
	}
}

func TestWriteKeepsWhatIsNotOurs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	write(t, dir, map[string]string{"a.html": "1", "b/c.html": "2", "gone/d.html": "3"})
	for name, text := range map[string]string{"CNAME": "x", ".git/HEAD": "ref", "b/own.txt": "own"} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("CNAME", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"a.html": "2"})
	want := map[string]string{"a.html": "2", "CNAME": "x", ".git/HEAD": "ref", "b/own.txt": "own", "link": "x"}
	if diff := cmp.Diff(want, read(t, dir)); diff != "" {
		t.Error(diff)
	}
	if _, err := os.Lstat(filepath.Join(dir, "gone")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a folder that became empty is still there")
	}
}

func TestWriteRefusesAFolderOfSomebodyElse(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thesis.doc"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(dir, files(map[string]string{"a.html": "1"}), nil); !errors.Is(err, ErrForeign) {
		t.Errorf("error %v, want ErrForeign", err)
	}
	if diff := cmp.Diff(map[string]string{"thesis.doc": "x"}, read(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestWriteRefusesToReplaceAFileOfSomebodyElse(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	write(t, dir, map[string]string{"a.html": "1"})
	if err := os.WriteFile(filepath.Join(dir, "own.html"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(dir, files(map[string]string{"own.html": "1"}), nil); !errors.Is(err, ErrForeign) {
		t.Errorf("error %v, want ErrForeign", err)
	}
}

func TestWriteMendsAnEditedFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	site := map[string]string{"a.html": "1"}
	write(t, dir, site)
	if err := os.WriteFile(filepath.Join(dir, "a.html"), []byte("2"), 0o644); err != nil {
		t.Fatal(err)
	}
	write(t, dir, site)
	if diff := cmp.Diff(site, read(t, dir)); diff != "" {
		t.Error(diff)
	}
}

func TestWriteKeepsTheOldSiteWhenAFileCannotBeMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	old := map[string]string{"a.html": "1"}
	write(t, dir, old)
	fault := errors.New("no")
	_, err := Write(dir, append(files(map[string]string{"a.html": "2", "b.html": "2"}), File{"c.html", func(*bytes.Buffer) error { return fault }}), nil)
	if !errors.Is(err, fault) {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(old, read(t, dir)); diff != "" {
		t.Error(diff)
	}
	checkNothingBeside(t, dir)
}

func TestWriteRefusesPathsThatLeaveTheFolderOrClash(t *testing.T) {
	for _, paths := range [][]string{{"../a"}, {"/a"}, {"a/../../b"}, {"."}, {""}, {`a\b`}, {"A.html", "a.html"}, {"a", "a"}, {Manifest}} {
		var all []File
		for _, p := range paths {
			all = append(all, File{p, func(*bytes.Buffer) error { return nil }})
		}
		dir := filepath.Join(t.TempDir(), "site")
		if _, err := Write(dir, all, nil); err == nil {
			t.Errorf("%q: no error", paths)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%q: the folder was made", paths)
		}
	}
}

func TestWriteDoesNotFollowLinksOutOfTheFolder(t *testing.T) {
	top := t.TempDir()
	dir, outside := filepath.Join(top, "site"), filepath.Join(top, "outside")
	write(t, dir, map[string]string{"a/b.html": "1"})
	if err := os.Rename(filepath.Join(dir, "a"), outside); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "a")); err != nil {
		t.Fatal(err)
	}
	_, err := Write(dir, files(map[string]string{"a/b.html": "2"}), nil)
	text, _ := os.ReadFile(filepath.Join(outside, "b.html"))
	if string(text) != "1" {
		t.Errorf("the file outside was changed (error %v)", err)
	}
}

func TestWriteInPlaceGivesTheSameFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	write(t, dir, map[string]string{"a.html": "1", "gone/b.html": "2"})
	w, err := newWriter(dir, files(map[string]string{"a.html": "2", "new/c.html": "3"}), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.look(dir); err != nil {
		t.Fatal(err)
	}
	defer w.close()
	stage, err := w.stage()
	if err != nil {
		t.Fatal(err)
	}
	if err := w.all(&folders{root: stage.Name()}, nil); err != nil {
		t.Fatal(err)
	}
	if err := w.inPlace(stage, w.report()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"a.html": "2", "new/c.html": "3"}, read(t, dir)); diff != "" {
		t.Error(diff)
	}
	if _, err := os.Stat(filepath.Join(dir, "gone")); err == nil {
		t.Error("an empty folder stays")
	}
}

func TestRecoverSwapPutsTheOldFolderBack(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	write(t, dir, map[string]string{"a.html": "1"})
	if err := os.Rename(dir, asideName(dir)); err != nil {
		t.Fatal(err)
	}
	if r := write(t, dir, map[string]string{"a.html": "1"}); r.Unchanged != 1 {
		t.Errorf("the folder was not put back: %+v", r)
	}
}

// Beside a run that is on, another one touches nothing, and a comparison never does.
func TestOnlyTheRunThatHoldsTheLockMendsAndLooks(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("there is no lock")
	}
	dir := filepath.Join(t.TempDir(), "site")
	write(t, dir, map[string]string{"a.html": "1"})
	w, err := newWriter(dir, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	unlock, err := w.lock()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(dir, asideName(dir)); err != nil { // as between the two steps of a swap
		t.Fatal(err)
	}
	if _, err := Write(dir, files(map[string]string{"a.html": "2"}), nil); err == nil || !strings.Contains(err.Error(), "another program") {
		t.Errorf("error %v", err)
	}
	r, err := Diff(dir, files(map[string]string{"a.html": "1", "b.html": "2"}))
	if err != nil || r.Unchanged != 1 || len(r.Written) != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := os.Lstat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a folder was moved that another run holds")
	}
	unlock()
	if r := write(t, dir, map[string]string{"a.html": "1"}); r.Unchanged != 1 {
		t.Errorf("%+v", r)
	}
	checkNothingBeside(t, dir)
}

func TestTheLockIsHeldByOne(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("there is no lock")
	}
	w, err := newWriter(filepath.Join(t.TempDir(), "site"), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	var holders, held atomic.Int32
	var runs sync.WaitGroup
	for range 8 {
		runs.Go(func() {
			for range 2000 {
				unlock, err := w.lock()
				if err != nil {
					continue // another one holds it
				}
				held.Add(1)
				if n := holders.Add(1); n > 1 {
					t.Errorf("%d hold the lock", n)
				}
				runtime.Gosched()
				holders.Add(-1)
				unlock()
			}
		})
	}
	runs.Wait()
	if held.Load() == 0 {
		t.Error("nobody got the lock")
	}
}

func TestManifestIsWhatSha256sumReads(t *testing.T) {
	sum, err := exec.LookPath("sha256sum")
	if err != nil {
		t.Skip("there is no sha256sum")
	}
	dir := filepath.Join(t.TempDir(), "site")
	write(t, dir, map[string]string{"a.html": "1", "b/c d.html": "2"})
	command := exec.Command(sum, "-c", "--quiet", Manifest)
	command.Dir = dir
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// version is a site whose every file says the same number.
func version(n int) map[string]string {
	site := map[string]string{}
	for i := range 30 {
		site[fmt.Sprintf("d%d/f%d.html", i%4, i)] = fmt.Sprintf("%d %s", n, strings.Repeat("x", 1000))
	}
	site[fmt.Sprintf("only/%d.html", n%3)] = fmt.Sprint(n)
	return site
}

const childEnv = "PUBLISH_TEST_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		for n := 1; ; n++ {
			if _, err := Write(dir, files(version(n)), nil); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
			fmt.Println("done", n)
		}
	}
	os.Exit(m.Run())
}

// kills is how often a test kills: a number for every day, or that of KILLS.
func kills(everyDay int) int {
	if n, err := strconv.Atoi(os.Getenv("KILLS")); err == nil {
		return n
	}
	return everyDay
}

func TestAKilledRunLeavesTheOldSiteOrTheNewOne(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	write(t, dir, version(0))
	random := rand.New(rand.NewPCG(1, 2))
	for range kills(60) {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), childEnv+"="+dir)
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		// Reading a random number of bytes from a busy child stops it at a random
		// moment without a clock.
		if _, err := out.Read(make([]byte, 1+random.IntN(40))); err != nil {
			t.Fatal(err)
		}
		for range random.IntN(20000) {
			random.Uint64()
		}
		child.Process.Kill()
		child.Wait()
		if got := read(t, dir); !slices.ContainsFunc([]string{"d0/f0.html"}, func(name string) bool {
			var n int
			fmt.Sscan(got[name], &n)
			return cmp.Equal(got, version(n))
		}) {
			t.Fatalf("the folder is no version: %q", got)
		}
	}
	write(t, dir, version(0))
	checkNothingBeside(t, dir)
}

func checkNothingBeside(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 {
		t.Errorf("left beside the folder: %v", entries)
	}
}
