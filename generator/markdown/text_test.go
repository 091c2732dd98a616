package markdown

import "testing"

// The text is not kept: it must come out of the HTML as it was.
func FuzzTextComesOutOfTheHTML(f *testing.F) {
	for _, src := range []string{
		"", "One.", "A & B &amp; C &lt;d&gt; \\* &copy; &nGt; &nvlt; \x00 \ufffd", "# Title\n\n<!-- no text -->\n\nLast  \nline.\n\n- \n- item\n",
		"| a | |\n|---|---|\n| | b |\n", "```go\nx := 1 < 2\n```\n\n`a  b`", "![picture](x.png)\n\ntext[^1]\n\n[^1]: note",
	} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		want, got := string(record(src, Options{}).seen), Parse(src, Options{}).Text()
		if got != want {
			t.Errorf("the text of %q is %q, want %q", src, got, want)
		}
	})
}
