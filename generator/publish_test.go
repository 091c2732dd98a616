package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"briefing/generator/bucket/storetest"
	"briefing/generator/publish"
)

// briefingCommand is the program as a process of its own.
func briefingCommand(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// The test binary runs as the program when it is called by its name.
	name := filepath.Join(t.TempDir(), "briefing")
	if err := os.Symlink(exe, name); err != nil {
		t.Fatal(err)
	}
	c := exec.Command(name, args...)
	c.Env = append(os.Environ(), "XDG_CACHE_HOME="+t.TempDir(), "HOME="+t.TempDir())
	return c
}

// briefing runs the program and returns what it wrote.
func briefing(t *testing.T, args ...string) string {
	t.Helper()
	out, err := briefingCommand(t, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("briefing %q: %v\n%s", args, err, out)
	}
	return string(out)
}

// folderOf reads a folder: paths and contents.
func folderOf(t testing.TB, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
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

// smallSite writes a root folder with a briefing of a few annotations.
func smallSite(t testing.TB, version int) (rootFolder string) {
	t.Helper()
	dir := t.TempDir()
	writeSmallSite(t, dir, version)
	return dir
}

func writeSmallSite(t testing.TB, dir string, version int) {
	t.Helper()
	files := map[string]string{
		"content/site.yaml":    "format: 1\ntitle: T\nurl: https://example.org/\n",
		"content/sources/s.md": "---\ntitle: S\ntype: web\npublisher: P\nurl: https://p.example/s\n---\n",
		"content/briefings/b/article.md": fmt.Sprintf("---\ntitle: Version %d\ndate: 2026-01-01\nstatus: published\nsummary: Version %d.\n---\nVersion %d of these words. ", version, version, version) +
			"First of all passages. Second of all passages. Third of all passages.\n",
	}
	for _, word := range []string{"First", "Second", "Third"} {
		files["content/briefings/b/annotations/"+strings.ToLower(word)+".md"] = "---\nquote: " + word + " of all passages\nassessment: supported\nsupports: s\ngist: Version " + fmt.Sprint(version) + ".\n---\nText.\n"
	}
	writeFiles(t, dir, files)
}

// store is a bucket in a real server.
func store(t *testing.T) (address string, client *minio.Client) {
	t.Helper()
	endpoint := storetest.Start(t)
	t.Setenv("AWS_ENDPOINT_URL", endpoint)
	t.Setenv("AWS_REGION", storetest.Region)
	client, err := minio.New(strings.TrimPrefix(endpoint, "http://"), &minio.Options{Creds: credentials.NewEnvAWS(), Region: storetest.Region})
	if err != nil {
		t.Fatal(err)
	}
	if err := client.MakeBucket(t.Context(), "notes", minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	return "s3://notes/www", client
}

// stored reads the site in the bucket.
func stored(t *testing.T, client *minio.Client) map[string]string {
	t.Helper()
	found := map[string]string{}
	for o := range client.ListObjectsIter(t.Context(), "notes", minio.ListObjectsOptions{Recursive: true}) {
		if o.Err != nil {
			t.Fatal(o.Err)
		}
		if strings.Contains(o.Key, "/.briefing/") || strings.HasSuffix(o.Key, "/") {
			continue
		}
		object, err := client.GetObject(t.Context(), "notes", o.Key, minio.GetObjectOptions{})
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(object)
		if err != nil {
			t.Fatal(err)
		}
		found[strings.TrimPrefix(o.Key, "www/")] = string(text)
	}
	return found
}

// builtFolder is what a build of a small site writes, without the list of files,
// which only a folder has.
func builtFolder(t *testing.T, version int) map[string]string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "out")
	briefing(t, "build", "--root", smallSite(t, version), "--out", out)
	files := folderOf(t, out)
	delete(files, "files.sha256")
	return files
}

