package content

import (
	"strings"
	"testing"
	"testing/fstest"
)

// spelled returns what is read of a value as a field, as an item of a list, and between
// braces.
func spelled(t *testing.T, words string) []string {
	t.Helper()
	text := "---\ntitle: " + Scalar(words) + "\ntype: web\nauthors:\n  - " + Scalar(words) + "\nretracted: {reason: " + FlowScalar(words) + "}\n---\n"
	lib, list := Load(fstest.MapFS{"content/site.yaml": {Data: []byte("format: 1\ntitle: T\n")}, "content/sources/s.md": {Data: []byte(text)}})
	if len(list) > 0 || len(lib.Sources) != 1 || len(lib.Sources[0].Authors) != 1 || lib.Sources[0].Retracted == nil {
		t.Fatalf("%q is written as\n%s\nfindings: %v", words, text, list)
	}
	s := lib.Sources[0]
	return []string{s.Title.Value, s.Authors[0].Value, s.Retracted.Reason.Value}
}

func TestScalarsAreReadAsTheyWereMeant(t *testing.T) {
	for _, words := range []string{
		"Plain words", "Who pays: the lender?", `He said "no", and 'yes'`, "- a list", "[brackets]", "a, b", "a {b}", "# a comment", "no", "null", "~", "1.10",
		"*b*", "a: b # c", "ends with a colon:", "@at", "`tick`", "  spaces   inside ", "тоннель", "a\nb", "100 %", "---", "= x", "<< x", "\u0085x", "a\u2028b", `back\slash`,
	} {
		want := strings.Join(strings.Fields(words), " ")
		for i, got := range spelled(t, words) {
			if got != want {
				t.Errorf("%q is read as %q (%d)", words, got, i)
			}
		}
	}
}
