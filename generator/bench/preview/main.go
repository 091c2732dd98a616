// Preview measures how long a save takes to be on screen, for sites of several sizes in
// one run: from the write to the first reply that has the words, and from the write to
// the words in a browser's page, while the whole site is made anew behind it; and how
// long the first page takes after the start, beside a build of the same content. The
// ratios are what to compare; times belong to the machine.
package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/chromedp"

	"briefing/generator/bench/corpus"
)

func main() {
	sizes := flag.String("n", "20,1000", "numbers of briefings, with commas; the first is what the others are compared with")
	saves := flag.Int("saves", 15, "saves of each kind; the median is printed")
	pause := flag.Duration("pause", 500*time.Millisecond, "between two saves, as a writer makes it")
	flag.Parse()
	if err := bench(*sizes, *saves, *pause); err != nil {
		fmt.Fprintln(os.Stderr, "preview:", err)
		os.Exit(2)
	}
}

// figures are what one size costs.
type figures struct {
	home, page          time.Duration // from the start to the first page: home, or a briefing's
	build               time.Duration
	reply, screen       time.Duration // median, from a save
	replyMax, screenMax time.Duration
}

func bench(sizes string, saves int, pause time.Duration) error {
	top, err := os.MkdirTemp("", "preview")
	if err != nil {
		return err
	}
	defer os.RemoveAll(top)
	program := filepath.Join(top, "briefing")
	if out, err := exec.Command("go", "build", "-o", program, "./generator").CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	fmt.Println("           first page: home       of build   briefing   of build   |  save to reply (worst)   ratio  |  save to screen (worst)   ratio")
	var first figures
	for i, size := range strings.Split(sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil {
			return err
		}
		b := &site{program: program, dir: filepath.Join(top, size), saves: saves, pause: pause}
		f, err := b.measure(n)
		if err != nil {
			return fmt.Errorf("%d briefings: %w", n, err)
		}
		if i == 0 {
			first = f
		}
		fmt.Printf("%9d %15.0f ms  1 / %4.1f %7.0f ms  1 / %4.1f   | %8.1f ms %9.1f ms %6.2f  | %9.1f ms %9.1f ms %6.2f\n", n,
			ms(f.home), f.build.Seconds()/f.home.Seconds(), ms(f.page), f.build.Seconds()/f.page.Seconds(),
			ms(f.reply), ms(f.replyMax), f.reply.Seconds()/first.reply.Seconds(), ms(f.screen), ms(f.screenMax), f.screen.Seconds()/first.screen.Seconds())
	}
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// site is a corpus on disk that is served.
type site struct {
	program string
	dir     string
	saves   int
	pause   time.Duration
	edits   int
}

// The briefing that is written, and its files.
const (
	page    = "/briefings/briefing-0/index.html"
	article = "content/briefings/briefing-0/article.md"
)

func (s *site) measure(n int) (f figures, err error) {
	defer os.RemoveAll(s.dir)
	if err := corpus.Write(s.dir, n, 1); err != nil {
		return f, err
	}
	if f.build, err = s.build(); err != nil {
		return f, err
	}
	for path, taken := range map[string]*time.Duration{"/": &f.home, page: &f.page} {
		var all []time.Duration
		for range 3 {
			began := time.Now()
			server, err := s.serve()
			if err != nil {
				return f, err
			}
			_, err = get(server.address + path)
			all = append(all, time.Since(began))
			server.stop()
			if err != nil {
				return f, err
			}
		}
		*taken, _ = middle(all)
	}
	server, err := s.serve()
	if err != nil {
		return f, err
	}
	defer server.stop()
	if err := server.wait(); err != nil {
		return f, err
	}
	if f.reply, f.replyMax, err = s.times(func(words string) error { return server.replies(words) }); err != nil {
		return f, err
	}
	ctx, stop, err := look(server.address + page)
	defer stop()
	if err != nil {
		return f, err
	}
	f.screen, f.screenMax, err = s.times(func(words string) error { return shows(ctx, words) })
	return f, err
}

// build measures a build into an empty folder, with pictures kept from a run before.
func (s *site) build() (time.Duration, error) {
	var all []time.Duration
	for range 3 {
		out := filepath.Join(s.dir, "site")
		if err := os.RemoveAll(out); err != nil {
			return 0, err
		}
		command := exec.Command(s.program, "build", "--root", s.dir, "--out", out)
		command.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(s.dir, "cache"))
		began := time.Now()
		if text, err := command.CombinedOutput(); err != nil {
			return 0, fmt.Errorf("build: %w: %s", err, text[max(0, len(text)-500):])
		}
		all = append(all, time.Since(began))
	}
	taken, _ := middle(all)
	return taken, os.RemoveAll(filepath.Join(s.dir, "site"))
}

