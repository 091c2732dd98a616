package content

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"briefing/generator/diag"
)

// Site is content/site.yaml.
type Site struct {
	Head
	Title       Text
	URL         string // absolute address of the site with a slash at the end; empty if not said
	Language    string // BCP 47 tag of the pages; "en" by default
	Publisher   Text
	Editors     []Editor
	Defaults    Defaults
	License     Text
	Contact     Text // where readers report mistakes
	Detect      Detect
	Cards       bool // make pictures for links to briefings, if there is a URL
	Assessments []Label
	Checks      []Weight
	Disclose    []Interest
	Coverage    Share
	Theme       Theme
}

// Interest is what readers should know wherever an organisation speaks.
type Interest struct {
	Of   Text // its name as sources and affiliations give it, or the host of its addresses
	Says string
}

// Share is a part of a hundred that the site asks for.
type Share struct {
	Text
	Percent int // from 1 to 100; 0 if none is asked for
}

// Editor is a person or desk that signs checks.
type Editor struct {
	Key  string
	Name Text
}

// Detect says which mentions are looked for in articles.
type Detect struct{ Countries, Experts bool }

// Label is the site's own word for an assessment; its meaning stays.
type Label struct{ Assessment, Word Text }

// Weight is the severity that a site gives to the findings of one code.
type Weight struct {
	Code     Text
	Severity string // one of Weights
}

// Weights are the values of the fields of checks. Do not change.
var Weights = []string{"error", "warning", "note", "off"}

// Defaults are what annotations have when they do not say otherwise.
type Defaults struct {
	By           Text
	Checked      Date
	Countries    []Text
	RecheckAfter Period
}

// site reads site.yaml, which has no fences and no body.
func (r *reader) site() *Site {
	f := &fields{r: r, isBroken: true}
	if r.characters() {
		f = r.fields(r.withoutFences())
	}
	s := &Site{Language: "en", Detect: Detect{Countries: true, Experts: true}}
	f.format()
	s.Title = f.words("title")
	f.require("title", s.Title.IsSet(), "title: …")
	s.URL = f.address()
	if t := f.tag("language"); t.IsSet() {
		s.Language = t.Value
	}
	s.Publisher, s.License, s.Contact = f.words("publisher"), f.name("license"), f.name("corrections")
	s.Editors = f.editors()
	s.Defaults = f.defaults()
	if d := f.group("detect"); d != nil {
		s.Detect = Detect{Countries: d.flag("countries", true), Experts: d.flag("experts", true)}
		d.done()
	}
	s.Cards = f.flag("cards", true)
	s.Assessments, s.Theme, s.Checks = f.labels(), f.theme(), f.weights()
	s.Disclose, s.Coverage = f.interests(), f.share("coverage")
	s.Head = Head{File: r.file, Seldom: &Seldom{Allow: f.allow()}, IsBroken: f.isBroken}
	s.Extras = f.done()
	return s
}

// withoutFences is where the fields of site.yaml stand. Lines of hyphens around them,
// which other files have, are reported.
func (r *reader) withoutFences() (start, stop int) {
	text := r.file.Text()
	first, begin := lineEnd(text, 0)
	if !isFence(text[:first]) {
		return 0, len(text)
	}
	d := r.error("fence-form", At{0, int32(first)}, "site.yaml has no lines of hyphens: all of it is fields")
	d.Hint = "delete them"
	fix := diag.Fix{Title: "delete the lines of hyphens", Safe: true, Edits: []diag.Edit{{Span: diag.Span{File: r.file, Start: 0, Stop: begin}}}}
	stop = len(text)
	if at, next, ok := r.exact(begin); ok {
		stop = at
		fix.Edits = append(fix.Edits, diag.Edit{Span: diag.Span{File: r.file, Start: at, Stop: next}})
		fix.Safe = strings.TrimSpace(string(text[next:])) == ""
	}
	d.Fixes = append(d.Fixes, fix)
	return begin, stop
}

// format requires the number of the format that this program reads.
func (f *fields) format() {
	t := f.name("format")
	f.require("format", t.IsSet(), "format: "+Format)
	if t.IsSet() && t.Value != Format {
		f.r.error("format-unknown", t.At, "this program reads format %s, not %q", Format, t.Value)
	}
}

func (f *fields) address() string {
	t := f.name("url")
	if !t.IsSet() {
		return ""
	}
	u, err := url.Parse(t.Value)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		f.r.error("url-form", t.At, "%q is no address of a site", t.Value).Hint = "the whole address: https://example.org/"
		return ""
	}
	return strings.TrimSuffix(u.String(), "/") + "/"
}

func (f *fields) editors() []Editor {
	g := f.group("editors")
	if g == nil {
		return nil
	}
	var editors []Editor
	for _, p := range g.pairs {
		g.asked = append(g.asked, p.key.Value)
		e := Editor{Key: p.key.Value}
		if p.value.form == textForm {
			e.Name = p.value.text
		} else if one := g.group(p.key.Value); one != nil {
			e.Name = one.words("name")
			one.require("name", e.Name.IsSet(), "name: …")
			one.done()
		}
		editors = append(editors, e)
	}
	return editors
}

func (f *fields) defaults() Defaults {
	g := f.group("defaults")
	if g == nil {
		return Defaults{}
	}
	d := Defaults{By: g.name("by"), Checked: g.day("checked"), Countries: g.all("countries"), RecheckAfter: g.period("recheck_after")}
	g.done()
	return d
}

func (f *fields) labels() []Label {
	g := f.group("assessments")
	if g == nil {
		return nil
	}
	var labels []Label
	for _, value := range Assessments {
		if word := g.words(value); word.IsSet() {
			labels = append(labels, Label{Text{Value: value, At: g.place(value)}, word})
		}
	}
	g.done()
	return labels
}

// weights reads the severities that the site gives to codes. Whether there is
// such a code is not known here.
func (f *fields) weights() []Weight {
	g := f.group("checks")
	if g == nil {
		return nil
	}
	var weights []Weight
	for _, p := range g.pairs {
		if severity := g.one(p.key.Value, Weights...); severity.IsSet() {
			weights = append(weights, Weight{p.key, severity.Value})
		}
	}
	return weights
}

// interests reads the organisations whose interests the site discloses.
func (f *fields) interests() []Interest {
	g := f.group("disclose")
	if g == nil {
		return nil
	}
	var all []Interest
	for _, p := range g.pairs {
		if says := g.words(p.key.Value); says.IsSet() {
			all = append(all, Interest{p.key, says.Value})
		}
	}
	return all
}

var shareForm = regexp.MustCompile(`^(\d{1,3}) ?(?:%|per cent|percent)?$`)

// share reads a part of a hundred: 60 or 60%.
func (f *fields) share(key string) Share {
	t := f.name(key)
	if !t.IsSet() {
		return Share{}
	}
	if m := shareForm.FindStringSubmatch(t.Value); m != nil {
		if n, _ := strconv.Atoi(m[1]); n >= 1 && n <= 100 {
			return Share{t, n}
		}
	}
	f.r.error("value-form", t.At, "%q is no part of a hundred", t.Value).Hint = "a whole number from 1 to 100: " + key + ": 60%"
	return Share{}
}

// flag reads on or off, and what people write for them.
func (f *fields) flag(key string, byDefault bool) bool {
	switch f.one(key, "on", "off", "true", "false", "yes", "no").Value {
	case "on", "true", "yes":
		return true
	case "off", "false", "no":
		return false
	}
	return byDefault
}
