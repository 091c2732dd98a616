package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"sync"

	"briefing/generator/compress"
	"briefing/generator/publish"
)

// memory is what the last build of a folder left in the user's folder of caches, so
// that this one makes only pages that may have changed; nil if there can be none.
func (s *site) memory(dir string) *publish.Memory {
	top, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil
	}
	program, err := programSum()
	if err != nil {
		return nil
	}
	keys, err := s.out.Keys(program)
	if err != nil {
		return nil
	}
	keys = compress.Keys(s.forms, keys)
	of := sha256.Sum256([]byte(dir))
	return &publish.Memory{Name: filepath.Join(top, "briefing", "sites", hex.EncodeToString(of[:12])), Key: func(path string) publish.Key {
		key := keys(path)
		if key == "" {
			return publish.Key{}
		}
		sum := sha256.Sum256([]byte(key))
		return publish.Key(sum[:len(publish.Key{})])
	}}
}

// programSum is a hash of this program. Any change of it may change any page.
var programSum = sync.OnceValues(func() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
})