// server is the program while it serves.
type server struct {
	address string
	command *exec.Cmd
	built   chan struct{}
}

func (s *site) serve() (*server, error) {
	v := &server{command: exec.Command(s.program, "serve", "--root", s.dir, "--port", "4700"), built: make(chan struct{}, 1)}
	out, err := v.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	complaints, err := v.command.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := v.command.Start(); err != nil {
		return nil, err
	}
	go func() {
		lines := bufio.NewReader(complaints)
		for {
			line, err := lines.ReadString('\n')
			if strings.Contains(line, "built") {
				select {
				case v.built <- struct{}{}:
				default:
				}
			}
			if err != nil {
				return
			}
		}
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, err
	}
	address, _, _ := strings.Cut(strings.TrimSpace(line), "#") // without the token for writing
	v.address = strings.TrimSuffix(address, "/")
	return v, nil
}

// wait waits until the whole site was made.
func (v *server) wait() error {
	select {
	case <-v.built:
		return nil
	case <-time.After(2 * time.Minute):
		return fmt.Errorf("the site was not made in two minutes")
	}
}

func (v *server) stop() {
	_ = v.command.Process.Signal(os.Interrupt)
	_ = v.command.Wait()
}

func (v *server) replies(words string) error {
	for began := time.Now(); time.Since(began) < time.Minute; {
		text, err := get(v.address + page)
		if err != nil || bytes.Contains(text, []byte(words)) {
			return err
		}
	}
	return fmt.Errorf("no reply has %q", words)
}

func get(address string) ([]byte, error) {
	reply, err := http.Get(address)
	if err != nil {
		return nil, err
	}
	defer reply.Body.Close()
	text, err := io.ReadAll(reply.Body)
	if err == nil && reply.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", address, reply.Status)
	}
	return text, err
}

// times saves again and again and returns how long it took until it was seen: the
// median and the longest time.
func (s *site) times(seen func(words string) error) (median, longest time.Duration, err error) {
	name := filepath.Join(s.dir, filepath.FromSlash(article))
	text, err := os.ReadFile(name)
	if err != nil {
		return 0, 0, err
	}
	var all []time.Duration
	for range s.saves {
		time.Sleep(s.pause)
		s.edits++
		words := fmt.Sprintf("Edit number %d stands here.", s.edits)
		began := time.Now()
		if err := os.WriteFile(name, []byte(strings.Replace(string(text), "## Section 1\n\n", "## Section 1\n\n"+words+" ", 1)), 0o644); err != nil {
			return 0, 0, err
		}
		if err := seen(words); err != nil {
			return 0, 0, err
		}
		all = append(all, time.Since(began))
	}
	median, longest = middle(all)
	return median, longest, nil
}

func middle(all []time.Duration) (median, longest time.Duration) {
	slices.Sort(all)
	return all[len(all)/2], all[len(all)-1]
}

// look opens a page in a browser.
func look(address string) (ctx context.Context, stop func(), err error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.Flag("disable-gpu", true))
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			options = append(options, chromedp.ExecPath(path))
			break
		}
	}
	ctx, end := context.WithTimeout(context.Background(), 5*time.Minute)
	ctx, close := chromedp.NewExecAllocator(ctx, options...)
	ctx, shut := chromedp.NewContext(ctx)
	stop = func() { shut(); close(); end() }
	return ctx, stop, chromedp.Do(ctx, chromedp.Navigate(address), chromedp.WaitVisible("main"))
}

// shows waits until the page has words and a frame with them was drawn.
func shows(ctx context.Context, words string) error {
	_, err := chromedp.Run(ctx, chromedp.Evaluate[int](fmt.Sprintf(`new Promise((done) => {
		const look = () => {
			if (!document.querySelector("main").textContent.includes(%q)) return;
			document.removeEventListener("briefing:patched", look);
			requestAnimationFrame(() => setTimeout(() => done(1)));
		};
		document.addEventListener("briefing:patched", look);
		look();
	})`, words), chromedp.EvalAwaitPromise))
	return err
}
