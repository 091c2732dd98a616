package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Shard is one of several parts of a site, which machines can make side by side.
// Every file is in exactly one of them. The first is 1.
type Shard struct{ Number, Of int }

// mostShards is how many parts there can be: more than anybody has machines.
const mostShards = 10_000

// ParseShard reads 2/8. There are at most 10,000 parts.
func ParseShard(text string) (Shard, error) {
	var s Shard
	if n, err := fmt.Sscanf(text, "%d/%d", &s.Number, &s.Of); err != nil || n != 2 || s.String() != text || s.Number < 1 || s.Number > s.Of {
		return Shard{}, fmt.Errorf("a shard is written 2/8, from 1/8 to 8/8, not %q", text)
	}
	if s.Of > mostShards {
		return Shard{}, fmt.Errorf("%q: there can be %d shards", text, mostShards)
	}
	return s, nil
}

func (s Shard) String() string { return fmt.Sprintf("%d/%d", s.Number, s.Of) }

// ShardName is the name of the file in a part that says which part of which site
// it is.
const ShardName = "shard.json"

// part is what stands in that file.
type part struct {
	Shard int    `json:"shard"`
	Of    int    `json:"of"`
	Site  string `json:"site"` // hash of what the site is made of, and of its paths
}

// Part returns the files of one shard and the file that says so. Which files these
// are follows from their paths alone. Files of a folder of together stay in one
// part: those that are made from something that takes long to make, once. origin
// names what the site is made of: parts with different origins are not joined.
func (s Shard) Part(files []File, origin string, together ...string) []File {
	site := sha256.New()
	fmt.Fprintln(site, origin)
	var mine []File
	for _, f := range files {
		fmt.Fprintln(site, f.Path)
		if s.holds(f.Path, together) {
			mine = append(mine, f)
		}
	}
	about, err := json.Marshal(part{s.Number, s.Of, hex.EncodeToString(site.Sum(nil))})
	if err != nil {
		panic(err) // it is two numbers and a text
	}
	return append(mine, File{ShardName, func(b *bytes.Buffer) error {
		b.Write(append(about, '\n'))
		return nil
	}})
}

// holds reports whether a file is in the shard.
func (s Shard) holds(name string, together []string) bool {
	for _, folder := range together {
		if strings.HasPrefix(name, folder) {
			name = folder
		}
	}
	// A compressed file goes with what it is made of.
	for _, ending := range compressed {
		name = strings.TrimSuffix(name, ending)
	}
	h := fnv.New32a()
	h.Write([]byte(name))
	return int(h.Sum32()%uint32(s.Of)) == s.Number-1
}

// compressed are the endings of files that hold another file in fewer bytes.
var compressed = []string{".gz", ".br"}

// Join returns the files of the whole site, whose parts lie in folders, in any
// order. It fails if a part is missing, is there twice, belongs to another site, or
// has a file that is not as it was written.
func Join(dirs []string) ([]File, error) {
	if len(dirs) == 0 {
		return nil, errors.New("there are no parts")
	}
	var all []File
	var first part
	seen := map[int]string{}
	for _, dir := range dirs {
		p, files, err := readPart(dir)
		if err != nil {
			return nil, err
		}
		if first.Of == 0 {
			first = p
		}
		if p.Site != first.Site || p.Of != first.Of {
			return nil, fmt.Errorf("%s is a part of another site than %s", dir, dirs[0])
		}
		if other := seen[p.Shard]; other != "" {
			return nil, fmt.Errorf("%s and %s are both part %d of %d", other, dir, p.Shard, p.Of)
		}
		seen[p.Shard] = dir
		all = append(all, files...)
	}
	for n := 1; n <= first.Of; n++ {
		if seen[n] == "" {
			return nil, fmt.Errorf("part %d of %d is missing", n, first.Of)
		}
	}
	return all, nil
}

func readPart(dir string) (part, []File, error) {
	var p part
	text, err := os.ReadFile(filepath.Join(dir, ShardName))
	if err != nil {
		return p, nil, fmt.Errorf("%s is no part of a site: %w", dir, err)
	}
	if err := json.Unmarshal(text, &p); err != nil || p.Of < 1 || p.Of > mostShards {
		return p, nil, fmt.Errorf("%s is no part of a site: %s says nothing", dir, ShardName)
	}
	files, err := Read(dir)
	return p, slices.DeleteFunc(files, func(f File) bool { return f.Path == ShardName }), err
}

// Read returns the files of a folder that [Write] made, as they were written: the
// Content of one that has changed since gives an error.
func Read(dir string) ([]File, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	manifest, err := root.ReadFile(Manifest)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, errors.Join(errors.New("no built site"), err))
	}
	var files []File
	for line := range strings.Lines(string(manifest)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok || !fs.ValidPath(name) {
			return nil, fmt.Errorf("%s: %q is no line of it", filepath.Join(dir, Manifest), line)
		}
		files = append(files, File{name, func(b *bytes.Buffer) error {
			text, err := readIn(dir, name)
			if found := sha256.Sum256(text); err == nil && hex.EncodeToString(found[:]) != sum {
				err = fmt.Errorf("%s is not as it was built", path.Join(filepath.ToSlash(dir), name))
			}
			b.Write(text)
			return err
		}})
	}
	return files, nil
}

// readIn returns what is in a file of a folder, which no link may lead out of.
func readIn(dir, name string) ([]byte, error) {
	f, err := os.OpenInRoot(dir, filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}
