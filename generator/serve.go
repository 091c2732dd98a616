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
	"runtime/debug"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/lmittmann/tint"

	"briefing/generator/diag"
	"briefing/generator/history"
	"briefing/generator/pipeline"
	"briefing/generator/serve"
)

type serveCommand struct {
	Port        int  `help:"Port on this machine; the next free one if it is taken." default:"4321" placeholder:"N"`
	AsPublished bool `help:"Show what a build would publish: no drafts, nothing under embargo."`
}

func (*serveCommand) Help() string {
	return `Examples:
  briefing serve --port 4400
  briefing serve --as-published

What you save is on screen at once. Drafts and what is under embargo are shown with a
band that says so. No site is written, and only this machine is answered.`
}

func (c *serveCommand) Run(p *program) error {
	in, err := p.input()
	if err != nil {
		return err
	}
	in.Drafts, in.Preview, in.Previous = !c.AsPublished, !c.AsPublished, history.Folder(p.root).Versions
	listener, err := c.listen()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	fmt.Fprintf(p.stdout, "http://%s/\n", listener.Addr())
	log := slog.New(tint.NewHandler(p.stderr, &tint.Options{TimeFormat: time.TimeOnly, NoColor: !colors(p.stderr)}))
	server := p.preview(ctx, log, in, serve.Options{AsPublished: c.AsPublished})
	return p.answer(ctx, listener, server)
}

// preview makes a server that shows the site and what is saved, until the context ends.
func (p *program) preview(ctx context.Context, log *slog.Logger, in pipeline.Input, o serve.Options) *serve.Server {
	memo := pipeline.NewMemo(func() pipeline.Input {
		in := in
		in.Now = time.Now()
		return in
	})
	restore := debug.SetGCPercent(400) // the first site is made of much that is new
	began := sync.OnceFunc(func() { debug.SetGCPercent(restore) })
	printed := map[string]bool{} // Report is called by one at a time
	o.Report = func(list diag.List, err error) {
		began()
		printed = p.made(log, list, err, printed)
	}
	server := serve.New(memo, o)
	watch := &serve.Watch{
		Root: p.root, Folders: []string{"content", "templates", "static"}, Changed: server.Changed, Size: memo.Size,
		Polling: func(why error) { log.Warn("looking at all files again and again", "reason", why) },
	}
	go server.Run(ctx)
	go watch.Run(ctx)
	return server
}

// made prints what is wrong with the site and was not printed the last time, and returns
// what there is now.
func (p *program) made(log *slog.Logger, list diag.List, err error, printed map[string]bool) map[string]bool {
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
	_ = p.report(fresh, false) // what is wrong is counted below
	if n := list.Errors(); n > 0 {
		log.Warn("the last good pages stay", "errors", n)
	} else {
		log.Info("built", "warnings", list.Warnings())
	}
	return now
}

const lastPort = 65535

// listen takes the port, or the next free one.
func (c *serveCommand) listen() (net.Listener, error) {
	if c.Port > lastPort {
		return nil, fmt.Errorf("--port %d: a port is at most %d", c.Port, lastPort)
	}
	var first error
	for port := c.Port; port < c.Port+20 && port <= lastPort; port++ {
		listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
		if err == nil {
			return listener, nil
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

// answer serves until the program is interrupted.
func (p *program) answer(ctx context.Context, listener net.Listener, server *serve.Server) error {
	s := &http.Server{Handler: server, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	go func() {
		<-ctx.Done()
		s.Close()
	}()
	if err := s.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
