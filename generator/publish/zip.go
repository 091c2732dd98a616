package publish

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Zip writes the files into an archive whose one folder has the name of the
// archive, so that whoever unpacks it gets one folder to open. The same files give
// the same bytes: they stand in the order of their paths, without a time. An old
// archive stays until the new one is whole. progress is as in [Write].
//
// It returns the number of files and their bytes, unpacked.
func Zip(name string, files []File, progress func(done int)) (Report, error) {
	if err := (&writer{files: files}).checkPaths(); err != nil {
		return Report{}, err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return Report{}, err
	}
	part := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".part")
	f, err := os.Create(part)
	if err != nil {
		return Report{}, err
	}
	defer os.Remove(part) // after a fault; there is none after the renaming
	folder := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	report, err := zipTo(f, folder, files, progress)
	if err := errors.Join(err, f.Close()); err != nil {
		return Report{}, err
	}
	return report, os.Rename(part, name)
}

// zipTo makes a few files at a time, by all processors, and writes them in order.
func zipTo(w io.Writer, folder string, files []File, progress func(int)) (Report, error) {
	sorted := slices.SortedFunc(slices.Values(files), func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	archive := zip.NewWriter(w)
	var r Report
	made := make([]bytes.Buffer, 4*runtime.GOMAXPROCS(0))
	for some := range slices.Chunk(sorted, len(made)) {
		faults := make([]error, len(some))
		var workers sync.WaitGroup
		for i, f := range some {
			workers.Go(func() {
				made[i].Reset()
				faults[i] = f.Content(&made[i])
			})
		}
		workers.Wait()
		for i, f := range some {
			if errors.Is(faults[i], Absent) {
				continue
			}
			if err := errors.Join(faults[i], pack(archive, folder+"/"+f.Path, made[i].Bytes())); err != nil {
				return r, err
			}
			r.Written, r.Bytes = append(r.Written, f.Path), r.Bytes+int64(made[i].Len())
			if progress != nil {
				progress(len(r.Written))
			}
		}
	}
	return r, archive.Close()
}

// pack adds one file, readable by everyone.
func pack(archive *zip.Writer, name string, content []byte) error {
	header := &zip.FileHeader{Name: name, Method: zip.Deflate}
	header.SetMode(0o644)
	w, err := archive.CreateHeader(header)
	if err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}
