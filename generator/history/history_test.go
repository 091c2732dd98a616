package history_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"briefing/generator/history"
)

func git(t *testing.T, dir string, args ...string) {
	t.Helper()
	c := exec.Command("git", append([]string{"-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"}, args...)...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func texts(f history.Folder, name string) []string {
	var all []string
	for text := range f.Versions(name) {
		all = append(all, string(text))
	}
	return all
}

func TestVersionsAreThoseCommitted(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	top := t.TempDir()
	below := filepath.Join(top, "site", "a [b]")
	if err := os.MkdirAll(below, 0o755); err != nil {
		t.Fatal(err)
	}
	git(t, top, "init", "-q")
	for _, text := range []string{"one\n", "two\n", "three\r\n"} {
		if err := os.WriteFile(filepath.Join(below, "article.md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		git(t, top, "add", ".")
		git(t, top, "commit", "-q", "-m", text)
	}
	folder := history.Folder(filepath.Join(top, "site"))
	if got, want := texts(folder, "a [b]/article.md"), []string{"three\r\n", "two\n", "one\n"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := texts(folder, "other.md"); got != nil {
		t.Errorf("a file that was never committed has versions %q", got)
	}
}

func TestWithoutARepositoryThereAreNoVersions(t *testing.T) {
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(t.TempDir()))
	if got := texts(history.Folder(t.TempDir()), "article.md"); got != nil {
		t.Errorf("got %q", got)
	}
	t.Setenv("PATH", "")
	if got := texts(history.Folder(t.TempDir()), "article.md"); got != nil {
		t.Errorf("without git: got %q", got)
	}
}
