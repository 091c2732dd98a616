// Package cache keeps bytes that take long to make in a folder, by a key that
// names everything that they depend on.
//
// The folder may be deleted at any time, in part too, and several programs may use
// it at once. What was written by halves or changed afterwards is not used: each
// file begins with the hash of its bytes. A folder that cannot be read or written
// costs time and is no error.
package cache

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
)

// Folder is a folder of kept bytes. It need not exist.
type Folder string

// Get returns the bytes of a key, from the folder or else from make. The key is a
// hash as text, or any other name of at least two letters that is good for a file;
// bytes that can differ must have different keys. An error is that of make.
func (f Folder) Get(key string, make func() ([]byte, error)) ([]byte, error) {
	name := filepath.Join(string(f), key[:2], key)
	if kept, err := os.ReadFile(name); err == nil && isWhole(kept) {
		return kept[sha256.Size:], nil
	}
	made, err := make()
	if err != nil {
		return nil, err
	}
	put(name, made)
	return made, nil
}

// isWhole reports whether a file is as it was written.
func isWhole(kept []byte) bool {
	if len(kept) < sha256.Size {
		return false
	}
	sum := sha256.Sum256(kept[sha256.Size:])
	return bytes.Equal(sum[:], kept[:sha256.Size])
}

// put writes a file beside its place and moves it there. If that fails the bytes
// are made again next time.
func put(name string, made []byte) {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return
	}
	temporary, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return
	}
	sum := sha256.Sum256(made)
	_, err = temporary.Write(append(sum[:], made...))
	if closing := temporary.Close(); err != nil || closing != nil || os.Rename(temporary.Name(), name) != nil {
		_ = os.Remove(temporary.Name()) // it is only in the way
	}
}
