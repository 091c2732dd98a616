// Bench builds synthetic sites and prints how long that takes, beside a floor: a
// program that only reads the same sources and writes the same bytes with two
// workers, and beside the check of the same content. The ratios are what to compare;
// times belong to the machine.
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
	runs := flag.Int("runs", 3, "runs of each; the one with the median wall time is printed")
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
	fmt.Println("briefings  build wall    cpu    peak MiB   files      MB   floor wall    cpu   ratio wall   cpu   ms/briefing   check wall   of build")
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

// one measures one size and prints its line.
func one(top, program string, n, runs int, seed uint64) error {
	dir := filepath.Join(top, strconv.Itoa(n))
	defer os.RemoveAll(dir)
	if err := corpus.Write(dir, n, seed); err != nil {
		return err
	}
	site, copied := filepath.Join(dir, "site"), filepath.Join(dir, "copy")
	self, err := os.Executable()
	if err != nil {
		return err
	}
	build, err := median(runs, site, program, "build", "--root", dir, "--out", site)
	if err != nil {
		return err
	}
	checked, err := median(runs, filepath.Join(dir, "none"), program, "check", "--root", dir)
	if err != nil {
		return err
	}
	files, bytes, err := size(site)
	if err != nil {
		return err
	}
	floor, err := median(runs, copied, self, "-floor", filepath.Join(dir, "content")+","+site+","+copied)
	if err != nil {
		return err
	}
	fmt.Printf("%9d  %9.2fs %6.2fs  %8.0f %8d %7.1f  %9.2fs %6.2fs  %9.1f %6.1f  %11.2f  %10.2fs  %9.2f\n", n, build.wall.Seconds(), build.cpu.Seconds(),
		float64(build.peak)/(1<<20), files, float64(bytes)/1e6, floor.wall.Seconds(), floor.cpu.Seconds(),
		build.wall.Seconds()/floor.wall.Seconds(), build.cpu.Seconds()/floor.cpu.Seconds(), build.wall.Seconds()*1000/float64(n),
		checked.wall.Seconds(), checked.wall.Seconds()/build.wall.Seconds())
	return nil
}

// median runs a program several times into a new folder each time.
func median(runs int, out, program string, args ...string) (figures, error) {
	var all []figures
	for range runs {
		if err := os.RemoveAll(out); err != nil {
			return figures{}, err
		}
		syscall.Sync() // what earlier runs wrote is not to be paid for here
		command := exec.Command(program, args...)
		var complaints bytes.Buffer
		command.Stderr = &complaints
		// The first run draws cards and keeps them for the others, as it is for users.
		command.Env = append(os.Environ(), "XDG_CACHE_HOME="+out+".cache")
		began := time.Now()
		text, err := command.Output()
		f := figures{wall: time.Since(began)}
		if err != nil {
			return figures{}, fmt.Errorf("%s %s: %w: %s%s", program, args[0], err, text, complaints.Bytes())
		}
		state := command.ProcessState
		f.cpu = state.UserTime() + state.SystemTime()
		f.peak = state.SysUsage().(*syscall.Rusage).Maxrss * 1024
		if kept, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64); err == nil {
			f.wall = time.Duration(kept) // the floor leaves out what it prepares
		}
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b figures) int { return int(a.wall - b.wall) })
	return all[len(all)/2], nil
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
// in as many files, and prints how long that took in nanoseconds. What the bytes
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
	began := time.Now()
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
	fmt.Println(time.Since(began).Nanoseconds())
	return err
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
