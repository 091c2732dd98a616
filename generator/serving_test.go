package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// server is briefing serve while a script runs it.
type server struct {
	command *exec.Cmd
	printed bytes.Buffer
	rest    chan error // of reading what it prints behind its addresses
}

// serving runs briefing serve with what a script says, on whatever port is free, until
// the command interrupt. $ADDRESS is the site without a slash at its end, and $SHARED, with
// --share, the one for others.
func serving(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: serving flag...")
	}
	s := ts.Value("server").(*server)
	*s = server{command: exec.Command(theProgram(ts), append([]string{"serve"}, args...)...), rest: make(chan error, 1)}
	s.command.Dir = ts.MkAbs(".")
	s.command.Env = os.Environ()
	for _, key := range []string{"HOME", "XDG_CACHE_HOME", "PATH", "NO_COLOR"} {
		s.command.Env = append(s.command.Env, key+"="+ts.Getenv(key))
	}
	out, err := s.command.StdoutPipe()
	ts.Check(err)
	ts.Check(s.command.Start())
	ts.Defer(func() { _ = s.command.Process.Kill() }) // if the script failed
	overdue := time.AfterFunc(20*time.Second, func() { _ = s.command.Process.Kill() })
	defer overdue.Stop()
	lines := bufio.NewReader(out)
	names := []string{"ADDRESS"}
	if slices.Contains(args, "--share") {
		names = append(names, "SHARED")
	}
	for _, name := range names {
		line, err := lines.ReadString('\n')
		if err != nil {
			ts.Fatalf("serve printed %q, and no address: %v", line, err)
		}
		s.printed.WriteString(line)
		scheme, rest, _ := strings.Cut(strings.TrimSpace(line), "://")
		host, _, _ := strings.Cut(rest, "/")
		ts.Setenv(name, scheme+"://"+host)
	}
	go func() { _, err := io.Copy(&s.printed, lines); s.rest <- err }()
}

// theProgram is the one that scripts run.
func theProgram(ts *testscript.TestScript) string {
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if name, err := exec.LookPath(filepath.Join(dir, "briefing")); err == nil {
			return name
		}
	}
	ts.Fatalf("there is no program briefing")
	return ""
}

// interrupt ends what serving began, which must end well, and writes what it printed into
// a file.
func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: interrupt file")
	}
	s := ts.Value("server").(*server)
	ts.Check(s.command.Process.Signal(os.Interrupt))
	overdue := time.AfterFunc(20*time.Second, func() { _ = s.command.Process.Kill() })
	defer overdue.Stop()
	ts.Check(<-s.rest)
	ts.Check(s.command.Wait())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), s.printed.Bytes(), 0o644))
}