func TestAStoreHoldsWhatABuildWrites(t *testing.T) {
	address, client := store(t)
	one, two := builtFolder(t, 1), builtFolder(t, 2)
	dir := smallSite(t, 1)
	publish := func(args ...string) string {
		return briefing(t, append([]string{"publish", address, "--root", dir}, args...)...)
	}
	first := publish()
	if diff := cmp.Diff(one, stored(t, client)); diff != "" {
		t.Fatal(diff)
	}
	if !strings.Contains(first, fmt.Sprintf("%d written, 0 removed, 0 unchanged", len(one))) || !strings.Contains(first, "permalinks.lock: commit it") {
		t.Error(first)
	}
	if again := publish(); !strings.Contains(again, " 0 written, 0 removed") {
		t.Error(again)
	}

	// A word is edited: what a build would write anew is what is uploaded.
	writeSmallSite(t, dir, 2)
	var changed int
	for name, text := range two {
		if one[name] != text {
			changed++
		}
	}
	want := regexp.MustCompile(fmt.Sprintf(` %d written, 0 removed, %d unchanged`, changed, len(two)-changed))
	dry := publish("--dry-run")
	if !want.MatchString(dry) || !strings.Contains(dry, "write  briefings/b/index.html\n") || changed == len(two) {
		t.Errorf("%d changed: %s", changed, dry)
	}
	if diff := cmp.Diff(one, stored(t, client)); diff != "" {
		t.Errorf("a dry run changed something: %s", diff)
	}
	if text := publish(); !want.MatchString(text) {
		t.Error(text)
	}
	if diff := cmp.Diff(two, stored(t, client)); diff != "" {
		t.Error(diff)
	}
	for _, back := range []map[string]string{one, two} {
		said := publish("--undo")
		if !strings.Contains(said, "\nshown now: the release of 20") || !strings.Contains(said, "\nthe next --undo brings: the release of 20") {
			t.Error(said)
		}
		if diff := cmp.Diff(back, stored(t, client)); diff != "" {
			t.Error(diff)
		}
	}
}

// A run that is killed while it uploads leaves objects that are each old or new, and
// the next run puts them right.
func TestAKilledUploadIsPutRight(t *testing.T) {
	address, client := store(t)
	versions := []map[string]string{builtFolder(t, 1), builtFolder(t, 2)}
	dir := smallSite(t, 1)
	briefing(t, "publish", address, "--root", dir)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 12 {
		next := (i + 1) % 2
		writeSmallSite(t, dir, next+1)
		command := briefingCommand(t, "publish", address, "--root", dir)
		killSoon(t, command, time.Duration(random.IntN(150))*time.Millisecond)
		for name, text := range stored(t, client) {
			if text != versions[0][name] && text != versions[1][name] {
				t.Fatalf("%s is neither old nor new", name)
			}
		}
		briefing(t, "publish", address, "--root", dir, "--resume")
		if diff := cmp.Diff(versions[next], stored(t, client)); diff != "" {
			t.Fatal(diff)
		}
	}
}

// kills is how often a test kills: a number for every day, or that of KILLS.
func kills(everyDay int) int {
	if n, err := strconv.Atoi(os.Getenv("KILLS")); err == nil {
		return n
	}
	return everyDay
}

func TestAKilledBuildLeavesTheOldSiteOrTheNewOne(t *testing.T) {
	killEachTime(t, "site", "build", "--root", ".")
}

func TestAKilledPublishLeavesTheOldSiteOrTheNewOne(t *testing.T) {
	killEachTime(t, "www", "publish", "www", "--root", ".")
}

