package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"briefing/generator/journal"
	"briefing/generator/serve"
)

func TestS01OnlyTheLoopbackIsListenedTo(t *testing.T) {
	for _, name := range []string{"HOST", "BIND", "ADDRESS", "PORT"} {
		t.Setenv(name, "0.0.0.0")
	}
	listeners, err := loopback(47800)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range listeners {
		defer l.Close()
		if at := l.Addr().(*net.TCPAddr); !at.IP.IsLoopback() || at.Port != portOf(listeners[0]) {
			t.Errorf("listens on %s", at)
		}
	}
}

func TestS19NothingThatAnswersStartsAProgram(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", "{{.ImportPath}} {{.Imports}}", "./serve", "./edit", "./journal", "./lookup", "./draft").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		if strings.Contains(line, "os/exec") || strings.Contains(line, "plugin") {
			t.Error(line)
		}
	}
}

// folder is a program with a small site, a draft in it, and a folder of caches of its
// own.
func folderWithDraft(t *testing.T) *program {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, "cache"))
	t.Setenv("HOME", dir)
	writeFiles(t, dir, passFiles)
	writeFiles(t, dir, map[string]string{
		"content/briefings/secret/article.md": "---\ntitle: Unfinished words\ndate: 2026-01-11\nstatus: draft\n---\nNobody knows.\n",
		"content/briefings/later/article.md":  "---\ntitle: Embargoed words\ndate: 2026-01-11\nstatus: published\nembargo: 2999-01-01T06:00+02:00\n---\nNobody knows.\n",
	})
	return &program{root: dir, stdout: io.Discard, stderr: io.Discard}
}

// sharing shares a site until end is called, and returns the link.
func sharing(t *testing.T, p *program, withDrafts bool, port int) (link string, v *viewers, end func()) {
	t.Helper()
	var out bytes.Buffer
	p.stdout = &out
	in, err := p.input()
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	c := &serveCommand{}
	c.Share, c.ShareDrafts = "127.0.0.1", withDrafts
	log := slog.New(slog.DiscardHandler)
	outside, v, err := c.share(ctx, p, log, in, p.preview(ctx, log, in, false), port)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- p.answer(ctx, []listening{outside}) }()
	return strings.TrimSpace(out.String()), v, func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

func TestS21WhatIsHeldBackIsNotShared(t *testing.T) {
	for _, withDrafts := range []bool{false, true} {
		p := folderWithDraft(t)
		desk := p.desk(accessFlags{}, slog.New(slog.DiscardHandler))
		link, viewers, end := sharing(t, p, withDrafts, 47850)
		jar, _ := cookiejar.New(nil)
		client := &http.Client{Jar: jar, Timeout: 20 * time.Second}
		if text := get(t, client, strings.Split(link, "?")[0]); strings.Contains(text, "The pass") {
			t.Error("shown without the key")
		}
		for _, page := range []string{"", "briefings/index.html", "briefings/secret/index.html", "briefings/later/index.html"} {
			text := get(t, client, strings.Replace(link, "?", page+"?", 1))
			for _, held := range []string{"Unfinished words", "Embargoed words"} {
				if strings.Contains(text, held) && !withDrafts {
					t.Errorf("%s shows %q", page, held)
				}
			}
			if withDrafts && page == "briefings/secret/index.html" && !strings.Contains(text, "Unfinished words") {
				t.Errorf("with --share-drafts %s shows %s", page, text)
			}
			if page == "" && !strings.Contains(text, "The pass") {
				t.Errorf("the first page is %s", text)
			}
		}
		request, _ := http.NewRequest(http.MethodPost, strings.Split(link, "?")[0]+"-/annotate", strings.NewReader("{}"))
		for name, value := range map[string]string{"Origin": "http://" + request.Host, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json", "Briefing-Token": desk.Token} {
			request.Header.Set(name, value)
		}
		if response, err := client.Do(request); err != nil || response.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("writing: %v, %v", response, err)
		}
		if viewers.count() != 1 {
			t.Errorf("%d viewers", viewers.count())
		}
		end()
	}
}

