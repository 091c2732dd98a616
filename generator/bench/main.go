// Bench builds synthetic sites and prints how long that takes, beside a floor: a
// program that only reads the same sources and writes the same bytes with two
// workers. The ratios are what to compare; times belong to the machine.
//
// Disks have their hours, so floor and build are measured in turn, each into a folder
// of its own: nothing is deleted before the end, since a file system goes on for a
// while with what was deleted, and slows down whoever writes then. The cards of the
// briefings are drawn once and kept, as they are for users: the first build, which
// draws them, has a column of its own. Another build follows after one annotation
// was edited, and then the check of the same content.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"briefing/generator/bench/corpus"
)

func main() {
	sizes := flag.String("n", "1000", "numbers of briefings, with commas")
	runs := flag.Int("runs", 3, "runs of each, in turn; the one with the median wall time is printed")
	seed := flag.Uint64("seed", 1, "seed of the corpus")
	floor := flag.String("floor", "", "run as the floor: sources,site,out")
	flag.Parse()
	err := error(nil)
	if *floor != "" {
		folders := strings.Split(*floor, ",")
		err = runFloor(folders[0], folders[1], folders[2])
	} else {
		err = bench(*sizes, *runs, *seed)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

// figures are what one run cost.
type figures struct {
	wall, cpu time.Duration
	peak      int64 // most memory, in bytes
}

func bench(sizes string, runs int, seed uint64) error {
	top, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(top)
	program := filepath.Join(top, "briefing")
	if out, err := exec.Command("go", "build", "-o", program, "./generator").CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	for size := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil {
			return err
		}
		if err := one(top, program, n, runs, seed); err != nil {
			return err
		}
	}
	return nil
}

// place is where a size is measured.
type place struct {
	dir, program string
	site         string // that was built last
	folders      int    // that were made
	edits        int
}

// one measures one size and prints its line.
func one(top, program string, n, runs int, seed uint64) error {
	p := &place{dir: filepath.Join(top, strconv.Itoa(n)), program: program}
	defer os.RemoveAll(p.dir)
	if err := corpus.Write(p.dir, n, seed); err != nil {
		return err
	}
	first, err := p.build()
	if err != nil {
		return err
	}
	files, bytes, err := size(p.site)
	if err != nil {
		return err
	}
	var floors, builds, others, checks []figures
	for range runs {
		if floors, err = add(floors)(p.floor()); err != nil {
			return err
		}
		if builds, err = add(builds)(p.build()); err != nil {
			return err
		}
		if others, err = add(others)(p.buildAgain()); err != nil {
			return err
		}
		if checks, err = add(checks)(p.run("check", "--root", p.dir)); err != nil {
			return err
		}
	}
	fmt.Printf("%d briefings: %d files, %.1f MB\n", n, files, float64(bytes)/1e6)
	fmt.Println("                              wall       cpu   × floor: wall   cpu   × build: wall   peak MiB")
	floor, build := median(floors), median(builds)
	for _, r := range []struct {
		name string
		figures
	}{{"floor", floor}, {"build", build}, {"build that draws cards", first}, {"build after an edit", median(others)}, {"check", median(checks)}} {
		fmt.Printf("%-23s %9.2fs %8.2fs %15.1f %5.1f %15.2f %10.0f\n", r.name, r.wall.Seconds(), r.cpu.Seconds(),
			over(r.wall, floor.wall), over(r.cpu, floor.cpu), over(r.wall, build.wall), float64(r.peak)/(1<<20))
	}
	return nil
}

func over(a, b time.Duration) float64 { return a.Seconds() / b.Seconds() }

// add appends the figures of a run, unless it failed.
func add(all []figures) func(figures, error) ([]figures, error) {
	return func(f figures, err error) ([]figures, error) { return append(all, f), err }
}

// median is the run with the median wall time, with the greatest peak of all.
func median(all []figures) figures {
	peak := slices.MaxFunc(all, func(a, b figures) int { return int(a.peak - b.peak) }).peak
	slices.SortFunc(all, func(a, b figures) int { return int(a.wall - b.wall) })
	f := all[len(all)/2]
	f.peak = peak
	return f
}

// folder is the name of a new folder.
func (p *place) folder() string {
	p.folders++
	return filepath.Join(p.dir, "out-"+strconv.Itoa(p.folders))
}

// build builds the site into a new folder.
func (p *place) build() (figures, error) {
	p.site = p.folder()
	return p.run("build", "--root", p.dir, "--out", p.site)
}

// buildAgain builds the site after one annotation was edited.
func (p *place) buildAgain() (figures, error) {
	name := filepath.Join(p.dir, "content", "briefings", "briefing-0", "annotations", "note-1.md")
	text, err := os.ReadFile(name)
	if err != nil {
		return figures{}, err
	}
	p.edits++
	if err := os.WriteFile(name, fmt.Appendf(text, "One more sentence, of edit %d.\n", p.edits), 0o644); err != nil {
		return figures{}, err
	}
	return p.run("build", "--root", p.dir, "--out", p.site)
}

// floor runs the floor over the sources and the site that was built last.
func (p *place) floor() (figures, error) {
	self, err := os.Executable()
	if err != nil {
		return figures{}, err
	}
	return p.measure(exec.Command(self, "-floor", filepath.Join(p.dir, "content")+","+p.site+","+p.folder()), true)
}

// run runs the program.
func (p *place) run(args ...string) (figures, error) {
	return p.measure(exec.Command(p.program, args...), false)
}

func (p *place) measure(command *exec.Cmd, isFloor bool) (figures, error) {
	var complaints bytes.Buffer
	command.Stderr = &complaints
	command.Env = append(os.Environ(), "XDG_CACHE_HOME="+filepath.Join(p.dir, "cache"))
	syscall.Sync() // what earlier runs wrote is not to be paid for here
	began := time.Now()
	text, err := command.Output()
	f := figures{wall: time.Since(began)}
	if err != nil {
		return figures{}, fmt.Errorf("%s: %w: %s%s", command, err, text, complaints.Bytes())
	}
	state := command.ProcessState
	f.cpu = state.UserTime() + state.SystemTime()
	f.peak = state.SysUsage().(*syscall.Rusage).Maxrss * 1024
	if !isFloor {
		return f, nil
	}
	_, err = fmt.Sscan(string(text), (*int64)(&f.wall), (*int64)(&f.cpu)) // without what it prepares
	return f, err
}

func size(dir string) (files int, bytes int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		files++
		bytes += info.Size()
		return err
	})
	return files, bytes, err
}

