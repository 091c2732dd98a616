package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"briefing/generator/anchor"
	"briefing/generator/check"
	"briefing/generator/content"
	"briefing/generator/diag"
	"briefing/generator/findings"
	"briefing/generator/links"
)

type linksCommand struct {
	Check   linksCheck   `cmd:"" default:"withargs" help:"Ask whether the addresses in the content still answer."`
	Archive linksArchive `cmd:"" help:"Write the addresses of copies at the Internet Archive into sources that have none."`
}

func (*linksCommand) Help() string {
	return `Examples:
  briefing links                       ask for all addresses
  briefing links --source iea-2024     ask for those of one source
  briefing links archive --dry-run     show which archived copies there are

Servers are asked slowly, and those that were asked within a day are not asked
again. An address is called dead when it was missing on three different days.
Flags: briefing links check --help`
}

// linksAsking are the flags of all commands that ask servers.
type linksAsking struct {
	Source  string        `help:"Only the source of this id." placeholder:"ID"`
	Timeout time.Duration `help:"Longest time to wait for an answer." default:"20s" placeholder:"TIME"`
	Delay   time.Duration `help:"Pause between two requests to one host." default:"1s" placeholder:"TIME"`
}

type linksCheck struct {
	linksAsking
	Again  bool   `help:"Ask again for what was asked within a day."`
	Words  bool   `help:"Look whether pages still hold the extracts of their sources."`
	Fix    bool   `help:"Write new addresses of the same site into the files."`
	Format string `help:"text or json." enum:"text,json" default:"text" placeholder:"FORM"`
	Now    string `hidden:"" help:"Time of the check, for tests: 2026-05-01T06:00Z."`
}

// atOnce is the greatest number of requests at a time, to all hosts together.
const atOnce = 8

// errStopped says that the user stopped the program. What was known is kept.
var errStopped = errors.New("stopped; what was asked so far is kept")

func (c *linksCheck) Run(p *program) error {
	library, err := p.library(c.Source)
	if err != nil {
		return err
	}
	now, err := moment(c.Now)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	addresses := links.Addresses(library, c.Source)
	name := p.historyName()
	text, _ := os.ReadFile(name) // none: the first check
	history := links.ReadHistory(text)
	asked := c.ask(ctx, p, library, addresses, history, now)
	if c.Source == "" {
		history.Forget(addresses)
	}
	if name != "" && asked > 0 {
		if err := replace(name, history.Bytes()); err != nil {
			fmt.Fprintf(p.stderr, "what was found cannot be kept: %s\n", err)
		}
	}
	list := c.weigh(library, links.Findings(addresses, history), ctx.Err() == nil, now)
	list.Sort()
	if err := c.show(p, library, addresses, history, asked, list); err != nil || ctx.Err() == nil {
		return err
	}
	return errStopped
}

// weigh applies what the site and its files say of the findings. What was not looked
// for is not called useless: extracts without --words, and all if the user stopped it.
func (c *linksCheck) weigh(library *content.Library, list diag.List, isDone bool, now time.Time) diag.List {
	heads := library.Heads()
	if c.Source != "" {
		heads = slices.DeleteFunc(heads, func(h *content.Head) bool { return h.File.Name != "content/sources/"+c.Source+".md" })
	}
	looked := func(code string) bool { return isDone && (code != "extract-gone" || c.Words) }
	return check.WeighAnswers(library, heads, list, looked, now)
}

// library is the content as far as it can be read; source is the id of a source that
// must be there, or empty.
func (p *program) library(source string) (*content.Library, error) {
	in, err := p.input()
	if err != nil {
		return nil, err
	}
	library, faults := content.Load(in.Root)
	if n := faults.Errors(); n > 0 {
		fmt.Fprintf(p.stderr, "%s in the content; see: briefing check\n", count(n, "error"))
	}
	var ids []string
	for _, s := range library.Sources {
		ids = append(ids, s.ID)
	}
	if source == "" || slices.Contains(ids, source) {
		return library, nil
	}
	if near, ok := anchor.Suggest(source, ids); ok {
		return nil, fmt.Errorf("there is no source %q; did you mean %q?", source, near)
	}
	return nil, fmt.Errorf("there is no source %q", source)
}

// historyName is the file that keeps what was found for this root; empty if the user
// has no folder of caches.
func (p *program) historyName() string {
	own, err := p.own("links")
	if err != nil {
		return ""
	}
	return own + ".json"
}