// What is wrong with the site names files and quotes lines that viewers do not see.
func TestS21FindingsAreNotShared(t *testing.T) {
	for _, withDrafts := range []bool{false, true} {
		p := folderWithDraft(t)
		writeFiles(t, p.root, map[string]string{
			"content/briefings/secret/annotations/broken.md": "---\nquote: Nobody knows\nassessment: Unfinished assessment\n---\nText.\n",
		})
		link, viewers, end := sharing(t, p, withDrafts, 47870)
		jar, _ := cookiejar.New(nil)
		client := &http.Client{Jar: jar, Timeout: 20 * time.Second}
		get(t, client, link)
		if viewers.count() != 1 {
			t.Errorf("%d viewers", viewers.count())
		}
		root := strings.Split(link, "?")[0]
		for _, page := range []string{"index.html", "briefings/secret/index.html"} {
			if text := get(t, client, root+"-/findings?page="+page); !strings.Contains(text, "not found") {
				t.Errorf("findings of %s: %s", page, text)
			}
			told := firstEvent(t, client, root+"-/events?path="+page)
			if strings.Contains(told, "secret") || strings.Contains(told, "Unfinished") || !strings.Contains(told, `"bar":null`) || !strings.Contains(told, `"page":"`) {
				t.Errorf("told of %s: %s", page, told)
			}
		}
		end()
	}
}

// firstEvent is the first line that a page is told.
func firstEvent(t *testing.T, client *http.Client, address string) string {
	t.Helper()
	response, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	line, err := bufio.NewReader(response.Body).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return line
}

func get(t *testing.T, client *http.Client, address string) string {
	t.Helper()
	response, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestS21TheLinkIsShownAsACode(t *testing.T) {
	var b bytes.Buffer
	if err := serve.Code(&b, "http://192.168.1.5:4322/?key=ABCDEFGHIJKLMNOPQRSTUVWXYZ"); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) < 15 || !strings.ContainsAny(lines[3], "█▀▄") || !strings.HasPrefix(lines[0], "\x1b[30;107m") {
		t.Errorf("code\n%s", b.String())
	}
}

func TestS24ThePortOfTheLastRunIsPreferredAndATakenOneIsSaid(t *testing.T) {
	p := folderWithDraft(t)
	if port := p.lastRun(); port != firstPort {
		t.Errorf("without a run before: %d", port)
	}
	var said bytes.Buffer
	p.stderr = &said
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := portOf(taken)
	listeners, err := (&serveCommand{Port: port}).listen(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range listeners {
		defer l.Close()
	}
	got := portOf(listeners[0])
	if got == port || p.lastRun() != got || said.String() != fmt.Sprintf("port %d is taken; this is %s\n", port, strings.Split(listeners[0].Addr().String(), ":")[1]) {
		t.Errorf("port %d, last %d, said %q", got, p.lastRun(), said.String())
	}
	if _, err := (&serveCommand{Port: 70000}).listen(p); err == nil {
		t.Error("port 70000")
	}
}

func TestS20OfflineNothingIsAsked(t *testing.T) {
	p := folderWithDraft(t)
	log := slog.New(slog.DiscardHandler)
	if d := p.desk(accessFlags{Offline: true}, log); d == nil || d.Read != nil {
		t.Errorf("desk %+v", d)
	}
	if d := p.desk(accessFlags{}, log); d == nil || d.Read == nil {
		t.Errorf("desk %+v", d)
	}
	if d := p.desk(accessFlags{ReadOnly: true}, log); d != nil {
		t.Errorf("desk %+v", d)
	}
}

func TestTheLastChangeIsTakenBackFromTheTerminal(t *testing.T) {
	p := folderWithDraft(t)
	if err := (&undoCommand{}).Run(p); err == nil {
		t.Error("nothing was changed, and it was taken back")
	}
	kept, err := p.changes(journal.Commands)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := kept.Do("annotated: x", journalChange("content/sources/made.md", "---\ntitle: T\ntype: web\n---\n")); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	p.stdout = &out
	for _, dry := range []bool{true, false} {
		if err := (&undoCommand{DryRun: dry}).Run(p); err != nil {
			t.Fatal(err)
		}
		if _, err := kept.Read("content/sources/made.md"); (err == nil) != dry {
			t.Errorf("dry %v: %v", dry, err)
		}
	}
	if out.String() != "would be taken back: annotated: x\nremoved   content/sources/made.md\ntaken back: annotated: x\nremoved   content/sources/made.md\n" {
		t.Errorf("said %q", out.String())
	}
}

func journalChange(name, text string) []journal.Change {
	return []journal.Change{{Name: name, After: []byte(text)}}
}
