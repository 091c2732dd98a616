package markup_test

import (
	"bytes"
	"html/template"
	"testing"
	"time"

	"briefing/generator/markup"
)

type leaf struct {
	Words, Href string
	N           int
	Safe        template.HTML
	IsOwn       bool
}

// page has what views have: promoted fields, pointers, slices of slices.
type page struct {
	leaf
	Title  string
	Leaves []leaf
	Maybe  *leaf
	Rows   [][]string
	Sub    *page
}

// Method is what this package leaves to html/template.
func (page) Method() string { return "method" }

func full() page {
	one := leaf{Words: `a "b" <c> 'd' & +e`, Href: "x y/é?q=1&r=<2>#%41%zz", N: -3, Safe: "<b>bold</b>", IsOwn: true}
	return page{
		leaf: one, Title: "T & <t>", Leaves: []leaf{one, {}, {Words: "\x00", Href: "javascript:alert(1)"}}, Maybe: &one,
		Rows: [][]string{{"r"}, nil, {"s", "t"}}, Sub: &page{Title: "sub", Sub: &page{Title: "subsub"}},
	}
}

func TestBytesAreThoseOfHTMLTemplate(t *testing.T) {
	tests := []struct {
		name, text string
		compiles   bool
	}{
		{"text", `<p>{{.Words}} {{.N}} {{.Safe}}</p>`, true},
		{"attributes", `<a title="{{.Words}}" href="{{.Href}}" id="c-{{.N}}" data-x='{{.Words}}'>`, true},
		{"addresses", `<a href="{{.Href}}"></a><a href="/x/{{.Href}}"></a><a href="?q={{.Href}}"></a><a href="#{{.Words}}"></a>`, true},
		{"title", `<title>{{.Title}} {{.N}}</title>`, true},
		{"conditions", `{{if .Leaves}}a{{else}}b{{end}}{{if not .Words}}c{{else if and .Words .Sub}}d{{end}}{{if or .N .Title}}e{{end}}{{if .IsOwn}}f{{end}}`, true},
		{"with", `{{with .Maybe}}{{.Words}}{{else}}none{{end}}{{with .Sub}}{{with .Sub}}{{.Title}}{{with .Sub}}x{{else}}{{.Title}}{{end}}{{end}}{{end}}`, true},
		{"range", `{{range .Leaves}}<i>{{.Words}}</i>{{else}}none{{end}}{{range $i, $l := .Leaves}}{{if $i}}, {{end}}{{$i}}{{$l.Words}}{{$.Title}}{{end}}`, true},
		{"nested range", `{{range $i, $row := .Rows}}[{{range $j, $c := .}}{{$i}}{{$j}}{{$c}}{{$row}}{{end}}]{{end}}`, false},
		{"nested range of strings", `{{range $i, $row := .Rows}}[{{range $j, $c := $row}}{{$i}}{{$j}}{{$c}}{{else}}empty{{end}}]{{end}}`, true},
		{"templates", `{{template "part" .}}{{template "fixed"}}{{range .Leaves}}{{template "leaf" .}}{{end}}`, true},
		{"variable of the caller", `{{range $i, $l := .Leaves}}{{template "leaf" $l}}{{$i}}{{end}}`, true},
		{"method", `{{.Method}}`, false},
		{"function", `{{len .Leaves}} {{printf "%q" .Title}}`, false},
		{"comparison", `{{if eq .Title "x"}}y{{end}}`, false},
		{"assignment", `{{$x := .Title}}{{$x}}`, false},
		{"script", `<script>var x = {{.Title}};</script>`, false},
		{"unquoted", `<a title={{.Words}}>`, false},
		{"HTML in an attribute", `<a title="{{.Safe}}">`, false},
		{"break", `{{range .Leaves}}{{.Words}}{{break}}{{end}}`, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := `{{define "part"}}<b>{{.Title}}{{with .Sub}}{{template "part" .}}{{end}}</b>{{end}}` +
				`{{define "leaf"}}{{.Words}}{{$.N}}{{end}}{{define "fixed"}}fixed{{end}}` + test.text
			for _, data := range []page{full(), {}} {
				want, wantErr := plain(t, text, data)
				set := markup.New(template.Must(template.New("t").Parse(text)))
				var got bytes.Buffer
				err := set.Execute(&got, "t", data)
				if got.String() != want || (err == nil) != (wantErr == nil) {
					t.Errorf("%s\ngot  %s (%v)\nwant %s (%v)", test.text, &got, err, want, wantErr)
				}
				if c := len(set.Left()) == 0; c != test.compiles {
					t.Errorf("%s: compiles: %v, want %v", test.text, c, test.compiles)
				}
			}
		})
	}
}

