package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"briefing/generator/anchor"
	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/draft"
	"briefing/generator/lsp"
	"briefing/generator/pipeline"
	"briefing/generator/place"
)

type annotateCommand struct {
	Briefing    string   `arg:"" help:"Id of the briefing."`
	Words       string   `arg:"" optional:"" help:"Words of the article; without them, its sentences without annotation are listed."`
	Sentence    int      `help:"Annotate the sentence of this number, or the words where they stand in it." placeholder:"N"`
	Whole       bool     `help:"Annotate the article as a whole."`
	Assessment  string   `help:"supported, partly-supported, disputed, contradicted or unverified." placeholder:"VALUE"`
	Source      []string `sep:"none" help:"A source and a place in it; it supports or contradicts as the assessment says. May be repeated, as the next three." placeholder:"'ID PLACE'"`
	Supports    []string `sep:"none" help:"A source that supports the claim." placeholder:"'ID PLACE'"`
	Contradicts []string `sep:"none" help:"A source that contradicts it." placeholder:"'ID PLACE'"`
	Context     []string `sep:"none" help:"A source that bears on it without a side." placeholder:"'ID PLACE'"`
	Searched    string   `help:"What was searched, for unverified." placeholder:"TEXT"`
	Confidence  string   `help:"high, moderate or low; with --because." placeholder:"VALUE"`
	Because     string   `help:"Why the confidence is what it is." placeholder:"TEXT"`
	Expert      string   `help:"Who says the words; with an assessment, an expert on the claim." placeholder:"ID"`
	Speaker     string   `help:"Who says the words, if there is no file of the person." placeholder:"NAME"`
	Stance      string   `help:"What the expert thinks of the claim: agrees, disagrees, qualifies or neutral." placeholder:"VALUE"`
	SaidIn      string   `help:"Source and place where it was said." placeholder:"'ID PLACE'"`
	SaidToUs    string   `help:"Day on which it was said to the editors." placeholder:"DATE"`
	About       string   `help:"Annotation that a quote bears on." placeholder:"ID"`
	Question    bool     `help:"Make it an open question; with --text."`
	Claim       string   `help:"The claim in your words, if the words of the article are none." placeholder:"TEXT"`
	ClaimedBy   string   `help:"Who makes the claim: id of an expert, or a name." placeholder:"WHO"`
	Country     []string `help:"Code of a country that it concerns. May be repeated." placeholder:"CODE"`
	Gist        string   `help:"At most 140 characters, shown beside the article." placeholder:"TEXT"`
	Text        string   `help:"What a reader should know, in Markdown." placeholder:"TEXT"`
	ID          string   `name:"id" help:"Name of the file; made of the words by default." placeholder:"ID"`
	DryRun      bool     `help:"Print the file and write nothing."`
	JSON        bool     `name:"json" help:"Print for programs."`
}

func (*annotateCommand) Help() string {
	return `Examples:
  briefing annotate selim-pass
  briefing annotate selim-pass "two of the three tunnels" --assessment supported --source "debt-bulletin table 4"
  briefing annotate selim-pass --sentence 7 --assessment unverified --searched "Press of March 2026"
  briefing annotate selim-pass "A road loan is a road loan" --expert lida-orbeli --said-in "orbeli-lecture 00:38:02"

The annotation is checked before it is written. No file is written over.`
}

// target is the words of an article that are annotated.
type target struct {
	words    string   // as they stand there, on one line
	passages []string // what finds them, as YAML; none for the whole article
	others   []anchor.Candidate
}

func (c *annotateCommand) Run(p *program) error {
	in, err := p.input()
	if err != nil {
		return err
	}
	in.Drafts = true
	library, _ := content.Load(in.Root)
	b, err := briefingOf(library, c.Briefing)
	if err != nil {
		return err
	}
	if c.Words == "" && c.Sentence == 0 && !c.Whole {
		return c.list(p, in, b)
	}
	note, at, err := c.note(p, b)
	if err != nil {
		return err
	}
	file := note.File()
	if err := p.accepts(in, file); err != nil {
		return err
	}
	if c.DryRun {
		if !c.JSON {
			_, err := fmt.Fprint(p.stdout, file.Text)
			return err
		}
	} else if err := draft.Write(p.root, []draft.File{file}); err != nil {
		return err
	}
	return c.say(p, b, note, at, file)
}

