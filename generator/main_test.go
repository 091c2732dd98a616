package main

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"briefing": main})
}

// TestCommands runs the archives of testdata: files below, commands above.
func TestCommands(t *testing.T) {
	foreign, err := filepath.Abs("foreign/testdata") // files of other programs
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Dir: "testdata", Setup: func(e *testscript.Env) error {
		web, asked := newWeb()
		e.Defer(web.Close)
		e.Values["asked"], e.Values["server"] = asked, &server{}
		e.Vars = append(e.Vars, "NO_COLOR=1", "HOME="+e.WorkDir, "HTTP_PROXY="+web.URL, "HTTPS_PROXY="+web.URL, "FOREIGN="+foreign)
		return nil
	}, UpdateScripts: os.Getenv("UPDATE") != "", Cmds: map[string]func(*testscript.TestScript, bool, []string){"fetch": fetch, "await-slow": awaitSlow, "edit": openInEditor, "held": held, "change": change, "age": age, "serving": serving, "interrupt": interrupt}})
}

// fetch asks for an address until a server answers there with a text that holds
// some words.
func fetch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: fetch address words")
	}
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		response, err := http.Get(args[0])
		if err != nil {
			continue
		}
		text, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err == nil && (response.StatusCode == http.StatusOK || args[1] != "") && strings.Contains(string(text), args[1]) {
			return
		}
	}
	ts.Fatalf("%s did not answer with %q", args[0], args[1])
}
