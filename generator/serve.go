package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"github.com/lmittmann/tint"

	"briefing/generator/diag"
	"briefing/generator/findings"
	"briefing/generator/history"
	"briefing/generator/pipeline"
	"briefing/generator/serve"
)

type serveCommand struct {
	Port        int  `help:"Port on this machine, or the next free one. By default that of the last run, or 4321." placeholder:"N"`
	AsPublished bool `help:"Show what a build would publish: no drafts, nothing under embargo."`
	accessFlags
}

func (*serveCommand) Help() string {
	return `Examples:
  briefing serve --port 4400
  briefing serve --as-published
  briefing serve --share 192.168.1.5

What you save is on screen at once. Drafts and what is under embargo are shown with a
band that says so. Select words of an article and press a to annotate them: that needs
the link as it is printed, which lets only you write. Only this machine is answered.`
}

func (c *serveCommand) Run(p *program) error {
	if err := c.problem(); err != nil {
		return err
	}
	in, err := p.input()
	if err != nil {
		return err
	}
	in.Previous = history.Folder(p.root).Versions
	listeners, err := c.listen(p)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	log := slog.New(tint.NewHandler(p.stderr, &tint.Options{TimeFormat: time.TimeOnly, NoColor: !colors(p.stderr)}))
	// A worker for each processor makes the whole site; a request waits for none of them.
	runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 1)
	desk := p.desk(c.accessFlags, log)
	access := serve.Access{Hosts: c.AllowHost, Desk: desk}
	if c.RequireKey {
		access.Key = serve.Secret()
	}
	fmt.Fprintln(p.stdout, link(listeners[0], access.Key, desk))
	server := p.preview(ctx, log, in, c.AsPublished)
	all := []listening{}
	if c.Share != "" {
		outside, viewers, err := c.share(ctx, p, log, in, server, portOf(listeners[0])+1)
		if err != nil {
			return err
		}
		access.Viewers = viewers.count
		all = append(all, outside)
	}
	handler := server.Handler(access) // of both addresses, so that wrong tokens are counted together
	for _, l := range listeners {
		all = append(all, listening{l, handler})
	}
	return p.answer(ctx, all)
}

// listen takes the port, or the next free one.
func (c *serveCommand) listen(p *program) ([]net.Listener, error) {
	port := c.Port
	if port > lastPort || port < 0 {
		return nil, fmt.Errorf("--port %d: a port is at most %d", port, lastPort)
	}
	if port == 0 {
		port = p.lastRun()
	}
	listeners, err := loopback(port)
	if err != nil {
		return nil, err
	}
	if got := portOf(listeners[0]); got != port {
		fmt.Fprintf(p.stderr, "port %d is taken; this is %d\n", port, got)
	}
	p.rememberPort(listeners[0])
	return listeners, nil
}

// share listens for other machines and prints the link for them. What is held back is
// no part of what they see, unless the user said so.
func (c *serveCommand) share(ctx context.Context, p *program, log *slog.Logger, in pipeline.Input, own *serve.Server, port int) (listening, *viewers, error) {
	l, err := shared(c.Share, port)
	if err != nil {
		return listening{}, nil, err
	}
	server := own
	if !c.ShareDrafts && !c.AsPublished {
		server = p.preview(ctx, slog.New(slog.DiscardHandler), in, true)
	}
	v := &viewers{all: map[serve.Viewer]bool{}, log: log}
	access := serve.Access{IsShared: true, Key: serve.Secret(), Seen: v.seen}
	address := link(l, access.Key, nil)
	fmt.Fprintln(p.stdout, address)
	printCode(p.stderr, address)
	return listening{l, server.Handler(access)}, v, nil
}

// preview makes a server that shows the site and what is saved, until the context ends.
func (p *program) preview(ctx context.Context, log *slog.Logger, in pipeline.Input, asPublished bool) *serve.Server {
	o := serve.Options{AsPublished: asPublished}
	in.Drafts, in.Preview = !asPublished, !asPublished
	memo := pipeline.NewMemo(func() pipeline.Input {
		in := in
		in.Now = time.Now()
		return in
	})
	began := growing()
	printed := map[string]bool{} // Report is called by one at a time
	o.Report = func(list, atBuild diag.List, err error) {
		began()
		printed = p.made(log, list, atBuild, err, printed)
	}
	server := serve.New(memo, o)
	watch := &serve.Watch{
		Root: p.root, Folders: []string{"content", "templates", "static"}, Changed: server.Changed, Size: memo.Size,
		Polling: func(why error) { log.Warn("looking at all files again and again", "reason", why) },
	}
	go server.Run(ctx)
	go func() {
		server.Await(ctx) // the first page comes first; what is saved meanwhile is looked for then
		watch.Run(ctx)
	}()
	return server
}

// growing lets garbage grow until it is called back: the first site is made of much that
// is new. What the user sets in GOGC wins.
func growing() (began func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(400)
	return sync.OnceFunc(func() { debug.SetGCPercent(before) })
}

// made prints what is wrong with the site and was not printed the last time, and returns
// what there is now.
func (p *program) made(log *slog.Logger, list, atBuild diag.List, err error, printed map[string]bool) map[string]bool {
	if err != nil {
		log.Error("the site cannot be made", "reason", err)
		return printed
	}
	now := map[string]bool{}
	var fresh diag.List
	for _, d := range list {
		key := d.File.Name + "\x00" + d.Code + "\x00" + d.Message
		now[key] = true
		if !printed[key] {
			fresh = append(fresh, d)
		}
	}
	_ = p.print(findings.Brief(fresh)) // what cannot be printed is in the bar, too
	tally := list.Tally()
	if len(atBuild) > 0 {
		tally += "; at a build also " + atBuild.Tally()
	}
	if list.Errors() > 0 {
		log.Warn("the last good pages stay: " + tally)
	} else {
		log.Info("built: " + tally)
	}
	return now
}

const lastPort = 65535

// listening is a listener with who answers there.
type listening struct {
	net.Listener
	handler http.Handler
}

// The bounds of a request before it is looked at.
const (
	headerTime  = 10 * time.Second
	headerBytes = 64 << 10
)

// answer serves until the program is interrupted.
func (p *program) answer(ctx context.Context, all []listening) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var ended sync.WaitGroup
	for _, l := range all {
		s := &http.Server{Handler: l.handler, ReadHeaderTimeout: headerTime, MaxHeaderBytes: headerBytes, BaseContext: func(net.Listener) context.Context { return ctx }}
		ended.Go(func() {
			if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
				stop(err)
			}
		})
		ended.Go(func() { <-ctx.Done(); s.Close() })
	}
	ended.Wait()
	if err := context.Cause(ctx); !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}
