// Package history reads earlier versions of files from git.
//
// It is help that may be missing: where there is no git, no repository, or no
// commit of a file, there are no versions, and that is no error. It reads only
// what is on this machine, and changes nothing.
package history

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// Folder is a folder of files that may be under version control.
type Folder string

// most is how many versions of a file are looked at.
const most = 50

// patience is how long one run of git may take.
const patience = 5 * time.Second

// Versions yields what was committed of a file, the newest first, each text only
// once in a row. The name is relative to the folder, with slashes.
func (f Folder) Versions(name string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		commits, ok := f.git("log", "--format=%H", "-n", strconv.Itoa(most), "--", name)
		if !ok {
			return
		}
		var last []byte
		for commit := range bytes.Lines(commits) {
			commit = bytes.TrimSpace(commit)
			text, ok := f.git("cat-file", "blob", string(commit)+":./"+name)
			if !ok || last != nil && bytes.Equal(text, last) {
				continue // deleted in this commit, or only its mode changed
			}
			if last = text; !yield(text) {
				return
			}
		}
	}
}

// Changed returns the files of the folder that differ from a revision: edited, new,
// or deleted, committed or not; what git ignores is left out. Names are relative to
// the folder, with slashes. It is an error if there is no such revision.
func (f Folder) Changed(revision string) (map[string]bool, error) {
	commit, ok := f.git("rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if !ok {
		return nil, fmt.Errorf("git knows no revision %q of %s", revision, string(f))
	}
	edited, ok := f.git("diff", "--name-only", "--no-renames", "--relative", "-z", strings.TrimSpace(string(commit)), "--")
	added, isListed := f.git("ls-files", "--others", "--exclude-standard", "-z")
	if !ok || !isListed {
		return nil, fmt.Errorf("git cannot compare %s with %q", string(f), revision)
	}
	changed := map[string]bool{}
	for _, name := range strings.Split(string(edited)+string(added), "\x00") {
		changed[name] = true
	}
	delete(changed, "")
	return changed, nil
}

// git runs git in the folder; ok is false if it cannot.
func (f Folder) git(args ...string) (out []byte, ok bool) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, "git", append([]string{"--literal-pathspecs", "--no-pager"}, args...)...)
	c.Dir = string(f)
	c.Env = append(os.Environ(), "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0")
	out, err := c.Output()
	return out, err == nil
}