// killEachTime runs a command that writes a folder, kills it at some moment, each
// time with another version of the content, and looks at what is there.
func killEachTime(t *testing.T, folder string, args ...string) {
	t.Helper()
	dir := smallSite(t, 0)
	write := func(version int, patience time.Duration) (took time.Duration) {
		writeSmallSite(t, dir, version)
		command := briefingCommand(t, args...)
		command.Dir = dir
		began := time.Now()
		killSoon(t, command, patience)
		return time.Since(began)
	}
	versions := make([]map[string]string, 2)
	var took time.Duration
	for i := range versions {
		took = max(took, write(i, time.Minute))
		versions[i] = folderOf(t, filepath.Join(dir, folder))
	}
	random := rand.New(rand.NewPCG(1, 2))
	var old, fresh int
	for i := range kills(30) {
		version := i % 2
		write(version, time.Duration(random.Int64N(int64(took)+1)))
		switch found := folderOf(t, filepath.Join(dir, folder)); {
		case cmp.Equal(found, versions[version]):
			fresh++
		case cmp.Equal(found, versions[1-version]):
			old++
			version = 1 - version
		default:
			t.Fatalf("after %d kills the folder is neither the old site nor the new one: %s", i+1, cmp.Diff(versions[version], found))
		}
	}
	t.Logf("%d times the old site, %d times the new one", old, fresh)
	// The next run clears away what is left.
	write(0, time.Minute)
	if diff := cmp.Diff(versions[0], folderOf(t, filepath.Join(dir, folder))); diff != "" {
		t.Error(diff)
	}
	want := []string{"content", folder}
	if folder == "www" {
		want = []string{".www.before", "content", folder}
	}
	for _, where := range []string{".", "content"} {
		entries, err := os.ReadDir(filepath.Join(dir, where))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		if where == "content" {
			want = []string{"briefings", "permalinks.lock", "site.yaml", "sources"}
		}
		if diff := cmp.Diff(want, names); diff != "" {
			t.Errorf("what is left in %s: %s", where, diff)
		}
	}
}

// killSoon starts a program and kills it at some moment, unless it has ended.
func killSoon(t *testing.T, command *exec.Cmd, moment time.Duration) {
	t.Helper()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(moment, func() { command.Process.Kill() })
	command.Wait()
	timer.Stop()
}

func TestAPortableSiteOpensFromDisk(t *testing.T) {
	ctx := browser(t)
	archive := filepath.Join(t.TempDir(), "notes.zip")
	briefing(t, "build", "--root", root, "--portable", "--out", archive)
	dir := t.TempDir()
	unpack(t, archive, dir)
	page := "file://" + filepath.ToSlash(dir) + "/notes/index.html"
	do(t, ctx, chromedp.Navigate("about:blank"))
	var c complaints
	c.listen(t, ctx)
	do(t, ctx, chromedp.Navigate(page), chromedp.Click(`main a[href^="briefings/"]`), chromedp.WaitVisible(`.note`))
	do(t, ctx, chromedp.Navigate("file://"+filepath.ToSlash(dir)+"/notes/search.html"), chromedp.WaitVisible(`#q`), chromedp.SendKeys(`#q`, "exercise"))
	until(t, ctx, `(`+found+`).includes('a joint exercise some months')`)
	if all := c.take(); len(all) > 0 {
		t.Errorf("complaints: %q", all)
	}
}

func unpack(t *testing.T, archive, dir string) {
	t.Helper()
	r, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, f := range r.File {
		content, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if _, err := text.ReadFrom(content); err != nil {
			t.Fatal(err)
		}
		writeFiles(t, dir, map[string]string{f.Name: text.String()})
	}
}

// A new template changes every page, and that deletes none.
func TestConfirmComparesWithWhatWasThere(t *testing.T) {
	for _, test := range []struct {
		there, unchanged, removed int
		yes, stops                bool
	}{
		{there: 5000, unchanged: 0, removed: 6},
		{there: 5000, unchanged: 4000, removed: 1000},
		{there: 5000, unchanged: 0, removed: 1001, stops: true},
		{there: 5000, unchanged: 0, removed: 1001, yes: true},
		{there: 6, unchanged: 1, removed: 5},
		{there: 12, unchanged: 6, removed: 6, stops: true},
	} {
		r := publish.Report{There: test.there, Unchanged: test.unchanged, Removed: make([]string, test.removed)}
		c := publishCommand{Yes: test.yes}
		if err := c.confirm(r); (err != nil) != test.stops {
			t.Errorf("%+v: error %v", test, err)
		}
	}
}