// say prints what was made.
func (c *annotateCommand) say(p *program, b *content.Briefing, note draft.Note, at target, file draft.File) error {
	if !c.JSON {
		fmt.Fprintln(p.stdout, relative(filepath.Join(p.root, filepath.FromSlash(file.Path))))
		return nil
	}
	return writeJSON(p, struct {
		Path       string `json:"path"`
		Briefing   string `json:"briefing"`
		Annotation string `json:"annotation"`
		Quote      string `json:"quote"`
		Written    bool   `json:"written"`
		Text       string `json:"text"`
	}{file.Path, b.ID, note.ID, at.words, !c.DryRun, file.Text})
}

// note is the annotation that the flags state.
func (c *annotateCommand) note(p *program, b *content.Briefing) (draft.Note, target, error) {
	n := draft.Note{
		Briefing: b.ID, Claim: c.Claim, Assessment: c.Assessment, Confidence: c.Confidence, Because: c.Because,
		Supports: c.Supports, Contradicts: c.Contradicts, Context: c.Context, Searched: c.Searched,
		Expert: c.Expert, Speaker: c.Speaker, Stance: c.Stance, SaidIn: c.SaidIn, SaidToUs: c.SaidToUs, About: c.About,
		ClaimedBy: c.ClaimedBy, Countries: c.Country, Gist: c.Gist, Text: c.Text,
	}
	if c.Question {
		n.Kind = content.Question
	}
	if err := c.side(&n); err != nil {
		return n, target{}, err
	}
	if c.Expert != "" && c.Assessment != "" && !slices.Contains(content.VoiceStances, c.Stance) {
		return n, target{}, errors.New("an expert on a claim has a stance: --stance " + strings.Join(content.VoiceStances, ", "))
	}
	at, err := c.passage(b)
	if err != nil {
		return n, target{}, err
	}
	n.Passages = at.passages
	p.others(b, at)
	n.ID, err = p.annotationID(b, c.ID, at.words)
	return n, at, err
}

// side puts what stands in --source on the side that the assessment names.
func (c *annotateCommand) side(n *draft.Note) error {
	switch {
	case len(c.Source) == 0:
	case c.Assessment == content.Disputed:
		return errors.New("a disputed claim has sources on both sides: say --supports or --contradicts instead of --source")
	case c.Assessment == content.Contradicted:
		n.Contradicts = slices.Concat(c.Source, n.Contradicts)
	case c.Assessment == "" || c.Assessment == content.Unverified:
		n.Context = slices.Concat(c.Source, n.Context)
	default:
		n.Supports = slices.Concat(c.Source, n.Supports)
	}
	return nil
}

// passage looks up what is annotated.
func (c *annotateCommand) passage(b *content.Briefing) (target, error) {
	if c.Whole && (c.Words != "" || c.Sentence != 0) {
		return target{}, errors.New("--whole annotates the article: name no words and no sentence with it")
	}
	if c.Whole {
		return target{words: "the whole article"}, nil
	}
	if c.Words != "" {
		return find(b, c.Words, c.Sentence)
	}
	r, err := sentence(b, c.Sentence)
	if err != nil {
		return target{}, err
	}
	return targetAt(b, place.Text(b), r), nil
}

// sentence returns a sentence of an article by its number from 1.
func sentence(b *content.Briefing, n int) (anchor.Range, error) {
	all := place.Sentences(b)
	if n < 1 || n > len(all) {
		return anchor.Range{}, fmt.Errorf("--sentence %d: %s has %s", n, b.File.Name, count(len(all), "sentence"))
	}
	return all[n-1], nil
}

