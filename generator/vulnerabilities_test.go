package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// known is a vulnerability that the tests make up, in a function that the program
// calls.
const known = `{"schema_version": "1.3.1", "id": "GO-2000-0001", "modified": "2000-01-01T00:00:00Z", "published": "2000-01-01T00:00:00Z", "aliases": ["CVE-2000-0001"],
"summary": "Made up for a test", "details": "Made up for a test.",
"affected": [{"package": {"name": "github.com/temoto/robotstxt", "ecosystem": "Go"}, "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}],
"ecosystem_specific": {"imports": [{"path": "github.com/temoto/robotstxt", "symbols": ["FromStatusAndBytes", "FromBytes"]}]}}],
"database_specific": {"url": "https://pkg.go.dev/vuln/GO-2000-0001", "review_status": "REVIEWED"}}`

func TestKnownVulnerabilitiesAreFound(t *testing.T) {
	if testing.Short() {
		t.Skip("it loads the whole program")
	}
	if _, err := os.Stat("../.ci/bin/govulncheck"); err != nil {
		if os.Getenv("BROWSER_TESTS") == "required" { // make test installed it
			t.Fatal(err)
		}
		t.Skip("there is no govulncheck; make tools installs it")
	}
	for _, test := range []struct {
		name, list, required string
		fails                bool
		want                 string
	}{
		{"one in a function that is called", vulnerabilities(t, true), "", true, "GO-2000-0001"},
		{"none", vulnerabilities(t, false), "required", false, "No vulnerabilities found"},
		{"a list that cannot be reached", "http://127.0.0.1:1", "", false, "NOT CHECKED"},
		{"one that must be reached", "http://127.0.0.1:1", "required", true, "NOT CHECKED"},
	} {
		t.Run(test.name, func(t *testing.T) {
			command := exec.CommandContext(t.Context(), "../.ci/vulnerabilities")
			command.Env = append(os.Environ(), "GOVULNDB="+test.list, "VULNERABILITIES="+test.required)
			out, err := command.CombinedOutput()
			if (err != nil) != test.fails || !strings.Contains(string(out), test.want) {
				t.Errorf("error %v, want one: %v; want %q in:\n%s", err, test.fails, test.want, out)
			}
		})
	}
}

// vulnerabilities makes a list with one or none, and returns its address.
func vulnerabilities(t *testing.T, some bool) string {
	t.Helper()
	dir := t.TempDir()
	modules := `[]`
	files := map[string]string{"index/db.json": `{"modified": "2000-01-01T00:00:00Z"}`, "index/vulns.json": `[]`}
	if some {
		modules = `[{"path": "github.com/temoto/robotstxt", "vulns": [{"id": "GO-2000-0001", "modified": "2000-01-01T00:00:00Z"}]}]`
		files["ID/GO-2000-0001.json"] = known
	}
	files["index/modules.json"] = modules
	writeFiles(t, dir, files)
	return "file://" + filepath.ToSlash(dir)
}
