// Briefing turns articles in Markdown and annotations in files of their own into
// a static site.
//
// Exit codes: 0 the content is fine and what was asked for is done; 1 the content
// has errors; 2 wrong usage, or the machine is at fault; 3 what was asked for is done,
// and records of an import could not be placed.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"briefing/generator/cache"
	"briefing/generator/diag"
	"briefing/generator/findings"
	"briefing/generator/pipeline"
	"briefing/generator/render"
	"briefing/static"
	"briefing/templates"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// The exit codes of the program.
const (
	exitFine     = 0
	exitContent  = 1
	exitFault    = 2
	exitUnplaced = 3
)

// commands are the commands and their flags.
type commands struct {
	Root string `help:"Folder that holds content/." default:"." type:"path" placeholder:"DIR"`

	Version kong.VersionFlag `help:"Print the version."`

	Build buildCommand `cmd:"" help:"Write the site into a folder."`
	Check checkCommand `cmd:"" help:"Say what is wrong in the content, and write nothing."`
	Serve serveCommand `cmd:"" help:"Show the site on this machine and again after each save."`
	New   newCommand   `cmd:"" help:"Make the first version of a file."`
	Links linksCommand `cmd:"" help:"Ask whether addresses still answer, and look for archived copies."`
	LSP   lspCommand   `cmd:"" name:"lsp" help:"Help an editor while you write: findings, completion, renaming."`

	Import  importCommand  `cmd:"" help:"Bring in sources, notes and articles of other programs."`
	Publish publishCommand `cmd:"" help:"Put the site where readers see it: a folder, or an S3-like store."`
	Join    joinCommand    `cmd:"" help:"Make one site of the parts that build --shard wrote."`
	Host    hostCommand    `cmd:"" help:"Print what a server or host wants to be told: nginx, caddy, github-pages."`

	Explain explainCommand `cmd:"" help:"Say what a code of a finding means."`

	Rename     renameCommand     `cmd:"" help:"Give a record another id, in every file that names it."`
	Report     reportCommand     `cmd:"" help:"Say what is left to do, for editors."`
	Completion completionCommand `cmd:"" help:"Print a script that completes commands in a shell."`
	Complete   completeCommand   `cmd:"" name:"__complete" hidden:""`
	Annotate   annotateCommand   `cmd:"" help:"Annotate words of an article, or list its sentences without annotation."`
	Undo       undoCommand       `cmd:"" help:"Take back the last change that a command or a page of serve made in the content."`
}

const description = `Turns articles and their annotations into a static site.

Examples:
  briefing new site              a site to begin with
  briefing serve                 look at it while you write
  briefing check                 what is wrong in the content
  briefing annotate selim-pass   which sentences have no annotation
  briefing links                 which addresses are dead or have moved
  briefing build                 write the site into site/
  briefing publish s3://notes    put it where readers see it`

// program is what the commands share.
type program struct {
	root           string
	stdout, stderr io.Writer
}

// errContent says that the content has errors, which were printed.
var errContent = errors.New("the content has errors")

func run(args []string, stdout, stderr io.Writer) int {
	var c commands
	exited := -1
	parser, err := kong.New(&c, kong.Name("briefing"), kong.Description(description), kong.Vars{"version": version()}, kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exited = code }), kong.ConfigureHelp(kong.HelpOptions{Compact: true}))
	if err != nil {
		panic(err) // our declarations are wrong
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		fmt.Fprintf(stderr, "briefing: %s\ntry: briefing --help\n", err)
		return exitFault
	}
	switch err := parsed.Run(&program{root: c.Root, stdout: stdout, stderr: stderr}); {
	case err == nil:
		return exitFine
	case errors.Is(err, errContent):
		return exitContent
	case errors.Is(err, errUnplaced):
		return exitUnplaced
	default:
		fmt.Fprintf(stderr, "briefing: %s\n", err)
		return exitFault
	}
}

// The memory from which the collector works harder, in bytes: a little for the
// program and for each briefing what its site keeps of it, with room for garbage.
// It is no bound: a site that needs more gets it.
const (
	memoryProgram  = 196 << 20
	memoryBriefing = 77 << 10
	memoryKnown    = 32 << 10 // more, if the last build left a memory: a second build of 10,000 then takes 34 s, not 54
)

// tuneMemory lets garbage grow, since a build is short. What the user sets in
// GOGC and GOMEMLIMIT wins.
func (p *program) tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	p.limitMemory(memoryBriefing)
}

// limitMemory sets the limit of the collector, with so many bytes for each briefing.
func (p *program) limitMemory(each int64) {
	if os.Getenv("GOMEMLIMIT") == "" {
		briefings, _ := os.ReadDir(filepath.Join(p.root, "content", "briefings")) // none: a small site
		debug.SetMemoryLimit(memoryProgram + int64(len(briefings))*each)
	}
}

// input is the user's folders over what is built in.
func (p *program) input() (pipeline.Input, error) {
	if _, err := os.Stat(filepath.Join(p.root, "content")); err != nil {
		return pipeline.Input{}, fmt.Errorf("there is no folder content/ in %s; make one with: briefing new site", p.root)
	}
	root := os.DirFS(p.root)
	return pipeline.Input{
		Root: root, Now: time.Now(), Keep: keep(), Beside: schemaPages(),
		Templates: pipeline.Overlay{Over: folder(root, "templates"), Under: templates.FS},
		Static:    pipeline.Overlay{Over: folder(root, "static"), Under: static.FS},
	}, nil
}

// keep keeps what takes long to draw in the user's folder of caches; nil if there is
// none.
func keep() render.Keep {
	top, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	return cache.Folder(filepath.Join(top, "briefing")).Get
}

func folder(root fs.FS, name string) fs.FS {
	sub, err := fs.Sub(root, name)
	if err != nil {
		panic(err) // the name is ours
	}
	return sub
}

// report prints findings, of each rule that only warns a few, and a line that counts
// them. All of them, notes too, are printed if that was asked for. It returns errContent
// if there are errors.
func (p *program) report(list diag.List, isAll bool) error {
	shown, more := list, []string(nil)
	if !isAll {
		shown, more = findings.Brief(list)
	}
	if err := p.print(shown, more); err != nil {
		return err
	}
	if list.Errors()+list.Warnings() > 0 {
		fmt.Fprintln(p.stderr, list.Tally())
	}
	if list.Errors() > 0 {
		return errContent
	}
	return nil
}

// print prints findings and, behind them, lines.
func (p *program) print(list diag.List, more []string) error {
	if err := diag.Print(p.stderr, list, diag.Style{Color: colors(p.stderr)}); err != nil {
		return err
	}
	for _, line := range more {
		fmt.Fprintln(p.stderr, line)
	}
	return nil
}

// moment reads the time of a flag --now; it is the present if the flag is not set.
func moment(now string) (time.Time, error) {
	if now == "" {
		return time.Now(), nil
	}
	t, err := time.Parse("2006-01-02T15:04Z07:00", now)
	if err != nil {
		return t, fmt.Errorf("--now %s: a time with its zone is written 2026-05-01T06:00+02:00", now)
	}
	return t, nil
}

func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// isTerminal reports whether a person looks at the writer.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// colors reports whether the writer shows colors and its user wants them
// (https://no-color.org).
func colors(w io.Writer) bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(w)
}

// relative shortens a path for a message.
func relative(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(here, path); err == nil && !strings.HasPrefix(rel, "..") {
		return rel
	}
	return path
}