// page is a file that the floor writes.
type page struct {
	name string
	size int64
}

// runFloor reads every source and writes as many bytes as the finished site has,
// in as many files, and prints how long that took and how long the processors worked
// for it, in nanoseconds. What the bytes
// are does not matter to the disk, so they are not kept in memory.
func runFloor(sources, site, out string) error {
	var names []string
	if err := filepath.WalkDir(sources, func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, name)
		}
		return err
	}); err != nil {
		return err
	}
	var pages []page
	var largest int64
	if err := filepath.WalkDir(site, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(site, name)
		pages = append(pages, page{filepath.Join(out, rel), info.Size()})
		largest = max(largest, info.Size())
		return err
	}); err != nil {
		return err
	}
	text := []byte(strings.Repeat("x", int(largest)))
	began, spent := time.Now(), cpu()
	err := workers(len(names), func(i int) error {
		_, err := os.ReadFile(names[i])
		return err
	})
	if err != nil {
		return err
	}
	err = workers(len(pages), func(i int) error {
		if err := os.MkdirAll(filepath.Dir(pages[i].name), 0o755); err != nil {
			return err
		}
		return os.WriteFile(pages[i].name, text[:pages[i].size], 0o644)
	})
	fmt.Println(time.Since(began).Nanoseconds(), int64(cpu()-spent))
	return err
}

// cpu is the time that the processors have worked for this program.
func cpu() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// workers calls f for 0 to n with two workers, and returns one of the errors.
func workers(n int, f func(int) error) error {
	var next atomic.Int64
	var group sync.WaitGroup
	var fault atomic.Pointer[error]
	for range 2 {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := f(i); err != nil {
					fault.Store(&err)
				}
			}
		})
	}
	group.Wait()
	if err := fault.Load(); err != nil {
		return *err
	}
	return nil
}
