package serve

import (
	"fmt"
	"hash/maphash"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// folder is a watched folder.
type watchedFolder struct {
	t     *testing.T
	dir   string
	heard chan []string
}

func watched(t *testing.T, isDeaf bool) *watchedFolder {
	f := &watchedFolder{t: t, dir: t.TempDir(), heard: make(chan []string, 100)}
	f.mkdir("content/briefings/pass/annotations")
	f.write("content/briefings/pass/article.md", "long enough to be shortened")
	polling := make(chan error, 1)
	w := &Watch{
		Root: f.dir, Folders: []string{"content", "templates"}, isDeaf: isDeaf,
		Changed: func(names ...string) { f.heard <- names },
		Size:    func(string) int { return -1 },
		Polling: func(why error) { polling <- why },
	}
	go w.Run(t.Context())
	if names := f.next(); len(names) != 0 {
		t.Fatalf("first of all %q", names)
	}
	if isDeaf {
		if why := <-polling; why != errNoEvents {
			t.Errorf("polling: %v", why)
		}
		f.next() // of the first look
	}
	return f
}

func (f *watchedFolder) path(name string) string {
	return filepath.Join(f.dir, filepath.FromSlash(name))
}

func (f *watchedFolder) must(err error) {
	f.t.Helper()
	if err != nil {
		f.t.Fatal(err)
	}
}

func (f *watchedFolder) mkdir(name string) { f.t.Helper(); f.must(os.MkdirAll(f.path(name), 0o755)) }

func (f *watchedFolder) write(name, text string) {
	f.t.Helper()
	f.must(os.WriteFile(f.path(name), []byte(text), 0o644))
}

func (f *watchedFolder) rename(from, to string) {
	f.t.Helper()
	f.must(os.Rename(f.path(from), f.path(to)))
}

func (f *watchedFolder) remove(name string) { f.t.Helper(); f.must(os.RemoveAll(f.path(name))) }

func (f *watchedFolder) next() []string {
	f.t.Helper()
	select {
	case names := <-f.heard:
		return names
	case <-time.After(20 * time.Second):
		f.t.Fatal("nothing was heard")
		return nil
	}
}

// hears waits until a name was told.
func (f *watchedFolder) hears(name string) {
	f.t.Helper()
	for {
		if slices.Contains(f.next(), name) {
			return
		}
	}
}

const article = "content/briefings/pass/article.md"

// styles are ways in which editors save.
var styles = map[string]func(f *watchedFolder, name, text string){
	"in place": func(f *watchedFolder, name, text string) { f.write(name, text) },
	"in two writes": func(f *watchedFolder, name, text string) {
		file, err := os.OpenFile(f.path(name), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
		f.must(err)
		_, err = file.WriteString(text[:len(text)/2])
		f.must(err)
		_, err = file.WriteString(text[len(text)/2:])
		f.must(err)
		f.must(file.Close())
	},
	"by renaming over": func(f *watchedFolder, name, text string) {
		f.write(name+".tmp", text)
		f.rename(name+".tmp", name)
	},
	"by a backup": func(f *watchedFolder, name, text string) {
		f.rename(name, name+"~")
		f.write(name, text)
		f.remove(name + "~")
	},
	"by deleting": func(f *watchedFolder, name, text string) {
		f.remove(name)
		f.write(name, text)
	},
	"from another folder": func(f *watchedFolder, name, text string) {
		f.write("elsewhere", text)
		f.rename("elsewhere", name)
	},
}

func TestASaveIsHeardHoweverAnEditorSaves(t *testing.T) {
	for _, isDeaf := range []bool{false, true} {
		f := watched(t, isDeaf)
		for style, save := range styles {
			save(f, article, "words of "+style+", in many words")
			f.hears(article)
			if text, err := os.ReadFile(f.path(article)); err != nil || len(text) < 10 {
				t.Errorf("%s: told before it was saved: %q, %v", style, text, err)
			}
		}
	}
}

func TestNewAndOldFoldersAreHeard(t *testing.T) {
	for _, isDeaf := range []bool{false, true} {
		f := watched(t, isDeaf)
		f.mkdir("content/briefings/well/annotations")
		f.hears("content/briefings/well")
		f.write("content/briefings/well/annotations/a.md", "x")
		f.hears("content/briefings/well/annotations/a.md")
		f.rename("content/briefings/well", "content/briefings/spring")
		f.hears("content/briefings/spring")
		f.write("content/briefings/spring/annotations/b.md", "x")
		f.hears("content/briefings/spring/annotations/b.md")
		f.remove("content/briefings/spring")
		f.hears("content/briefings/spring")
		f.mkdir("templates")
		f.hears("templates")
		f.write("templates/home.html", "x")
		f.hears("templates/home.html")
	}
}

// A file that was emptied, or is gone for a moment, is not told of before the rest is
// there: its notes would close.
func TestAFileInTheMiddleOfASaveIsWaitedFor(t *testing.T) {
	dir := t.TempDir()
	w := &Watch{Root: dir, Size: func(string) int { return 100 }}
	now := time.Now()
	for what, c := range map[string]struct {
		text string
		wait time.Duration
	}{
		"empty": {"", patience}, "half": {strings.Repeat("x", 50), patience}, "much": {strings.Repeat("x", 90), quiet}, "gone": {"-", grace},
	} {
		if c.text != "-" {
			if err := os.WriteFile(filepath.Join(dir, what), []byte(c.text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if due := w.due(what, &unsettled{now}); due != now.Add(c.wait) {
			t.Errorf("%s: due after %v, want %v", what, due.Sub(now), c.wait)
		}
	}
}

func TestWhatEditorsLeaveBesideAFileIsNotHeard(t *testing.T) {
	for name, isLeft := range map[string]bool{
		"content/a/.article.md.swp": true, "content/a/article.md~": true, "content/a/4913": true, "content/a/.#article.md": true, "content/a/~$article.md": true,
		"content/a/.briefing-probe-1": true, "content/a/article.md": false, "content/briefings": false, "content/a/2026.md": false,
	} {
		if isDropping(name) != isLeft {
			t.Errorf("%s: %v", name, !isLeft)
		}
	}
}

func TestBytesDecideWhereTimesDoNot(t *testing.T) {
	f := watched(t, true)
	then := time.Now().Add(-time.Hour)
	f.write(article, "one")
	f.must(os.Chtimes(f.path(article), then, then))
	f.hears(article)
	f.write(article, "two")
	f.must(os.Chtimes(f.path(article), then, then)) // as some drives and tools do
	f.hears(article)
}

// Each file has its turn, the last of a look too.
func TestAllBytesAreComparedInTurn(t *testing.T) {
	f := &watchedFolder{t: t, dir: t.TempDir()}
	f.mkdir("content")
	then := time.Now().Add(-time.Hour)
	write := func(text string) {
		for n := range 2 * eachLook {
			name := fmt.Sprintf("content/%d.md", n)
			f.write(name, text)
			f.must(os.Chtimes(f.path(name), then, then))
		}
	}
	write("one")
	p := &poller{w: &Watch{Root: f.dir, Folders: []string{"content"}}, seed: maphash.MakeSeed()}
	var changed []string
	looks := func() {
		changed = nil
		for range 3 {
			changed = append(changed, p.look()...)
		}
	}
	looks()
	write("two")
	looks()
	if len(changed) != 2*eachLook {
		t.Errorf("%d of %d files were seen to differ", len(changed), 2*eachLook)
	}
}
