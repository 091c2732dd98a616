package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"

	"briefing/generator/edit"
	"briefing/generator/journal"
	"briefing/generator/lookup"
	"briefing/generator/serve"
)

// accessFlags say who may do what with what is served.
type accessFlags struct {
	ReadOnly    bool     `help:"Show the site, and let nothing be changed in its pages."`
	AllowHost   []string `help:"A further name by which this machine is called, exactly as browsers send it. May be repeated." placeholder:"NAME"`
	RequireKey  bool     `help:"Let only those read who have the link: for a machine with several accounts."`
	Share       string   `help:"Also show the site on this address of the machine, for reading, to those who have the link that is printed." placeholder:"ADDRESS"`
	ShareDrafts bool     `help:"With --share: drafts and what is under embargo too."`
	Offline     bool     `help:"Ask nothing of the network, not even the title of an address that you paste."`
}

// problem is what is wrong with the flags.
func (f accessFlags) problem() error {
	for _, name := range f.AllowHost {
		host, port, err := net.SplitHostPort(name)
		if err != nil {
			host, port = name, "1"
		}
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > lastPort || host == "" || strings.ContainsAny(host, "*/?#@ ,") || strings.HasPrefix(host, ".") || host == "all" {
			return fmt.Errorf("--allow-host %s: name one host exactly, such as briefing.lan or briefing.lan:8443", name)
		}
	}
	if f.ShareDrafts && f.Share == "" {
		return errors.New("--share-drafts belongs to --share")
	}
	if f.Share == "" {
		return nil
	}
	ip, err := netip.ParseAddr(f.Share)
	if err != nil || ip.IsUnspecified() || ip.IsMulticast() {
		return fmt.Errorf("--share %s: name one address of this machine%s", f.Share, ownAddresses())
	}
	return nil
}

// ownAddresses lists the addresses by which others may reach this machine.
func ownAddresses() string {
	all, err := net.InterfaceAddrs()
	var shown []string
	for _, a := range all {
		if network, ok := a.(*net.IPNet); ok && network.IP.IsGlobalUnicast() {
			shown = append(shown, network.IP.String())
		}
	}
	if err != nil || len(shown) == 0 {
		return ""
	}
	return ": " + strings.Join(shown, ", ")
}

// desk takes what is changed in the pages; nil if nothing may be.
func (p *program) desk(f accessFlags, log *slog.Logger) *serve.Desk {
	if f.ReadOnly {
		return nil
	}
	kept, err := p.changes(journal.Pages)
	if err != nil {
		log.Warn("nothing can be changed in the pages", "reason", err)
		return nil
	}
	d := &serve.Desk{Token: serve.Secret(), Journal: kept, Say: func(line string) { log.Info(line) }}
	if !f.Offline {
		d.Read = readPage
	}
	return d
}

// changes is the journal of what was changed in this folder, in pages and by commands.
func (p *program) changes(reach journal.Reach) (*journal.Journal, error) {
	top, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	return journal.Open(p.root, filepath.Join(top, "briefing"), reach)
}

// own is the place among the user's caches that is this root's own, for one kind of thing.
func (p *program) own(kind string) (string, error) {
	top, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return journal.Own(filepath.Join(top, "briefing"), kind, p.root)
}

// readPage says what the page of an address tells of itself.
func readPage(ctx context.Context, address string) (edit.Document, error) {
	p, err := lookup.Client{Agent: "briefing-lookup/1"}.Read(ctx, address)
	return edit.Document{Title: p.Title, Type: p.Type, Publisher: p.Publisher, Authors: p.Authors, Date: p.Date}, err
}

// viewers are those who opened a shared link.
type viewers struct {
	mu  sync.Mutex
	all map[serve.Viewer]bool
	log *slog.Logger
}

func (v *viewers) seen(who serve.Viewer) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.all[who] {
		v.all[who] = true
		v.log.Info("viewer", "number", len(v.all), "from", who.Address, "with", who.Agent)
	}
}

func (v *viewers) count() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.all)
}

// link is the address to open. What follows the # stays in the browser.
func link(l net.Listener, key string, d *serve.Desk) string {
	address := "http://" + l.Addr().String() + "/"
	if key != "" {
		address += "?key=" + key
	}
	if d != nil {
		address += "#write=" + d.Token
	}
	return address
}

// printCode shows a link to a phone's camera.
func printCode(w io.Writer, address string) {
	if isTerminal(w) {
		_ = serve.Code(w, address) // the link is printed beside it
	}
}

// portFile keeps the port of the last run, so that open pages of it go on and bookmarks
// stay good. A shared link does not: its key is of the run.
func (p *program) portFile() (string, error) { return p.own("ports") }

// firstPort is where serve begins when it was not told.
const firstPort = 4321

// lastRun is the port of the last run; [firstPort] if there was none.
func (p *program) lastRun() int {
	name, err := p.portFile()
	if err != nil {
		return firstPort
	}
	text, _ := os.ReadFile(name)
	if port, err := strconv.Atoi(strings.TrimSpace(string(text))); err == nil && port > 1023 && port <= lastPort {
		return port
	}
	return firstPort
}

// rememberPort keeps the port. If that fails the next run begins at [firstPort].
func (p *program) rememberPort(l net.Listener) {
	name, err := p.portFile()
	if err != nil {
		return
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err == nil {
		_ = os.WriteFile(name, []byte(strconv.Itoa(portOf(l))), 0o600)
	}
}

func portOf(l net.Listener) int { return l.Addr().(*net.TCPAddr).Port }

// loopback listens on both addresses of this machine itself, on the port or the next
// one that is free on both. A machine may have only the first.
func loopback(port int) ([]net.Listener, error) {
	var first error
	for p := port; p < port+20 && p <= lastPort; p++ {
		four, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(p)))
		if err != nil {
			first = cmpError(first, err)
			continue
		}
		six, err := net.Listen("tcp6", net.JoinHostPort("::1", strconv.Itoa(portOf(four))))
		if err != nil && isTaken(err) {
			four.Close()
			first = cmpError(first, err)
			continue
		}
		if err != nil {
			return []net.Listener{four}, nil
		}
		return []net.Listener{four, six}, nil
	}
	return nil, first
}

func cmpError(first, err error) error {
	if first != nil {
		return first
	}
	return err
}

// isTaken reports whether another program listens there. Windows has a number of its
// own for that.
func isTaken(err error) bool {
	const windows = syscall.Errno(10048)
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windows)
}

// shared listens on the address that is shared, on the port or the next free one.
func shared(address string, port int) (net.Listener, error) {
	var first error
	for p := port; p < port+20 && p <= lastPort; p++ {
		l, err := net.Listen("tcp", net.JoinHostPort(address, strconv.Itoa(p)))
		if err == nil {
			return l, nil
		}
		first = cmpError(first, err)
		if !isTaken(err) {
			return nil, fmt.Errorf("--share %s: %w; name one address of this machine%s", address, err, ownAddresses())
		}
	}
	return nil, first
}