// find looks words up in an article. If they stand there several times it takes the
// first place, or the first that touches the sentence of a number; 0 is any.
func find(b *content.Briefing, words string, in int) (target, error) {
	pattern, problem := anchor.ParsePattern(words)
	if problem != "" {
		return target{}, fmt.Errorf("%q: %s", words, problem)
	}
	text := place.Text(b)
	result := text.Find(pattern)
	if len(result.Found) == 0 {
		if len(result.Near) == 0 {
			return target{}, fmt.Errorf("these words are not in %s, nor any like them", b.File.Name)
		}
		return target{}, fmt.Errorf("these words are not in %s\n%s", b.File.Name, place.Nearest(b, result.Near))
	}
	at := 0
	if in != 0 {
		s, err := sentence(b, in)
		if err != nil {
			return target{}, err
		}
		at = slices.IndexFunc(result.Found, func(r anchor.Range) bool { return r.Start < s.Stop && s.Start < r.Stop })
		if at < 0 {
			return target{}, fmt.Errorf("these words are not in sentence %d of %s", in, b.File.Name)
		}
	}
	f := targetAt(b, text, result.Found[at])
	if len(result.Found) > 1 && in == 0 {
		f.others = slices.Delete(result.Near, at, at+1)
	}
	return f, nil
}

func targetAt(b *content.Briefing, text *anchor.Text, r anchor.Range) target {
	words := strings.Join(strings.Fields(b.Body.Text()[r.Start:r.Stop]), " ")
	t := target{words: words}
	for _, piece := range place.Pieces(b, r) {
		t.passages = append(t.passages, draft.Passage(text, piece))
	}
	return t
}

// others says where else the words stand.
func (p *program) others(b *content.Briefing, f target) {
	if len(f.others) > 0 {
		fmt.Fprintf(p.stderr, "these words stand in %s %d times; taken is the first place. For another: --sentence, or one of\n",
			b.File.Name, len(f.others)+1)
	}
	for _, o := range f.others {
		fmt.Fprintf(p.stderr, "  %s\n", o.Quote)
	}
}

// annotationID is the id that was asked for, or one that is made of words and not
// taken yet.
func (p *program) annotationID(b *content.Briefing, id, words string) (string, error) {
	if id != "" {
		if !content.IsID(id) {
			return "", badID(id)
		}
		return id, nil
	}
	fields := strings.Fields(words)
	made := content.Slug(strings.Join(fields[:min(6, len(fields))], " "))
	if !content.IsID(made) {
		return "", fmt.Errorf("these words make no name of a file; give one with --id")
	}
	folder := filepath.Join(p.root, "content", "briefings", b.ID, "annotations")
	for id, n := made, 2; ; id, n = fmt.Sprintf("%s-%d", made, n), n+1 {
		if _, err := os.Lstat(filepath.Join(folder, id+".md")); err != nil {
			return id, nil
		}
	}
}

// accepts checks the site with one more file. It prints what is wrong with that file
// and returns errContent if the checks refuse it.
func (p *program) accepts(in pipeline.Input, file draft.File) error {
	in.Root = lsp.Unsaved(in.Root, map[string][]byte{file.Path: []byte(file.Text)})
	site, list := pipeline.Connect(in)
	list = check.Run(site, list, check.Options{Now: in.Now})
	list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return d.File.Name != file.Path })
	list.Sort()
	err := p.report(list, false)
	if errors.Is(err, errContent) {
		fmt.Fprintln(p.stderr, "nothing was written")
	}
	return err
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

// briefingOf returns the briefing of an id, or an error with the nearest one.
func briefingOf(library *content.Library, id string) (*content.Briefing, error) {
	var ids []string
	for _, b := range library.Briefings {
		if ids = append(ids, b.ID); b.ID == id {
			return b, nil
		}
	}
	if near, ok := anchor.Suggest(id, ids); ok {
		return nil, fmt.Errorf("there is no briefing %q; did you mean %q?", id, near)
	}
	return nil, fmt.Errorf("there is no briefing %q", id)
}

func writeJSON(p *program, v any) error {
	e := json.NewEncoder(p.stdout)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
