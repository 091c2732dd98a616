package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// terminal returns a file that is a terminal, and what was written to it once it
// is closed.
func terminal(t *testing.T) (tty *os.File, written func() string) {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Skipf("no terminal on this machine: %v", err)
	}
	t.Cleanup(func() { master.Close() })
	text := make(chan string)
	go func() {
		var b bytes.Buffer
		_, _ = b.ReadFrom(master) // ends with an error once the terminal is closed
		text <- b.String()
	}()
	return tty, func() string {
		tty.Close()
		return <-text
	}
}

func TestProgressIsShownOnATerminalOnceABuildTakesLong(t *testing.T) {
	t.Setenv("TERM", "xterm")
	for _, test := range []struct {
		name    string
		began   time.Time
		isShown bool
	}{
		{"at once", time.Now().Add(time.Hour), false},
		{"for long", time.Now().Add(-time.Hour), true},
	} {
		t.Run(test.name, func(t *testing.T) {
			tty, written := terminal(t)
			p := &program{stderr: tty}
			progress := p.progress("writing", 4, test.began)
			for done := 1; done <= 4; done++ {
				progress(done)
			}
			text := written()
			if got := strings.Contains(text, "writing") && strings.Contains(text, "%"); got != test.isShown {
				t.Errorf("the terminal shows %q", text)
			}
			if test.isShown && !strings.HasSuffix(text, "\r") {
				t.Errorf("the bar is left on the terminal: %q", text)
			}
		})
	}
}

func TestProgressIsNoMatterOfFiles(t *testing.T) {
	if p := (&program{stderr: &bytes.Buffer{}}); p.progress("writing", 4, time.Time{}) != nil {
		t.Error("a bar is drawn where nobody looks")
	}
}

func TestColorsAreForTerminalsWhoseUsersWantThem(t *testing.T) {
	tty, written := terminal(t)
	defer written()
	t.Setenv("NO_COLOR", "")
	t.Setenv("TERM", "xterm")
	if !colors(tty) || colors(&bytes.Buffer{}) {
		t.Error("colors are not for the terminal alone")
	}
	t.Setenv("TERM", "dumb")
	if colors(tty) {
		t.Error("a dumb terminal gets colors")
	}
	t.Setenv("TERM", "xterm")
	t.Setenv("NO_COLOR", "1")
	if colors(tty) {
		t.Error("NO_COLOR is not respected")
	}
}
