package markdown

import (
	"bytes"
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the files that tests compare with")

func TestStyleSheetOfCodeIsCurrent(t *testing.T) {
	const name = "../../static/css/code.css"
	if *update {
		if err := os.WriteFile(name, StyleSheet(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, StyleSheet()) {
		t.Errorf("%s is not what chroma's styles give; run go test with -update", name)
	}
}
