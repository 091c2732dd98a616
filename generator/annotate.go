package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/draft"
	"briefing/generator/findings"
	"briefing/generator/lsp"
	"briefing/generator/pipeline"
	"briefing/generator/place"
)

type annotateCommand struct {
	Briefing    string   `arg:"" json:"briefing" help:"Id of the briefing; - reads all of it as JSON."`
	Words       string   `arg:"" optional:"" json:"words" help:"Words of the article; without them, its sentences without annotation are listed."`
	Sentence    int      `json:"sentence" help:"Annotate the sentence of this number, or the words where they stand in it." placeholder:"N"`
	Whole       bool     `json:"whole" help:"Annotate the article as a whole."`
	Assessment  string   `json:"assessment" help:"supported, partly-supported, disputed, contradicted or unverified." placeholder:"VALUE"`
	Source      []string `sep:"none" json:"source" help:"A source and a place in it; it supports or contradicts as the assessment says. May be repeated, as the next four." placeholder:"'ID PLACE'"`
	URL         []string `name:"url" sep:"none" json:"url" help:"The same for a document that is no source yet: its address and a place. A source is made of it." placeholder:"'ADDRESS PLACE'"`
	Supports    []string `sep:"none" json:"supports" help:"A source that supports the claim." placeholder:"'ID PLACE'"`
	Contradicts []string `sep:"none" json:"contradicts" help:"A source that contradicts it." placeholder:"'ID PLACE'"`
	Context     []string `sep:"none" json:"context" help:"A source that bears on it without a side." placeholder:"'ID PLACE'"`
	Title       string   `json:"title" help:"Title of the document at --url." placeholder:"TEXT"`
	Author      []string `sep:"none" json:"author" help:"Who wrote it: id of an expert, or a name. May be repeated." placeholder:"WHO"`
	Publisher   string   `json:"publisher" help:"Who published it." placeholder:"NAME"`
	Published   string   `json:"published" help:"Day on which it was published." placeholder:"DATE"`
	Searched    string   `json:"searched" help:"What was searched, for unverified." placeholder:"TEXT"`
	Confidence  string   `json:"confidence" help:"high, moderate or low; with --because." placeholder:"VALUE"`
	Because     string   `json:"because" help:"Why the confidence is what it is." placeholder:"TEXT"`
	Expert      string   `json:"expert" help:"Who says the words; with an assessment, an expert on the claim." placeholder:"ID"`
	Speaker     string   `json:"speaker" help:"Who says the words, if there is no file of the person." placeholder:"NAME"`
	Stance      string   `json:"stance" help:"What the expert thinks of the claim: agrees, disagrees, qualifies or neutral." placeholder:"VALUE"`
	SaidIn      string   `json:"said_in" help:"Source and place where it was said." placeholder:"'ID PLACE'"`
	SaidToUs    string   `json:"said_to_us" help:"Day on which it was said to the editors." placeholder:"DATE"`
	About       string   `json:"about" help:"Annotation that a quote bears on." placeholder:"ID"`
	Question    bool     `json:"question" help:"Make it an open question; with --text."`
	Claim       string   `json:"claim" help:"The claim in your words, if the words of the article are none." placeholder:"TEXT"`
	ClaimedBy   string   `json:"claimed_by" help:"Who makes the claim: id of an expert, or a name." placeholder:"WHO"`
	Country     []string `json:"country" help:"Code of a country that it concerns. May be repeated." placeholder:"CODE"`
	By          string   `json:"by" help:"Who checks; the defaults say it otherwise." placeholder:"EDITOR"`
	Checked     string   `json:"checked" help:"Day of the check; today by default." placeholder:"DATE"`
	Gist        string   `json:"gist" help:"At most 140 characters, shown beside the article." placeholder:"TEXT"`
	Text        string   `json:"text" help:"What a reader should know, in Markdown." placeholder:"TEXT"`
	ID          string   `name:"id" json:"id" help:"Name of the file; made of the words by default." placeholder:"ID"`
	DryRun      bool     `json:"dry_run" help:"Print the files and write nothing."`
	JSON        bool     `name:"json" json:"-" help:"Print for programs."`
}

func (*annotateCommand) Help() string {
	return `Examples:
  briefing annotate selim-pass
  briefing annotate selim-pass "two of the three tunnels" --assessment supported --source "debt-bulletin table 4"
  briefing annotate selim-pass "two of the three tunnels" --assessment supported --url "https://example.org/debt p. 4"
  briefing annotate selim-pass --sentence 7 --assessment unverified --searched "Press of March 2026"
  briefing annotate selim-pass "A road loan is a road loan" --expert lida-orbeli --said-in "orbeli-lecture 00:38:02"
  briefing annotate --json - < annotation.json   {"briefing": "selim-pass", "words": "…", "source": ["…"]}

The annotation is checked before it is written. No file is written over. The fields
of JSON are named as the flags, with _ for -.`
}

func (c *annotateCommand) Run(p *program) error {
	if c.Briefing == "-" {
		if err := c.read(os.Stdin); err != nil {
			return c.say(p, made{Error: err.Error()}, err)
		}
	}
	m, err := c.annotate(p)
	if m == nil { // the sentences were listed
		return err
	}
	return c.say(p, *m, err)
}

