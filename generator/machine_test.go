package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"briefing/generator/diag"
	"briefing/generator/pipeline"
	"briefing/static"
	"briefing/templates"
)

// longest is how long a command may take whatever it is given.
const longest = 5 * time.Minute

// outcome is what a command did.
type outcome struct {
	code int
	said string
}

// try runs the program, which must end by itself and without a panic.
func try(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	return tryCommand(t, dir, briefingCommand(t, args...))
}

func tryCommand(t *testing.T, dir string, command *exec.Cmd) outcome {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), longest)
	defer stop()
	var out bytes.Buffer
	command.Dir, command.Stdout, command.Stderr = dir, &out, &out
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	defer context.AfterFunc(ctx, func() { command.Process.Kill() })()
	err := command.Wait()
	var ended *exec.ExitError
	if err != nil && !errors.As(err, &ended) || ctx.Err() != nil {
		t.Fatalf("%v: %v: %s", command.Args, err, out.String())
	}
	said := out.String()
	if strings.Contains(said, "panic:") || strings.Contains(said, "goroutine ") || command.ProcessState.ExitCode() > exitFault {
		t.Fatalf("%v crashed: %s", command.Args, said)
	}
	return outcome{command.ProcessState.ExitCode(), said}
}

// onDisk runs a shell script in which $DIR is a file system of its own, and
// $BRIEFING the program. It is skipped where that is not allowed.
func onDisk(t *testing.T, script string) outcome {
	t.Helper()
	if exec.Command("unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt").Run() != nil {
		t.Skip("a file system cannot be mounted here")
	}
	program := briefingCommand(t)
	command := exec.Command("unshare", "--map-root-user", "--mount", "sh", "-e", "-c", script)
	command.Env = append(program.Env, "BRIEFING="+program.Path, "DIR="+t.TempDir())
	return tryCommand(t, smallSite(t, 1), command)
}

// After a disk filled up the old site stands, and nothing beside it.
func TestAFullDiskKeepsTheOldSite(t *testing.T) {
	kept := t.TempDir()
	script := `mount -t tmpfs -o size=3m none $DIR
$BRIEFING build --out $DIR/site; cp -r $DIR/site ` + kept + `/before
mkdir content/briefings/b/media; head -c 4000000 /dev/urandom > content/briefings/b/media/map.png
for command in "build --out $DIR/site" "publish --warnings $DIR/site" "build --portable --out $DIR/site.zip"; do
	if $BRIEFING $command; then echo "no error of $command"; fi
done
ls -A $DIR > ` + kept + `/names; cp -r $DIR/site ` + kept + `/after`
	o := onDisk(t, script)
	if strings.Count(o.said, "no space left on device") != 3 || strings.Contains(o.said, "no error") {
		t.Error(o)
	}
	if diff := cmp.Diff(folderOf(t, kept+"/before"), folderOf(t, kept+"/after")); diff != "" {
		t.Error(diff)
	}
	if names, err := os.ReadFile(kept + "/names"); err != nil || string(names) != "site\n" {
		t.Errorf("%s, %v", names, err)
	}
}

func TestAFolderThatCannotBeWrittenIsNamed(t *testing.T) {
	o := onDisk(t, `mount -t tmpfs none $DIR
$BRIEFING build --out $DIR/site
mount -o remount,ro $DIR
for command in "build --out $DIR/site" "build --out $DIR/new" "publish --warnings $DIR/site" "build --portable --out $DIR/site.zip"; do
	if $BRIEFING $command; then echo "no error of $command"; fi
done
mount -t tmpfs -o ro none content/briefings/b/annotations
mkdir -p $DIR/never 2>&1 || echo it is read-only`)
	if strings.Count(o.said, "read-only file system") != 4 || strings.Contains(o.said, "no error") || !strings.Contains(o.said, "it is read-only") {
		t.Error(o)
	}
}