// client asks servers in the name of a site.
func (c *linksAsking) client(library *content.Library) *links.Client {
	agent := "briefing-links/1"
	if u := library.Site.URL; u != "" {
		agent += " (+" + u + ")"
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxResponseHeaderBytes = 256 << 10
	return &links.Client{Transport: transport, Agent: agent, Delay: c.Delay, Timeout: c.Timeout, AtOnce: atOnce}
}

// ask asks for the addresses that are not fresh and adds what came of it to the
// history. It returns how many were asked.
func (c *linksCheck) ask(ctx context.Context, p *program, library *content.Library, addresses []links.Address, history *links.History, now time.Time) int {
	client := c.client(library)
	client.Whole = map[string]bool{}
	var stale []string
	var of []links.Address // of stale
	for _, a := range addresses {
		client.Whole[a.URL] = c.Words && a.HasWords()
		if c.Again || !history.IsFresh(a.URL, now) || client.Whole[a.URL] {
			stale, of = append(stale, a.URL), append(of, a)
		}
	}
	for name, until := range history.Alone {
		if until.After(time.Now()) {
			client.LeaveAlone(name, until)
		}
	}
	replies, done := make([]links.Reply, len(stale)), 0
	progress := p.progress("asking", len(stale), time.Now())
	client.AskAll(ctx, stale, func(i int, r links.Reply) {
		if replies[i], done = r, done+1; progress != nil {
			progress(done)
		}
	})
	asked := 0
	for i, v := range links.JudgeAll(replies) {
		if replies[i].Fault != links.Stopped {
			history.Add(stale[i], v, now)
			if client.Whole[stale[i]] {
				history.AddWords(of[i], replies[i])
			}
			asked++
		}
	}
	history.Alone = client.Alone(time.Now())
	return asked
}

// show prints findings and counts, or all of it as JSON. It returns errContent if an
// address is dead.
func (c *linksCheck) show(p *program, library *content.Library, addresses []links.Address, history *links.History, asked int, list diag.List) error {
	if c.Format == "json" {
		if err := linksReport(addresses, history, list).Write(p.stdout, "json", diag.Style{}); err != nil {
			return err
		}
	} else {
		_ = p.report(list, true) // its errors are counted below
		c.summary(p, library, addresses, history, asked)
	}
	if c.Fix {
		if err := p.fixSafe(list); err != nil {
			return err
		}
	}
	if list.Errors() > 0 {
		return errContent
	}
	return nil
}

// linksReport is what was found and what is known, for programs.
func linksReport(addresses []links.Address, history *links.History, list diag.List) findings.Report {
	report := findings.Report{Findings: list, Docs: ruleDocs()}
	for _, a := range addresses {
		outcome, known := history.Outcome(a)
		one := findings.Address{Address: a.URL, Outcome: outcome, Reason: known.Reason, To: known.To, Status: known.Status, Checked: known.Checked, Missing: known.Missing}
		for _, p := range a.Places {
			one.Places = append(one.Places, p.Span)
		}
		report.Addresses = append(report.Addresses, one)
	}
	return report
}

// summary counts what was found.
func (c *linksCheck) summary(p *program, library *content.Library, addresses []links.Address, history *links.History, asked int) {
	counts := links.Count(addresses, history)
	var parts []string
	for _, part := range counts {
		parts = append(parts, fmt.Sprintf("%d %s", part.N, part.Word))
	}
	fmt.Fprintf(p.stdout, "%s: %s; %d asked now\n", plural(len(addresses), "address", "addresses"), strings.Join(parts, ", "), asked)
	without := 0
	for _, s := range library.Sources {
		if links.NeedsCopy(s) && (c.Source == "" || s.ID == c.Source) {
			without++
		}
	}
	if without > 0 {
		fmt.Fprintf(p.stdout, "%s without an archived copy; look for copies with: briefing links archive\n", count(without, "source"))
	}
}

func plural(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// fixSafe makes the changes that cannot alter what an author means, and names them on
// the error stream, so that JSON stays JSON.
func (p *program) fixSafe(list diag.List) error {
	var edits []diag.Edit
	for _, d := range list {
		if len(d.Fixes) > 0 && d.Fixes[0].Safe {
			edits = append(edits, d.Fixes[0].Edits...)
		}
	}
	if err := p.rewrite("mended by links --fix", edits); err != nil {
		return err
	}
	for _, e := range edits {
		line, column := e.File.Position(e.Start)
		fmt.Fprintf(p.stderr, "%s:%d:%d: now %s\n", e.File.Name, line, column, strings.TrimSpace(e.Text))
	}
	return nil
}