// plain is what html/template makes of a text.
func plain(t *testing.T, text string, data any) (string, error) {
	t.Helper()
	var b bytes.Buffer
	err := template.Must(template.New("t").Parse(text)).Execute(&b, data)
	return b.String(), err
}

func TestNilPointerGivesTheErrorOfHTMLTemplate(t *testing.T) {
	const text = `before {{.Maybe.Words}} after`
	set := markup.New(template.Must(template.New("t").Parse(text)))
	want, wantErr := plain(t, text, page{})
	var got bytes.Buffer
	got.WriteString("earlier ")
	if err := set.Execute(&got, "t", page{}); err == nil || err.Error() != wantErr.Error() {
		t.Errorf("error %v, want %v", err, wantErr)
	}
	if left := set.Left(); left != nil {
		t.Errorf("%v do not compile, so this shows nothing", left)
	}
	if got.String() != "earlier "+want {
		t.Errorf("got %q, want %q behind what was there", &got, want)
	}
}

func FuzzEscapersAreThoseOfHTMLTemplate(f *testing.F) {
	for _, s := range []string{"", "plain", `<a href="x">&'+`, "http://a.b/c?d=e&f#g", "JavaScript:x", "a:b/c", "/a:b", "%41%4", "é\x00\xff ", "mailto:a@b", "x[1](2)!*"} {
		f.Add(s)
	}
	const text = `<title>{{.Words}}</title><p title="{{.Words}}" class='{{.Words}}'>{{.Words}}</p>` +
		`<a href="{{.Words}}"><a href="x/{{.Words}}"><a href="#{{.Words}}"><a href="?a={{.Words}}&amp;b={{.Words}}">`
	want := template.Must(template.New("t").Parse(text))
	set := markup.New(template.Must(template.New("t").Parse(text)))
	f.Fuzz(func(t *testing.T, s string) {
		data := leaf{Words: s}
		var a, b bytes.Buffer
		if err := want.Execute(&a, data); err != nil {
			t.Fatal(err)
		}
		if err := set.Execute(&b, "t", data); err != nil {
			t.Fatal(err)
		}
		if left := set.Left(); left != nil {
			t.Errorf("%v do not compile, so this shows nothing", left)
		}
		if a.String() != b.String() {
			t.Errorf("%q:\ngot  %s\nwant %s", s, &b, &a)
		}
	})
}

// BenchmarkRatio prints how many times as long html/template takes.
func BenchmarkRatio(b *testing.B) {
	const text = `{{range .Leaves}}<li><a href="{{.Href}}">{{.Words}}</a>{{if .IsOwn}} <b title="{{.Words}}">{{.N}}</b>{{end}}</li>{{end}}`
	data := full()
	slow := template.Must(template.New("t").Parse(text))
	fast := markup.New(template.Must(template.New("t").Parse(text)))
	var buffer bytes.Buffer
	measure := func(execute func() error) (took time.Duration) {
		buffer.Reset()
		began := time.Now()
		if err := execute(); err != nil {
			b.Fatal(err)
		}
		return time.Since(began)
	}
	var theirs, ours time.Duration
	for b.Loop() {
		theirs += measure(func() error { return slow.Execute(&buffer, data) })
		ours += measure(func() error { return fast.Execute(&buffer, "t", data) })
	}
	b.ReportMetric(float64(theirs)/float64(ours), "times")
}