// vanishing is a file system in which a file is listed and then gone.
type vanishing struct {
	fs.FS
	name string
}

func (v vanishing) Open(name string) (fs.File, error) {
	if name == v.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return v.FS.Open(name)
}

// Each file in turn is gone when it is read: it is named, or the site does without.
func TestAFileThatVanishesIsNamed(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range folderOf(t, smallSite(t, 1)) {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	files["content/briefings/b/media/map.png"] = &fstest.MapFile{Data: []byte("map")}
	files["content/pages/about.md"] = &fstest.MapFile{Data: []byte("---\ntitle: About\n---\n")}
	files["content/countries/kz.md"] = &fstest.MapFile{Data: []byte("---\nfacts: [{date: 2026-01-01, what: words}]\n---\n")}
	for name := range files {
		out, list, err := pipeline.Build(pipeline.Input{
			Root: vanishing{files, name}, Now: time.Unix(0, 0),
			Templates: pipeline.Overlay{Over: fstest.MapFS{}, Under: templates.FS}, Static: pipeline.Overlay{Over: fstest.MapFS{}, Under: static.FS},
		})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		var faults []error
		for _, p := range out.Pages {
			if list.Errors() == 0 { // else nothing is rendered
				faults = append(faults, p.Render(&b))
			}
		}
		fault := errors.Join(faults...)
		isNamed := fault != nil && strings.Contains(fault.Error(), name)
		for _, d := range list {
			isNamed = isNamed || d.Severity == diag.Error && d.File.Name == name && (d.Code == "file-unreadable" || d.Code == "site-missing")
		}
		if !isNamed {
			t.Errorf("%s is gone, and nothing says so: %v", name, fault)
		}
	}
}

func TestLinksThatLeadInCirclesEndThere(t *testing.T) {
	dir := smallSite(t, 1)
	for link, to := range map[string]string{
		"content/briefings/self": "self", "content/briefings/b/media": "..", "content/sources/loop.md": "loop.md", "content/pages": ".",
		"content/briefings/b/annotations/up": "../..", "static": ".", "templates": "..", "content/experts": "../content",
	} {
		if err := os.Symlink(to, filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Fatal(err)
		}
	}
	for _, command := range []string{"check", "build"} {
		if o := try(t, dir, command); o.code == 0 || !strings.Contains(o.said, "loop.md") {
			t.Errorf("%s: %+v", command, o)
		}
	}
	if err := os.Remove(filepath.Join(dir, "content/sources/loop.md")); err != nil {
		t.Fatal(err)
	}
	try(t, dir, "build")
}

// size is a number for LARGE=1 and a smaller one for every day.
func size(full, everyDay int) int {
	if os.Getenv("LARGE") != "" {
		return full
	}
	return everyDay
}

func TestLargeFilesAreReadOrRefused(t *testing.T) {
	large := size(100_000_000, 2_000_000) // bytes
	const head = "---\ntitle: T\ntype: web\n---\n"
	for name, c := range map[string]struct {
		file, text string
		code       int
		says       string
	}{
		"article":  {"content/briefings/b/article.md", "---\ntitle: B\ndate: 2026-01-01\nstatus: published\n---\nFirst of all passages. Second of all passages. Third of all passages.\n\n" + strings.Repeat("Words of a long article, and more.\n\n", large/36), exitFine, " written, "},
		"value":    {"content/sources/s.md", "---\ntype: web\ntitle: " + strings.Repeat("x", large) + "\n---\n", exitFine, " written, "},
		"no text":  {"content/sources/s.md", strings.Repeat("\xff\xfe\x00\x81", large/4), exitContent, "[not-utf8]"},
		"binary":   {"content/sources/s.md", head + strings.Repeat("\x81\x82\x83\x84", large/4), exitContent, "it does not look like text at all"},
		"controls": {"content/sources/s.md", head + strings.Repeat("\x01\x02\x03\x04", large/4), exitContent, "[character-control]"},
		"hidden":   {"content/sources/s.md", head + strings.Repeat("\u200b", large/3), exitFine, "[character-invisible]"},
		"keys":     {"content/sources/s.md", "---\ntitle: T\ntype: web\n" + strings.Repeat("a: b\n", 2_000) + "---\n", exitContent, "[key-twice]"},
		"brackets": {"content/sources/s.md", "---\ntitle: T\ntype: web\nauthors: " + strings.Repeat("[", 10_000) + "\n---\n", exitContent, "content/sources/s.md:"},
		"nesting":  {"content/sources/s.md", head + strings.Repeat("> ", 2_000) + "x\n\n" + strings.Repeat("[", 10_000) + "\n\n" + strings.Repeat("*a ", 10_000) + "\n\n" + strings.Repeat("`", 10_001) + "\n", exitFine, " written, "},
		"media":    {"content/briefings/b/media/film.mp4", strings.Repeat("\x00", large), exitFine, " written, "},
	} {
		t.Run(name, func(t *testing.T) {
			dir := smallSite(t, 1)
			writeFiles(t, dir, map[string]string{c.file: c.text})
			o := try(t, dir, "build")
			if o.code != c.code || !strings.Contains(o.said, c.says) {
				t.Errorf("exit %d, %s", o.code, o.said[:min(len(o.said), 2000)])
			}
			if len(o.said) > 10_000_000 {
				t.Errorf("%d bytes of findings", len(o.said))
			}
		})
	}
}

// manyPassages is a site with a number of annotations on one article. Each is on so
// many words from its own word on.
func manyPassages(t *testing.T, number, words int) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{"content/site.yaml": "format: 1\ntitle: T\n", "content/sources/s.md": "---\ntitle: S\ntype: web\npublisher: P\nurl: https://p.example/\n---\n"}
	var all []string
	for i := range number + words {
		all = append(all, fmt.Sprintf("word%d", i))
	}
	for i := range number {
		files[fmt.Sprintf("content/briefings/b/annotations/a%d.md", i)] = "---\nquote: " + strings.Join(all[i:i+words], " ") + "\nassessment: supported\nsupports: s\n---\n"
	}
	var article strings.Builder
	for i, w := range all {
		article.WriteString(w + " ")
		if words < 10 && i%60 == 59 {
			article.WriteString("\n\n") // passages across paragraphs are found too
		}
	}
	files["content/briefings/b/article.md"] = "---\ntitle: B\ndate: 2026-01-01\nstatus: published\n---\n" + article.String() + "\n"
	writeFiles(t, dir, files)
	return dir
}

func TestTenThousandAnnotationsOnOneArticle(t *testing.T) {
	number := size(10_000, 500)
	dir := manyPassages(t, number, 3)
	o := try(t, dir, "build")
	if o.code != exitFine || !strings.Contains(o.said, fmt.Sprintf("%d annotations", number)) {
		t.Fatalf("exit %d, %s", o.code, o.said[:min(len(o.said), 2000)])
	}
	page, err := os.ReadFile(filepath.Join(dir, "site/briefings/b/index.html"))
	if err != nil || bytes.Count(page, []byte(`id="c-a`)) != number {
		t.Errorf("%d marks, %v", bytes.Count(page, []byte(`id="c-a`)), err)
	}
}

// Every word is in as many passages as a passage has words.
func TestFiveThousandPassagesThatOverlap(t *testing.T) {
	number := size(5_000, 300)
	dir := manyPassages(t, number, 20)
	o := try(t, dir, "build")
	if o.code != exitFine || !strings.Contains(o.said, fmt.Sprintf("%d annotations", number)) {
		t.Fatalf("exit %d, %s", o.code, o.said[:min(len(o.said), 2000)])
	}
	page, err := os.ReadFile(filepath.Join(dir, "site/briefings/b/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	judgeFile(t, "index.html", page)
}
