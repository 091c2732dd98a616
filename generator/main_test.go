package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"briefing": main})
}

// TestCommands runs the archives of testdata: files below, commands above.
func TestCommands(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata", Setup: func(e *testscript.Env) error {
		e.Vars = append(e.Vars, "NO_COLOR=1", "HOME="+e.WorkDir)
		return nil
	}, UpdateScripts: os.Getenv("UPDATE") != ""})
}
