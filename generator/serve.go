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
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/lmittmann/tint"

	"briefing/generator/diag"
	"briefing/generator/history"
	"briefing/generator/pipeline"
	"briefing/generator/serve"
)

type serveCommand struct {
	Port int `help:"Port on this machine; the next free one if it is taken." default:"4321" placeholder:"N"`
}

func (*serveCommand) Help() string {
	return "Example:\n  briefing serve --port 4400\n\nDrafts are shown. Nothing is written, and only this machine is answered."
}

func (c *serveCommand) Run(p *program) error {
	if _, err := p.input(); err != nil {
		return err
	}
	log := slog.New(tint.NewHandler(p.stderr, &tint.Options{TimeFormat: time.TimeOnly, NoColor: !colors(p.stderr)}))
	server := serve.New(func() (*pipeline.Output, diag.List, error) {
		in, err := p.input()
		if err != nil {
			return nil, nil, err
		}
		in.Drafts, in.Preview, in.Previous = true, true, history.Folder(p.root).Versions
		out, list, err := pipeline.Build(in)
		if err != nil || list.Errors() > 0 {
			return nil, list, err
		}
		return out, list, nil
	})
	listener, err := c.listen()
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	fmt.Fprintf(p.stdout, "http://%s/\n", listener.Addr())
	go p.watch(ctx, log, server)
	return p.answer(ctx, listener, server)
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

func (p *program) watch(ctx context.Context, log *slog.Logger, server *serve.Server) {
	var folders []string
	for _, name := range []string{"content", "templates", "static"} {
		folders = append(folders, filepath.Join(p.root, name))
	}
	if err := serve.Watch(ctx, folders, func() { p.rebuilt(log, server) }); err != nil {
		log.Error("changes are not noticed", "reason", err)
		p.rebuilt(log, server)
	}
}

// rebuilt builds the site and prints what is wrong.
func (p *program) rebuilt(log *slog.Logger, server *serve.Server) {
	list, err := server.Rebuild()
	if err != nil {
		log.Error("the site cannot be built", "reason", err)
		return
	}
	if p.report(list, false) != nil {
		log.Warn("the last good pages stay")
		return
	}
	log.Info("built")
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