// made is what came of an annotation, for programs. Keys are not renamed or removed
// while the version stays.
type made struct {
	Version    int          `json:"version"` // 1
	Written    bool         `json:"written"`
	Error      string       `json:"error,omitempty"` // why nothing was written
	Briefing   string       `json:"briefing,omitempty"`
	Annotation string       `json:"annotation,omitempty"`
	Path       string       `json:"path,omitempty"`
	Quote      string       `json:"quote,omitempty"`   // the words of the article
	Text       string       `json:"text,omitempty"`    // of the file
	Others     []string     `json:"others,omitempty"`  // spellings of the other places where the words stand
	Sources    []madeSource `json:"sources,omitempty"` // made beside it
	Check      any          `json:"check,omitempty"`   // what was found in these files, as by check --format json
}

type madeSource struct {
	ID   string `json:"id"`
	Path string `json:"path"`
	Text string `json:"text"`
}

// annotate makes the annotation; nil if it listed sentences instead. With an error it
// returns what is known of it.
func (c *annotateCommand) annotate(p *program) (*made, error) {
	m := &made{}
	in, err := p.input()
	if err != nil {
		return m, err
	}
	in.Drafts = true
	library, _ := content.Load(in.Root)
	b, err := briefingOf(library, c.Briefing)
	if err != nil {
		return m, err
	}
	m.Briefing = b.ID
	if c.Words == "" && c.Sentence == 0 && !c.Whole {
		return nil, c.list(p, in, b)
	}
	sources, err := c.documents(p, library)
	if err != nil {
		return m, err
	}
	note, at, err := c.note(p, b)
	if err != nil {
		return m, err
	}
	note.Checked = c.Checked
	if note.Checked == "" && note.Assessment != "" {
		note.Checked = today()
	}
	file := note.File()
	m.Annotation, m.Path, m.Quote, m.Text = note.ID, file.Path, at.words, file.Text
	for _, o := range at.others {
		m.Others = append(m.Others, o.Quote)
	}
	files := []draft.File{file}
	for _, s := range sources {
		f := s.File()
		files = append(files, f)
		m.Sources = append(m.Sources, madeSource{s.ID, f.Path, f.Text})
	}
	list := judge(in, files)
	m.Check = findings.Report{Findings: list, Docs: ruleDocs()}.Object()
	if !c.JSON {
		if err := p.report(list, false); err != nil && !errors.Is(err, errContent) {
			return m, err
		}
	}
	if list.Errors() > 0 {
		return m, errContent
	}
	if !c.DryRun {
		err = p.step("annotated: "+file.Path, created(files))
		m.Written = err == nil
	}
	return m, err
}

// say prints what was made, or why not.
func (c *annotateCommand) say(p *program, m made, err error) error {
	if err != nil && !errors.Is(err, errContent) {
		m.Error = err.Error()
	} else if err != nil {
		m.Error = "the annotation has errors"
	}
	switch {
	case c.JSON:
		m.Version = 1
		if writing := writeJSON(p, m); writing != nil {
			return writing
		}
	case errors.Is(err, errContent):
		fmt.Fprintln(p.stderr, "nothing was written")
	case err != nil:
	case c.DryRun:
		for _, s := range m.Sources {
			fmt.Fprintf(p.stderr, "%s:\n%s", s.Path, s.Text)
		}
		fmt.Fprint(p.stdout, m.Text)
	default:
		for _, name := range append([]string{m.Path}, pathsOf(m.Sources)...) {
			fmt.Fprintln(p.stdout, relative(filepath.Join(p.root, filepath.FromSlash(name))))
		}
	}
	return err
}

func pathsOf(sources []madeSource) []string {
	var names []string
	for _, s := range sources {
		names = append(names, s.Path)
	}
	return names
}

// judge returns what is wrong with a site once it has some more files, as far as it
// speaks of them.
func judge(in pipeline.Input, files []draft.File) diag.List {
	unsaved := map[string][]byte{}
	for _, f := range files {
		unsaved[f.Path] = []byte(f.Text)
	}
	in.Root = lsp.Unsaved(in.Root, unsaved)
	site, list := pipeline.Connect(in)
	list = check.Run(site, list, check.Options{Now: in.Now})
	isNew := func(f *diag.File) bool { _, ok := unsaved[f.Name]; return ok }
	list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool {
		return !isNew(d.File) && !slices.ContainsFunc(d.Related, func(r diag.Related) bool { return isNew(r.File) })
	})
	list.Sort()
	return list
}

// list prints the sentences that no annotation touches.
func (c *annotateCommand) list(p *program, in pipeline.Input, b *content.Briefing) error {
	type line struct {
		Sentence int    `json:"sentence"` // from 1
		Words    string `json:"words"`
	}
	lines := []line{}
	site, _ := pipeline.Connect(in)
	for _, node := range site.Briefings {
		if node.ID != b.ID {
			continue
		}
		text, sentences := node.Body.Text(), place.Sentences(node.Briefing)
		for i, covered := range node.Coverage.Sentences {
			if covered.Annotation == 0 {
				lines = append(lines, line{i + 1, strings.Join(strings.Fields(text[sentences[i].Start:sentences[i].Stop]), " ")})
			}
		}
	}
	if c.JSON {
		return writeJSON(p, struct {
			Briefing  string `json:"briefing"`
			Uncovered []line `json:"uncovered"`
		}{b.ID, lines})
	}
	for _, l := range lines {
		fmt.Fprintf(p.stdout, "%4d  %s\n", l.Sentence, l.Words)
	}
	fmt.Fprintf(p.stderr, "%s without annotation\n", count(len(lines), "sentence"))
	return nil
}
